//! What a promise comes to, in words: the one time that stands in the arch, and the sentence beside it.
//! Computes nothing: the clock is in `shared`.

use super::{
    promise::Promised,
    when::{self, FromNow},
};
use shared::{
    sla::{
        clock::{Due, Promise},
        words,
    },
    time::{Instant, Zone},
};

/// The next time that counts, for the arch; `None` while the clock stands still or nothing is due. A missed
/// time stays, and the new one stands below it (D3.9).
#[must_use]
pub fn in_the_arch(promise: &Promise, now: Instant, zone: &Zone) -> Option<Promised> {
    let promised = match (promise.first_response, promise.resolution) {
        (Due::At(due), _) => Some((due, "A person replies by", "A reply was due at")),
        (_, Due::At(due)) => Some((due, "We aim to fix it by", "A fix was due at")),
        (_, Due::Missed { due, .. }) => Some((due, "", "A fix was due at")),
        _ => None,
    };
    let update = new_time(promise).map(|by| (by, "You hear more by", "News was due at"));
    let is_missed = |it: &(Instant, _, _)| it.0 < now;
    let (due, to_come, missed) = match (promised, update) {
        (Some(promised), Some(update)) if is_missed(&promised) && !is_missed(&update) => promised,
        (promised, update) => promised.into_iter().chain(update).min_by_key(|it| {
            // Of two missed times the later one was said last.
            if is_missed(it) { (false, now - it.0) } else { (true, it.0 - now) }
        })?,
    };
    let is_missed = due < now;
    let day = match update {
        Some((by, ..)) if is_missed && by >= now => {
            format!("missed, now {}", short(by, now, zone))
        }
        _ => words::moment(due, now, zone).day,
    };
    Some(Promised {
        what: (if is_missed { missed } else { to_come }).to_owned(),
        clock: when::clock_time(due, now, zone),
        day,
        from_now: Some(FromNow { at: due, said: now }),
        is_missed,
    })
}

/// "We have it since today, 14:05.": that the request is here, which is no answer yet (ruling 7).
#[must_use]
pub fn about_the_receipt(promise: &Promise, now: Instant, zone: &Zone) -> Option<String> {
    match promise.acknowledgement {
        Due::Met { at, .. } | Due::Missed { at, .. } => {
            Some(format!("We have it since {}.", words::sentence(at, now, zone)))
        }
        Due::At(_) | Due::Paused { .. } | Due::Beyond | Due::Dropped => None,
    }
}

/// What there is to say about the first reply, as one sentence or two.
#[must_use]
pub fn about_the_reply(promise: &Promise, now: Instant, zone: &Zone) -> String {
    let said = |at| words::sentence(at, now, zone);
    match promise.first_response {
        Due::At(due) if due < now => {
            let instead = instead(promise, now, zone);
            format!("We said that a person replies by {}, and missed it. {instead}", said(due))
        }
        Due::At(due) => format!("A person replies by {}.", said(due)),
        Due::Met { at, .. } => format!("A person replied {}, in the time we promised.", said(at)),
        Due::Missed { at, due } => {
            format!(
                "A person replied {}. We had promised {}, and missed that.",
                said(at),
                said(due)
            )
        }
        Due::Dropped => "You took it back, so no reply is due.".to_owned(),
        Due::Paused { .. } | Due::Beyond => "We cannot say yet when a person replies.".to_owned(),
    }
}

/// What there is to say about the fix, as one sentence or two.
#[must_use]
pub fn about_the_fix(promise: &Promise, now: Instant, zone: &Zone) -> String {
    let said = |at| words::sentence(at, now, zone);
    match promise.resolution {
        Due::At(due) if due < now => {
            let missed = format!("We aimed to fix it by {}, and missed that.", said(due));
            match promise.first_response {
                // Said already about the reply.
                Due::At(_) => missed,
                _ => format!("{missed} {}", instead(promise, now, zone)),
            }
        }
        Due::At(due) => format!("We aim to fix it by {}.", said(due)),
        Due::Paused { .. } => "Our clock stands still until you answer.".to_owned(),
        Due::Met { at, .. } => format!("Fixed {}, in the time we promised.", said(at)),
        Due::Missed { at, due } => {
            format!("Fixed {}. We had promised {}, and missed that.", said(at), said(due))
        }
        Due::Dropped => "You took it back, so no fix is due.".to_owned(),
        Due::Beyond => "We cannot say yet when it will be fixed.".to_owned(),
    }
}

