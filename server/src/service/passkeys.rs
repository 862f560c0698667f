//! Passkeys: made, used, removed. Each question is answered once, whatever becomes of the answer.

use crate::{
    auth::passkey::{CHALLENGE_BYTES, Disbelief, PersonShown, Site, answer::Answer},
    error::Error,
    ids::hex,
    service::{
        accounts::{self, Arrival, Holder, Presented, SignedIn},
        second_step::fresh,
    },
    state::AppState,
    store::tables::{
        audit::{self, Deed, FactorChange, Who},
        passkeys::{self, PasskeyRecord},
        people,
        sessions::{self, Proof, SessionRecord, TokenHash},
    },
};
use shared::{
    api::account::{
        AccountChanged,
        passkeys::{NewPasskey, PasskeyQuestion, PasskeyRow},
    },
    id::PersonId,
    problem::{Check, Code, FieldError, Problem},
};

/// The most that somebody has.
const AT_MOST: usize = 20;
/// Bytes of what a passkey is called in addresses.
const NAME_BYTES: usize = 8;

/// For what a question was asked: to make a key in a sign-in, or with none to use one.
pub type Asked = Option<TokenHash>;

/// Whether there are passkeys here: not where people type a bare address.
#[must_use]
pub fn are_there(app: &AppState) -> bool {
    Site::at(&app.url).is_some()
}

fn site(app: &AppState) -> Result<Site, Error> {
    let refused = || {
        Error::refused(
            Code::Conflict,
            "There are no passkeys here: Portico is reached without a name.",
        )
    };
    Site::at(&app.url).ok_or_else(refused)
}

/// A new challenge, which waits for its answer.
fn challenge(app: &AppState, asked: Asked) -> Result<[u8; CHALLENGE_BYTES], Error> {
    let mut challenge = [0; CHALLENGE_BYTES];
    getrandom::fill(&mut challenge)?;
    app.waiting.challenges.put(blake3::hash(&challenge).into(), asked, app.now());
    Ok(challenge)
}

/// The challenge that is answered, if it waited for this answer. It waits no more.
fn answered(app: &AppState, answer: &Answer, asked: Asked) -> Result<Vec<u8>, Disbelief> {
    let challenge = answer.challenge()?;
    let hash = blake3::hash(&challenge).into();
    let waited = app.waiting.challenges.take(&hash, app.now());
    if waited == Some(asked) { Ok(challenge) } else { Err(Disbelief::Elsewhere) }
}

/// What to ask the browser of whoever signs in.
///
/// # Errors
/// There are none here, or no randomness.
pub fn ask(app: &AppState) -> Result<PasskeyQuestion, Error> {
    let options = site(app)?.request(&challenge(app, None)?).to_string();
    Ok(PasskeyQuestion { options })
}

