//! Links with which people choose a password. Each works once and for a while, the newest alone; of its secret a
//! hash alone is kept.

use crate::{
    auth::{guessable::is_guessable, link::LinkToken},
    error::Error,
    service::{
        accounts::{self, Arrival, SignedIn},
        half_way,
    },
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            audit::{self, Deed, Who},
            people::{self, PersonRecord},
            sessions,
            welcomes::{self, WelcomeRecord},
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Role,
    api::{
        address::fill,
        people::{
            LinkMade,
            welcome::{Chosen, Purpose, WELCOME_PAGE, Welcome},
        },
    },
    id::{PersonId, TicketId},
    problem::Check,
};

/// For how long a link works: long enough for a holiday, and for a forgotten password as short as a call.
const INVITATIONS: TimeDelta = TimeDelta::days(7);
const RESETS: TimeDelta = TimeDelta::hours(24);

/// What the address of every link begins with.
#[must_use]
pub fn link_base(app: &AppState) -> String {
    format!("{}{}", app.url, fill(WELCOME_PAGE, &[("token", "")]))
}

/// Makes a link in the place of those before.
///
/// # Errors
/// What the store says, or no randomness.
pub async fn make(
    app: &AppState,
    purpose: Purpose,
    person: Option<PersonId>,
    by: Option<PersonId>,
) -> Result<LinkMade, Error> {
    let token = LinkToken::fresh()?;
    let (hash, created) = (token.hash(), app.now());
    let lasts = if purpose == Purpose::Reset { RESETS } else { INVITATIONS };
    let link = &WelcomeRecord { purpose, person, by, created, expires: created + lasts };
    let made = app.store.transact(|tx| async move {
        if let Some(person) = person {
            audit::append(&tx, created, by.into(), Deed::LinkMade { person }).await?;
        }
        welcomes::put(&tx, &hash, link).await
    });
    made.await?;
    Ok(LinkMade { person: person.unwrap_or_default(), token: token.reveal().to_owned() })
}

/// A link for whoever is to set this Portico up, as long as nobody can: its whole address.
///
/// # Errors
/// What the store says, or no randomness.
pub async fn set_up(app: &AppState) -> Result<Option<String>, Error> {
    let is_ruled = app.store.read(|reader| async move { is_ruled(&reader).await });
    if is_ruled.await? {
        return Ok(None);
    }
    let made = make(app, Purpose::SetUp, None, None).await?;
    Ok(Some(format!("{}{}", link_base(app), made.token)))
}

/// Whether somebody may sign in and set things.
async fn is_ruled(reader: &Reader) -> Result<bool, StoreError> {
    let rules = |it: &PersonRecord| {
        it.roles.has(Role::Administrator) && it.password.is_some() && it.suspended.is_none()
    };
    Ok(people::all(reader).await?.iter().any(rules))
}

/// A link that still works, and whose it is.
async fn working(
    reader: &Reader,
    app: &AppState,
    token: &str,
) -> Result<(WelcomeRecord, Option<PersonRecord>), Error> {
    let token = LinkToken::parse(token).ok_or_else(Error::not_found)?;
    let link = welcomes::find(reader, &token.hash()).await?;
    let link = link.filter(|it| app.now() < it.expires).ok_or_else(Error::not_found)?;
    let person = match link.person {
        Some(id) => Some(people::by_id(reader, id).await?.ok_or_else(Error::not_found)?),
        // Another way may have been found meanwhile to become the first administrator.
        None if is_ruled(reader).await? => return Err(Error::not_found()),
        None => None,
    };
    Ok((link, person))
}

/// What a link is for, and for whom.
///
/// # Errors
/// It is none, was used, or has ended.
pub async fn view(app: &AppState, token: &str) -> Result<Welcome, Error> {
    let (link, person) =
        app.store.read(|reader| async move { working(&reader, app, token).await }).await?;
    Ok(Welcome {
        token: token.to_owned(),
        purpose: link.purpose,
        name: person.as_ref().map(|it| it.name.to_string()).unwrap_or_default(),
        email: person.map(|it| it.email.to_string()).unwrap_or_default(),
    })
}

/// Chooses a password by a link and signs in with it. The link ends, and so does every sign-in of before (attack
/// 38).
///
/// # Errors
/// The link is none, was used, or has ended; the password can be guessed.
pub async fn choose(
    app: &AppState,
    chosen: Chosen,
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    let Chosen { token, person: said, password } = chosen;
    let token = &token;
    let (_, known) =
        app.store.read(|reader| async move { working(&reader, app, token).await }).await?;
    let new = match (&known, said) {
        (Some(_), _) => None,
        (None, Some((name, email))) => Some(accounts::new_member(app, name, email, &Role::ALL)?),
        (None, None) => return Err(unnamed()),
    };
    let whose = known.as_ref().or(new.as_ref()).ok_or_else(Error::not_found)?;
    if is_guessable(password.reveal(), &[&whose.name, &whose.email, "portico"]) {
        let mut check = Check::new();
        check.refuse("password", "Choose another password: this one is on lists that others try");
        return Err(check.problem().into());
    }
    let hash = &app.passwords.hash(password.reveal().to_owned()).await?;
    let new = &new;
    let (person, theirs) = app
        .store
        .transact(|tx| async move {
            // What was read before may have been used meanwhile.
            let (link, known) = working(&tx, app, token).await?;
            let person = match known.or_else(|| new.clone()) {
                Some(it) => PersonRecord { password: Some(hash.clone()), ..it },
                None => return Err(Error::not_found()),
            };
            let theirs = keep(&tx, &link, &person).await?;
            let deed = match link.person {
                Some(person) => Deed::PasswordChosen { person },
                None => Deed::PersonAdded { person: person.id, roles: person.roles.clone() },
            };
            audit::append(&tx, app.now(), Who::Person(person.id), deed).await?;
            Ok((person, theirs))
        })
        .await?;
    accounts::refresh(app, person.id, theirs).await?;
    half_way::after_password(app, &person, arrival).await
}

/// Keeps who they are now, and tells the tickets that have become theirs.
async fn keep(
    tx: &Tx,
    link: &WelcomeRecord,
    person: &PersonRecord,
) -> Result<Vec<TicketId>, Error> {
    welcomes::end_all(tx, link.person).await?;
    match link.person {
        Some(id) => {
            people::add(tx, person)?;
            sessions::end_all(tx, id).await?;
            Ok(Vec::new())
        }
        None => accounts::enter(tx, person).await,
    }
}

fn unnamed() -> Error {
    let mut check = Check::new();
    check.refuse("name", "Enter your name");
    check.refuse("email", "Enter your e-mail address, like name@company.example");
    check.problem().into()
}