/// What there is to say about the time that an agent gave, unless it stands beside a missed promise already.
#[must_use]
pub fn about_the_update(promise: &Promise, now: Instant, zone: &Zone) -> Option<String> {
    let is_said = [promise.first_response, promise.resolution]
        .iter()
        .any(|it| matches!(it, Due::At(due) if *due < now));
    let by = new_time(promise).filter(|_| !is_said)?;
    Some(if by < now {
        missed_news(by, now, zone)
    } else {
        format!("You hear more by {}.", words::sentence(by, now, zone))
    })
}

/// The next promise in a few words, for a list.
#[must_use]
pub fn in_a_line(promise: &Promise, now: Instant, zone: &Zone) -> Option<String> {
    let said = |at| words::sentence(at, now, zone);
    let line = match (promise.first_response, promise.resolution) {
        (Due::At(due), _) if due < now => format!("A reply was due {}", said(due)),
        (Due::At(due), _) => return Some(format!("A person replies by {}", said(due))),
        (_, Due::At(due)) if due < now => format!("A fix was due {}", said(due)),
        (_, Due::At(due)) => return Some(format!("We aim to fix it by {}", said(due))),
        (_, Due::Paused { .. }) => {
            return Some("Our clock stands still until you answer".to_owned());
        }
        _ => return None,
    };
    let new_time = new_time(promise).filter(|it| *it >= now);
    Some(match new_time {
        Some(by) => format!("{line}, now {}", short(by, now, zone)),
        None => line,
    })
}

/// What holds instead of a missed promise: only what somebody said (D3.9).
fn instead(promise: &Promise, now: Instant, zone: &Zone) -> String {
    match new_time(promise) {
        Some(by) if by < now => missed_news(by, now, zone),
        Some(by) => format!("New time: {}.", words::sentence(by, now, zone)),
        None => "Nobody has given a new time yet.".to_owned(),
    }
}

fn missed_news(by: Instant, now: Instant, zone: &Zone) -> String {
    format!("You were to hear more by {}, and we missed that.", words::sentence(by, now, zone))
}

/// The time that an agent gave, as long as nobody has written since.
fn new_time(promise: &Promise) -> Option<Instant> {
    match promise.next_update {
        Some(Due::At(by)) => Some(by),
        _ => None,
    }
}