/// What to ask the browser so that it makes one.
///
/// # Errors
/// Nobody is signed in, or not freshly; there are none here, or too many.
pub async fn ask_to_make(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<PasskeyQuestion, Error> {
    let site = site(app)?;
    let Holder { hash, person, .. } = fresh(app, presented).await?;
    let id = person.id;
    let known = app.store.read(|reader| async move { passkeys::of(&reader, id).await }).await?;
    if known.len() >= AT_MOST {
        return Err(Error::refused(Code::Conflict, "Remove one first: you have twenty."));
    }
    let rules = app.rules();
    let shown = PersonShown {
        handle: &id.0.to_be_bytes(),
        name: &person.name,
        email: &person.email,
        site: rules.settings.organisation.name.as_deref().unwrap_or("Portico"),
    };
    let known = known.into_iter().map(|it| it.credential);
    let options = site.creation(&challenge(app, Some(hash))?, &shown, known).to_string();
    Ok(PasskeyQuestion { options })
}

/// Adds one that the browser has made. The sign-in counts as one with it from then on.
///
/// # Errors
/// Nobody is signed in, or not freshly; what was answered is not believed.
pub async fn add(
    app: &AppState,
    presented: Presented<'_>,
    new: NewPasskey,
) -> Result<AccountChanged, Error> {
    let site = site(app)?;
    let Holder { hash, session, person } = fresh(app, presented).await?;
    let made = || {
        let answer = Answer::read(&new.answer)?;
        let challenge = answered(app, &answer, Some(hash))?;
        site.made(&answer, &challenge)
    };
    let made = made().map_err(not_made)?;
    let now = app.now();
    let passkey = &PasskeyRecord {
        person: person.id,
        name: new.name,
        credential: made.credential,
        key: made.key,
        counter: made.counter,
        created: now,
        used: None,
    };
    let session = &SessionRecord { proof: Proof::Passkey, ..session };
    let added = app.store.transact(|tx| async move {
        if passkeys::find(&tx, &passkey.hash()).await?.is_some() {
            return Err(not_made(Disbelief::Copied));
        }
        passkeys::put(&tx, passkey)?;
        sessions::replace(&tx, &hash, session).await?;
        let (person, change) = (passkey.person, FactorChange::PasskeyAdded);
        let deed = Deed::Factor { person, change };
        Ok::<_, Error>(audit::append(&tx, now, Who::Person(person), deed).await?)
    });
    added.await?;
    Ok(AccountChanged { n_ended: 0 })
}

fn not_made(why: Disbelief) -> Error {
    tracing::info!(%why, "a passkey was not added: {why}");
    let mut check = Check::new();
    check.refuse("name", "Try again: the passkey could not be added");
    check.problem().into()
}

/// Signs in with one. It counts as both factors: the device has asked who it is.
///
/// # Errors
/// What was answered is not believed; whoever it is may not sign in.
pub async fn sign_in(
    app: &AppState,
    answer: &str,
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    let site = site(app)?;
    let read = || {
        let answer = Answer::read(answer)?;
        let challenge = answered(app, &answer, None)?;
        Ok((answer, challenge))
    };
    let (answer, challenge) = read().map_err(refused)?;
    let hash = passkeys::hash_of(&answer.id);
    let (site, answer, challenge, now) = (&site, &answer, &challenge, app.now());
    // Believed and counted in one transaction: two copies of a key cannot count to the same number.
    let used = app.store.transact(|tx| async move {
        let Some(known) = passkeys::find(&tx, &hash).await? else {
            return Ok(Err((None, Disbelief::Forged)));
        };
        let is_theirs =
            answer.handle.as_ref().is_none_or(|it| **it == known.person.0.to_be_bytes());
        let counter = site.used(answer, challenge, &known.key, known.counter);
        let counter =
            counter.and_then(|it| if is_theirs { Ok(it) } else { Err(Disbelief::Forged) });
        let counter = match counter {
            Ok(it) => it,
            Err(why) => return Ok(Err((Some(known.person), why))),
        };
        let person = people::by_id(&tx, known.person).await?;
        let Some(person) = person.filter(|it| it.suspended.is_none()) else {
            return Ok(Err((Some(known.person), Disbelief::Unverified)));
        };
        passkeys::put(&tx, &PasskeyRecord { counter, used: Some(now), ..known })?;
        Ok::<_, Error>(Ok(person))
    });
    match used.await? {
        Ok(person) => {
            accounts::begin(app, &person, Arrival { proof: Proof::Passkey, ..arrival }).await
        }
        Err((person, why)) => {
            accounts::note_failure(app, person).await?;
            Err(refused(why))
        }
    }
}

/// Whoever tries learns nothing of why.
fn refused(why: Disbelief) -> Error {
    tracing::info!(%why, "a passkey signed nobody in: {why}");
    let text = "Sign in with your password: this passkey signs nobody in here".to_owned();
    let errors = vec![FieldError { field: "email".to_owned(), text }];
    Problem { errors, ..Problem::new(Code::SignInFailed, "This passkey signs nobody in here.") }
        .into()
}

/// Removes one of one's own.
///
/// # Errors
/// Nobody is signed in, or not freshly; there is no such passkey.
pub async fn remove(
    app: &AppState,
    presented: Presented<'_>,
    name: &str,
) -> Result<AccountChanged, Error> {
    let Holder { person, .. } = fresh(app, presented).await?;
    let (id, now) = (person.id, app.now());
    let removed = app.store.transact(|tx| async move {
        let all = passkeys::of(&tx, id).await?;
        let meant = all.iter().find(|it| name_of(it) == name).ok_or_else(Error::not_found)?;
        passkeys::remove(&tx, meant)?;
        let deed = Deed::Factor { person: id, change: FactorChange::PasskeyRemoved };
        Ok::<_, Error>(audit::append(&tx, now, Who::Person(id), deed).await?)
    });
    removed.await?;
    Ok(AccountChanged { n_ended: 0 })
}

/// Those of a person, the one added last first.
///
/// # Errors
/// What the store says.
pub(super) async fn rows(app: &AppState, id: PersonId) -> Result<Vec<PasskeyRow>, Error> {
    let mut all = app.store.read(|reader| async move { passkeys::of(&reader, id).await }).await?;
    all.sort_by_key(|it| std::cmp::Reverse(it.created));
    let row = |it: &PasskeyRecord| PasskeyRow {
        id: name_of(it),
        name: it.name.to_string(),
        created: it.created,
        used: it.used,
    };
    Ok(all.iter().map(row).collect())
}

fn name_of(passkey: &PasskeyRecord) -> String {
    hex(&passkey.hash()[..NAME_BYTES])
}
