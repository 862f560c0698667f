//! OpenID Connect, as far as it takes to learn from one provider who somebody is: the authorization code flow
//! with PKCE, state and nonce. What a provider says of itself and its keys are kept for a while.
//!
//! Knows nothing of who is here, or of cookies; what it logs and tells has nothing of a token in it.

pub mod attempt;
pub mod error;
pub mod keys;
pub mod metadata;
pub mod probe;
pub mod profile;
pub mod token;

use crate::outward::{Outward, reach::Reach};
use attempt::Attempt;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use error::OidcError;
use http::{Request, header};
use keys::Keys;
use metadata::Metadata;
use profile::Profile;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::{
    api::address::{encode, with_query},
    settings::provider::Provider,
    text::{Issuer, Scope},
    time::Instant,
};
use std::{fmt, sync::Arc};
use token::{Expected, TokenError};
use tokio::sync::Mutex;

const DOCUMENT: &str = "the discovery document";
const KEYS: &str = "the list of keys";
const TOKEN: &str = "the token";
const USER: &str = "the user information";

/// How long it is believed what a provider says of itself.
const BELIEVED: TimeDelta = TimeDelta::hours(1);
/// How often keys are asked for because of one that is not known: anybody can make one up.
const KEYS_AGAIN: TimeDelta = TimeDelta::minutes(1);
/// How long a provider that failed is left alone.
const LEFT_ALONE: TimeDelta = TimeDelta::seconds(5);

/// With what we prove to a provider who we are. It does not show itself to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// The secret in `text`; nothing in it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret")
    }
}

/// What is said about the provider when a Portico is started: the settings are taken out as text.
#[derive(Debug, Clone, Default)]
pub struct OidcBoot {
    /// Without it we are a public client, for which PKCE alone has to do.
    pub secret: Option<ClientSecret>,
    /// How far calls to a provider reach.
    pub reach: Reach,
}

/// Whoever talks to the provider.
#[derive(Debug)]
pub struct Oidc {
    secret: Option<ClientSecret>,
    outward: Outward,
    memory: Mutex<Memory>,
}

/// What is known of a provider.
#[derive(Debug, Default)]
struct Memory {
    known: Option<Known>,
    failed: Option<(Issuer, Instant)>,
}

#[derive(Debug, Clone)]
struct Known {
    issuer: Issuer,
    metadata: Arc<Metadata>,
    keys: Arc<Keys>,
    asked: Instant,
    asked_for_keys: Instant,
}

/// The answer to a code.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

/// The answer to one that is not taken.
#[derive(Deserialize)]
struct TokenRefusal {
    error: String,
}

impl Oidc {
    /// Somebody who knows no provider yet.
    #[must_use]
    pub fn new(boot: OidcBoot) -> Self {
        let OidcBoot { secret, reach } = boot;
        Self { secret, outward: Outward::reaching(reach), memory: Mutex::default() }
    }

