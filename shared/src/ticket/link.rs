//! Tickets that belong together. Each knows of the other; nothing is copied, so that it can be undone. One request
//! that its requester sent twice goes on as one of them (merge); several matters in one request become several
//! tickets (split); everything else is related.

use super::{Refusal, Ticket, event::Event, status::Stage};
use crate::id::{Reference, TicketId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Links of one ticket at most.
pub const MOST_LINKS: usize = 50;

/// How a ticket belongs to another, seen from the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// Whoever works on one should know of the other.
    Related,
    /// It is the same request, and goes on as the other.
    MergedInto,
    /// The other is the same request, and goes on here.
    Merged,
    /// It began as a part of the other.
    SplitFrom,
    /// The other began as a part of this.
    SplitOff,
}

/// Another ticket, and how it belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Which.
    pub to: TicketId,
    /// What people call it.
    pub reference: Reference,
    /// How.
    pub tie: Tie,
}

impl Tie {
    /// The same seen from the other.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Related => Self::Related,
            Self::MergedInto => Self::Merged,
            Self::Merged => Self::MergedInto,
            Self::SplitFrom => Self::SplitOff,
            Self::SplitOff => Self::SplitFrom,
        }
    }

    /// What staff call it, before the reference of the other.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Related => "Related to",
            Self::MergedInto => "Goes on as",
            Self::Merged => "Also sent as",
            Self::SplitFrom => "Split from",
            Self::SplitOff => "Split off",
        }
    }
}

impl Ticket {
    /// The link to `other`, if there is one.
    #[must_use]
    pub fn link_to(&self, other: TicketId) -> Option<Link> {
        self.links.iter().find(|it| it.to == other).copied()
    }

    /// The ticket as which this one goes on, if it was merged.
    #[must_use]
    pub fn merged_into(&self) -> Option<Link> {
        self.links.iter().find(|it| it.tie == Tie::MergedInto).copied()
    }

    pub(super) fn tie(&self, link: Link) -> Result<Vec<Event>, Refusal> {
        let refuse = |advice| Err(Refusal::Field { name: "reference", advice });
        if link.to == self.id {
            return refuse("Enter the reference of another ticket");
        }
        if self.link_to(link.to).is_some() {
            return refuse("They belong together already. Take that away first");
        }
        if self.links.len() == MOST_LINKS {
            return refuse("This ticket belongs to as many others as it can");
        }
        if matches!(link.tie, Tie::MergedInto | Tie::Merged)
            && (!self.status.stage().is_open() || self.status.stage() == Stage::Resolved)
        {
            return refuse("Only tickets on which somebody still works can be merged");
        }
        Ok(vec![Event::Tied(link)])
    }

    pub(super) fn untie(&self, other: TicketId) -> Result<Vec<Event>, Refusal> {
        let advice = "They do not belong together any more";
        let link = self.link_to(other).ok_or(Refusal::Field { name: "to", advice })?;
        Ok(vec![Event::Untied(link)])
    }
}
