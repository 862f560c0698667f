//! Keys read back, whatever their kind: for whoever goes through the whole store.

use std::fmt;

use super::{
    ColleaguePlace, CommandPlace, HASH_BYTES, Key, KeyError, RequesterPlace, Tag, VotePlace,
    part::PartsOf, read_command_by_time, read_draft_by_person, read_draft_by_time,
    read_identity_by_person, read_link_by_ticket, read_number, read_passkey_by_person,
    read_session_by_expiry, read_session_by_person, read_ticket_by_colleague,
    read_ticket_by_requester, read_two_numbers, read_vote, read_vote_with_text,
    read_welcome_by_person,
};

/// What a key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// [`super::schema_version`].
    SchemaVersion,
    /// [`super::setting`].
    Setting(String),
    /// [`super::settings_version`].
    SettingsVersion(u64),
    /// [`super::person`].
    Person(u64),
    /// [`super::person_by_email`].
    PersonByEmail(String),
    /// [`super::guest_by_email`].
    GuestByEmail(String),
    /// [`super::factor`].
    Factor(u64),
    /// [`super::passkey`].
    Passkey([u8; HASH_BYTES]),
    /// [`super::passkey_by_person`].
    PasskeyByPerson(u64, [u8; HASH_BYTES]),
    /// [`super::identity`].
    Identity([u8; HASH_BYTES]),
    /// [`super::identity_by_person`].
    IdentityByPerson(u64, [u8; HASH_BYTES]),
    /// [`super::session`].
    Session([u8; HASH_BYTES]),
    /// [`super::session_by_expiry`].
    SessionByExpiry(u64, [u8; HASH_BYTES]),
    /// [`super::session_by_person`].
    SessionByPerson(u64, [u8; HASH_BYTES]),
    /// [`super::welcome`].
    Welcome([u8; HASH_BYTES]),
    /// [`super::welcome_by_person`].
    WelcomeByPerson(u64, [u8; HASH_BYTES]),
    /// [`super::ticket`].
    Ticket(u64),
    /// [`super::ticket_by_reference`].
    TicketByReference(String),
    /// [`super::ticket_by_requester`].
    TicketByRequester(RequesterPlace),
    /// [`super::open_ticket`].
    OpenTicket(u64),
    /// [`super::entry`].
    Entry(u64, u64),
    /// [`super::ticket_by_colleague`].
    TicketByColleague(ColleaguePlace),
    /// [`super::held`].
    Held(u64, u64),
    /// [`super::opening`].
    Opening(u64, u64),
    /// [`super::link`].
    Link([u8; HASH_BYTES]),
    /// [`super::link_by_ticket`].
    LinkByTicket(u64, [u8; HASH_BYTES]),
    /// [`super::follower`].
    Follower(u64, u64),
    /// [`super::followed_by_person`].
    FollowedByPerson(u64, u64),
    /// [`super::watch`].
    Watch(u64, u64),
    /// [`super::watcher`].
    Watcher(u64, u64),
    /// [`super::view`].
    View(u64, u64),
    /// [`super::batch`].
    Batch(u64),
    /// [`super::article`].
    Article(u64),
    /// [`super::article_by_slug`].
    ArticleBySlug(String),
    /// [`super::revision`].
    Revision(u64, u64),
    /// [`super::vote`].
    Vote(u64, [u8; HASH_BYTES]),
    /// [`super::vote_with_text`].
    VoteWithText(VotePlace),
    /// [`super::tally`].
    Tally(u64),
    /// [`super::command`].
    Command(u64, String),
    /// [`super::command_by_time`].
    CommandByTime(CommandPlace),
    /// [`super::draft`].
    Draft([u8; HASH_BYTES]),
    /// [`super::draft_by_time`].
    DraftByTime(u64, [u8; HASH_BYTES]),
    /// [`super::draft_by_person`].
    DraftByPerson(u64, [u8; HASH_BYTES]),
    /// [`super::imported`].
    Imported(String, String),
    /// [`super::attachment`].
    Attachment(u64),
    /// [`super::attachment_by_hash`].
    AttachmentByHash([u8; HASH_BYTES], u64),
    /// [`super::upload_by_time`].
    UploadByTime(u64, u64),
    /// [`super::upload_of_person`].
    UploadOfPerson(u64, u64),
    /// [`super::audit_entry`].
    AuditEntry(u64),
    /// [`super::audit_head`].
    AuditHead,
}

