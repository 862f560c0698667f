//! Sign-ins: found by the hash of their token, ended by person or by time.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record, tables::key_time};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, time::Instant};

/// The hash of a token. The token itself is never stored.
pub type TokenHash = [u8; 32];

/// A sign-in as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Who signed in.
    pub person: PersonId,
    /// When.
    pub created: Instant,
    /// When it ends by itself.
    pub expires: Instant,
    /// When it was used last, as far as that is noted.
    #[serde(default)]
    pub used: Option<Instant>,
    /// With what, in words; empty where that was not said.
    #[serde(default)]
    pub device: String,
    /// How they showed who they are.
    #[serde(default)]
    pub proof: Proof,
    /// When they last did.
    #[serde(default)]
    pub proven: Option<Instant>,
}

/// How somebody showed who they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// With a password, or a link to choose one.
    #[default]
    Password,
    /// With a password and a second factor.
    PasswordAndCode,
    /// With a passkey, for which they showed their device who they are.
    Passkey,
    /// Somewhere else, where it is known who works here.
    Elsewhere,
    /// Not at all: these people are made up.
    Demo,
}

impl Proof {
    /// Whether it took more than a password, or was decided elsewhere whether it does.
    #[must_use]
    pub fn is_enough_for_staff(self) -> bool {
        self != Self::Password
    }
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

/// Puts a sign-in in the place of what it was; nothing where it has ended.
///
/// # Errors
/// What the store says.
pub async fn replace(tx: &Tx, hash: &TokenHash, session: &SessionRecord) -> Result<(), StoreError> {
    if by_token(tx, hash).await?.is_none() {
        return Ok(());
    }
    end(tx, hash).await?;
    add(tx, hash, session)
}

/// All sign-ins of a person, expired ones too.
///
/// # Errors
/// What the store says.
pub async fn of(
    reader: &Reader,
    person: PersonId,
) -> Result<Vec<(TokenHash, SessionRecord)>, StoreError> {
    let mut found = Vec::new();
    for hash in hashes_of(reader, person).await? {
        found.extend(by_token(reader, &hash).await?.map(|it| (hash, it)));
    }
    Ok(found)
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
    end_others(tx, person, None).await?;
    Ok(())
}

/// Ends all sign-ins of a person but `kept`, and says how many.
///
/// # Errors
/// What the store says.
pub async fn end_others(
    tx: &Tx,
    person: PersonId,
    kept: Option<&TokenHash>,
) -> Result<usize, StoreError> {
    let mut n_ended = 0;
    for hash in hashes_of(tx, person).await?.iter().filter(|it| Some(*it) != kept) {
        end(tx, hash).await?;
        n_ended += 1;
    }
    Ok(n_ended)
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
        let before = SessionRecord {
            person: PersonId(7),
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
            expires: "2026-11-27T09:00:00Z".parse().unwrap(),
            ..SessionRecord::default()
        };
        golden::check_old("session.v1-before-devices", &before);
        golden::check(&SessionRecord {
            used: Some("2026-11-20T10:00:00Z".parse().unwrap()),
            device: "Firefox on Windows".to_owned(),
            proof: Proof::PasswordAndCode,
            proven: Some("2026-11-20T09:30:00Z".parse().unwrap()),
            ..before
        });
    }
}
