//! The queue: what the desk has to do, as far as a filter asks for it. Tickets are read from memory alone, so
//! that it takes the same time whatever has been closed (decision 4a).

use crate::{
    error::Error,
    service::{clock, watching},
    state::AppState,
    store::{
        StoreError,
        projection::OpenTicket,
        tables::{held, views},
    },
};
use shared::{
    actor::{Actor, Person},
    api::queue::{Change, Queue, QueueRow, QueueView, Whose},
    id::{PersonId, TicketId},
    permission::{Action, Denied, Scope, may},
    ticket::queue::{
        Place,
        filter::{Prepared, QueueFilter},
        view::built_in,
    },
    time::Instant,
};

/// Rows of the queue sent at most.
const ROWS: usize = 200;

/// A ticket that was asked for, with its place and what is due.
type Found = (Place, Option<Instant>, OpenTicket);

/// The tickets on the desk that `filter` asks for, in their order, and how many each view shows.
///
/// # Errors
/// The actor does not work tickets.
pub async fn list(app: &AppState, actor: &Actor, filter: &QueueFilter) -> Result<Queue, Error> {
    let reader = reader(actor)?;
    let now = app.now();
    let rules = app.rules();
    let working = rules.calendar.around(now);
    let mut views = views_of(app, actor, reader.id).await?;
    let filters: Vec<QueueFilter> = views.iter().map(|it| it.filter.clone()).collect();
    let prepared: Vec<Prepared<'_>> =
        filters.iter().map(|it| it.prepared(reader.id, now)).collect();
    let asked = filter.prepared(reader.id, now);
    let mut change = ChangeNumber::default();
    let mut n_open = 0;
    let mut found: Vec<Found> = Vec::new();
    app.open_tickets.each(|ticket| {
        let head = &*ticket.head;
        if may(actor, Action::ReadTicket, &head.scope(actor)).is_err() {
            return;
        }
        let due = rules.promise_in(head, &working).next_due();
        n_open += 1;
        change.count(ticket);
        for (view, filter) in views.iter_mut().zip(&prepared) {
            view.n += usize::from(filter.shows(head, &ticket.requester, due));
        }
        if asked.shows(head, &ticket.requester, due) {
            found.push((Place::of(head, due), due, ticket.clone()));
        }
    });
    let n_found = found.len();
    let tickets = first(found).into_iter().map(|(_, due, it)| row(&it, due, reader)).collect();
    let n_unread = watching::n_unread(app, actor, reader.id).await?;
    let (clock, reader, staff) = (clock(app), reader.id, app.staff.all());
    let change = change.told();
    Ok(Queue { clock, change, n_open, n_found, tickets, views, n_unread, reader, staff })
}

/// The ticket that is due next of those that `filter` asks for: not `after`, and none whose resolution is on its way.
///
/// # Errors
/// The actor does not work tickets.
pub async fn next_due(
    app: &AppState,
    actor: &Actor,
    filter: &QueueFilter,
    after: TicketId,
) -> Result<Option<TicketId>, Error> {
    let reader = reader(actor)?;
    let (now, rules) = (app.now(), app.rules());
    let working = rules.calendar.around(now);
    let asked = filter.prepared(reader.id, now);
    let mut found: Vec<(Place, TicketId)> = Vec::new();
    app.open_tickets.each(|ticket| {
        let head = &*ticket.head;
        if head.id == after || may(actor, Action::ReadTicket, &head.scope(actor)).is_err() {
            return;
        }
        let due = rules.promise_in(head, &working).next_due();
        if due.is_some() && asked.shows(head, &ticket.requester, due) {
            found.push((Place::of(head, due), head.id));
        }
    });
    found.sort_unstable();
    let found = &found;
    let next = app.store.read(|it| async move {
        for (_, id) in found {
            if !held::is_resolved(&it, *id).await? {
                return Ok::<_, StoreError>(Some(*id));
            }
        }
        Ok(None)
    });
    Ok(next.await?)
}

/// The views that `actor`, who is `reader`, can choose among.
async fn views_of(
    app: &AppState,
    actor: &Actor,
    reader: PersonId,
) -> Result<Vec<QueueView>, Error> {
    let saved = app.store.read(|it| async move { views::of(&it, reader).await }).await?;
    let built_in = built_in().into_iter().map(|it| QueueView {
        name: it.name.to_owned(),
        filter: it.filter,
        n: 0,
        whose: Whose::BuiltIn,
        removable: None,
    });
    let saved = saved.into_iter().map(|it| QueueView {
        removable: may(actor, Action::RemoveView, &it.scope()).is_ok().then_some(it.id),
        whose: if it.is_shared { Whose::Shared } else { Whose::Own },
        name: it.name.into(),
        filter: it.filter,
        n: 0,
    });
    Ok(built_in.chain(saved).collect())
}

/// How far what the actor sees of the desk has changed.
///
/// # Errors
/// The actor does not work tickets.
pub fn change(app: &AppState, actor: &Actor) -> Result<Change, Error> {
    reader(actor)?;
    let mut change = ChangeNumber::default();
    app.open_tickets.each(|ticket| {
        if may(actor, Action::ReadTicket, &ticket.head.scope(actor)).is_ok() {
            change.count(ticket);
        }
    });
    Ok(Change { clock: clock(app), change: change.told() })
}

/// Is another when anything has changed among the tickets that somebody may read, and says nothing of others:
/// the sum of the numbers of what they see. What comes or changes has a larger number than all before, so no
/// two states of as many tickets have the same sum; and one ticket more or less is more than they can differ by.
#[derive(Debug, Default)]
struct ChangeNumber(u64);

impl ChangeNumber {
    fn count(&mut self, ticket: &OpenTicket) {
        self.0 = self.0.wrapping_add(ticket.changed);
    }

    /// As far as every program can read a number.
    fn told(self) -> u64 {
        self.0 & ((1 << 53) - 1)
    }
}

fn reader(actor: &Actor) -> Result<&Person, Error> {
    may(actor, Action::ReadQueue, &Scope::Portico)?;
    Ok(actor.person().ok_or(Denied::SignIn)?)
}

/// The first of what was found, in order; the rest need not be in any.
fn first(mut found: Vec<Found>) -> Vec<Found> {
    if found.len() > ROWS {
        found.select_nth_unstable_by_key(ROWS, |it| it.0);
        found.truncate(ROWS);
    }
    found.sort_unstable_by_key(|it| it.0);
    found
}

fn row(ticket: &OpenTicket, due: Option<Instant>, reader: &Person) -> QueueRow {
    let head = &*ticket.head;
    QueueRow {
        id: head.id,
        reference: head.reference,
        title: head.title.to_string(),
        requester: ticket.requester.to_string(),
        category: head.category,
        team: head.team,
        priority: head.priority,
        stage: head.status.stage(),
        assignee: ticket.assignee.as_deref().map(str::to_owned),
        is_mine: head.assignee == Some(reader.id),
        due,
        needs_triage: head.needs_triage,
        updated: head.updated,
        unhappy_since: head.unhappy_since,
        is_known: head.notice().is_some(),
        is_confidential: head.confidential.is_some(),
    }
}
