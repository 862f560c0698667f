//! Passkeys (WebAuthn, level 2): what a browser answers when a key is made and when it is used, verified as
//! sections 7.1 and 7.2 ask for. Where a key comes from is not asked (attestation "none"), and whoever uses one has
//! to show their device who they are, so that it counts as both factors.
//!
//! Knows nothing of people, and of where keys are kept.

pub mod answer;
pub mod data;
pub mod key;

use answer::{Answer, ClientData};
use data::AuthenticatorData;
use key::PublicKey;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use std::fmt;

/// Random bytes of a challenge.
pub const CHALLENGE_BYTES: usize = 32;
/// The longest id of a credential (section 4).
const LONGEST_ID: usize = 1023;
/// For how many milliseconds a browser waits for somebody to find their key.
const PATIENCE: u32 = 120_000;

/// Why an answer is not believed. Whoever sent it is told nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disbelief {
    /// It cannot be read.
    Unreadable,
    /// It answers another question: of another site, to another challenge, or of another kind.
    Elsewhere,
    /// Nobody was there, or nobody showed the device who they are.
    Unverified,
    /// Made with a kind of key that was not asked for.
    UnknownKind,
    /// Not signed with this key.
    Forged,
    /// The key was copied: it has counted on elsewhere (attack 45).
    Copied,
}

impl fmt::Display for Disbelief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "it cannot be read",
            Self::Elsewhere => "it answers another question",
            Self::Unverified => "nobody showed the device who they are",
            Self::UnknownKind => "the key is of an unknown kind",
            Self::Forged => "it is not signed with this key",
            Self::Copied => "the key has counted on elsewhere",
        })
    }
}

impl std::error::Error for Disbelief {}

/// The site for which keys are made: what people type, and never what a request says (attack 36).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The host.
    id: String,
    /// Scheme, host and port.
    origin: String,
}

/// A key that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// What the browser calls it.
    pub credential: Vec<u8>,
    /// What verifies it.
    pub key: PublicKey,
    /// How often it was used, where it counts.
    pub counter: u32,
}

impl Site {
    /// The site at an origin such as `https://help.example`; none where browsers make no keys: without
    /// encryption, but for the machine's own name, and at a bare address.
    #[must_use]
    pub fn at(origin: &str) -> Option<Self> {
        let (scheme, authority) = origin.split_once("://")?;
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|it| it.is_ascii_digit()) => host,
            _ => authority,
        };
        let is_name = !host.starts_with('[') && host.parse::<std::net::IpAddr>().is_err();
        let is_safe = scheme == "https" || host == "localhost";
        let site = || Self { id: host.to_ascii_lowercase(), origin: origin.to_ascii_lowercase() };
        (is_name && is_safe && !host.is_empty()).then(site)
    }

    /// What a browser is asked so that it makes a key, as `parseCreationOptionsFromJSON` reads it. `known` are
    /// the keys that the person has: a device that has one of them makes no other.
    #[must_use]
    pub fn creation(
        &self,
        challenge: &[u8],
        person: &PersonShown<'_>,
        known: impl Iterator<Item = Vec<u8>>,
    ) -> Value {
        let known: Vec<Value> = known.map(|it| named(&it)).collect();
        json!({
            "rp": { "id": self.id, "name": person.site },
            "user": {
                "id": answer::encode(person.handle),
                "name": person.email,
                "displayName": person.name,
            },
            "challenge": answer::encode(challenge),
            "pubKeyCredParams": key::KINDS.map(|it| json!({ "type": "public-key", "alg": it })),
            "timeout": PATIENCE,
            "excludeCredentials": known,
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
        })
    }

    /// What a browser is asked so that it uses a key, whichever it has for this site.
    #[must_use]
    pub fn request(&self, challenge: &[u8]) -> Value {
        json!({
            "challenge": answer::encode(challenge),
            "rpId": self.id,
            "timeout": PATIENCE,
            "userVerification": "required",
        })
    }

    /// The key that was made, if the answer is one to `challenge` (section 7.1).
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn made(&self, answer: &Answer, challenge: &[u8]) -> Result<NewKey, Disbelief> {
        self.check_client(&answer.client_data()?, "webauthn.create", challenge)?;
        let bytes = data::of_attestation(answer.attestation()?)?;
        let data = AuthenticatorData::read(&bytes)?;
        self.check_data(&data)?;
        let (credential, key) = data.credential.ok_or(Disbelief::Unreadable)?;
        if credential.is_empty() || credential.len() > LONGEST_ID || credential != answer.id {
            return Err(Disbelief::Unreadable);
        }
        Ok(NewKey { credential, key: PublicKey::of_cose(key)?, counter: data.counter })
    }

    /// Verifies that `key` was used, which had counted to `counter`, in answer to `challenge` (section 7.2), and
    /// says how far it has counted now.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn used(
        &self,
        answer: &Answer,
        challenge: &[u8],
        key: &PublicKey,
        counter: u32,
    ) -> Result<u32, Disbelief> {
        self.check_client(&answer.client_data()?, "webauthn.get", challenge)?;
        let bytes = answer.authenticator_data()?;
        let data = AuthenticatorData::read(bytes)?;
        self.check_data(&data)?;
        let hash = digest(&SHA256, &answer.client_data_bytes);
        let signed = [bytes, hash.as_ref()].concat();
        key.verify(&signed, answer.signature()?)?;
        // A key that does not count says zero each time.
        let counts = data.counter != 0 || counter != 0;
        if counts && data.counter <= counter {
            return Err(Disbelief::Copied);
        }
        Ok(data.counter)
    }

    fn check_client(
        &self,
        said: &ClientData,
        kind: &str,
        challenge: &[u8],
    ) -> Result<(), Disbelief> {
        let is_ours = said.kind == kind
            && said.challenge == answer::encode(challenge)
            && said.origin.eq_ignore_ascii_case(&self.origin)
            && !said.cross_origin;
        if is_ours { Ok(()) } else { Err(Disbelief::Elsewhere) }
    }

    fn check_data(&self, data: &AuthenticatorData<'_>) -> Result<(), Disbelief> {
        if data.site_hash != digest(&SHA256, self.id.as_bytes()).as_ref() {
            return Err(Disbelief::Elsewhere);
        }
        if data.was_present && data.was_verified { Ok(()) } else { Err(Disbelief::Unverified) }
    }
}

