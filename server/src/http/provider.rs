//! The way to the identity provider and back: two addresses that a browser goes to, and the calls about links.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::provider::{self, Brought, Return, linking, trial},
    state::AppState,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::TimeDelta;
use shared::api::{
    Form,
    address::{self, is_local, pairs},
    provider::{
        GetProviderLink, LINK_PAGE, LinkProvider, NotSignedIn, ProviderLink, UnlinkProvider,
    },
    session::{SignIn, landing},
    settings::trial::{SignInTrial, TrySignIn},
};

/// For how long a browser keeps what belongs to the way there and back.
const KEPT: TimeDelta = TimeDelta::minutes(10);

/// Sends somebody to the provider. A plain link leads here: a form could not, for where forms lead is bounded.
pub(crate) async fn start(State(app): State<AppState>, request: Request) -> Response {
    let query = Query::of(request.uri());
    let next = query.one("next").filter(|it| is_local(it)).unwrap_or_default();
    match provider::depart(&app, next).await {
        Ok(departure) => {
            let cookie = app.cookie();
            let kept = departure.attempt.reveal();
            let cookie = cookie.set_named(cookie.name_of_attempt(), kept, KEPT);
            leading_to(&departure.address, cookie)
        }
        Err(why) => leading_to(&refusal_address(why, next), None),
    }
}

/// Takes in somebody whom the provider sends back. What was kept for the way is over, whatever becomes of it.
pub(crate) async fn back(State(app): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (caller, query) = (Caller::of(&parts), Query::of(&parts.uri));
    let (limit, source) = (&app.allowances.vain_returns, caller.source(&app));
    let outcome = match limit.check(&source, app.now()) {
        Ok(()) => {
            let brought = Brought {
                attempt: caller.cookie(app.cookie().name_of_attempt()),
                state: query.one("state"),
                code: query.one("code"),
                issuer: query.one("iss"),
                error: query.one("error"),
            };
            provider::arrive(&app, &brought, caller.arrival(&app)).await
        }
        Err(_) => Return::Out(NotSignedIn::TooOften, None),
    };
    if matches!(outcome, Return::Out(..)) {
        // Whether there was room for it was asked before.
        let _ = limit.take(source, app.now());
    }
    answer(&app, outcome)
}

fn answer(app: &AppState, outcome: Return) -> Response {
    let cookie = app.cookie();
    let waits = |token: &str| cookie.set_named(cookie.name_of_waiting(), token, KEPT);
    let over = cookie.set_named(cookie.name_of_attempt(), "", TimeDelta::zero());
    let (address, set) = match outcome {
        Return::In(it, next) => (landing(&next, &it.session), cookie.set(&it.token, it.seconds)),
        Return::Waits(token) => (LINK_PAGE.to_owned(), waits(&token)),
        Return::Out(why, token) => {
            let next = if token.is_some() { LINK_PAGE } else { "" };
            (refusal_address(why, next), token.and_then(|it| waits(&it)))
        }
    };
    leading_to(&address, over.into_iter().chain(set))
}

/// The sign-in page, which says why.
fn refusal_address(why: NotSignedIn, next: &str) -> String {
    address::with_query(SignIn::ACTION, &[("refused", why.value()), ("next", next)])
}

/// Nothing in between keeps where somebody is sent: it is for them, and once.
fn leading_to(address: &str, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    let cookies = cookies.into_iter().map(|it| (header::SET_COOKIE, it));
    let unkept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let headers: HeaderMap = cookies.chain([unkept]).collect();
    (headers, Redirect::to(address)).into_response()
}

/// What a provider sends along, of which each is said once.
struct Query(Vec<(String, String)>);

impl Query {
    fn of(uri: &Uri) -> Self {
        Self(pairs(uri.query().unwrap_or_default()))
    }

    /// What `name` says; what is said twice is not said.
    fn one(&self, name: &str) -> Option<&str> {
        let mut said = self.0.iter().filter(|it| it.0 == name);
        let first = said.next()?;
        said.next().is_none().then_some(&first.1)
    }
}

impl Serve for GetProviderLink {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<ProviderLink>, Error> {
        Ok(linking::view(app, caller.presented(app), waiting(app, caller)).await?.into())
    }
}

impl Accept for LinkProvider {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<ProviderLink>, Error> {
        let (presented, waiting) = (caller.presented(app), waiting(app, caller));
        let linked = linking::link(app, presented, sent.valid, waiting).await?;
        let cookie = app.cookie();
        let mut reply = Reply::from(linked);
        reply.cookies.extend(cookie.set_named(cookie.name_of_waiting(), "", TimeDelta::zero()));
        Ok(reply)
    }
}

impl Accept for UnlinkProvider {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<ProviderLink>, Error> {
        Ok(linking::unlink(app, caller.presented(app), sent.valid).await?.into())
    }
}

impl Serve for TrySignIn {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<SignInTrial>, Error> {
        let actor = caller.actor(app).await?;
        Ok(trial::run(app, &actor).await?.into())
    }
}

/// What the browser of somebody keeps who was at the provider and is linked with nobody.
fn waiting<'a>(app: &AppState, caller: &'a Caller) -> Option<&'a str> {
    caller.cookie(app.cookie().name_of_waiting())
}
