//! When a promise falls due. Computed from facts each time and never stored as the truth (decision 8), so
//! that a changed priority or calendar is right at once.

use super::policy::{Policy, Targets};
use crate::{
    ticket::priority::Priority,
    time::{Instant, WorkingTime},
};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why the resolution clock stands still although somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pause {
    /// A question to the requester is open (A22).
    WaitingForRequester,
    /// It counts as solved; goes on if the requester disagrees (ruling 21).
    Resolved,
}

/// A stretch in which the resolution clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// Why.
    pub cause: Pause,
    /// Since when.
    pub from: Instant,
    /// Until when; `None` while it lasts.
    pub to: Option<Instant>,
}

/// What the clocks are computed from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When a person first answered in public (ruling 7).
    pub first_response: Option<Instant>,
    /// The pauses, in order, at most the last one open.
    pub pauses: Vec<Paused>,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// It falls due at this time.
    At(Instant),
    /// The clock stands still, with so many minutes of working time left.
    Paused {
        /// Minutes of working time left; negative when it was missed before.
        minutes_left: i64,
    },
    /// It was kept: done at, due at.
    Met {
        /// When it was done.
        at: Instant,
        /// When it was due.
        due: Instant,
    },
    /// It was not kept: done at, due at.
    Missed {
        /// When it was done.
        at: Instant,
        /// When it was due.
        due: Instant,
    },
    /// Further away than the calendar has been laid out.
    Beyond,
}

/// Both promises of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// A person answers.
    pub first_response: Due,
    /// It is fixed.
    pub resolution: Due,
}

impl Facts {
    /// A person answered in public; only the first time counts.
    pub fn respond(&mut self, now: Instant) {
        self.first_response.get_or_insert(now);
    }

    /// The resolution clock stops. A pause that is open already goes on.
    pub fn pause(&mut self, cause: Pause, now: Instant) {
        if !self.is_paused() {
            self.pauses.push(Paused { cause, from: now, to: None });
        }
    }

    /// The resolution clock goes on.
    pub fn resume(&mut self, now: Instant) {
        if let Some(last) = self.pauses.last_mut() {
            last.to.get_or_insert(now);
        }
    }

    /// It counts as solved from now on; waiting, if any, is over.
    pub fn resolve(&mut self, now: Instant) {
        self.resume(now);
        self.pause(Pause::Resolved, now);
    }

    /// It does not count as solved any more.
    pub fn reopen(&mut self, now: Instant) {
        self.resume(now);
    }

    fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|it| it.to.is_none())
    }

    /// When it was solved, if it still counts as solved.
    fn solved(&self) -> Option<Instant> {
        let last = self.pauses.last()?;
        (last.cause == Pause::Resolved && last.to.is_none()).then_some(last.from)
    }
}

/// Both promises of a ticket received at `received`.
#[must_use]
pub fn promise(
    policy: &Policy,
    priority: Priority,
    received: Instant,
    facts: &Facts,
    working: &WorkingTime,
) -> Promise {
    let Targets { first_response, resolution } = policy.targets(priority);
    let response_due =
        first_response.working_time(received, working).and_then(|it| working.after(received, it));
    let first_response = match (facts.first_response, response_due) {
        (_, None) => Due::Beyond,
        (None, Some(due)) => Due::At(due),
        (Some(at), Some(due)) => kept(at, due),
    };
    let resolution = match resolution.working_time(received, working) {
        None => Due::Beyond,
        Some(target) => resolution_due(target, received, facts, working),
    };
    Promise { first_response, resolution }
}

fn kept(at: Instant, due: Instant) -> Due {
    if at <= due { Due::Met { at, due } } else { Due::Missed { at, due } }
}

fn resolution_due(
    target: TimeDelta,
    received: Instant,
    facts: &Facts,
    working: &WorkingTime,
) -> Due {
    let (mut from, mut left) = (received, target);
    for pause in &facts.pauses {
        let ran = working.between(from, pause.from);
        if ran >= left {
            // Due before this pause began, which therefore no longer moves it.
            break;
        }
        match pause.to {
            Some(to) => (from, left) = (to, left - ran),
            None if pause.cause == Pause::WaitingForRequester => {
                return Due::Paused { minutes_left: (left - ran).num_minutes() };
            }
            None => break,
        }
    }
    match (working.after(from, left), facts.solved()) {
        (None, _) => Due::Beyond,
        (Some(due), None) => Due::At(due),
        (Some(due), Some(at)) => kept(at, due),
    }
}

