//! Confidential tickets: opening one in an emergency, and who looks at that afterwards. Who reads them in all other
//! cases is a rule of the ticket's own.

use crate::{
    error::Error,
    service::{
        clock,
        once::once,
        requests::Sent,
        tickets::{Wish, fulfil},
    },
    state::AppState,
    store::{
        Reader, StoreError,
        tables::{
            audit::{self, Deed, Who},
            openings::{self, OpeningRecord},
            people::{self, PersonRecord},
            tickets,
        },
    },
};
use shared::{
    actor::{Actor, Person, Role},
    api::{
        confidential::{ConfidentialOnDesk, Emergency, Opened, Opening, Openings, Reviewed},
        queue::StaffMember,
    },
    id::{OpeningId, PersonId, TicketId},
    permission::{Action, Scope, may},
    problem::Check,
    ticket::{Ticket, command::Command, confidential::OPEN_FOR},
    time::Instant,
};

/// The person of `record` as the rules need them now: with the confidential tickets that they opened.
///
/// # Errors
/// What the store says.
pub(super) async fn as_of(
    reader: &Reader,
    record: &PersonRecord,
    now: Instant,
) -> Result<Person, StoreError> {
    if !record.roles.is_staff() {
        return Ok(record.person());
    }
    let opened = openings::of(reader, record.id).await?.into_iter();
    let opened = opened.filter(|it| now < it.until).map(|it| it.ticket);
    Ok(Person { opened: opened.collect(), ..record.person() })
}

