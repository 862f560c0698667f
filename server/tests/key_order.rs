//! Keys sort as their parts do, none starts another, and no two kinds meet.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cmp::Reverse;

use proptest::prelude::*;
use server::store::key::{self, HASH_BYTES, Key, Span};

type Hash = [u8; HASH_BYTES];

/// Every kind of key with its parts, in the order of their tags. Derived order is the order that
/// the encoded keys must have, so a part that sorts in reverse is wrapped here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    SchemaVersion,
    Setting(String),
    SettingsVersion(u64),
    Person(u64),
    PersonByEmail(String),
    GuestByEmail(String),
    Factor(u64),
    Passkey(Hash),
    PasskeyByPerson(u64, Hash),
    Identity(Hash),
    IdentityByPerson(u64, Hash),
    Session(Hash),
    SessionByExpiry(u64, Hash),
    SessionByPerson(u64, Hash),
    Welcome(Hash),
    WelcomeByPerson(u64, Hash),
    Ticket(u64),
    TicketByReference(String),
    TicketByRequester(u64, Reverse<u64>, u64),
    OpenTicket(u64),
    Entry(u64, u64),
    TicketByColleague(String, Reverse<u64>, u64),
    Held(u64, u64),
    Opening(u64, u64),
    Link(Hash),
    LinkByTicket(u64, Hash),
    Watch(u64, u64),
    Watcher(u64, u64),
    Follower(u64, u64),
    FollowedByPerson(u64, u64),
    View(u64, u64),
    Batch(u64),
    Article(u64),
    ArticleBySlug(String),
    Revision(u64, u64),
    Vote(u64, Hash),
    VoteWithText(u64, Reverse<u64>, Hash),
    Tally(u64),
    Command(u64, String),
    CommandByTime(u64, u64, String),
    Draft(Hash),
    DraftByTime(u64, Hash),
    DraftByPerson(u64, Hash),
    Imported(String, String),
    Attachment(u64),
    AttachmentByHash(Hash, u64),
    UploadByTime(u64, u64),
    UploadOfPerson(u64, u64),
    AuditEntry(u64),
    AuditHead,
}

impl Kind {
    fn key(&self) -> Key {
        match self {
            Self::SchemaVersion => key::schema_version(),
            Self::Setting(name) => key::setting(name),
            Self::SettingsVersion(number) => key::settings_version(*number),
            Self::Person(person) => key::person(*person),
            Self::PersonByEmail(email) => key::person_by_email(email),
            Self::GuestByEmail(email) => key::guest_by_email(email),
            Self::Factor(person) => key::factor(*person),
            Self::Passkey(hash) => key::passkey(hash),
            Self::PasskeyByPerson(person, hash) => key::passkey_by_person(*person, hash),
            Self::Session(hash) => key::session(hash),
            Self::SessionByExpiry(expiry, hash) => key::session_by_expiry(*expiry, hash),
            Self::SessionByPerson(person, hash) => key::session_by_person(*person, hash),
            Self::Ticket(ticket) => key::ticket(*ticket),
            Self::TicketByReference(reference) => key::ticket_by_reference(reference),
            Self::TicketByRequester(person, updated, ticket) => {
                key::ticket_by_requester(*person, updated.0, *ticket)
            }
            Self::OpenTicket(ticket) => key::open_ticket(*ticket),
            Self::Entry(ticket, number) => key::entry(*ticket, *number),
            Self::TicketByColleague(email, updated, ticket) => {
                key::ticket_by_colleague(email, updated.0, *ticket)
            }
            Self::Identity(hash) => key::identity(hash),
            Self::IdentityByPerson(person, hash) => key::identity_by_person(*person, hash),
            Self::Welcome(hash) => key::welcome(hash),
            Self::WelcomeByPerson(person, hash) => key::welcome_by_person(*person, hash),
            Self::Link(hash) => key::link(hash),
            Self::LinkByTicket(ticket, hash) => key::link_by_ticket(*ticket, hash),
            Self::Follower(ticket, person) => key::follower(*ticket, *person),
            Self::Watch(person, ticket) => key::watch(*person, *ticket),
            Self::Watcher(ticket, person) => key::watcher(*ticket, *person),
            Self::FollowedByPerson(person, ticket) => key::followed_by_person(*person, *ticket),
            Self::View(shelf, view) => key::view(*shelf, *view),
            Self::Batch(batch) => key::batch(*batch),
            Self::Held(ticket, held) => key::held(*ticket, *held),
            Self::Opening(person, opening) => key::opening(*person, *opening),
            Self::Article(article) => key::article(*article),
            Self::ArticleBySlug(slug) => key::article_by_slug(slug),
            Self::Revision(article, number) => key::revision(*article, *number),
            Self::Vote(article, hash) => key::vote(*article, hash),
            Self::VoteWithText(article, time, hash) => key::vote_with_text(*article, time.0, hash),
            Self::Tally(article) => key::tally(*article),
            Self::Command(actor, idempotency_key) => key::command(*actor, idempotency_key),
            Self::CommandByTime(time, actor, idempotency_key) => {
                key::command_by_time(*time, *actor, idempotency_key)
            }
            Self::Draft(hash) => key::draft(hash),
            Self::DraftByTime(time, hash) => key::draft_by_time(*time, hash),
            Self::DraftByPerson(person, hash) => key::draft_by_person(*person, hash),
            Self::Imported(kind, id) => key::imported(kind, id),
            Self::Attachment(attachment) => key::attachment(*attachment),
            Self::AttachmentByHash(hash, attachment) => key::attachment_by_hash(hash, *attachment),
            Self::UploadByTime(time, attachment) => key::upload_by_time(*time, *attachment),
            Self::UploadOfPerson(person, attachment) => key::upload_of_person(*person, *attachment),
            Self::AuditEntry(number) => key::audit_entry(*number),
            Self::AuditHead => key::audit_head(),
        }
    }

