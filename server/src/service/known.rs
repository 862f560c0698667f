//! Known incidents (A18): what everybody is told of a ticket, and who follows it. Nothing else of the ticket is
//! shown here, and of those who follow it their number alone.

use crate::{
    error::Error,
    service::{clock, once::once, requests::Sent},
    state::AppState,
    store::{
        Reader, StoreError,
        projection::OpenTicket,
        tables::{followers, tickets},
    },
};
use shared::{
    actor::Actor,
    api::known::{
        Followed, FollowedList, Following, KnownHead, KnownList, KnownOnDesk, KnownView, Told,
    },
    id::TicketId,
    permission::{Action, Denied, Scope, may},
    problem::Code,
    ticket::{
        Ticket,
        event::{Entry, Event},
        known::{Ending, Known, LISTED_AFTER_END},
    },
};
use std::cmp::Reverse;

/// Followed ones looked through at most, the newest.
const FOLLOWED: usize = 100;

/// What goes on, as far as the actor may know; the one that began last first.
#[must_use]
pub fn list(app: &AppState, actor: &Actor) -> KnownList {
    let mut known: Vec<KnownHead> = app
        .open_tickets
        .known()
        .iter()
        .filter_map(|OpenTicket { head, n_following, .. }| {
            let known = readable(head, actor).ok()?;
            Some(shown(head.id, known, *n_following))
        })
        .collect();
    known.sort_by_key(|it| (Reverse(it.since), it.id));
    KnownList { clock: clock(app), known }
}

/// [`list`], unless nothing goes on.
#[must_use]
pub fn list_if_any(app: &AppState, actor: &Actor) -> Option<KnownList> {
    Some(list(app, actor)).filter(|it| !it.known.is_empty())
}

/// Those of `ids` that go on, in their order, unless there are none.
#[must_use]
pub fn found(app: &AppState, actor: &Actor, ids: &[TicketId]) -> Option<KnownList> {
    let KnownList { clock, known } = list(app, actor);
    let of = |id: &TicketId| known.iter().find(|it| it.id == *id).cloned();
    let known: Vec<KnownHead> = ids.iter().filter_map(of).collect();
    (!known.is_empty()).then_some(KnownList { clock, known })
}

/// One known incident, whether or not it is over.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn get(app: &AppState, actor: &Actor, id: TicketId) -> Result<KnownView, Error> {
    let person = actor.person().map(|it| it.id);
    let (ticket, entries, n_following, is_followed) = app
        .store
        .read(|reader| async move {
            let ticket = by_id(&reader, actor, id).await?;
            let entries = tickets::entries(&reader, id).await?;
            let n_following = followers::n_following(&reader, &ticket).await?;
            let is_followed = match person {
                Some(it) => followers::follows(&reader, id, it).await?,
                None => false,
            };
            Ok::<_, Error>((ticket, entries, n_following, is_followed))
        })
        .await?;
    let known = readable(&ticket, actor)?;
    let scope = Scope::Known { audience: known.notice.audience };
    Ok(KnownView {
        clock: clock(app),
        head: shown(id, known, n_following),
        news: entries.into_iter().filter_map(|it| news(it, actor)).collect(),
        ended: known.ended.as_ref().map(told),
        is_followed,
        can_follow: may(actor, Action::FollowKnown, &scope).is_ok(),
        own: (person == Some(ticket.requester)).then_some(ticket.reference),
    })
}

/// What an entry told that was new, to those who might read it then.
fn news(entry: Entry, actor: &Actor) -> Option<Told> {
    let Event::KnownTold { notice, news: Some(words) } = entry.event else { return None };
    may(actor, Action::ReadKnown, &Scope::Known { audience: notice.audience }).ok()?;
    Some(Told { at: entry.at, words: words.into() })
}

/// Those that the actor follows, but for what has ended some time ago.
///
/// # Errors
/// Nobody is signed in.
pub async fn followed(app: &AppState, actor: &Actor) -> Result<FollowedList, Error> {
    let person = actor.person().ok_or(Denied::SignIn)?.id;
    let tickets = app
        .store
        .read(|reader| async move {
            let mut with_count = Vec::new();
            for ticket in followers::followed_by(&reader, person, FOLLOWED).await? {
                let n_following = followers::n_following(&reader, &ticket).await?;
                with_count.push((ticket, n_following));
            }
            Ok::<_, StoreError>(with_count)
        })
        .await?;
    let now = app.now();
    let mut followed: Vec<Followed> = tickets
        .iter()
        .filter_map(|(ticket, n_following)| {
            let known = readable(ticket, actor).ok()?;
            let is_listed = known.ended.as_ref().is_none_or(|it| now - it.at <= LISTED_AFTER_END);
            let ended = known.ended.as_ref().map(told);
            is_listed.then(|| Followed { head: shown(ticket.id, known, *n_following), ended })
        })
        .collect();
    followed.sort_by_key(|it| (it.ended.is_some(), Reverse(it.head.since), it.head.id));
    Ok(FollowedList { clock: clock(app), followed })
}

/// Follows it, or does no longer, once.
///
/// # Errors
/// It is not there or not for this actor; nobody is signed in; it is over and cannot be followed any more.
pub async fn follow(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    is_followed: bool,
) -> Result<Following, Error> {
    let command = sent.by(actor)?;
    let person = command.person;
    let following = once(app, &command, |tx| async move {
        let ticket = by_id(&tx, actor, id).await?;
        let audience = readable(&ticket, actor)?.notice.audience;
        may(actor, Action::FollowKnown, &Scope::Known { audience })?;
        if is_followed && ticket.notice().is_none() {
            return Err(Error::refused(Code::Conflict, "It is over: there is nothing to follow."));
        }
        followers::put(&tx, id, person, is_followed)?;
        let n_affected = n_affected(followers::n_following(&tx, &ticket).await?);
        Ok(Following { is_followed, n_affected })
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(following)
}

/// For the desk.
#[must_use]
pub fn on_desk(known: &Known, n_following: usize) -> KnownOnDesk {
    let Known { notice, ended } = known;
    KnownOnDesk {
        title: notice.title.to_string(),
        text: notice.text.to_string(),
        since: notice.since,
        audience: notice.audience,
        n_following,
        ended: ended.as_ref().map(told),
    }
}

/// The ticket of a known incident that the actor may read. A ticket that nobody was told of is not there,
/// whoever asks.
async fn by_id(reader: &Reader, actor: &Actor, id: TicketId) -> Result<Ticket, Error> {
    let ticket = tickets::by_id(reader, id).await?.ok_or_else(Error::not_found)?;
    readable(&ticket, actor)?;
    Ok(ticket)
}

fn readable<'a>(ticket: &'a Ticket, actor: &Actor) -> Result<&'a Known, Error> {
    let known = ticket.known.as_deref().ok_or_else(Error::not_found)?;
    may(actor, Action::ReadKnown, &Scope::Known { audience: known.notice.audience })?;
    Ok(known)
}

fn shown(id: TicketId, Known { notice, .. }: &Known, n_following: usize) -> KnownHead {
    KnownHead {
        id,
        title: notice.title.to_string(),
        text: notice.text.to_string(),
        since: notice.since,
        n_affected: n_affected(n_following),
    }
}

/// Those who follow it, and whoever asked.
fn n_affected(n_following: usize) -> usize {
    n_following.saturating_add(1)
}

fn told(Ending { at, words }: &Ending) -> Told {
    Told { at: *at, words: words.to_string() }
}
