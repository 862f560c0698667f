//! People, sign-ins, and who is asking.

use crate::{
    auth::device::Device,
    error::Error,
    ids::{hash_of, secret},
    service::{confidential, guests, half_way, lasting, passkeys, second_step},
    state::AppState,
    store::{
        StoreError, Tx,
        tables::{
            audit::{self, Deed, Who},
            drafts,
            people::{self, PersonKind, PersonRecord},
            sessions::{self, Proof, SessionRecord, TokenHash},
        },
    },
};
use shared::{
    actor::{Actor, Role, Roles, Teams},
    api::session::{Credentials, DemoPeople, Session, SessionPerson},
    id::{PersonId, TicketId},
    permission::Denied,
    problem::{Code, FieldError, Problem},
    text::{EmailAddress, PersonName},
    time::Instant,
};

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
    /// Whether it is only half of one: a code is asked for, and the token lets nobody in.
    pub is_half: bool,
}

/// What a request brings along of a sign-in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Presented<'a> {
    /// The token of their cookie, if they have one.
    pub token: Option<&'a str>,
    /// When the person behind it last did something, if it was not the page alone (attack 40).
    pub used: Option<Instant>,
}

/// What is known of a sign-in besides whose it is.
#[derive(Debug, Clone, Default)]
pub struct Arrival<'a> {
    /// The token that was held before; its sign-in ends (attack 38).
    pub replaces: Option<&'a str>,
    /// What somebody signs in with.
    pub device: Device,
    /// How they showed who they are.
    pub proof: Proof,
}

/// A sign-in that has not ended, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    /// What is stored of the token.
    pub hash: TokenHash,
    /// The sign-in.
    pub session: SessionRecord,
    /// Whose it is.
    pub person: PersonRecord,
}

/// Who presents this. A token that is unknown, ended or expired is nobody's.
///
/// # Errors
/// What the store says; [`Code::SecondFactorNeeded`] while that person has to set one up first.
pub async fn actor(app: &AppState, presented: Presented<'_>) -> Result<Actor, Error> {
    let Some(Holder { session, person, .. }) = holder(app, presented).await? else {
        return Ok(Actor::Anonymous);
    };
    if second_step::is_needed(app, &session, &person.roles) {
        return Err(Error::refused(
            Code::SecondFactorNeeded,
            "Whoever works here shows more than a password. It takes a minute to set up.",
        ));
    }
    let (person, now) = (&person, app.now());
    let as_of_now =
        app.store.read(|reader| async move { confidential::as_of(&reader, person, now).await });
    Ok(Actor::Person(as_of_now.await?))
}

/// What whoever presents this is told about themselves.
///
/// # Errors
/// What the store says.
pub async fn session(app: &AppState, presented: Presented<'_>) -> Result<Session, Error> {
    let holder = holder(app, presented).await?;
    Ok(holder.map_or_else(|| nobody(app), |it| told(app, &it.session, &it.person)))
}

