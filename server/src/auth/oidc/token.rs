//! What a provider says of somebody, and whether it says so: to us, just now, about this sign-in (attack 42).

use super::keys::{Algorithm, Keys, Verdict};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Number, Value};
use shared::time::Instant;
use std::fmt;

/// How far the clock of a provider may be from ours.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// The longest token.
const LONGEST: usize = 64 * 1024;
/// The longest name of somebody at a provider; no longer ones are allowed.
const LONGEST_SUBJECT: usize = 255;

/// What is wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenError {
    /// It is none.
    Form,
    /// It is signed in no way that proves anything.
    Algorithm,
    /// The key that it names is not known.
    UnknownKey,
    /// It is not signed by the provider.
    Signature,
    /// It is by another provider.
    Issuer,
    /// It is for somebody else.
    Audience,
    /// It is over.
    Expired,
    /// It was made in times to come.
    Early,
    /// It is about another sign-in.
    Nonce,
    /// It names nobody.
    Subject,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "it is no token",
            Self::Algorithm => "it is not signed in a way that proves anything",
            Self::UnknownKey => "it names a key that the provider does not publish",
            Self::Signature => "it is not signed by the provider",
            Self::Issuer => "it is by another provider",
            Self::Audience => "it is for another client",
            Self::Expired => "it has expired",
            Self::Early => "it was made in the future: compare the clocks",
            Self::Nonce => "it is about another sign-in",
            Self::Subject => "it names nobody",
        })
    }
}

/// What has to stand in a token.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// By whom it is.
    pub issuer: &'a str,
    /// For whom it is.
    pub client: &'a str,
    /// About which sign-in.
    pub nonce: &'a str,
    /// What time it is.
    pub now: Instant,
}

