//! What somebody wants done to a ticket.

use super::{event::Resolution, known::Telling};
use crate::{
    permission::Action,
    text::{Body, EmailAddress, Remark},
    time::Instant,
};

/// A wish; [`super::Ticket::apply`] grants or refuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The requester or a colleague adds something.
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
    /// The same, and everybody who was told of it reads that it is over.
    ResolveAndEnd(Resolution, Remark),
    /// The requester agrees.
    Confirm,
    /// The requester does not.
    Reopen(Body),
    /// The requester takes it back.
    Withdraw,
    /// Staff say by when the requester hears more (D3.9).
    PromiseUpdate(Instant),
    /// The requester is not happy with how it goes.
    Complain(Body),
    /// A lead has dealt with that.
    SettleComplaint,
    /// Staff tell everybody about it, or tell it otherwise (A18).
    TellKnown(Box<Telling>),
    /// Staff tell everybody that it is over.
    EndKnown(Remark),
    /// The requester or staff share it.
    AddColleague(EmailAddress),
    /// They share it no more.
    RemoveColleague(EmailAddress),
    /// A colleague leaves.
    Leave,
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
            Self::Resolve(_) | Self::ResolveAndEnd(..) => Action::ResolveTicket,
            Self::Confirm => Action::ConfirmTicket,
            Self::Reopen(_) => Action::ReopenTicket,
            Self::Withdraw => Action::WithdrawTicket,
            Self::Complain(_) => Action::Complain,
            Self::SettleComplaint => Action::SettleComplaint,
            Self::TellKnown(_) | Self::EndKnown(_) => Action::TellKnown,
            Self::AddColleague(_) | Self::RemoveColleague(_) => Action::ShareTicket,
            Self::Leave => Action::LeaveTicket,
        }
    }

    /// Whether staff write to the requester with it.
    #[must_use]
    pub fn is_public_answer(&self) -> bool {
        matches!(self, Self::Reply(_) | Self::Ask(_) | Self::Resolve(_) | Self::ResolveAndEnd(..))
    }

    /// Whether what everybody is told may be something else after it.
    #[must_use]
    pub fn tells_everybody(&self) -> bool {
        matches!(self, Self::TellKnown(_) | Self::EndKnown(_) | Self::ResolveAndEnd(..))
    }
}
