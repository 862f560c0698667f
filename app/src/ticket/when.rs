//! Moments of the domain in words, in the reader's zone as the server gave it, so that a page says the same
//! before and after hydration. How far away they are is told anew every minute.

use crate::components::{
    present::use_present,
    time::{Moment, Time},
};
use chrono::{NaiveDate, SecondsFormat};
use leptos::prelude::*;
use shared::{
    sla::words,
    time::{Instant, Zone},
};

/// In one piece: "today, 14:25".
#[must_use]
pub fn spoken(at: Instant, now: Instant, zone: &Zone) -> Moment {
    Moment::new(machine(at), words::sentence(at, now, zone))
}

/// The same, and how far away it is: "today, 14:25 (in 2 hours)" (D3.8). `now` is when the server said so.
#[must_use]
pub fn spoken_from_now(at: Instant, now: Instant, zone: &Zone) -> AnyView {
    let words = FromNow { at, said: now }.words();
    view! {
        <Time at=spoken(at, now, zone)/>
        <span class="from-now nowrap">" (" {words} ")"</span>
    }
    .into_any()
}

/// How far away a moment is, which changes while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromNow {
    /// The moment.
    pub at: Instant,
    /// When the answer was made that it comes from.
    pub said: Instant,
}

impl FromNow {
    /// "in 2 hours", "12 minutes ago"; anew every minute while the page is seen.
    #[must_use]
    pub fn words(self) -> Signal<String> {
        let present = use_present(self.said);
        Signal::derive(move || words::from_now(self.at, present.get()))
    }
}

/// As short as it can be beside an entry: "14:25", with the day before it unless that is today.
#[must_use]
pub fn stamp(at: Instant, now: Instant, zone: &Zone) -> Moment {
    let (local, today) = (zone.local(at), zone.local(now).date());
    let format = if local.date() == today { "%H:%M" } else { "%-d %b %H:%M" };
    Moment::new(machine(at), local.format(format).to_string())
}

/// The clock time alone: "14:25".
#[must_use]
pub fn clock_time(at: Instant, now: Instant, zone: &Zone) -> Moment {
    Moment::new(machine(at), words::moment(at, now, zone).time)
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

fn machine(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_day_is_said() {
        let now = "2026-11-20T22:30:00Z".parse().unwrap();
        let zone = Zone { offset: 3600, ..Zone::default() };
        let said = |at: &str| stamp(at.parse().unwrap(), now, &zone);
        assert_eq!(said("2026-11-20T08:05:00Z").text, "09:05");
        assert_eq!(said("2026-11-19T22:59:00Z").text, "19 Nov 23:59");
        assert_eq!(said("2026-11-20T08:05:00Z").datetime, "2026-11-20T08:05:00Z");
    }

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
