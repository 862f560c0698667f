//! How a number of the report is written, and where it leads.

use shared::{
    api::{
        address,
        report::{ListReported, report_page},
    },
    report::{
        figures::{Kept, Lasted},
        measure::Measure,
        period::Period,
        slice::Slice,
        spread::Times,
    },
    sla::words,
};

/// In which time it is told how long something took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Basis {
    /// While the clock of the promise ran.
    #[default]
    Working,
    /// As the requester lived through it.
    Clock,
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Working, Self::Clock];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Working => "In working time",
            Self::Clock => "By the clock on the wall",
        }
    }

    /// How an address says it; nothing is the first.
    pub fn value(self) -> &'static str {
        match self {
            Self::Working => "",
            Self::Clock => "clock",
        }
    }

    /// What an address says; anything unknown is the first.
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.value() == value).unwrap_or_default()
    }

    /// The page of the report over `period` in this time.
    pub fn page(self, period: Period) -> String {
        address::with_query(&report_page(period), &[("time", self.value())])
    }

    /// The times of this kind.
    pub fn of(self, lasted: Lasted) -> Option<Times> {
        match self {
            Self::Working => lasted.working,
            Self::Clock => lasted.clock,
        }
    }

    /// "7 h 30 min".
    pub fn words(self, minutes: u32) -> String {
        words::lasted(minutes, self == Self::Clock)
    }
}

/// What all numbers of a report have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Which days.
    pub period: Period,
    /// In which time.
    pub basis: Basis,
    /// Whether the reader may see which tickets are behind them.
    pub can_list: bool,
}

impl Numbers {
    /// Where the tickets behind a number are.
    pub fn href(self, of: Measure, slice: Slice) -> Option<String> {
        self.can_list.then(|| ListReported::of(self.period, Some(of), slice).page_address())
    }

    /// "46 of 50. Half took up to 25 min, nine in ten up to 2 h."
    pub fn spread_words(self, kept: Kept, lasted: Lasted) -> String {
        let Kept { n, n_missed } = kept;
        let kept = format!("{} of {n}.", n - n_missed);
        match self.basis.of(lasted) {
            Some(Times { median, p90 }) => {
                let (median, p90) = (self.basis.words(median), self.basis.words(p90));
                format!("{kept} Half took up to {median}, nine in ten up to {p90}.")
            }
            None => kept,
        }
    }
}

/// "92 %", or a dash where nothing was decided.
pub fn per_cent(kept: Kept) -> String {
    kept.per_cent().map_or_else(|| "–".to_owned(), |it| format!("{it} %"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_and_times_are_said_together() {
        let period = Period::last(1, "2026-11-23".parse().unwrap());
        let numbers = Numbers { period, basis: Basis::Working, can_list: true };
        let lasted = Lasted {
            working: Some(Times { median: 25, p90: 3_000 }),
            clock: Some(Times { median: 30, p90: 3_000 }),
        };
        let kept = Kept { n: 50, n_missed: 4 };
        let said = "46 of 50. Half took up to 25 min, nine in ten up to 50 h.";
        assert_eq!(numbers.spread_words(kept, lasted), said);
        let by_the_wall = Numbers { basis: Basis::Clock, ..numbers };
        let said = "46 of 50. Half took up to 30 min, nine in ten up to 2 d 2 h.";
        assert_eq!(by_the_wall.spread_words(kept, lasted), said);
        assert_eq!(numbers.spread_words(Kept::default(), Lasted::default()), "0 of 0.");
        assert_eq!((&*per_cent(kept), &*per_cent(Kept::default())), ("92 %", "–"));
    }
}
