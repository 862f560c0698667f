//! What happened to a ticket, in the words of the trade. The timeline is made of these and of nothing else.

use super::{
    held::NotSent,
    intake::{Category, Intake},
    known::Notice,
    link::{Link, Tie},
    priority::Priority,
    put_back::Before,
    team::Team,
};
use crate::{
    attachment::AttachmentRef,
    id::PersonId,
    text::{Body, EmailAddress, Remark, Slug, Title},
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The requester filed it, with these answers.
    Filed(Box<Intake>),
    /// It was filed by phone, and staff wrote it down: they talked to the requester (ruling 22).
    Called,
    /// The requester wrote.
    Answered(Body),
    /// Staff wrote to the requester.
    Replied(Body),
    /// Staff asked the requester something, and wait.
    Asked(Body),
    /// Staff wrote to themselves (A30). Never leaves the desk.
    Noted(Body),
    /// Words for the requester could not be told any more when their time came. Never leaves the desk.
    NotSent(Box<NotSent>),
    /// Somebody took it on.
    Taken,
    /// Staff gave it to somebody, or back to nobody.
    Assigned {
        /// To whom; `None` is nobody.
        to: Option<PersonId>,
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Staff gave it to a team.
    Handed {
        /// From which.
        from: Team,
        /// To which.
        to: Team,
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Staff said that it comes earlier or later (ruling 6).
    Prioritised {
        /// What it was.
        from: Priority,
        /// What it is from now on.
        to: Priority,
        /// Why. The requester reads it.
        reason: Remark,
    },
    /// Staff said that it is about something else (A14).
    Categorised {
        /// What it was about.
        from: Category,
        /// What it is about from now on.
        to: Category,
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Staff took back what they had just decided (D5.7). The requester reads it where they read the decision.
    PutBack {
        /// Which entry, by its place in the timeline.
        of: u32,
        /// What holds again.
        to: Before,
    },
    /// Staff said that another ticket belongs to it. That it goes on as another the requester reads, who asked for
    /// both.
    Tied(Link),
    /// They took that back.
    Untied(Link),
    /// Staff used an article for it (A34). The article is what the requester may be told of, in a reply.
    ArticleUsed {
        /// The end of its address.
        slug: Slug,
        /// Its title, as it was then.
        title: Title,
    },
    /// Staff made it confidential, or said anew who reads it (A71).
    Confided {
        /// Why.
        reason: Remark,
        /// The staff who read it from now on, besides whoever has it.
        readers: Vec<PersonId>,
    },
    /// Staff opened it to its team again.
    Disclosed {
        /// Why, for staff.
        reason: Option<Remark>,
    },
    /// Somebody who does not read it opened it for a while.
    OpenedInEmergency {
        /// Why it could not wait.
        reason: Remark,
        /// Up to when.
        until: Instant,
    },
    /// Staff think it is fixed.
    Resolved(Resolution),
    /// The requester says that it is.
    Confirmed,
    /// The requester says that it is not.
    Reopened(Body),
    /// The requester takes it back.
    Withdrawn,
    /// Staff said by when the requester hears more. No answer: it keeps no promise but makes one (D3.9).
    UpdatePromised {
        /// By when.
        by: Instant,
    },
    /// The requester is not happy with how it goes (A42).
    Complained(Body),
    /// A lead dealt with that.
    ComplaintSettled,
    /// Staff told everybody about it, or told it otherwise (A18).
    KnownTold {
        /// What is told from now on.
        notice: Box<Notice>,
        /// What was new.
        news: Option<Remark>,
    },
    /// Staff told everybody that it is over.
    KnownEnded(Remark),
    /// The requester or staff shared it with whoever has this address (B8).
    ColleagueAdded(EmailAddress),
    /// They took that back.
    ColleagueRemoved(EmailAddress),
    /// Whoever has this address wants nothing more to do with it.
    ColleagueLeft(EmailAddress),
}

/// How a ticket was solved (A32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// What was wrong. For staff.
    pub cause: Remark,
    /// What was done. The requester reads it.
    pub fix: Body,
    /// What the requester can do next time, if anything.
    pub advice: Option<Remark>,
}

/// An event with its place, time and author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the ticket's timeline, from zero.
    pub sequence: u32,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: PersonId,
    /// What.
    pub event: Event,
    /// The files that came with it. Whoever may not know of the event may not know of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<AttachmentRef>,
}

impl Entry {
    /// Whether the service desk did it on a request of `requester`'s. Sharing is done by both sides, and told by
    /// who did it.
    #[must_use]
    pub fn is_ours(&self, requester: PersonId) -> bool {
        match self.event {
            Event::ColleagueAdded(_) | Event::ColleagueRemoved(_) => self.by != requester,
            _ => self.event.is_ours(),
        }
    }
}

impl Event {
    /// Whether the requester may know of it at all (D3.10). What everybody is told stands on a page of its own,
    /// for its own audience.
    #[must_use]
    pub fn is_public(&self) -> bool {
        if let Self::Tied(link) | Self::Untied(link) = self {
            return link.tie == Tie::MergedInto;
        }
        if let Self::PutBack { to, .. } = self {
            return to.is_public();
        }
        !matches!(
            self,
            Self::Noted(_)
                | Self::NotSent(_)
                | Self::ArticleUsed { .. }
                | Self::Confided { .. }
                | Self::Disclosed { .. }
                | Self::OpenedInEmergency { .. }
                | Self::Assigned { .. }
                | Self::Handed { .. }
                | Self::KnownTold { .. }
                | Self::KnownEnded(_)
        )
    }

    /// Whether it is something that somebody wrote for the other side to read: what crosses an answer that is being
    /// written (D5.13).
    #[must_use]
    pub fn is_said(&self) -> bool {
        matches!(
            self,
            Self::Answered(_)
                | Self::Replied(_)
                | Self::Asked(_)
                | Self::Resolved(_)
                | Self::Reopened(_)
                | Self::Complained(_)
        )
    }

    /// Whether the service desk does it, rather than those who asked. An agent with a request of their own
    /// may be on both sides, so it is not told by the author.
    fn is_ours(&self) -> bool {
        match self {
            Self::Called
            | Self::Replied(_)
            | Self::Asked(_)
            | Self::Noted(_)
            | Self::NotSent(_)
            | Self::Taken
            | Self::Assigned { .. }
            | Self::Handed { .. }
            | Self::Prioritised { .. }
            | Self::Categorised { .. }
            | Self::PutBack { .. }
            | Self::Tied(_)
            | Self::Untied(_)
            | Self::ArticleUsed { .. }
            | Self::Confided { .. }
            | Self::Disclosed { .. }
            | Self::OpenedInEmergency { .. }
            | Self::Resolved(_)
            | Self::UpdatePromised { .. }
            | Self::ComplaintSettled
            | Self::KnownTold { .. }
            | Self::KnownEnded(_) => true,
            Self::Filed(_)
            | Self::Answered(_)
            | Self::Confirmed
            | Self::Reopened(_)
            | Self::Withdrawn
            | Self::Complained(_)
            | Self::ColleagueAdded(_)
            | Self::ColleagueRemoved(_)
            | Self::ColleagueLeft(_) => false,
        }
    }
}
