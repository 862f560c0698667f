//! Answers between pages, for browsers without scripts (D1.18).

use crate::{
    error::Error,
    ids::{hash_of, secret},
    service::attachments,
    state::AppState,
    store::{
        StoreError,
        tables::drafts::{self, DraftRecord},
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::requests::Draft,
    id::PersonId,
    permission::{Action, Denied, Scope, may},
    problem::Check,
    ticket::intake::{Answers, page::Page},
};

/// How long a draft is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Keeps what `page` asks, in the draft at `address`, or in a new one when there is none, or none of this
/// person's.
///
/// # Errors
/// Nobody is signed in, or the answers together are larger than a record may be.
pub async fn save(
    app: &AppState,
    actor: &Actor,
    address: &str,
    page: Page,
    newer: Answers,
) -> Result<Draft, Error> {
    let person = requester(actor)?;
    let fresh = secret()?;
    let now = app.now();
    let (fresh, newer) = (&fresh, &newer);
    let (address, answers) = app
        .store
        .transact(|tx| async move {
            drafts::sweep(&tx, now - KEPT, 100).await?;
            let before =
                drafts::find(&tx, &hash_of(address)).await?.filter(|it| it.person == person);
            let address = if before.is_some() { address } else { fresh };
            let mut draft =
                before.unwrap_or(DraftRecord { person, answers: Answers::default(), begun: now });
            draft.answers.merge(page, newer.clone());
            drafts::put(&tx, &hash_of(address), &draft).map_err(too_large)?;
            Ok::<_, Error>((address.to_owned(), draft.answers))
        })
        .await?;
    shown(app, actor, address, answers).await
}

/// A draft with the names of its files.
async fn shown(
    app: &AppState,
    actor: &Actor,
    draft: String,
    answers: Answers,
) -> Result<Draft, Error> {
    let files = attachments::named(app, actor, &answers.files).await?;
    Ok(Draft { draft, answers, files })
}

fn too_large(error: StoreError) -> Error {
    if !matches!(error, StoreError::TooLarge { .. }) {
        return error.into();
    }
    let mut check = Check::new();
    check.refuse(
        "description",
        "Shorten what happened: together with the other answers it is too long",
    );
    check.problem().into()
}

/// The draft at an address; somebody else's is not there.
///
/// # Errors
/// Nobody is signed in, or there is no such draft.
pub async fn get(app: &AppState, actor: &Actor, address: &str) -> Result<Draft, Error> {
    let person = requester(actor)?;
    let (hash, oldest) = (hash_of(address), app.now() - KEPT);
    let found = app.store.read(|reader| async move { drafts::find(&reader, &hash).await }).await?;
    let draft = found
        .filter(|it| it.person == person && it.begun >= oldest)
        .ok_or_else(Error::not_found)?;
    shown(app, actor, address.to_owned(), draft.answers).await
}

fn requester(actor: &Actor) -> Result<PersonId, Error> {
    may(actor, Action::FileTicket, &Scope::Portico)?;
    actor.person().map(|it| it.id).ok_or_else(|| Denied::SignIn.into())
}
