//! Checks that what is stored fits together: every record against its index rows, every index row
//! against its record, and every reference against what it refers to.
//!
//! - Everything can be read: no unknown keys, no damaged or newer records, each under its own key.
//! - People are found by their address, members and guests apart, and their address leads to nobody else.
//! - Sign-ins, commands and drafts are found by time and by person, and belong to somebody.
//! - What was opened in an emergency is a ticket, and somebody opened it.
//! - Tickets have exactly the rows of their index; their timelines begin with the filing and have no
//!   gap, and requesters, assignees and authors exist. Links of guests lead to a ticket.
//! - Who follows a known incident is found by ticket and by person, and both exist.
//! - Articles are found by their address; their revisions are all there, and the last one equals
//!   the article; owners, authors and source tickets exist.
//! - Votes on articles are found by time where they say something, and are counted right.
//! - Versions of the settings have no gap, and their authors exist.
//! - What was imported leads to an article or a ticket.
//! - Attachments are found by their bytes, and by time and person until they are sent; what they were
//!   sent with lists them, for the same readers. Their bytes are checked by [`files`].
//! - Entries of the audit log follow from each other up to its end; [`audit`] names the first that does not.
//!
//! It goes through the keys in their order and keeps one page of them in memory. Each page is read
//! together with all that its rows refer to, so others may write meanwhile. It knows nothing of the
//! engine's files, repairs nothing and prints nothing.

mod articles;
mod attachments;
pub mod audit;
mod examination;
mod fault;
mod feedback;
pub mod files;
mod held;
mod known;
mod openings;
mod people;
mod settings;
mod tickets;
mod views;
mod watchers;

use std::fmt;

use crate::store::{
    Direction, Reader, Store, StoreError,
    key::{self, Key, Place},
    tables::people::PersonKind,
};
use examination::Examination;

pub use fault::{Fault, Wrong};

/// Rows read together: what commits wait for at most.
const PAGE: usize = 256;

/// What a check came to. It prints as its closing line: `checked 120 records, 0 faults`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Keys with their values that were checked, index rows included.
    pub n_records: u64,
    /// Faults, each of which was told.
    pub n_faults: u64,
}

impl CheckReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.n_faults == 0
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "checked {} records, {} faults", self.n_records, self.n_faults)
    }
}

/// Checks all that is in `store` and tells each fault as it is found.
///
/// # Errors
/// The store cannot read at all. A record that cannot be read is a fault like any other.
pub async fn run(store: &Store, tell: &mut dyn FnMut(&Fault)) -> Result<CheckReport, StoreError> {
    let mut report = CheckReport::default();
    let mut last: Option<Key> = None;
    loop {
        let before = last.as_ref();
        let page = store.read(|reader| async move { page(&reader, before).await }).await?;
        report.n_records += page.n_rows;
        for fault in &page.faults {
            report.n_faults += 1;
            tell(fault);
        }
        if page.last.is_none() {
            return Ok(report);
        }
        last = page.last;
    }
}

/// What came of a page.
#[derive(Default)]
struct Page {
    n_rows: u64,
    faults: Vec<Fault>,
    /// The last key; `None` when there was none left.
    last: Option<Key>,
}

async fn page(reader: &Reader, before: Option<&Key>) -> Result<Page, StoreError> {
    let span = match before {
        Some(it) => key::everything().after(it),
        None => key::everything(),
    };
    let mut page = Page::default();
    for (key, value) in reader.range(&span, PAGE, Direction::Forward).await? {
        page.n_rows += 1;
        let mut examination = Examination::of(reader, key.clone(), value, &mut page.faults);
        examine(&mut examination, &key).await?;
        page.last = Some(key);
    }
    Ok(page)
}

