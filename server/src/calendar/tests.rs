use super::*;
use chrono::Datelike;
use shared::sla::calendar::Shift;

fn in_zone(zone: Tz) -> Calendar {
    Calendar::new(zone, Hours::default(), 0)
}

#[test]
fn a_working_week_in_paris_over_the_end_of_summer_time() {
    let calendar = in_zone(Tz::Europe__Paris);
    let working = calendar.around("2026-10-23T12:00:00Z".parse().unwrap());
    let starts: Vec<_> = working
        .spans
        .iter()
        .map(|it| it.start.to_rfc3339())
        .filter(|it| it.starts_with("2026-10-2"))
        .collect();
    let wanted = ["20T07", "21T07", "22T07", "23T07", "26T08", "27T08", "28T08", "29T08"];
    assert_eq!(starts, wanted.map(|it| format!("2026-10-{it}:00:00+00:00")));
    assert!(working.zone.changes.contains(&("2026-10-25T01:00:00Z".parse().unwrap(), 3600)));
}

#[test]
fn the_clock_agrees_with_the_tables_at_every_hour_of_a_year() {
    for zone in [
        Tz::Europe__Paris,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Asia__Kathmandu,
        Tz::UTC,
    ] {
        let now: Instant = "2026-11-20T12:00:00Z".parse().unwrap();
        let working = in_zone(zone).around(now);
        for hour in 0..(24 * 400) {
            let at = now - TimeDelta::hours(hour);
            assert_eq!(
                working.zone.local(at),
                at.with_timezone(&zone).naive_local(),
                "{zone} {at}"
            );
        }
    }
}

/// Every zone with a change of its clock that somebody has to live through: by an hour, by half of one, by a
/// whole day, and one without.
const CHANGES: [(Tz, &str); 9] = [
    (Tz::Europe__Berlin, "2026-03-29"),
    (Tz::Europe__Berlin, "2026-10-25"),
    (Tz::America__New_York, "2026-03-08"),
    (Tz::America__New_York, "2026-11-01"),
    (Tz::Australia__Lord_Howe, "2026-04-05"),
    (Tz::Australia__Lord_Howe, "2026-10-04"),
    (Tz::Asia__Kolkata, "2026-03-29"),
    // There was no 30 December 2011 in Samoa, a Friday.
    (Tz::Pacific__Apia, "2011-12-30"),
    (Tz::Pacific__Apia, "2012-04-01"),
];

#[test]
fn intervals_are_the_minutes_that_a_walk_with_the_tables_finds() {
    for hours in [Hours::default(), nights_with_breaks()] {
        for (zone, date) in CHANGES {
            let date: NaiveDate = date.parse().unwrap();
            let first = date - Days::new(3);
            let spans = Calendar::new(zone, hours.clone(), 0).lay_out(first, 7).spans;
            assert_eq!(spans, walked(zone, &hours, first, 7), "{zone} around {date}");
        }
    }
}

#[test]
fn a_day_that_there_was_not_is_not_worked() {
    let calendar = in_zone(Tz::Pacific__Apia);
    let week = calendar.lay_out("2011-12-26".parse().unwrap(), 7);
    assert_eq!(week.spans.len(), 4, "Monday to Thursday");
    assert!(week.spans.iter().all(|it| it.end - it.start == TimeDelta::hours(8)));
}

#[test]
fn nobody_works_on_a_holiday() {
    let holiday: NaiveDate = "2026-12-25".parse().unwrap();
    let hours = Hours { holidays: [holiday].into(), ..Hours::default() };
    let week = Calendar::new(Tz::UTC, hours, 0).lay_out("2026-12-21".parse().unwrap(), 7);
    assert_eq!(week.spans.len(), 4);
    assert!(week.spans.iter().all(|it| it.start.date_naive() != holiday));
}

/// Hours that begin, pause and end where clocks are changed.
fn nights_with_breaks() -> Hours {
    let night = "00:00-00:45, 01:15-01:45, 02:10-02:20, 02:30-02:50, 03:00-09:30, 22:15-24:00";
    Hours { week: std::array::from_fn(|_| night.parse().unwrap()), ..Hours::default() }
}

/// The same by asking the tables at every minute. When the clock is set back, nobody goes home twice: what
/// counts is the furthest that it has shown.
fn walked(zone: Tz, hours: &Hours, first: NaiveDate, days: i64) -> Vec<Span> {
    let midnight = first.and_time(NaiveTime::MIN).and_utc();
    let (from, to) = (midnight - TimeDelta::days(2), midnight + TimeDelta::days(days + 2));
    let mut spans: Vec<Span> = Vec::new();
    let mut furthest = chrono::NaiveDateTime::MIN;
    let mut at = from;
    while at < to {
        furthest = furthest.max(at.with_timezone(&zone).naive_local());
        let weekday = furthest.weekday().num_days_from_monday() as usize;
        let is_laid_out = (0..days).contains(&(furthest.date() - first).num_days());
        let next = at + TimeDelta::minutes(1);
        let minute = furthest.time().signed_duration_since(NaiveTime::MIN).num_minutes();
        let is_worked = |it: &&Shift| (i64::from(it.start)..i64::from(it.end)).contains(&minute);
        if is_laid_out && hours.week[weekday].shifts().iter().any(|it| is_worked(&it)) {
            match spans.last_mut() {
                // Another date is another working day, also without a break.
                Some(last) if last.end == at && minute > 0 => last.end = next,
                _ => spans.push(Span { start: at, end: next }),
            }
        }
        at = next;
    }
    spans
}
