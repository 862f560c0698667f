//! People, and what belongs to them: sign-ins, commands, drafts.

use crate::store::{
    StoreError,
    key::{self, CommandPlace, Key},
    tables::{
        commands::CommandRecord,
        drafts::{DraftRecord, index},
        factors::FactorRecord,
        identities::{self, IdentityHash, IdentityRecord},
        key_time,
        passkeys::PasskeyRecord,
        people::{PersonKind, PersonRecord},
        sessions::{SessionRecord, TokenHash},
        welcomes::WelcomeRecord,
    },
};

use super::{Wrong, examination::Examination};

pub(super) async fn person(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    let Some(person) = row.record::<PersonRecord>() else { return Ok(()) };
    row.check(person.id.0 == id, Wrong::Misplaced);
    row.has_row(person.row_by_email(), &id.to_be_bytes()).await
}

pub(super) async fn by_email(
    row: &mut Examination<'_>,
    email: &str,
    kind: PersonKind,
) -> Result<(), StoreError> {
    let Some(id) = row.id() else { return Ok(()) };
    if let Some(person) = row.target::<PersonRecord>(key::person(id)).await? {
        let is_theirs = *person.email == *email && person.kind == kind;
        row.check(is_theirs, Wrong::Stale(key::person(id)));
    }
    Ok(())
}

pub(super) async fn factor(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    if row.record::<FactorRecord>().is_none() {
        return Ok(());
    }
    row.refers_to(key::person(id)).await
}

pub(super) async fn passkey(row: &mut Examination<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(passkey) = row.record::<PasskeyRecord>() else { return Ok(()) };
    row.check(passkey.hash() == *hash, Wrong::Misplaced);
    row.has_row(key::passkey_by_person(passkey.person.0, hash), &[]).await?;
    row.refers_to(key::person(passkey.person.0)).await
}

pub(super) async fn row_of_passkey(
    row: &mut Examination<'_>,
    hash: &TokenHash,
) -> Result<(), StoreError> {
    let owner = key::passkey(hash);
    if let Some(passkey) = row.target::<PasskeyRecord>(owner.clone()).await? {
        row.is_one_of(&[(key::passkey_by_person(passkey.person.0, hash), Vec::new())], owner);
    }
    Ok(())
}

pub(super) async fn identity(
    row: &mut Examination<'_>,
    hash: &IdentityHash,
) -> Result<(), StoreError> {
    let Some(link) = row.record::<IdentityRecord>() else { return Ok(()) };
    row.check(identities::hash(&link.identity()) == *hash, Wrong::Misplaced);
    row.has_row(key::identity_by_person(link.person.0, hash), &[]).await?;
    row.refers_to(key::person(link.person.0)).await
}

pub(super) async fn row_of_identity(
    row: &mut Examination<'_>,
    hash: &IdentityHash,
) -> Result<(), StoreError> {
    let owner = key::identity(hash);
    if let Some(link) = row.target::<IdentityRecord>(owner.clone()).await? {
        let own = key::identity_by_person(link.person.0, hash);
        row.is_one_of(&[(own, Vec::new())], owner);
    }
    Ok(())
}

pub(super) async fn session(row: &mut Examination<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(session) = row.record::<SessionRecord>() else { return Ok(()) };
    for (key, value) in rows_of_session(&session, hash) {
        row.has_row(key, &value).await?;
    }
    row.refers_to(key::person(session.person.0)).await
}

pub(super) async fn row_of_session(
    row: &mut Examination<'_>,
    hash: &TokenHash,
) -> Result<(), StoreError> {
    if let Some(session) = row.target::<SessionRecord>(key::session(hash)).await? {
        row.is_one_of(&rows_of_session(&session, hash), key::session(hash));
    }
    Ok(())
}

fn rows_of_session(session: &SessionRecord, hash: &TokenHash) -> Vec<(Key, Vec<u8>)> {
    vec![
        (key::session_by_expiry(key_time(session.expires), hash), Vec::new()),
        (key::session_by_person(session.person.0, hash), Vec::new()),
    ]
}

pub(super) async fn welcome(row: &mut Examination<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(link) = row.record::<WelcomeRecord>() else { return Ok(()) };
    row.has_row(key::welcome_by_person(link.owner(), hash), &[]).await?;
    for person in link.person.into_iter().chain(link.by) {
        row.refers_to(key::person(person.0)).await?;
    }
    Ok(())
}

pub(super) async fn row_of_welcome(
    row: &mut Examination<'_>,
    hash: &TokenHash,
) -> Result<(), StoreError> {
    let owner = key::welcome(hash);
    if let Some(link) = row.target::<WelcomeRecord>(owner.clone()).await? {
        row.is_one_of(&[(key::welcome_by_person(link.owner(), hash), Vec::new())], owner);
    }
    Ok(())
}

pub(super) async fn command(
    row: &mut Examination<'_>,
    actor: u64,
    id: &str,
) -> Result<(), StoreError> {
    let Some(command) = row.record::<CommandRecord>() else { return Ok(()) };
    row.has_row(key::command_by_time(key_time(command.at), actor, id), &[]).await?;
    row.refers_to(key::person(actor)).await
}

pub(super) async fn row_of_command(
    row: &mut Examination<'_>,
    place: &CommandPlace,
) -> Result<(), StoreError> {
    let (actor, id) = (place.actor, place.idempotency_key.as_str());
    let owner = key::command(actor, id);
    if let Some(command) = row.target::<CommandRecord>(owner.clone()).await? {
        let by_time = key::command_by_time(key_time(command.at), actor, id);
        row.is_one_of(&[(by_time, Vec::new())], owner);
    }
    Ok(())
}

pub(super) async fn draft(row: &mut Examination<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(draft) = row.record::<DraftRecord>() else { return Ok(()) };
    for (key, value) in rows_of_draft(&draft, hash) {
        row.has_row(key, &value).await?;
    }
    match draft.person {
        Some(person) => row.refers_to(key::person(person.0)).await,
        None => Ok(()),
    }
}

pub(super) async fn row_of_draft(
    row: &mut Examination<'_>,
    hash: &TokenHash,
) -> Result<(), StoreError> {
    if let Some(draft) = row.target::<DraftRecord>(key::draft(hash)).await? {
        row.is_one_of(&rows_of_draft(&draft, hash), key::draft(hash));
    }
    Ok(())
}

fn rows_of_draft(draft: &DraftRecord, hash: &TokenHash) -> Vec<(Key, Vec<u8>)> {
    index(hash, draft).into_iter().map(|it| (it, Vec::new())).collect()
}