async fn examine(row: &mut Examination<'_>, key: &Key) -> Result<(), StoreError> {
    let place = match Place::of(key) {
        Ok(Some(it)) => it,
        Ok(None) => {
            row.fault(Wrong::UnknownKind);
            return Ok(());
        }
        Err(error) => {
            row.fault(Wrong::Key(error));
            return Ok(());
        }
    };
    match place {
        // The store reads the version when it opens. Settings have no rows and refer to nothing.
        Place::SchemaVersion | Place::Setting(_) => Ok(()),
        Place::SettingsVersion(number) => settings::version(row, number).await,
        Place::Person(id) => people::person(row, id).await,
        Place::PersonByEmail(email) => people::by_email(row, &email, PersonKind::Member).await,
        Place::GuestByEmail(email) => people::by_email(row, &email, PersonKind::Guest).await,
        Place::Factor(id) => people::factor(row, id).await,
        Place::Passkey(hash) => people::passkey(row, &hash).await,
        Place::PasskeyByPerson(_, hash) => people::row_of_passkey(row, &hash).await,
        Place::Identity(hash) => people::identity(row, &hash).await,
        Place::IdentityByPerson(_, hash) => people::row_of_identity(row, &hash).await,
        Place::Session(hash) => people::session(row, &hash).await,
        Place::SessionByExpiry(_, hash) | Place::SessionByPerson(_, hash) => {
            people::row_of_session(row, &hash).await
        }
        Place::Command(actor, id) => people::command(row, actor, &id).await,
        Place::CommandByTime(it) => people::row_of_command(row, &it).await,
        Place::Draft(hash) => people::draft(row, &hash).await,
        Place::DraftByTime(_, hash) | Place::DraftByPerson(_, hash) => {
            people::row_of_draft(row, &hash).await
        }
        Place::Welcome(hash) => people::welcome(row, &hash).await,
        Place::WelcomeByPerson(_, hash) => people::row_of_welcome(row, &hash).await,
        Place::Ticket(id) => tickets::ticket(row, id).await,
        Place::TicketByReference(_) => match row.id() {
            Some(id) => tickets::row_of_ticket(row, id).await,
            None => Ok(()),
        },
        Place::TicketByRequester(it) => tickets::row_of_ticket(row, it.ticket).await,
        Place::TicketByColleague(it) => tickets::row_of_ticket(row, it.ticket).await,
        Place::OpenTicket(id) => tickets::row_of_ticket(row, id).await,
        Place::Entry(ticket, number) => tickets::entry(row, ticket, number).await,
        Place::Held(ticket, id) => held::held(row, ticket, id).await,
        Place::Opening(person, id) => openings::opening(row, person, id).await,
        Place::Link(hash) => tickets::link(row, &hash).await,
        Place::LinkByTicket(_, hash) => tickets::row_of_link(row, &hash).await,
        Place::Follower(ticket, person) | Place::FollowedByPerson(person, ticket) => {
            known::follower(row, ticket, person).await
        }
        Place::Watch(person, ticket) => watchers::watch(row, person, ticket).await,
        Place::Watcher(ticket, person) => watchers::row_of_watch(row, ticket, person).await,
        Place::View(shelf, id) => views::view(row, shelf, id).await,
        Place::Batch(id) => views::batch(row, id).await,
        Place::Article(id) => articles::article(row, id).await,
        Place::ArticleBySlug(slug) => articles::by_slug(row, &slug).await,
        Place::Revision(article, number) => articles::revision(row, article, number).await,
        Place::Vote(article, voter) => feedback::vote(row, article, &voter).await,
        Place::VoteWithText(it) => feedback::row_of_vote(row, &it).await,
        Place::Tally(article) => feedback::tally(row, article).await,
        Place::Imported(kind, _) => articles::imported(row, &kind).await,
        Place::Attachment(id) => attachments::attachment(row, id).await,
        Place::AttachmentByHash(_, id)
        | Place::UploadByTime(_, id)
        | Place::UploadOfPerson(_, id) => attachments::row_of_attachment(row, id).await,
        Place::AuditEntry(number) => audit::entry(row, number).await,
        Place::AuditHead => audit::end(row).await,
    }
}
