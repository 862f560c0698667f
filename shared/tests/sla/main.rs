//! The clock against a counter that goes from minute to minute, on histories and calendars that nobody
//! thought of: changes of the wall clock, breaks, holidays, pauses outside hours, reopenings.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod calendar;
mod counter;
mod history;

use calendar::Calendar;
use counter::Counter;
use history::{History, Policies};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use shared::{
    sla::{
        clock::{Due, promise},
        policy::Policy,
    },
    ticket::priority::Priority,
    time::WorkingTime,
};
use std::collections::BTreeSet;

const PRIORITIES: [Priority; 4] =
    [Priority::Low, Priority::Medium, Priority::High, Priority::Critical];

/// Histories on each calendar: laying a calendar out costs more than walking it.
const HISTORIES: usize = 8;

proptest! {
    #![proptest_config(ProptestConfig { cases: 130, failure_persistence: None, ..ProptestConfig::default() })]

    /// 1,040 histories.
    #[test]
    fn the_clock_says_what_counting_minutes_comes_to(
        calendar in calendar::any(),
        policies in history::policies(),
        histories in prop::collection::vec(history::any(), HISTORIES),
    ) {
        let working = calendar.working_time();
        let counter = Counter::new(&calendar);
        for history in &histories {
            compare(&counter, &calendar, &working, &policies, history)?;
        }
    }

    /// What a calendar is laid out to is what counting comes to as well.
    #[test]
    fn spans_are_the_minutes_in_which_somebody_works(calendar in calendar::any()) {
        let working = calendar.working_time();
        let counter = Counter::new(&calendar);
        for (minute, at) in counter.minutes() {
            prop_assert_eq!(working.is_open(at), counter.works(minute), "at {}", at);
        }
    }
}

fn compare(
    counter: &Counter,
    calendar: &Calendar,
    working: &WorkingTime,
    policies: &Policies,
    history: &History,
) -> Result<(), TestCaseError> {
    let policy: Policy = policies.policy();
    let (received, steps) = history.on(calendar);
    let facts = history::facts(received, &steps);
    for priority in PRIORITIES {
        let targets = policy.targets(priority);
        let said = promise(&policy, priority, received, &facts, working);
        let context = || format!("{targets:?} received {received}, {steps:?}");
        let response = counter.first_response(targets.first_response, received, &steps);
        prop_assert_eq!(said.first_response, response, "first response, {}", context());
        let resolution = counter.resolution(targets.resolution, received, &steps);
        prop_assert_eq!(said.resolution, resolution, "resolution, {}", context());
    }
    Ok(())
}

/// A comparison shows nothing about what never comes up.
#[test]
fn histories_come_to_every_outcome() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..100 {
        let calendar = calendar::any().new_tree(&mut runner).unwrap().current();
        let history = history::any().new_tree(&mut runner).unwrap().current();
        let (received, steps) = history.on(&calendar);
        let facts = history::facts(received, &steps);
        let working = calendar.working_time();
        for priority in PRIORITIES {
            let said = promise(&Policy::default(), priority, received, &facts, &working);
            seen.insert(match said.resolution {
                Due::At(_) => "at",
                Due::Paused { .. } => "paused",
                Due::Met { .. } => "met",
                Due::Missed { .. } => "missed",
                Due::Dropped => "dropped",
                Due::Beyond => "beyond",
            });
        }
    }
    let all = ["at", "dropped", "met", "missed", "paused"];
    assert!(all.iter().all(|it| seen.contains(it)), "only {seen:?}");
}
