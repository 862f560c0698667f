//! An identity provider on this machine: a real server, whose keys are made for the test, and which says whatever
//! the test wants it to say.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::{
    digest::{SHA256, digest},
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use shared::{api::address::pairs, time::Instant};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;

/// What Portico is called there.
pub(super) const CLIENT: &str = "portico";
/// With what it proves that.
pub(super) const SECRET: &str = "zebra+keepers/never sleep";

/// A provider, for as long as the test runs.
#[derive(Clone)]
pub(super) struct TestProvider {
    /// What it calls itself.
    pub(super) issuer: String,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    key: EcdsaKeyPair,
    key_id: String,
    n_asked_for_keys: usize,
    codes: HashMap<String, Grant>,
    /// What it says of itself besides what is right.
    differ: Value,
}

/// What is given for a code.
pub(super) struct Grant {
    /// The head of the token.
    pub(super) header: Value,
    /// What the token says.
    pub(super) claims: Value,
    /// What is said besides.
    pub(super) user: Value,
    /// How the token is signed.
    pub(super) signing: Signing,
    challenge: String,
    redirect: String,
}

/// How a token is signed.
pub(super) enum Signing {
    /// By the provider.
    Own,
    /// By somebody else.
    Foreign,
    /// With what everybody knows, as if it were a secret.
    PublicKey,
    /// Not at all.
    Nothing,
}

/// A sign-in as it arrives at the provider.
pub(super) struct Asked {
    /// All that was asked.
    pub(super) query: HashMap<String, String>,
}

impl Asked {
    /// What came with a browser that was sent to `location`.
    pub(super) fn of(location: &str) -> Self {
        let query = location.split_once('?').unwrap().1;
        Self { query: pairs(query).into_iter().collect() }
    }

    pub(super) fn get(&self, name: &str) -> &str {
        &self.query[name]
    }
}

impl TestProvider {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Mutex::new(Shared {
            key: new_key(),
            key_id: "first".to_owned(),
            n_asked_for_keys: 0,
            codes: HashMap::new(),
            differ: json!({}),
        }));
        let provider = Self { issuer, shared };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/user", get(user))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    /// From now on it says this of itself.
    pub(super) fn says(&self, differ: Value) {
        self.shared.lock().unwrap().differ = differ;
    }

    /// From now on it signs with another key.
    pub(super) fn change_key(&self) {
        let mut shared = self.shared.lock().unwrap();
        shared.key = new_key();
        shared.key_id.push_str("+1");
    }

    /// How often it was asked for its keys.
    pub(super) fn n_asked_for_keys(&self) -> usize {
        self.shared.lock().unwrap().n_asked_for_keys
    }

    /// Lets somebody in; the code for it.
    pub(super) fn grant(&self, asked: &Asked, subject: &str, said: Value, now: Instant) -> String {
        self.grant_but(asked, subject, said, now, |_| ())
    }

    /// The same, but for what `differ` changes.
    pub(super) fn grant_but(
        &self,
        asked: &Asked,
        subject: &str,
        said: Value,
        now: Instant,
        differ: impl FnOnce(&mut Grant),
    ) -> String {
        let mut shared = self.shared.lock().unwrap();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": subject, "nonce": asked.get("nonce"),
            "iat": now.timestamp(), "exp": now.timestamp() + 300,
        });
        claims.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        let mut grant = Grant {
            header: json!({ "alg": "ES256", "kid": shared.key_id }),
            claims,
            user: json!({ "sub": subject }),
            signing: Signing::Own,
            challenge: asked.get("code_challenge").to_owned(),
            redirect: asked.get("redirect_uri").to_owned(),
        };
        differ(&mut grant);
        let code = format!("code-{}", shared.codes.len());
        shared.codes.insert(code.clone(), grant);
        code
    }
}

fn new_key() -> EcdsaKeyPair {
    let (how, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
    let key = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(how, key.as_ref(), &random).unwrap()
}

impl Shared {
    fn sign(&self, grant: &Grant) -> String {
        let text = |it: &Value| URL_SAFE_NO_PAD.encode(it.to_string());
        let message = format!("{}.{}", text(&grant.header), text(&grant.claims));
        let by = |key: &EcdsaKeyPair| {
            key.sign(&SystemRandom::new(), message.as_bytes()).unwrap().as_ref().to_vec()
        };
        let signature = match grant.signing {
            Signing::Own => by(&self.key),
            Signing::Foreign => by(&new_key()),
            Signing::PublicKey => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, self.key.public_key().as_ref());
                hmac::sign(&key, message.as_bytes()).as_ref().to_vec()
            }
            Signing::Nothing => Vec::new(),
        };
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

async fn document(State(provider): State<TestProvider>) -> Json<Value> {
    let issuer = &provider.issuer;
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize?tenant=all"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/user"),
        "jwks_uri": format!("{issuer}/keys"),
    });
    let differ = provider.shared.lock().unwrap().differ.clone();
    document.as_object_mut().unwrap().extend(differ.as_object().unwrap().clone());
    Json(document)
}

async fn keys(State(provider): State<TestProvider>) -> Json<Value> {
    let mut shared = provider.shared.lock().unwrap();
    shared.n_asked_for_keys += 1;
    let point = shared.key.public_key().as_ref();
    let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
    let (x, y) = (part(1), part(33));
    let key = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "kid": shared.key_id, "x": x, "y": y,
    });
    Json(json!({ "keys": [key] }))
}

/// Takes a code once, from whoever has the secret and the proof for it.
async fn token(State(provider): State<TestProvider>, headers: HeaderMap, body: String) -> Response {
    let refusal = |error: &str| {
        (StatusCode::BAD_REQUEST, Json(json!({ "error": error, "error_description": "canary" })))
            .into_response()
    };
    // Both are encoded as forms are before they are put together (RFC 6749, 2.3.1).
    let secret = format!("Basic {}", STANDARD.encode("portico:zebra%2Bkeepers%2Fnever%20sleep"));
    if headers.get(header::AUTHORIZATION).is_none_or(|it| *it != *secret) {
        return refusal("invalid_client");
    }
    let sent: HashMap<String, String> = pairs(&body).into_iter().collect();
    let mut shared = provider.shared.lock().unwrap();
    let Some(grant) = shared.codes.remove(&sent["code"]) else { return refusal("invalid_grant") };
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, sent["code_verifier"].as_bytes()));
    if challenge != grant.challenge || sent["redirect_uri"] != grant.redirect {
        return refusal("invalid_grant");
    }
    let token = shared.sign(&grant);
    let access = URL_SAFE_NO_PAD.encode(grant.user.to_string());
    Json(json!({ "id_token": token, "access_token": access, "token_type": "Bearer" }))
        .into_response()
}

/// What is said besides is in the token that was given for it.
async fn user(headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let token = bearer.and_then(|it| it.strip_prefix("Bearer ")).unwrap_or_default();
    let user = URL_SAFE_NO_PAD.decode(token).unwrap();
    ([(header::CONTENT_TYPE, "application/json")], user).into_response()
}
