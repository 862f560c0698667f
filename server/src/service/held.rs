//! Words for the requester that can be taken back for a few seconds (A30, D5.7). They are kept before they are
//! acknowledged, and become part of the ticket only when their time has come: so nothing of them can be read, counts
//! as an answer or moves a clock before, and a stop in between loses nothing.

use crate::{
    error::Error,
    service::{
        attachments, confidential, crossing,
        once::{Command, once},
        requests::Sent,
        tickets::{Wish, fulfil_at},
    },
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            attachments::{self as uploads, AttachmentRecord, SentWith},
            held::{self, HeldRecord},
            people, tickets,
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::{
        held::{OnTheWay, TakenBack},
        tickets::{KnownWords, TicketChanged},
    },
    attachment::AttachmentRef,
    id::{AttachmentId, HeldId, PersonId, TicketId},
    permission::{Action, may},
    problem::{Code, Problem},
    ticket::{
        Ticket,
        event::Entry,
        held::{NotSent, Words},
    },
    time::Instant,
};
use std::time::Duration;

/// For how long the writer finds again what was taken back: as long as the files of it are kept.
const TAKEN_BACK_KEPT: TimeDelta = TimeDelta::hours(24);
/// Before it is tried again to tell what could not be told because of the store.
const AGAIN: Duration = Duration::from_secs(5);

/// Keeps `words` for now, once. They are told when they cannot be taken back any more.
///
/// # Errors
/// The ticket is not there, not for this actor, could not be told this, or somebody else has written what was not
/// `known`.
pub(super) async fn hold(
    app: &AppState,
    actor: &Actor,
    command: &Command,
    id: TicketId,
    (words, files): (Words, Vec<AttachmentId>),
    known: Option<KnownWords>,
) -> Result<TicketChanged, Error> {
    let at = app.now();
    let until = at + app.undo;
    let by = command.person;
    let held = HeldId(app.ids.next(at)?);
    let record = HeldRecord { id: held, ticket: id, by, at, until, words, files, taken_back: None };
    let record = &record;
    let changed = once(app, command, |tx| async move {
        let ticket = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        keep(&tx, actor, &ticket, record).await?;
        crossing::check(&tx, actor, &ticket, known).await?;
        Ok(TicketChanged::of(&ticket, actor))
    })
    .await?;
    // Those who look at the ticket learn of it.
    app.open_tickets.refresh(&app.store, id).await?;
    tell_in_time(app, id);
    Ok(changed)
}

/// Keeps words about `ticket`, in a transaction after which [`tell_in_time`] has to be called.
///
/// # Errors
/// The requester could not be told this.
pub(super) async fn keep(
    tx: &Tx,
    actor: &Actor,
    ticket: &Ticket,
    record: &HeldRecord,
) -> Result<(), Error> {
    let before = held::of_ticket(tx, ticket.id).await?;
    forget_old(tx, &before, record.by, record)?;
    would_be_told(ticket, before, actor, record)?;
    attachments::can_be_sent(tx, record.by, &record.files).await?;
    held::put(tx, record)?;
    Ok(())
}

/// Has words about a ticket told that were just kept, once they cannot be taken back any more.
pub(super) fn tell_in_time(app: &AppState, id: TicketId) {
    tokio::spawn(tell_later(app.clone(), id, app.undo));
}

/// Whether the rules allow `new` after all that is on its way already. Nothing is written.
fn would_be_told(
    ticket: &Ticket,
    before: Vec<HeldRecord>,
    actor: &Actor,
    new: &HeldRecord,
) -> Result<(), Error> {
    let mut ticket = ticket.clone();
    for earlier in before.into_iter().filter(|it| it.taken_back.is_none()) {
        // Should it be refused, that is told when its own time comes.
        let _ = ticket.apply(earlier.words.command(), actor, new.at);
    }
    ticket.apply(new.words.clone().command(), actor, new.at)?;
    Ok(())
}