impl Place {
    /// What `key` says; `None` when it is of a kind that this release does not know.
    ///
    /// # Errors
    ///
    /// [`KeyError`] when it does not have the parts of its kind.
    pub fn of(key: &Key) -> Result<Option<Self>, KeyError> {
        let Some(tag) = key.0.first().and_then(|first| Tag::of(*first)) else { return Ok(None) };
        Ok(Some(match tag {
            Tag::SchemaVersion => {
                PartsOf::read(&key.0, tag)?.end()?;
                Self::SchemaVersion
            }
            Tag::Setting => Self::Setting(read_text(key, tag)?),
            Tag::SettingsVersion => Self::SettingsVersion(read_number(key, tag)?),
            Tag::Person => Self::Person(read_number(key, tag)?),
            Tag::PersonByEmail => Self::PersonByEmail(read_text(key, tag)?),
            Tag::GuestByEmail => Self::GuestByEmail(read_text(key, tag)?),
            Tag::Factor => Self::Factor(read_number(key, tag)?),
            Tag::Passkey => Self::Passkey(read_hash(key, tag)?),
            Tag::PasskeyByPerson => {
                let (person, hash) = read_passkey_by_person(key)?;
                Self::PasskeyByPerson(person, hash)
            }
            Tag::Identity => Self::Identity(read_hash(key, tag)?),
            Tag::IdentityByPerson => {
                let (person, hash) = read_identity_by_person(key)?;
                Self::IdentityByPerson(person, hash)
            }
            Tag::Session => Self::Session(read_hash(key, tag)?),
            Tag::SessionByExpiry => {
                let (expiry, hash) = read_session_by_expiry(key)?;
                Self::SessionByExpiry(expiry, hash)
            }
            Tag::SessionByPerson => {
                let (person, hash) = read_session_by_person(key)?;
                Self::SessionByPerson(person, hash)
            }
            Tag::Welcome => Self::Welcome(read_hash(key, tag)?),
            Tag::WelcomeByPerson => {
                let (person, hash) = read_welcome_by_person(key)?;
                Self::WelcomeByPerson(person, hash)
            }
            Tag::Ticket => Self::Ticket(read_number(key, tag)?),
            Tag::TicketByReference => Self::TicketByReference(read_text(key, tag)?),
            Tag::TicketByRequester => Self::TicketByRequester(read_ticket_by_requester(key)?),
            Tag::OpenTicket => Self::OpenTicket(read_number(key, tag)?),
            Tag::Entry => {
                let (ticket, number) = read_two_numbers(key, tag)?;
                Self::Entry(ticket, number)
            }
            Tag::TicketByColleague => Self::TicketByColleague(read_ticket_by_colleague(key)?),
            Tag::Held => {
                let (ticket, held) = read_two_numbers(key, tag)?;
                Self::Held(ticket, held)
            }
            Tag::Opening => {
                let (person, opening) = read_two_numbers(key, tag)?;
                Self::Opening(person, opening)
            }
            Tag::Link => Self::Link(read_hash(key, tag)?),
            Tag::LinkByTicket => {
                let (ticket, hash) = read_link_by_ticket(key)?;
                Self::LinkByTicket(ticket, hash)
            }
            Tag::Follower => {
                let (ticket, person) = read_two_numbers(key, tag)?;
                Self::Follower(ticket, person)
            }
            Tag::FollowedByPerson => {
                let (person, ticket) = read_two_numbers(key, tag)?;
                Self::FollowedByPerson(person, ticket)
            }
            Tag::Watch => {
                let (person, ticket) = read_two_numbers(key, tag)?;
                Self::Watch(person, ticket)
            }
            Tag::Watcher => {
                let (ticket, person) = read_two_numbers(key, tag)?;
                Self::Watcher(ticket, person)
            }
            Tag::View => {
                let (shelf, view) = read_two_numbers(key, tag)?;
                Self::View(shelf, view)
            }
            Tag::Batch => Self::Batch(read_number(key, tag)?),
            Tag::Article => Self::Article(read_number(key, tag)?),
            Tag::ArticleBySlug => Self::ArticleBySlug(read_text(key, tag)?),
            Tag::Revision => {
                let (article, number) = read_two_numbers(key, tag)?;
                Self::Revision(article, number)
            }
            Tag::Vote => {
                let (article, voter) = read_vote(key)?;
                Self::Vote(article, voter)
            }
            Tag::VoteWithText => Self::VoteWithText(read_vote_with_text(key)?),
            Tag::Tally => Self::Tally(read_number(key, tag)?),
            Tag::Command => {
                let mut parts = PartsOf::read(&key.0, tag)?;
                let (actor, idempotency_key) = (parts.number()?, parts.text()?);
                parts.end()?;
                Self::Command(actor, idempotency_key)
            }
            Tag::CommandByTime => Self::CommandByTime(read_command_by_time(key)?),
            Tag::Draft => Self::Draft(read_hash(key, tag)?),
            Tag::DraftByTime => {
                let (time, hash) = read_draft_by_time(key)?;
                Self::DraftByTime(time, hash)
            }
            Tag::DraftByPerson => {
                let (person, hash) = read_draft_by_person(key)?;
                Self::DraftByPerson(person, hash)
            }
            Tag::Imported => {
                let mut parts = PartsOf::read(&key.0, tag)?;
                let (source_kind, source_id) = (parts.text()?, parts.text()?);
                parts.end()?;
                Self::Imported(source_kind, source_id)
            }
            Tag::Attachment => Self::Attachment(read_number(key, tag)?),
            Tag::AttachmentByHash => {
                let mut parts = PartsOf::read(&key.0, tag)?;
                let (hash, attachment) = (parts.hash()?, parts.number()?);
                parts.end()?;
                Self::AttachmentByHash(hash, attachment)
            }
            Tag::UploadByTime => {
                let (time, attachment) = read_two_numbers(key, tag)?;
                Self::UploadByTime(time, attachment)
            }
            Tag::UploadOfPerson => {
                let (person, attachment) = read_two_numbers(key, tag)?;
                Self::UploadOfPerson(person, attachment)
            }
            Tag::AuditEntry => Self::AuditEntry(read_number(key, tag)?),
            Tag::AuditHead => {
                PartsOf::read(&key.0, tag)?.end()?;
                Self::AuditHead
            }
        }))
    }
}