/// What a token says that is to be believed.
#[derive(Debug, Clone, PartialEq)]
pub struct Claims {
    /// Who it is about: a name that is given once.
    pub subject: String,
    /// Everything else.
    pub rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What has to be understood, and is not.
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Written {
    iss: String,
    sub: String,
    aud: Audience,
    exp: Number,
    iat: Number,
    nbf: Option<Number>,
    nonce: Option<String>,
    azp: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Reads a token whose every part is as expected.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Claims, TokenError> {
    if token.len() > LONGEST {
        return Err(TokenError::Form);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Form)?;
    let (header, claims) = message.split_once('.').ok_or(TokenError::Form)?;
    let header: Header = part(header)?;
    let algorithm = Algorithm::from_name(&header.alg).ok_or(TokenError::Algorithm)?;
    if header.crit.is_some() {
        return Err(TokenError::Form);
    }
    let signature = decoded(signature)?;
    match keys.judge(header.kid.as_deref(), algorithm, message.as_bytes(), &signature) {
        Verdict::Signed => {}
        Verdict::Forged => return Err(TokenError::Signature),
        Verdict::UnknownKey => return Err(TokenError::UnknownKey),
    }
    // Nothing of it is looked at before it is known whose it is.
    believed(&decoded(claims)?, expected)
}

/// What stands in a token of which it is known whose it is.
pub(super) fn believed(claims: &[u8], expected: &Expected<'_>) -> Result<Claims, TokenError> {
    let written: Written = serde_json::from_slice(claims).map_err(|_| TokenError::Form)?;
    written.checked(expected)
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, TokenError> {
    serde_json::from_slice(&decoded(text)?).map_err(|_| TokenError::Form)
}

fn decoded(text: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| TokenError::Form)
}

impl Written {
    fn checked(self, expected: &Expected<'_>) -> Result<Claims, TokenError> {
        let Expected { issuer, client, nonce, now } = *expected;
        if self.iss != issuer {
            return Err(TokenError::Issuer);
        }
        let is_ours = match &self.aud {
            Audience::One(it) => it == client,
            // Others that it is for might have asked for it, unless it says that we did.
            Audience::Many(all) => {
                let is_alone = all.len() == 1 || self.azp.is_some();
                is_alone && all.iter().any(|it| it == client)
            }
        };
        if !is_ours || self.azp.as_deref().is_some_and(|it| it != client) {
            return Err(TokenError::Audience);
        }
        if at(&self.exp)? <= now - LEEWAY {
            return Err(TokenError::Expired);
        }
        let starts = [Some(&self.iat), self.nbf.as_ref()];
        for start in starts.into_iter().flatten() {
            if at(start)? > now + LEEWAY {
                return Err(TokenError::Early);
            }
        }
        if self.nonce.as_deref() != Some(nonce) {
            return Err(TokenError::Nonce);
        }
        let is_sound = |it: char| !it.is_control();
        if self.sub.is_empty()
            || self.sub.len() > LONGEST_SUBJECT
            || !self.sub.chars().all(is_sound)
        {
            return Err(TokenError::Subject);
        }
        Ok(Claims { subject: self.sub, rest: self.rest })
    }
}

/// A time in seconds since 1970; parts of a second are let go.
fn at(seconds: &Number) -> Result<Instant, TokenError> {
    let whole = seconds.as_i64().or_else(|| {
        let it = seconds.as_f64().filter(|it| it.abs() < 1e12)?;
        // Bounded, so that nothing but the fraction is lost.
        format!("{it:.0}").parse().ok()
    });
    whole.and_then(|it| Instant::from_timestamp(it, 0)).ok_or(TokenError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> Instant {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    const EXPECTED: (&str, &str, &str) = ("https://login.example", "portico", "n");

    fn check(claims: Value) -> Result<Claims, TokenError> {
        let (issuer, client, nonce) = EXPECTED;
        let expected = Expected { issuer, client, nonce, now: now() };
        believed(claims.to_string().as_bytes(), &expected)
    }

    /// Sound claims, but for what `differ` changes.
    fn claims(differ: Value) -> Value {
        let now = now().timestamp();
        let mut claims = json!({
            "iss": EXPECTED.0, "aud": EXPECTED.1, "nonce": EXPECTED.2, "sub": "7",
            "iat": now, "exp": now + 300, "email": "ida@portico.example",
        });
        let own = claims.as_object_mut().unwrap();
        for (name, value) in differ.as_object().unwrap() {
            match value {
                Value::Null => drop(own.remove(name)),
                value => drop(own.insert(name.clone(), value.clone())),
            }
        }
        claims
    }

    #[test]
    fn sound_claims_are_believed() {
        let now = now().timestamp();
        for sound in [
            json!({}),
            json!({ "aud": ["portico"] }),
            json!({ "aud": ["portico", "other"], "azp": "portico" }),
            json!({ "exp": now - 59 }),
            json!({ "iat": now + 59 }),
            json!({ "iat": f64::from(1_700_000_000) + 0.25 }),
        ] {
            let read = check(claims(sound.clone())).unwrap_or_else(|it| panic!("{sound}: {it}"));
            assert_eq!((&*read.subject, &read.rest["email"]), ("7", &json!("ida@portico.example")));
        }
    }

    #[test]
    fn attack_42_what_is_not_as_expected_is_not_believed() {
        let now = now().timestamp();
        for (wrong, why) in [
            (json!({ "iss": "https://login.example/" }), TokenError::Issuer),
            (json!({ "iss": null }), TokenError::Form),
            (json!({ "aud": "other" }), TokenError::Audience),
            (json!({ "aud": [] }), TokenError::Audience),
            (json!({ "aud": ["portico", "other"] }), TokenError::Audience),
            (json!({ "azp": "other" }), TokenError::Audience),
            (json!({ "exp": now - 60 }), TokenError::Expired),
            (json!({ "exp": null }), TokenError::Form),
            (json!({ "exp": "2099-01-01" }), TokenError::Form),
            (json!({ "exp": 1e300 }), TokenError::Form),
            (json!({ "iat": now + 61 }), TokenError::Early),
            (json!({ "nbf": now + 61 }), TokenError::Early),
            (json!({ "iat": null }), TokenError::Form),
            (json!({ "nonce": "m" }), TokenError::Nonce),
            (json!({ "nonce": null }), TokenError::Nonce),
            (json!({ "sub": "" }), TokenError::Subject),
            (json!({ "sub": 7 }), TokenError::Form),
            (json!({ "sub": "x".repeat(256) }), TokenError::Subject),
        ] {
            assert_eq!(check(claims(wrong.clone())), Err(why), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_token_is_none() {
        let (issuer, client, nonce) = EXPECTED;
        let expected = Expected { issuer, client, nonce, now: now() };
        let text = |it: &str| URL_SAFE_NO_PAD.encode(it);
        let long = "x".repeat(LONGEST + 1);
        for (token, why) in [
            ("", TokenError::Form),
            ("a.b", TokenError::Form),
            ("a.b.c.d", TokenError::Form),
            (&long, TokenError::Form),
            (&format!("{}.{}.", text(r#"{"alg":"none"}"#), text("{}")), TokenError::Algorithm),
            (&format!("{}.{}.AA", text(r#"{"alg":"HS256"}"#), text("{}")), TokenError::Algorithm),
            (
                &format!("{}.{}.AA", text(r#"{"alg":"RS256","crit":["x"]}"#), text("{}")),
                TokenError::Form,
            ),
            (&format!("{}.{}.AA", text(r#"{"alg":"RS256"}"#), text("{}")), TokenError::UnknownKey),
        ] {
            assert_eq!(read(token, &Keys::default(), &expected), Err(why), "{token:.40}");
        }
    }
}
