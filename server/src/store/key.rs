//! The only place where keys are made: one kind a tag byte, then its parts.
//!
//! Keys of one kind sort as their parts do, no key starts another, and no two kinds meet. Times
//! are milliseconds since 1970; hashes are of tokens, never the tokens. What a value holds is
//! said where it is stored.

mod part;
mod place;
mod span;
mod tag;

use std::fmt;

use part::{Parts, PartsOf};
use tag::Tag;

pub use part::{HASH_BYTES, KeyError};
pub use place::Place;
pub use span::Span;

/// A key of the store. Only this module makes one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// The bytes as the engine keeps them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A key that the engine has given back.
    pub(super) fn from_engine(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

/// Names the kind alone: keys hold addresses and token hashes, which no log may show.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.first().and_then(|first| Tag::of(*first)) {
            Some(tag) => write!(f, "{tag:?} key"),
            None => write!(f, "key of an unknown kind"),
        }
    }
}

impl From<Parts> for Key {
    fn from(parts: Parts) -> Self {
        Self(parts.into_bytes())
    }
}

/// Every key that there can be, of kinds that this release does not know too.
#[must_use]
pub fn everything() -> Span {
    Span::of_all()
}

/// The version of what is stored, written when the folder is made.
#[must_use]
pub fn schema_version() -> Key {
    Parts::of(Tag::SchemaVersion).into()
}

/// A setting by its name.
#[must_use]
pub fn setting(name: &str) -> Key {
    Parts::of(Tag::Setting).text(name).into()
}

/// A version of the settings, by its number.
#[must_use]
pub fn settings_version(number: u64) -> Key {
    Parts::of(Tag::SettingsVersion).number(number).into()
}

/// All versions of the settings, in [`settings_version`].
#[must_use]
pub fn settings_versions() -> Span {
    Span::starting_with(Parts::of(Tag::SettingsVersion))
}

/// A person.
#[must_use]
pub fn person(person: u64) -> Key {
    Parts::of(Tag::Person).number(person).into()
}

/// All people, by id.
#[must_use]
pub fn people() -> Span {
    Span::starting_with(Parts::of(Tag::Person))
}

/// Reads [`person`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_person(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::Person)
}

/// The person with an address, which the caller has brought into its one spelling.
#[must_use]
pub fn person_by_email(email: &str) -> Key {
    Parts::of(Tag::PersonByEmail).text(email).into()
}

/// The guest with an address, in the spelling of [`person_by_email`]. Members are not among them.
#[must_use]
pub fn guest_by_email(email: &str) -> Key {
    Parts::of(Tag::GuestByEmail).text(email).into()
}

/// What a person shows besides a password.
#[must_use]
pub fn factor(person: u64) -> Key {
    Parts::of(Tag::Factor).number(person).into()
}

/// A passkey, by the hash of what browsers call it.
#[must_use]
pub fn passkey(credential_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Passkey).hash(credential_hash).into()
}

/// A passkey of a person.
#[must_use]
pub fn passkey_by_person(person: u64, credential_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::PasskeyByPerson).number(person).hash(credential_hash).into()
}

/// All passkeys of a person, in [`passkey_by_person`].
#[must_use]
pub fn passkeys_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::PasskeyByPerson).number(person))
}

/// Reads [`passkey_by_person`] back: the person and the hash of what browsers call it.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_passkey_by_person(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::PasskeyByPerson)
}

/// A sign-in, by the hash of its token.
#[must_use]
pub fn session(token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Session).hash(token_hash).into()
}

/// A sign-in among those that end soonest.
#[must_use]
pub fn session_by_expiry(expiry: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::SessionByExpiry).number(expiry).hash(token_hash).into()
}

/// The sign-ins that end before `time`, in [`session_by_expiry`].
#[must_use]
pub fn sessions_expiring_before(time: u64) -> Span {
    Span::starting_with(Parts::of(Tag::SessionByExpiry))
        .up_to(Parts::of(Tag::SessionByExpiry).number(time))
}

/// Reads [`session_by_expiry`] back: the expiry and the hash of the token.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_session_by_expiry(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::SessionByExpiry)
}

/// A sign-in of a person.
#[must_use]
pub fn session_by_person(person: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::SessionByPerson).number(person).hash(token_hash).into()
}

/// All sign-ins of a person, in [`session_by_person`].
#[must_use]
pub fn sessions_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::SessionByPerson).number(person))
}

/// Reads [`session_by_person`] back: the person and the hash of the token.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_session_by_person(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::SessionByPerson)
}

