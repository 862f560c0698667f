//! What wants a lead's eye, and who has how much to do. Read from the tickets in memory, like the queue.

use crate::{error::Error, service::clock, state::AppState, store::tables::people};
use shared::{
    actor::Actor,
    api::wall::{Concerning, LoadOf, Wall, WallRow},
    id::PersonId,
    permission::{Action, Scope, may},
    ticket::{
        Ticket,
        concern::{Concern, Load},
    },
    time::Instant,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Rows of each concern sent at most: the rest is in the queue.
const ROWS: usize = 5;

/// A ticket with when something has to happen next.
type Dated = (Option<Instant>, Arc<Ticket>);

/// What wants a lead's eye now.
///
/// # Errors
/// The actor leads nobody.
pub async fn wall(app: &AppState, actor: &Actor) -> Result<Wall, Error> {
    may(actor, Action::ReadWall, &Scope::Portico)?;
    let clock = clock(app);
    let tickets = tickets(app, actor, clock.now);
    let people: Vec<PersonId> =
        tickets.iter().flat_map(|(_, it)| [Some(it.requester), it.assignee]).flatten().collect();
    let people = &people;
    let names = app
        .store
        .read(|reader| async move { people::names(&reader, people.iter().copied()).await });
    let names = names.await?;
    let staff = app.staff.all().into_iter().map(|it| (it.id, it.name)).collect();
    let concerns = Concern::ALL.into_iter().map(|it| concerning(it, &tickets, clock.now, &names));
    let concerns = concerns.collect();
    Ok(Wall { concerns, loads: loads(&tickets, clock.now, staff, &names), clock })
}

/// Those that the actor may read, next due first.
fn tickets(app: &AppState, actor: &Actor, now: Instant) -> Vec<Dated> {
    let rules = app.rules();
    let working = rules.calendar.around(now);
    let due = |it: &Ticket| rules.promise_in(it, &working).next_due();
    let all = app.open_tickets.all().into_iter();
    let all = all.filter(|it| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok());
    let mut dated: Vec<Dated> = all.map(|it| (due(&it), it)).collect();
    dated.sort_by_key(|(due, it)| (due.is_none(), *due, it.id));
    dated
}

fn concerning(
    concern: Concern,
    tickets: &[Dated],
    now: Instant,
    names: &HashMap<PersonId, String>,
) -> Concerning {
    let own: Vec<&Dated> = tickets.iter().filter(|(due, it)| concern.has(it, *due, now)).collect();
    let rows = own.iter().take(ROWS).map(|(due, it)| row(it, *due, names));
    Concerning { concern, n: own.len(), tickets: rows.collect() }
}

fn row(ticket: &Ticket, due: Option<Instant>, names: &HashMap<PersonId, String>) -> WallRow {
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    WallRow {
        id: ticket.id,
        reference: ticket.reference,
        title: ticket.title.to_string(),
        requester: name(ticket.requester),
        priority: ticket.priority,
        stage: ticket.status.stage(),
        assignee: ticket.assignee.map(name),
        due,
    }
}

/// Everybody who works tickets, or did and still has one.
fn loads(
    tickets: &[Dated],
    now: Instant,
    staff: Vec<(PersonId, String)>,
    names: &HashMap<PersonId, String>,
) -> Vec<LoadOf> {
    let mut of: BTreeMap<Option<PersonId>, Load> = BTreeMap::from([(None, Load::default())]);
    of.extend(staff.iter().map(|it| (Some(it.0), Load::default())));
    for (due, ticket) in tickets {
        of.entry(ticket.assignee).or_default().add(ticket, *due, now);
    }
    let staff: HashMap<PersonId, String> = staff.into_iter().collect();
    let name = |id: PersonId| staff.get(&id).or_else(|| names.get(&id)).cloned();
    let mut loads: Vec<LoadOf> = of
        .into_iter()
        .map(|(person, load)| LoadOf {
            person,
            name: person.and_then(name).unwrap_or_default(),
            load,
        })
        .collect();
    loads.sort_by(|a, b| {
        (a.person.is_none(), &a.name, a.person).cmp(&(b.person.is_none(), &b.name, b.person))
    });
    loads
}
