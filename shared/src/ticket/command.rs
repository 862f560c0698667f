//! What somebody wants done to a ticket.

use super::{
    event::Resolution, intake::Category, known::Telling, link::Link, priority::Priority,
    put_back::Before, seen::Seen, team::Team,
};
use crate::{
    id::{PersonId, TicketId},
    permission::Action,
    text::{Body, EmailAddress, Remark, Slug, Title},
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
    /// Staff give it to somebody, or back to nobody.
    Assign {
        /// To whom; `None` is nobody.
        to: Option<PersonId>,
        /// Why, if that is worth saying.
        reason: Option<Remark>,
    },
    /// Staff give it to a team.
    Hand {
        /// Which.
        to: Team,
        /// Why, if that is worth saying.
        reason: Option<Remark>,
    },
    /// Staff say that it comes earlier or later than its answers made it (ruling 6).
    Prioritise {
        /// What it is from now on.
        priority: Priority,
        /// Why: the requester reads it.
        reason: Remark,
    },
    /// Staff say that it is about something else (A14).
    Categorise {
        /// What it is about from now on.
        to: Category,
        /// Why, for staff, if that is worth saying.
        reason: Option<Remark>,
    },
    /// Staff take back what they have just decided (D5.7).
    PutBack {
        /// Which entry, by its place in the timeline.
        of: u32,
        /// What holds again.
        to: Before,
    },
    /// Staff say that another ticket belongs to it. The other is told the same, turned.
    Tie(Link),
    /// They take that back.
    Untie(TicketId),
    /// Staff say that an article was used for it (A34).
    UseArticle {
        /// The end of its address.
        slug: Slug,
        /// Its title, as it was then.
        title: Title,
    },
    /// Staff make it confidential, or say anew who reads it (A71).
    Confide {
        /// Why.
        reason: Remark,
        /// Who reads it, besides whoever says so and whoever has it.
        readers: Vec<PersonId>,
    },
    /// Staff open it to its team again, and may say why.
    Disclose(Option<Remark>),
    /// Somebody who does not read it opens it for a while, in an emergency.
    OpenConfidential {
        /// Why it cannot wait.
        reason: Remark,
        /// Up to when.
        until: Instant,
    },
    /// The same as another, provided that it still is what was seen by whoever wishes it.
    Provided(Seen, Box<Command>),
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
            Self::Tie(_) | Self::Untie(_) => Action::LinkTickets,
            Self::Note(_) | Self::UseArticle { .. } => Action::NoteOnTicket,
            Self::Confide { .. } | Self::Disclose(_) => Action::ConfideTicket,
            Self::OpenConfidential { .. } => Action::OpenConfidential,
            Self::Take => Action::TakeTicket,
            Self::Assign { .. } | Self::Hand { .. } => Action::AssignTicket,
            Self::Prioritise { .. } => Action::ChangePriority,
            Self::Categorise { .. } => Action::ChangeCategory,
            Self::PutBack { to, .. } => to.action(),
            Self::Provided(_, command) => command.action(),
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

    /// To whom it gives the ticket, if it does.
    #[must_use]
    pub fn gives_to(&self) -> Option<PersonId> {
        match self {
            Self::Assign { to, .. } => *to,
            Self::Provided(_, command) => command.gives_to(),
            _ => None,
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