/// A ticket.
#[must_use]
pub fn ticket(ticket: u64) -> Key {
    Parts::of(Tag::Ticket).number(ticket).into()
}

/// All tickets, by id.
#[must_use]
pub fn tickets() -> Span {
    Span::starting_with(Parts::of(Tag::Ticket))
}

/// Reads [`ticket`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_ticket(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::Ticket)
}

/// The ticket with a reference, in its one spelling.
#[must_use]
pub fn ticket_by_reference(reference: &str) -> Key {
    Parts::of(Tag::TicketByReference).text(reference).into()
}

/// A ticket among those of a requester, the one changed last first.
#[must_use]
pub fn ticket_by_requester(person: u64, updated: u64, ticket: u64) -> Key {
    Parts::of(Tag::TicketByRequester).number(person).descending(updated).number(ticket).into()
}

/// All tickets of a requester, in [`ticket_by_requester`].
#[must_use]
pub fn tickets_of_requester(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::TicketByRequester).number(person))
}

/// The place of a ticket in [`ticket_by_requester`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequesterPlace {
    /// Who asked.
    pub person: u64,
    /// When the ticket changed last.
    pub updated: u64,
    /// The ticket.
    pub ticket: u64,
}

/// Reads [`ticket_by_requester`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_ticket_by_requester(key: &Key) -> Result<RequesterPlace, KeyError> {
    let mut parts = PartsOf::read(&key.0, Tag::TicketByRequester)?;
    let place = RequesterPlace {
        person: parts.number()?,
        updated: parts.descending()?,
        ticket: parts.number()?,
    };
    parts.end().map(|()| place)
}

/// A ticket among those that are shared with an address, the one changed last first.
#[must_use]
pub fn ticket_by_colleague(email: &str, updated: u64, ticket: u64) -> Key {
    Parts::of(Tag::TicketByColleague).text(email).descending(updated).number(ticket).into()
}

/// All tickets that are shared with an address, in [`ticket_by_colleague`].
#[must_use]
pub fn tickets_of_colleague(email: &str) -> Span {
    Span::starting_with(Parts::of(Tag::TicketByColleague).text(email))
}

/// The place of a ticket in [`ticket_by_colleague`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColleaguePlace {
    /// With whom it is shared.
    pub email: String,
    /// When the ticket changed last.
    pub updated: u64,
    /// The ticket.
    pub ticket: u64,
}

/// Reads [`ticket_by_colleague`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_ticket_by_colleague(key: &Key) -> Result<ColleaguePlace, KeyError> {
    let mut parts = PartsOf::read(&key.0, Tag::TicketByColleague)?;
    let place = ColleaguePlace {
        email: parts.text()?,
        updated: parts.descending()?,
        ticket: parts.number()?,
    };
    parts.end().map(|()| place)
}

/// Says that a ticket is on the desk: the set that is read into memory at start.
#[must_use]
pub fn open_ticket(ticket: u64) -> Key {
    Parts::of(Tag::OpenTicket).number(ticket).into()
}

/// All tickets on the desk, in [`open_ticket`].
#[must_use]
pub fn open_tickets() -> Span {
    Span::starting_with(Parts::of(Tag::OpenTicket))
}

/// Reads [`open_ticket`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_open_ticket(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::OpenTicket)
}

/// An entry of a ticket's timeline.
#[must_use]
pub fn entry(ticket: u64, number: u64) -> Key {
    Parts::of(Tag::Entry).number(ticket).number(number).into()
}

/// The timeline of a ticket, oldest first, in [`entry`].
#[must_use]
pub fn entries(ticket: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Entry).number(ticket))
}

/// Reads [`entry`] back: the ticket and the number of the entry.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_entry(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::Entry)
}

/// A link to choose a password, by the hash of its token.
#[must_use]
pub fn welcome(token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Welcome).hash(token_hash).into()
}

/// A person's link to choose a password.
#[must_use]
pub fn welcome_by_person(person: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::WelcomeByPerson).number(person).hash(token_hash).into()
}

/// All links of a person to choose a password, in [`welcome_by_person`].
#[must_use]
pub fn welcomes_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::WelcomeByPerson).number(person))
}

/// Reads [`welcome_by_person`] back: the person and the hash of the token.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_welcome_by_person(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::WelcomeByPerson)
}

/// Whom somebody at an identity provider is linked with, by the hash of what they are called there.
#[must_use]
pub fn identity(identity_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Identity).hash(identity_hash).into()
}

/// A person's link with somebody at an identity provider.
#[must_use]
pub fn identity_by_person(person: u64, identity_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::IdentityByPerson).number(person).hash(identity_hash).into()
}

