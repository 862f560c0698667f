//! The report: what the desk did in a period, which tickets are behind a number, and the same as a table.
//! Reading goes through [`Pass`], which keeps no ticket longer than it is counted.

mod pass;
mod table;

use crate::{
    error::Error,
    service::{clock, report::pass::Pass},
    state::AppState,
    store::{
        StoreError,
        tables::{people, tickets},
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::report::{GetReport, ListReported, Report, Reported, ReportedTicket},
    id::{PersonId, TicketId},
    permission::{Action, Scope, may},
    report::{
        counting::Counting,
        history::{History, Moment},
        measure::Measure,
        slice::Slice,
    },
    ticket::Ticket,
    time::Span,
};
use std::{cmp::Reverse, collections::HashMap};

pub use table::{Table, table};

/// Tickets on one page of a list.
const ON_A_PAGE: usize = 50;

/// The numbers of a period.
///
/// # Errors
/// The actor may not read them, or what is wrong with the days.
pub async fn report(app: &AppState, actor: &Actor, asked: &GetReport) -> Result<Report, Error> {
    may(actor, Action::ReadReport, &Scope::Portico)?;
    let clock = clock(app);
    let period = asked.period(clock.zone.local(clock.now).date())?;
    let can_list = may(actor, Action::ListReported, &Scope::Portico).is_ok();
    let mut pass = Pass::over(app, actor, period, Slice::default()).await?;
    let mut counting = Counting::over(period, pass.zone(), &app.rules().settings.catalogue);
    while let Some(stretch) = pass.next().await? {
        for (ticket, history) in &stretch {
            counting.add(ticket, history);
        }
    }
    let hours = pass.hours().to_owned();
    Ok(Report { clock, period, hours, can_list, counted: counting.finish() })
}

/// Which tickets are behind a number, a page of them. Of those on other pages only their place is kept.
///
/// # Errors
/// The actor may not read them, what is wrong with the days, or that there is no such page.
pub async fn list(app: &AppState, actor: &Actor, asked: &ListReported) -> Result<Reported, Error> {
    may(actor, Action::ListReported, &Scope::Portico)?;
    let clock = clock(app);
    let period = asked.period(clock.zone.local(clock.now).date())?;
    let mut pass = Pass::over(app, actor, period, asked.slice()).await?;
    let mut found: Vec<(TicketId, Moment)> = Vec::new();
    while let Some(stretch) = pass.next().await? {
        let counted = stretch.iter().filter_map(|(ticket, history)| {
            Some((ticket.id, moment(history, pass.span(), asked.of)?))
        });
        found.extend(counted);
    }
    found.sort_by_key(|(id, it)| {
        let longest = it.took.map(|it| it.working);
        (it.is_missed != Some(true), Reverse(longest), Reverse(it.at), *id)
    });
    let page = asked.page.max(1);
    let n_pages = u32::try_from(found.len().div_ceil(ON_A_PAGE)).unwrap_or(u32::MAX).max(1);
    let number = usize::try_from(page - 1).map_err(|_| Error::not_found())?;
    if page > n_pages {
        return Err(Error::not_found());
    }
    let on_it: Vec<_> = found.iter().skip(number * ON_A_PAGE).take(ON_A_PAGE).copied().collect();
    let tickets = rows(app, &on_it).await?;
    Ok(Reported { clock, period, n: found.len(), page, n_pages, tickets })
}

/// When a ticket counted for `of`, or for anything.
fn moment(history: &History, span: Span, of: Option<Measure>) -> Option<Moment> {
    match of {
        Some(measure) => history.last_in(span, measure),
        None => history.last_at(span).map(|at| Moment { at, took: None, is_missed: None }),
    }
}

async fn rows(app: &AppState, found: &[(TicketId, Moment)]) -> Result<Vec<ReportedTicket>, Error> {
    let (heads, names) = app
        .store
        .read(|reader| async move {
            let mut heads = HashMap::new();
            for (id, _) in found {
                heads.extend(tickets::by_id(&reader, *id).await?.map(|it| (*id, it)));
            }
            let names = people::names(&reader, heads.values().map(|it| it.requester)).await?;
            Ok::<_, StoreError>((heads, names))
        })
        .await?;
    Ok(found.iter().filter_map(|(id, it)| Some(row(heads.get(id)?, it, &names))).collect())
}

fn row(ticket: &Ticket, moment: &Moment, names: &HashMap<PersonId, String>) -> ReportedTicket {
    ReportedTicket {
        id: ticket.id,
        reference: ticket.reference,
        title: ticket.title.to_string(),
        requester: names.get(&ticket.requester).cloned().unwrap_or_default(),
        category: ticket.category,
        team: ticket.team,
        priority: ticket.priority,
        stage: ticket.status.stage(),
        at: moment.at,
        working: moment.took.map(|it| minutes(it.working)),
        clock: moment.took.map(|it| minutes(it.clock)),
        is_missed: moment.is_missed,
    }
}

/// Whole minutes that had passed.
fn minutes(it: TimeDelta) -> u32 {
    u32::try_from(it.num_minutes()).unwrap_or(0)
}