/// Whoever writes again needs no more what they took back before.
fn forget_old(
    tx: &Tx,
    before: &[HeldRecord],
    by: PersonId,
    new: &HeldRecord,
) -> Result<(), StoreError> {
    let is_old = |it: &&HeldRecord| {
        it.taken_back.is_some_and(|at| it.by == by || new.at - at > TAKEN_BACK_KEPT)
    };
    before.iter().filter(is_old).try_for_each(|it| held::remove(tx, it))
}

/// Takes words back that the actor wrote and the requester does not know of, once.
///
/// # Errors
/// They are not there, not the actor's, or told already.
pub async fn take_back(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    held: HeldId,
) -> Result<TakenBack, Error> {
    let command = sent.by(actor)?;
    let by = command.person;
    let taken_back = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReplyToTicket, &ticket.scope(actor))?;
        let held = mark_taken_back(&tx, id, held, by, app.now()).await?;
        told_to_writer(&tx, held).await
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(taken_back)
}

/// Takes words of `by`’s back, which are given back.
///
/// # Errors
/// They are not there, not theirs, or told already.
pub(super) async fn mark_taken_back(
    tx: &Tx,
    ticket: TicketId,
    held: HeldId,
    by: PersonId,
    now: Instant,
) -> Result<HeldRecord, Error> {
    let mine = held::by_id(tx, ticket, held).await?.filter(|it| it.by == by);
    let held = mine.filter(|it| it.taken_back.is_some() || now < it.until);
    let held = held.ok_or_else(too_late)?;
    let taken_back = held.taken_back.or(Some(now));
    held::put(tx, &HeldRecord { taken_back, ..held.clone() })?;
    Ok(held)
}

fn too_late() -> Error {
    let detail = "It was sent already and cannot be taken back. Write again to put it right.";
    Error::refused(Code::Conflict, detail)
}

async fn told_to_writer(reader: &Reader, it: HeldRecord) -> Result<TakenBack, Error> {
    let mut files: Vec<AttachmentRef> = Vec::new();
    for id in it.files {
        let upload = uploads::by_id(reader, id).await?.filter(|it| it.sent.is_none());
        files.extend(upload.as_ref().map(AttachmentRecord::reference));
    }
    Ok(TakenBack { held: it.id, words: it.words.into(), files })
}

/// What is shown of a ticket's held words to `actor`.
#[derive(Debug, Default)]
pub(super) struct OnTicket {
    pub(super) on_the_way: Vec<OnTheWay>,
    pub(super) taken_back: Vec<TakenBack>,
}

/// The words that are on their way to the requester, and those that the actor took back.
pub(super) async fn on_ticket(
    reader: &Reader,
    actor: &Actor,
    id: TicketId,
) -> Result<OnTicket, Error> {
    let all = held::of_ticket(reader, id).await?;
    let names = people::names(reader, all.iter().map(|it| it.by)).await?;
    let mut shown = OnTicket::default();
    for it in all {
        let is_mine = actor.author() == Some(it.by);
        if it.taken_back.is_none() {
            shown.on_the_way.push(OnTheWay {
                held: it.id,
                by: names.get(&it.by).cloned().unwrap_or_default(),
                is_mine,
                until: it.until,
                n_files: it.files.len(),
                words: it.words.into(),
            });
        } else if is_mine {
            shown.taken_back.push(told_to_writer(reader, it).await?);
        }
    }
    Ok(shown)
}

/// After a start: what is on its way goes on, at once where its time has come meanwhile.
///
/// # Errors
/// What the store says.
pub async fn resume(app: &AppState) -> Result<(), Error> {
    let all = app.store.read(|reader| async move { held::all(&reader).await }).await?;
    let now = app.now();
    for it in all.into_iter().filter(|it| it.taken_back.is_none()) {
        if it.until <= now {
            tell_due(app, it.ticket).await?;
        } else {
            tokio::spawn(tell_later(app.clone(), it.ticket, it.until - now));
        }
    }
    Ok(())
}

