//! The cookies that carry a sign-in, the links of a guest and one choice of staff. Under https its name makes browsers insist on `Secure`, on this host
//! and on all paths; on http loopback they would refuse such a cookie, so a plain host-only one is set
//! (decision 12).

use super::link::LinkToken;
use chrono::TimeDelta;
use http::HeaderValue;

/// Links kept by one browser; the oldest is forgotten when another comes.
const MOST_LINKS: usize = 5;
/// How long a browser keeps them, in seconds: as long as a link lasts when nothing happens.
const LINKS_LAST: i64 = 30 * 24 * 60 * 60;
/// What the cookie says of those who go on.
pub const ONWARD: &str = "yes";
/// How long a browser remembers that, in seconds: a year.
const ONWARD_LASTS: i64 = 365 * 24 * 60 * 60;

/// Which cookies a Portico uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionCookie {
    /// For https.
    Secure,
    /// For http on loopback.
    Loopback,
}

impl SessionCookie {
    /// The one for an origin such as `https://help.example`.
    #[must_use]
    pub fn for_origin(origin: Option<&str>) -> Self {
        if origin.is_some_and(|it| it.starts_with("https://")) {
            Self::Secure
        } else {
            Self::Loopback
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico",
            Self::Loopback => "portico",
        }
    }

    /// Sets it to `token`, for so many seconds.
    #[must_use]
    pub fn set(self, token: &str, seconds: i64) -> Option<HeaderValue> {
        self.cookie(self.name(), token, seconds)
    }

    /// Takes it away.
    #[must_use]
    pub fn clear(self) -> Option<HeaderValue> {
        self.set("", 0)
    }

    /// The name of the cookie of somebody of whom a code is asked.
    #[must_use]
    pub fn name_half_way(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico-code",
            Self::Loopback => "portico-code",
        }
    }

    /// Sets that one to `token`, for so many seconds; for none it is taken away.
    #[must_use]
    pub fn set_half_way(self, token: &str, seconds: i64) -> Option<HeaderValue> {
        self.cookie(self.name_half_way(), token, seconds)
    }

    /// The name of the cookie with a guest's links.
    #[must_use]
    pub fn name_of_links(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico-links",
            Self::Loopback => "portico-links",
        }
    }

    /// The name of the cookie with a sign-in that has begun at the identity provider.
    #[must_use]
    pub fn name_of_attempt(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico-attempt",
            Self::Loopback => "portico-attempt",
        }
    }

    /// The name of the cookie of somebody who was at the identity provider and is linked with nobody.
    #[must_use]
    pub fn name_of_waiting(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico-waiting",
            Self::Loopback => "portico-waiting",
        }
    }

    /// Sets one of these to `value`, for so long; with nothing for no time it is taken away.
    #[must_use]
    pub fn set_named(self, name: &str, value: &str, lasts: TimeDelta) -> Option<HeaderValue> {
        self.cookie(name, value, lasts.num_seconds())
    }

    /// Sets the links: `newest` and those before it.
    #[must_use]
    pub fn set_links(self, newest: &LinkToken, before: &[LinkToken]) -> Option<HeaderValue> {
        let before = before.iter().filter(|it| *it != newest);
        let tokens = [newest].into_iter().chain(before).take(MOST_LINKS).map(LinkToken::reveal);
        let tokens = tokens.collect::<Vec<_>>().join(".");
        self.cookie(self.name_of_links(), &tokens, LINKS_LAST)
    }

    /// The links in the value of their cookie, the newest first.
    #[must_use]
    pub fn links(value: &str) -> Vec<LinkToken> {
        value.split('.').take(MOST_LINKS).filter_map(LinkToken::parse).collect()
    }

    /// The name of the cookie that remembers whether staff go on to the next ticket after a resolution (D5.10).
    #[must_use]
    pub fn name_of_onward(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico-onward",
            Self::Loopback => "portico-onward",
        }
    }

    /// Remembers whether they do, or that they do not, which is how it begins.
    #[must_use]
    pub fn set_onward(self, goes_on: bool) -> Option<HeaderValue> {
        let (value, seconds) = if goes_on { (ONWARD, ONWARD_LASTS) } else { ("", 0) };
        self.cookie(self.name_of_onward(), value, seconds)
    }

    fn cookie(self, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self == Self::Secure { "; Secure" } else { "" };
        HeaderValue::try_from(format!(
            "{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        ))
        .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_of_each_kind_of_origin() {
        for (origin, cookie) in [
            (
                Some("https://help.example"),
                "__Host-portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
            ),
            (
                Some("http://127.0.0.1:3000"),
                "portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
            ),
            (None, "portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"),
        ] {
            assert_eq!(SessionCookie::for_origin(origin).set("t", 60).unwrap(), cookie);
        }
    }

    #[test]
    fn a_browser_keeps_its_newest_links() {
        let token = |n: u8| LinkToken::parse(&format!("{n:032x}")).unwrap();
        let before: Vec<LinkToken> = (1..=5).map(token).collect();
        for (newest, kept) in [(0, vec![0, 1, 2, 3, 4]), (3, vec![3, 1, 2, 4, 5])] {
            let cookie = SessionCookie::Secure.set_links(&token(newest), &before).unwrap();
            let cookie = cookie.to_str().unwrap();
            let (value, attributes) = cookie.split_once(';').unwrap();
            let value = value.strip_prefix("__Host-portico-links=").unwrap();
            let kept: Vec<LinkToken> = kept.into_iter().map(token).collect();
            assert_eq!(SessionCookie::links(value), kept);
            assert_eq!(attributes, " Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
        }
        assert_eq!(SessionCookie::links(&format!("x.{:032x}.", 7)), [token(7)]);
    }
}
