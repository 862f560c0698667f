//! What came of an import.

use std::{fmt, time::Duration};

/// The counts of an import. It prints as its closing line: `5,998 new, 0 known, 2 refused, 3.4 s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Items that were added.
    pub n_new: u64,
    /// Items that an earlier import, or an earlier line, had brought in.
    pub n_known: u64,
    /// Items that were refused, each of which the observer was told.
    pub n_refused: u64,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// Whether the import did what it is for. Some refused lines are normal and do not count
    /// against it; nothing but refused lines does.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.n_refused == 0 || self.n_new + self.n_known > 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} new, {} known, {} refused, {:.1} s",
            grouped(self.n_new),
            grouped(self.n_known),
            grouped(self.n_refused),
            self.took.as_secs_f64()
        )
    }
}

/// A number with a comma before every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_one_line() {
        let took = Duration::from_millis(3_400);
        let report = Report { n_new: 5_998, n_known: 0, n_refused: 2, took };
        assert_eq!(report.to_string(), "5,998 new, 0 known, 2 refused, 3.4 s");
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
            (123_456, "123,456"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn only_an_import_of_nothing_but_refusals_fails() {
        let of = |n_new, n_known, n_refused| {
            Report { n_new, n_known, n_refused, ..Report::default() }.is_success()
        };
        assert!(of(0, 0, 0) && of(1, 0, 9) && of(0, 1, 9));
        assert!(!of(0, 0, 1));
    }
}
