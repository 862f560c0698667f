//! Names of things. Ids are for programs: 64-bit, ordered by time, strings in JSON. References are for
//! people: short, speakable, and with a check character, so that a slip of the tongue finds nothing
//! instead of somebody else's request. Neither is a secret.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{borrow::Cow, fmt, str::FromStr};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(|_| D::Error::custom("an id is a whole number in a string"))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": "^[0-9]{1,20}$" })
            }
        }
    )*};
}

ids! {
    /// A person, whatever their roles.
    PersonId,
    /// A ticket.
    TicketId,
    /// A knowledge article, over all its revisions.
    ArticleId,
    /// A file that somebody added.
    AttachmentId,
    /// A view of the queue that somebody saved.
    ViewId,
    /// One thing done to many tickets.
    BatchId,
    /// Words for the requester that can still be taken back.
    HeldId,
    /// A confidential ticket that somebody opened in an emergency.
    OpeningId,
}

/// Digits and capitals without `0 O 1 I L`: 31 of them, a prime, which the check character needs.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters that carry the value; one more checks them.
const VALUE_LENGTH: usize = 6;

/// What people call a request (A08): `K7M4-2QX`. The last character checks the others: every single wrong
/// character and every swap of two is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; VALUE_LENGTH + 1]);

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceError {
    /// Not seven letters and digits.
    Length,
    /// A character that references never contain.
    Character(char),
    /// The check character disagrees: something was mistyped.
    Check,
}

impl Reference {
    /// How many there are.
    pub const COUNT: u64 = 31u64.pow(VALUE_LENGTH as u32);

    /// The reference of a number drawn at random; numbers at and above [`Self::COUNT`] wrap around.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        let mut rest = number % Self::COUNT;
        let mut digits = [0; VALUE_LENGTH + 1];
        for digit in digits.iter_mut().take(VALUE_LENGTH) {
            *digit = rest % 31;
            rest /= 31;
        }
        // The weighted sum over all seven, the check's weight being 7, is a multiple of 31. The inverse of
        // 7 modulo 31 is 9, and minus 9 is 22.
        digits[VALUE_LENGTH] = weighted(&digits) * 22 % 31;
        Self(digits.map(|it| ALPHABET[it as usize]))
    }
}

/// The sum of the digits, each times its place counted from one.
fn weighted(digits: &[u64]) -> u64 {
    digits.iter().zip(1..).map(|(digit, weight)| digit * weight).sum()
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads it with or without the dash and spaces, in any case.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let mut digits = Vec::with_capacity(VALUE_LENGTH + 1);
        for it in text.chars().filter(|it| !it.is_whitespace() && *it != '-') {
            let place = ALPHABET.iter().position(|a| char::from(*a) == it.to_ascii_uppercase());
            digits.push(place.ok_or(ReferenceError::Character(it))? as u64);
        }
        let digits: [u64; VALUE_LENGTH + 1] =
            digits.try_into().map_err(|_| ReferenceError::Length)?;
        if !weighted(&digits).is_multiple_of(31) {
            return Err(ReferenceError::Check);
        }
        Ok(Self(digits.map(|it| ALPHABET[it as usize])))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if place == 4 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*byte))?;
        }
        Ok(())
    }
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("a reference has seven letters and digits, like K7M4-2QX"),
            Self::Character(it) => write!(f, "a reference never contains “{it}”"),
            Self::Check => f.write_str("check the reference: one character seems to be wrong"),
        }
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Reference {
    fn schema_name() -> Cow<'static, str> {
        "Reference".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_survives_being_said_and_typed(number in 0..Reference::COUNT) {
            let it = Reference::from_number(number);
            let said = it.to_string();
            prop_assert_eq!(said.parse(), Ok(it));
            prop_assert_eq!(said.to_lowercase().replace('-', " ").parse(), Ok(it));
        }

        #[test]
        fn one_wrong_character_is_noticed(number in 0..Reference::COUNT, place in 0..7usize, other in 0..31usize) {
            let right = Reference::from_number(number);
            let mut wrong = right;
            wrong.0[place] = ALPHABET[other];
            prop_assume!(wrong != right);
            prop_assert_eq!(wrong.to_string().parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn a_swap_is_noticed(number in 0..Reference::COUNT, a in 0..7usize, b in 0..7usize) {
            let right = Reference::from_number(number);
            let mut wrong = right;
            wrong.0.swap(a, b);
            prop_assume!(wrong != right);
            prop_assert_eq!(wrong.to_string().parse::<Reference>(), Err(ReferenceError::Check));
        }
    }

    #[test]
    fn what_is_no_reference_is_told_apart() {
        for (text, error) in [
            ("", ReferenceError::Length),
            ("K7M4", ReferenceError::Length),
            ("K7M4-2QXX", ReferenceError::Length),
            ("K7M4-2Q0", ReferenceError::Character('0')),
            ("K7M4-2Qé", ReferenceError::Character('é')),
        ] {
            assert_eq!(text.parse::<Reference>(), Err(error), "{text}");
        }
    }

    #[test]
    fn ids_are_strings_in_json_and_nothing_else_is_an_id() {
        assert_eq!(serde_json::to_string(&TicketId(u64::MAX)).unwrap(), "\"18446744073709551615\"");
        for bad in ["7", "\"-1\"", "\"18446744073709551616\"", "\"\"", "null"] {
            assert!(serde_json::from_str::<TicketId>(bad).is_err(), "{bad}");
        }
    }
}
