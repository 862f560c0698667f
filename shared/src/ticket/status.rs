//! Where a ticket stands, with what belongs to that standing, and how people call it.

use crate::{id::PersonId, time::Instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a ticket stands (A28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Nobody has answered yet.
    New,
    /// Somebody works on it.
    InProgress,
    /// A question to the requester is open; the clock pauses (A22).
    AwaitingRequester {
        /// When it was asked.
        since: Instant,
    },
    /// Staff think it is fixed; the requester is asked (A62).
    Resolved {
        /// When.
        at: Instant,
        /// By whom.
        by: PersonId,
    },
    /// Over.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
    },
}

/// Why a ticket is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CloseReason {
    /// The requester said that it is fixed.
    Confirmed,
    /// The requester took it back; never counted as solved (ruling 20).
    Withdrawn,
}

/// A status without its particulars: what lists, badges and filters show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// [`Status::New`].
    New,
    /// [`Status::InProgress`].
    InProgress,
    /// [`Status::AwaitingRequester`].
    AwaitingRequester,
    /// [`Status::Resolved`].
    Resolved,
    /// [`Status::Closed`].
    Closed,
}

impl Status {
    /// The status without its particulars.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self {
            Self::New => Stage::New,
            Self::InProgress => Stage::InProgress,
            Self::AwaitingRequester { .. } => Stage::AwaitingRequester,
            Self::Resolved { .. } => Stage::Resolved,
            Self::Closed { .. } => Stage::Closed,
        }
    }
}

impl Stage {
    /// All stages, in the order of a ticket's life.
    pub const ALL: [Self; 5] =
        [Self::New, Self::InProgress, Self::AwaitingRequester, Self::Resolved, Self::Closed];

    /// What staff call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::InProgress => "In progress",
            Self::AwaitingRequester => "Awaiting requester",
            Self::Resolved => "Resolved",
            Self::Closed => "Closed",
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in-progress",
            Self::AwaitingRequester => "awaiting-requester",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What the requester reads (D3.2).
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::New => "We have it",
            Self::InProgress => "We’re working on it",
            Self::AwaitingRequester => "We need something from you",
            Self::Resolved => "We think it’s fixed",
            Self::Closed => "Closed",
        }
    }

    /// Whether staff still have something to do or to wait for.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Closed
    }

    /// Whether the next step is the requester's.
    #[must_use]
    pub fn is_requesters_turn(self) -> bool {
        matches!(self, Self::AwaitingRequester | Self::Resolved)
    }
}