    /// Reads the key back where that can be done.
    fn read(&self, key: &Key) -> Option<Self> {
        let read = match self {
            Self::Person(_) => key::read_person(key).map(Self::Person),
            Self::PasskeyByPerson(..) => key::read_passkey_by_person(key)
                .map(|(person, hash)| Self::PasskeyByPerson(person, hash)),
            Self::SessionByExpiry(..) => key::read_session_by_expiry(key)
                .map(|(expiry, hash)| Self::SessionByExpiry(expiry, hash)),
            Self::SessionByPerson(..) => key::read_session_by_person(key)
                .map(|(person, hash)| Self::SessionByPerson(person, hash)),
            Self::Ticket(_) => key::read_ticket(key).map(Self::Ticket),
            Self::TicketByRequester(..) => key::read_ticket_by_requester(key).map(|place| {
                Self::TicketByRequester(place.person, Reverse(place.updated), place.ticket)
            }),
            Self::OpenTicket(_) => key::read_open_ticket(key).map(Self::OpenTicket),
            Self::Entry(..) => {
                key::read_entry(key).map(|(ticket, number)| Self::Entry(ticket, number))
            }
            Self::TicketByColleague(..) => key::read_ticket_by_colleague(key).map(|place| {
                Self::TicketByColleague(place.email, Reverse(place.updated), place.ticket)
            }),
            Self::IdentityByPerson(..) => key::read_identity_by_person(key)
                .map(|(person, hash)| Self::IdentityByPerson(person, hash)),
            Self::WelcomeByPerson(..) => key::read_welcome_by_person(key)
                .map(|(person, hash)| Self::WelcomeByPerson(person, hash)),
            Self::LinkByTicket(..) => {
                key::read_link_by_ticket(key).map(|(ticket, hash)| Self::LinkByTicket(ticket, hash))
            }
            Self::Follower(..) => {
                key::read_follower(key).map(|(ticket, person)| Self::Follower(ticket, person))
            }
            Self::Watcher(..) => {
                key::read_watcher(key).map(|(ticket, person)| Self::Watcher(ticket, person))
            }
            Self::FollowedByPerson(..) => key::read_followed_by_person(key)
                .map(|(person, ticket)| Self::FollowedByPerson(person, ticket)),
            Self::Article(_) => key::read_article(key).map(Self::Article),
            Self::Revision(..) => {
                key::read_revision(key).map(|(article, number)| Self::Revision(article, number))
            }
            Self::Vote(..) => key::read_vote(key).map(|(article, hash)| Self::Vote(article, hash)),
            Self::VoteWithText(..) => key::read_vote_with_text(key).map(|place| {
                Self::VoteWithText(place.article, Reverse(place.time), place.voter_hash)
            }),
            Self::Tally(_) => key::read_tally(key).map(Self::Tally),
            Self::CommandByTime(..) => key::read_command_by_time(key)
                .map(|place| Self::CommandByTime(place.time, place.actor, place.idempotency_key)),
            Self::DraftByTime(..) => {
                key::read_draft_by_time(key).map(|(time, hash)| Self::DraftByTime(time, hash))
            }
            Self::DraftByPerson(..) => key::read_draft_by_person(key)
                .map(|(person, hash)| Self::DraftByPerson(person, hash)),
            Self::UploadByTime(..) => key::read_upload_by_time(key)
                .map(|(time, attachment)| Self::UploadByTime(time, attachment)),
            Self::UploadOfPerson(..) => key::read_upload_of_person(key)
                .map(|(person, attachment)| Self::UploadOfPerson(person, attachment)),
            Self::AuditEntry(_) => key::read_audit_entry(key).map(Self::AuditEntry),
            Self::SchemaVersion
            | Self::AuditHead
            | Self::Setting(_)
            | Self::SettingsVersion(_)
            | Self::PersonByEmail(_)
            | Self::GuestByEmail(_)
            | Self::Identity(_)
            | Self::Welcome(_)
            | Self::Link(_)
            | Self::Watch(..)
            | Self::View(..)
            | Self::Batch(_)
            | Self::Held(..)
            | Self::Factor(_)
            | Self::Passkey(_)
            | Self::Opening(..)
            | Self::Session(_)
            | Self::TicketByReference(_)
            | Self::ArticleBySlug(_)
            | Self::Command(..)
            | Self::Draft(_)
            | Self::Imported(..)
            | Self::Attachment(_)
            | Self::AttachmentByHash(..) => return None,
        };
        Some(read.unwrap())
    }
}

