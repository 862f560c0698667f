//! The requester's side of tickets: what is shown here never holds anything of staff (decision 3).

use crate::{
    error::Error,
    ids::{hash_of, random_u64},
    service::{
        clock,
        once::{Command, once},
        tickets::{change, names_of, promise_of},
    },
    state::AppState,
    store::{
        Tx,
        tables::{drafts, tickets},
    },
};
use shared::{
    actor::Actor,
    api::requests::{
        FileRequest, Filed, PromiseBasis, Request, RequestActions, RequestChanged, RequestEntry,
        RequestEvent, RequestHead, Requests,
    },
    id::{PersonId, Reference, TicketId},
    permission::{Action, Denied, Scope, may},
    ticket::{
        Ticket,
        command::Command as TicketCommand,
        event::{Entry, Event},
        intake::Intake,
    },
    time::Instant,
};
use std::collections::HashMap;

/// Listed at most.
const LISTED: usize = 200;
/// Days of working time sent for a promise: longer than any target.
const DAYS_AHEAD: u64 = 30;
/// References are drawn again when taken.
const DRAWS: usize = 16;

/// What a promise is computed from.
#[must_use]
pub fn promise_basis(app: &AppState) -> PromiseBasis {
    let now = app.now();
    PromiseBasis { now, policy: app.policy.clone(), working: app.calendar.ahead(now, DAYS_AHEAD) }
}

/// Files a request, once.
///
/// # Errors
/// The actor may not file; see [`once`].
pub async fn file(
    app: &AppState,
    actor: &Actor,
    command: Sent,
    entered: &FileRequest,
    intake: &Intake,
) -> Result<Filed, Error> {
    may(actor, Action::FileTicket, &Scope::Portico)?;
    let command = command.by(actor)?;
    let (person, now) = (command.person, app.now());
    let id = TicketId(app.ids.next(now)?);
    let reported = entered.reported_at(now);
    let draft = (!entered.draft.is_empty()).then(|| hash_of(&entered.draft));
    let filed = once(app, &command, |tx| async move {
        if let Some(draft) = draft {
            drafts::remove(&tx, &draft).await?;
        }
        let ticket = insert(&tx, id, person, intake.clone(), reported, now).await?;
        Ok(Filed {
            reference: ticket.reference,
            received: ticket.received,
            assessment: ticket.assessment(),
            promise: promise_of(app, &ticket),
        })
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(filed)
}

/// Writes a new ticket with its first entry.
///
/// # Errors
/// What the store says, or no randomness.
pub async fn insert(
    tx: &Tx,
    id: TicketId,
    requester: PersonId,
    intake: Intake,
    reported: Instant,
    received: Instant,
) -> Result<Ticket, Error> {
    let reference = free_reference(tx).await?;
    let (ticket, event) = Ticket::file(id, reference, requester, intake, reported, received);
    let entry = Entry { sequence: 0, at: received, by: requester, event };
    tickets::put(tx, None, &ticket, &[entry])?;
    Ok(ticket)
}

async fn free_reference(tx: &Tx) -> Result<Reference, Error> {
    for _ in 0..DRAWS {
        let reference = Reference::from_number(random_u64()?);
        if !tickets::is_taken(tx, reference).await? {
            return Ok(reference);
        }
    }
    Err(Error::internal("no free reference was drawn"))
}

/// A command as it came in, before it is known who sent it.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The idempotency key.
    pub key: String,
    /// A hash of all that was sent.
    pub fingerprint: [u8; 32],
}

impl Sent {
    /// The command of `actor`.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn by(self, actor: &Actor) -> Result<Command, Denied> {
        let person = actor.person().ok_or(Denied::SignIn)?.id;
        Ok(Command { person, key: self.key, fingerprint: self.fingerprint })
    }
}

/// One's own requests, those first that wait for the requester.
///
/// # Errors
/// Nobody is signed in.
pub async fn list(app: &AppState, actor: &Actor) -> Result<Requests, Error> {
    may(actor, Action::FileTicket, &Scope::Portico)?;
    let person = actor.person().ok_or(Denied::SignIn)?.id;
    let own = app
        .store
        .read(|reader| async move { tickets::of_requester(&reader, person, LISTED).await })
        .await?;
    let mut requests: Vec<RequestHead> = own
        .iter()
        .map(|it| RequestHead {
            reference: it.reference,
            title: it.title.to_string(),
            stage: it.status.stage(),
            promise: promise_of(app, it),
            updated: it.updated,
        })
        .collect();
    requests.sort_by_key(|it| {
        (!it.stage.is_requesters_turn(), !it.stage.is_open(), std::cmp::Reverse(it.updated))
    });
    Ok(Requests { clock: clock(app), requests })
}

