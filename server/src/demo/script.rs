//! The script of the demo: thirty-one tickets of the last two weeks, in every state.
//!
//! Plain data, relative to the moment when the demo starts; whoever plays the script turns it into
//! commands. It knows nothing of the store, of the clock or of sign-ins. So that the demo keeps its promises, every first answer comes within its
//! target, but for the one ticket that is meant to be late.

mod finished;
mod open;
mod waiting;

use super::files::DemoFile;
use shared::ticket::{
    intake::Category,
    priority::{Impact, Urgency},
};

/// One ticket and what happens to it.
#[derive(Debug)]
pub struct DemoTicket {
    /// The short title, as the requester left it.
    pub subject: &'static str,
    /// What happened, in the requester's words.
    pub description: &'static str,
    /// The key of a person or a guest in [`super::people`].
    pub requester: &'static str,
    /// Whom it is for, if it is not for the requester.
    pub behalf: Option<&'static str>,
    /// What it is about.
    pub category: Category,
    /// Who is affected; `None` when the requester is not sure.
    pub impact: Option<Impact>,
    /// How it stops work; `None` when the requester is not sure.
    pub urgency: Option<Urgency>,
    /// How many minutes before the start of the demo the ticket was received.
    pub minutes_ago: i64,
    /// What happens after that, in order; the agent of the first step takes the ticket.
    pub steps: &'static [DemoStep],
}

/// One thing that happens to a ticket, `minutes_after` it was received.
#[derive(Debug)]
pub enum DemoStep {
    /// An agent writes to the requester.
    Reply { minutes_after: i64, agent: &'static str, body: &'static str },
    /// An agent asks the requester something, and the clock waits for the answer.
    Ask { minutes_after: i64, agent: &'static str, question: &'static str },
    /// The requester answers the question, and the clock goes on.
    Answer { minutes_after: i64, body: &'static str },
    /// The requester adds something, with files.
    Send { minutes_after: i64, body: &'static str, files: &'static [DemoFile] },
    /// The requester lets a colleague read and write along: the key of a person.
    Share { minutes_after: i64, colleague: &'static str },
    /// The requester is not happy, and a lead is told.
    Complain { minutes_after: i64, body: &'static str },
    /// An agent writes something that the requester never sees.
    Note { minutes_after: i64, agent: &'static str, body: &'static str },
    /// An agent says what it was, what was done, and what helps next time.
    Resolve {
        minutes_after: i64,
        agent: &'static str,
        cause: &'static str,
        fix: &'static str,
        advice: &'static str,
    },
    /// The requester says that it is fixed, which closes the ticket.
    Confirm { minutes_after: i64 },
    /// The requester no longer needs it, which closes the ticket.
    Withdraw { minutes_after: i64 },
}

impl DemoStep {
    /// How many minutes after the ticket was received the step happens.
    pub fn minutes_after(&self) -> i64 {
        match *self {
            Self::Reply { minutes_after, .. }
            | Self::Ask { minutes_after, .. }
            | Self::Answer { minutes_after, .. }
            | Self::Send { minutes_after, .. }
            | Self::Share { minutes_after, .. }
            | Self::Complain { minutes_after, .. }
            | Self::Note { minutes_after, .. }
            | Self::Resolve { minutes_after, .. }
            | Self::Confirm { minutes_after }
            | Self::Withdraw { minutes_after } => minutes_after,
        }
    }

    /// The key of the agent who acts, if it is not the requester.
    pub fn agent(&self) -> Option<&'static str> {
        match *self {
            Self::Reply { agent, .. }
            | Self::Ask { agent, .. }
            | Self::Note { agent, .. }
            | Self::Resolve { agent, .. } => Some(agent),
            Self::Answer { .. }
            | Self::Send { .. }
            | Self::Share { .. }
            | Self::Complain { .. }
            | Self::Confirm { .. }
            | Self::Withdraw { .. } => None,
        }
    }

    /// What is sent with it.
    pub fn files(&self) -> &'static [DemoFile] {
        match *self {
            Self::Send { files, .. } => files,
            _ => &[],
        }
    }
}

/// Every ticket of the demo, grouped by the state that it ends in.
pub fn tickets() -> impl Iterator<Item = &'static DemoTicket> {
    [open::NEW, open::IN_PROGRESS, waiting::AWAITING_REQUESTER, waiting::RESOLVED]
        .into_iter()
        .chain([finished::CLOSED, finished::WITHDRAWN])
        .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::{
        text::{Body, Title},
        ticket::priority::{Matrix, Priority, assess},
    };

