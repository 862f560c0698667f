//! One thing done to many tickets (D5.11): what it is, what it is on one ticket, and what takes it back.

use crate::{
    id::{HeldId, PersonId},
    text::Remark,
    ticket::{
        Ticket,
        command::Command,
        event::Resolution,
        priority::Priority,
        status::{Stage, Status},
        team::Team,
    },
};
use serde::{Deserialize, Serialize};

/// Tickets in one batch at most: as many as the queue shows.
pub const MOST_TICKETS: usize = 200;

/// What is done to each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Give it to somebody, or back to nobody.
    Assign {
        /// To whom.
        to: Option<PersonId>,
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Give it to a team.
    Hand {
        /// To which.
        to: Team,
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Say that it comes earlier or later.
    Prioritise {
        /// What it is from now on.
        to: Priority,
        /// Why. The requester reads it.
        reason: Remark,
    },
    /// Take it on, where nobody has begun.
    Begin,
    /// Say that it is fixed, in the same words to everybody who asked.
    Resolve(Box<Resolution>),
}

/// What an act changes on a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Was {
    /// Who had it.
    With(Option<PersonId>),
    /// Which team had it.
    Team(Team),
    /// How soon it came, and why, in the words that the requester read.
    Priority(Priority, String),
    /// Where it stood, and the words that are on their way to whoever asked, which can be taken back.
    Open(Stage, Option<HeldId>),
}

impl Act {
    /// What is to be done to one ticket.
    #[must_use]
    pub fn command(&self) -> Command {
        match self.clone() {
            Self::Assign { to, reason } => Command::Assign { to, reason },
            Self::Hand { to, reason } => Command::Hand { to, reason },
            Self::Prioritise { to, reason } => Command::Prioritise { priority: to, reason },
            Self::Begin => Command::Take,
            Self::Resolve(it) => Command::Resolve(*it),
        }
    }

    /// Why it is not done to `ticket`, although its command might be: what is done to many says more than the command
    /// of one.
    #[must_use]
    pub fn refusal(&self, ticket: &Ticket) -> Option<&'static str> {
        match (self, ticket.status.stage()) {
            (Self::Begin, Stage::InProgress) => Some("It is so already"),
            (Self::Begin, Stage::AwaitingRequester) => {
                Some("It waits for an answer, with which it goes on by itself")
            }
            (Self::Begin, Stage::Resolved) => Some("It is resolved; whoever asked can reopen it"),
            (Self::Resolve(_), _) if ticket.notice().is_some() => Some(
                "Everybody is told of it: resolve it on its page, and say there what they read",
            ),
            _ => None,
        }
    }

    /// What `ticket` has now of what is changed.
    #[must_use]
    pub fn before(&self, ticket: &Ticket) -> Was {
        match self {
            Self::Assign { .. } => Was::With(ticket.assignee),
            Self::Hand { .. } => Was::Team(ticket.team),
            Self::Prioritise { .. } => Was::Priority(ticket.priority, ticket.assessment().reason),
            Self::Begin => Was::With(ticket.assignee),
            Self::Resolve(_) => Was::Open(ticket.status.stage(), None),
        }
    }

    /// Whether `ticket` is still as this left it, which `by` did.
    #[must_use]
    pub fn holds(&self, ticket: &Ticket, by: PersonId) -> bool {
        match self {
            Self::Assign { to, .. } => ticket.assignee == *to,
            Self::Hand { to, .. } => ticket.team == *to,
            Self::Prioritise { to, .. } => ticket.priority == *to,
            Self::Begin => ticket.assignee == Some(by) && ticket.status == Status::InProgress,
            Self::Resolve(_) => ticket.status.stage().is_open(),
        }
    }
}

impl Was {
    /// What makes it so again, if a command does. A priority gets back the words that the requester read. Words that
    /// are on their way are taken back in another way.
    #[must_use]
    pub fn again(&self) -> Option<Command> {
        match self {
            Self::With(to) => Some(Command::Assign { to: *to, reason: None }),
            Self::Team(to) => Some(Command::Hand { to: *to, reason: None }),
            Self::Priority(priority, reason) => {
                let reason = Remark::parse(reason).ok()?;
                Some(Command::Prioritise { priority: *priority, reason })
            }
            Self::Open(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::tests::{in_stage, resolution};

    #[test]
    fn nobody_takes_on_what_goes_on_or_waits() {
        for (stage, is_refused) in [
            (Stage::New, false),
            (Stage::InProgress, true),
            (Stage::AwaitingRequester, true),
            (Stage::Resolved, true),
            // The command itself is refused there.
            (Stage::Closed, false),
        ] {
            let ticket = in_stage(stage);
            assert_eq!(Act::Begin.refusal(&ticket).is_some(), is_refused, "{stage:?}");
            assert_eq!(Act::Resolve(Box::new(resolution())).refusal(&ticket), None, "{stage:?}");
        }
    }

    #[test]
    fn what_was_is_made_so_again_by_a_command_unless_words_are_on_their_way() {
        let words = "You are affected, and it can wait.";
        for was in [
            Was::With(None),
            Was::Team(Team::NETWORK),
            Was::Priority(Priority::Low, words.to_owned()),
        ] {
            assert!(was.again().is_some(), "{was:?}");
        }
        assert_eq!(Was::Open(Stage::New, Some(HeldId(1))).again(), None);
    }
}
