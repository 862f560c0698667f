//! Passkeys: made and used on a device that is part of the test, and nothing believed that is not the answer to
//! the question that was asked (attack 45).

use crate::app::{Answer, Client, TestApp, key};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};
use shared::{
    actor::Role,
    api::{
        account::{
            GetAccount,
            factor::SetFactor,
            passkeys::{
                AddPasskey, AskForPasskey, AskToMakePasskey, RemovePasskey, SignInWithPasskey,
            },
        },
        people::{ResetFactors, SuspendPerson},
        queue::ListQueue,
        session::GetSession,
        settings::ChangeOrganisation,
    },
    id::PersonId,
    problem::Code,
};

const BROWSER: &str = "Firefox/128.0 Linux";
const ORIGIN: &str = "http://localhost:3000";
/// Somebody is there, and showed the device who they are.
const VERIFIED: u8 = 0x05;

/// A Portico that is reached by a name.
async fn named() -> TestApp {
    TestApp::with(|site| site.url = ORIGIN.into()).await
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// Somebody's telephone, with one key; what it says can be changed.
struct Device {
    pair: Pair,
    credential: Vec<u8>,
    handle: Vec<u8>,
    counter: u32,
    origin: String,
    site: String,
    flags: u8,
}

impl Device {
    fn new(pair: Pair) -> Self {
        Self {
            pair,
            credential: server::ids::secret().unwrap().into_bytes(),
            handle: Vec::new(),
            counter: 0,
            origin: ORIGIN.to_owned(),
            site: "localhost".to_owned(),
            flags: VERIFIED,
        }
    }

    fn es256() -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let bytes = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self::new(Pair::Es256(EcdsaKeyPair::from_pkcs8(kind, bytes.as_ref(), &random).unwrap()))
    }

    fn ed_dsa() -> Self {
        let bytes = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::new(Pair::EdDsa(Ed25519KeyPair::from_pkcs8(bytes.as_ref()).unwrap()))
    }

    /// The public part as devices write it.
    fn cose(&self) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                let head = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
                [&head[..], &point[1..33], &[0x22, 0x58, 0x20], &point[33..]].concat()
            }
            Pair::EdDsa(pair) => {
                let head = [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
                [&head[..], pair.public_key().as_ref()].concat()
            }
        }
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => pair.sign(&SystemRandom::new(), bytes).unwrap().as_ref().to_vec(),
            Pair::EdDsa(pair) => pair.sign(bytes).as_ref().to_vec(),
        }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let site = digest(&SHA256, self.site.as_bytes());
        [site.as_ref(), &[self.flags | more], &self.counter.to_be_bytes()].concat()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    /// Answers the question to make a key.
    fn make(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        self.handle = URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let data =
            [self.data(0x40), vec![0; 16], length.to_vec(), self.credential.clone(), self.cose()];
        let data = data.concat();
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        let envelope = [&b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x59"[..], &length, &data];
        json!({
            "id": encode(&self.credential),
            "rawId": encode(&self.credential),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encode(&self.client_data("webauthn.create", &options)),
                "attestationObject": encode(&envelope.concat()),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// Answers the question to use it.
    fn answer(&mut self, options: &str) -> String {
        self.answer_as("webauthn.get", options)
    }

    fn answer_as(&mut self, kind: &str, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["userVerification"], "required");
        let (data, client_data) = (self.data(0), self.client_data(kind, &options));
        let signed = [&data[..], digest(&SHA256, &client_data).as_ref()].concat();
        json!({
            "id": encode(&self.credential),
            "type": "public-key",
            "response": {
                "clientDataJSON": encode(&client_data),
                "authenticatorData": encode(&data),
                "signature": encode(&self.sign(&signed)),
                "userHandle": encode(&self.handle),
            },
        })
        .to_string()
    }
}

async fn question(portico: &TestApp) -> String {
    portico.client("nobody").call(&AskForPasskey {}).await.unwrap().options
}

async fn try_answer(portico: &TestApp, answer: String) -> Answer {
    let form = SignInWithPasskey { key: key(), answer, next: String::new() };
    portico.client("nobody").post(&form).await
}

/// Signs in with the device, which counts on.
async fn enter(portico: &TestApp, device: &mut Device) -> Client {
    device.counter += 1;
    let answer = device.answer(&question(portico).await);
    let answer = try_answer(portico, answer).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    portico.with_cookie(&answer.cookie())
}

async fn add(client: &Client, device: &mut Device) {
    let options = client.call(&AskToMakePasskey {}).await.unwrap().options;
    let answer = device.make(&options);
    let add = AddPasskey { key: key(), name: "Blue telephone".into(), answer };
    client.call(&add).await.unwrap();
}

/// Somebody who has added a passkey.
async fn with_passkey(portico: &TestApp, device: &mut Device) -> (PersonId, Client) {
    let person = portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    add(&pia, device).await;
    (person, pia)
}

#[tokio::test]
async fn a_passkey_signs_in_with_one_press() {
    for mut device in [Device::es256(), Device::ed_dsa()] {
        let portico = named().await;
        let (_, pia) = with_passkey(&portico, &mut device).await;
        assert!(pia.call(&GetSession {}).await.unwrap().passkeys);
        let listed = pia.call(&GetAccount {}).await.unwrap().passkeys;
        assert_eq!((listed.len(), &*listed[0].name, listed[0].used), (1, "Blue telephone", None));
        let entered = enter(&portico, &mut device).await;
        assert!(entered.is_signed_in().await);
        enter(&portico, &mut device).await;
        let listed = pia.call(&GetAccount {}).await.unwrap().passkeys;
        assert_eq!(listed[0].used, Some(portico.app.now()));
    }
}

#[tokio::test]
async fn a_passkey_is_more_than_a_password() {
    let portico = named().await;
    portico.add("pia", &[Role::Agent]).await;
    let pia = portico.enter("pia", BROWSER).await;
    let mut device = Device::es256();
    add(&pia, &mut device).await;
    let change = ChangeOrganisation {
        key: key(),
        version: "0".into(),
        reason: "Passwords get stolen".into(),
        contact: "Extension 7".into(),
        guests: "on".into(),
        second_step: "on".into(),
        ..ChangeOrganisation::default()
    };
    portico.client("max").call(&change).await.unwrap();
    enter(&portico, &mut device).await.call(&ListQueue::default()).await.unwrap();
    let with_password = portico.enter("pia", BROWSER).await;
    let refused = with_password.call(&ListQueue::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::SecondFactorNeeded);
    // Nor may whoever has stolen the password add something of their own to it.
    let asked = with_password.call(&AskToMakePasskey {}).await.unwrap_err();
    assert_eq!(asked.code, Code::Conflict);
    let set = SetFactor { key: key(), code: "123456".into() };
    assert_eq!(with_password.call(&set).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn attack_45_only_the_answer_to_the_question_is_believed() {
    let portico = named().await;
    let mut device = Device::es256();
    let (person, _) = with_passkey(&portico, &mut device).await;
    let before = enter(&portico, &mut device).await;
    assert!(before.is_signed_in().await);

    let mut refused: Vec<(&str, Answer)> = Vec::new();
    let mut tries = async |what: &'static str, device: &mut Device| {
        let answer = device.answer(&question(&portico).await);
        refused.push((what, try_answer(&portico, answer).await));
    };
    tries("counted no further", &mut device).await;
    device.counter = 0;
    tries("counted back", &mut device).await;
    device.counter = 10;
    device.flags = 0x01;
    tries("nobody was verified", &mut device).await;
    device.flags = 0x04;
    tries("nobody was there", &mut device).await;
    device.flags = VERIFIED;
    device.origin = "https://localhost:3000".into();
    tries("another scheme", &mut device).await;
    device.origin = "http://localhost:3000.evil.example".into();
    tries("another site", &mut device).await;
    device.origin = ORIGIN.into();
    device.site = "evil.example".into();
    tries("for another site", &mut device).await;
    device.site = "localhost".into();
    let handle = std::mem::replace(&mut device.handle, vec![0; 8]);
    tries("of somebody else", &mut device).await;
    device.handle = handle;
    let mut other = Device::es256();
    other.handle.clone_from(&device.handle);
    tries("an unknown key", &mut other).await;
    other.credential.clone_from(&device.credential);
    other.counter = 10;
    tries("signed by another key", &mut other).await;

    let asked = question(&portico).await;
    let made = device.answer_as("webauthn.create", &asked);
    refused.push(("another kind", try_answer(&portico, made).await));
    let late = question(&portico).await;
    portico.app.clock.advance(TimeDelta::minutes(5));
    let late = device.answer(&late);
    refused.push(("too late", try_answer(&portico, late).await));
    let once = device.answer(&question(&portico).await);
    assert_eq!(try_answer(&portico, once.clone()).await.status, StatusCode::CREATED);
    refused.push(("replayed", try_answer(&portico, once).await));
    let own = json!({ "challenge": encode(&[7; 32]), "userVerification": "required" }).to_string();
    device.counter = 20;
    let own = device.answer(&own);
    refused.push(("a question of its own", try_answer(&portico, own).await));
    for nonsense in ["{}", "[[[[", "null", "{\"id\":\"\",\"response\":{}}"] {
        refused.push(("nonsense", try_answer(&portico, nonsense.to_owned()).await));
    }
    portico.client("max").call(&SuspendPerson { key: key(), person }).await.unwrap();
    let answer = device.answer(&question(&portico).await);
    refused.push(("kept out", try_answer(&portico, answer).await));

    for (what, answer) in &refused {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}: {}", answer.text());
        assert_eq!(answer, &refused[0].1, "{what}: nothing tells why");
    }
}

#[tokio::test]
async fn attack_45_passkeys_come_and_go_only_for_who_shows_who_they_are() {
    let portico = named().await;
    let mut device = Device::es256();
    let (person, pia) = with_passkey(&portico, &mut device).await;
    let id = pia.call(&GetAccount {}).await.unwrap().passkeys[0].id.clone();
    let remove = RemovePasskey { key: key(), passkey: id };

    // What one sign-in asked is not answered in another.
    let options = pia.call(&AskToMakePasskey {}).await.unwrap().options;
    let answer = Device::es256().make(&options);
    let stolen = AddPasskey { key: key(), name: "Mine".into(), answer };
    portico.add("otis", &[Role::Requester]).await;
    let otis = portico.enter("otis", BROWSER).await;
    assert!(otis.call(&stolen).await.unwrap_err().text_for("name").is_some());
    assert_eq!(otis.call(&remove).await.unwrap_err().code, Code::NotFound, "attack 9");

    portico.app.clock.advance(TimeDelta::minutes(10));
    assert_eq!(pia.call(&AskToMakePasskey {}).await.unwrap_err().code, Code::Conflict);
    assert_eq!(pia.call(&stolen).await.unwrap_err().code, Code::Conflict);
    assert_eq!(pia.call(&remove).await.unwrap_err().code, Code::Conflict);
    let fresh = enter(&portico, &mut device).await;
    fresh.call(&remove).await.unwrap();
    let answer = device.answer(&question(&portico).await);
    assert_eq!(try_answer(&portico, answer).await.status, StatusCode::UNAUTHORIZED);

    add(&fresh, &mut Device::es256()).await;
    let reset = ResetFactors { key: key(), person, reason: "misused".into() };
    portico.client("max").call(&reset).await.unwrap();
    let again = portico.enter("pia", BROWSER).await;
    assert_eq!(again.call(&GetAccount {}).await.unwrap().passkeys, []);
}

#[tokio::test]
async fn there_are_no_passkeys_at_a_bare_address() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    assert!(!nobody.call(&GetSession {}).await.unwrap().passkeys);
    assert_eq!(nobody.call(&AskForPasskey {}).await.unwrap_err().code, Code::Conflict);
}