/// All of a person's links with somebody at an identity provider, in [`identity_by_person`].
#[must_use]
pub fn identities_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::IdentityByPerson).number(person))
}

/// Reads [`identity_by_person`] back: the person and the hash of what they are called at the provider.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_identity_by_person(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::IdentityByPerson)
}

/// Words for the requester of a ticket that can still be taken back, by their id.
#[must_use]
pub fn held(ticket: u64, held: u64) -> Key {
    Parts::of(Tag::Held).number(ticket).number(held).into()
}

/// Those of a ticket, oldest first, in [`held`].
#[must_use]
pub fn held_of(ticket: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Held).number(ticket))
}

/// Those of all tickets, in [`held`].
#[must_use]
pub fn all_held() -> Span {
    Span::starting_with(Parts::of(Tag::Held))
}

/// A confidential ticket that a person opened in an emergency, by the id of that.
#[must_use]
pub fn opening(person: u64, opening: u64) -> Key {
    Parts::of(Tag::Opening).number(person).number(opening).into()
}

/// Those of a person, oldest first, in [`opening`].
#[must_use]
pub fn openings_of(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Opening).number(person))
}

/// Those of everybody, in [`opening`].
#[must_use]
pub fn openings() -> Span {
    Span::starting_with(Parts::of(Tag::Opening))
}

/// A guest's link, by the hash of its token.
#[must_use]
pub fn link(token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Link).hash(token_hash).into()
}

/// A link to a ticket.
#[must_use]
pub fn link_by_ticket(ticket: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::LinkByTicket).number(ticket).hash(token_hash).into()
}

/// All links to a ticket, in [`link_by_ticket`].
#[must_use]
pub fn links_of_ticket(ticket: u64) -> Span {
    Span::starting_with(Parts::of(Tag::LinkByTicket).number(ticket))
}

/// Reads [`link_by_ticket`] back: the ticket and the hash of the token.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_link_by_ticket(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::LinkByTicket)
}

/// Somebody who follows the known incident of a ticket.
#[must_use]
pub fn follower(ticket: u64, person: u64) -> Key {
    Parts::of(Tag::Follower).number(ticket).number(person).into()
}

/// All who follow the known incident of a ticket, in [`follower`].
#[must_use]
pub fn followers(ticket: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Follower).number(ticket))
}

/// Reads [`follower`] back: the ticket and the person.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_follower(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::Follower)
}

/// A ticket whose known incident a person follows.
#[must_use]
pub fn followed_by_person(person: u64, ticket: u64) -> Key {
    Parts::of(Tag::FollowedByPerson).number(person).number(ticket).into()
}

/// All tickets whose known incidents a person follows, oldest first, in [`followed_by_person`].
#[must_use]
pub fn all_followed_by_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::FollowedByPerson).number(person))
}

/// Reads [`followed_by_person`] back: the person and the ticket.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_followed_by_person(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::FollowedByPerson)
}

/// How a person follows a ticket.
#[must_use]
pub fn watch(person: u64, ticket: u64) -> Key {
    Parts::of(Tag::Watch).number(person).number(ticket).into()
}

/// All that a person follows, oldest ticket first, in [`watch`].
#[must_use]
pub fn watches_of(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Watch).number(person))
}

/// Somebody of the staff who follows a ticket.
#[must_use]
pub fn watcher(ticket: u64, person: u64) -> Key {
    Parts::of(Tag::Watcher).number(ticket).number(person).into()
}

/// All of the staff who follow a ticket, in [`watcher`].
#[must_use]
pub fn watchers_of(ticket: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Watcher).number(ticket))
}

/// Reads [`watcher`] back: the ticket and the person.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_watcher(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::Watcher)
}

/// A saved view of the queue, on the shelf of a person or, with zero, of everybody.
#[must_use]
pub fn view(shelf: u64, view: u64) -> Key {
    Parts::of(Tag::View).number(shelf).number(view).into()
}

/// All saved views on a shelf, in [`view`], the one saved first at the front.
#[must_use]
pub fn views_of(shelf: u64) -> Span {
    Span::starting_with(Parts::of(Tag::View).number(shelf))
}

/// One thing done to many tickets.
#[must_use]
pub fn batch(batch: u64) -> Key {
    Parts::of(Tag::Batch).number(batch).into()
}

/// All of those, oldest first, in [`batch`].
#[must_use]
pub fn batches() -> Span {
    Span::starting_with(Parts::of(Tag::Batch))
}

/// An article.
#[must_use]
pub fn article(article: u64) -> Key {
    Parts::of(Tag::Article).number(article).into()
}

