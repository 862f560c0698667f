//! Times as people say them, the same on both sides: "14:25", "today, Friday".

use crate::time::{Instant, Zone};
use chrono::{Datelike, NaiveDate};

/// A clock time with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// "14:25".
    pub time: String,
    /// "today, Friday", "tomorrow, Saturday", "Monday 30 November".
    pub day: String,
}

/// How people in `zone` say `at`, when it is `now`.
#[must_use]
pub fn moment(at: Instant, now: Instant, zone: &Zone) -> Moment {
    let (local, today) = (zone.local(at), zone.local(now).date());
    let weekday = local.format("%A");
    let day = match (local.date() - today).num_days() {
        -1 => format!("yesterday, {weekday}"),
        0 => format!("today, {weekday}"),
        1 => format!("tomorrow, {weekday}"),
        _ => date(local.date(), today),
    };
    Moment { time: local.format("%H:%M").to_string(), day }
}

/// In one piece: "today, 14:25" or "Monday 30 November, 09:00".
#[must_use]
pub fn sentence(at: Instant, now: Instant, zone: &Zone) -> String {
    let Moment { time, day } = moment(at, now, zone);
    let day = day.split_once(", ").map_or(day.as_str(), |it| it.0);
    format!("{day}, {time}")
}

fn date(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() {
        date.format("%A %-d %B").to_string()
    } else {
        date.format("%-d %B %Y").to_string()
    }
}

/// Time left or overdue, in its largest unit: "23 min left", "2 h left", "3 d late" (D5.9). In real time.
#[must_use]
pub fn time_left(due: Instant, now: Instant) -> String {
    let minutes = (due - now).num_minutes();
    let size = minutes.unsigned_abs();
    let (n, unit) = match size {
        0..60 => (size, "min"),
        60..2880 => (size / 60, "h"),
        _ => (size / 1440, "d"),
    };
    format!("{n} {unit} {}", if due < now { "late" } else { "left" })
}

/// How far away `at` is, in real time and to the nearest unit: "in 2 hours", "12 minutes ago", "now" (D3.8).
#[must_use]
pub fn from_now(at: Instant, now: Instant) -> String {
    let seconds = (at - now).num_seconds();
    let minutes = (seconds.unsigned_abs() + 30) / 60;
    let hours = (minutes + 30) / 60;
    let (n, unit) = match minutes {
        0 => return "now".to_owned(),
        1..60 => (minutes, "minute"),
        _ if hours < 36 => (hours, "hour"),
        _ => ((hours + 12) / 24, "day"),
    };
    let plural = if n == 1 { "" } else { "s" };
    if seconds < 0 { format!("{n} {unit}{plural} ago") } else { format!("in {n} {unit}{plural}") }
}

/// How long something took, in its two largest units: "45 min", "7 h 30 min", and with days "2 d 4 h". Working
/// time has no days: one of eight hours is none of 24.
#[must_use]
pub fn lasted(minutes: u32, has_days: bool) -> String {
    let hours = minutes / 60;
    let (n, unit, rest, smaller) = match hours {
        0 => return format!("{minutes} min"),
        48.. if has_days => (hours / 24, "d", hours % 24, "h"),
        _ => (hours, "h", minutes % 60, "min"),
    };
    if rest == 0 { format!("{n} {unit}") } else { format!("{n} {unit} {rest} {smaller}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let zone = Zone { offset: 3600, ..Zone::default() };
        let now = at("2026-11-20T22:30:00Z");
        for (instant, said) in [
            ("2026-11-20T22:59:00Z", "today, 23:59"),
            ("2026-11-20T23:00:00Z", "tomorrow, 00:00"),
            ("2026-11-19T22:59:00Z", "yesterday, 23:59"),
            ("2026-11-23T08:00:00Z", "Monday 23 November, 09:00"),
            ("2027-01-04T08:00:00Z", "4 January 2027, 09:00"),
        ] {
            assert_eq!(sentence(at(instant), now, &zone), said);
        }
        assert_eq!(moment(at("2026-11-20T22:31:00Z"), now, &zone).day, "today, Friday");
    }

    #[test]
    fn time_left_is_said_in_one_unit() {
        let now = at("2026-11-20T12:00:00Z");
        for (due, said) in [
            ("2026-11-20T12:23:00Z", "23 min left"),
            ("2026-11-20T14:30:00Z", "2 h left"),
            ("2026-11-23T12:00:00Z", "3 d left"),
            ("2026-11-20T11:00:00Z", "1 h late"),
            ("2026-11-20T12:00:00Z", "0 min left"),
        ] {
            assert_eq!(time_left(at(due), now), said);
        }
    }

    #[test]
    fn how_far_away_is_said_to_the_nearest_unit() {
        let now = at("2026-11-20T12:00:00Z");
        for (moment, said) in [
            ("2026-11-20T12:00:29Z", "now"),
            ("2026-11-20T12:00:30Z", "in 1 minute"),
            ("2026-11-20T11:59:00Z", "1 minute ago"),
            ("2026-11-20T12:59:00Z", "in 59 minutes"),
            ("2026-11-20T12:59:40Z", "in 1 hour"),
            ("2026-11-20T14:25:00Z", "in 2 hours"),
            ("2026-11-20T14:35:00Z", "in 3 hours"),
            ("2026-11-19T11:00:00Z", "25 hours ago"),
            ("2026-11-22T00:00:00Z", "in 2 days"),
            ("2026-11-06T12:00:00Z", "14 days ago"),
        ] {
            assert_eq!(from_now(at(moment), now), said, "{moment}");
        }
    }

    #[test]
    fn what_lasted_is_said_in_two_units() {
        for (minutes, in_hours, in_days) in [
            (0, "0 min", "0 min"),
            (59, "59 min", "59 min"),
            (60, "1 h", "1 h"),
            (450, "7 h 30 min", "7 h 30 min"),
            (2879, "47 h 59 min", "47 h 59 min"),
            (2880, "48 h", "2 d"),
            (3129, "52 h 9 min", "2 d 4 h"),
        ] {
            assert_eq!((&*lasted(minutes, false), &*lasted(minutes, true)), (in_hours, in_days));
        }
    }
}