    use super::*;
    use crate::demo::people::{GUESTS, PEOPLE};

    #[test]
    fn tickets_of_two_weeks_several_of_the_last_hours() {
        assert_eq!(tickets().count(), 31);
        assert!(tickets().all(|it| (1..=14 * 24 * 60).contains(&it.minutes_ago)));
        assert!(tickets().filter(|it| it.minutes_ago <= 4 * 60).count() >= 8);
        assert!(tickets().any(|it| it.minutes_ago > 12 * 24 * 60));
    }

    #[test]
    fn every_state_is_there() {
        let counts = [
            open::NEW,
            open::IN_PROGRESS,
            waiting::AWAITING_REQUESTER,
            waiting::RESOLVED,
            finished::CLOSED,
            finished::WITHDRAWN,
        ]
        .map(<[DemoTicket]>::len);
        assert_eq!(counts, [6, 9, 4, 4, 6, 2]);

        assert!(open::NEW.iter().all(|it| it.steps.is_empty()));
        let ends_with = |tickets: &[DemoTicket], is_end: fn(&DemoStep) -> bool| {
            tickets.iter().all(|it| it.steps.last().is_some_and(is_end))
        };
        assert!(ends_with(open::IN_PROGRESS, |it| {
            matches!(
                it,
                DemoStep::Reply { .. }
                    | DemoStep::Note { .. }
                    | DemoStep::Answer { .. }
                    | DemoStep::Send { .. }
                    | DemoStep::Complain { .. }
            )
        }));
        assert!(ends_with(waiting::AWAITING_REQUESTER, |it| matches!(it, DemoStep::Ask { .. })));
        assert!(ends_with(waiting::RESOLVED, |it| matches!(it, DemoStep::Resolve { .. })));
        assert!(ends_with(finished::CLOSED, |it| matches!(it, DemoStep::Confirm { .. })));
        assert!(ends_with(finished::WITHDRAWN, |it| matches!(it, DemoStep::Withdraw { .. })));
    }

    #[test]
    fn steps_happen_in_order_and_never_in_the_future() {
        for ticket in tickets() {
            let mut previous = 0;
            for step in ticket.steps {
                assert!(step.minutes_after() > previous, "{}", ticket.subject);
                previous = step.minutes_after();
            }
            assert!(previous < ticket.minutes_ago, "{}", ticket.subject);
        }
    }

    #[test]
    fn a_question_is_answered_before_work_goes_on() {
        for ticket in tickets() {
            for pair in ticket.steps.windows(2) {
                let is_asked = matches!(pair[0], DemoStep::Ask { .. });
                let is_answered = matches!(pair[1], DemoStep::Answer { .. });
                assert_eq!(is_asked, is_answered, "{}", ticket.subject);
            }
        }
    }

    #[test]
    fn everybody_in_the_script_exists() {
        let person = |key: &str| PEOPLE.iter().find(|it| it.key == key);
        for ticket in tickets() {
            let requester = person(ticket.requester);
            let is_guest = GUESTS.iter().any(|it| it.key == ticket.requester);
            let is_member = requester.is_some_and(|it| !it.is_agent());
            assert!(is_guest != is_member, "{}", ticket.subject);
            for agent in ticket.steps.iter().filter_map(DemoStep::agent) {
                assert!(person(agent).is_some_and(|it| it.is_agent()), "{}", ticket.subject);
            }
        }
    }

    #[test]
    fn every_category_is_there_and_every_subject_is_a_title() {
        for category in Category::STARTING {
            assert!(tickets().any(|it| it.category == category), "{category:?}");
        }
        for ticket in tickets() {
            assert!(Title::parse(ticket.subject).is_ok(), "{}", ticket.subject);
            assert!(Body::parse(ticket.description).is_ok(), "{}", ticket.subject);
        }
    }

    #[test]
    fn one_ticket_is_critical_and_no_two_are_alike() {
        let matrix = Matrix::default();
        let priorities = tickets().map(|it| assess(&matrix, it.impact, it.urgency).priority);
        assert_eq!(priorities.filter(|it| *it == Priority::Critical).count(), 1);
        let subjects: BTreeSet<_> = tickets().map(|it| it.subject).collect();
        assert_eq!(subjects.len(), 31);
    }

    #[test]
    fn every_description_says_more_than_its_subject() {
        for ticket in tickets() {
            let n_sentences = ticket.description.matches(['.', '?', '!']).count();
            assert!(n_sentences >= 3, "{}", ticket.subject);
            assert!((8..=70).contains(&ticket.subject.chars().count()), "{}", ticket.subject);
        }
    }
}
