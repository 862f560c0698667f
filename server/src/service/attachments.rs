//! Files: uploaded by somebody, sent with something, read by those who may read what they were sent with.

use crate::{
    attachments::{Incoming, KeepError, Kept},
    error::Error,
    service::{once::once, requests::Sent},
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            attachments::{self, AttachmentRecord, SentWith},
            audit::{self, Deed, Who},
            tickets,
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::attachments::{UploadRemoved, Uploads},
    attachment::{AttachmentRef, name::FileName, refusal::gone},
    id::{AttachmentId, PersonId},
    permission::{Action, Denied, Scope, may},
    problem::{Check, Code, Problem},
};

/// For how long an upload waits to be sent.
const WAITS: TimeDelta = TimeDelta::hours(24);
/// Uploads of one person that wait at the same time. Those of a form that was left are among them.
const MOST_WAITING: usize = 50;
/// Uploads forgotten in one transaction.
const FORGOTTEN_AT_ONCE: usize = 100;

/// A file that may be read.
#[derive(Debug)]
pub struct Download {
    /// What it is called, and what it is.
    pub reference: AttachmentRef,
    /// Its bytes.
    pub file: tokio::fs::File,
}

/// Keeps what arrived as an upload of `actor`.
///
/// # Errors
/// Nobody is signed in, the file is refused, or too many wait already.
pub async fn upload(
    app: &AppState,
    actor: &Actor,
    incoming: Incoming,
    name: FileName,
) -> Result<AttachmentRef, Error> {
    let person = uploader(actor)?;
    let kept = app.attachments.keep(incoming, name.clone()).await.map_err(|it| told(it, &name))?;
    let now = app.now();
    let Kept { name, size, hash, kind, .. } = &kept;
    let upload = AttachmentRecord {
        id: AttachmentId(app.ids.next(now)?),
        owner: person,
        name: name.clone(),
        size: *size,
        kind: *kind,
        hash: *hash,
        uploaded: now,
        sent: None,
    };
    let upload = &upload;
    let added = app.store.transact(|tx| async move {
        let waiting = attachments::uploads_of(&tx, person, MOST_WAITING).await?;
        if waiting.len() == MOST_WAITING {
            return Err(too_many_waiting());
        }
        Ok(attachments::put(&tx, None, upload)?)
    });
    added.await?;
    // From here on the record keeps the file.
    drop(kept);
    Ok(upload.reference())
}

/// Whoever may file a request or work tickets may upload what goes with it.
///
/// # Errors
/// Nobody is signed in, or they may do neither.
pub fn uploader(actor: &Actor) -> Result<PersonId, Denied> {
    may(actor, Action::FileTicket, &Scope::Portico)
        .or_else(|_| may(actor, Action::ReadQueue, &Scope::Portico))?;
    actor.person().map(|it| it.id).ok_or(Denied::SignIn)
}

/// What is told of a file called `name` that was not kept.
#[must_use]
pub fn told(error: KeepError, name: &FileName) -> Error {
    match error {
        KeepError::Refused(why) => about_files(why.advice(name)).into(),
        KeepError::Io(_) => Error::internal(error),
    }
}

fn about_files(text: String) -> Problem {
    let mut check = Check::new();
    check.refuse("files", text);
    check.problem()
}

fn too_many_waiting() -> Error {
    let text = "Send or remove files that you added before: no more than 50 can wait to be sent.";
    Error::refused(Code::TooMany, text)
}

/// The actor's own uploads that are not sent yet.
///
/// # Errors
/// Nobody is signed in.
pub async fn list(app: &AppState, actor: &Actor) -> Result<Uploads, Error> {
    let person = uploader(actor)?;
    let uploads = app
        .store
        .read(|reader| async move { attachments::uploads_of(&reader, person, MOST_WAITING).await })
        .await?;
    Ok(Uploads { files: uploads.iter().map(AttachmentRecord::reference).collect() })
}

/// Those of the actor's uploads that `ids` names, in their order. Nobody is told of what else is there.
///
/// # Errors
/// What the store says.
pub async fn named(
    app: &AppState,
    actor: &Actor,
    ids: &[impl AsRef<str>],
) -> Result<Vec<AttachmentRef>, Error> {
    if ids.is_empty() || uploader(actor).is_err() {
        return Ok(Vec::new());
    }
    let mut uploads = list(app, actor).await?.files;
    uploads.retain(|it| ids.iter().any(|id| *id.as_ref() == it.id.to_string()));
    Ok(uploads)
}

/// Takes an upload of the actor's back, once.
///
/// # Errors
/// It is not there, not the actor's, or was sent.
pub async fn remove(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: AttachmentId,
) -> Result<UploadRemoved, Error> {
    let command = sent.by(actor)?;
    let person = command.person;
    let removed = once(app, &command, |tx| async move {
        let upload = attachments::by_id(&tx, id).await?;
        let upload = upload.filter(|it| it.owner == person && it.sent.is_none());
        let upload = upload.ok_or_else(Error::not_found)?;
        attachments::remove(&tx, &upload)?;
        Ok((UploadRemoved { attachment: id }, upload.hash))
    })
    .await?;
    drop_bytes(app, &[removed.1]).await?;
    Ok(removed.0)
}

