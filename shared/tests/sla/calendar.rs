//! Calendars that nobody would choose: hours with breaks, holidays, and a wall clock that jumps.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use proptest::prelude::*;
use shared::time::{Instant, Span, WorkingTime, Zone};
use std::collections::BTreeSet;

/// How many days a calendar is laid out for.
pub(crate) const DAYS: u32 = 56;
const QUARTERS: u32 = 24 * 4;

/// When somebody works, as a person would write it down.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    pub(crate) zone: Zone,
    /// From Monday: hours of one day, each from and up to a quarter of an hour counted from midnight.
    week: Vec<Vec<(u32, u32)>>,
    holidays: BTreeSet<u32>,
}

/// The first date that is laid out; a Monday.
pub(crate) fn first_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn midnight() -> Instant {
    first_date().and_time(NaiveTime::MIN).and_utc()
}

impl Calendar {
    /// Whether somebody works when the clock on the wall shows `wall`.
    pub(crate) fn is_worked(&self, wall: NaiveDateTime) -> bool {
        let day = (wall.date() - first_date()).num_days();
        let is_laid_out = (0..i64::from(DAYS)).contains(&day);
        let is_holiday = self.holidays.iter().any(|it| i64::from(*it) == day);
        let minute = wall.hour() * 60 + wall.minute();
        let weekday = wall.weekday().num_days_from_monday();
        is_laid_out
            && !is_holiday
            && self.week[weekday as usize]
                .iter()
                .any(|(from, to)| (from * 15..to * 15).contains(&minute))
    }

    /// The same as intervals, as a server lays them out.
    pub(crate) fn working_time(&self) -> WorkingTime {
        let mut spans: Vec<Span> = Vec::new();
        for day in (0..DAYS).filter(|it| !self.holidays.contains(it)) {
            let date = first_date() + Days::new(u64::from(day));
            let weekday = date.weekday().num_days_from_monday();
            for (from, to) in &self.week[weekday as usize] {
                let at = |quarter: &u32| {
                    let time = NaiveTime::from_num_seconds_from_midnight_opt(quarter * 900, 0);
                    self.zone.instant(date.and_time(time.unwrap()))
                };
                let span = Span { start: at(from), end: at(to) };
                match spans.last_mut() {
                    _ if span.start == span.end => {}
                    // The clock jumped over the break.
                    Some(last)
                        if last.end == span.start && self.zone.local(last.start).date() == date =>
                    {
                        last.end = span.end;
                    }
                    _ => spans.push(span),
                }
            }
        }
        WorkingTime { zone: self.zone.clone(), spans, words: String::new() }
    }

    /// Moments at which something begins, ends or jumps.
    pub(crate) fn edges(&self) -> Vec<Instant> {
        let spans = self.working_time().spans;
        let edges = spans.iter().flat_map(|it| [it.start, it.end]);
        edges.chain(self.zone.changes.iter().map(|it| it.0)).collect()
    }
}

pub(crate) fn any() -> impl Strategy<Value = Calendar> {
    let holidays = prop::collection::btree_set(0..DAYS, 0..6);
    (zone(), week(), holidays).prop_map(|(zone, week, holidays)| Calendar { zone, week, holidays })
}

/// A zone up to half a day from Greenwich, in quarters of an hour, whose clock goes forward, back, or both;
/// by an hour, by half of one as on Lord Howe, or by a whole day as in Samoa.
fn zone() -> impl Strategy<Value = Zone> {
    let jump = prop_oneof![4 => Just(3600), 4 => Just(-3600), 2 => Just(1800), 2 => Just(-1800), 1 => Just(86_400)];
    let changes = prop::collection::btree_map(1..DAYS * QUARTERS, jump, 0..4);
    (-44..=44_i32, changes).prop_map(|(quarters, jumps)| {
        let offset = quarters * 900;
        let (mut now, mut last, mut changes) = (offset, None, Vec::new());
        for (quarter, jump) in jumps {
            // No zone changes twice within a few days.
            if last.is_none_or(|it| quarter - it > 4 * QUARTERS) {
                now += jump;
                changes.push((midnight() + TimeDelta::minutes(i64::from(quarter) * 15), now));
                last = Some(quarter);
            }
        }
        Zone { name: "made up".to_owned(), offset, changes }
    })
}

/// Mondays are worked, other days perhaps; up to two breaks a day.
fn week() -> impl Strategy<Value = Vec<Vec<(u32, u32)>>> {
    let edges = |n| prop::sample::subsequence((0..QUARTERS).collect::<Vec<_>>(), n);
    let day = prop_oneof![1 => Just(0), 3 => Just(2), 3 => Just(4), 1 => Just(6)];
    let day = day.prop_flat_map(edges);
    (edges(4), prop::collection::vec(day, 6)).prop_map(|(monday, others)| {
        let hours = |edges: Vec<u32>| edges.chunks_exact(2).map(|it| (it[0], it[1])).collect();
        std::iter::once(monday).chain(others).map(hours).collect()
    })
}