/// Tells what is due on a ticket after `wait`, and does not stop before it has.
async fn tell_later(app: AppState, id: TicketId, wait: TimeDelta) {
    let mut wait = wait.to_std().unwrap_or_default();
    loop {
        tokio::time::sleep(wait).await;
        wait = match tell_due(&app, id).await {
            Ok(None) => return,
            Ok(Some(left)) => left.to_std().unwrap_or_default().max(Duration::from_millis(100)),
            Err(error) => {
                tracing::warn!(ticket.id = %id, %error, "words to a requester wait: {error}");
                AGAIN
            }
        };
    }
}

/// Tells the requester of a ticket what is due, oldest first. How long the next words wait is given back.
///
/// # Errors
/// What the store says; then nothing is lost, and it can be tried again.
pub async fn tell_due(app: &AppState, id: TicketId) -> Result<Option<TimeDelta>, Error> {
    loop {
        let now = app.now();
        let all =
            app.store.read(|reader| async move { held::of_ticket(&reader, id).await }).await?;
        let Some(next) = all.into_iter().find(|it| it.taken_back.is_none()) else {
            return Ok(None);
        };
        if now < next.until {
            return Ok(Some(next.until - now));
        }
        let (id, held) = (next.ticket, next.id);
        let told = app.store.transact(|tx| async move { tell(app, &tx, id, held).await }).await;
        match told {
            Ok(()) => {}
            Err(Error::Refused(why)) if why.code != Code::ReadOnly => {
                keep_unsent(app, id, held, &why).await?;
            }
            Err(error) => return Err(error),
        }
        app.open_tickets.refresh(&app.store, id).await?;
        if next.words.command().tells_everybody() {
            app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
        }
    }
}

/// Makes held words part of the ticket, unless they were taken back since. Whoever wrote them must still be allowed
/// to.
async fn tell(app: &AppState, tx: &Tx, id: TicketId, held: HeldId) -> Result<(), Error> {
    let Some(it) = still_held(tx, id, held).await? else { return Ok(()) };
    let ticket = tickets::by_id(tx, id).await?.ok_or_else(Error::not_found)?;
    let writer = people::by_id(tx, it.by).await?.ok_or_else(Error::not_found)?;
    held::remove(tx, &it)?;
    let wish = Wish { command: it.words.command(), files: it.files };
    let now = app.now();
    let writer = Actor::Person(confidential::as_of(tx, &writer, now).await?);
    fulfil_at(tx, &writer, ticket, wish, now).await?;
    Ok(())
}

async fn still_held(
    reader: &Reader,
    id: TicketId,
    held: HeldId,
) -> Result<Option<HeldRecord>, StoreError> {
    Ok(held::by_id(reader, id, held).await?.filter(|it| it.taken_back.is_none()))
}

/// Makes words that cannot be told any more an entry for staff, with the files that are still there.
async fn keep_unsent(
    app: &AppState,
    id: TicketId,
    held: HeldId,
    why: &Problem,
) -> Result<(), Error> {
    let why = why.errors.first().map_or(&why.detail, |it| &it.text);
    let kept = app.store.transact(|tx| async move {
        let Some(it) = still_held(&tx, id, held).await? else { return Ok(()) };
        let before = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        held::remove(&tx, &it)?;
        let mut ticket = before.clone();
        let now = app.now();
        let not_sent = NotSent { words: it.words, why: why.clone() };
        let event = ticket.keep_unsent(not_sent, it.by, now);
        let sequence = before.n_entries;
        let with = SentWith { ticket: id, entry: sequence, is_internal: true };
        let mut files = Vec::new();
        for file in it.files {
            match attachments::send(&tx, it.by, &[file], with).await {
                Ok(sent) => files.extend(sent),
                // Its writer removed it meanwhile.
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let entry = Entry { sequence, at: now, by: it.by, event, files };
        Ok::<_, Error>(tickets::put(&tx, Some(&before), &ticket, &[entry])?)
    });
    kept.await
}