/// One of one's own requests.
///
/// # Errors
/// It is not there, or not the actor's.
pub async fn get(app: &AppState, actor: &Actor, reference: &str) -> Result<Request, Error> {
    let reference = parse(reference)?;
    let (ticket, entries, names) = app
        .store
        .read(|reader| async move {
            let ticket =
                tickets::by_reference(&reader, reference).await?.ok_or_else(Error::not_found)?;
            may(actor, Action::ReadRequest, &ticket.scope()).map_err(own_only)?;
            let entries = tickets::entries(&reader, ticket.id).await?;
            let names =
                names_of(&reader, entries.iter().map(|it| it.by).chain(ticket.assignee)).await?;
            Ok::<_, Error>((ticket, entries, names))
        })
        .await?;
    let now = app.now();
    let can = |action| ticket.allows(actor, action, now);
    Ok(Request {
        clock: clock(app),
        reference: ticket.reference,
        title: ticket.title.to_string(),
        stage: ticket.status.stage(),
        priority: ticket.priority,
        reason: ticket.assessment().reason,
        with: ticket.assignee.and_then(|it| names.get(&it).cloned()),
        received: ticket.received,
        promise: promise_of(app, &ticket),
        entries: entries.into_iter().filter_map(|it| shown(it, ticket.requester, &names)).collect(),
        can: RequestActions {
            answer: can(Action::AnswerTicket),
            confirm: can(Action::ConfirmTicket),
            reopen: can(Action::ReopenTicket),
            withdraw: can(Action::WithdrawTicket),
        },
    })
}

/// What the requester sees of an entry; nothing of a note.
fn shown(
    entry: Entry,
    requester: PersonId,
    names: &HashMap<PersonId, String>,
) -> Option<RequestEntry> {
    if !entry.event.is_public() {
        return None;
    }
    let what = match entry.event {
        Event::Noted(_) => return None,
        Event::Filed(it) => RequestEvent::Filed {
            description: it.description.to_string(),
            behalf: it.behalf.map(String::from),
            details: it.details,
            since: it.since.map(String::from),
            tried: it.tried.map(String::from),
        },
        Event::Answered(it) | Event::Replied(it) => {
            RequestEvent::Message { body: it.into(), question: false }
        }
        Event::Asked(it) => RequestEvent::Message { body: it.into(), question: true },
        Event::Taken => RequestEvent::Taken,
        Event::Resolved(it) => {
            RequestEvent::Resolved { fix: it.fix.into(), advice: it.advice.map(String::from) }
        }
        Event::Confirmed => RequestEvent::Confirmed,
        Event::Reopened(it) => RequestEvent::Reopened { body: it.into() },
        Event::Withdrawn => RequestEvent::Withdrawn,
        Event::UpdatePromised { by } => RequestEvent::UpdatePromised { by },
    };
    let ours = entry.by != requester;
    let by = if ours { names.get(&entry.by).cloned() } else { Some("You".to_owned()) };
    Some(RequestEntry {
        at: entry.at,
        by: by.unwrap_or_else(|| "Service desk".to_owned()),
        ours,
        what,
    })
}

/// Does something to one's own request, once.
///
/// # Errors
/// It is not there, not the actor's, or cannot be done now.
pub async fn command(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    reference: &str,
    wish: TicketCommand,
) -> Result<RequestChanged, Error> {
    let reference = parse(reference)?;
    let command = sent.by(actor)?;
    let wish = &wish;
    let changed = once(app, &command, |tx| async move {
        let ticket = tickets::by_reference(&tx, reference).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReadRequest, &ticket.scope()).map_err(own_only)?;
        let ticket = change(app, &tx, actor, ticket, wish.clone())?;
        Ok((ticket.id, RequestChanged { reference, stage: ticket.status.stage() }))
    })
    .await?;
    app.open_tickets.refresh(&app.store, changed.0).await?;
    Ok(changed.1)
}

/// Staff who are not the requester have the desk for it; here only one's own requests exist.
fn own_only(denied: Denied) -> Denied {
    if denied == Denied::SignIn { denied } else { Denied::Hidden }
}

fn parse(reference: &str) -> Result<Reference, Error> {
    reference.parse().map_err(|_| Error::not_found())
}