/// The clock time alone on the same day, else with its day.
fn short(at: Instant, now: Instant, zone: &Zone) -> String {
    if zone.local(at).date() == zone.local(now).date() {
        words::moment(at, now, zone).time
    } else {
        words::sentence(at, now, zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        format!("2026-11-{text}:00Z").parse().unwrap()
    }

    fn promise(first_response: Due, resolution: Due) -> Promise {
        let acknowledgement = Due::Met { at: at("20T13:25"), due: at("20T13:40") };
        Promise { acknowledgement, first_response, resolution, next_update: None }
    }

    #[test]
    fn the_arch_holds_the_next_time_and_says_when_it_was_missed() {
        let (reply, fix) = (Due::At(at("20T14:25")), Due::At(at("23T11:25")));
        let met = Due::Met { at: at("20T14:00"), due: at("20T14:25") };
        let paused = Due::Paused { minutes_left: 10 };
        for (promise, now, expected) in [
            (promise(reply, fix), at("20T13:00"), Some(("A person replies by", "14:25", false))),
            (promise(reply, fix), at("20T15:00"), Some(("A reply was due at", "14:25", true))),
            (promise(met, fix), at("20T15:00"), Some(("We aim to fix it by", "11:25", false))),
            (promise(met, paused), at("20T15:00"), None),
            (promise(met, met), at("20T15:00"), None),
        ] {
            let said = in_the_arch(&promise, now, &Zone::default());
            let said = said.as_ref().map(|it| (&*it.what, &*it.clock.text, it.is_missed));
            assert_eq!(said, expected, "{promise:?} at {now}");
        }
    }

    #[test]
    fn what_was_missed_is_said_so() {
        let missed = Due::Missed { at: at("20T16:00"), due: at("20T14:25") };
        let zone = Zone::default();
        let late = promise(missed, missed);
        for said in [
            about_the_fix(&late, at("20T17:00"), &zone),
            about_the_reply(&late, at("20T17:00"), &zone),
            about_the_fix(&promise(missed, Due::At(at("20T16:30"))), at("20T17:00"), &zone),
        ] {
            assert!(said.contains("missed that"), "{said}");
        }
    }

    #[test]
    fn a_new_time_stands_beside_what_was_missed_and_is_missed_in_turn() {
        let zone = Zone::default();
        let due = at("20T14:25");
        let mut late = promise(Due::At(due), Due::At(at("23T11:25")));
        for (now, by, day, what, reply) in [
            ("20T14:00", "20T16:15", "today, Friday", "A person replies by", "by today, 14:25."),
            ("20T14:00", "20T14:10", "today, Friday", "You hear more by", "by today, 14:25."),
            (
                "20T15:00",
                "20T16:15",
                "missed, now 16:15",
                "A reply was due at",
                "New time: today, 16:15.",
            ),
            ("20T15:00", "21T09:00", "missed, now tomorrow, 09:00", "A reply was due at", "09:00."),
            (
                "20T17:00",
                "20T16:15",
                "today, Friday",
                "News was due at",
                "16:15, and we missed that.",
            ),
        ] {
            late.next_update = Some(Due::At(at(by)));
            let arch = in_the_arch(&late, at(now), &zone).unwrap();
            assert_eq!((arch.day.as_str(), arch.what.as_str()), (day, what), "{by} at {now}");
            let said = about_the_reply(&late, at(now), &zone);
            assert!(said.ends_with(reply), "{said}");
        }
        late.next_update = None;
        let said = about_the_reply(&late, at("20T15:00"), &zone);
        assert!(said.ends_with("missed it. Nobody has given a new time yet."), "{said}");
    }

    #[test]
    fn a_new_time_is_said_once() {
        let zone = Zone::default();
        let now = at("20T15:00");
        let update = Some(Due::At(at("20T16:15")));
        let met = Due::Met { at: at("20T14:00"), due: at("20T14:25") };
        let fix = |due| Promise { next_update: update, ..promise(met, Due::At(at(due))) };
        let calm = about_the_update(&fix("23T11:25"), now, &zone);
        assert_eq!(calm.as_deref(), Some("You hear more by today, 16:15."));
        let late = fix("20T14:30");
        assert_eq!(about_the_update(&late, now, &zone), None);
        assert!(about_the_fix(&late, now, &zone).ends_with("New time: today, 16:15."));
        assert_eq!(
            in_a_line(&late, now, &zone).as_deref(),
            Some("A fix was due today, 14:30, now 16:15")
        );
    }

    #[test]
    fn what_was_taken_back_is_not_called_fixed() {
        let dropped = promise(Due::Dropped, Due::Dropped);
        let (now, zone) = (at("20T15:00"), Zone::default());
        assert_eq!(in_the_arch(&dropped, now, &zone), None);
        assert_eq!(about_the_fix(&dropped, now, &zone), "You took it back, so no fix is due.");
    }

    #[test]
    fn receipt_is_said_with_its_time() {
        let it = promise(Due::Beyond, Due::Beyond);
        let said = about_the_receipt(&it, at("20T15:00"), &Zone::default());
        assert_eq!(said.as_deref(), Some("We have it since today, 13:25."));
    }
}