/// All articles, by id.
#[must_use]
pub fn articles() -> Span {
    Span::starting_with(Parts::of(Tag::Article))
}

/// Reads [`article`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_article(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::Article)
}

/// The article at an address.
#[must_use]
pub fn article_by_slug(slug: &str) -> Key {
    Parts::of(Tag::ArticleBySlug).text(slug).into()
}

/// A revision of an article.
#[must_use]
pub fn revision(article: u64, number: u64) -> Key {
    Parts::of(Tag::Revision).number(article).number(number).into()
}

/// All revisions of an article, oldest first, in [`revision`].
#[must_use]
pub fn revisions(article: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Revision).number(article))
}

/// Reads [`revision`] back: the article and the number of the revision.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_revision(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::Revision)
}

/// What a voter said of an article.
#[must_use]
pub fn vote(article: u64, voter_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Vote).number(article).hash(voter_hash).into()
}

/// All votes on an article, in [`vote`].
#[must_use]
pub fn votes(article: u64) -> Span {
    Span::starting_with(Parts::of(Tag::Vote).number(article))
}

/// Reads [`vote`] back: the article and the hash of the voter.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_vote(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::Vote)
}

/// A vote that says what was missing, among those on its article, the newest first.
#[must_use]
pub fn vote_with_text(article: u64, time: u64, voter_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::VoteWithText).number(article).descending(time).hash(voter_hash).into()
}

/// All votes on an article that say what was missing, in [`vote_with_text`].
#[must_use]
pub fn votes_with_text(article: u64) -> Span {
    Span::starting_with(Parts::of(Tag::VoteWithText).number(article))
}

/// The place of a vote in [`vote_with_text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VotePlace {
    /// The article.
    pub article: u64,
    /// When it was given.
    pub time: u64,
    /// The hash of the voter.
    pub voter_hash: [u8; HASH_BYTES],
}

/// Reads [`vote_with_text`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_vote_with_text(key: &Key) -> Result<VotePlace, KeyError> {
    let mut parts = PartsOf::read(&key.0, Tag::VoteWithText)?;
    let place = VotePlace {
        article: parts.number()?,
        time: parts.descending()?,
        voter_hash: parts.hash()?,
    };
    parts.end().map(|()| place)
}

/// The votes on an article, counted.
#[must_use]
pub fn tally(article: u64) -> Key {
    Parts::of(Tag::Tally).number(article).into()
}

/// All tallies, by article.
#[must_use]
pub fn tallies() -> Span {
    Span::starting_with(Parts::of(Tag::Tally))
}

/// Reads [`tally`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_tally(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::Tally)
}

/// A command that was carried out, by who gave it and its idempotency key.
#[must_use]
pub fn command(actor: u64, idempotency_key: &str) -> Key {
    Parts::of(Tag::Command).number(actor).text(idempotency_key).into()
}

/// A command among the oldest, for forgetting them.
#[must_use]
pub fn command_by_time(time: u64, actor: u64, idempotency_key: &str) -> Key {
    Parts::of(Tag::CommandByTime).number(time).number(actor).text(idempotency_key).into()
}

/// The commands before `time`, in [`command_by_time`].
#[must_use]
pub fn commands_before(time: u64) -> Span {
    Span::starting_with(Parts::of(Tag::CommandByTime))
        .up_to(Parts::of(Tag::CommandByTime).number(time))
}

/// The place of a command in [`command_by_time`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommandPlace {
    /// When it was carried out.
    pub time: u64,
    /// Who gave it.
    pub actor: u64,
    /// Its idempotency key.
    pub idempotency_key: String,
}

/// Reads [`command_by_time`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_command_by_time(key: &Key) -> Result<CommandPlace, KeyError> {
    let mut parts = PartsOf::read(&key.0, Tag::CommandByTime)?;
    let place = CommandPlace {
        time: parts.number()?,
        actor: parts.number()?,
        idempotency_key: parts.text()?,
    };
    parts.end().map(|()| place)
}

/// A draft, by the hash of its address.
#[must_use]
pub fn draft(token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::Draft).hash(token_hash).into()
}

/// A draft among the oldest, for forgetting them.
#[must_use]
pub fn draft_by_time(time: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::DraftByTime).number(time).hash(token_hash).into()
}

/// The drafts before `time`, in [`draft_by_time`].
#[must_use]
pub fn drafts_before(time: u64) -> Span {
    Span::starting_with(Parts::of(Tag::DraftByTime)).up_to(Parts::of(Tag::DraftByTime).number(time))
}

/// Reads [`draft_by_time`] back: the time and the hash of the address.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_draft_by_time(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::DraftByTime)
}

