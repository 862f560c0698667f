//! Stretches of neighbouring keys, for reading ranges.

use super::Key;
use super::part::Parts;
use crate::store::MAX_KEY_BYTES;

/// The keys from one key (with it) up to another (without it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    from: Key,
    to: Key,
}

impl Span {
    /// Every key that starts with these parts.
    pub(super) fn starting_with(parts: Parts) -> Self {
        let from = parts.into_bytes();
        // The next prefix of the same length: a tag is never 0xFF, so there always is one.
        let kept = from.iter().rposition(|byte| *byte != 0xFF).map_or(0, |at| at + 1);
        let mut to = from[..kept].to_vec();
        if let Some(last) = to.last_mut() {
            *last += 1;
        }
        Self { from: Key(from), to: Key(to) }
    }

    /// Every key: none is longer than the store takes, so all sort before one that is.
    pub(super) fn of_all() -> Self {
        Self { from: Key(Vec::new()), to: Key(vec![0xFF; MAX_KEY_BYTES + 1]) }
    }

    /// Ends the span before every key that starts with these parts.
    pub(super) fn up_to(self, parts: Parts) -> Self {
        Self { to: Key(parts.into_bytes()), ..self }
    }

    /// What comes after `key`: the next page when reading forward.
    #[must_use]
    pub fn after(self, key: &Key) -> Self {
        let mut from = key.0.clone();
        from.push(0);
        Self { from: self.from.max(Key(from)), ..self }
    }

    /// What comes before `key`: the next page when reading in reverse.
    #[must_use]
    pub fn before(self, key: &Key) -> Self {
        Self { to: self.to.min(key.clone()), ..self }
    }

    /// The smallest key that may be in it.
    #[must_use]
    pub fn from(&self) -> &Key {
        &self.from
    }

    /// The key that it ends before.
    #[must_use]
    pub fn to(&self) -> &Key {
        &self.to
    }
}
