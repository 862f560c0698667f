//! When a promise falls due. Computed from facts each time and never stored as the truth (decision 8), so
//! that a changed priority or calendar is right at once.

use super::{
    policy::{Budget, Policy, Targets},
    running::Running,
};
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
    /// The requester took it back; never counts as solved (ruling 20).
    Withdrawn,
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

/// A time that an agent gave, by which the requester hears more (D3.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextUpdate {
    /// By when.
    pub by: Instant,
    /// When a person wrote next; `None` until then.
    pub told: Option<Instant>,
}

/// What the clocks are computed from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When the requester was told that their request is here (A13). `None` in records from before this was
    /// kept: all of those came in where receiving and telling are one.
    #[serde(default)]
    pub acknowledged: Option<Instant>,
    /// When a person first answered in public (ruling 7).
    pub first_response: Option<Instant>,
    /// The pauses, in order, at most the last one open.
    pub pauses: Vec<Paused>,
    /// The time that was given last.
    #[serde(default)]
    pub next_update: Option<NextUpdate>,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// It falls due at this time.
    At(Instant),
    /// The clock stands still, with so many minutes of working time left.
    Paused {
        /// Minutes of working time left.
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
    /// Nobody waits for it any more: the request was taken back.
    Dropped,
}

/// The promises of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Promise {
    /// The requester is told that their request is here (ruling 7).
    pub acknowledgement: Due,
    /// A person answers.
    pub first_response: Due,
    /// It is fixed.
    pub resolution: Due,
    /// The requester hears more; when a time was given for that.
    pub next_update: Option<Due>,
}

impl Facts {
    /// What is known when a request comes in where the requester sees at once that it is here.
    #[must_use]
    pub fn acknowledged(received: Instant) -> Self {
        Self { acknowledged: Some(received), ..Self::default() }
    }

    /// A person answered in public; only the first time counts.
    pub fn respond(&mut self, now: Instant) {
        self.first_response.get_or_insert(now);
        if let Some(given) = &mut self.next_update {
            given.told.get_or_insert(now);
        }
    }

    /// A person said by when there is more; it counts instead of what was said before.
    pub fn promise_update(&mut self, by: Instant) {
        self.next_update = Some(NextUpdate { by, told: None });
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

    /// It was taken back: nothing is waited for any more.
    pub fn withdraw(&mut self, now: Instant) {
        self.resume(now);
        self.pause(Pause::Withdrawn, now);
    }

    /// It does not count as solved or taken back any more.
    pub fn reopen(&mut self, now: Instant) {
        self.resume(now);
    }

    /// How long the resolution clock of a ticket received at `received` had run at `until`, without the pauses:
    /// what a target is compared with.
    #[must_use]
    pub fn ran(&self, received: Instant, until: Instant, running: Running<'_>) -> TimeDelta {
        let end = |it: &Paused| it.to.map_or(until, |to| to.min(until));
        let pauses = self.pauses.iter().map(|it| running.between(it.from, end(it)));
        running.between(received, until) - pauses.sum::<TimeDelta>()
    }

    fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|it| it.to.is_none())
    }

    /// When it was solved, if it still counts as solved.
    fn solved(&self) -> Option<Instant> {
        self.standing(Pause::Resolved)
    }

    fn is_withdrawn(&self) -> bool {
        self.standing(Pause::Withdrawn).is_some()
    }

    /// Since when it stands still because of `cause`.
    fn standing(&self, cause: Pause) -> Option<Instant> {
        let last = self.pauses.last()?;
        (last.cause == cause && last.to.is_none()).then_some(last.from)
    }
}

/// The promises of a ticket received at `received`.
#[must_use]
pub fn promise(
    policy: &Policy,
    priority: Priority,
    received: Instant,
    facts: &Facts,
    working: &WorkingTime,
) -> Promise {
    let Targets { first_response, resolution, runs } = policy.targets(priority);
    let running = Running::of(runs, working);
    let told_by = received + TimeDelta::minutes(i64::from(policy.acknowledgement));
    let response_due =
        first_response.budget(received, running).and_then(|it| it.due(received, running));
    let is_withdrawn = facts.is_withdrawn();
    Promise {
        acknowledgement: kept(facts.acknowledged.unwrap_or(received), told_by),
        first_response: standing(response_due, facts.first_response, is_withdrawn),
        resolution: match resolution.budget(received, running) {
            _ if is_withdrawn => Due::Dropped,
            None => Due::Beyond,
            Some(budget) => resolution_due(budget, received, facts, running),
        },
        next_update: facts.next_update.map(|it| standing(Some(it.by), it.told, is_withdrawn)),
    }
}

fn standing(due: Option<Instant>, done: Option<Instant>, is_withdrawn: bool) -> Due {
    match (due, done) {
        (Some(due), Some(at)) => kept(at, due),
        (_, None) if is_withdrawn => Due::Dropped,
        (Some(due), None) => Due::At(due),
        (None, _) => Due::Beyond,
    }
}

fn kept(at: Instant, due: Instant) -> Due {
    if at <= due { Due::Met { at, due } } else { Due::Missed { at, due } }
}