/// Opens a confidential ticket to the actor for an hour, once. Whoever reads it anyway is led to it.
///
/// # Errors
/// There is no such ticket that the actor could open.
pub async fn open(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    asked: &Emergency,
) -> Result<Opened, Error> {
    may(actor, Action::ReadQueue, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let (by, now) = (command.person, app.now());
    let (opening, until) = (OpeningId(app.ids.next(now)?), now + OPEN_FOR);
    let opened = once(app, &command, |tx| async move {
        let Emergency { reference, reason } = asked;
        let can = |it: &Ticket, action| may(actor, action, &it.scope(actor)).is_ok();
        let ticket = tickets::by_reference(&tx, *reference).await?;
        let ticket = ticket
            .filter(|it| can(it, Action::ReadTicket) || can(it, Action::OpenConfidential))
            .ok_or_else(not_there)?;
        let id = ticket.id;
        if can(&ticket, Action::ReadTicket) {
            return Ok(Opened { id });
        }
        let wish = Wish::from(Command::OpenConfidential { reason: reason.clone(), until });
        let ticket = fulfil(app, &tx, actor, ticket, wish).await?;
        openings::sweep(&tx, now).await?;
        let (reference, reason) = (ticket.reference, reason.clone());
        let id = opening;
        let (ticket, reviewed, at) = (ticket.id, None, now);
        let record = OpeningRecord { id, ticket, reference, by, at, until, reason, reviewed };
        openings::put(&tx, &record)?;
        Ok(Opened { id: ticket })
    })
    .await?;
    app.open_tickets.refresh(&app.store, opened.id).await?;
    Ok(opened)
}

fn not_there() -> Error {
    let mut check = Check::new();
    let advice = "There is no confidential request of your teams with this reference";
    check.refuse("reference", advice);
    check.problem().into()
}

/// What was opened in an emergency and the actor is to look at.
///
/// # Errors
/// The actor neither leads nor administers.
pub async fn list(app: &AppState, actor: &Actor) -> Result<Openings, Error> {
    may(actor, Action::ReviewOpenings, &Scope::Portico)?;
    app.store
        .read(|reader| async move {
            let mut shown = Openings { clock: clock(app), openings: Vec::new() };
            let unseen = openings::all(&reader).await?.into_iter();
            let unseen: Vec<OpeningRecord> = unseen.filter(|it| it.reviewed.is_none()).collect();
            if unseen.is_empty() {
                return Ok(shown);
            }
            let reviewers = Reviewers::read(&reader).await?;
            let names = people::names(&reader, unseen.iter().map(|it| it.by)).await?;
            for it in unseen.into_iter().filter(|it| reviewers.are(it, actor)) {
                shown.openings.push(Opening {
                    opening: it.id,
                    reference: it.reference,
                    by: names.get(&it.by).cloned().unwrap_or_default(),
                    at: it.at,
                    reason: it.reason.into(),
                });
            }
            Ok(shown)
        })
        .await
}

/// Takes note that the actor has looked at an opening, once.
///
/// # Errors
/// It is not there, or not for this actor to look at.
pub async fn review(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: OpeningId,
) -> Result<Reviewed, Error> {
    may(actor, Action::ReviewOpenings, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let now = app.now();
    once(app, &command, |tx| async move {
        let reviewers = Reviewers::read(&tx).await?;
        let mut all = openings::all(&tx).await?.into_iter();
        let found = all.find(|it| it.id == id && reviewers.are(it, actor));
        let found = found.ok_or_else(Error::not_found)?;
        let (ticket, by) = (found.ticket, found.by);
        if found.reviewed.is_none() {
            openings::put(&tx, &OpeningRecord { reviewed: Some(now), ..found })?;
            let deed = Deed::OpeningReviewed { ticket, by };
            audit::append(&tx, now, Who::Person(command.person), deed).await?;
        }
        Ok(Reviewed { is_lead: actor.has(Role::Lead) })
    })
    .await
}

/// Who there is to look at what somebody opened.
struct Reviewers {
    leads: Vec<PersonId>,
    administrators: Vec<PersonId>,
}

impl Reviewers {
    async fn read(reader: &Reader) -> Result<Self, StoreError> {
        let people = people::all(reader).await?;
        let with = |role| {
            let with = people.iter().filter(|it| it.roles.has(role) && it.suspended.is_none());
            with.map(|it| it.id).collect()
        };
        Ok(Self { leads: with(Role::Lead), administrators: with(Role::Administrator) })
    }

    /// Whether `actor` looks at it: a lead other than whoever opened it; where there is none, an administrator;
    /// and where there is nobody else at all, whoever did it, so that it does not stand there for ever.
    fn are(&self, opening: &OpeningRecord, actor: &Actor) -> bool {
        let others = |all: &[PersonId]| -> Vec<PersonId> {
            all.iter().copied().filter(|it| *it != opening.by).collect()
        };
        let mut who = others(&self.leads);
        if who.is_empty() {
            who = others(&self.administrators);
        }
        if who.is_empty() {
            who.push(opening.by);
        }
        actor.author().is_some_and(|it| who.contains(&it))
    }
}

/// What those are told of a confidential ticket who read it.
pub(super) async fn on_desk(
    reader: &Reader,
    actor: &Actor,
    ticket: &Ticket,
    now: Instant,
) -> Result<Option<ConfidentialOnDesk>, StoreError> {
    let Some(it) = &ticket.confidential else { return Ok(None) };
    let names = people::names(reader, it.readers.iter().copied()).await?;
    let name = |id: &PersonId| names.get(id).cloned().unwrap_or_default();
    let readers = it.readers.iter().map(|id| StaffMember { id: *id, name: name(id) }).collect();
    let me = actor.author();
    let is_theirs = me.is_some_and(|it| ticket.is_read_by(it)) || ticket.assignee == me;
    let mut open_until = None;
    if let Some(me) = me.filter(|_| !is_theirs) {
        let mine = openings::of(reader, me).await?.into_iter();
        let mine = mine.filter(|it| it.ticket == ticket.id && now < it.until);
        open_until = mine.map(|it| it.until).max();
    }
    Ok(Some(ConfidentialOnDesk {
        since: it.since,
        reason: it.reason.to_string(),
        readers,
        open_until,
    }))
}

/// Puts it into the audit log that the actor reads a confidential ticket. Whoever keeps its page open reads it
/// once, and not every few seconds.
///
/// # Errors
/// What the store says: then it must not be shown.
pub(super) async fn note_reading(
    app: &AppState,
    actor: &Actor,
    ticket: &Ticket,
) -> Result<(), Error> {
    let Some(by) = actor.author().filter(|_| ticket.confidential.is_some()) else { return Ok(()) };
    let (id, now) = (ticket.id, app.now());
    if !app.readings.is_new(by, id, now) {
        return Ok(());
    }
    let deed = Deed::ConfidentialRead { ticket: id };
    let deed = &deed;
    let noted = app
        .store
        .transact(|tx| async move { audit::append(&tx, now, Who::Person(by), deed.clone()).await });
    noted.await?;
    app.readings.note(by, id, now);
    Ok(())
}

/// What of a ticket's change has to be accounted for.
pub(super) fn deed_of(ticket: TicketId, command: &Command) -> Option<Deed> {
    match command {
        Command::Confide { .. } => Some(Deed::Confided { ticket }),
        Command::Disclose(_) => Some(Deed::Disclosed { ticket }),
        Command::OpenConfidential { until, .. } => {
            Some(Deed::ConfidentialOpened { ticket, until: *until })
        }
        _ => None,
    }
}
