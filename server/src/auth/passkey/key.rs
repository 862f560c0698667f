//! The public part of a key: as devices write it (COSE, RFC 9053), as it is kept, and what it verifies.

use super::{Disbelief, data::skip};
use minicbor::Decoder;
use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

/// What every device of today makes, and what some make besides.
const ES256: i64 = -7;
const EDDSA: i64 = -8;
/// The kinds that are asked for, the one before others first.
pub(super) const KINDS: [i64; 2] = [ES256, EDDSA];
/// Bytes of a number on either curve.
const NUMBER_BYTES: usize = 32;

/// The public part of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicKey {
    /// ECDSA with P-256 and SHA-256: the point, uncompressed.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
}

impl PublicKey {
    /// Reads the key with which `bytes` begin.
    ///
    /// # Errors
    /// It is none, or of a kind that was not asked for.
    pub(super) fn of_cose(bytes: &[u8]) -> Result<Self, Disbelief> {
        let unreadable = |_| Disbelief::Unreadable;
        let mut decoder = Decoder::new(bytes);
        let n_pairs = decoder.map().map_err(unreadable)?.ok_or(Disbelief::Unreadable)?;
        let (mut kind, mut curve, mut x, mut y) = (None, None, None, None);
        for _ in 0..n_pairs.min(16) {
            match decoder.i64().map_err(unreadable)? {
                3 => kind = Some(decoder.i64().map_err(unreadable)?),
                -1 => curve = Some(decoder.i64().map_err(unreadable)?),
                -2 => x = Some(decoder.bytes().map_err(unreadable)?),
                -3 => y = Some(decoder.bytes().map_err(unreadable)?),
                _ => skip(&mut decoder, 0)?,
            }
        }
        let number = |it: Option<&[u8]>| {
            it.filter(|it| it.len() == NUMBER_BYTES)
                .map(<[u8]>::to_vec)
                .ok_or(Disbelief::Unreadable)
        };
        match (kind, curve) {
            (Some(ES256), Some(1)) => Ok(Self::Es256([vec![4], number(x)?, number(y)?].concat())),
            (Some(EDDSA), Some(6)) => Ok(Self::EdDsa(number(x)?)),
            _ => Err(Disbelief::UnknownKind),
        }
    }

    /// Whether `signature` was made of `signed` with the private part.
    ///
    /// # Errors
    /// It was not.
    pub(super) fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Disbelief> {
        let verified = match self {
            Self::Es256(it) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, it).verify(signed, signature)
            }
            Self::EdDsa(it) => UnparsedPublicKey::new(&ED25519, it).verify(signed, signature),
        };
        verified.map_err(|_| Disbelief::Forged)
    }
}
