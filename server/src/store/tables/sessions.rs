//! Sign-ins: found by the hash of their token, ended by person or by time.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record, tables::key_time};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, time::Instant};

/// The hash of a token. The token itself is never stored.
pub type TokenHash = [u8; 32];

/// A sign-in as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Who signed in.
    pub person: PersonId,
    /// When.
    pub created: Instant,
    /// When it ends by itself.
    pub expires: Instant,
}

impl Record for SessionRecord {
    const NAME: &'static str = "session";
    const VERSION: u8 = 1;
}

/// The sign-in of a token, whether or not it has expired.
///
/// # Errors
/// What the store says.
pub async fn by_token(
    reader: &Reader,
    hash: &TokenHash,
) -> Result<Option<SessionRecord>, StoreError> {
    reader.record(&key::session(hash)).await
}

/// Adds a sign-in.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, hash: &TokenHash, session: &SessionRecord) -> Result<(), StoreError> {
    tx.put(key::session_by_expiry(key_time(session.expires), hash), [])?;
    tx.put(key::session_by_person(session.person.0, hash), [])?;
    tx.put_record(key::session(hash), session)
}

/// Ends a sign-in at once.
///
/// # Errors
/// What the store says.
pub async fn end(tx: &Tx, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(session) = by_token(tx, hash).await? else { return Ok(()) };
    tx.delete(key::session_by_expiry(key_time(session.expires), hash))?;
    tx.delete(key::session_by_person(session.person.0, hash))?;
    tx.delete(key::session(hash))
}

/// How many sign-ins of a person have not expired at `now`.
///
/// # Errors
/// What the store says.
pub async fn n_of(reader: &Reader, person: PersonId, now: Instant) -> Result<usize, StoreError> {
    let mut n_alive = 0;
    for hash in hashes_of(reader, person).await? {
        n_alive += usize::from(by_token(reader, &hash).await?.is_some_and(|it| now < it.expires));
    }
    Ok(n_alive)
}

/// Ends all sign-ins of a person at once.
///
/// # Errors
/// What the store says.
pub async fn end_all(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    for hash in hashes_of(tx, person).await? {
        end(tx, &hash).await?;
    }
    Ok(())
}

async fn hashes_of(reader: &Reader, person: PersonId) -> Result<Vec<TokenHash>, StoreError> {
    let span = key::sessions_of_person(person.0);
    let rows = reader.range(&span, usize::MAX, Direction::Forward).await?;
    rows.iter().map(|(row, _)| Ok(key::read_session_by_person(row)?.1)).collect()
}

/// Ends what expired before `now`, at most `limit` of them, and says how many.
///
/// # Errors
/// What the store says.
pub async fn sweep(tx: &Tx, now: Instant, limit: usize) -> Result<usize, StoreError> {
    let span = key::sessions_expiring_before(key_time(now));
    let rows = tx.range(&span, limit, Direction::Forward).await?;
    for (row, _) in &rows {
        end(tx, &key::read_session_by_expiry(row)?.1).await?;
    }
    Ok(rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_sign_in_is_stored_as_ever() {
        golden::check(&SessionRecord {
            person: PersonId(7),
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
            expires: "2026-11-27T09:00:00Z".parse().unwrap(),
        });
    }
}
