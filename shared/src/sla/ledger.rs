//! How the clock of the resolution came to where it stands, line by line (A23): when it ran, for how long, and
//! why it stood still. Derived like the due time itself and from the same facts, so that both always agree.

use super::{
    clock::{Facts, Pause},
    policy::{Policy, Targets},
    running::Running,
};
use crate::{
    ticket::priority::Priority,
    time::{Instant, Span, WorkingTime},
};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of running over more working spans than this is one line.
const SPANS_APART: usize = 7;

/// The clock of the resolution, from the start until it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    /// What is promised for the priority as it is now. A changed priority counts from the start.
    pub targets: Targets,
    /// Minutes of working time that the resolution may take; `None` beyond the calendar.
    pub minutes: Option<i64>,
    /// What the clock did, oldest first, without gaps but those in which nobody works.
    pub lines: Vec<Line>,
}

/// One thing that the clock did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// From when.
    pub from: Instant,
    /// Until when; `None` while it goes on.
    pub to: Option<Instant>,
    /// What it did.
    pub cause: Cause,
    /// Whether the stretch began here, and not in the hours before.
    pub begins: bool,
    /// Minutes of working time that were used up in it.
    pub minutes: i64,
    /// And with all before.
    pub minutes_in_all: i64,
}

/// What a clock does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Working time is used up.
    Running,
    /// It will run when work begins.
    OutsideHours,
    /// It stands still.
    Paused(Pause),
}

/// The ledger of a ticket received at `received`, as it is `now`.
#[must_use]
pub fn ledger(
    policy: &Policy,
    priority: Priority,
    received: Instant,
    facts: &Facts,
    working: &WorkingTime,
    now: Instant,
) -> Ledger {
    let targets = policy.targets(priority);
    let running = Running::of(targets.runs, working);
    let budget = targets.resolution.budget(received, running);
    let mut book = Book { running, now, lines: Vec::new(), used: TimeDelta::zero() };
    let mut from = received;
    for pause in &facts.pauses {
        book.run(from, Some(pause.from));
        book.add(pause.from, pause.to, Cause::Paused(pause.cause), true);
        from = pause.to.unwrap_or(now);
    }
    if facts.pauses.last().is_none_or(|it| it.to.is_some()) {
        book.run(from, None);
    }
    Ledger { targets, minutes: budget.map(|it| it.time.num_minutes()), lines: book.lines }
}

struct Book<'a> {
    running: Running<'a>,
    now: Instant,
    lines: Vec<Line>,
    used: TimeDelta,
}