    /// Whether there is a secret.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.secret.is_some()
    }

    /// Where somebody who wants to sign in is sent, to be sent back to `redirect`.
    ///
    /// # Errors
    /// What is wrong with the provider.
    pub async fn depart(
        &self,
        provider: &Provider,
        redirect: &str,
        attempt: &Attempt,
        now: Instant,
    ) -> Result<String, OidcError> {
        let known = self.known(&provider.issuer, now).await?;
        let scopes = ["openid", "profile", "email"].into_iter();
        let scopes = scopes.chain(provider.scopes.iter().map(|it: &Scope| &**it));
        Ok(with_query(
            &known.metadata.authorization_endpoint,
            &[
                ("response_type", "code"),
                ("client_id", &provider.client),
                ("redirect_uri", redirect),
                ("scope", &scopes.collect::<Vec<_>>().join(" ")),
                ("state", &attempt.state()),
                ("nonce", &attempt.nonce()),
                ("code_challenge", &attempt.challenge()),
                ("code_challenge_method", "S256"),
            ],
        ))
    }

    /// Whether somebody who comes back with this name of a provider comes from ours (RFC 9207).
    ///
    /// # Errors
    /// What is wrong with the provider.
    pub async fn is_by(
        &self,
        provider: &Provider,
        named: Option<&str>,
        now: Instant,
    ) -> Result<bool, OidcError> {
        let known = self.known(&provider.issuer, now).await?;
        Ok(match named {
            Some(it) => *it == *provider.issuer,
            None => !known.metadata.authorization_response_iss_parameter_supported,
        })
    }

    /// Who came back with `code`.
    ///
    /// # Errors
    /// The provider does not say, or what it says is not to be believed.
    pub async fn arrive(
        &self,
        provider: &Provider,
        redirect: &str,
        attempt: &Attempt,
        code: &str,
        now: Instant,
    ) -> Result<Profile, OidcError> {
        let Known { metadata, keys, .. } = self.known(&provider.issuer, now).await?;
        let Tokens { id_token, access_token } =
            self.exchange(provider, &metadata, redirect, attempt, code).await?;
        let nonce = attempt.nonce();
        let expected =
            Expected { issuer: &provider.issuer, client: &provider.client, nonce: &nonce, now };
        let claims = match token::read(&id_token, &keys, &expected) {
            Err(TokenError::UnknownKey) => {
                let keys = self.newer_keys(&provider.issuer, now).await?;
                token::read(&id_token, &keys, &expected)?
            }
            read => read?,
        };
        let more = match metadata.userinfo_endpoint.as_ref().zip(access_token) {
            Some((address, token)) => self.user_info(address, &token, &claims.subject).await?,
            None => Map::new(),
        };
        let groups = provider.groups.as_ref().map(|it| &it.claim);
        Ok(Profile::of(&provider.issuer, claims, more, groups))
    }

    /// What a provider says of itself now, and how many keys it has, whatever is known of it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn look(&self, issuer: &Issuer) -> Result<(Metadata, usize), OidcError> {
        let metadata = self.metadata(issuer).await?;
        let keys = self.keys(&metadata).await?;
        Ok((metadata, keys.n_keys()))
    }

    /// What is known of the provider, asked for anew where that is too old. One asks, and the others wait.
    async fn known(&self, issuer: &Issuer, now: Instant) -> Result<Known, OidcError> {
        let mut memory = self.memory.lock().await;
        if let Some(known) = memory.known.as_ref().filter(|it| it.is_fresh(issuer, now)) {
            return Ok(known.clone());
        }
        let just_failed =
            |(failed, at): &(Issuer, Instant)| failed == issuer && now < *at + LEFT_ALONE;
        if memory.failed.as_ref().is_some_and(just_failed) {
            return Err(OidcError::JustFailed);
        }
        let read = self.read(issuer, now).await;
        memory.failed = read.is_err().then(|| (issuer.clone(), now));
        let known = read?;
        memory.known = Some(known.clone());
        Ok(known)
    }

    async fn read(&self, issuer: &Issuer, now: Instant) -> Result<Known, OidcError> {
        let metadata = Arc::new(self.metadata(issuer).await?);
        let keys = Arc::new(self.keys(&metadata).await?);
        Ok(Known { issuer: issuer.clone(), metadata, keys, asked: now, asked_for_keys: now })
    }

    /// The keys of the provider, asked for once more unless that was done a moment ago.
    async fn newer_keys(&self, issuer: &Issuer, now: Instant) -> Result<Arc<Keys>, OidcError> {
        let known = self.known(issuer, now).await?;
        let mut memory = self.memory.lock().await;
        let Some(known) = memory.known.as_mut().filter(|it| it.issuer == known.issuer) else {
            return Ok(known.keys);
        };
        if now >= known.asked_for_keys + KEYS_AGAIN {
            known.asked_for_keys = now;
            known.keys = Arc::new(self.keys(&known.metadata).await?);
        }
        Ok(known.keys.clone())
    }

    async fn metadata(&self, issuer: &Issuer) -> Result<Metadata, OidcError> {
        let document = self.get(DOCUMENT, &Metadata::address(issuer), None).await?;
        Metadata::read(&document, issuer)
    }

    async fn keys(&self, metadata: &Metadata) -> Result<Keys, OidcError> {
        let file = self.get(KEYS, &metadata.jwks_uri, None).await?;
        Keys::read(&file).map_err(|error| OidcError::Unreadable(KEYS, error))
    }

    async fn exchange(
        &self,
        provider: &Provider,
        metadata: &Metadata,
        redirect: &str,
        attempt: &Attempt,
        code: &str,
    ) -> Result<Tokens, OidcError> {
        let mut request = Request::post(&metadata.token_endpoint)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let verifier = attempt.verifier();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", &verifier),
        ];
        match &self.secret {
            Some(ClientSecret(secret)) if metadata.takes_secret_in_header() => {
                let both = format!("{}:{}", encode(&provider.client), encode(secret));
                let both = format!("Basic {}", STANDARD.encode(both));
                request = request.header(header::AUTHORIZATION, both);
            }
            Some(ClientSecret(secret)) => {
                fields.extend([("client_id", &*provider.client), ("client_secret", secret)]);
            }
            None => fields.push(("client_id", &provider.client)),
        }
        let fields = fields.iter().map(|(name, value)| format!("{name}={}", encode(value)));
        let body = fields.collect::<Vec<_>>().join("&").into_bytes();
        let (status, body) = self.send(TOKEN, request.body(body)).await?;
        if status != 200 {
            // Our own words where it says none; an error's name is short and of plain letters.
            let refusal: Option<TokenRefusal> = serde_json::from_slice(&body).ok();
            let plain = |it: &String| {
                it.len() <= 40 && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
            };
            let why = refusal.map(|it| it.error).filter(plain);
            return Err(OidcError::Refused(why.unwrap_or_else(|| format!("status {status}"))));
        }
        serde_json::from_slice(&body).map_err(|error| OidcError::Unreadable(TOKEN, hidden(&error)))
    }

    /// What else the provider says of `subject`, and of nobody else.
    async fn user_info(
        &self,
        address: &str,
        token: &str,
        subject: &str,
    ) -> Result<Map<String, Value>, OidcError> {
        let body = self.get(USER, address, Some(token)).await?;
        let mut said: Map<String, Value> = serde_json::from_slice(&body)
            .map_err(|error| OidcError::Unreadable(USER, hidden(&error)))?;
        match said.remove("sub") {
            Some(Value::String(it)) if it == subject => Ok(said),
            _ => Err(OidcError::OtherSubject),
        }
    }

    async fn get(
        &self,
        what: &'static str,
        address: &str,
        token: Option<&str>,
    ) -> Result<Vec<u8>, OidcError> {
        let mut request = Request::get(address).header(header::ACCEPT, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        match self.send(what, request.body(Vec::new())).await? {
            (200, body) => Ok(body),
            (status, _) => Err(OidcError::Status(what, status)),
        }
    }

    async fn send(
        &self,
        what: &'static str,
        request: http::Result<Request<Vec<u8>>>,
    ) -> Result<(u16, Vec<u8>), OidcError> {
        let unreached = |why| OidcError::Unreached(what, why);
        let request = request.map_err(|_| unreached(crate::outward::OutwardError::Address))?;
        let (parts, body) = self.outward.send(request).await.map_err(unreached)?.into_parts();
        Ok((parts.status.as_u16(), body))
    }
}

impl Known {
    fn is_fresh(&self, issuer: &Issuer, now: Instant) -> bool {
        self.issuer == *issuer && now < self.asked + BELIEVED
    }
}

/// An error that quotes nothing of what was read: it may have been a token.
fn hidden(error: &serde_json::Error) -> serde_json::Error {
    let place = format!("line {}, column {}", error.line(), error.column());
    serde::de::Error::custom(place)
}
