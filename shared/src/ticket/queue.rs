//! The queue: what is to be done, in the order in which it is done (A25). Knows nothing of where tickets are
//! kept, of their promises, or of how a row looks: due times and the time come in.

pub mod age;
pub mod batch;
pub mod filter;
pub mod view;

use super::Ticket;
use crate::{id::TicketId, time::Instant};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is due within this time is due soon.
pub const SOON: TimeDelta = TimeDelta::hours(2);

/// When something has to happen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DueIn {
    /// Its time has passed.
    Late,
    /// Within [`SOON`].
    Soon,
    /// After that.
    Later,
    /// Nothing is due: it waits for somebody else.
    Never,
}

impl DueIn {
    /// All of them, the nearest first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Soon, Self::Later, Self::Never];

    /// Where `due` lies at `now`.
    #[must_use]
    pub fn of(due: Option<Instant>, now: Instant) -> Self {
        match due.map(|due| due - now) {
            None => Self::Never,
            Some(left) if left < TimeDelta::zero() => Self::Late,
            Some(left) if left <= SOON => Self::Soon,
            Some(_) => Self::Later,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Soon => "Due in the next 2 hours",
            Self::Later => "Due later",
            Self::Never => "Waiting",
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Never => "never",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// The place of a ticket in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    is_content: bool,
    is_without_due: bool,
    due: Option<Instant>,
    updated: Instant,
    id: TicketId,
}

impl Place {
    /// Whoever is not happy comes first, then what is due next, then what has no due time, the longest
    /// untouched first. No two tickets have the same place, so that nothing moves between two readings.
    #[must_use]
    pub fn of(ticket: &Ticket, due: Option<Instant>) -> Self {
        Self {
            is_content: ticket.unhappy_since.is_none(),
            is_without_due: due.is_none(),
            due,
            updated: ticket.updated,
            id: ticket.id,
        }
    }
}

#[cfg(test)]
mod tests;