/// Names the place to an operator, without addresses, hashes and idempotency keys.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SchemaVersion => f.write_str("the schema version"),
            Self::Setting(name) => write!(f, "setting {name}"),
            Self::SettingsVersion(it) => write!(f, "version {it} of the settings"),
            Self::Person(it) => write!(f, "person {it}"),
            Self::PersonByEmail(_) => f.write_str("the row of an e-mail address"),
            Self::GuestByEmail(_) => f.write_str("the row of a guest's e-mail address"),
            Self::Factor(it) => write!(f, "the second factor of person {it}"),
            Self::Passkey(_) => f.write_str("a passkey"),
            Self::PasskeyByPerson(it, _) => write!(f, "the row of a passkey of person {it}"),
            Self::Identity(_) => f.write_str("a link with an identity provider"),
            Self::IdentityByPerson(it, _) => {
                write!(f, "the row of a link of person {it} with an identity provider")
            }
            Self::Session(_) => f.write_str("a sign-in"),
            Self::SessionByExpiry(..) => f.write_str("the row of a sign-in by its end"),
            Self::SessionByPerson(it, _) => write!(f, "the row of a sign-in of person {it}"),
            Self::Welcome(_) => f.write_str("a link to choose a password"),
            Self::WelcomeByPerson(it, _) => {
                write!(f, "the row of a link of person {it} to choose a password")
            }
            Self::Ticket(it) => write!(f, "ticket {it}"),
            Self::TicketByReference(it) => write!(f, "the row of reference {it}"),
            Self::TicketByRequester(it) => {
                write!(f, "the row of ticket {} among those of person {}", it.ticket, it.person)
            }
            Self::OpenTicket(it) => write!(f, "the row of ticket {it} among the open ones"),
            Self::TicketByColleague(it) => {
                write!(f, "the row of ticket {} among those that are shared", it.ticket)
            }
            Self::Entry(ticket, number) => write!(f, "entry {number} of ticket {ticket}"),
            Self::Held(ticket, it) => write!(f, "held words {it} of ticket {ticket}"),
            Self::Opening(person, it) => write!(f, "opening {it} by person {person}"),
            Self::Link(_) => f.write_str("a guest's link"),
            Self::LinkByTicket(it, _) => write!(f, "the row of a link to ticket {it}"),
            Self::Follower(ticket, person) => {
                write!(f, "the row of person {person} among those who follow ticket {ticket}")
            }
            Self::FollowedByPerson(person, ticket) => {
                write!(f, "the row of ticket {ticket} among those that person {person} follows")
            }
            Self::Watch(person, ticket) => {
                write!(f, "how person {person} follows ticket {ticket}")
            }
            Self::Watcher(ticket, person) => {
                write!(f, "the row of person {person} among the staff who follow ticket {ticket}")
            }
            Self::View(_, it) => write!(f, "saved view {it}"),
            Self::Batch(it) => write!(f, "batch {it}"),
            Self::Article(it) => write!(f, "article {it}"),
            Self::ArticleBySlug(it) => write!(f, "the row of the article address {it}"),
            Self::Revision(article, number) => write!(f, "revision {number} of article {article}"),
            Self::Vote(article, _) => write!(f, "a vote on article {article}"),
            Self::VoteWithText(it) => {
                write!(f, "the row of a vote with a text on article {}", it.article)
            }
            Self::Tally(it) => write!(f, "the tally of article {it}"),
            Self::Command(actor, _) => write!(f, "a command of person {actor}"),
            Self::CommandByTime(it) => {
                write!(f, "the row of a command of person {} by its time", it.actor)
            }
            Self::Draft(_) => f.write_str("a draft"),
            Self::DraftByTime(..) => f.write_str("the row of a draft by its time"),
            Self::DraftByPerson(it, _) => write!(f, "the row of a draft of person {it}"),
            Self::Imported(kind, id) => write!(f, "imported {kind} {id}"),
            Self::Attachment(it) => write!(f, "attachment {it}"),
            Self::AttachmentByHash(_, it) => write!(f, "the row of attachment {it} by its bytes"),
            Self::UploadByTime(_, it) => write!(f, "the row of upload {it} by its time"),
            Self::UploadOfPerson(person, it) => {
                write!(f, "the row of upload {it} among those of person {person}")
            }
            Self::AuditEntry(it) => write!(f, "audit entry {it}"),
            Self::AuditHead => f.write_str("the end of the audit log"),
        }
    }
}

