//! What is promised for each priority (rulings 1 to 3).

use crate::{
    ticket::priority::Priority,
    time::{Instant, WorkingTime},
};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An amount of working time.
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
}

impl Target {
    /// The target as working time, when counted from `from`. `None` beyond the last working span.
    #[must_use]
    pub fn budget(self, from: Instant, working: &WorkingTime) -> Option<Budget> {
        match self {
            Self::Minutes(it) => {
                Some(Budget { time: TimeDelta::minutes(i64::from(it)), until_opening: false })
            }
            Self::Days(it) => {
                let due = working.days_after(from, usize::try_from(it).ok()?)?;
                let until_opening = working.opens_at(due);
                Some(Budget { time: working.between(from, due), until_opening })
            }
        }
    }

    /// In words: "1 working hour", "2 working days".
    #[must_use]
    pub fn words(self) -> String {
        let (n, unit) = match self {
            Self::Days(it) => (it, "day"),
            Self::Minutes(it) if it % 60 == 0 && it > 0 => (it / 60, "hour"),
            Self::Minutes(it) => (it, "minute"),
        };
        format!("{n} working {unit}{}", if n == 1 { "" } else { "s" })
    }
}

/// Working time that may be used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How much.
    pub time: TimeDelta,
    /// When work ends with the last minute of it, it falls due at the next start of work: two working days
    /// after Saturday are Wednesday morning and not Tuesday evening, although nobody works in between.
    pub until_opening: bool,
}

impl Budget {
    /// When it is used up, counted from `from`. `None` beyond the last working span.
    #[must_use]
    pub fn due(self, from: Instant, working: &WorkingTime) -> Option<Instant> {
        if self.until_opening {
            working.open_after(from, self.time)
        } else {
            working.after(from, self.time)
        }
    }
}
