//! Time as the rules need it: a zone's offsets and working time as plain intervals. The server expands
//! zones and calendars into these; nothing here knows a time-zone table or what time it is now.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An instant.
pub type Instant = DateTime<Utc>;

/// A zone's clock over the time that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zone {
    /// The IANA name, for people.
    pub name: String,
    /// Seconds east of UTC before the first change.
    pub offset: i32,
    /// From when on which offset holds, in seconds east of UTC; in order.
    pub changes: Vec<(Instant, i32)>,
}

impl Zone {
    /// What the clock on the wall shows at `at`.
    #[must_use]
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        at.naive_utc() + TimeDelta::seconds(i64::from(self.offset_at(at)))
    }

    /// The instant at which the clock shows `local`; the earlier one where it does so twice, and the end of
    /// the gap where it never does.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let offsets = std::iter::once(self.offset).chain(self.changes.iter().map(|it| it.1));
        let candidates = offsets.map(|it| (local - TimeDelta::seconds(i64::from(it))).and_utc());
        let shown = candidates.filter(|it| self.local(*it) == local).min();
        shown.unwrap_or_else(|| {
            let gap = self.changes.iter().find(|it| self.local(it.0) > local);
            gap.map_or_else(|| local.and_utc(), |it| it.0)
        })
    }

    fn offset_at(&self, at: Instant) -> i32 {
        let past = self.changes.partition_point(|it| it.0 <= at);
        if past == 0 { self.offset } else { self.changes[past - 1].1 }
    }
}

/// Time in which somebody works: from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// When work begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
}

/// Working time as it falls in a stretch of real time: what a calendar comes to, in UTC.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorkingTime {
    /// The zone in which days begin and end.
    pub zone: Zone,
    /// The working spans, in order, not overlapping; each begins on a date of its own or after a break.
    pub spans: Vec<Span>,
    /// The hours in words, for people: "Monday to Friday, 09:00 to 17:00".
    pub words: String,
}