impl Book<'_> {
    /// The clock ran from `from` until `to`, or still does: a line for each working span, unless they are many.
    fn run(&mut self, from: Instant, to: Option<Instant>) {
        let end = to.unwrap_or(self.now);
        let running = self.running;
        let spans: Vec<Span> = running.within(from, end);
        let goes_on = |it: &Span| to.is_none() && it.end == end && running.is_open(end);
        match spans.as_slice() {
            [] => {}
            [first, .., last] if spans.len() > SPANS_APART => {
                let until = Some(last.end).filter(|_| !goes_on(last));
                self.add(first.start, until, Cause::Running, true);
            }
            spans => {
                for (n, span) in spans.iter().enumerate() {
                    let until = Some(span.end).filter(|_| !goes_on(span));
                    self.add(span.start, until, Cause::Running, n == 0);
                }
            }
        }
        if to.is_none() && !running.is_open(end) {
            let since = spans.last().map_or(from, |it| it.end);
            self.add(since, None, Cause::OutsideHours, spans.is_empty());
        }
    }

    fn add(&mut self, from: Instant, to: Option<Instant>, cause: Cause, begins: bool) {
        let used = match cause {
            Cause::Running => self.running.between(from, to.unwrap_or(self.now)),
            Cause::OutsideHours | Cause::Paused(_) => TimeDelta::zero(),
        };
        self.used += used;
        let (minutes, minutes_in_all) = (used.num_minutes(), self.used.num_minutes());
        self.lines.push(Line { from, to, cause, begins, minutes, minutes_in_all });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::policy::Runs;

    fn at(text: &str) -> Instant {
        format!("2026-11-{text}:00Z").parse().unwrap()
    }

    /// Monday 23 to Friday 27 November and the Monday after, 09:00 to 17:00 UTC.
    fn working() -> WorkingTime {
        let spans = (23..=27).chain(30..=30).map(|day| Span {
            start: at(&format!("{day}T09:00")),
            end: at(&format!("{day}T17:00")),
        });
        WorkingTime { spans: spans.collect(), ..WorkingTime::default() }
    }

    /// From, until, what, whether it begins there, minutes, and all of them.
    fn told(facts: &Facts, received: &str, now: &str) -> Vec<String> {
        let policy = Policy::default();
        let it = ledger(&policy, Priority::High, at(received), facts, &working(), at(now));
        let clock = |it: Instant| it.format("%dT%H:%M").to_string();
        let line = |it: &Line| {
            let cause = match it.cause {
                Cause::Running => "runs".to_owned(),
                Cause::OutsideHours => "closed".to_owned(),
                Cause::Paused(it) => format!("{it:?}"),
            };
            let (from, to) = (clock(it.from), it.to.map_or("now".to_owned(), clock));
            let begins = if it.begins { "!" } else { "" };
            format!("{from} {to} {cause}{begins} {} {}", it.minutes, it.minutes_in_all)
        };
        it.lines.iter().map(line).collect()
    }

    #[test]
    fn it_runs_day_by_day_and_stands_still_for_a_reason() {
        let mut facts = Facts::default();
        assert_eq!(told(&facts, "23T10:00", "23T10:30"), ["23T10:00 now runs! 30 30"]);
        assert_eq!(
            told(&facts, "23T16:00", "24T10:00"),
            ["23T16:00 23T17:00 runs! 60 60", "24T09:00 now runs 60 120"]
        );
        let evening = ["23T16:00 23T17:00 runs! 60 60", "23T17:00 now closed 0 60"];
        assert_eq!(told(&facts, "23T16:00", "23T20:00"), evening);
        assert_eq!(told(&facts, "22T03:00", "22T04:00"), ["22T03:00 now closed! 0 0"]);

        facts.respond(at("23T11:00"));
        facts.pause(Pause::WaitingForRequester, at("23T11:00"));
        let waiting = ["23T10:00 23T11:00 runs! 60 60", "23T11:00 now WaitingForRequester! 0 60"];
        assert_eq!(told(&facts, "23T10:00", "23T15:00"), waiting);
        facts.resume(at("24T16:00"));
        facts.resolve(at("25T09:30"));
        assert_eq!(
            told(&facts, "23T10:00", "26T09:00"),
            [
                "23T10:00 23T11:00 runs! 60 60",
                "23T11:00 24T16:00 WaitingForRequester! 0 60",
                "24T16:00 24T17:00 runs! 60 120",
                "25T09:00 25T09:30 runs 30 150",
                "25T09:30 now Resolved! 0 150",
            ]
        );
    }

    #[test]
    fn around_the_clock_it_runs_without_a_break() {
        let mut policy = Policy::default();
        policy.critical.runs = Runs::AroundTheClock;
        let mut facts = Facts::default();
        facts.pause(Pause::WaitingForRequester, at("23T20:00"));
        facts.resume(at("24T02:00"));
        let (received, now) = (at("23T18:00"), at("24T03:30"));
        let it = ledger(&policy, Priority::Critical, received, &facts, &working(), now);
        let minutes: Vec<i64> = it.lines.iter().map(|it| it.minutes).collect();
        assert_eq!((minutes, it.minutes), (vec![120, 0, 90], Some(4 * 60)));
        assert_eq!(it.lines.last().map(|it| it.cause), Some(Cause::Running));
    }

    #[test]
    fn a_pause_in_the_evening_leaves_no_empty_line() {
        let mut facts = Facts::default();
        facts.pause(Pause::WaitingForRequester, at("23T18:00"));
        facts.resume(at("23T19:00"));
        assert_eq!(
            told(&facts, "23T16:00", "24T09:10"),
            [
                "23T16:00 23T17:00 runs! 60 60",
                "23T18:00 23T19:00 WaitingForRequester! 0 60",
                "24T09:00 now runs! 10 70",
            ]
        );
    }

    #[test]
    fn many_days_are_one_line() {
        let spans = (1..=27).map(|day| Span {
            start: at(&format!("{day:02}T09:00")),
            end: at(&format!("{day:02}T17:00")),
        });
        let working = WorkingTime { spans: spans.collect(), ..WorkingTime::default() };
        let (policy, facts) = (Policy::default(), Facts::default());
        let now = at("20T10:00");
        let it = ledger(&policy, Priority::Low, at("01T09:00"), &facts, &working, now);
        assert_eq!(it.lines.len(), 1);
        assert_eq!((it.lines[0].to, it.lines[0].minutes_in_all), (None, 19 * 480 + 60));
        assert_eq!(it.minutes, Some(5 * 480), "as it is promised");
    }
}
