//! People, sign-ins, and who is asking.

use crate::{
    error::Error,
    ids::{hash_of, secret},
    service::guests,
    state::AppState,
    store::{
        StoreError,
        tables::{
            drafts,
            people::{self, PersonKind, PersonRecord},
            sessions::{self, SessionRecord},
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Role, Roles},
    api::session::{Credentials, DemoPeople, Session, SessionPerson},
    id::PersonId,
    permission::Denied,
    problem::{Code, FieldError, Problem},
    text::{EmailAddress, PersonName},
};

/// How long a sign-in lasts: staff see everybody's requests, so theirs is shorter.
const STAFF: TimeDelta = TimeDelta::hours(12);
const REQUESTERS: TimeDelta = TimeDelta::days(7);
/// How many times as long it lasts at most, for somebody who stays signed in again and again (D4.9).
const LASTS_AT_MOST: i32 = 12;
/// Drafts forgotten in one transaction.
const DRAFTS_AT_ONCE: usize = 100;

/// A new sign-in.
#[derive(Debug)]
pub struct SignedIn {
    /// What the person is told.
    pub session: Session,
    /// The token for their cookie.
    pub token: String,
    /// How long it lasts, in seconds.
    pub seconds: i64,
}

/// Who has `token`. A token that is unknown, ended or expired is nobody's.
///
/// # Errors
/// What the store says.
pub async fn actor(app: &AppState, token: Option<&str>) -> Result<Actor, Error> {
    let holder = holder(app, token).await?;
    Ok(holder.map_or(Actor::Anonymous, |(_, it)| Actor::Person(it.person())))
}

/// What whoever has `token` is told about themselves.
///
/// # Errors
/// What the store says.
pub async fn session(app: &AppState, token: Option<&str>) -> Result<Session, Error> {
    let holder = holder(app, token).await?;
    Ok(holder.map_or_else(|| nobody(app), |(session, it)| told(app, &session, &it)))
}

/// The sign-in of `token` and whose it is, unless it has ended.
async fn holder(
    app: &AppState,
    token: Option<&str>,
) -> Result<Option<(SessionRecord, PersonRecord)>, Error> {
    let Some(token) = token.filter(|it| !it.is_empty()) else { return Ok(None) };
    let (hash, now) = (hash_of(token), app.now());
    app.store
        .read(|reader| async move {
            let session = sessions::by_token(&reader, &hash).await?;
            let Some(session) = session.filter(|it| now < it.expires) else { return Ok(None) };
            let person = people::by_id(&reader, session.person).await?;
            Ok(person.map(|it| (session, it)))
        })
        .await
}

fn told(app: &AppState, session: &SessionRecord, person: &PersonRecord) -> Session {
    let person = SessionPerson {
        id: person.id,
        name: person.name.to_string(),
        roles: person.roles.iter().collect(),
    };
    Session { person: Some(person), expires: Some(session.expires), ..nobody(app) }
}

fn nobody(app: &AppState) -> Session {
    Session { demo: app.demo, guests: app.guests, ..Session::default() }
}

/// Signs in with address and password. Whether the address is known cannot be told from the answer, nor
/// from the work done for it (attack 35).
///
/// # Errors
/// [`Code::SignInFailed`]; [`Code::TooMany`].
pub async fn sign_in(
    app: &AppState,
    credentials: Credentials,
    replaces: Option<&str>,
) -> Result<SignedIn, Error> {
    let Credentials { email, password } = credentials;
    let found = app.store.read(|reader| {
        let email = email.clone();
        async move { people::by_email(&reader, &email).await }
    });
    let person = found.await?;
    let hash = person.as_ref().and_then(|it| it.password.clone());
    let right = app.passwords.verify(password, hash).await?;
    match person.filter(|_| right) {
        Some(person) => begin(app, &person, replaces).await,
        None => Err(wrong().into()),
    }
}

fn wrong() -> Problem {
    Problem {
        errors: vec![FieldError {
            field: "email".to_owned(),
            text: "Check the address and the password: together they fit nobody".to_owned(),
        }],
        ..Problem::new(Code::SignInFailed, "Check the address and the password.")
    }
}

/// Signs in as somebody of the demo.
///
/// # Errors
/// Not the demo, or nobody of it.
pub async fn sign_in_as_demo(
    app: &AppState,
    id: PersonId,
    replaces: Option<&str>,
) -> Result<SignedIn, Error> {
    if !app.demo {
        return Err(Error::not_found());
    }
    let person = app.store.read(|reader| async move { people::by_id(&reader, id).await }).await?;
    let person =
        person.filter(|it| it.password.is_none() && is_of_demo(it)).ok_or_else(Error::not_found)?;
    begin(app, &person, replaces).await
}

fn is_of_demo(person: &PersonRecord) -> bool {
    let is_named = crate::demo::people::PEOPLE.iter().any(|it| it.email == &*person.email);
    is_named && !person.is_guest()
}

/// A new token for `person`; the one that was held before is ended (attack 38).
async fn begin(
    app: &AppState,
    person: &PersonRecord,
    replaces: Option<&str>,
) -> Result<SignedIn, Error> {
    let token = secret()?;
    let lasts = lasts(person);
    let created = app.now();
    let record = SessionRecord { person: person.id, created, expires: created + lasts };
    let (hash, added) = (hash_of(&token), &record);
    let before = replaces.map(hash_of);
    app.store
        .transact(|tx| async move {
            if let Some(before) = before {
                sessions::end(&tx, &before).await?;
            }
            sessions::sweep(&tx, created, 100).await?;
            sessions::add(&tx, &hash, added)
        })
        .await?;
    let session = told(app, &record, person);
    Ok(SignedIn { session, token, seconds: lasts.num_seconds() })
}

fn lasts(person: &PersonRecord) -> TimeDelta {
    if person.roles.is_staff() { STAFF } else { REQUESTERS }
}

/// Lets the sign-in of `token` last from now on as long as a new one, but not for ever.
///
/// # Errors
/// Nobody is signed in.
pub async fn stay_signed_in(app: &AppState, token: Option<&str>) -> Result<SignedIn, Error> {
    let (before, person) = holder(app, token).await?.ok_or(Denied::SignIn)?;
    let token = token.ok_or(Denied::SignIn)?.to_owned();
    let (now, lasts) = (app.now(), lasts(&person));
    let latest = before.created + lasts * LASTS_AT_MOST;
    let record = SessionRecord { expires: (now + lasts).min(latest), ..before };
    let (hash, extended) = (hash_of(&token), &record);
    app.store
        .transact(|tx| async move {
            // It may have been ended in the meantime: then it stays ended.
            sessions::by_token(&tx, &hash).await?.ok_or(Denied::SignIn)?;
            sessions::end(&tx, &hash).await?;
            Ok::<_, Error>(sessions::add(&tx, &hash, extended)?)
        })
        .await?;
    let session = told(app, &record, &person);
    Ok(SignedIn { session, token, seconds: (record.expires - now).num_seconds() })
}

/// Ends the sign-in of `token` at once, and forgets what the person has not sent (D1.18).
///
/// # Errors
/// What the store says.
pub async fn sign_out(app: &AppState, token: Option<&str>) -> Result<Session, Error> {
    if let Some(hash) = token.map(hash_of) {
        let ended = app.store.transact(|tx| async move {
            let session = sessions::by_token(&tx, &hash).await?;
            sessions::end(&tx, &hash).await?;
            Ok::<_, StoreError>(session.map(|it| it.person))
        });
        if let Some(person) = ended.await? {
            forget_drafts(app, person).await?;
        }
    }
    Ok(nobody(app))
}

/// A few at a time: nobody has many, but a transaction is bounded.
async fn forget_drafts(app: &AppState, person: PersonId) -> Result<(), Error> {
    loop {
        let removed = app
            .store
            .transact(|tx| async move { drafts::remove_of(&tx, person, DRAFTS_AT_ONCE).await });
        if removed.await? < DRAFTS_AT_ONCE {
            return Ok(());
        }
    }
}

/// The people whom the demo offers.
///
/// # Errors
/// What the store says.
pub async fn demo_people(app: &AppState) -> Result<DemoPeople, Error> {
    if !app.demo {
        return Ok(DemoPeople::default());
    }
    let all = app.store.read(|reader| async move { people::all(&reader).await }).await?;
    let offered = crate::demo::people::PEOPLE.iter().filter_map(|demo| {
        let person = all.iter().find(|it| &*it.email == demo.email && !it.is_guest())?;
        Some(SessionPerson {
            id: person.id,
            name: person.name.to_string(),
            roles: person.roles.iter().collect(),
        })
    });
    Ok(DemoPeople { people: offered.collect() })
}

/// Adds a person. What they asked for as a guest becomes theirs: whoever adds them vouches for the address.
///
/// # Errors
/// [`Code::Conflict`] when the address is taken.
pub async fn add_person(
    app: &AppState,
    name: PersonName,
    email: EmailAddress,
    roles: &[Role],
    password: Option<String>,
) -> Result<PersonRecord, Error> {
    let password = match password {
        Some(it) => Some(app.passwords.hash(it).await?),
        None => None,
    };
    let created = app.now();
    let id = PersonId(app.ids.next(created)?);
    let roles = Roles::new(roles);
    let kind = PersonKind::Member;
    let record = PersonRecord { id, name, email, roles, password, created, kind };
    let added = &record;
    let handed_over = app
        .store
        .transact(|tx| async move {
            if people::by_email(&tx, &added.email).await?.is_some() {
                return Err(Error::refused(Code::Conflict, "Somebody has this address already."));
            }
            people::add(&tx, added)?;
            guests::hand_over(&tx, &added.email, added.id).await
        })
        .await?;
    app.staff.refresh(&app.store, record.id).await?;
    for ticket in handed_over {
        app.open_tickets.refresh(&app.store, ticket).await?;
    }
    Ok(record)
}
