//! Passkeys: found by the hash of what browsers call them, and by person.

use super::sessions::TokenHash;
use crate::{
    auth::passkey::key::PublicKey,
    store::{Direction, Reader, StoreError, Tx, key, record::Record},
};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, text::Label, time::Instant};

/// A passkey as it is stored: nothing of it lets anybody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRecord {
    /// Whose it is.
    pub person: PersonId,
    /// What its owner calls it.
    pub name: Label,
    /// What browsers call it.
    pub credential: Vec<u8>,
    /// What verifies it.
    pub key: PublicKey,
    /// How far it has counted.
    pub counter: u32,
    /// When it was added.
    pub created: Instant,
    /// When it was used last, if ever.
    pub used: Option<Instant>,
}

impl Record for PasskeyRecord {
    const NAME: &'static str = "passkey";
    const VERSION: u8 = 1;
}

impl PasskeyRecord {
    /// Under what it is found.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        hash_of(&self.credential)
    }
}

/// Under what a passkey is found that browsers call so.
#[must_use]
pub fn hash_of(credential: &[u8]) -> TokenHash {
    blake3::hash(credential).into()
}

/// The passkey with this hash.
///
/// # Errors
/// What the store says.
pub async fn find(reader: &Reader, hash: &TokenHash) -> Result<Option<PasskeyRecord>, StoreError> {
    reader.record(&key::passkey(hash)).await
}

/// The passkeys of a person.
///
/// # Errors
/// What the store says.
pub async fn of(reader: &Reader, person: PersonId) -> Result<Vec<PasskeyRecord>, StoreError> {
    let span = key::passkeys_of_person(person.0);
    let mut found = Vec::new();
    for (row, _) in reader.range(&span, usize::MAX, Direction::Forward).await? {
        found.extend(find(reader, &key::read_passkey_by_person(&row)?.1).await?);
    }
    Ok(found)
}

/// Adds or replaces a passkey.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, passkey: &PasskeyRecord) -> Result<(), StoreError> {
    let hash = passkey.hash();
    tx.put(key::passkey_by_person(passkey.person.0, &hash), [])?;
    tx.put_record(key::passkey(&hash), passkey)
}

/// Forgets a passkey.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, passkey: &PasskeyRecord) -> Result<(), StoreError> {
    let hash = passkey.hash();
    tx.delete(key::passkey_by_person(passkey.person.0, &hash))?;
    tx.delete(key::passkey(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_passkey_is_stored_as_ever() {
        let passkey = PasskeyRecord {
            person: PersonId(7),
            name: Label::parse("Blue telephone").unwrap(),
            credential: vec![1, 2, 3],
            key: PublicKey::Es256(vec![4; 65]),
            counter: 12,
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
            used: Some("2026-11-21T09:00:00Z".parse().unwrap()),
        };
        golden::check(&passkey);
        let key = PublicKey::EdDsa(vec![5; 32]);
        golden::check_as("passkey.v1-eddsa", &PasskeyRecord { key, used: None, ..passkey });
    }
}