impl Promise {
    /// The next time by which something has to happen: what a queue is sorted by (D5.9). `None` when
    /// nothing is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        [self.first_response, self.resolution]
            .into_iter()
            .filter_map(|it| if let Due::At(at) = it { Some(at) } else { None })
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    fn at(text: &str) -> Instant {
        format!("2026-11-{text}:00Z").parse().unwrap()
    }

    /// Monday 23 to Friday 27 November and the week after, 09:00 to 17:00 UTC.
    fn working() -> WorkingTime {
        let spans = (23..=27).chain(30..=30).map(|day| Span {
            start: at(&format!("{day}T09:00")),
            end: at(&format!("{day}T17:00")),
        });
        WorkingTime { spans: spans.collect(), ..WorkingTime::default() }
    }

    fn due(priority: Priority, received: &str, facts: &Facts) -> Promise {
        promise(&Policy::default(), priority, at(received), facts, &working())
    }

    #[test]
    fn the_promise_at_filing() {
        use Priority::*;
        for (priority, received, response, resolution) in [
            (Critical, "23T10:00", "23T10:15", "23T14:00"),
            (High, "23T16:30", "24T09:30", "24T16:30"),
            (Medium, "23T10:00", "23T14:00", "25T10:00"),
            (Low, "23T10:00", "24T10:00", "30T10:00"),
            (Critical, "22T03:00", "23T09:15", "23T13:00"),
        ] {
            let it = due(priority, received, &Facts::default());
            let expected = Promise {
                first_response: Due::At(at(response)),
                resolution: Due::At(at(resolution)),
            };
            assert_eq!(it, expected, "{priority:?} at {received}");
            assert_eq!(it.next_due(), Some(at(response)));
        }
    }

    #[test]
    fn an_open_question_stops_the_resolution_clock() {
        let mut facts = Facts::default();
        facts.respond(at("23T11:00"));
        facts.pause(Pause::WaitingForRequester, at("23T11:00"));
        let waiting = due(Priority::High, "23T10:00", &facts);
        assert_eq!(waiting.resolution, Due::Paused { minutes_left: 7 * 60 });
        assert_eq!(waiting.first_response, Due::Met { at: at("23T11:00"), due: at("23T11:00") });
        assert_eq!(waiting.next_due(), None);
        facts.resume(at("24T10:00"));
        assert_eq!(due(Priority::High, "23T10:00", &facts).resolution, Due::At(at("24T17:00")));
    }

    #[test]
    fn what_is_due_already_is_not_moved_by_a_later_pause() {
        let mut facts = Facts::default();
        facts.pause(Pause::WaitingForRequester, at("25T12:00"));
        assert_eq!(due(Priority::Critical, "23T10:00", &facts).resolution, Due::At(at("23T14:00")));
    }

    #[test]
    fn solved_in_time_too_late_and_reopened() {
        let mut facts = Facts::default();
        facts.resolve(at("23T12:00"));
        let met = Due::Met { at: at("23T12:00"), due: at("23T14:00") };
        assert_eq!(due(Priority::Critical, "23T10:00", &facts).resolution, met);
        facts.reopen(at("24T09:00"));
        assert_eq!(due(Priority::Critical, "23T10:00", &facts).resolution, Due::At(at("24T11:00")));
        facts.resolve(at("24T12:00"));
        let missed = Due::Missed { at: at("24T12:00"), due: at("24T11:00") };
        assert_eq!(due(Priority::Critical, "23T10:00", &facts).resolution, missed);
    }

    #[test]
    fn beyond_the_calendar_nothing_is_promised() {
        assert_eq!(due(Priority::Low, "30T10:00", &Facts::default()).resolution, Due::Beyond);
    }
}
