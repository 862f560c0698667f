//! Between the two steps of signing in: the password was right, and a code is asked for. Until that is right too,
//! nobody is signed in.

use crate::{
    auth::waiting::HalfWay,
    error::Error,
    ids::{hash_of, secret},
    service::{
        accounts::{self, Arrival, SignedIn},
        second_step,
    },
    state::AppState,
    store::tables::{
        factors,
        people::{self, PersonRecord},
        sessions::Proof,
    },
};
use shared::{
    api::{account::factor::Code, session::Session},
    problem::Check,
};

/// For how many seconds a code is waited for.
const HALF_LASTS: i64 = 5 * 60;
/// How often one may be tried before it begins again with the password.
const TRIES: u8 = 5;

/// Somebody has shown that they know the password, or have a link to choose one: begins their sign-in, or asks
/// for a code first.
///
/// # Errors
/// What the store says, or no randomness.
pub(super) async fn after_password(
    app: &AppState,
    person: &PersonRecord,
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    let id = person.id;
    let factor = app.store.read(|reader| async move { factors::of(&reader, id).await }).await?;
    if factor.is_none() {
        return accounts::begin(app, person, arrival).await;
    }
    let token = secret()?;
    let half_way = HalfWay { person: id, password: person.password.clone(), n_tries: 0 };
    app.waiting.codes.put(hash_of(&token), half_way, app.now());
    let session = Session { awaits_code: true, ..accounts::nobody(app) };
    Ok(SignedIn { session, token, seconds: HALF_LASTS, is_half: true })
}

/// The second step: `token` says whose password was right.
///
/// # Errors
/// It was too long ago, or too often wrong; the code is another, or was used before.
pub async fn send_code(
    app: &AppState,
    token: Option<&str>,
    code: &Code,
    arrival: Arrival<'_>,
) -> Result<SignedIn, Error> {
    let (hash, now) = (token.map(hash_of).ok_or_else(begin_again)?, app.now());
    let tried = app.waiting.codes.with(&hash, now, |it| {
        it.n_tries = it.n_tries.saturating_add(1);
        it.clone()
    });
    let HalfWay { person: id, password, n_tries } = tried.ok_or_else(begin_again)?;
    if n_tries > TRIES {
        app.waiting.codes.take(&hash, now);
        return Err(begin_again());
    }
    let person = app.store.read(|reader| async move { people::by_id(&reader, id).await }).await?;
    let is_theirs = |it: &PersonRecord| it.suspended.is_none() && it.password == password;
    let person = person.filter(is_theirs).ok_or_else(begin_again)?;
    if let Err(wrong) = second_step::take_code(app, id, code).await {
        accounts::note_failure(app, Some(id)).await?;
        return Err(wrong);
    }
    app.waiting.codes.take(&hash, now);
    accounts::begin(app, &person, Arrival { proof: Proof::PasswordAndCode, ..arrival }).await
}

fn begin_again() -> Error {
    let mut check = Check::new();
    check.refuse("code", "Sign in again with your password: this took too long, or too many tries");
    check.problem().into()
}
