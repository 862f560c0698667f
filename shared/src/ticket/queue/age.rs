//! How old a ticket is at least, as people write it: `15m`, `4h`, `3d`.

use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, num::NonZeroU32, str::FromStr};

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;
/// Nobody asks for more than ten years.
const MOST: u32 = 3653 * DAY;

/// A time since a ticket was received, in whole minutes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Age(NonZeroU32);

impl Age {
    /// Those that are offered: a quarter of an hour, an hour, four hours, one day, three days, a week.
    pub const OFFERED: [Self; 6] = [
        Self::minutes(15),
        Self::minutes(HOUR),
        Self::minutes(4 * HOUR),
        Self::minutes(DAY),
        Self::minutes(3 * DAY),
        Self::minutes(7 * DAY),
    ];

    /// An age of `minutes`; none is counted as one.
    const fn minutes(minutes: u32) -> Self {
        match NonZeroU32::new(minutes) {
            Some(minutes) => Self(minutes),
            None => Self(NonZeroU32::MIN),
        }
    }

    /// How long that is.
    #[must_use]
    pub fn delta(self) -> TimeDelta {
        TimeDelta::minutes(self.0.get().into())
    }

    /// "15 minutes", "1 day".
    #[must_use]
    pub fn words(self) -> String {
        let (n, unit) = match self.unit() {
            (n, 'd') => (n, "day"),
            (n, 'h') => (n, "hour"),
            (n, _) => (n, "minute"),
        };
        format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
    }

    /// The largest unit in which it is a whole number.
    fn unit(self) -> (u32, char) {
        match self.0.get() {
            it if it.is_multiple_of(DAY) => (it / DAY, 'd'),
            it if it.is_multiple_of(HOUR) => (it / HOUR, 'h'),
            it => (it, 'm'),
        }
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = self.unit();
        write!(f, "{n}{unit}")
    }
}

/// It is no age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAge;

impl fmt::Display for NoAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an age is a whole number of minutes, hours or days, such as 15m, 4h or 3d")
    }
}

impl FromStr for Age {
    type Err = NoAge;

    fn from_str(text: &str) -> Result<Self, NoAge> {
        let unit = match text.chars().last() {
            Some('m') => 1,
            Some('h') => HOUR,
            Some('d') => DAY,
            _ => return Err(NoAge),
        };
        let digits =
            text.get(..text.len() - 1).filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
        let n: u32 = digits.and_then(|it| it.parse().ok()).ok_or(NoAge)?;
        let minutes = n.checked_mul(unit).filter(|it| *it <= MOST).and_then(NonZeroU32::new);
        minutes.map(Self).ok_or(NoAge)
    }
}

impl TryFrom<String> for Age {
    type Error = NoAge;

    fn try_from(text: String) -> Result<Self, NoAge> {
        text.parse()
    }
}

impl From<Age> for String {
    fn from(age: Age) -> Self {
        age.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_read_in_one_unit_and_printed_in_the_largest() {
        for (text, printed) in [
            ("15m", Ok("15m")),
            ("60m", Ok("1h")),
            ("24h", Ok("1d")),
            ("36h", Ok("36h")),
            ("3d", Ok("3d")),
            ("007m", Ok("7m")),
            ("3653d", Ok("3653d")),
            ("3654d", Err(NoAge)),
            ("4294967295d", Err(NoAge)),
            ("0m", Err(NoAge)),
            ("m", Err(NoAge)),
            ("", Err(NoAge)),
            ("-1m", Err(NoAge)),
            ("+1m", Err(NoAge)),
            ("1.5h", Err(NoAge)),
            ("1w", Err(NoAge)),
            ("15", Err(NoAge)),
            ("15é", Err(NoAge)),
        ] {
            let read = text.parse::<Age>().map(|it| it.to_string());
            assert_eq!(read.as_deref(), printed.as_ref().copied(), "{text:?}");
        }
    }

    #[test]
    fn offered_ages_are_said_in_words() {
        let words = Age::OFFERED.map(Age::words);
        assert_eq!(words, ["15 minutes", "1 hour", "4 hours", "1 day", "3 days", "7 days"]);
        assert!(Age::OFFERED.is_sorted());
    }
}
