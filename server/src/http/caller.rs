//! Who is at the door, as far as HTTP can tell, and what is handed out to them.

use crate::{
    allowance::{Limit, Source},
    auth::{cookie::SessionCookie, device::Device, link::LinkToken},
    error::Error,
    service::{
        accounts::{self, Arrival, Presented},
        guests::{self, OnRequest},
    },
    state::AppState,
};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts},
};
use chrono::TimeDelta;
use shared::{actor::Actor, api::session::LAST_INPUT, time::Instant};
use std::net::{IpAddr, SocketAddr};

/// The sender of a request: what services make an actor of.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// All headers of the request.
    pub headers: HeaderMap,
    /// The other end of the connection, where there is one.
    pub address: Option<IpAddr>,
    /// Whether something was sent, and not only asked for.
    pub sends: bool,
}

impl Caller {
    /// Reads the head of a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let sends = !matches!(parts.method, Method::GET | Method::HEAD);
        Self { headers: parts.headers.clone(), address, sends }
    }

    /// The cookie `name`, if it was sent once. A name sent twice is nobody's: another site on a sibling
    /// domain may have planted one of the two.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let mut found = self
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|it| it.to_str().ok())
            .flat_map(|it| it.split(';'))
            .filter_map(|it| it.trim().split_once('='))
            .filter(|(it, _)| *it == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value)
    }

    /// The token of their sign-in, if they have one.
    #[must_use]
    pub fn token(&self, app: &AppState) -> Option<&str> {
        self.cookie(app.cookie().name())
    }

    /// What they bring along of their sign-in.
    #[must_use]
    pub fn presented(&self, app: &AppState) -> Presented<'_> {
        Presented { token: self.token(app), used: self.last_input(app.now()) }
    }

    /// When the person last did something. The client says how long ago that was; what only asks and does not
    /// say it is no use of a sign-in (attack 40).
    fn last_input(&self, now: Instant) -> Option<Instant> {
        match self.headers.get(LAST_INPUT) {
            Some(it) => {
                let seconds: u32 = it.to_str().ok()?.parse().ok()?;
                Some(now - TimeDelta::seconds(seconds.into()))
            }
            None => self.sends.then_some(now),
        }
    }

    /// What is known of them when they sign in.
    #[must_use]
    pub fn arrival(&self, app: &AppState) -> Arrival<'_> {
        let user_agent = self.headers.get(header::USER_AGENT).map(HeaderValue::as_bytes);
        let device = Device::of(user_agent);
        Arrival { replaces: self.token(app), device, ..Arrival::default() }
    }

    /// Who they are.
    ///
    /// # Errors
    /// What the store says.
    pub async fn actor(&self, app: &AppState) -> Result<Actor, Error> {
        accounts::actor(app, self.presented(app)).await
    }

    /// The links that they have opened, the newest first.
    #[must_use]
    pub fn links(&self, app: &AppState) -> Vec<LinkToken> {
        self.cookie(app.cookie().name_of_links()).map(SessionCookie::links).unwrap_or_default()
    }

    /// Who they are on the request `reference`: themselves, or the guest whose link they have.
    ///
    /// # Errors
    /// What the store says.
    pub async fn on_request(&self, app: &AppState, reference: &str) -> Result<OnRequest, Error> {
        guests::on_request(app, self.actor(app).await?, &self.links(app), reference).await
    }

    /// Where they come from. Behind a trusted proxy that is what the proxy itself has added last; whatever
    /// stands before it may be made up.
    #[must_use]
    pub fn source(&self, app: &AppState) -> Source {
        let told = || {
            let last = self.headers.get_all(FORWARDED_FOR).iter().next_back()?;
            last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let told: Option<IpAddr> = if app.trusted_proxy { told() } else { None };
        Source::of(told.or(self.address))
    }

    /// Counts one more of what they may not do too often.
    ///
    /// # Errors
    /// It was too often; `what` says that nothing is lost.
    pub fn count(&self, app: &AppState, limit: &Limit, what: &str) -> Result<(), Error> {
        limit.take(self.source(app), app.now()).map_err(|wait| Error::too_often(wait, what))
    }
}

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What a call answers when it worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<T> {
    /// The response itself.
    pub body: T,
    /// Cookies to set.
    pub cookies: Vec<HeaderValue>,
}

impl<T> Reply<T> {
    /// Sets a cookie, on whichever way the answer goes.
    #[must_use]
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookies.push(cookie);
        self
    }
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { body, cookies: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(cookies: &[&'static str]) -> Caller {
        let mut caller = Caller::default();
        for cookie in cookies {
            caller.headers.append(header::COOKIE, HeaderValue::from_static(cookie));
        }
        caller
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        assert_eq!(caller(&["a=1; session=x=y", "b=2"]).cookie("session"), Some("x=y"));
        assert_eq!(caller(&["a=1"]).cookie("session"), None);
    }

    #[test]
    fn a_cookie_sent_twice_is_not_believed() {
        assert_eq!(caller(&["session=a; session=b"]).cookie("session"), None);
        assert_eq!(caller(&["session=a", "session=a"]).cookie("session"), None);
    }
}