fn read_text(key: &Key, tag: Tag) -> Result<String, KeyError> {
    let mut parts = PartsOf::read(&key.0, tag)?;
    let text = parts.text()?;
    parts.end().map(|()| text)
}

fn read_hash(key: &Key, tag: Tag) -> Result<[u8; HASH_BYTES], KeyError> {
    let mut parts = PartsOf::read(&key.0, tag)?;
    let hash = parts.hash()?;
    parts.end().map(|()| hash)
}

#[cfg(test)]
mod tests {
    use super::super::{self as key, *};
    use super::*;

    #[test]
    fn every_key_is_read_back() {
        let hash = [7; HASH_BYTES];
        let requester = RequesterPlace { person: 1, updated: 2, ticket: 3 };
        let colleague = ColleaguePlace { email: "a@b.example".to_owned(), updated: 2, ticket: 3 };
        let vote = VotePlace { article: 1, time: 2, voter_hash: hash };
        let command = CommandPlace { time: 1, actor: 2, idempotency_key: "k\0".to_owned() };
        let places = [
            (key::schema_version(), Place::SchemaVersion),
            (key::setting("zone"), Place::Setting("zone".to_owned())),
            (key::settings_version(7), Place::SettingsVersion(7)),
            (key::person(1), Place::Person(1)),
            (key::person_by_email("a@b.example"), Place::PersonByEmail("a@b.example".to_owned())),
            (key::guest_by_email("g@b.example"), Place::GuestByEmail("g@b.example".to_owned())),
            (key::factor(1), Place::Factor(1)),
            (key::passkey(&hash), Place::Passkey(hash)),
            (key::passkey_by_person(1, &hash), Place::PasskeyByPerson(1, hash)),
            (key::identity(&hash), Place::Identity(hash)),
            (key::identity_by_person(1, &hash), Place::IdentityByPerson(1, hash)),
            (key::session(&hash), Place::Session(hash)),
            (key::session_by_expiry(1, &hash), Place::SessionByExpiry(1, hash)),
            (key::session_by_person(1, &hash), Place::SessionByPerson(1, hash)),
            (key::ticket(1), Place::Ticket(1)),
            (key::ticket_by_reference("K7M4-2QX"), Place::TicketByReference("K7M4-2QX".to_owned())),
            (key::ticket_by_requester(1, 2, 3), Place::TicketByRequester(requester)),
            (key::open_ticket(1), Place::OpenTicket(1)),
            (key::entry(1, 2), Place::Entry(1, 2)),
            (key::ticket_by_colleague("a@b.example", 2, 3), Place::TicketByColleague(colleague)),
            (key::welcome(&hash), Place::Welcome(hash)),
            (key::welcome_by_person(1, &hash), Place::WelcomeByPerson(1, hash)),
            (key::link(&hash), Place::Link(hash)),
            (key::link_by_ticket(1, &hash), Place::LinkByTicket(1, hash)),
            (key::follower(1, 2), Place::Follower(1, 2)),
            (key::followed_by_person(1, 2), Place::FollowedByPerson(1, 2)),
            (key::held(1, 2), Place::Held(1, 2)),
            (key::watch(1, 2), Place::Watch(1, 2)),
            (key::watcher(1, 2), Place::Watcher(1, 2)),
            (key::opening(1, 2), Place::Opening(1, 2)),
            (key::view(1, 2), Place::View(1, 2)),
            (key::batch(1), Place::Batch(1)),
            (key::article(1), Place::Article(1)),
            (key::article_by_slug("vpn"), Place::ArticleBySlug("vpn".to_owned())),
            (key::revision(1, 2), Place::Revision(1, 2)),
            (key::vote(1, &hash), Place::Vote(1, hash)),
            (key::vote_with_text(1, 2, &hash), Place::VoteWithText(vote)),
            (key::tally(1), Place::Tally(1)),
            (key::command(1, "k"), Place::Command(1, "k".to_owned())),
            (key::command_by_time(1, 2, "k\0"), Place::CommandByTime(command)),
            (key::draft(&hash), Place::Draft(hash)),
            (key::draft_by_time(1, &hash), Place::DraftByTime(1, hash)),
            (key::draft_by_person(1, &hash), Place::DraftByPerson(1, hash)),
            (key::imported("a", "b"), Place::Imported("a".to_owned(), "b".to_owned())),
            (key::attachment(1), Place::Attachment(1)),
            (key::attachment_by_hash(&hash, 1), Place::AttachmentByHash(hash, 1)),
            (key::upload_by_time(1, 2), Place::UploadByTime(1, 2)),
            (key::upload_of_person(1, 2), Place::UploadOfPerson(1, 2)),
            (key::audit_entry(1), Place::AuditEntry(1)),
            (key::audit_head(), Place::AuditHead),
        ];
        let everything = key::everything();
        for (key, place) in places {
            assert!(*everything.from() <= key && key < *everything.to(), "{place}");
            let longer = Key([key.as_bytes(), &[0]].concat());
            assert!(Place::of(&longer).is_err(), "{place}");
            assert_eq!(Place::of(&key), Ok(Some(place)));
        }
    }

    #[test]
    fn a_foreign_key_is_told_apart() {
        assert_eq!(Place::of(&Key(vec![0xFE, 1])), Ok(None));
        assert_eq!(Place::of(&Key(Vec::new())), Ok(None));
    }
}
