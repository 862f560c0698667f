//! In whose name imported things stand: one person for articles, one for the requests of each locale
//! (ruling 24). They have no password and an address that cannot exist (RFC 2606).

use shared::{
    actor::{Role, Roles, Teams},
    id::PersonId,
    text::{EmailAddress, PersonName, TextError},
};

use super::{ImportError, names::LanguageTag, run::Stamp};
use crate::{
    error::Error,
    store::{
        Tx,
        tables::people::{self, PersonKind, PersonRecord},
    },
};

/// The person in whose name things of `locale` stand, added when there is none yet.
pub(super) async fn imported(
    tx: &Tx,
    stamp: &Stamp<'_>,
    locale: Option<&LanguageTag>,
) -> Result<PersonId, ImportError> {
    let (name, email) = name_and_email(locale).map_err(|it| Error::internal(it.to_string()))?;
    if let Some(person) = people::by_email(tx, &email).await? {
        return Ok(person.id);
    }
    let id = PersonId(stamp.new_id()?);
    let roles = Roles::new(&[Role::Requester]);
    let kind = PersonKind::Member;
    let created = stamp.now;
    let teams = Teams::All;
    let (password, suspended) = (None, None);
    let person = PersonRecord { id, name, email, roles, password, created, kind, suspended, teams };
    people::add(tx, &person)?;
    Ok(id)
}

fn name_and_email(locale: Option<&LanguageTag>) -> Result<(PersonName, EmailAddress), TextError> {
    let (name, email) = match locale {
        None => ("Imported".to_owned(), "imported@portico.invalid".to_owned()),
        Some(it) => (format!("Imported ({it})"), format!("imported.{it}@portico.invalid")),
    };
    Ok((PersonName::parse(&name)?, EmailAddress::parse(&email)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_gives_a_name_and_an_address() {
        let (name, email) = name_and_email(None).unwrap();
        assert_eq!((&*name, &*email), ("Imported", "imported@portico.invalid"));
        let (name, email) = name_and_email(Some(&"pt_BR".parse().unwrap())).unwrap();
        assert_eq!((&*name, &*email), ("Imported (pt-BR)", "imported.pt-br@portico.invalid"));
        let longest = "abcdefgh-abcdefgh-abcdefgh-abcdefgh".parse().unwrap();
        assert!(name_and_email(Some(&longest)).is_ok());
    }
}
