//! People and how they are found by address: members and guests apart, so that nothing a guest types finds
//! a member (attack 35).

use crate::store::{
    Direction, Reader, StoreError, Tx,
    key::{self, Key},
    record::Record,
};
use serde::{Deserialize, Serialize};
use shared::{
    actor::{Person, Roles, Teams},
    id::PersonId,
    text::{EmailAddress, PersonName},
    time::Instant,
};
use std::collections::{BTreeSet, HashMap};

/// A person as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// For programs.
    pub id: PersonId,
    /// What they are called.
    pub name: PersonName,
    /// How they sign in, and where mail goes. Unique among members, and among guests.
    pub email: EmailAddress,
    /// What they are here for.
    pub roles: Roles,
    /// The argon2id hash of their password, as a PHC string. `None` cannot sign in with one.
    pub password: Option<String>,
    /// When they were added.
    pub created: Instant,
    /// How Portico knows them.
    #[serde(default)]
    pub kind: PersonKind,
    /// Since when they may not sign in, if they may not.
    #[serde(default)]
    pub suspended: Option<Instant>,
    /// For which teams they work, if they work tickets. Before teams were a border everybody worked for all.
    #[serde(default)]
    pub teams: Teams,
}

/// How Portico knows a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonKind {
    /// Somebody who runs it added them.
    #[default]
    Member,
    /// They asked for help without signing in. Their address is not verified, and they cannot sign in.
    Guest,
}

impl Record for PersonRecord {
    const NAME: &'static str = "person";
    const VERSION: u8 = 1;
}

impl PersonRecord {
    /// The person as the rules need them, but for the confidential tickets that they have opened.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            roles: self.roles.clone(),
            teams: self.teams.clone(),
            opened: Vec::new(),
        }
    }

    /// Whether they asked for help without signing in.
    #[must_use]
    pub fn is_guest(&self) -> bool {
        self.kind == PersonKind::Guest
    }

    /// Whether it is known who they are: a guest is not, whose name was made of their address, and nobody is in
    /// whose name imported requests stand.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let is_made_up = self.is_guest() && *self.name == *name_in(&self.email);
        !is_made_up && !self.email.ends_with(".invalid")
    }

    /// The name as others read it: nobody takes a guest for the member they may say they are.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if self.is_guest() { format!("{} (guest)", self.name) } else { self.name.to_string() }
    }

    /// The row under which they are found by address.
    #[must_use]
    pub fn row_by_email(&self) -> Key {
        match self.kind {
            PersonKind::Member => key::person_by_email(&self.email),
            PersonKind::Guest => key::guest_by_email(&self.email),
        }
    }
}

/// What somebody is called who says no name: the first part of their address.
#[must_use]
pub fn name_in(email: &EmailAddress) -> &str {
    email.split('@').next().unwrap_or_default()
}

/// A member's address is somebody else's to have from now on.
///
/// # Errors
/// What the store says.
pub fn forget_address(tx: &Tx, person: &PersonRecord) -> Result<(), StoreError> {
    tx.delete(person.row_by_email())
}

/// The person with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(reader: &Reader, id: PersonId) -> Result<Option<PersonRecord>, StoreError> {
    reader.record(&key::person(id.0)).await
}

/// The people with these ids, each once; an id that nobody has is left out.
///
/// # Errors
/// What the store says.
pub async fn all_of(
    reader: &Reader,
    ids: impl Iterator<Item = PersonId>,
) -> Result<Vec<PersonRecord>, StoreError> {
    let ids: BTreeSet<PersonId> = ids.collect();
    let keys: Vec<Key> = ids.iter().map(|it| key::person(it.0)).collect();
    let people = reader.records::<PersonRecord>(&keys).await?;
    Ok(people.into_iter().flatten().collect())
}

/// The member with this address.
///
/// # Errors
/// What the store says.
pub async fn by_email(
    reader: &Reader,
    email: &EmailAddress,
) -> Result<Option<PersonRecord>, StoreError> {
    by_row(reader, &key::person_by_email(email)).await
}

/// The guest with this address.
///
/// # Errors
/// What the store says.
pub async fn guest_by_email(
    reader: &Reader,
    email: &EmailAddress,
) -> Result<Option<PersonRecord>, StoreError> {
    by_row(reader, &key::guest_by_email(email)).await
}

async fn by_row(reader: &Reader, row: &Key) -> Result<Option<PersonRecord>, StoreError> {
    match reader.get(row).await? {
        Some(id) => by_id(reader, PersonId(id_of(&id))).await,
        None => Ok(None),
    }
}

/// Everybody, guests too, in the order in which they were added.
///
/// # Errors
/// What the store says.
pub async fn all(reader: &Reader) -> Result<Vec<PersonRecord>, StoreError> {
    let rows = reader.record_range(&key::people(), usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// What people are called, by id.
///
/// # Errors
/// What the store says.
pub async fn names(
    reader: &Reader,
    ids: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, StoreError> {
    let people = all_of(reader, ids).await?;
    Ok(people.into_iter().map(|it| (it.id, it.shown_name())).collect())
}

/// Adds or replaces a person. Whether the address is taken is for the caller to ask first.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, person: &PersonRecord) -> Result<(), StoreError> {
    tx.put(person.row_by_email(), person.id.0.to_be_bytes())?;
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
    use shared::{actor::Role, ticket::team::Team};

    #[test]
    fn a_person_is_stored_as_ever() {
        let person = PersonRecord {
            id: PersonId(1 << 40),
            name: PersonName::parse("Ana").unwrap(),
            email: EmailAddress::parse("ana@desk.example").unwrap(),
            roles: Roles::new(&[Role::Requester, Role::Agent]),
            password: Some("$argon2id$v=19$…".to_owned()),
            created: "2026-11-20T09:00:00.123Z".parse().unwrap(),
            kind: PersonKind::Member,
            suspended: Some("2026-11-21T09:00:00Z".parse().unwrap()),
            teams: Teams::Named(vec![Team::NETWORK]),
        };
        golden::check(&person);
        let before = PersonRecord { teams: Teams::All, ..person };
        golden::check_old("person.v1-before-teams", &before);
        let before = PersonRecord { suspended: None, ..before };
        golden::check_old("person.v1-before-guests", &before);
        golden::check_old("person.v1-before-suspension", &before);
    }

    #[test]
    fn who_said_no_name_is_not_known() {
        for (kind, name, email, is_known) in [
            (PersonKind::Member, "Ana", "ana@desk.example", true),
            (PersonKind::Member, "ana", "ana@desk.example", true),
            (PersonKind::Guest, "Gia", "gia@home.example", true),
            (PersonKind::Guest, "gia", "gia@home.example", false),
            (PersonKind::Member, "Imported (de)", "imported.de@portico.invalid", false),
        ] {
            let person = PersonRecord {
                id: PersonId(1),
                name: PersonName::parse(name).unwrap(),
                email: EmailAddress::parse(email).unwrap(),
                roles: Roles::default(),
                password: None,
                created: Instant::UNIX_EPOCH,
                kind,
                suspended: None,
                teams: Teams::All,
            };
            assert_eq!(person.is_known(), is_known, "{name}");
        }
    }
}
