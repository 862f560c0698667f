//! Who somebody here is at an identity provider: found by what the provider calls them, and by person to end it.
//! An address links nobody.

use crate::{
    auth::oidc::profile::Identity,
    store::{
        Direction, Reader, StoreError, Tx,
        key::{self, HASH_BYTES},
        record::Record,
    },
};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, text::Issuer, time::Instant};

/// The hash of what a provider calls somebody.
pub type IdentityHash = [u8; HASH_BYTES];

/// A link between somebody there and somebody here, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityRecord {
    /// Which provider.
    pub issuer: Issuer,
    /// What they are called there.
    pub subject: String,
    /// Who they are here.
    pub person: PersonId,
    /// Since when.
    pub linked: Instant,
}

impl Record for IdentityRecord {
    const NAME: &'static str = "identity";
    const VERSION: u8 = 1;
}

impl IdentityRecord {
    /// Who they are there.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity { issuer: self.issuer.clone(), subject: self.subject.clone() }
    }
}

/// What somebody at a provider is found by. Names of one provider and another never meet: the length of the first
/// part is in it.
#[must_use]
pub fn hash(identity: &Identity) -> IdentityHash {
    let Identity { issuer, subject } = identity;
    let length = (issuer.len() as u64).to_be_bytes();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&length).update(issuer.as_bytes()).update(subject.as_bytes());
    hasher.finalize().into()
}

/// The link of somebody at a provider.
///
/// # Errors
/// What the store says.
pub async fn find(
    reader: &Reader,
    identity: &Identity,
) -> Result<Option<IdentityRecord>, StoreError> {
    let found: Option<IdentityRecord> = reader.record(&key::identity(&hash(identity))).await?;
    Ok(found.filter(|it| it.identity() == *identity))
}

/// The links of a person, one for each provider that there ever was.
///
/// # Errors
/// What the store says.
pub async fn of(reader: &Reader, person: PersonId) -> Result<Vec<IdentityRecord>, StoreError> {
    let span = key::identities_of_person(person.0);
    let mut found = Vec::new();
    for (row, _) in reader.range(&span, usize::MAX, Direction::Forward).await? {
        let hash = key::read_identity_by_person(&row)?.1;
        found.extend(reader.record::<IdentityRecord>(&key::identity(&hash)).await?);
    }
    Ok(found)
}

/// Adds a link. Whether either of them has one is for the caller to ask first.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, link: &IdentityRecord) -> Result<(), StoreError> {
    let hash = hash(&link.identity());
    tx.put(key::identity_by_person(link.person.0, &hash), [])?;
    tx.put_record(key::identity(&hash), link)
}

/// Ends a link.
///
/// # Errors
/// What the store says.
pub fn end(tx: &Tx, link: &IdentityRecord) -> Result<(), StoreError> {
    let hash = hash(&link.identity());
    tx.delete(key::identity_by_person(link.person.0, &hash))?;
    tx.delete(key::identity(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    fn identity(issuer: &str, subject: &str) -> Identity {
        Identity { issuer: Issuer::parse(issuer).unwrap(), subject: subject.to_owned() }
    }

    #[test]
    fn a_link_is_stored_as_ever() {
        let Identity { issuer, subject } = identity("https://login.example", "00u1");
        let linked = "2026-11-20T09:00:00Z".parse().unwrap();
        golden::check(&IdentityRecord { issuer, subject, person: PersonId(7), linked });
    }

    #[test]
    fn attack_42_two_providers_have_nobody_in_common() {
        let all = [
            identity("https://login.example", "1"),
            identity("https://login.example1", "1"),
            identity("https://login.example", "11"),
            identity("https://login.example1", "11"),
        ];
        let mut hashes = all.map(|it| hash(&it)).to_vec();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 4);
    }
}