/// A file, for those who may read what it was sent with, or whose upload it is. For everybody else it is
/// not there (attacks 9, 10, 19). What staff are given of other people's is in the audit log.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn read(app: &AppState, actor: &Actor, id: AttachmentId) -> Result<Download, Error> {
    let record = if actor.is_staff() {
        let now = app.now();
        let given = app.store.transact(|tx| async move {
            let record = readable(&tx, actor, id).await?;
            if let (Some(sent), Some(person)) = (record.sent, actor.author()) {
                let deed = Deed::Downloaded { attachment: id, ticket: sent.ticket };
                audit::append(&tx, now, Who::Person(person), deed).await?;
            }
            Ok::<_, Error>(record)
        });
        given.await?
    } else {
        app.store.read(|reader| async move { readable(&reader, actor, id).await }).await?
    };
    let file = app.attachments.open_file(&record.hash).await.map_err(Error::internal)?;
    Ok(Download { reference: record.reference(), file })
}

/// The record of a file, if `actor` may read it.
async fn readable(
    reader: &Reader,
    actor: &Actor,
    id: AttachmentId,
) -> Result<AttachmentRecord, Error> {
    let record = attachments::by_id(reader, id).await?.ok_or_else(Error::not_found)?;
    let is_allowed = match record.sent {
        None => actor.author() == Some(record.owner),
        Some(SentWith { ticket, is_internal, .. }) => {
            let ticket = tickets::by_id(reader, ticket).await?.ok_or_else(Error::not_found)?;
            let scope = ticket.scope(actor);
            let is_requesters = !is_internal && may(actor, Action::ReadRequest, &scope).is_ok();
            is_requesters || may(actor, Action::ReadTicket, &scope).is_ok()
        }
    };
    if is_allowed { Ok(record) } else { Err(Error::not_found()) }
}

/// A file, for whoever may read it: as themselves, or by one of the links that they bring.
///
/// # Errors
/// As [`read`].
pub async fn read_by_any(
    app: &AppState,
    actors: impl IntoIterator<Item = Actor>,
    id: AttachmentId,
) -> Result<Download, Error> {
    let mut found = Err(Error::not_found());
    for actor in actors {
        found = read(app, &actor, id).await;
        if found.is_ok() {
            break;
        }
    }
    found
}

/// Whether `files` are uploads of `person` that can be sent.
///
/// # Errors
/// One of them is not there, not this person's, or was sent before: one answer for all.
pub async fn can_be_sent(tx: &Tx, person: PersonId, files: &[AttachmentId]) -> Result<(), Error> {
    for id in files {
        waiting(tx, person, *id).await?;
    }
    Ok(())
}

async fn waiting(tx: &Tx, person: PersonId, id: AttachmentId) -> Result<AttachmentRecord, Error> {
    let upload = attachments::by_id(tx, id).await?;
    let upload = upload.filter(|it| it.owner == person && it.sent.is_none());
    upload.ok_or_else(|| about_files(gone()).into())
}

/// Makes uploads of `person` part of what is being written, in its transaction.
///
/// # Errors
/// One of them is not there, not this person's, or was sent before: one answer for all.
pub async fn send(
    tx: &Tx,
    person: PersonId,
    files: &[AttachmentId],
    with: SentWith,
) -> Result<Vec<AttachmentRef>, Error> {
    let mut references = Vec::with_capacity(files.len());
    for id in files {
        let upload = waiting(tx, person, *id).await?;
        let sent = AttachmentRecord { sent: Some(with), ..upload.clone() };
        attachments::put(tx, Some(&upload), &sent)?;
        references.push(sent.reference());
    }
    Ok(references)
}

/// Forgets uploads that were not sent within a day, and says how many.
///
/// # Errors
/// What the store or the file system says.
pub async fn sweep(app: &AppState) -> Result<usize, Error> {
    let oldest = app.now() - WAITS;
    let mut n_forgotten = 0;
    loop {
        let forgotten = app.store.transact(|tx| async move {
            let old = attachments::uploads_before(&tx, oldest, FORGOTTEN_AT_ONCE).await?;
            old.iter().try_for_each(|it| attachments::remove(&tx, it))?;
            Ok::<_, StoreError>(old.into_iter().map(|it| it.hash).collect::<Vec<_>>())
        });
        let forgotten = forgotten.await?;
        if forgotten.is_empty() {
            return Ok(n_forgotten);
        }
        n_forgotten += forgotten.len();
        drop_bytes(app, &forgotten).await?;
    }
}

/// Removes bytes that a stop left without anything that refers to them, and says of how many files.
///
/// # Errors
/// What the store or the file system says.
pub async fn sweep_strays(app: &AppState) -> Result<usize, Error> {
    let all = app.attachments.all().await.map_err(Error::internal)?;
    drop_bytes(app, &all).await
}

/// Removes those of the bytes to which nothing refers any more.
async fn drop_bytes(app: &AppState, hashes: &[[u8; 32]]) -> Result<usize, Error> {
    let mut n_removed = 0;
    for hash in hashes {
        // For one file at a time, so that uploads wait for no more than that.
        let alone = app.attachments.alone().await;
        let is_needed =
            app.store.read(|reader| async move { attachments::has_bytes(&reader, hash).await });
        if !is_needed.await? {
            alone.remove(hash).await.map_err(Error::internal)?;
            n_removed += 1;
        }
    }
    Ok(n_removed)
}