/// For whom a key is made, as the device shows it.
#[derive(Debug, Clone, Copy)]
pub struct PersonShown<'a> {
    /// What the key gives back of them: an id, and nothing that tells who they are.
    pub handle: &'a [u8],
    /// What they are called.
    pub name: &'a str,
    /// How they sign in otherwise.
    pub email: &'a str,
    /// What this site is called.
    pub site: &'a str,
}

/// Reads `bytes` as each of the things that come from outside, for whoever feeds parsers with nonsense.
pub fn probe(bytes: &[u8]) {
    let data = data::of_attestation(bytes);
    let data = data.as_deref().unwrap_or(bytes);
    let key = AuthenticatorData::read(data).ok().and_then(|it| it.credential);
    let key = key.map_or_else(|| PublicKey::of_cose(bytes), |it| PublicKey::of_cose(it.1));
    let _ = key.and_then(|it| it.verify(b"signed", bytes));
    drop(Answer::read(&String::from_utf8_lossy(bytes)).and_then(|it| it.client_data()));
}

fn named(credential: &[u8]) -> Value {
    json!({ "type": "public-key", "id": answer::encode(credential) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_for_what_people_type() {
        for (origin, id) in [
            ("https://help.example", Some("help.example")),
            ("https://Help.Example:8443", Some("help.example")),
            ("http://localhost:3000", Some("localhost")),
            ("http://help.example", None),
            ("http://127.0.0.1:3000", None),
            ("https://192.0.2.1", None),
            ("https://[::1]:3000", None),
            ("help.example", None),
            ("https://", None),
        ] {
            assert_eq!(Site::at(origin).map(|it| it.id).as_deref(), id, "{origin}");
        }
    }

    #[test]
    fn nonsense_is_not_believed() {
        let deep = [vec![0x81; 10_000], vec![0]].concat();
        for bytes in
            [&[][..], &[0xA1], &[0xBF], &[0xA1, 0x63, b'f', b'm', b't'], &deep, &[0xFF; 64]]
        {
            assert_eq!(data::of_attestation(bytes), Err(Disbelief::Unreadable));
            assert!(PublicKey::of_cose(bytes).is_err());
        }
        // A map that says it is longer than it is, and a value that nests for ever.
        let nested = [vec![0xA1, 0x61, b'x'], deep].concat();
        assert_eq!(data::of_attestation(&nested), Err(Disbelief::Unreadable));
        for length in 0..200 {
            let bytes = vec![0xFF; length];
            assert!(AuthenticatorData::read(&bytes).is_err() || length >= 37, "{length}");
        }
        for text in ["", "{}", "[]", "{\"id\":\"*\",\"response\":{\"clientDataJSON\":\"\"}}"] {
            assert_eq!(Answer::read(text), Err(Disbelief::Unreadable), "{text}");
        }
        assert_eq!(Answer::read(&"x".repeat(answer::LONGEST + 1)), Err(Disbelief::Unreadable));
    }
}