/// A draft of a person.
#[must_use]
pub fn draft_by_person(person: u64, token_hash: &[u8; HASH_BYTES]) -> Key {
    Parts::of(Tag::DraftByPerson).number(person).hash(token_hash).into()
}

/// All drafts of a person, in [`draft_by_person`].
#[must_use]
pub fn drafts_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::DraftByPerson).number(person))
}

/// Reads [`draft_by_person`] back: the person and the hash of the address.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_draft_by_person(key: &Key) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    read_number_and_hash(key, Tag::DraftByPerson)
}

/// What came of an item of another system, so that a second import makes nothing twice.
#[must_use]
pub fn imported(source_kind: &str, source_id: &str) -> Key {
    Parts::of(Tag::Imported).text(source_kind).text(source_id).into()
}

/// A file that somebody added.
#[must_use]
pub fn attachment(attachment: u64) -> Key {
    Parts::of(Tag::Attachment).number(attachment).into()
}

/// All attachments, by id.
#[must_use]
pub fn attachments() -> Span {
    Span::starting_with(Parts::of(Tag::Attachment))
}

/// An attachment among those with the same bytes, by the hash of the bytes.
#[must_use]
pub fn attachment_by_hash(content_hash: &[u8; HASH_BYTES], attachment: u64) -> Key {
    Parts::of(Tag::AttachmentByHash).hash(content_hash).number(attachment).into()
}

/// The attachments with the same bytes, in [`attachment_by_hash`].
#[must_use]
pub fn attachments_with_hash(content_hash: &[u8; HASH_BYTES]) -> Span {
    Span::starting_with(Parts::of(Tag::AttachmentByHash).hash(content_hash))
}

/// An attachment that is not sent yet, among the oldest, for forgetting them.
#[must_use]
pub fn upload_by_time(time: u64, attachment: u64) -> Key {
    Parts::of(Tag::UploadByTime).number(time).number(attachment).into()
}

/// The attachments not sent that were uploaded before `time`, in [`upload_by_time`].
#[must_use]
pub fn uploads_before(time: u64) -> Span {
    Span::starting_with(Parts::of(Tag::UploadByTime))
        .up_to(Parts::of(Tag::UploadByTime).number(time))
}

/// Reads [`upload_by_time`] back: the time and the attachment.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_upload_by_time(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::UploadByTime)
}

/// An attachment that is not sent yet, among those of a person.
#[must_use]
pub fn upload_of_person(person: u64, attachment: u64) -> Key {
    Parts::of(Tag::UploadOfPerson).number(person).number(attachment).into()
}

/// All attachments of a person that are not sent yet, oldest first, in [`upload_of_person`].
#[must_use]
pub fn uploads_of_person(person: u64) -> Span {
    Span::starting_with(Parts::of(Tag::UploadOfPerson).number(person))
}

/// Reads [`upload_of_person`] back: the person and the attachment.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_upload_of_person(key: &Key) -> Result<(u64, u64), KeyError> {
    read_two_numbers(key, Tag::UploadOfPerson)
}

/// An entry of the audit log, by its place in it; the first is 1.
#[must_use]
pub fn audit_entry(number: u64) -> Key {
    Parts::of(Tag::AuditEntry).number(number).into()
}

/// The whole audit log, oldest first, in [`audit_entry`].
#[must_use]
pub fn audit_entries() -> Span {
    Span::starting_with(Parts::of(Tag::AuditEntry))
}

/// Reads [`audit_entry`] back.
///
/// # Errors
///
/// [`KeyError`] when it is another kind of key.
pub fn read_audit_entry(key: &Key) -> Result<u64, KeyError> {
    read_number(key, Tag::AuditEntry)
}

/// Where the audit log ends.
#[must_use]
pub fn audit_head() -> Key {
    Parts::of(Tag::AuditHead).into()
}

fn read_number(key: &Key, tag: Tag) -> Result<u64, KeyError> {
    let mut parts = PartsOf::read(&key.0, tag)?;
    let number = parts.number()?;
    parts.end().map(|()| number)
}

fn read_two_numbers(key: &Key, tag: Tag) -> Result<(u64, u64), KeyError> {
    let mut parts = PartsOf::read(&key.0, tag)?;
    let numbers = (parts.number()?, parts.number()?);
    parts.end().map(|()| numbers)
}

fn read_number_and_hash(key: &Key, tag: Tag) -> Result<(u64, [u8; HASH_BYTES]), KeyError> {
    let mut parts = PartsOf::read(&key.0, tag)?;
    let read = (parts.number()?, parts.hash()?);
    parts.end().map(|()| read)
}
