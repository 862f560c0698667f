//! The working calendar, laid out as plain intervals for the rules (decision 8). The only place that knows
//! time-zone tables.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use shared::{
    sla::calendar::Hours,
    time::{Instant, Span, WorkingTime, Zone},
};
use std::sync::{Arc, PoisonError, RwLock};

/// Laid out behind today: as far as an open ticket's clock reaches.
const DAYS_BEHIND: u64 = 400;
/// Laid out ahead of today at least.
const DAYS_AHEAD: u64 = 60;

/// The hours of one site in its zone. Where the clock is set back, hours begin and end when it shows their edges
/// for the first time.
#[derive(Debug)]
pub struct Calendar {
    zone: Tz,
    hours: Hours,
    days_ahead: u64,
    laid_out: RwLock<Option<(NaiveDate, Arc<WorkingTime>)>>,
}

impl Calendar {
    /// These hours in `zone`, laid out for at least so many days ahead.
    #[must_use]
    pub fn new(zone: Tz, hours: Hours, days_ahead: u64) -> Self {
        let days_ahead = days_ahead.max(DAYS_AHEAD);
        Self { zone, hours, days_ahead, laid_out: RwLock::new(None) }
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
        let it = Arc::new(self.lay_out(first, DAYS_BEHIND + self.days_ahead));
        *self.laid_out.write().unwrap_or_else(PoisonError::into_inner) = Some((today, it.clone()));
        it
    }

    /// Working time around `now` as [`Calendar::around`] has it, and back to `first` if that is earlier: for
    /// what is measured long afterwards.
    #[must_use]
    pub fn back_to(&self, first: Instant, now: Instant) -> Arc<WorkingTime> {
        let date = |it: Instant| it.with_timezone(&self.zone).date_naive();
        let n_days = u64::try_from((date(now) - date(first)).num_days()).unwrap_or(0) + 1;
        if n_days <= DAYS_BEHIND {
            return self.around(now);
        }
        let before = date(first).checked_sub_days(Days::new(1)).unwrap_or(date(first));
        Arc::new(self.lay_out(before, n_days + self.days_ahead))
    }

    /// Working time from today on, for `days`: what a browser needs to promise.
    #[must_use]
    pub fn ahead(&self, now: Instant, days: u64) -> WorkingTime {
        self.lay_out(now.with_timezone(&self.zone).date_naive(), days)
    }

    fn lay_out(&self, first: NaiveDate, days: u64) -> WorkingTime {
        let zone = self.clock(first, days);
        let mut spans: Vec<Span> = Vec::new();
        let dates = (0..days).filter_map(|it| first.checked_add_days(Days::new(it)));
        for date in dates {
            for shift in self.hours.on(date) {
                let (start, end) = shift.on(date);
                let span = Span { start: zone.instant(start), end: zone.instant(end) };
                match spans.last_mut() {
                    // The clock jumped over all of it, as over a whole day in Samoa.
                    _ if span.start >= span.end => {}
                    // It jumped over the break. Another date is another working day, also without one.
                    Some(last)
                        if last.end == span.start && zone.local(last.start).date() == date =>
                    {
                        last.end = span.end;
                    }
                    _ => spans.push(span),
                }
            }
        }
        WorkingTime { zone, spans, words: self.hours.words() }
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

/// Whether there is a zone of this name.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}

/// The zone of this machine; UTC where it is not known.
#[must_use]
pub fn machine_zone() -> Tz {
    iana_time_zone::get_timezone().ok().and_then(|it| it.parse().ok()).unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests;