/// The sign-in that is presented, unless it has ended. That it is used is noted.
pub(super) async fn holder(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<Option<Holder>, Error> {
    let Some(token) = presented.token.filter(|it| !it.is_empty()) else { return Ok(None) };
    let (hash, now) = (hash_of(token), app.now());
    let found = app.store.read(|reader| async move {
        let Some(session) = sessions::by_token(&reader, &hash).await? else { return Ok(None) };
        let person = people::by_id(&reader, session.person).await?;
        Ok::<_, Error>(person.map(|it| (session, it)))
    });
    let is_alive = |(session, person): &(SessionRecord, PersonRecord)| {
        person.suspended.is_none() && now < lasting::ends(session, &person.roles)
    };
    let Some((session, person)) = found.await?.filter(is_alive) else { return Ok(None) };
    let session = match presented.used {
        Some(at) => lasting::used_again(app, &hash, session, &person.roles, at).await?,
        None => session,
    };
    Ok(Some(Holder { hash, session, person }))
}

fn told(app: &AppState, session: &SessionRecord, person: &PersonRecord) -> Session {
    let expires = Some(lasting::ends(session, &person.roles));
    let needs_factor = second_step::is_needed(app, session, &person.roles);
    let person = SessionPerson {
        id: person.id,
        name: person.name.to_string(),
        roles: person.roles.iter().collect(),
    };
    let names = app.rules().settings.catalogue.names(person.is_staff() || person.reads_report());
    Session { person: Some(person), expires, needs_factor, names, ..nobody(app) }
}

pub(super) fn nobody(app: &AppState) -> Session {
    let rules = app.rules();
    let organisation = rules.settings.organisation.clone();
    Session {
        names: rules.settings.catalogue.names(false),
        demo: app.demo,
        passkeys: passkeys::are_there(app),
        guests: organisation.guests,
        organisation: organisation.name.map(String::from),
        contact: organisation.contact,
        provider: rules.settings.provider.as_ref().map(|it| it.label.to_string()),
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
    arrival: Arrival<'_>,
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
        Some(person) => half_way::after_password(app, &person, arrival).await,
        None => {
            note_failure(app, id).await?;
            Err(wrong().into())
        }
    }
}

/// Puts a failed sign-in as `person`, if there is such a person, into the audit log.
pub(super) async fn note_failure(app: &AppState, person: Option<PersonId>) -> Result<(), Error> {
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
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    if !app.demo {
        return Err(Error::not_found());
    }
    let person = app.store.read(|reader| async move { people::by_id(&reader, id).await }).await?;
    let person =
        person.filter(|it| it.password.is_none() && it.suspended.is_none() && is_of_demo(it));
    let person = person.ok_or_else(Error::not_found)?;
    begin(app, &person, Arrival { proof: Proof::Demo, ..arrival }).await
}

fn is_of_demo(person: &PersonRecord) -> bool {
    let is_named = crate::demo::people::PEOPLE.iter().any(|it| it.email == &*person.email);
    is_named && !person.is_guest()
}

/// A new token for `person`, who has shown who they are; the one that was held before is ended (attack 38).
///
/// # Errors
/// What the store says, or no randomness.
pub(crate) async fn begin(
    app: &AppState,
    person: &PersonRecord,
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    let Arrival { replaces, device, proof } = arrival;
    let token = secret()?;
    let created = app.now();
    let record = SessionRecord {
        person: person.id,
        created,
        expires: lasting::end(created, created, &person.roles),
        used: Some(created),
        device: device.words().to_owned(),
        proof,
        proven: Some(created),
    };
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
    let seconds = lasting::at_most(&person.roles).num_seconds();
    Ok(SignedIn { session: told(app, &record, person), token, seconds, is_half: false })
}

/// Lets the sign-in that is presented last from now on as if it had just been used, but not for ever.
///
/// # Errors
/// Nobody is signed in.
pub async fn stay_signed_in(app: &AppState, presented: Presented<'_>) -> Result<SignedIn, Error> {
    let Holder { hash, session, person } = holder(app, presented).await?.ok_or(Denied::SignIn)?;
    let token = presented.token.ok_or(Denied::SignIn)?.to_owned();
    let now = app.now();
    let expires = lasting::end(session.created, now, &person.roles);
    let record = SessionRecord { expires, used: Some(now), ..session };
    let extended = &record;
    app.store
        .transact(|tx| async move {
            // It may have been ended in the meantime: then it stays ended.
            sessions::by_token(&tx, &hash).await?.ok_or(Denied::SignIn)?;
            Ok::<_, Error>(sessions::replace(&tx, &hash, extended).await?)
        })
        .await?;
    let latest = record.created + lasting::at_most(&person.roles);
    let (session, seconds) = (told(app, &record, &person), (latest - now).num_seconds());
    Ok(SignedIn { session, token, seconds, is_half: false })
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
