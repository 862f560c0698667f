//! What a password has to be: long, and nothing else (NIST SP 800-63B-4: no rules of composition, no change
//! without a reason). Whether it can be guessed is looked at where the lists are, on the server.

use std::fmt;

/// The fewest characters; a few words reach it.
pub const SHORTEST: usize = 15;
/// The most bytes; more would only keep the hash busy (attack 44).
pub const LONGEST: usize = 1024;

/// A password that somebody chose, of sound length. It does not show itself to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// Takes what was typed, spaces and all.
    ///
    /// # Errors
    /// What to do about it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err(format!("Enter a password of at least {SHORTEST} characters"));
        }
        let n_missing = SHORTEST.saturating_sub(text.chars().count());
        if n_missing > 0 {
            return Err(format!(
                "Make the password longer by {n_missing}: a few words are easy to remember"
            ));
        }
        if text.len() > LONGEST {
            return Err("Enter a password of at most 1,024 characters".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// The password, to be hashed.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_all_that_is_asked_for() {
        for good in
            ["four small words", "aaaaaaaaaaaaaaa", "  spaces count  ", "пароль из пяти слов"]
        {
            assert!(NewPassword::parse(good).is_ok(), "{good}");
        }
        assert_eq!(NewPassword::parse(&"x".repeat(LONGEST)).unwrap().reveal().len(), LONGEST);
        for (bad, said) in [
            ("", "at least 15"),
            ("Tr0ub4dor&3", "longer by 4"),
            (&"x".repeat(LONGEST + 1), "at most 1,024"),
        ] {
            assert!(NewPassword::parse(bad).unwrap_err().contains(said), "{bad}");
        }
        assert_eq!(format!("{:?}", NewPassword::parse("four small words").unwrap()), "NewPassword");
    }
}
