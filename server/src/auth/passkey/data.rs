//! What a key says of itself: bytes at fixed places (section 6.1), and for a new one CBOR behind them.

use super::Disbelief;
use minicbor::{Decoder, data::Type};

/// Somebody touched it.
const PRESENT: u8 = 0x01;
/// Somebody showed it who they are.
const VERIFIED: u8 = 0x04;
/// A new key follows.
const HAS_CREDENTIAL: u8 = 0x40;
/// Bytes of the hash of the site, and of what identifies the make of a device.
const HASH_BYTES: usize = 32;
const MAKE_BYTES: usize = 16;

/// What a key says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AuthenticatorData<'a> {
    /// For which site it is.
    pub site_hash: &'a [u8],
    /// Whether somebody was there.
    pub was_present: bool,
    /// Whether they showed it who they are.
    pub was_verified: bool,
    /// How often it was used; zero where it does not count.
    pub counter: u32,
    /// The id of a new key, and the bytes with which its public part begins.
    pub credential: Option<(Vec<u8>, &'a [u8])>,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads the bytes.
    ///
    /// # Errors
    /// There are too few of them.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Disbelief> {
        let (site_hash, rest) = take(bytes, HASH_BYTES)?;
        let (flags, rest) = take(rest, 1)?;
        let (counter, rest) = take(rest, 4)?;
        let flags = flags[0];
        let credential = if flags & HAS_CREDENTIAL == 0 {
            None
        } else {
            let (_, rest) = take(rest, MAKE_BYTES)?;
            let (length, rest) = take(rest, 2)?;
            let length = usize::from(length[0]) << 8 | usize::from(length[1]);
            let (id, rest) = take(rest, length)?;
            Some((id.to_vec(), rest))
        };
        Ok(Self {
            site_hash,
            was_present: flags & PRESENT != 0,
            was_verified: flags & VERIFIED != 0,
            counter: counter.iter().fold(0, |it, byte| it << 8 | u32::from(*byte)),
            credential,
        })
    }
}

fn take(bytes: &[u8], length: usize) -> Result<(&[u8], &[u8]), Disbelief> {
    bytes.split_at_checked(length).ok_or(Disbelief::Unreadable)
}

/// What the new key says of itself, out of the envelope in which it comes. What else is in that vouches for the
/// make of the device, which is not asked for.
pub(super) fn of_attestation(envelope: &[u8]) -> Result<Vec<u8>, Disbelief> {
    let mut decoder = Decoder::new(envelope);
    let n_pairs = decoder.map().ok().flatten().ok_or(Disbelief::Unreadable)?;
    for _ in 0..n_pairs.min(8) {
        let name = decoder.str().map_err(|_| Disbelief::Unreadable)?;
        if name == "authData" {
            return decoder.bytes().map(<[u8]>::to_vec).map_err(|_| Disbelief::Unreadable);
        }
        skip(&mut decoder, 0)?;
    }
    Err(Disbelief::Unreadable)
}

/// Deeper than this nothing is read.
const DEEPEST: u8 = 8;

/// Passes over one value, whatever it is, as long as its length is said beforehand.
pub(super) fn skip(decoder: &mut Decoder<'_>, depth: u8) -> Result<(), Disbelief> {
    let unreadable = |_| Disbelief::Unreadable;
    if depth > DEEPEST {
        return Err(Disbelief::Unreadable);
    }
    match decoder.datatype().map_err(unreadable)? {
        Type::Bytes => drop(decoder.bytes().map_err(unreadable)?),
        Type::String => drop(decoder.str().map_err(unreadable)?),
        Type::Bool => drop(decoder.bool().map_err(unreadable)?),
        Type::Null => decoder.null().map_err(unreadable)?,
        Type::Array => {
            let n_values = decoder.array().map_err(unreadable)?.ok_or(Disbelief::Unreadable)?;
            for _ in 0..n_values {
                skip(decoder, depth + 1)?;
            }
        }
        Type::Map => {
            let n_pairs = decoder.map().map_err(unreadable)?.ok_or(Disbelief::Unreadable)?;
            for _ in 0..n_pairs {
                skip(decoder, depth + 1)?;
                skip(decoder, depth + 1)?;
            }
        }
        _ => drop(decoder.int().map_err(unreadable)?),
    }
    Ok(())
}
