//! Moments of the domain in words, in the reader's zone as the server gave it, so that a page says the same
//! before and after hydration.

use crate::components::time::Moment;
use chrono::NaiveDate;
use shared::{
    sla::words,
    time::{Instant, Zone},
};

/// In one piece: "today, 14:25".
#[must_use]
pub fn spoken(at: Instant, now: Instant, zone: &Zone) -> Moment {
    Moment::new(at.to_rfc3339(), words::sentence(at, now, zone))
}

/// As short as it can be beside an entry: "14:25", with the day before it unless that is today.
#[must_use]
pub fn stamp(at: Instant, now: Instant, zone: &Zone) -> Moment {
    let (local, today) = (zone.local(at), zone.local(now).date());
    let format = if local.date() == today { "%H:%M" } else { "%-d %b %H:%M" };
    Moment::new(at.to_rfc3339(), local.format(format).to_string())
}

/// The clock time alone: "14:25".
#[must_use]
pub fn clock_time(at: Instant, now: Instant, zone: &Zone) -> Moment {
    Moment::new(at.to_rfc3339(), words::moment(at, now, zone).time)
}

/// A date that travels as text, `2026-11-03`: "3 November 2026".
#[must_use]
pub fn day(text: &str) -> Option<Moment> {
    // What is no date is left out rather than shown as it is.
    let date: NaiveDate = text.parse().ok()?;
    Some(date_words(date))
}

/// The day of `at`: "3 November 2026".
#[must_use]
pub fn day_of(at: Instant, zone: &Zone) -> Moment {
    date_words(zone.local(at).date())
}

/// "3 November 2026".
#[must_use]
pub fn date_words(date: NaiveDate) -> Moment {
    Moment::new(date.to_string(), date.format("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        assert_eq!(day("2026-11-03"), Some(Moment::new("2026-11-03", "3 November 2026")));
        assert_eq!(day("soon"), None);
    }

    #[test]
    fn a_day_is_the_readers_day() {
        let zone = Zone { offset: 3600, ..Zone::default() };
        let late = "2026-11-03T23:30:00Z".parse().unwrap();
        assert_eq!(day_of(late, &zone).text, "4 November 2026");
    }
}
