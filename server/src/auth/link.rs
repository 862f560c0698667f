//! The secret in a guest's link (decision 12): 128 random bits, of which a hash alone is stored.

use crate::ids::{hash_of, hex};
use std::fmt;

/// Hexadecimal characters of a token.
const LENGTH: usize = 32;

/// The secret of one link. It does not show itself to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// A new one.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LENGTH / 2];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The token that was brought along; nothing but 32 hexadecimal digits, whole, is one (attack 37).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == LENGTH && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        hash_of(&self.0)
    }

    /// The token, for its holder.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_whole_or_not_at_all() {
        let token = LinkToken::fresh().unwrap();
        let text = token.reveal();
        assert_eq!(LinkToken::parse(text), Some(token.clone()));
        let longer = format!("{text}0");
        for bad in ["", "*", &text[..31], &longer, &text.replace(&text[..1], "G"), &"%".repeat(32)]
        {
            assert_eq!(LinkToken::parse(bad), None, "{bad}");
        }
        assert_eq!(format!("{token:?}"), "LinkToken");
    }
}
