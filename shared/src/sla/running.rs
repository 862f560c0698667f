//! The time in which a clock runs: working time, or all time (ruling 8).

use super::policy::Runs;
use crate::time::{Instant, Span, WorkingTime, Zone};
use chrono::{Days, TimeDelta};

/// Counts the time in which a clock runs.
#[derive(Debug, Clone, Copy)]
pub enum Running<'a> {
    /// While somebody works.
    Working(&'a WorkingTime),
    /// Always; days are those of the zone.
    Always(&'a Zone),
}

impl<'a> Running<'a> {
    /// The time of a clock that runs as `runs` says.
    #[must_use]
    pub fn of(runs: Runs, working: &'a WorkingTime) -> Self {
        match runs {
            Runs::WorkingHours => Self::Working(working),
            Runs::AroundTheClock => Self::Always(&working.zone),
        }
    }

    /// See [`WorkingTime::after`].
    #[must_use]
    pub fn after(self, from: Instant, time: TimeDelta) -> Option<Instant> {
        match self {
            Self::Working(it) => it.after(from, time),
            Self::Always(_) => Some(from + time),
        }
    }

    /// See [`WorkingTime::open_after`].
    #[must_use]
    pub fn open_after(self, from: Instant, time: TimeDelta) -> Option<Instant> {
        match self {
            Self::Working(it) => it.open_after(from, time),
            Self::Always(_) => Some(from + time),
        }
    }

    /// See [`WorkingTime::between`].
    #[must_use]
    pub fn between(self, from: Instant, to: Instant) -> TimeDelta {
        match self {
            Self::Working(it) => it.between(from, to),
            Self::Always(_) => (to - from).max(TimeDelta::zero()),
        }
    }

    /// See [`WorkingTime::within`].
    #[must_use]
    pub fn within(self, from: Instant, to: Instant) -> Vec<Span> {
        match self {
            Self::Working(it) => it.within(from, to).collect(),
            Self::Always(_) => {
                (from < to).then_some(Span { start: from, end: to }).into_iter().collect()
            }
        }
    }

    /// See [`WorkingTime::is_open`].
    #[must_use]
    pub fn is_open(self, at: Instant) -> bool {
        match self {
            Self::Working(it) => it.is_open(at),
            Self::Always(_) => true,
        }
    }

    /// See [`WorkingTime::days_after`]. Where a clock always runs, every day counts.
    #[must_use]
    pub fn days_after(self, from: Instant, days: u32) -> Option<Instant> {
        match self {
            Self::Working(it) => it.days_after(from, usize::try_from(days).ok()?),
            Self::Always(zone) => {
                let wanted = zone.local(from).checked_add_days(Days::new(u64::from(days)))?;
                Some(zone.instant(wanted))
            }
        }
    }

    /// See [`WorkingTime::opens_at`].
    #[must_use]
    pub fn opens_at(self, at: Instant) -> bool {
        match self {
            Self::Working(it) => it.opens_at(at),
            Self::Always(_) => false,
        }
    }
}
