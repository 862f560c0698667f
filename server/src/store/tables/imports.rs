//! What was imported already, by the id that its source gave it, so that a second run adds nothing.

use super::people::id_of;
use crate::store::{Reader, StoreError, Tx, key};

/// The id that `source_id` was given here, if it was imported before.
///
/// # Errors
/// What the store says.
pub async fn find(reader: &Reader, kind: &str, source_id: &str) -> Result<Option<u64>, StoreError> {
    Ok(reader.get(&key::imported(kind, source_id)).await?.map(|it| id_of(&it)))
}

/// Remembers the id that `source_id` was given here.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, kind: &str, source_id: &str, id: u64) -> Result<(), StoreError> {
    tx.put(key::imported(kind, source_id), id.to_be_bytes())
}
