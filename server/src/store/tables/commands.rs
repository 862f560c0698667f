//! What was done already, by idempotency key: so that a double click, a retry or a second tab does it once
//! (attack 70).

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record, tables::key_time};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, time::Instant};

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandRecord {
    /// The hash of all that was sent, in hexadecimal.
    pub fingerprint: String,
    /// What was answered, as JSON.
    pub response: String,
    /// When.
    pub at: Instant,
}

impl Record for CommandRecord {
    const NAME: &'static str = "command";
    const VERSION: u8 = 1;
}

/// The command that `person` sent with `key`, if any.
///
/// # Errors
/// What the store says.
pub async fn find(
    reader: &Reader,
    person: PersonId,
    key: &str,
) -> Result<Option<CommandRecord>, StoreError> {
    reader.record(&key::command(person.0, key)).await
}

/// Remembers a command.
///
/// # Errors
/// What the store says.
pub fn add(
    tx: &Tx,
    person: PersonId,
    key: &str,
    command: &CommandRecord,
) -> Result<(), StoreError> {
    tx.put(key::command_by_time(key_time(command.at), person.0, key), [])?;
    tx.put_record(key::command(person.0, key), command)
}

/// Forgets commands from before `time`, at most `limit` of them, and says how many.
///
/// # Errors
/// What the store says.
pub async fn sweep(tx: &Tx, time: Instant, limit: usize) -> Result<usize, StoreError> {
    let rows = tx.range(&key::commands_before(key_time(time)), limit, Direction::Forward).await?;
    for (row, _) in &rows {
        let place = key::read_command_by_time(row)?;
        tx.delete(key::command(place.actor, &place.idempotency_key))?;
        tx.delete(row.clone())?;
    }
    Ok(rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_command_is_stored_as_ever() {
        golden::check(&CommandRecord {
            fingerprint: "00ff".repeat(16),
            response: r#"{"reference":"K7M4-2QX"}"#.to_owned(),
            at: "2026-11-20T09:00:00Z".parse().unwrap(),
        });
    }
}
