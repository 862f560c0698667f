//! The tickets behind a number as a table, one line each and as many as there are: it is written while it is
//! read, and no more of it is in memory than one stretch.

use crate::{
    csv,
    error::Error,
    service::{
        clock,
        report::{minutes, moment, pass::Pass},
    },
    state::AppState,
    store::tables::{
        audit::{self, Deed, Export, Who},
        people,
    },
};
use futures_util::stream::{Stream, try_unfold};
use shared::{
    actor::Actor,
    api::report::ListReported,
    catalogue::Catalogue,
    id::PersonId,
    permission::{Action, Scope, may},
    report::{
        history::{History, Moment},
        measure::Measure,
        period::Period,
    },
    ticket::Ticket,
    time::{Instant, Zone},
};
use std::collections::HashMap;

/// A table that can be written.
pub struct Table {
    /// Of which days.
    pub period: Period,
    of: Option<Measure>,
    pass: Pass,
}

/// The table of what is asked for; its page does not matter.
///
/// # Errors
/// The actor may not read it, or what is wrong with the days.
pub async fn table(app: &AppState, actor: &Actor, asked: &ListReported) -> Result<Table, Error> {
    may(actor, Action::ListReported, &Scope::Portico)?;
    let clock = clock(app);
    let period = asked.period(clock.zone.local(clock.now).date())?;
    let pass = Pass::over(app, actor, period, asked.slice()).await?;
    // Before the first line: who breaks it off has the lines before.
    let (by, at) = (actor.author(), clock.now);
    let deed = Deed::Exported { what: Export::Report };
    let deed = &deed;
    let noted = app.store.transact(|tx| async move {
        audit::append(&tx, at, by.map_or(Who::Nobody, Who::Person), deed.clone()).await
    });
    noted.await?;
    Ok(Table { period, of: asked.of, pass })
}

/// How far a table is written.
enum Written {
    Nothing(Box<Table>),
    Lines(Box<Table>),
}

impl Table {
    /// The table's text, piece by piece. Where one piece fails the text ends with that error, and not as if it
    /// were whole.
    pub fn text(self) -> impl Stream<Item = Result<String, Error>> + Send {
        try_unfold(Written::Nothing(Box::new(self)), |written| async move {
            let mut table = match written {
                Written::Nothing(table) => {
                    let head = table.head();
                    return Ok(Some((head, Written::Lines(table))));
                }
                Written::Lines(table) => table,
            };
            let lines = table.next_lines().await.inspect_err(|error| {
                tracing::error!(%error, "a table breaks off: {error}");
            })?;
            Ok(lines.map(|it| (it, Written::Lines(table))))
        })
    }

    fn head(&self) -> String {
        let mut head = csv::MARK.to_owned();
        csv::add_line(&mut head, COLUMNS.map(|it| it.0));
        head
    }

    /// The next lines; `None` after the last.
    async fn next_lines(&mut self) -> Result<Option<String>, Error> {
        while let Some(mut stretch) = self.pass.next().await? {
            stretch.retain(|(_, it)| moment(it, self.pass.span(), self.of).is_some());
            if stretch.is_empty() {
                continue;
            }
            let people = stretch.iter().flat_map(|(it, _)| [Some(it.requester), it.assignee]);
            let people: Vec<PersonId> = people.flatten().collect();
            let people = &people;
            let store = &self.pass.app().store;
            let names =
                store.read(|it| async move { people::names(&it, people.iter().copied()).await });
            let names = names.await?;
            let mut lines = String::new();
            for (ticket, history) in &stretch {
                let (zone, catalogue) = (self.pass.zone(), self.pass.catalogue());
                let row = Row { ticket, history, names: &names, zone, catalogue };
                let cells = COLUMNS.map(|it| it.1(&row));
                csv::add_line(&mut lines, cells.iter().map(String::as_str));
            }
            return Ok(Some(lines));
        }
        Ok(None)
    }
}

/// What the cells of a line are made of.
struct Row<'a> {
    ticket: &'a Ticket,
    history: &'a History,
    names: &'a HashMap<PersonId, String>,
    zone: &'a Zone,
    catalogue: &'a Catalogue,
}

type Column = (&'static str, fn(&Row<'_>) -> String);

/// Every column with its cells. The ticket as it is now, and not only what counts in the period.
const COLUMNS: [Column; 23] = [
    ("Reference", |it| it.ticket.reference.to_string()),
    ("Title", |it| it.ticket.title.to_string()),
    ("Requester", |it| it.name(Some(it.ticket.requester))),
    ("Type", |it| it.ticket.ticket_type.label().to_owned()),
    ("Category", |it| it.catalogue.category_label(it.ticket.category)),
    ("Team", |it| it.catalogue.team_label(it.ticket.team)),
    ("Priority", |it| it.ticket.priority.label().to_owned()),
    ("Status", |it| it.ticket.status.stage().label().to_owned()),
    ("With", |it| it.name(it.ticket.assignee)),
    ("Received", |it| it.time(it.ticket.received)),
    ("First answered", |it| it.last_at(Measure::Answered)),
    ("Minutes to the first answer, working time", |it| it.took(Measure::Answered, true)),
    ("Minutes to the first answer", |it| it.took(Measure::Answered, false)),
    ("Promise of a first answer", |it| it.kept(Measure::Responses)),
    ("Resolved", |it| it.last_at(Measure::Resolved)),
    ("Minutes to the resolution, working time", |it| it.took(Measure::Resolved, true)),
    ("Minutes to the resolution", |it| it.took(Measure::Resolved, false)),
    ("Promise of a fix", |it| it.kept(Measure::Resolutions)),
    ("Times resolved", |it| it.n(Measure::Resolved)),
    ("Times reopened", |it| it.n(Measure::Reopened)),
    ("Confirmed as fixed", |it| it.last_at(Measure::Confirmed)),
    ("Complaints", |it| it.n(Measure::Complained)),
    ("Time zone", |it| it.zone.name.clone()),
];

impl Row<'_> {
    fn name(&self, person: Option<PersonId>) -> String {
        person.and_then(|it| self.names.get(&it)).cloned().unwrap_or_default()
    }

    /// As spreadsheets read it, on the desk's clock.
    fn time(&self, at: Instant) -> String {
        self.zone.local(at).format("%Y-%m-%d %H:%M").to_string()
    }

    fn last(&self, measure: Measure) -> Option<Moment> {
        self.history.moments_of(measure).next_back()
    }

    fn last_at(&self, measure: Measure) -> String {
        self.last(measure).map(|it| self.time(it.at)).unwrap_or_default()
    }

    fn took(&self, measure: Measure, in_working_time: bool) -> String {
        let took = self.last(measure).and_then(|it| it.took);
        let took = took.map(|it| if in_working_time { it.working } else { it.clock });
        took.map(|it| minutes(it).to_string()).unwrap_or_default()
    }

    fn kept(&self, measure: Measure) -> String {
        match self.last(measure).and_then(|it| it.is_missed) {
            Some(true) => "broken",
            Some(false) => "kept",
            None => "",
        }
        .to_owned()
    }

    fn n(&self, measure: Measure) -> String {
        self.history.moments_of(measure).count().to_string()
    }
}
