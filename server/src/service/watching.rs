//! Staff who follow tickets, and those whom a colleague calls in a note (A37). Whoever may not read a ticket any more
//! still has it on their list, and is shown nothing of it.

use crate::{
    error::Error,
    service::{clock, once::once, requests::Sent, tickets::missing},
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            people, tickets,
            watchers::{self, WatchRecord},
        },
    },
};
use shared::{
    actor::Actor,
    api::{
        tickets::TicketChanged,
        watching::{Watched, WatchedTicket, Watching},
    },
    id::{PersonId, TicketId},
    permission::{Action, Denied, Scope, may},
    problem::Check,
    text::Body,
    ticket::{
        Ticket,
        mention::{Mention, mentions},
    },
};
use std::{cmp::Reverse, sync::Arc};

/// Followed tickets looked at, at most: those followed last.
const LISTED: usize = 200;

/// Whether the actor follows a ticket from now on, once.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn set(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    follows: bool,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let person = command.person;
    once(app, &command, |tx| async move {
        let ticket = readable(&tx, actor, id).await?;
        match (follows, watchers::of(&tx, person, id).await?) {
            (true, None) => watchers::put(&tx, &fresh(app, person, &ticket))?,
            (true, Some(_)) => {}
            (false, _) => watchers::remove(&tx, person, id)?,
        }
        Ok(TicketChanged { id, stage: ticket.status.stage() })
    })
    .await
}

/// The actor has seen `n_entries` of a ticket that they follow, once.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn mark_seen(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    n_entries: u32,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let person = command.person;
    once(app, &command, |tx| async move {
        let ticket = readable(&tx, actor, id).await?;
        if let Some(watch) = watchers::of(&tx, person, id).await? {
            let seen = n_entries.min(ticket.n_entries).max(watch.seen);
            watchers::put(&tx, &WatchRecord { seen, ..watch })?;
        }
        Ok(TicketChanged { id, stage: ticket.status.stage() })
    })
    .await
}

async fn readable(reader: &Reader, actor: &Actor, id: TicketId) -> Result<Ticket, Error> {
    let ticket = tickets::by_id(reader, id).await?.ok_or_else(|| missing(actor))?;
    may(actor, Action::ReadTicket, &ticket.scope(actor))?;
    Ok(ticket)
}

/// Somebody who has just begun to follow `ticket`.
fn fresh(app: &AppState, person: PersonId, ticket: &Ticket) -> WatchRecord {
    let (since, seen) = (app.now(), ticket.n_entries);
    WatchRecord { person, ticket: ticket.id, since, seen, called_in: None }
}

/// Who follows a ticket, as `actor` sees it.
///
/// # Errors
/// What the store says.
pub(super) async fn on(reader: &Reader, actor: &Actor, ticket: &Ticket) -> Result<Watching, Error> {
    let people = watchers::on(reader, ticket.id).await?;
    let names = people::names(reader, people.iter().copied()).await?;
    let mut by: Vec<String> = names.into_values().collect();
    by.sort();
    let own = match actor.author() {
        Some(person) => watchers::of(reader, person, ticket.id).await?,
        None => None,
    };
    let is_unread = own.as_ref().is_some_and(|it| it.is_unread(ticket));
    Ok(Watching { by, is_mine: own.is_some(), is_unread })
}

/// In how many of the tickets that `person`, who is `actor`, follows something is new. Of those that are off the desk
/// only the ones in which a colleague called them: the queue reads no others (decision 4a).
///
/// # Errors
/// What the store says.
pub(super) async fn n_unread(
    app: &AppState,
    actor: &Actor,
    person: PersonId,
) -> Result<usize, StoreError> {
    let unread = app.store.read(|reader| async move {
        let mut n = 0;
        for watch in watchers::by(&reader, person, LISTED).await? {
            let head = match app.open_tickets.head(watch.ticket) {
                Some(head) => Some(head),
                None if watch.is_called() => {
                    tickets::by_id(&reader, watch.ticket).await?.map(Arc::new)
                }
                None => None,
            };
            let is_unread = head.is_some_and(|it| {
                watch.is_unread(&it) && may(actor, Action::ReadTicket, &it.scope(actor)).is_ok()
            });
            n += usize::from(is_unread);
        }
        Ok(n)
    });
    unread.await
}

