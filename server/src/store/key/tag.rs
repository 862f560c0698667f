//! The kinds of keys. A tag is never given to another kind, also when its kind is gone, and none is
//! `FF`, so that the keys of every kind have an end.

/// The first byte of every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    SchemaVersion = 0x01,
    Setting = 0x02,
    Person = 0x10,
    PersonByEmail = 0x11,
    GuestByEmail = 0x12,
    Session = 0x18,
    SessionByExpiry = 0x19,
    SessionByPerson = 0x1A,
    Ticket = 0x20,
    TicketByReference = 0x21,
    TicketByRequester = 0x22,
    OpenTicket = 0x23,
    Entry = 0x24,
    TicketByColleague = 0x25,
    Held = 0x26,
    Link = 0x28,
    LinkByTicket = 0x29,
    Follower = 0x2C,
    FollowedByPerson = 0x2D,
    View = 0x2E,
    Batch = 0x2F,
    Article = 0x30,
    ArticleBySlug = 0x31,
    Revision = 0x32,
    Vote = 0x33,
    VoteWithText = 0x34,
    Tally = 0x35,
    Command = 0x40,
    CommandByTime = 0x41,
    Draft = 0x48,
    DraftByTime = 0x49,
    DraftByPerson = 0x4A,
    Imported = 0x50,
    Attachment = 0x68,
    AttachmentByHash = 0x69,
    UploadByTime = 0x6A,
    UploadOfPerson = 0x6B,
}

impl Tag {
    /// The kind that a first byte stands for.
    pub(super) fn of(first: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| *tag as u8 == first)
    }

    const ALL: [Self; 37] = [
        Self::SchemaVersion,
        Self::Setting,
        Self::Person,
        Self::PersonByEmail,
        Self::GuestByEmail,
        Self::Session,
        Self::SessionByExpiry,
        Self::SessionByPerson,
        Self::Ticket,
        Self::TicketByReference,
        Self::TicketByRequester,
        Self::OpenTicket,
        Self::Entry,
        Self::TicketByColleague,
        Self::Held,
        Self::Link,
        Self::LinkByTicket,
        Self::Follower,
        Self::FollowedByPerson,
        Self::View,
        Self::Batch,
        Self::Article,
        Self::ArticleBySlug,
        Self::Revision,
        Self::Vote,
        Self::VoteWithText,
        Self::Tally,
        Self::Command,
        Self::CommandByTime,
        Self::Draft,
        Self::DraftByTime,
        Self::DraftByPerson,
        Self::Imported,
        Self::Attachment,
        Self::AttachmentByHash,
        Self::UploadByTime,
        Self::UploadOfPerson,
    ];
}
