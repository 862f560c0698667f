//! People, sign-ins, and who is asking.

use crate::{
    error::Error,
    ids::{hash_of, secret},
    service::{confidential, guests},
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            audit::{self, Deed, Who},
            drafts,
            people::{self, PersonKind, PersonRecord},
            sessions::{self, SessionRecord, TokenHash},
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Role, Roles, Teams},
    api::session::{Credentials, DemoPeople, Session, SessionPerson},
    id::{PersonId, TicketId},
    permission::Denied,
    problem::{Code, FieldError, Problem},
    text::{EmailAddress, PersonName},
    time::Instant,
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
    let Some((hash, now)) = hash_at(app, token) else { return Ok(Actor::Anonymous) };
    app.store
        .read(|reader| async move {
            match held_by(&reader, &hash, now).await? {
                Some((_, it)) => Ok(Actor::Person(confidential::as_of(&reader, &it, now).await?)),
                None => Ok(Actor::Anonymous),
            }
        })
        .await
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
    let Some((hash, now)) = hash_at(app, token) else { return Ok(None) };
    Ok(app.store.read(|reader| async move { held_by(&reader, &hash, now).await }).await?)
}

fn hash_at(app: &AppState, token: Option<&str>) -> Option<(TokenHash, Instant)> {
    let token = token.filter(|it| !it.is_empty())?;
    Some((hash_of(token), app.now()))
}

async fn held_by(
    reader: &Reader,
    token: &TokenHash,
    now: Instant,
) -> Result<Option<(SessionRecord, PersonRecord)>, StoreError> {
    let session = sessions::by_token(reader, token).await?;
    let Some(session) = session.filter(|it| now < it.expires) else { return Ok(None) };
    let person = people::by_id(reader, session.person).await?;
    Ok(person.filter(|it| it.suspended.is_none()).map(|it| (session, it)))
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
    let organisation = app.rules().settings.organisation.clone();
    Session {
        demo: app.demo,
        guests: organisation.guests,
        organisation: organisation.name.map(String::from),
        contact: organisation.contact,
        ..Session::default()
    }
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
    let id = person.as_ref().map(|it| it.id);
    let right = app.passwords.verify(password, hash).await?;
    match person.filter(|it| right && it.suspended.is_none()) {
        Some(person) => begin(app, &person, replaces).await,
        None => {
            note_failure(app, id).await?;
            Err(wrong().into())
        }
    }
}

/// Puts a failed sign-in as `person`, if there is such a person, into the audit log.
async fn note_failure(app: &AppState, person: Option<PersonId>) -> Result<(), Error> {
    let now = app.now();
    let Some(unrecorded) = app.allowances.failures.take(now) else { return Ok(()) };
    let noted = app.store.transact(|tx| async move {
        audit::append(&tx, now, Who::Nobody, Deed::SignInFailed { person, unrecorded }).await
    });
    Ok(noted.await?)
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
        person.filter(|it| it.password.is_none() && it.suspended.is_none() && is_of_demo(it));
    let person = person.ok_or_else(Error::not_found)?;
    begin(app, &person, replaces).await
}

fn is_of_demo(person: &PersonRecord) -> bool {
    let is_named = crate::demo::people::PEOPLE.iter().any(|it| it.email == &*person.email);
    is_named && !person.is_guest()
}

/// A new token for `person`; the one that was held before is ended (attack 38).
///
/// # Errors
/// What the store says, or no randomness.
pub(super) async fn begin(
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
            sessions::add(&tx, &hash, added)?;
            audit::append(&tx, created, Who::Person(added.person), Deed::SignedIn).await
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
        let now = app.now();
        let ended = app.store.transact(|tx| async move {
            let session = sessions::by_token(&tx, &hash).await?;
            let Some(person) = session.map(|it| it.person) else { return Ok(None) };
            sessions::end(&tx, &hash).await?;
            audit::append(&tx, now, Who::Person(person), Deed::SignedOut).await?;
            Ok::<_, StoreError>(Some(person))
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
    let record = PersonRecord { password, ..new_member(app, name, email, roles)? };
    let added = &record;
    let theirs = app.store.transact(|tx| async move {
        let theirs = enter(&tx, added).await?;
        let deed = Deed::PersonAdded { person: added.id, roles: added.roles.clone() };
        audit::append(&tx, added.created, Who::Operator, deed).await?;
        Ok::<_, Error>(theirs)
    });
    refresh(app, record.id, theirs.await?).await?;
    Ok(record)
}

/// A member to be, who cannot sign in yet.
///
/// # Errors
/// The clock cannot be told.
pub fn new_member(
    app: &AppState,
    name: PersonName,
    email: EmailAddress,
    roles: &[Role],
) -> Result<PersonRecord, Error> {
    let created = app.now();
    Ok(PersonRecord {
        id: PersonId(app.ids.next(created)?),
        name,
        email,
        roles: Roles::new(roles),
        password: None,
        created,
        kind: PersonKind::Member,
        suspended: None,
        teams: Teams::All,
    })
}

/// Adds a member, or one with another address. What they asked for as a guest becomes theirs: these tickets are to
/// be [`refresh`]ed.
///
/// # Errors
/// The address is taken.
pub async fn enter(tx: &Tx, person: &PersonRecord) -> Result<Vec<TicketId>, Error> {
    check_is_free(tx, &person.email).await?;
    people::add(tx, person)?;
    guests::hand_over(tx, &person.email, person.id).await
}

/// Whether a member may have this address.
async fn check_is_free(tx: &Tx, email: &EmailAddress) -> Result<(), Error> {
    if people::by_email(tx, email).await?.is_none() {
        return Ok(());
    }
    let errors = vec![FieldError {
        field: "email".to_owned(),
        text: "Somebody has this address already".to_owned(),
    }];
    let detail = "Somebody has this address already.";
    Err(Problem { errors, ..Problem::new(Code::Conflict, detail) }.into())
}

/// Tells the projections of somebody who was added or changed, and of tickets that have become theirs.
///
/// # Errors
/// What the store says.
pub async fn refresh(
    app: &AppState,
    person: PersonId,
    tickets: Vec<TicketId>,
) -> Result<(), Error> {
    app.staff.refresh(&app.store, person).await?;
    for ticket in tickets {
        app.open_tickets.refresh(&app.store, ticket).await?;
    }
    Ok(())
}
