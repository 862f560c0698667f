//! What is promised for each priority (rulings 1 to 3).

use super::running::Running;
use crate::{ticket::priority::Priority, time::Instant};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Minutes that a target may have at most: a month of working days around the clock.
const MOST_MINUTES: u32 = 30 * 24 * 60;
/// Working days that a target may have at most.
const MOST_DAYS: u32 = 60;

/// An amount of the time in which a clock runs. Written as `15 minutes`, `4 hours`, `2 days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Minutes of working time.
    Minutes(u32),
    /// Working days: the same time of day so many working days later (ruling 19).
    Days(u32),
}

/// What is promised for one priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Targets {
    /// A person answers in public.
    pub first_response: Target,
    /// It is fixed.
    pub resolution: Target,
    /// When their clocks run.
    #[serde(default)]
    pub runs: Runs,
}

/// When a clock runs (ruling 8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Runs {
    /// While somebody works.
    #[default]
    WorkingHours,
    /// Day and night, on every day.
    AroundTheClock,
}

impl Runs {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WorkingHours, Self::AroundTheClock];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::WorkingHours => "working-hours",
            Self::AroundTheClock => "around-the-clock",
        }
    }

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkingHours => "In working hours",
            Self::AroundTheClock => "Around the clock",
        }
    }

    /// The one of a form's value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// The targets of all priorities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// Minutes around the clock within which the requester is told that their request is here, at every
    /// priority. A metric of its own: what answers by itself is no first response (ruling 7).
    pub acknowledgement: u32,
    /// For [`Priority::Low`].
    pub low: Targets,
    /// For [`Priority::Medium`].
    pub medium: Targets,
    /// For [`Priority::High`].
    pub high: Targets,
    /// For [`Priority::Critical`].
    pub critical: Targets,
}

impl Default for Policy {
    fn default() -> Self {
        let targets = |first_response, resolution| Targets {
            first_response: Target::Minutes(first_response),
            resolution,
            runs: Runs::WorkingHours,
        };
        Self {
            acknowledgement: 15,
            low: targets(8 * 60, Target::Days(5)),
            medium: targets(4 * 60, Target::Days(2)),
            high: targets(60, Target::Minutes(8 * 60)),
            critical: targets(15, Target::Minutes(4 * 60)),
        }
    }
}

impl Policy {
    /// What is promised for `priority`.
    #[must_use]
    pub fn targets(&self, priority: Priority) -> Targets {
        match priority {
            Priority::Low => self.low,
            Priority::Medium => self.medium,
            Priority::High => self.high,
            Priority::Critical => self.critical,
        }
    }

    /// The policy with an acknowledgement within so many minutes and of which `targets` says the rest; `None`
    /// where it does not know it.
    pub fn of(
        acknowledgement: u32,
        mut targets: impl FnMut(Priority) -> Option<Targets>,
    ) -> Option<Self> {
        let [low, medium, high, critical] = Priority::ALL.map(&mut targets);
        Some(Self { acknowledgement, low: low?, medium: medium?, high: high?, critical: critical? })
    }
}

impl Target {
    /// The target as time in which the clock runs, when counted from `from`. `None` beyond the last of it.
    #[must_use]
    pub fn budget(self, from: Instant, running: Running<'_>) -> Option<Budget> {
        match self {
            Self::Minutes(it) => {
                Some(Budget { time: TimeDelta::minutes(i64::from(it)), until_opening: false })
            }
            Self::Days(it) => {
                let due = running.days_after(from, it)?;
                let until_opening = running.opens_at(due);
                Some(Budget { time: running.between(from, due), until_opening })
            }
        }
    }
}

/// In the largest unit that is even: "4 hours".
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match *self {
            Self::Days(it) => (it, "day"),
            Self::Minutes(it) if it % 60 == 0 && it > 0 => (it / 60, "hour"),
            Self::Minutes(it) => (it, "minute"),
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

/// Why a text is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetError {
    /// Not a number with a unit.
    Form,
    /// Nobody can do anything in no time.
    Nothing,
    /// Further away than is laid out.
    Much,
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number: u32 = number.parse().map_err(|_| TargetError::Form)?;
        let unit = unit.trim().to_lowercase();
        let target = match unit.strip_prefix("working ").unwrap_or(&unit) {
            "min" | "minute" | "minutes" => Self::Minutes(number),
            "h" | "hour" | "hours" => {
                Self::Minutes(number.checked_mul(60).ok_or(TargetError::Much)?)
            }
            "d" | "day" | "days" => Self::Days(number),
            _ => return Err(TargetError::Form),
        };
        match target {
            Self::Minutes(0) | Self::Days(0) => Err(TargetError::Nothing),
            Self::Minutes(it) if it > MOST_MINUTES => Err(TargetError::Much),
            Self::Days(it) if it > MOST_DAYS => Err(TargetError::Much),
            _ => Ok(target),
        }
    }
}

impl From<TargetError> for String {
    /// What to do about it.
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::Form => "Enter a time such as 30 minutes, 4 hours or 2 days".to_owned(),
            TargetError::Nothing => "Enter at least 1 minute".to_owned(),
            TargetError::Much => {
                format!("Enter at most {} hours or {MOST_DAYS} days", MOST_MINUTES / 60)
            }
        }
    }
}

/// Time that may be used up while a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How much.
    pub time: TimeDelta,
    /// When work ends with the last minute of it, it falls due at the next start of work: two working days
    /// after Saturday are Wednesday morning and not Tuesday evening, although nobody works in between.
    pub until_opening: bool,
}

impl Budget {
    /// When it is used up, counted from `from`. `None` beyond the last time in which the clock runs.
    #[must_use]
    pub fn due(self, from: Instant, running: Running<'_>) -> Option<Instant> {
        if self.until_opening {
            running.open_after(from, self.time)
        } else {
            running.after(from, self.time)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_people_write_it_and_written_in_one_way() {
        for (typed, written) in [
            ("15 minutes", "15 minutes"),
            ("1min", "1 minute"),
            (" 90 Minutes ", "90 minutes"),
            ("4 working hours", "4 hours"),
            ("60 minutes", "1 hour"),
            ("2 working days", "2 days"),
            ("1d", "1 day"),
            ("720 hours", "720 hours"),
        ] {
            let target: Target = typed.parse().unwrap();
            assert_eq!(target.to_string(), written, "{typed}");
            assert_eq!(written.parse(), Ok(target));
        }
    }

    #[test]
    fn what_is_no_target_is_told_apart() {
        for (typed, error) in [
            ("", TargetError::Form),
            ("soon", TargetError::Form),
            ("15", TargetError::Form),
            ("-1 hours", TargetError::Form),
            ("1.5 hours", TargetError::Form),
            ("99999999999 days", TargetError::Form),
            ("0 minutes", TargetError::Nothing),
            ("0 days", TargetError::Nothing),
            ("721 hours", TargetError::Much),
            ("4294967295 hours", TargetError::Much),
            ("61 days", TargetError::Much),
        ] {
            assert_eq!(typed.parse::<Target>(), Err(error), "{typed}");
        }
    }
}
