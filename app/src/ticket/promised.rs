//! What a promise comes to, in words: the one time that stands in the arch, and the sentence beside it.
//! Computes nothing: the clock is in `shared`.

use super::{promise::Promised, when};
use shared::{
    sla::{
        clock::{Due, Promise},
        words,
    },
    time::{Instant, Zone},
};

/// The next time that counts, for the arch; `None` while the clock stands still or nothing is due.
#[must_use]
pub fn in_the_arch(promise: &Promise, now: Instant, zone: &Zone) -> Option<Promised> {
    let (due, to_come, missed) = match (promise.first_response, promise.resolution) {
        (Due::At(due), _) => (due, "A person replies by", "A reply was due at"),
        (_, Due::At(due)) => (due, "We aim to fix it by", "A fix was due at"),
        (_, Due::Missed { due, .. }) => (due, "", "A fix was due at"),
        _ => return None,
    };
    let is_missed = due < now;
    Some(Promised {
        what: (if is_missed { missed } else { to_come }).to_owned(),
        clock: when::clock_time(due, now, zone),
        day: words::moment(due, now, zone).day,
        is_missed,
    })
}

/// What there is to say about the fix, as one sentence.
#[must_use]
pub fn about_the_fix(promise: &Promise, now: Instant, zone: &Zone) -> String {
    let said = |at| words::sentence(at, now, zone);
    match promise.resolution {
        Due::At(due) if due < now => {
            format!("We aimed to fix it by {}, and missed that. We are still on it.", said(due))
        }
        Due::At(due) => format!("We aim to fix it by {}.", said(due)),
        Due::Paused { .. } => "Our clock stands still until you answer.".to_owned(),
        Due::Met { at, .. } => format!("Fixed {}, in the time we promised.", said(at)),
        Due::Missed { at, due } => {
            format!("Fixed {}. We had promised {}, and missed that.", said(at), said(due))
        }
        Due::Beyond => "We cannot say yet when it will be fixed.".to_owned(),
    }
}

/// What there is to say about the first reply, as one sentence.
#[must_use]
pub fn about_the_reply(promise: &Promise, now: Instant, zone: &Zone) -> String {
    let said = |at| words::sentence(at, now, zone);
    match promise.first_response {
        Due::At(due) if due < now => {
            format!(
                "A reply was due {}, and we missed that. You have not been forgotten.",
                said(due)
            )
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
        Due::Paused { .. } | Due::Beyond => "We cannot say yet when a person replies.".to_owned(),
    }
}

/// The next promise in a few words, for a list.
#[must_use]
pub fn in_a_line(promise: &Promise, now: Instant, zone: &Zone) -> Option<String> {
    let said = |at| words::sentence(at, now, zone);
    match (promise.first_response, promise.resolution) {
        (Due::At(due), _) if due < now => Some(format!("A reply was due {}", said(due))),
        (Due::At(due), _) => Some(format!("A person replies by {}", said(due))),
        (_, Due::At(due)) if due < now => Some(format!("A fix was due {}", said(due))),
        (_, Due::At(due)) => Some(format!("We aim to fix it by {}", said(due))),
        (_, Due::Paused { .. }) => Some("Our clock stands still until you answer".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        format!("2026-11-{text}:00Z").parse().unwrap()
    }

    fn promise(first_response: Due, resolution: Due) -> Promise {
        Promise { first_response, resolution }
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
}
