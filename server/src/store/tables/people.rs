//! People and how they are found by address.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    actor::{Person, Roles},
    id::PersonId,
    text::{EmailAddress, PersonName},
    time::Instant,
};

/// A person as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// For programs.
    pub id: PersonId,
    /// What they are called.
    pub name: PersonName,
    /// How they sign in, and where mail goes. Unique.
    pub email: EmailAddress,
    /// What they are here for.
    pub roles: Roles,
    /// The argon2id hash of their password, as a PHC string. `None` cannot sign in with one.
    pub password: Option<String>,
    /// When they were added.
    pub created: Instant,
}

impl Record for PersonRecord {
    const NAME: &'static str = "person";
    const VERSION: u8 = 1;
}

impl PersonRecord {
    /// The person as the rules need them.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            roles: self.roles.clone(),
        }
    }
}

/// The person with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(reader: &Reader, id: PersonId) -> Result<Option<PersonRecord>, StoreError> {
    reader.record(&key::person(id.0)).await
}

/// The person with this address.
///
/// # Errors
/// What the store says.
pub async fn by_email(
    reader: &Reader,
    email: &EmailAddress,
) -> Result<Option<PersonRecord>, StoreError> {
    match reader.get(&key::person_by_email(email)).await? {
        Some(id) => by_id(reader, PersonId(id_of(&id))).await,
        None => Ok(None),
    }
}

/// Everybody, in the order in which they were added.
///
/// # Errors
/// What the store says.
pub async fn all(reader: &Reader) -> Result<Vec<PersonRecord>, StoreError> {
    let rows = reader.record_range(&key::people(), usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Adds a person. Whether the address is taken is for the caller to ask first.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, person: &PersonRecord) -> Result<(), StoreError> {
    tx.put(key::person_by_email(&person.email), person.id.0.to_be_bytes())?;
    tx.put_record(key::person(person.id.0), person)
}

/// An id as an index holds it.
pub(super) fn id_of(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::actor::Role;

    #[test]
    fn a_person_is_stored_as_ever() {
        golden::check(&PersonRecord {
            id: PersonId(1 << 40),
            name: PersonName::parse("Ana").unwrap(),
            email: EmailAddress::parse("ana@desk.example").unwrap(),
            roles: Roles::new(&[Role::Requester, Role::Agent]),
            password: Some("$argon2id$v=19$…".to_owned()),
            created: "2026-11-20T09:00:00.123Z".parse().unwrap(),
        });
    }
}