fn resolution_due(budget: Budget, received: Instant, facts: &Facts, running: Running<'_>) -> Due {
    let (mut from, mut left) = (received, budget);
    for pause in &facts.pauses {
        if left.due(from, running).is_some_and(|it| it <= pause.from) {
            // Due before this pause began, which therefore no longer moves it.
            break;
        }
        let time = left.time - running.between(from, pause.from);
        match pause.to {
            Some(to) => (from, left) = (to, Budget { time, ..left }),
            None if pause.cause == Pause::WaitingForRequester => {
                return Due::Paused { minutes_left: time.num_minutes() };
            }
            None => break,
        }
    }
    match (left.due(from, running), facts.solved()) {
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
        [Some(self.first_response), Some(self.resolution), self.next_update]
            .into_iter()
            .flatten()
            .filter_map(|it| if let Due::At(at) = it { Some(at) } else { None })
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sla::policy::Runs, time::Span};

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
            // Two working days from the start of Monday are the start of Wednesday, not the end of Tuesday.
            (Medium, "22T03:00", "23T13:00", "25T09:00"),
            (Medium, "24T17:00", "25T13:00", "27T09:00"),
        ] {
            let it = due(priority, received, &Facts::default());
            assert_eq!(it.first_response, Due::At(at(response)), "{priority:?} at {received}");
            assert_eq!(it.resolution, Due::At(at(resolution)), "{priority:?} at {received}");
            assert_eq!(it.next_update, None);
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
    fn receipt_is_told_around_the_clock_and_is_no_first_response() {
        let received = "22T03:00";
        let told = |facts: &Facts| due(Priority::Low, received, facts).acknowledgement;
        let by = at("22T03:15");
        let at_once = Facts::acknowledged(at(received));
        assert_eq!(told(&at_once), Due::Met { at: at(received), due: by });
        assert!(matches!(due(Priority::Low, received, &at_once).first_response, Due::At(_)));
        let late = Facts { acknowledged: Some(at("22T03:16")), ..Facts::default() };
        assert_eq!(told(&late), Due::Missed { at: at("22T03:16"), due: by });
        // From before it was kept.
        assert_eq!(told(&Facts::default()), Due::Met { at: at(received), due: by });
    }

    #[test]
    fn what_was_taken_back_is_neither_solved_nor_waited_for() {
        let mut facts = Facts::default();
        facts.promise_update(at("23T12:00"));
        facts.withdraw(at("23T11:00"));
        let taken_back = due(Priority::Low, "23T10:00", &facts);
        assert_eq!(taken_back.first_response, Due::Dropped);
        assert_eq!(taken_back.resolution, Due::Dropped);
        assert_eq!(taken_back.next_update, Some(Due::Dropped));
        assert_eq!(taken_back.next_due(), None);
        facts.reopen(at("23T14:00"));
        let again = due(Priority::Low, "23T10:00", &facts);
        assert_eq!(again.first_response, Due::At(at("24T10:00")));
        assert_eq!(again.next_due(), Some(at("23T12:00")));
    }

    #[test]
    fn a_given_time_is_kept_by_the_next_public_word() {
        let mut facts = Facts::default();
        facts.promise_update(at("23T12:00"));
        let given = |facts: &Facts| due(Priority::Low, "23T10:00", facts).next_update.unwrap();
        assert_eq!(given(&facts), Due::At(at("23T12:00")));
        facts.respond(at("23T12:30"));
        facts.respond(at("23T13:00"));
        let missed = Due::Missed { at: at("23T12:30"), due: at("23T12:00") };
        assert_eq!(given(&facts), missed);
        facts.promise_update(at("23T15:00"));
        assert_eq!(given(&facts), Due::At(at("23T15:00")));
    }

    #[test]
    fn a_pause_over_a_due_opening_moves_it_to_the_end_of_the_pause() {
        let mut facts = Facts::default();
        facts.pause(Pause::WaitingForRequester, at("24T18:00"));
        let waiting = due(Priority::Medium, "22T03:00", &facts).resolution;
        assert_eq!(waiting, Due::Paused { minutes_left: 0 });
        facts.resume(at("25T10:00"));
        let moved = due(Priority::Medium, "22T03:00", &facts).resolution;
        assert_eq!(moved, Due::At(at("25T10:00")));
    }

    #[test]
    fn a_clock_that_always_runs_knows_no_nights_and_no_weekends() {
        let mut policy = Policy::default();
        policy.critical.runs = Runs::AroundTheClock;
        policy.low.runs = Runs::AroundTheClock;
        let due = |priority, received: &str, facts: &Facts| {
            promise(&policy, priority, at(received), facts, &working())
        };
        let night = due(Priority::Critical, "22T03:00", &Facts::default());
        assert_eq!(night.first_response, Due::At(at("22T03:15")));
        assert_eq!(night.resolution, Due::At(at("22T07:00")));
        // Five days are five days, and nothing is beyond the calendar.
        let late = due(Priority::Low, "30T20:00", &Facts::default());
        assert_eq!(late.resolution, Due::At("2026-12-05T20:00:00Z".parse().unwrap()));
        // The others keep working hours.
        let high = due(Priority::High, "22T03:00", &Facts::default());
        assert_eq!(high.first_response, Due::At(at("23T10:00")));
        // A question stops it at night too.
        let mut facts = Facts::default();
        facts.pause(Pause::WaitingForRequester, at("22T05:00"));
        let waiting = due(Priority::Critical, "22T03:00", &facts).resolution;
        assert_eq!(waiting, Due::Paused { minutes_left: 120 });
        facts.resume(at("22T23:00"));
        let again = due(Priority::Critical, "22T03:00", &facts).resolution;
        assert_eq!(again, Due::At(at("23T01:00")));
    }

    #[test]
    fn beyond_the_calendar_nothing_is_promised() {
        assert_eq!(due(Priority::Low, "30T10:00", &Facts::default()).resolution, Due::Beyond);
    }
}
