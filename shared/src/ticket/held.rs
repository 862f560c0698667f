//! Words for the requester that can still be taken back (A30, D5.7): for a few seconds they are kept and told to
//! nobody, so that taking them back needs nobody to forget anything.

use super::{
    Ticket,
    command::Command,
    event::{Event, Resolution},
};
use crate::{
    id::PersonId,
    text::{Body, Remark},
    time::Instant,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long words to the requester can be taken back.
pub const UNDO_WITHIN: TimeDelta = TimeDelta::seconds(15);

/// What staff write to the requester.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Words {
    /// A reply.
    Reply(Body),
    /// A question that pauses the clock.
    Question(Body),
    /// That it is fixed, and what everybody reads who was told of it.
    Resolution(Box<Resolution>, Option<Remark>),
}

/// Words that could not be told any more when their time came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotSent {
    /// The words.
    pub words: Words,
    /// Why, as a sentence for staff.
    pub why: String,
}

impl Words {
    /// The words of `command`, if it has any for the requester.
    #[must_use]
    pub fn of(command: &Command) -> Option<Self> {
        match command {
            Command::Reply(body) => Some(Self::Reply(body.clone())),
            Command::Ask(body) => Some(Self::Question(body.clone())),
            Command::Resolve(it) => Some(Self::Resolution(Box::new(it.clone()), None)),
            Command::ResolveAndEnd(it, told) => {
                Some(Self::Resolution(Box::new(it.clone()), Some(told.clone())))
            }
            _ => None,
        }
    }

    /// The command that tells them.
    #[must_use]
    pub fn command(self) -> Command {
        match self {
            Self::Reply(body) => Command::Reply(body),
            Self::Question(body) => Command::Ask(body),
            Self::Resolution(it, None) => Command::Resolve(*it),
            Self::Resolution(it, Some(told)) => Command::ResolveAndEnd(*it, told),
        }
    }
}

impl Ticket {
    /// Keeps what could not be told, for staff: words are never lost (D1.18).
    pub fn keep_unsent(&mut self, it: NotSent, by: PersonId, now: Instant) -> Event {
        let event = Event::NotSent(Box::new(it));
        self.evolve(&event, by, now);
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::status::Stage;
    use crate::ticket::tests::{body, in_stage, resolution};

    #[test]
    fn words_are_told_by_the_command_that_they_came_from() {
        let told = Remark::parse("It works again").unwrap();
        for command in [
            Command::Reply(body()),
            Command::Ask(body()),
            Command::Resolve(resolution()),
            Command::ResolveAndEnd(resolution(), told),
        ] {
            assert_eq!(Words::of(&command).map(Words::command), Some(command));
        }
        for silent in [Command::Note(body()), Command::Take, Command::Answer(body())] {
            assert_eq!(Words::of(&silent), None);
            assert!(!silent.is_public_answer());
        }
    }

    #[test]
    fn what_was_not_sent_is_for_staff_and_answers_nothing() {
        let mut ticket = in_stage(Stage::Closed);
        let before = ticket.clone();
        let why = "It is closed".to_owned();
        let it = NotSent { words: Words::Reply(body()), why };
        let event = ticket.keep_unsent(it, PersonId(2), before.received + TimeDelta::hours(1));
        assert!(!event.is_public());
        assert_eq!(ticket, Ticket { n_entries: before.n_entries + 1, ..before });
    }
}
