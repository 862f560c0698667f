//! The working calendar, laid out as plain intervals for the rules (decision 8). The only place that knows
//! time-zone tables.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;
use shared::time::{Instant, Span, WorkingTime, Zone};
use std::sync::{Arc, PoisonError, RwLock};

/// Laid out behind today: as far as an open ticket's clock reaches.
const DAYS_BEHIND: u64 = 400;
/// Laid out ahead of today: further than any target.
const DAYS_AHEAD: u64 = 60;

/// When somebody works (ruling 19): Monday to Friday, 09:00 to 17:00 in the site's zone.
#[derive(Debug)]
pub struct Calendar {
    zone: Tz,
    laid_out: RwLock<Option<(NaiveDate, Arc<WorkingTime>)>>,
}

impl Calendar {
    /// The default calendar in `zone`.
    #[must_use]
    pub fn new(zone: Tz) -> Self {
        Self { zone, laid_out: RwLock::new(None) }
    }

    /// Working time around `now`, the same for a whole day.
    #[must_use]
    pub fn around(&self, now: Instant) -> Arc<WorkingTime> {
        let today = now.with_timezone(&self.zone).date_naive();
        let known = self.laid_out.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, it)) = known.filter(|it| it.0 == today) {
            return it;
        }
        let first = today.checked_sub_days(Days::new(DAYS_BEHIND)).unwrap_or(today);
        let it = Arc::new(self.lay_out(first, DAYS_BEHIND + DAYS_AHEAD));
        *self.laid_out.write().unwrap_or_else(PoisonError::into_inner) = Some((today, it.clone()));
        it
    }

    /// Working time from today on, for `days`: what a browser needs to promise.
    #[must_use]
    pub fn ahead(&self, now: Instant, days: u64) -> WorkingTime {
        self.lay_out(now.with_timezone(&self.zone).date_naive(), days)
    }

    fn lay_out(&self, first: NaiveDate, days: u64) -> WorkingTime {
        let dates = (0..days).filter_map(|it| first.checked_add_days(Days::new(it)));
        let worked = dates.filter(|it| !matches!(it.weekday(), Weekday::Sat | Weekday::Sun));
        let spans = worked.map(|date| Span { start: self.at(date, 9), end: self.at(date, 17) });
        WorkingTime {
            zone: self.clock(first, days),
            spans: spans.collect(),
            words: "Monday to Friday, 09:00 to 17:00".to_owned(),
        }
    }

    /// The instant of `hour` o'clock; after a gap, the first instant there is.
    fn at(&self, date: NaiveDate, hour: u32) -> Instant {
        let local = date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
        let found = (0..4).find_map(|it| {
            self.zone.from_local_datetime(&(local + TimeDelta::minutes(30 * it))).earliest()
        });
        found.map_or_else(|| local.and_utc(), |it| it.with_timezone(&Utc))
    }

    /// The zone's clock from `first` on, for `days` and a day around.
    fn clock(&self, first: NaiveDate, days: u64) -> Zone {
        let start = first.and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(1);
        let mut zone =
            Zone { name: self.zone.name().to_owned(), offset: self.offset(start), changes: vec![] };
        let (mut before, mut offset) = (start, zone.offset);
        for day in 1..=i64::try_from(days).unwrap_or(0) + 2 {
            let after = start + TimeDelta::days(day);
            let next = self.offset(after);
            if next != offset {
                zone.changes.push((self.change_between(before, after), next));
                offset = next;
            }
            before = after;
        }
        zone
    }

    /// The second at which the offset changes between two instants on both sides of the change.
    fn change_between(&self, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> Instant {
        let old = self.offset(before);
        while after - before > TimeDelta::seconds(1) {
            let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
            if self.offset(middle) == old { before = middle } else { after = middle }
        }
        after
    }

    fn offset(&self, at: DateTime<Utc>) -> i32 {
        self.zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
    }
}

/// The zone of this machine; UTC where it is not known.
#[must_use]
pub fn machine_zone() -> Tz {
    iana_time_zone::get_timezone().ok().and_then(|it| it.parse().ok()).unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_week_in_paris_over_the_end_of_summer_time() {
        let calendar = Calendar::new(Tz::Europe__Paris);
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
            let working = Calendar::new(zone).around(now);
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
}
