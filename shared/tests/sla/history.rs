//! What may happen to a ticket, in any order that the rules allow, at any time, mostly at the wrong one.

use crate::calendar::{Calendar, DAYS, first_date};
use chrono::{NaiveTime, TimeDelta};
use proptest::{prelude::*, sample::Index};
use shared::{
    sla::{
        clock::{Facts, Pause},
        policy::{Policy, Runs, Target, Targets},
    },
    time::Instant,
};

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Staff wrote.
    Replied,
    /// Staff asked, and wait.
    Asked,
    /// The requester answered.
    Answered,
    /// It counts as solved.
    Solved,
    /// The requester took it back.
    Withdrawn,
    /// It goes on.
    Reopened,
}

/// A time, before it is known on which calendar.
#[derive(Debug, Clone)]
enum Time {
    /// So many minutes from where something begins, ends or jumps.
    Edge(Index, i64),
    /// Any minute of the first half.
    Minute(Index),
}

/// A history, before it is known on which calendar.
#[derive(Debug, Clone)]
pub(crate) struct History {
    received: Time,
    steps: Vec<(Time, Index)>,
}

pub(crate) fn any() -> impl Strategy<Value = History> {
    let steps = prop::collection::vec((time(), prop::arbitrary::any::<Index>()), 0..8);
    (time(), steps).prop_map(|(received, steps)| History { received, steps })
}

fn time() -> impl Strategy<Value = Time> {
    prop_oneof![
        (prop::arbitrary::any::<Index>(), -61..=61_i64).prop_map(|(it, minutes)| {
            // On the edge, beside it, half an hour and an hour from it: where changes of the clock hurt.
            let minutes = if minutes.abs() % 30 <= 1 { minutes } else { minutes % 2 };
            Time::Edge(it, minutes)
        }),
        prop::arbitrary::any::<Index>().prop_map(Time::Minute),
    ]
}

impl Time {
    fn on(&self, edges: &[Instant]) -> Instant {
        let start = first_date().and_time(NaiveTime::MIN).and_utc();
        let half = i64::from(DAYS) * 24 * 60 / 2;
        let at = match self {
            Self::Edge(it, minutes) => *it.get(edges) + TimeDelta::minutes(*minutes),
            Self::Minute(it) => start + TimeDelta::minutes(it.index(half as usize) as i64),
        };
        // Fold the second half onto the first, so that most of it falls due within the calendar.
        start + TimeDelta::minutes((at - start).num_minutes().rem_euclid(half))
    }
}

impl History {
    /// When it was received and what happened then, in order, only what the rules allow.
    pub(crate) fn on(&self, calendar: &Calendar) -> (Instant, Vec<(Instant, Step)>) {
        let edges = calendar.edges();
        let received = self.received.on(&edges);
        let mut times: Vec<(Instant, &Index)> =
            self.steps.iter().map(|(time, kind)| (time.on(&edges).max(received), kind)).collect();
        times.sort_by_key(|it| it.0);
        let mut last = Step::Answered;
        let steps = times.into_iter().map(|(at, kind)| {
            last = *kind.get(possible(last));
            (at, last)
        });
        (received, steps.collect())
    }
}

/// What may follow.
fn possible(last: Step) -> &'static [Step] {
    use Step::*;
    match last {
        Solved | Withdrawn => &[Reopened],
        // A reply ends no waiting; after one, whether somebody waits would have to be remembered here.
        Asked => &[Asked, Answered, Answered, Solved, Withdrawn],
        Replied | Answered | Reopened => &[Replied, Asked, Asked, Solved, Withdrawn],
    }
}

/// The facts that come of it.
pub(crate) fn facts(received: Instant, steps: &[(Instant, Step)]) -> Facts {
    let mut facts = Facts::acknowledged(received);
    for &(at, step) in steps {
        match step {
            Step::Replied => facts.respond(at),
            Step::Asked => {
                facts.respond(at);
                facts.pause(Pause::WaitingForRequester, at);
            }
            Step::Answered => facts.resume(at),
            Step::Solved => {
                facts.respond(at);
                facts.resolve(at);
            }
            Step::Withdrawn => facts.withdraw(at),
            Step::Reopened => facts.reopen(at),
        }
    }
    facts
}

/// Targets of both kinds for every priority.
#[derive(Debug, Clone)]
pub(crate) struct Policies {
    /// None: the default policy.
    targets: Option<[Targets; 4]>,
}

impl Policies {
    pub(crate) fn policy(&self) -> Policy {
        let Some([low, medium, high, critical]) = self.targets else { return Policy::default() };
        Policy { low, medium, high, critical, ..Policy::default() }
    }
}

pub(crate) fn policies() -> impl Strategy<Value = Policies> {
    let target = || {
        prop_oneof![
            (1..3000_u32).prop_map(Target::Minutes),
            (1..100_u32).prop_map(|it| Target::Minutes(it * 15)),
            (1..7_u32).prop_map(Target::Days),
        ]
    };
    let targets = (target(), target()).prop_map(|(first_response, resolution)| Targets {
        first_response,
        resolution,
        runs: Runs::WorkingHours,
    });
    prop::option::of(prop::array::uniform4(targets)).prop_map(|targets| Policies { targets })
}
