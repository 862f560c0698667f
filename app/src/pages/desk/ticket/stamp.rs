//! When something happened, as short as it can be said beside an entry.

use crate::components::time::Moment;
use shared::{api::requests::Clock, sla::words, time::Instant};

/// The clock time, with the day before it unless that is today.
pub(super) fn stamp(at: Instant, clock: &Clock) -> Moment {
    let (local, today) = (clock.zone.local(at), clock.zone.local(clock.now).date());
    let format = match local.date() == today {
        true => "%H:%M",
        false => "%-d %b %H:%M",
    };
    Moment::new(machine(at), local.format(format).to_string())
}

/// The same in one sentence: "yesterday, 14:25".
pub(super) fn sentence(at: Instant, clock: &Clock) -> Moment {
    Moment::new(machine(at), words::sentence(at, clock.now, &clock.zone))
}

fn machine(at: Instant) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::Zone;

    #[test]
    fn only_another_day_is_said() {
        let clock = Clock {
            now: "2026-11-20T22:30:00Z".parse().unwrap(),
            zone: Zone { offset: 3600, ..Zone::default() },
        };
        let said = |at: &str| stamp(at.parse().unwrap(), &clock).text;
        assert_eq!(said("2026-11-20T08:05:00Z"), "09:05");
        assert_eq!(said("2026-11-19T22:59:00Z"), "19 Nov 23:59");
        assert_eq!(
            stamp("2026-11-20T08:05:00Z".parse().unwrap(), &clock).datetime,
            "2026-11-20T08:05:00Z"
        );
    }
}
