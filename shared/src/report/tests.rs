//! Tickets as they were worked, minute by minute, and what a report makes of them. The numbers of the property
//! come from the list of what was done, and share nothing with how a report is made.

use super::{
    counting::{Counted, Counting},
    figures::Figures,
    history::{History, Yardstick, may_count},
    measure::Measure,
    period::{Period, is_in},
};
use crate::{
    actor::{Actor, Person, Role, Roles, Teams},
    catalogue::Catalogue,
    id::{PersonId, Reference, TicketId},
    sla::{clock::promise, policy::Policy, running::Running},
    text::{Body, EmailAddress, PersonName, Remark},
    ticket::{
        Ticket,
        command::Command,
        event::{Entry, Resolution},
        intake::{Answers, tree::Tree},
        priority::{Matrix, Priority},
        team::Team,
    },
    time::{Instant, Span, WorkingTime, Zone},
};
use chrono::TimeDelta;
use proptest::prelude::*;

/// Something that is done to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Reply,
    Ask,
    Answer,
    Resolve,
    Confirm,
    Reopen,
    Withdraw,
    Complain,
    Note,
}

use Step::*;

/// Minutes after Monday, 23 November 2026, 09:00 UTC.
fn at(minute: i64) -> Instant {
    "2026-11-23T09:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Weekdays of five weeks, 09:00 to 17:00 UTC, the first of them a week before the Monday.
fn working() -> WorkingTime {
    let days = (-7..28).filter(|day: &i64| day.rem_euclid(7) < 5);
    let spans = days.map(|day| Span { start: at(day * DAY), end: at(day * DAY + 8 * HOUR) });
    WorkingTime { spans: spans.collect(), ..WorkingTime::default() }
}

fn actor(step: Step) -> Actor {
    let (id, role) = match step {
        Answer | Confirm | Reopen | Withdraw | Complain => (1, Role::Requester),
        Reply | Ask | Resolve | Note => (2, Role::Agent),
    };
    Actor::Person(Person {
        id: PersonId(id),
        email: EmailAddress::parse("somebody@portico.example").unwrap(),
        name: PersonName::parse("Somebody").unwrap(),
        roles: Roles::new(&[role]),
        teams: Teams::All,
        opened: Vec::new(),
    })
}

fn command(step: Step) -> Command {
    let body = || Body::parse("Some words").unwrap();
    match step {
        Reply => Command::Reply(body()),
        Ask => Command::Ask(body()),
        Answer => Command::Answer(body()),
        Resolve => {
            let cause = Remark::parse("A cable").unwrap();
            Command::Resolve(Resolution { cause, fix: body(), advice: None })
        }
        Confirm => Command::Confirm,
        Reopen => Command::Reopen(body()),
        Withdraw => Command::Withdraw,
        Complain => Command::Complain(body()),
        Note => Command::Note(body()),
    }
}

/// A ticket that was received at a minute and worked in these steps; a step that is refused is left out, and
/// what was done is given back.
fn played(received: i64, steps: &[(i64, Step)]) -> (Ticket, Vec<Entry>, Vec<(Instant, Step)>) {
    let answers = Answers {
        description: "It broke".into(),
        category: "network".into(),
        topic: "vpn".into(),
        impact: "several".into(),
        urgency: "slowed".into(),
        ..Answers::default()
    };
    let (intake, reference) =
        (answers.check(&Tree::starting()).unwrap(), Reference::from_number(7));
    let (id, requester, received) = (TicketId(7), PersonId(1), at(received));
    let matrix = Matrix::default();
    let (mut ticket, _) =
        Ticket::file(id, reference, requester, intake, &matrix, received, received);
    let (mut entries, mut done) = (Vec::new(), Vec::new());
    for &(minute, step) in steps {
        let now = at(minute);
        let Ok(events) = ticket.apply(command(step), &actor(step), now) else { continue };
        done.push((now, step));
        entries.extend(events.into_iter().map(|event| Entry {
            sequence: 1,
            at: now,
            by: PersonId(1),
            event,
            files: Vec::new(),
        }));
    }
    (ticket, entries, done)
}

fn history(ticket: &Ticket, entries: &[Entry], now: i64) -> History {
    let working = working();
    let Ticket { priority, received, facts, .. } = ticket;
    let promise = promise(&Policy::default(), *priority, *received, facts, &working);
    History::of(
        ticket,
        entries,
        &Yardstick { promise, running: Running::Working(&working), now: at(now) },
    )
}

/// The days of November 2026 from one to another.
fn november(from: u32, to: u32) -> Period {
    let day = |it: u32| format!("2026-11-{it:02}").parse().unwrap();
    Period::new(day(from), day(to)).unwrap()
}

fn report(period: Period, now: i64, tickets: &[(i64, &[(i64, Step)])]) -> Counted {
    let mut counting = Counting::over(period, &Zone::default(), &Catalogue::starting());
    for (received, steps) in tickets {
        let (ticket, entries, _) = played(*received, steps);
        counting.add(&ticket, &history(&ticket, &entries, now));
    }
    counting.finish()
}

/// High: a first answer within one hour of work, a fix within eight. One line a ticket: received, what was
/// done, and by the letters of the measures what counts on Monday and on Tuesday.
#[test]
fn what_counts_counts_on_its_day() {
    let (monday, tuesday) = (november(23, 23), november(24, 24));
    for (received, steps, on_monday, on_tuesday) in [
        // Nobody did anything: the first answer is late at 10:00, the fix at 17:00.
        (0, &[][..], "F---PpXx--", "----------"),
        (HOUR, &[(HOUR + 30, Reply)], "F--AP-----", "------Xx--"),
        (0, &[(30, Reply), (2 * HOUR, Resolve)], "FR-AP-X---", "----------"),
        // A minute too late; a promise is broken when its time runs out, and not when somebody writes.
        (7 * HOUR + 30, &[(DAY + 31, Reply)], "F---------", "---APpXx--"),
        (0, &[(30, Reply), (HOUR, Resolve), (DAY, Confirm)], "FR-AP-X---", "--------C-"),
        // Reopened: its fix is undecided until it is resolved again.
        (0, &[(30, Reply), (HOUR, Resolve), (DAY, Reopen)], "FR-AP-----", "--O---Xx--"),
        (
            0,
            &[(30, Reply), (HOUR, Resolve), (DAY, Reopen), (DAY + HOUR, Resolve)],
            "FR-AP-----",
            "-RO---X---",
        ),
        // Resolved twice on one day, it counts once.
        (0, &[(10, Resolve), (20, Reopen), (30, Resolve)], "FROAP-X---", "----------"),
        // The clock stands still while the requester is asked, and nothing is decided.
        (0, &[(30, Ask)], "F--AP-----", "----------"),
        (0, &[(30, Ask), (DAY, Answer)], "F--AP-----", "------Xx--"),
        // Taken back: what was waited for is waited for no more.
        (0, &[(30, Withdraw)], "F---------", "----------"),
        (0, &[(5, Complain), (10, Note), (DAY, Complain)], "F---PpXx-U", "---------U"),
        // Received and answered on Sunday, when nobody works.
        (-DAY, &[(-DAY + 5, Reply)], "------Xx--", "----------"),
    ] {
        // In the middle of Wednesday.
        let now = 2 * DAY + 3 * HOUR;
        for (period, expected) in [(monday, on_monday), (tuesday, on_tuesday)] {
            let all = report(period, now, &[(received, steps)]).all;
            let letters = Measure::ALL.into_iter().zip("FROAPpXxCU".chars());
            let said: String = letters
                .map(|(it, letter)| match all.count(it) {
                    0 => '-',
                    1 => letter,
                    n => panic!("{n} of one ticket"),
                })
                .collect();
            assert_eq!(said, expected, "on {} of {steps:?} received at {received}", period.from);
        }
    }
}

#[test]
fn a_time_is_told_as_the_clock_ran_and_by_the_wall() {
    let asked =
        [(30, Ask), (90, Answer), (DAY, Resolve), (2 * DAY, Reopen), (2 * DAY + 60, Resolve)];
    let (ticket, entries, _) = played(0, &asked);
    let history = history(&ticket, &entries, 3 * DAY);
    for (period, measure, working, clock) in [
        (november(23, 23), Measure::Answered, 30, 30),
        // A whole day's work less the hour in which we waited.
        (november(24, 24), Measure::Resolved, 7 * HOUR, DAY),
        // What lies between the resolution and the reopening is not ours either.
        (november(25, 25), Measure::Resolved, 8 * HOUR, 2 * DAY + HOUR),
        (november(23, 30), Measure::Resolved, 8 * HOUR, 2 * DAY + HOUR),
    ] {
        let took = history.last_in(period.span(&Zone::default()), measure).unwrap().took.unwrap();
        assert_eq!((took.working.num_minutes(), took.clock.num_minutes()), (working, clock));
    }
    // At night nobody works.
    let (ticket, entries, _) = played(10 * HOUR, &[(23 * HOUR, Reply)]);
    let answered = self::history(&ticket, &entries, 2 * DAY)
        .last_in(november(24, 24).span(&Zone::default()), Measure::Answered);
    let took = answered.unwrap().took.unwrap();
    assert_eq!((took.working.num_minutes(), took.clock.num_minutes()), (0, 13 * HOUR));
}

#[test]
fn every_part_is_a_part_of_the_whole() {
    let tickets: [(i64, &[(i64, Step)]); 3] =
        [(0, &[(30, Reply), (HOUR, Resolve)]), (5, &[(10, Reply)]), (DAY, &[])];
    let counted = report(november(23, 24), 3 * DAY, &tickets);
    assert_eq!(counted.all.n_filed, 3);
    assert_eq!(counted.breakdowns.len(), 3);
    for breakdown in &counted.breakdowns {
        for measure in Measure::ALL {
            let sum: u32 = breakdown.slices.iter().map(|it| it.figures.count(measure)).sum();
            assert_eq!(sum, counted.all.count(measure), "{measure:?} by {:?}", breakdown.by);
        }
        let own = breakdown.slices.iter().filter(|it| it.figures.n_filed > 0);
        assert_eq!(own.map(|it| it.figures).collect::<Vec<_>>(), [counted.all]);
    }
    let [priority, _, team] = &counted.breakdowns[..] else { panic!("three") };
    assert_eq!(
        priority.slices[0].slice.priority,
        Some(Priority::Critical),
        "the first comes first"
    );
    assert_eq!(priority.slices[1].figures.n_filed, 3);
    assert!(team.slices.iter().any(|it| it.slice.team == Some(Team::NETWORK)));
    let filed: Vec<u32> = counted.trend.iter().map(|it| it.figures.n_filed).collect();
    assert_eq!(filed, [2, 1]);
}

fn any_step() -> impl Strategy<Value = Step> {
    prop::sample::select(vec![
        Reply, Ask, Answer, Resolve, Resolve, Confirm, Reopen, Reopen, Withdraw, Complain, Note,
    ])
}

/// Received within ten days, and worked within two weeks.
fn any_ticket() -> impl Strategy<Value = (i64, Vec<(i64, Step)>)> {
    let steps = prop::collection::vec((1..2 * DAY, any_step()), 0..8);
    (-5 * DAY..5 * DAY, steps).prop_map(|(received, steps)| {
        let mut minute = received;
        let later = steps.into_iter().map(|(after, step)| {
            minute += after;
            (minute, step)
        });
        (received, later.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Counting what was done comes to the same; no ticket that counts is passed over; and the list behind a
    /// number is as long as the number.
    #[test]
    fn a_report_says_what_was_done(
        tickets in prop::collection::vec(any_ticket(), 1..12),
        first in 18..29_u32,
        n_days in 0..6_u32,
    ) {
        let period = november(first, (first + n_days).min(30));
        let span = period.span(&Zone::default());
        let now = 25 * DAY;
        let mut counting = Counting::over(period, &Zone::default(), &Catalogue::starting());
        let mut by_hand = Figures::default();
        let mut listed = [0_u32; Measure::ALL.len()];
        for (received, steps) in &tickets {
            let (ticket, entries, done) = played(*received, steps);
            let history = history(&ticket, &entries, now);
            prop_assert!(may_count(&ticket, span) || !history.counts_in(span), "{:?}", done);
            counting.add(&ticket, &history);
            for (place, measure) in Measure::ALL.into_iter().enumerate() {
                listed[place] += u32::from(history.last_in(span, measure).is_some());
            }
            let did = |wanted: &[Step]| {
                u32::from(done.iter().any(|it| is_in(span, it.0) && wanted.contains(&it.1)))
            };
            let answers = [Reply, Ask, Resolve];
            let answered = done.iter().find(|it| answers.contains(&it.1)).map(|it| it.0);
            by_hand.n_filed += u32::from(is_in(span, at(*received)));
            by_hand.n_resolved += did(&[Resolve]);
            by_hand.n_reopened += did(&[Reopen]);
            by_hand.n_confirmed += did(&[Confirm]);
            by_hand.n_complained += did(&[Complain]);
            by_hand.n_answered += u32::from(answered.is_some_and(|it| is_in(span, it)));
        }
        let counted = counting.finish();
        for (place, measure) in Measure::ALL.into_iter().enumerate() {
            prop_assert_eq!(counted.all.count(measure), listed[place], "{:?}", measure);
            if !matches!(measure, Measure::Responses | Measure::ResponsesMissed | Measure::Resolutions | Measure::ResolutionsMissed) {
                prop_assert_eq!(counted.all.count(measure), by_hand.count(measure), "{:?}", measure);
            }
        }
        // What happens once for each ticket is the sum of its days.
        for measure in [Measure::Filed, Measure::Answered, Measure::Responses, Measure::ResolutionsMissed] {
            let sum: u32 = counted.trend.iter().map(|it| it.figures.count(measure)).sum();
            prop_assert_eq!(sum, counted.all.count(measure), "{:?}", measure);
        }
    }
}
