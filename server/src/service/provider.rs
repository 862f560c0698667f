//! Signing in with the organisation's identity provider: there, and back again.
//!
//! Knows nothing of HTTP. Whatever comes of it is in the audit log; what the provider said in words is in the
//! program's log, without anything of a token.

pub mod admission;
pub mod linking;
pub mod trial;

use crate::{
    auth::oidc::{attempt::Attempt, error::OidcError, profile::Profile},
    error::Error,
    ids::{hash_of, secret},
    service::accounts::{self, Arrival, SignedIn},
    state::AppState,
    store::tables::{
        audit::{self, Deed, Who},
        sessions::Proof,
    },
};
use admission::Admission;
use shared::{
    api::provider::{LINK_PAGE, NotSignedIn, PROVIDER_RETURN},
    id::PersonId,
    settings::provider::Provider,
};

/// Somebody on their way to the provider.
#[derive(Debug)]
pub struct Departure {
    /// Where they are sent.
    pub address: String,
    /// What their browser keeps until they are back.
    pub attempt: Attempt,
}

/// What somebody brings back from the provider.
#[derive(Debug, Default)]
pub struct Brought<'a> {
    /// What their browser kept.
    pub attempt: Option<&'a str>,
    /// What shows that they are whoever went there.
    pub state: Option<&'a str>,
    /// What the provider exchanges for who they are.
    pub code: Option<&'a str>,
    /// By which provider.
    pub issuer: Option<&'a str>,
    /// Why they are not let in there.
    pub error: Option<&'a str>,
}

/// What becomes of somebody who is back.
#[derive(Debug)]
pub enum Return {
    /// They are signed in and go on there.
    In(Box<SignedIn>, String),
    /// They show by their password who they are here; this is what their browser keeps until then.
    Waits(String),
    /// They are not signed in. Somebody who could be linked may still wait with what their browser keeps.
    Out(NotSignedIn, Option<String>),
}

/// Where the provider sends people back to: on the address that was configured, whatever a request says (attack
/// 36).
#[must_use]
pub fn redirect(app: &AppState) -> String {
    format!("{}{PROVIDER_RETURN}", app.url)
}

fn configured(app: &AppState) -> Option<Provider> {
    app.rules().settings.provider.clone()
}

/// Sends somebody to the provider, who then goes on at `next`.
///
/// # Errors
/// Why they are not sent.
pub async fn depart(app: &AppState, next: &str) -> Result<Departure, NotSignedIn> {
    let provider = configured(app).ok_or(NotSignedIn::Off)?;
    let attempt = Attempt::begin(next, app.now()).map_err(|it| broken(&it.into()))?;
    match app.oidc.depart(&provider, &redirect(app), &attempt, app.now()).await {
        Ok(address) => Ok(Departure { address, attempt }),
        Err(error) => Err(refused(app, None, told(&error)).await),
    }
}

/// Takes in somebody who is back, or says why not. Their sign-in of before ends.
pub async fn arrive(app: &AppState, brought: &Brought<'_>, arrival: Arrival<'_>) -> Return {
    let Some(provider) = configured(app) else { return Return::Out(NotSignedIn::Off, None) };
    let (profile, next) = match recognise(app, &provider, brought).await {
        Ok(it) => it,
        Err(why) => return Return::Out(refused(app, None, why).await, None),
    };
    if next == LINK_PAGE {
        return match waits(app, profile) {
            Some(token) => Return::Waits(token),
            None => Return::Out(NotSignedIn::Broken, None),
        };
    }
    // Whether it takes more than a password is decided there.
    let arrival = Arrival { proof: Proof::Elsewhere, ..arrival };
    match admission::admit(app, &provider, &profile).await {
        Ok(Admission::In(person)) => match accounts::begin(app, &person, arrival).await {
            Ok(signed_in) => Return::In(Box::new(signed_in), next),
            Err(error) => Return::Out(broken(&error), None),
        },
        Ok(Admission::Out(why, person)) => {
            let why = refused(app, person, why).await;
            Return::Out(why, if why.can_be_linked() { waits(app, profile) } else { None })
        }
        Err(error) => Return::Out(broken(&error), None),
    }
}

/// Who is back, and where they go on.
async fn recognise(
    app: &AppState,
    provider: &Provider,
    brought: &Brought<'_>,
) -> Result<(Profile, String), NotSignedIn> {
    let now = app.now();
    let attempt = brought.attempt.and_then(|it| Attempt::parse(it, now));
    let attempt = attempt.ok_or(NotSignedIn::Stale)?;
    if brought.state != Some(&*attempt.state()) {
        return Err(NotSignedIn::Stale);
    }
    let is_ours = app.oidc.is_by(provider, brought.issuer, now).await;
    if !is_ours.map_err(|it| told(&it))? {
        return Err(NotSignedIn::Unproven);
    }
    let code = brought.code.filter(|_| brought.error.is_none()).ok_or(NotSignedIn::Declined)?;
    let arrived = app.oidc.arrive(provider, &redirect(app), &attempt, code, now).await;
    Ok((arrived.map_err(|it| told(&it))?, attempt.next().to_owned()))
}

fn waits(app: &AppState, profile: Profile) -> Option<String> {
    match secret() {
        Ok(token) => {
            app.waiting.unlinked.put(hash_of(&token), profile, app.now());
            Some(token)
        }
        Err(error) => {
            broken(&error.into());
            None
        }
    }
}

/// Tells the log what was wrong, and people what concerns them.
fn told(error: &OidcError) -> NotSignedIn {
    tracing::warn!(%error, "signing in with the identity provider failed: {error}");
    match error {
        OidcError::Refused(_) => NotSignedIn::Declined,
        it if it.is_about_the_token() => NotSignedIn::Unproven,
        _ => NotSignedIn::Unreachable,
    }
}

fn broken(error: &Error) -> NotSignedIn {
    tracing::error!(%error, "signing in with the identity provider failed: {error}");
    NotSignedIn::Broken
}

/// Puts a sign-in that failed into the audit log. Answers why it failed.
async fn refused(app: &AppState, person: Option<PersonId>, why: NotSignedIn) -> NotSignedIn {
    let now = app.now();
    let Some(unrecorded) = app.allowances.failures.take(now) else { return why };
    let noted = app.store.transact(|tx| async move {
        let deed = Deed::ProviderRefused { person, why, unrecorded };
        audit::append(&tx, now, Who::Nobody, deed).await
    });
    match noted.await {
        Ok(()) => why,
        Err(error) => broken(&error.into()),
    }
}
