//! What an action is about, as far as that decides whether it is allowed.

use crate::{
    id::{PersonId, TicketId},
    kb::audience::Audience,
    ticket::team::Team,
};

/// What the action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing in particular.
    Portico,
    /// One ticket.
    Ticket {
        /// Which.
        id: TicketId,
        /// Whose it is.
        requester: PersonId,
        /// Whether the requester shared it with the actor.
        is_participant: bool,
        /// Which team it is for.
        team: Team,
        /// Whether it is the actor's to work whatever its team: they have it, were named as one who reads it, or
        /// opened it in an emergency.
        is_given: bool,
        /// Whether nobody else of its team may read it (A71).
        is_confidential: bool,
    },
    /// One article.
    Article {
        /// Who may read it.
        audience: Audience,
    },
    /// What everybody is told about a ticket.
    Known {
        /// Who may read it.
        audience: Audience,
    },
    /// A saved view of the queue.
    View {
        /// Who saved it.
        by: PersonId,
        /// Whether everybody on the desk has it.
        is_shared: bool,
    },
    /// One thing done to many tickets.
    Batch {
        /// Who did it.
        by: PersonId,
    },
}
