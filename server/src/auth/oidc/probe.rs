//! For fuzzing: everything that a provider, or a browser on its way back, may send. What proves nothing proves
//! nothing here either, but for one token, which is read as if it were signed.

use super::{
    attempt::Attempt,
    keys::Keys,
    metadata::Metadata,
    profile::Profile,
    token::{self, Expected},
};
use serde_json::Map;
use shared::{text::Issuer, time::Instant};

/// Reads `input` as each of these.
pub fn everything(input: &[u8]) {
    let now = Instant::UNIX_EPOCH;
    let text = String::from_utf8_lossy(input);
    drop(Attempt::parse(&text, now));
    let keys = Keys::read(input).unwrap_or_default();
    let expected = Expected { issuer: "https://login.example", client: "portico", nonce: "n", now };
    assert!(
        token::read(&text, &keys, &expected).is_err(),
        "a token that nobody signed is believed"
    );
    let Ok(issuer) = Issuer::parse(expected.issuer) else { return };
    drop(Metadata::read(input, &issuer));
    if let Ok(claims) = token::believed(input, &expected) {
        drop(Profile::of(&issuer, claims, Map::new(), None).shown());
    }
}
