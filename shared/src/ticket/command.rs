//! What somebody wants done to a ticket.

use super::event::Resolution;
use crate::{permission::Action, text::Body, time::Instant};

/// A wish; [`super::Ticket::apply`] grants or refuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The requester adds something.
    Answer(Body),
    /// Staff write to the requester.
    Reply(Body),
    /// Staff ask the requester something and wait for the answer.
    Ask(Body),
    /// Staff write to themselves.
    Note(Body),
    /// An agent takes it on.
    Take,
    /// Staff think it is fixed.
    Resolve(Resolution),
    /// The requester agrees.
    Confirm,
    /// The requester does not.
    Reopen(Body),
    /// The requester takes it back.
    Withdraw,
    /// Staff say by when the requester hears more (D3.9).
    PromiseUpdate(Instant),
}

impl Command {
    /// What the actor needs to be allowed.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Answer(_) => Action::AnswerTicket,
            Self::Reply(_) | Self::Ask(_) | Self::PromiseUpdate(_) => Action::ReplyToTicket,
            Self::Note(_) => Action::NoteOnTicket,
            Self::Take => Action::TakeTicket,
            Self::Resolve(_) => Action::ResolveTicket,
            Self::Confirm => Action::ConfirmTicket,
            Self::Reopen(_) => Action::ReopenTicket,
            Self::Withdraw => Action::WithdrawTicket,
        }
    }
}
