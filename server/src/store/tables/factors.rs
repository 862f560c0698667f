//! What people show besides a password: the secret of the app that makes their codes, and hashes of the codes
//! for whoever loses it. One record a person.

use super::sessions::TokenHash;
use crate::{
    auth::totp::SECRET_BYTES,
    store::{Reader, StoreError, Tx, key, record::Record},
};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, time::Instant};

/// A person's second factor as it is stored. The secret has to be there as it is: codes are made of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorRecord {
    /// What the app makes codes of.
    pub secret: [u8; SECRET_BYTES],
    /// Since when codes are asked for.
    pub since: Instant,
    /// The step of the last code that was taken: none before it is taken again (attack 45).
    pub last_step: u64,
    /// Hashes of the recovery codes that were not used.
    pub recovery: Vec<TokenHash>,
}

impl Record for FactorRecord {
    const NAME: &'static str = "factor";
    const VERSION: u8 = 1;
}

/// Without the secret.
impl std::fmt::Debug for FactorRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactorRecord")
            .field("since", &self.since)
            .field("last_step", &self.last_step)
            .field("recovery", &self.recovery.len())
            .finish_non_exhaustive()
    }
}

/// The second factor of a person, if codes are asked of them.
///
/// # Errors
/// What the store says.
pub async fn of(reader: &Reader, person: PersonId) -> Result<Option<FactorRecord>, StoreError> {
    reader.record(&key::factor(person.0)).await
}

/// Keeps the second factor of a person.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, person: PersonId, factor: &FactorRecord) -> Result<(), StoreError> {
    tx.put_record(key::factor(person.0), factor)
}

/// Forgets the second factor of a person.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    tx.delete(key::factor(person.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_second_factor_is_stored_as_ever() {
        golden::check(&FactorRecord {
            secret: *b"12345678901234567890",
            since: "2026-11-20T09:00:00Z".parse().unwrap(),
            last_step: 58_850_000,
            recovery: vec![[7; 32], [8; 32]],
        });
    }
}