/// Numbers that share their first bytes, and the ends of their range.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0..3_u64, 254..258_u64, (u64::MAX - 2)..=u64::MAX, any::<u64>()]
}

/// Texts of few different bytes, so that many start others, with those that encoding treats
/// specially among them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[\\x00\\x01ab\u{ff}]{0,4}", ".{0,8}"]
}

fn hash() -> impl Strategy<Value = Hash> {
    prop_oneof![Just([0; HASH_BYTES]), Just([0xFF; HASH_BYTES]), any::<Hash>()]
}

/// A strategy for each kind, in the order of the enum.
fn kinds() -> Vec<BoxedStrategy<Kind>> {
    let two = || (number(), number());
    vec![
        Just(Kind::SchemaVersion).boxed(),
        text().prop_map(Kind::Setting).boxed(),
        number().prop_map(Kind::SettingsVersion).boxed(),
        number().prop_map(Kind::Person).boxed(),
        text().prop_map(Kind::PersonByEmail).boxed(),
        text().prop_map(Kind::GuestByEmail).boxed(),
        number().prop_map(Kind::Factor).boxed(),
        hash().prop_map(Kind::Passkey).boxed(),
        (number(), hash()).prop_map(|(person, hash)| Kind::PasskeyByPerson(person, hash)).boxed(),
        hash().prop_map(Kind::Session).boxed(),
        (number(), hash()).prop_map(|(expiry, hash)| Kind::SessionByExpiry(expiry, hash)).boxed(),
        (number(), hash()).prop_map(|(person, hash)| Kind::SessionByPerson(person, hash)).boxed(),
        number().prop_map(Kind::Ticket).boxed(),
        text().prop_map(Kind::TicketByReference).boxed(),
        (two(), number())
            .prop_map(|((person, updated), ticket)| {
                Kind::TicketByRequester(person, Reverse(updated), ticket)
            })
            .boxed(),
        number().prop_map(Kind::OpenTicket).boxed(),
        two().prop_map(|(ticket, number)| Kind::Entry(ticket, number)).boxed(),
        (text(), two())
            .prop_map(|(email, (updated, ticket))| {
                Kind::TicketByColleague(email, Reverse(updated), ticket)
            })
            .boxed(),
        hash().prop_map(Kind::Identity).boxed(),
        (number(), hash()).prop_map(|(person, hash)| Kind::IdentityByPerson(person, hash)).boxed(),
        hash().prop_map(Kind::Welcome).boxed(),
        (number(), hash()).prop_map(|(person, hash)| Kind::WelcomeByPerson(person, hash)).boxed(),
        hash().prop_map(Kind::Link).boxed(),
        (number(), hash()).prop_map(|(ticket, hash)| Kind::LinkByTicket(ticket, hash)).boxed(),
        two().prop_map(|(ticket, person)| Kind::Follower(ticket, person)).boxed(),
        two().prop_map(|(person, ticket)| Kind::Watch(person, ticket)).boxed(),
        two().prop_map(|(ticket, person)| Kind::Watcher(ticket, person)).boxed(),
        two().prop_map(|(person, ticket)| Kind::FollowedByPerson(person, ticket)).boxed(),
        two().prop_map(|(shelf, view)| Kind::View(shelf, view)).boxed(),
        number().prop_map(Kind::Batch).boxed(),
        two().prop_map(|(ticket, held)| Kind::Held(ticket, held)).boxed(),
        two().prop_map(|(person, opening)| Kind::Opening(person, opening)).boxed(),
        number().prop_map(Kind::Article).boxed(),
        text().prop_map(Kind::ArticleBySlug).boxed(),
        two().prop_map(|(article, number)| Kind::Revision(article, number)).boxed(),
        (number(), hash()).prop_map(|(article, hash)| Kind::Vote(article, hash)).boxed(),
        (two(), hash())
            .prop_map(|((article, time), hash)| Kind::VoteWithText(article, Reverse(time), hash))
            .boxed(),
        number().prop_map(Kind::Tally).boxed(),
        (number(), text()).prop_map(|(actor, key)| Kind::Command(actor, key)).boxed(),
        (two(), text())
            .prop_map(|((time, actor), key)| Kind::CommandByTime(time, actor, key))
            .boxed(),
        hash().prop_map(Kind::Draft).boxed(),
        (number(), hash()).prop_map(|(time, hash)| Kind::DraftByTime(time, hash)).boxed(),
        (number(), hash()).prop_map(|(person, hash)| Kind::DraftByPerson(person, hash)).boxed(),
        (text(), text()).prop_map(|(kind, id)| Kind::Imported(kind, id)).boxed(),
        number().prop_map(Kind::Attachment).boxed(),
        (hash(), number())
            .prop_map(|(hash, attachment)| Kind::AttachmentByHash(hash, attachment))
            .boxed(),
        two().prop_map(|(time, attachment)| Kind::UploadByTime(time, attachment)).boxed(),
        two().prop_map(|(person, attachment)| Kind::UploadOfPerson(person, attachment)).boxed(),
        number().prop_map(Kind::AuditEntry).boxed(),
        Just(Kind::AuditHead).boxed(),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    proptest::strategy::Union::new(kinds())
}

/// Two keys of any kinds, or of the same.
fn two_kinds() -> impl Strategy<Value = (Kind, Kind)> {
    let same = kinds().into_iter().map(|kind| (kind.clone(), kind).boxed());
    prop_oneof![(kind(), kind()), proptest::strategy::Union::new(same)]
}

fn contains(span: &Span, key: &Key) -> bool {
    span.from() <= key && key < span.to()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn keys_sort_as_their_parts_do((one, other) in two_kinds()) {
        prop_assert_eq!(one.cmp(&other), one.key().cmp(&other.key()));
        prop_assert_eq!(one.key().cmp(&other.key()), one.key().as_bytes().cmp(other.key().as_bytes()));
    }

    #[test]
    fn no_key_starts_another((one, other) in two_kinds()) {
        if one != other {
            prop_assert!(!other.key().as_bytes().starts_with(one.key().as_bytes()));
            prop_assert!(!one.key().as_bytes().starts_with(other.key().as_bytes()));
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_made(kind in kind()) {
        if let Some(read) = kind.read(&kind.key()) {
            prop_assert_eq!(read, kind);
        }
    }

    #[test]
    fn a_key_is_not_read_as_another_kind(kind in kind()) {
        let key = kind.key();
        prop_assert_eq!(key::read_person(&key).is_ok(), matches!(kind, Kind::Person(_)));
        prop_assert_eq!(key::read_ticket(&key).is_ok(), matches!(kind, Kind::Ticket(_)));
        prop_assert_eq!(key::read_open_ticket(&key).is_ok(), matches!(kind, Kind::OpenTicket(_)));
        prop_assert_eq!(key::read_article(&key).is_ok(), matches!(kind, Kind::Article(_)));
        prop_assert_eq!(key::read_entry(&key).is_ok(), matches!(kind, Kind::Entry(..)));
        prop_assert_eq!(key::read_link_by_ticket(&key).is_ok(), matches!(kind, Kind::LinkByTicket(..)));
        prop_assert_eq!(key::read_identity_by_person(&key).is_ok(), matches!(kind, Kind::IdentityByPerson(..)));
        prop_assert_eq!(key::read_welcome_by_person(&key).is_ok(), matches!(kind, Kind::WelcomeByPerson(..)));
        prop_assert_eq!(key::read_follower(&key).is_ok(), matches!(kind, Kind::Follower(..)));
        prop_assert_eq!(key::read_watcher(&key).is_ok(), matches!(kind, Kind::Watcher(..)));
        prop_assert_eq!(key::read_followed_by_person(&key).is_ok(), matches!(kind, Kind::FollowedByPerson(..)));
        prop_assert_eq!(key::read_revision(&key).is_ok(), matches!(kind, Kind::Revision(..)));
        prop_assert_eq!(key::read_vote(&key).is_ok(), matches!(kind, Kind::Vote(..)));
        prop_assert_eq!(key::read_vote_with_text(&key).is_ok(), matches!(kind, Kind::VoteWithText(..)));
        prop_assert_eq!(key::read_tally(&key).is_ok(), matches!(kind, Kind::Tally(_)));
        prop_assert_eq!(key::read_passkey_by_person(&key).is_ok(), matches!(kind, Kind::PasskeyByPerson(..)));
        prop_assert_eq!(key::read_session_by_expiry(&key).is_ok(), matches!(kind, Kind::SessionByExpiry(..)));
        prop_assert_eq!(key::read_session_by_person(&key).is_ok(), matches!(kind, Kind::SessionByPerson(..)));
        prop_assert_eq!(key::read_draft_by_time(&key).is_ok(), matches!(kind, Kind::DraftByTime(..)));
        prop_assert_eq!(key::read_draft_by_person(&key).is_ok(), matches!(kind, Kind::DraftByPerson(..)));
        prop_assert_eq!(key::read_upload_by_time(&key).is_ok(), matches!(kind, Kind::UploadByTime(..)));
        prop_assert_eq!(key::read_upload_of_person(&key).is_ok(), matches!(kind, Kind::UploadOfPerson(..)));
        prop_assert_eq!(key::read_audit_entry(&key).is_ok(), matches!(kind, Kind::AuditEntry(_)));
        prop_assert_eq!(key::read_command_by_time(&key).is_ok(), matches!(kind, Kind::CommandByTime(..)));
        prop_assert_eq!(
            key::read_ticket_by_requester(&key).is_ok(),
            matches!(kind, Kind::TicketByRequester(..))
        );
        prop_assert_eq!(
            key::read_ticket_by_colleague(&key).is_ok(),
            matches!(kind, Kind::TicketByColleague(..))
        );
    }

    #[test]
    fn a_span_holds_its_own_keys_and_no_others(kind in kind(), number in number(), text in text()) {
        let key = kind.key();
        let is = |expected: bool, span: Span| prop_assert_eq_of(expected, &span, &key);
        is(matches!(kind, Kind::Person(_)), key::people())?;
        is(matches!(kind, Kind::Ticket(_)), key::tickets())?;
        is(matches!(kind, Kind::OpenTicket(_)), key::open_tickets())?;
        is(matches!(kind, Kind::Article(_)), key::articles())?;
        is(matches!(kind, Kind::Entry(ticket, _) if ticket == number), key::entries(number))?;
        is(matches!(kind, Kind::Revision(article, _) if article == number), key::revisions(number))?;
        is(matches!(kind, Kind::Vote(article, _) if article == number), key::votes(number))?;
        is(
            matches!(kind, Kind::VoteWithText(article, ..) if article == number),
            key::votes_with_text(number),
        )?;
        is(matches!(kind, Kind::Follower(ticket, _) if ticket == number), key::followers(number))?;
        is(matches!(kind, Kind::Watch(person, _) if person == number), key::watches_of(number))?;
        is(matches!(kind, Kind::Watcher(ticket, _) if ticket == number), key::watchers_of(number))?;
        is(
            matches!(kind, Kind::FollowedByPerson(person, _) if person == number),
            key::all_followed_by_person(number),
        )?;
        is(matches!(kind, Kind::View(shelf, _) if shelf == number), key::views_of(number))?;
        is(matches!(kind, Kind::Batch(_)), key::batches())?;
        is(matches!(kind, Kind::Held(ticket, _) if ticket == number), key::held_of(number))?;
        is(matches!(kind, Kind::Held(..)), key::all_held())?;
        is(matches!(kind, Kind::Opening(it, _) if it == number), key::openings_of(number))?;
        is(matches!(kind, Kind::Opening(..)), key::openings())?;
        is(matches!(kind, Kind::Tally(_)), key::tallies())?;
        is(
            matches!(kind, Kind::LinkByTicket(ticket, _) if ticket == number),
            key::links_of_ticket(number),
        )?;
        is(
            matches!(kind, Kind::IdentityByPerson(person, _) if person == number),
            key::identities_of_person(number),
        )?;
        is(
            matches!(kind, Kind::WelcomeByPerson(person, _) if person == number),
            key::welcomes_of_person(number),
        )?;
        is(
            matches!(kind, Kind::SessionByPerson(person, _) if person == number),
            key::sessions_of_person(number),
        )?;
        is(
            matches!(kind, Kind::TicketByRequester(person, _, _) if person == number),
            key::tickets_of_requester(number),
        )?;
        is(
            matches!(&kind, Kind::TicketByColleague(email, ..) if *email == text),
            key::tickets_of_colleague(&text),
        )?;
        is(
            matches!(kind, Kind::SessionByExpiry(expiry, _) if expiry < number),
            key::sessions_expiring_before(number),
        )?;
        is(matches!(kind, Kind::CommandByTime(time, ..) if time < number), key::commands_before(number))?;
        is(matches!(kind, Kind::DraftByTime(time, _) if time < number), key::drafts_before(number))?;
        is(
            matches!(kind, Kind::DraftByPerson(person, _) if person == number),
            key::drafts_of_person(number),
        )?;
        is(matches!(kind, Kind::Attachment(_)), key::attachments())?;
        is(
            matches!(kind, Kind::AttachmentByHash(hash, _) if hash == [0xFF; HASH_BYTES]),
            key::attachments_with_hash(&[0xFF; HASH_BYTES]),
        )?;
        is(matches!(kind, Kind::UploadByTime(time, _) if time < number), key::uploads_before(number))?;
        is(
            matches!(kind, Kind::UploadOfPerson(person, _) if person == number),
            key::uploads_of_person(number),
        )?;
        is(matches!(kind, Kind::AuditEntry(_)), key::audit_entries())?;
    }

    #[test]
    fn a_page_goes_on_where_the_last_one_ended(one in number(), other in number()) {
        let (one_key, other_key) = (key::ticket(one), key::ticket(other));
        prop_assert_eq!(contains(&key::tickets().after(&one_key), &other_key), other > one);
        prop_assert_eq!(contains(&key::tickets().before(&one_key), &other_key), other < one);
        let elsewhere = key::article(one);
        prop_assert!(contains(&key::tickets().before(&elsewhere), &other_key), "never wider than it was");
        prop_assert!(!contains(&key::tickets().before(&elsewhere), &elsewhere));
    }
}

fn prop_assert_eq_of(expected: bool, span: &Span, key: &Key) -> Result<(), TestCaseError> {
    prop_assert_eq!(contains(span, key), expected, "{:?} in {:?}", key, span);
    Ok(())
}

#[test]
fn a_key_in_a_message_shows_its_kind_and_nothing_else() {
    assert_eq!(format!("{:?}", key::person_by_email("ana@example.org")), "PersonByEmail key");
}
