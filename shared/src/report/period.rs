//! The days that a report is about, and the stretches into which its trend divides them.

use crate::time::{Instant, Span, Zone};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days that a period has at most: ten years.
pub const MOST_DAYS: i64 = 3_660;
/// Up to so many days a trend goes by days.
const BY_DAYS: i64 = 45;
/// Up to so many it goes by weeks; beyond, by months.
const BY_WEEKS: i64 = 400;

/// Some days, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; not before the first.
    pub to: NaiveDate,
}

/// Why two days make no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodError {
    /// The last day lies before the first.
    Backwards,
    /// It has more than [`MOST_DAYS`].
    Long,
}

impl Period {
    /// The days from `from` to `to`.
    ///
    /// # Errors
    /// They make no period.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        let period = Self { from, to };
        match period.n_days() {
            ..=0 => Err(PeriodError::Backwards),
            1..=MOST_DAYS => Ok(period),
            _ => Err(PeriodError::Long),
        }
    }

    /// The last `days` days, `today` included.
    #[must_use]
    pub fn last(days: u64, today: NaiveDate) -> Self {
        let before = Days::new(days.saturating_sub(1));
        Self { from: today.checked_sub_days(before).unwrap_or(today), to: today }
    }

    /// How many days it has.
    #[must_use]
    pub fn n_days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// From when up to, not including, when, in `zone`.
    #[must_use]
    pub fn span(self, zone: &Zone) -> Span {
        let start = |date: NaiveDate| zone.instant(date.and_time(NaiveTime::MIN));
        let after = self.to.succ_opt().unwrap_or(self.to);
        Span { start: start(self.from), end: start(after) }
    }

    /// Its days, weeks from Monday, or months, whichever suits its length. Together they are all of it.
    #[must_use]
    pub fn stretches(self) -> Vec<Self> {
        let n_days = self.n_days();
        let next: fn(NaiveDate) -> Option<NaiveDate> = if n_days <= BY_DAYS {
            |it| it.succ_opt()
        } else if n_days <= BY_WEEKS {
            next_monday
        } else {
            next_month
        };
        let mut stretches = Vec::new();
        let mut from = Some(self.from);
        while let Some(first) = from.filter(|it| *it <= self.to) {
            from = next(first);
            let last = from.and_then(|it| it.pred_opt()).unwrap_or(self.to);
            stretches.push(Self { from: first, to: last.min(self.to) });
        }
        stretches
    }
}

fn next_monday(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(7 - u64::from(date.weekday().num_days_from_monday())))
}

fn next_month(date: NaiveDate) -> Option<NaiveDate> {
    match date.month() {
        12 => NaiveDate::from_ymd_opt(date.year() + 1, 1, 1),
        month => NaiveDate::from_ymd_opt(date.year(), month + 1, 1),
    }
}

/// Whether `at` lies in `span`.
#[must_use]
pub fn is_in(span: Span, at: Instant) -> bool {
    (span.start..span.end).contains(&at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(date(from), date(to)).unwrap()
    }

    #[test]
    fn a_period_has_days_and_not_too_many() {
        for (from, to, made) in [
            ("2026-11-01", "2026-11-01", Ok(1)),
            ("2026-11-01", "2026-11-30", Ok(30)),
            ("2026-11-02", "2026-11-01", Err(PeriodError::Backwards)),
            ("2016-01-01", "2026-01-07", Ok(3660)),
            ("2016-01-01", "2026-01-08", Err(PeriodError::Long)),
            ("0001-01-01", "9999-12-31", Err(PeriodError::Long)),
        ] {
            let said = Period::new(date(from), date(to)).map(Period::n_days);
            assert_eq!(said, made, "{from} to {to}");
        }
        assert_eq!(Period::last(30, date("2026-11-30")), period("2026-11-01", "2026-11-30"));
        assert_eq!(Period::last(0, date("2026-11-30")).n_days(), 1);
    }

    #[test]
    fn a_day_has_the_hours_that_its_zone_gives_it() {
        let changes = vec![("2026-10-25T01:00:00Z".parse().unwrap(), 3600)];
        let paris = Zone { name: "Europe/Paris".into(), offset: 7200, changes };
        let span = period("2026-10-25", "2026-10-25").span(&paris);
        assert_eq!(span.start, "2026-10-24T22:00:00Z".parse::<Instant>().unwrap());
        assert_eq!((span.end - span.start).num_hours(), 25);
        assert!(is_in(span, span.start) && !is_in(span, span.end));
    }

    #[test]
    fn stretches_suit_the_length_and_leave_nothing_out() {
        for (from, to, n, second) in [
            ("2026-11-04", "2026-11-04", 1, None),
            ("2026-11-01", "2026-12-15", 45, Some(("2026-11-02", "2026-11-02"))),
            ("2026-11-04", "2026-12-31", 9, Some(("2026-11-09", "2026-11-15"))),
            ("2025-12-15", "2027-02-03", 15, Some(("2026-01-01", "2026-01-31"))),
        ] {
            let whole = period(from, to);
            let stretches = whole.stretches();
            assert_eq!(stretches.len(), n, "{from} to {to}");
            let second = second.map(|(from, to)| period(from, to));
            assert_eq!(stretches.get(1).copied(), second, "{from} to {to}");
            assert_eq!((stretches[0].from, stretches[n - 1].to), (whole.from, whole.to));
            for pair in stretches.windows(2) {
                assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
            }
        }
    }
}
