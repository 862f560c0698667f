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
    api::requests::{Draft, SaveDraft},
    id::PersonId,
    permission::{Action, Denied, Scope, may},
    problem::Check,
    ticket::intake::{Answers, page::Page},
};

/// How long a draft is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Keeps what `page` asks, in the draft that is named, or in a new one when there is none, or none of this
/// person's. A guest's draft becomes the person's who goes on with it signed in.
///
/// # Errors
/// The actor may not ask for help, or the answers together are larger than a record may be.
pub async fn save(
    app: &AppState,
    actor: &Actor,
    entered: &SaveDraft,
    page: Page,
    newer: Answers,
) -> Result<Draft, Error> {
    let address = &*entered.draft;
    let person = writer(app, actor)?;
    let fresh = secret()?;
    let now = app.now();
    let (fresh, newer) = (&fresh, &newer);
    let (address, answers) = app
        .store
        .transact(|tx| async move {
            drafts::sweep(&tx, now - KEPT, 100).await?;
            let before =
                drafts::find(&tx, &hash_of(address)).await?.filter(|it| is_open_to(it, person));
            // What was sent is not written on.
            let before = before.filter(|it| it.sent_as.is_none());
            let address = if before.is_some() { address } else { fresh };
            let answers = Answers::default();
            let mut draft =
                before.unwrap_or(DraftRecord { person, answers, begun: now, sent_as: None });
            draft.person = person;
            draft.answers.merge(page, newer.clone());
            drafts::put(&tx, &hash_of(address), &draft).map_err(too_large)?;
            Ok::<_, Error>((address.to_owned(), draft.answers))
        })
        .await?;
    let next = entered.next(&app.rules().settings.catalogue.intake, &answers);
    Ok(Draft { next, ..shown(app, actor, address, answers).await? })
}

/// A draft with the names of its files.
async fn shown(
    app: &AppState,
    actor: &Actor,
    draft: String,
    answers: Answers,
) -> Result<Draft, Error> {
    let files = attachments::named(app, actor, &answers.files).await?;
    Ok(Draft { draft, answers, files, ..Draft::default() })
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

/// The draft at an address; somebody else's is not there, and of one that was sent no answers are.
///
/// # Errors
/// The actor may not ask for help, or there is no such draft.
pub async fn get(app: &AppState, actor: &Actor, address: &str) -> Result<Draft, Error> {
    let person = writer(app, actor)?;
    let (hash, oldest) = (hash_of(address), app.now() - KEPT);
    let found = app.store.read(|reader| async move { drafts::find(&reader, &hash).await }).await?;
    let draft = found
        .filter(|it| is_open_to(it, person) && it.begun >= oldest)
        // Whoever is not signed in may have been, and finds it again then.
        .ok_or_else(|| person.map_or_else(|| Denied::SignIn.into(), |_| Error::not_found()))?;
    let shown = shown(app, actor, address.to_owned(), draft.answers).await?;
    Ok(Draft { sent_as: draft.sent_as, ..shown })
}

/// Its address is the key to a draft that a guest began.
fn is_open_to(draft: &DraftRecord, person: Option<PersonId>) -> bool {
    draft.person.is_none() || draft.person == person
}

/// Whose the draft will be; a guest's is nobody's.
fn writer(app: &AppState, actor: &Actor) -> Result<Option<PersonId>, Error> {
    let person = actor.person().map(|it| it.id);
    if person.is_some() || !app.rules().settings.organisation.guests {
        may(actor, Action::FileTicket, &Scope::Portico)?;
    }
    Ok(person)
}
