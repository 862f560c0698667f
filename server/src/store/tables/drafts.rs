//! Answers kept between pages for browsers without scripts, under the hash of an address that only the
//! requester's browser knows (D1.18).

use super::sessions::TokenHash;
use crate::store::{
    Direction, Reader, StoreError, Tx,
    key::{self, Key},
    record::Record,
    tables::key_time,
};
use serde::{Deserialize, Serialize};
use shared::{
    id::{PersonId, Reference},
    ticket::intake::Answers,
    time::Instant,
};

/// A draft as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRecord {
    /// Whose it is; a guest's is whoever's who knows its address.
    pub person: Option<PersonId>,
    /// What was answered so far.
    pub answers: Answers,
    /// When it was begun.
    pub begun: Instant,
    /// The request that it became. Nothing is left of the answers then.
    #[serde(default)]
    pub sent_as: Option<Reference>,
}

impl Record for DraftRecord {
    const NAME: &'static str = "draft";
    const VERSION: u8 = 1;
}

/// The draft at an address.
///
/// # Errors
/// What the store says.
pub async fn find(reader: &Reader, hash: &TokenHash) -> Result<Option<DraftRecord>, StoreError> {
    reader.record(&key::draft(hash)).await
}

/// Keeps a draft.
///
/// # Errors
/// What the store says; a draft larger than a record may be is [`StoreError::TooLarge`].
pub fn put(tx: &Tx, hash: &TokenHash, draft: &DraftRecord) -> Result<(), StoreError> {
    for row in index(hash, draft) {
        tx.put(row, [])?;
    }
    tx.put_record(key::draft(hash), draft)
}

/// Every index row that a draft has: what [`put`] writes and a check expects. Each is empty.
#[must_use]
pub fn index(hash: &TokenHash, draft: &DraftRecord) -> Vec<Key> {
    let of_person = draft.person.map(|it| key::draft_by_person(it.0, hash));
    [key::draft_by_time(key_time(draft.begun), hash)].into_iter().chain(of_person).collect()
}

/// Forgets the answers of a draft that was sent, and remembers as what, for whoever goes back to it.
///
/// # Errors
/// What the store says.
pub async fn mark_sent(tx: &Tx, hash: &TokenHash, reference: Reference) -> Result<(), StoreError> {
    let Some(draft) = find(tx, hash).await? else { return Ok(()) };
    put(tx, hash, &DraftRecord { answers: Answers::default(), sent_as: Some(reference), ..draft })
}

/// Forgets a draft.
///
/// # Errors
/// What the store says.
pub async fn remove(tx: &Tx, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(draft) = find(tx, hash).await? else { return Ok(()) };
    for row in index(hash, &draft) {
        tx.delete(row)?;
    }
    tx.delete(key::draft(hash))
}

/// Forgets drafts of `person`, at most `limit` of them, and says how many.
///
/// # Errors
/// What the store says.
pub async fn remove_of(tx: &Tx, person: PersonId, limit: usize) -> Result<usize, StoreError> {
    let rows = tx.range(&key::drafts_of_person(person.0), limit, Direction::Forward).await?;
    for (row, _) in &rows {
        remove(tx, &key::read_draft_by_person(row)?.1).await?;
    }
    Ok(rows.len())
}

/// Forgets drafts begun before `time`, at most `limit` of them, and says how many.
///
/// # Errors
/// What the store says.
pub async fn sweep(tx: &Tx, time: Instant, limit: usize) -> Result<usize, StoreError> {
    let rows = tx.range(&key::drafts_before(key_time(time)), limit, Direction::Forward).await?;
    for (row, _) in &rows {
        remove(tx, &key::read_draft_by_time(row)?.1).await?;
    }
    Ok(rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_draft_is_stored_as_ever() {
        let draft = DraftRecord {
            person: Some(PersonId(7)),
            answers: Answers { description: "VPN stops".to_owned(), ..Answers::default() },
            begun: "2026-11-20T09:00:00Z".parse().unwrap(),
            sent_as: None,
        };
        golden::check(&draft);
        golden::check_old("draft.v1-before-topics", &draft);
        golden::check_old("draft.v1-before-guests", &draft);
        golden::check_old("draft.v1-before-sent", &draft);
    }
}