impl WorkingTime {
    /// Whether somebody works at `at`.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.from(at).first().is_some_and(|it| it.start <= at)
    }

    /// `at` itself when somebody works then, else the next start of work. `None` beyond the last span.
    #[must_use]
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        self.from(at).first().map(|it| it.start.max(at))
    }

    /// The instant by which `work` of working time has passed since `from`. Exactly at the end of a span
    /// counts as that end, not as the next start. `None` beyond the last span.
    #[must_use]
    pub fn after(&self, from: Instant, work: TimeDelta) -> Option<Instant> {
        self.passed(from, work, |left, here| left <= here)
    }

    /// The moment of work at which `work` of working time has passed since `from`. Exactly at the end of a
    /// span counts as the next start. `None` beyond the last span.
    #[must_use]
    pub fn open_after(&self, from: Instant, work: TimeDelta) -> Option<Instant> {
        self.passed(from, work, |left, here| left < here)
    }

    fn passed(
        &self,
        from: Instant,
        work: TimeDelta,
        fits: fn(TimeDelta, TimeDelta) -> bool,
    ) -> Option<Instant> {
        let mut left = work;
        for span in self.from(from) {
            let start = span.start.max(from);
            let here = span.end - start;
            if fits(left, here) {
                return Some(start + left);
            }
            left -= here;
        }
        None
    }

    /// Whether work starts at `at`.
    #[must_use]
    pub fn opens_at(&self, at: Instant) -> bool {
        self.spans.binary_search_by_key(&at, |it| it.start).is_ok()
    }

    /// Working time between `from` and `to`; zero when `to` is not later.
    #[must_use]
    pub fn between(&self, from: Instant, to: Instant) -> TimeDelta {
        let reached = self.from(from).iter().take_while(|it| it.start < to);
        reached.map(|it| it.end.min(to) - it.start.max(from)).sum()
    }

    /// The spans that are not over at `at`.
    fn from(&self, at: Instant) -> &[Span] {
        &self.spans[self.spans.partition_point(|it| it.end <= at)..]
    }

    /// The same time of day `days` working days after `from` (ruling 19), moved into that day's hours.
    /// Counting starts at the next moment of work. `None` beyond the last span.
    #[must_use]
    pub fn days_after(&self, from: Instant, days: usize) -> Option<Instant> {
        let from = self.next_open(from)?;
        let local = self.zone.local(from);
        // What is over by then is of no later date.
        let later = self.from(from);
        let date =
            self.dates_of(later).filter(|it| *it > local.date()).nth(days.checked_sub(1)?)?;
        let wanted = self.zone.instant(date.and_time(local.time()));
        let date_of = |it: &&Span| self.zone.local(it.start).date();
        let mut that_day =
            later.iter().take_while(|it| date_of(it) <= date).filter(|it| date_of(it) == date);
        let close = that_day.clone().last()?.end;
        let open = that_day.find(|it| wanted < it.end).map(|it| it.start.max(wanted));
        Some(open.unwrap_or(close))
    }

    /// The dates on which the spans start, each once.
    fn dates_of<'a>(&'a self, spans: &'a [Span]) -> impl Iterator<Item = NaiveDate> + 'a {
        let mut last = None;
        spans.iter().filter_map(move |it| {
            let date = self.zone.local(it.start).date();
            (last.replace(date) != Some(date)).then_some(date)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// Paris around the end of summer time 2026: +02:00 until 25 October 01:00 UTC, then +01:00.
    fn paris() -> Zone {
        Zone {
            name: "Europe/Paris".into(),
            offset: 7200,
            changes: vec![(at("2026-10-25T01:00:00Z"), 3600)],
        }
    }

    fn paris_work() -> WorkingTime {
        let days = ["23", "26", "27", "28", "29", "30"];
        let spans = days.iter().map(|day| {
            let offset = if *day == "23" { 7 } else { 8 };
            let start = at(&format!("2026-10-{day}T{offset:02}:00:00Z"));
            Span { start, end: start + TimeDelta::hours(8) }
        });
        WorkingTime { zone: paris(), spans: spans.collect(), words: String::new() }
    }

    #[test]
    fn the_wall_clock_knows_its_changes() {
        for (utc, local) in [
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ] {
            assert_eq!(paris().local(at(utc)), local.parse().unwrap());
        }
        // Shown twice: the earlier one.
        assert_eq!(
            paris().instant("2026-10-25T02:30:00".parse().unwrap()),
            at("2026-10-25T00:30:00Z")
        );
        // Never shown: the end of the gap.
        let spring = Zone {
            offset: 3600,
            changes: vec![(at("2027-03-28T01:00:00Z"), 7200)],
            ..Zone::default()
        };
        assert_eq!(
            spring.instant("2027-03-28T02:30:00".parse().unwrap()),
            at("2027-03-28T01:00:00Z")
        );
    }

    #[test]
    fn working_time_passes_only_at_work() {
        let work = paris_work();
        for (from, minutes, to) in [
            ("2026-10-23T08:00:00Z", 60, "2026-10-23T09:00:00Z"),
            ("2026-10-23T14:30:00Z", 30, "2026-10-23T15:00:00Z"),
            ("2026-10-23T14:30:00Z", 31, "2026-10-26T08:01:00Z"),
            ("2026-10-24T12:00:00Z", 15, "2026-10-26T08:15:00Z"),
            ("2026-10-23T08:00:00Z", 480, "2026-10-26T09:00:00Z"),
        ] {
            assert_eq!(
                work.after(at(from), TimeDelta::minutes(minutes)),
                Some(at(to)),
                "{from} + {minutes}"
            );
            assert_eq!(
                work.between(at(from), at(to)),
                TimeDelta::minutes(minutes),
                "{from} .. {to}"
            );
        }
        assert_eq!(work.after(at("2026-10-30T15:59:00Z"), TimeDelta::minutes(2)), None);
        assert_eq!(
            work.between(at("2026-10-27T08:00:00Z"), at("2026-10-26T08:00:00Z")),
            TimeDelta::zero()
        );
    }

    #[test]
    fn two_working_days_later_is_the_same_time_of_day() {
        let work = paris_work();
        for (from, days, to) in [
            // 10:00 in Paris on Friday, summer time, to 10:00 on Tuesday, winter time.
            ("2026-10-23T08:00:00Z", 2, "2026-10-27T09:00:00Z"),
            // Outside hours it counts from the next start.
            ("2026-10-24T08:00:00Z", 2, "2026-10-28T08:00:00Z"),
            ("2026-10-23T15:00:00Z", 1, "2026-10-27T08:00:00Z"),
        ] {
            assert_eq!(work.days_after(at(from), days), Some(at(to)), "{from} + {days} days");
        }
        assert_eq!(work.days_after(at("2026-10-30T08:00:00Z"), 1), None);
    }

    #[test]
    fn the_time_of_day_is_the_one_shown_even_when_it_is_shown_twice() {
        // At work around midnight: 02:15 comes twice on Sunday, the second time at 01:15 UTC.
        let nights = [("24T22", "25T04"), ("25T23", "26T04")];
        let spans = nights.map(|(start, end)| Span {
            start: at(&format!("2026-10-{start}:00:00Z")),
            end: at(&format!("2026-10-{end}:00:00Z")),
        });
        let work = WorkingTime { zone: paris(), spans: spans.into(), words: String::new() };
        for from in ["2026-10-25T00:15:00Z", "2026-10-25T01:15:00Z"] {
            assert_eq!(work.days_after(at(from), 1), Some(at("2026-10-26T01:15:00Z")), "{from}");
        }
    }
}
