//! How the parts of a key are written, so that keys sort as their parts do and none starts another.
//!
//! Integers are big-endian and of fixed width. Text ends with `00 01`, and a zero byte inside it
//! is `00 FF`, so a text that starts another still sorts first. Knows nothing of what keys mean.

use std::error::Error;
use std::fmt;

use super::tag::Tag;

const ZERO: u8 = 0x00;
const ZERO_IN_TEXT: u8 = 0xFF;
const END_OF_TEXT: u8 = 0x01;

/// The number of bytes of a hash in a key.
pub const HASH_BYTES: usize = 32;

/// Writes a key part by part.
pub(super) struct Parts(Vec<u8>);

impl Parts {
    pub(super) fn of(tag: Tag) -> Self {
        Self(vec![tag as u8])
    }

    pub(super) fn number(mut self, value: u64) -> Self {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    /// A number of which the largest sorts first.
    pub(super) fn descending(self, value: u64) -> Self {
        self.number(!value)
    }

    pub(super) fn hash(mut self, value: &[u8; HASH_BYTES]) -> Self {
        self.0.extend_from_slice(value);
        self
    }

    pub(super) fn text(mut self, value: &str) -> Self {
        for byte in value.bytes() {
            self.0.push(byte);
            if byte == ZERO {
                self.0.push(ZERO_IN_TEXT);
            }
        }
        self.0.extend_from_slice(&[ZERO, END_OF_TEXT]);
        self
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Reads a key part by part, in the order in which they were written.
pub(super) struct PartsOf<'a> {
    tag: Tag,
    rest: &'a [u8],
}

impl<'a> PartsOf<'a> {
    pub(super) fn read(bytes: &'a [u8], tag: Tag) -> Result<Self, KeyError> {
        match bytes.split_first() {
            Some((first, rest)) if *first == tag as u8 => Ok(Self { tag, rest }),
            _ => Err(KeyError(tag)),
        }
    }

    pub(super) fn number(&mut self) -> Result<u64, KeyError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(KeyError(self.tag))?;
        self.rest = rest;
        Ok(u64::from_be_bytes(*bytes))
    }

    pub(super) fn descending(&mut self) -> Result<u64, KeyError> {
        self.number().map(|value| !value)
    }

    pub(super) fn hash(&mut self) -> Result<[u8; HASH_BYTES], KeyError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or(KeyError(self.tag))?;
        self.rest = rest;
        Ok(*bytes)
    }

    pub(super) fn text(&mut self) -> Result<String, KeyError> {
        let mut text = Vec::new();
        let mut bytes = self.rest.iter();
        loop {
            match bytes.next() {
                Some(&ZERO) => match bytes.next() {
                    Some(&ZERO_IN_TEXT) => text.push(ZERO),
                    Some(&END_OF_TEXT) => break,
                    _ => return Err(KeyError(self.tag)),
                },
                Some(byte) => text.push(*byte),
                None => return Err(KeyError(self.tag)),
            }
        }
        self.rest = bytes.as_slice();
        String::from_utf8(text).map_err(|_| KeyError(self.tag))
    }

    pub(super) fn end(self) -> Result<(), KeyError> {
        if self.rest.is_empty() { Ok(()) } else { Err(KeyError(self.tag)) }
    }
}

/// A key does not have the parts that its kind promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError(pub(super) Tag);

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a key of the kind {:?}", self.0)
    }
}

impl Error for KeyError {}
