//! A sign-in that has begun, as the browser keeps it in a cookie until the provider sends it back. The server
//! keeps nothing: state, nonce and the proof for the code (PKCE) are made of what the cookie says, so that what
//! comes back belongs to this very browser, and to this very sign-in.

use crate::ids::secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use ring::digest::{SHA256, digest};
use shared::{api::address::is_local, time::Instant};
use std::fmt;

/// How long somebody may be at the provider.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// The longest address to go on to; with a longer one people land where they start.
const LONGEST: usize = 1024;

/// One sign-in that has begun. It does not show itself to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// All of it as the cookie has it: secret, time, and where to go on.
    text: String,
    next: String,
}

impl Attempt {
    /// Begins one, which then goes on at `next`.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn begin(next: &str, now: Instant) -> Result<Self, getrandom::Error> {
        let next = if is_local(next) && next.len() <= LONGEST { next } else { "" };
        let (secret, at) = (secret()?, now.timestamp());
        let text = format!("{secret}.{at}.{}", URL_SAFE_NO_PAD.encode(next));
        Ok(Self { text, next: next.to_owned() })
    }

    /// The one that a cookie has kept, unless it took too long. Of a cookie that was made up nothing follows:
    /// the state that is made of it is known to nobody.
    #[must_use]
    pub fn parse(cookie: &str, now: Instant) -> Option<Self> {
        let mut parts = cookie.split('.');
        let (secret, at, next) = (parts.next()?, parts.next()?, parts.next()?);
        let began = Instant::from_timestamp(at.parse().ok()?, 0)?;
        let next = String::from_utf8(URL_SAFE_NO_PAD.decode(next).ok()?).ok()?;
        let is_sound = parts.next().is_none()
            && secret.len() == 64
            && began <= now
            && now < began + LASTS
            && (next.is_empty() || is_local(&next));
        is_sound.then(|| Self { text: cookie.to_owned(), next })
    }

    /// What the browser keeps.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// Where it goes on: a page of ours, or nothing.
    #[must_use]
    pub fn next(&self) -> &str {
        &self.next
    }

    /// What the provider sends back with the browser.
    #[must_use]
    pub fn state(&self) -> String {
        self.derived("portico 2026-11-22 openid connect state")
    }

    /// What the provider writes into the token.
    #[must_use]
    pub fn nonce(&self) -> String {
        self.derived("portico 2026-11-22 openid connect nonce")
    }

    /// What shows the provider that whoever has the code has also asked for it.
    #[must_use]
    pub fn verifier(&self) -> String {
        self.derived("portico 2026-11-22 openid connect verifier")
    }

    /// What the provider knows of [`Self::verifier`] before (S256).
    #[must_use]
    pub fn challenge(&self) -> String {
        challenge_of(&self.verifier())
    }

    fn derived(&self, purpose: &str) -> String {
        URL_SAFE_NO_PAD.encode(blake3::derive_key(purpose, self.text.as_bytes()))
    }
}

fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attempt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn an_attempt_comes_back_as_it_began_and_not_too_late() {
        let attempt = Attempt::begin("/requests?q=é&x=1", now()).unwrap();
        let cookie = attempt.reveal();
        assert!(cookie.bytes().all(|it| it.is_ascii_alphanumeric() || b".-_".contains(&it)));
        let back = Attempt::parse(cookie, now() + LASTS - TimeDelta::seconds(1)).unwrap();
        assert_eq!((back.next(), back.state()), (attempt.next(), attempt.state()));
        assert_eq!(Attempt::parse(cookie, now() + LASTS), None);
        assert_eq!(Attempt::parse(cookie, now() - LASTS), None);
        let all = [attempt.state(), attempt.nonce(), attempt.verifier(), attempt.challenge()];
        assert!(all.iter().all(|it| it.len() == 43));
        assert!((1..4).all(|n| all[n..].iter().all(|it| *it != all[n - 1])));
        let other = Attempt::begin("/requests?q=é&x=1", now()).unwrap();
        assert_ne!(other.state(), attempt.state());
    }

    #[test]
    fn attack_54_an_attempt_goes_on_here_or_nowhere() {
        for evil in ["//evil", "https:evil", "\\evil", "/\\evil", "javascript:x", "/a\n/b"] {
            assert_eq!(Attempt::begin(evil, now()).unwrap().next(), "", "{evil}");
            let forged = format!(
                "{}.{}.{}",
                "0".repeat(64),
                now().timestamp(),
                URL_SAFE_NO_PAD.encode(evil)
            );
            assert_eq!(Attempt::parse(&forged, now()), None, "{evil}");
        }
        let long = format!("/{}", "x".repeat(LONGEST));
        assert_eq!(Attempt::begin(&long, now()).unwrap().next(), "");
        for bad in ["", "..", "a.b.c", "1.2.3.4"] {
            assert_eq!(Attempt::parse(bad, now()), None, "{bad}");
        }
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge_of(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