/// The tickets that the actor follows: what is new first, then what happened last.
///
/// # Errors
/// The actor does not work tickets.
pub async fn list(app: &AppState, actor: &Actor) -> Result<Watched, Error> {
    may(actor, Action::ReadQueue, &Scope::Portico)?;
    let person = actor.author().ok_or(Denied::SignIn)?;
    let mut tickets = app
        .store
        .read(|reader| async move {
            let mut listed = Vec::new();
            for watch in watchers::by(&reader, person, LISTED).await? {
                listed.extend(shown(&reader, actor, &watch).await?);
            }
            Ok::<_, Error>(listed)
        })
        .await?;
    tickets.sort_by_key(|it| Reverse((it.is_unread, it.latest)));
    Ok(Watched { clock: clock(app), tickets })
}

/// A ticket that is followed, if the actor may read it.
async fn shown(
    reader: &Reader,
    actor: &Actor,
    watch: &WatchRecord,
) -> Result<Option<WatchedTicket>, Error> {
    let Some(ticket) = tickets::by_id(reader, watch.ticket).await? else { return Ok(None) };
    if may(actor, Action::ReadTicket, &ticket.scope(actor)).is_err() {
        return Ok(None);
    }
    let Some(last) = tickets::last_entry(reader, &ticket).await? else { return Ok(None) };
    let names = people::names(reader, [ticket.requester, last.by].into_iter()).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    Ok(Some(WatchedTicket {
        is_unread: watch.is_unread(&ticket),
        is_called: watch.is_called(),
        id: ticket.id,
        reference: ticket.reference,
        stage: ticket.status.stage(),
        requester: name(ticket.requester),
        latest: last.at,
        by: name(last.by),
        title: ticket.title.into(),
    }))
}

/// Those whom a note on `ticket` calls; all of them can read it.
///
/// # Errors
/// Somebody of them cannot, or it is not clear who is meant.
pub(super) async fn called(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    ticket: &Ticket,
    note: &Body,
) -> Result<Vec<PersonId>, Error> {
    let staff = app.staff.all();
    let desk: Vec<(PersonId, &str)> = staff.iter().map(|it| (it.id, it.name.as_str())).collect();
    let mut called = Vec::new();
    for mention in mentions(note, &desk) {
        let (person, name) = match mention {
            Mention::Several(name) => {
                return Err(refused(format!(
                    "Several people are called {name}: write @ and the address of the one you mean"
                )));
            }
            Mention::Person(id) => (people::by_id(tx, id).await?, None),
            Mention::Address(it) => (people::by_email(tx, &it).await?, Some(it.to_string())),
        };
        let reads = |it: &people::PersonRecord| {
            let colleague = Actor::Person(it.person());
            it.suspended.is_none()
                && may(&colleague, Action::ReadTicket, &ticket.scope(&colleague)).is_ok()
        };
        match person {
            Some(it) if reads(&it) => called.push(it.id),
            other => {
                let name = name.or_else(|| other.map(|it| it.shown_name())).unwrap_or_default();
                return Err(refused(format!(
                    "{name} cannot read this ticket: call somebody who can, or write the name without @"
                )));
            }
        }
    }
    called.retain(|it| actor.author() != Some(*it));
    Ok(called)
}

fn refused(advice: String) -> Error {
    let mut check = Check::new();
    check.refuse("note", advice);
    check.problem().into()
}

/// After something was written on `ticket`, which had `before` entries then: whoever wrote has seen it, and those who
/// were `called` follow it from now on.
///
/// # Errors
/// What the store says.
pub(super) async fn after(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    ticket: &Ticket,
    before: u32,
    called: &[PersonId],
) -> Result<(), Error> {
    let writer = actor.author();
    if let Some(writer) = writer
        && let Some(own) = watchers::of(tx, writer, ticket.id).await?
        && own.seen >= before
    {
        watchers::put(tx, &WatchRecord { seen: ticket.n_entries, ..own })?;
    }
    for person in called {
        let own = watchers::of(tx, *person, ticket.id).await?;
        let own = own.unwrap_or_else(|| fresh(app, *person, ticket));
        let seen = own.seen.min(before);
        let called_in = ticket.n_entries.checked_sub(1);
        watchers::put(tx, &WatchRecord { seen, called_in, ..own })?;
    }
    Ok(())
}
