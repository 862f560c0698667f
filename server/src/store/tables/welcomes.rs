//! Links with which people choose a password: found by the hash of their token, and by person to end them.

use super::sessions::TokenHash;
use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{api::people::welcome::Purpose, id::PersonId, time::Instant};

/// Stands for nobody: no person has this id.
const NOBODY: PersonId = PersonId(0);

/// A link as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelcomeRecord {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose it is; `None` for who sets a new Portico up.
    pub person: Option<PersonId>,
    /// Who made it; `None` for Portico itself.
    pub by: Option<PersonId>,
    /// When.
    pub created: Instant,
    /// When it ends by itself.
    pub expires: Instant,
}

impl Record for WelcomeRecord {
    const NAME: &'static str = "welcome";
    const VERSION: u8 = 1;
}

impl WelcomeRecord {
    /// The number under which it is found by whose it is.
    #[must_use]
    pub fn owner(&self) -> u64 {
        self.person.unwrap_or(NOBODY).0
    }
}

/// The link of a token, whether or not it has expired.
///
/// # Errors
/// What the store says.
pub async fn find(reader: &Reader, hash: &TokenHash) -> Result<Option<WelcomeRecord>, StoreError> {
    reader.record(&key::welcome(hash)).await
}

/// The links of a person, or of nobody.
///
/// # Errors
/// What the store says.
pub async fn of(
    reader: &Reader,
    person: Option<PersonId>,
) -> Result<Vec<(TokenHash, WelcomeRecord)>, StoreError> {
    let span = key::welcomes_of_person(person.unwrap_or(NOBODY).0);
    let mut found = Vec::new();
    for (row, _) in reader.range(&span, usize::MAX, Direction::Forward).await? {
        let hash = key::read_welcome_by_person(&row)?.1;
        found.extend(find(reader, &hash).await?.map(|it| (hash, it)));
    }
    Ok(found)
}

/// Adds a link in the place of all others of the same person.
///
/// # Errors
/// What the store says.
pub async fn put(tx: &Tx, hash: &TokenHash, link: &WelcomeRecord) -> Result<(), StoreError> {
    end_all(tx, link.person).await?;
    tx.put(key::welcome_by_person(link.owner(), hash), [])?;
    tx.put_record(key::welcome(hash), link)
}

/// Ends all links of a person, or of nobody.
///
/// # Errors
/// What the store says.
pub async fn end_all(tx: &Tx, person: Option<PersonId>) -> Result<(), StoreError> {
    for (hash, link) in of(tx, person).await? {
        tx.delete(key::welcome_by_person(link.owner(), &hash))?;
        tx.delete(key::welcome(&hash))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_link_is_stored_as_ever() {
        golden::check(&WelcomeRecord {
            purpose: Purpose::Invitation,
            person: Some(PersonId(7)),
            by: Some(PersonId(8)),
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
            expires: "2026-11-27T09:00:00Z".parse().unwrap(),
        });
    }
}
