//! One thing done to many tickets (D5.11): what it is, what it is on one ticket, and what takes it back.

use crate::{
    id::PersonId,
    text::Remark,
    ticket::{Ticket, command::Command, priority::Priority, team::Team},
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
}

impl Act {
    /// What is to be done to one ticket.
    #[must_use]
    pub fn command(&self) -> Command {
        match self.clone() {
            Self::Assign { to, reason } => Command::Assign { to, reason },
            Self::Hand { to, reason } => Command::Hand { to, reason },
            Self::Prioritise { to, reason } => Command::Prioritise { priority: to, reason },
        }
    }

    /// What `ticket` has now of what is changed.
    #[must_use]
    pub fn before(&self, ticket: &Ticket) -> Was {
        match self {
            Self::Assign { .. } => Was::With(ticket.assignee),
            Self::Hand { .. } => Was::Team(ticket.team),
            Self::Prioritise { .. } => Was::Priority(ticket.priority, ticket.assessment().reason),
        }
    }

    /// Whether `ticket` is still as this left it.
    #[must_use]
    pub fn holds(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Assign { to, .. } => ticket.assignee == *to,
            Self::Hand { to, .. } => ticket.team == *to,
            Self::Prioritise { to, .. } => ticket.priority == *to,
        }
    }
}

impl Was {
    /// What makes it so again. A priority gets back the words that the requester read.
    ///
    /// # Errors
    /// Those words cannot be said again, which none that were said are.
    pub fn again(&self) -> Result<Command, crate::text::TextError> {
        Ok(match self {
            Self::With(to) => Command::Assign { to: *to, reason: None },
            Self::Team(to) => Command::Hand { to: *to, reason: None },
            Self::Priority(priority, reason) => {
                Command::Prioritise { priority: *priority, reason: Remark::parse(reason)? }
            }
        })
    }
}
