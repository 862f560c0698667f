//! The numbers of some tickets in a period, as they are sent and shown.

use super::{
    history::{History, Took},
    measure::Measure,
    spread::{Spread, Times},
};
use crate::time::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Every number. A ticket counts once in each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// See [`Measure::Filed`].
    pub n_filed: u32,
    /// See [`Measure::Resolved`].
    pub n_resolved: u32,
    /// See [`Measure::Reopened`].
    pub n_reopened: u32,
    /// See [`Measure::Answered`].
    pub n_answered: u32,
    /// Promises of a first answer.
    pub responses: Kept,
    /// Promises of a fix.
    pub resolutions: Kept,
    /// See [`Measure::Confirmed`].
    pub n_confirmed: u32,
    /// See [`Measure::Complained`].
    pub n_complained: u32,
    /// How long those that were answered took for it.
    pub answering: Lasted,
    /// How long those that were resolved took for it.
    pub fixing: Lasted,
}

/// Promises that were decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// How many.
    pub n: u32,
    /// How many of them were broken.
    pub n_missed: u32,
}

impl Kept {
    /// How many in a hundred were kept, rounded down, so that only all are a hundred; `None` of none.
    #[must_use]
    pub fn per_cent(self) -> Option<u32> {
        let kept = u64::from(self.n.saturating_sub(self.n_missed));
        let per_cent = (kept * 100).checked_div(self.n.into())?;
        u32::try_from(per_cent).ok()
    }
}

/// How long something took; nothing where nothing was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lasted {
    /// See [`Took::working`].
    pub working: Option<Times>,
    /// See [`Took::clock`].
    pub clock: Option<Times>,
}

impl Figures {
    /// The number of tickets that count for `measure`.
    #[must_use]
    pub fn count(&self, measure: Measure) -> u32 {
        match measure {
            Measure::Filed => self.n_filed,
            Measure::Resolved => self.n_resolved,
            Measure::Reopened => self.n_reopened,
            Measure::Answered => self.n_answered,
            Measure::Responses => self.responses.n,
            Measure::ResponsesMissed => self.responses.n_missed,
            Measure::Resolutions => self.resolutions.n,
            Measure::ResolutionsMissed => self.resolutions.n_missed,
            Measure::Confirmed => self.n_confirmed,
            Measure::Complained => self.n_complained,
        }
    }

    fn count_mut(&mut self, measure: Measure) -> &mut u32 {
        match measure {
            Measure::Filed => &mut self.n_filed,
            Measure::Resolved => &mut self.n_resolved,
            Measure::Reopened => &mut self.n_reopened,
            Measure::Answered => &mut self.n_answered,
            Measure::Responses => &mut self.responses.n,
            Measure::ResponsesMissed => &mut self.responses.n_missed,
            Measure::Resolutions => &mut self.resolutions.n,
            Measure::ResolutionsMissed => &mut self.resolutions.n_missed,
            Measure::Confirmed => &mut self.n_confirmed,
            Measure::Complained => &mut self.n_complained,
        }
    }
}

/// Adds tickets up to figures. Its size does not grow with the number of tickets.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    figures: Figures,
    answering: Spreads,
    fixing: Spreads,
}

#[derive(Debug, Clone, Default)]
struct Spreads {
    working: Spread,
    clock: Spread,
}

impl Spreads {
    fn add(&mut self, took: Took) {
        self.working.add(took.working);
        self.clock.add(took.clock);
    }

    fn lasted(&self) -> Lasted {
        Lasted { working: self.working.times(), clock: self.clock.times() }
    }
}

impl Tally {
    /// Adds what counts in `span` of a ticket.
    pub fn add(&mut self, history: &History, span: Span) {
        for measure in Measure::ALL {
            let Some(moment) = history.last_in(span, measure) else { continue };
            *self.figures.count_mut(measure) += 1;
            match (measure, moment.took) {
                (Measure::Answered, Some(took)) => self.answering.add(took),
                (Measure::Resolved, Some(took)) => self.fixing.add(took),
                _ => {}
            }
        }
    }

    /// What it comes to.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let Self { figures, answering, fixing } = self;
        Figures { answering: answering.lasted(), fixing: fixing.lasted(), ..*figures }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_kept_are_a_hundred_per_cent() {
        for (n, n_missed, per_cent) in [
            (0, 0, None),
            (1, 0, Some(100)),
            (1, 1, Some(0)),
            (200, 1, Some(99)),
            (3, 1, Some(66)),
            (u32::MAX, 1, Some(99)),
        ] {
            assert_eq!(Kept { n, n_missed }.per_cent(), per_cent, "{n_missed} of {n}");
        }
    }
}
