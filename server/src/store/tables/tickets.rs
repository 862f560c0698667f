//! Tickets, their timelines, and how they are found: by reference, by requester, by whom they are shared
//! with, and whether they are on the desk.

use super::{key_time, people::id_of};
use crate::store::{
    Direction, Hint, Reader, StoreError, Tx,
    key::{self, Key, KeyError, Span},
    record::Record,
};
use shared::{
    id::{PersonId, Reference, TicketId},
    text::EmailAddress,
    ticket::{Ticket, event::Entry},
};

impl Record for Ticket {
    const NAME: &'static str = "ticket";
    const VERSION: u8 = 1;
}

impl Record for Entry {
    const NAME: &'static str = "entry";
    const VERSION: u8 = 1;
}

/// The ticket with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(reader: &Reader, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    reader.record(&key::ticket(id.0)).await
}

/// The ticket with this reference.
///
/// # Errors
/// What the store says.
pub async fn by_reference(
    reader: &Reader,
    reference: Reference,
) -> Result<Option<Ticket>, StoreError> {
    match reader.get(&key::ticket_by_reference(&reference.to_string())).await? {
        Some(id) => by_id(reader, TicketId(id_of(&id))).await,
        None => Ok(None),
    }
}

/// Whether a reference is taken.
///
/// # Errors
/// What the store says.
pub async fn is_taken(reader: &Reader, reference: Reference) -> Result<bool, StoreError> {
    Ok(reader.get(&key::ticket_by_reference(&reference.to_string())).await?.is_some())
}

/// The newest tickets of a requester, the last changed first.
///
/// # Errors
/// What the store says.
pub async fn of_requester(
    reader: &Reader,
    person: PersonId,
    limit: usize,
) -> Result<Vec<Ticket>, StoreError> {
    let rows = key::tickets_of_requester(person.0);
    in_rows(reader, &rows, limit, |row| Ok(key::read_ticket_by_requester(row)?.ticket)).await
}

/// The newest tickets that are shared with an address, the last changed first.
///
/// # Errors
/// What the store says.
pub async fn of_colleague(
    reader: &Reader,
    email: &EmailAddress,
    limit: usize,
) -> Result<Vec<Ticket>, StoreError> {
    let rows = key::tickets_of_colleague(email);
    in_rows(reader, &rows, limit, |row| Ok(key::read_ticket_by_colleague(row)?.ticket)).await
}

/// Every ticket on the desk: what the projection is built from.
///
/// # Errors
/// What the store says.
pub async fn open(reader: &Reader) -> Result<Vec<Ticket>, StoreError> {
    in_rows(reader, &key::open_tickets(), usize::MAX, key::read_open_ticket).await
}

/// The `limit` tickets whose ids come after `id`, or the first, whatever became of them: for reading all of
/// them, a stretch at a time.
///
/// # Errors
/// What the store says.
pub async fn after(
    reader: &Reader,
    id: Option<TicketId>,
    limit: usize,
) -> Result<Vec<Ticket>, StoreError> {
    let all = key::tickets();
    let rest = match id {
        Some(id) => all.after(&key::ticket(id.0)),
        None => all,
    };
    let rows = reader.record_range(&rest, limit, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// The tickets that the first `limit` rows of an index lead to.
async fn in_rows(
    reader: &Reader,
    rows: &Span,
    limit: usize,
    ticket: impl Fn(&Key) -> Result<u64, KeyError>,
) -> Result<Vec<Ticket>, StoreError> {
    let rows = reader.range(rows, limit, Direction::Forward).await?;
    let keys = rows
        .iter()
        .map(|(row, _)| Ok(key::ticket(ticket(row)?)))
        .collect::<Result<Vec<Key>, StoreError>>()?;
    Ok(reader.records(&keys).await?.into_iter().flatten().collect())
}

/// The timeline of a ticket, oldest first.
///
/// # Errors
/// What the store says.
pub async fn entries(reader: &Reader, id: TicketId) -> Result<Vec<Entry>, StoreError> {
    let rows = reader.record_range(&key::entries(id.0), usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// What happened last.
///
/// # Errors
/// What the store says.
pub async fn last_entry(reader: &Reader, ticket: &Ticket) -> Result<Option<Entry>, StoreError> {
    let last = ticket.n_entries.saturating_sub(1);
    reader.record(&key::entry(ticket.id.0, last.into())).await
}

/// The timeline without the first entry, which is the filing and the largest.
///
/// # Errors
/// What the store says.
pub async fn entries_after_filing(reader: &Reader, id: TicketId) -> Result<Vec<Entry>, StoreError> {
    let rest = key::entries(id.0).after(&key::entry(id.0, 0));
    let rows = reader.record_range(&rest, usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Adds or replaces a ticket with its indexes, and appends to its timeline. `before` is the ticket as it
/// was read in this transaction, `None` for a new one.
///
/// # Errors
/// What the store says.
pub fn put(
    tx: &Tx,
    before: Option<&Ticket>,
    ticket: &Ticket,
    entries: &[Entry],
) -> Result<(), StoreError> {
    if let Some(before) = before {
        for stale in index(before) {
            tx.delete(stale.0)?;
        }
    }
    for (key, value) in index(ticket) {
        tx.put(key, value)?;
    }
    tx.put_record(key::ticket(ticket.id.0), ticket)?;
    for entry in entries {
        tx.put_record(key::entry(ticket.id.0, u64::from(entry.sequence)), entry)?;
    }
    tx.publish(Hint::Ticket(ticket.id.0))
}

/// Every index row that a ticket has: what [`put`] writes and a check expects.
#[must_use]
pub fn index(ticket: &Ticket) -> Vec<(Key, Vec<u8>)> {
    let id = ticket.id.0;
    let mut rows = vec![
        (key::ticket_by_reference(&ticket.reference.to_string()), id.to_be_bytes().to_vec()),
        (key::ticket_by_requester(ticket.requester.0, key_time(ticket.updated), id), Vec::new()),
    ];
    for email in &ticket.colleagues {
        rows.push((key::ticket_by_colleague(email, key_time(ticket.updated), id), Vec::new()));
    }
    if ticket.is_on_the_desk() {
        rows.push((key::open_ticket(id), Vec::new()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::{
        attachment::{AttachmentRef, Kind, MAX_FILES, Picture, PictureFormat, name::FileName},
        id::AttachmentId,
        kb::audience::Audience,
        sla::clock::{Facts, NextUpdate, Pause},
        text::{Body, Remark, ShortAnswer, Slug, Title},
        ticket::{
            confidential::Confidential,
            event::{Event, Resolution},
            held::{NotSent, Words},
            intake::{Answered, Category, Intake},
            kind::TicketType,
            known::{Ending, Known, Notice},
            link::{Link, Tie},
            priority::{Impact, Priority, Urgency},
            put_back::Before,
            source::Source,
            status::Status,
            team::Team,
        },
        time::Instant,
    };

    fn at(minute: i64) -> Instant {
        "2026-11-20T09:00:00Z".parse::<Instant>().unwrap() + chrono::TimeDelta::minutes(minute)
    }

    #[test]
    fn a_ticket_is_stored_as_ever() {
        let mut sample = sample();
        golden::check_old("ticket.v1-before-acknowledgement", &sample);
        let before = Ticket {
            ticket_type: TicketType::default(),
            team: Team::default(),
            because: None,
            ..sample.clone()
        };
        golden::check_old("ticket.v1-before-type-and-team", &before);
        sample.facts.acknowledged = Some(at(0));
        sample.facts.next_update = Some(NextUpdate { by: at(15), told: Some(at(20)) });
        golden::check_old("ticket.v1-before-colleagues", &sample);
        sample.colleagues = vec![EmailAddress::parse("kim@desk.example").unwrap()];
        sample.unhappy_since = Some(at(21));
        golden::check_old("ticket.v1-before-known", &sample);
        let words = Remark::parse("Sign in again, and it works").unwrap();
        let ended = Some(Ending { at: at(22), words });
        sample.known = Some(Box::new(Known { notice: notice(), ended }));
        golden::check_old("ticket.v1-before-settings", &sample);
        sample.promised_by = 3;
        sample.source = Source::Phone;
        sample.links = vec![link(Tie::SplitOff)];
        sample.articles = vec![Slug::parse("renew-a-certificate").unwrap()];
        golden::check_old("ticket.v1-before-confidential", &sample);
        let reason = Remark::parse("It is about a colleague").unwrap();
        let readers = vec![PersonId(8), PersonId(9)];
        sample.confidential = Some(Box::new(Confidential { since: at(30), reason, readers }));
        golden::check(&sample);
    }

    fn sample() -> Ticket {
        let mut facts = Facts::default();
        facts.respond(at(5));
        facts.pause(Pause::WaitingForRequester, at(5));
        facts.resume(at(9));
        facts.resolve(at(20));
        Ticket {
            id: TicketId(9),
            reference: Reference::from_number(9),
            title: Title::parse("VPN stops").unwrap(),
            requester: PersonId(7),
            category: Category::NETWORK,
            ticket_type: TicketType::ServiceRequest,
            team: Team::NETWORK,
            source: Source::Portal,
            because: Some("It cannot wait.".to_owned()),
            impact: Some(Impact::Several),
            urgency: None,
            priority: Priority::High,
            needs_triage: true,
            status: Status::Resolved { at: at(20), by: PersonId(8) },
            assignee: Some(PersonId(8)),
            reported: at(-1),
            received: at(0),
            facts,
            promised_by: 0,
            updated: at(20),
            n_entries: 4,
            colleagues: Vec::new(),
            unhappy_since: None,
            links: Vec::new(),
            articles: Vec::new(),
            known: None,
            confidential: None,
        }
    }

    fn link(tie: Tie) -> Link {
        Link { to: TicketId(10), reference: Reference::from_number(10), tie }
    }

    fn notice() -> Notice {
        Notice {
            title: Title::parse("The VPN is down").unwrap(),
            text: Remark::parse("Use webmail meanwhile").unwrap(),
            since: at(-50),
            audience: Audience::SignedIn,
        }
    }

    #[test]
    fn an_entry_is_stored_as_ever() {
        let fix = Body::parse("1. Sign in again").unwrap();
        let cause = Remark::parse("Expired").unwrap();
        let without = Entry {
            sequence: 3,
            at: at(20),
            by: PersonId(8),
            event: Event::Resolved(Resolution { cause, fix, advice: None }),
            files: Vec::new(),
        };
        golden::check_old("entry.v1-before-files", &without);
        let picture = Picture { format: PictureFormat::Jpeg, width: 640, height: 480 };
        let files = [
            attachment(5, "error-809.jpg", Kind::Picture(picture)),
            attachment(6, "vpn.log", Kind::File),
        ];
        golden::check(&Entry { files: files.to_vec(), ..without });
    }

    fn attachment(id: u64, name: &str, kind: Kind) -> AttachmentRef {
        AttachmentRef { id: AttachmentId(id), name: FileName::of(name), size: 240_000, kind }
    }

    #[test]
    fn a_new_time_is_stored_as_ever() {
        let event = Event::UpdatePromised { by: at(90) };
        let entry = Entry { sequence: 4, at: at(21), by: PersonId(8), event, files: Vec::new() };
        golden::check_as("entry.v1-update-promised", &entry);
    }

    #[test]
    fn who_works_on_it_and_how_soon_are_stored_as_ever() {
        let reason = || Remark::parse("The board meets today").unwrap();
        let event =
            |event| Entry { sequence: 4, at: at(21), by: PersonId(8), event, files: Vec::new() };
        let assigned = Event::Assigned { to: Some(PersonId(9)), reason: Some(reason()) };
        golden::check_as("entry.v1-assigned", &event(assigned));
        let (from, to) = (Team::SERVICE_DESK, Team::NETWORK);
        let handed = Event::Handed { from, to, reason: None };
        golden::check_as("entry.v1-handed", &event(handed));
        let (from, to) = (Priority::Medium, Priority::Critical);
        let prioritised = Event::Prioritised { from, to, reason: reason() };
        let (from, to) = (Category::NETWORK, Category::ACCOUNT_ACCESS);
        let categorised = Event::Categorised { from, to, reason: Some(reason()) };
        golden::check_as("entry.v1-categorised", &event(categorised));
        let slug = Slug::parse("renew-a-certificate").unwrap();
        let used = Event::ArticleUsed { slug, title: Title::parse("Renew it").unwrap() };
        golden::check_as("entry.v1-article-used", &event(used));
        golden::check_as("entry.v1-tied", &event(Event::Tied(link(Tie::MergedInto))));
        golden::check_as("entry.v1-untied", &event(Event::Untied(link(Tie::Related))));
        golden::check_as("entry.v1-prioritised", &event(prioritised));
        for (file, to) in [
            ("entry.v1-put-back-assignee", Before::Assignee(Some(PersonId(9)))),
            ("entry.v1-put-back-team", Before::Team(Team::NETWORK)),
            ("entry.v1-put-back-category", Before::Category(Category::NETWORK)),
            (
                "entry.v1-put-back-priority",
                Before::Priority {
                    priority: Priority::High,
                    because: Some("The board met".to_owned()),
                    needs_triage: true,
                },
            ),
        ] {
            golden::check_as(file, &event(Event::PutBack { of: 3, to }));
        }
        let readers = vec![PersonId(8), PersonId(9)];
        let confided = Event::Confided { reason: reason(), readers };
        golden::check_as("entry.v1-confided", &event(confided));
        let disclosed = Event::Disclosed { reason: Some(reason()) };
        golden::check_as("entry.v1-disclosed", &event(disclosed));
        let opened = Event::OpenedInEmergency { reason: reason(), until: at(60) };
        golden::check_as("entry.v1-opened-in-emergency", &event(opened));
    }

    #[test]
    fn words_that_were_not_sent_are_stored_as_ever() {
        let resolution = Resolution {
            cause: Remark::parse("Expired").unwrap(),
            fix: Body::parse("Sign in again").unwrap(),
            advice: Remark::parse("Renew it in time").ok(),
        };
        let words = Words::Resolution(Box::new(resolution), Remark::parse("It works").ok());
        let not_sent = NotSent { words, why: "It is closed".to_owned() };
        let event = Event::NotSent(Box::new(not_sent));
        let entry = Entry { sequence: 4, at: at(21), by: PersonId(8), event, files: Vec::new() };
        golden::check_as("entry.v1-not-sent", &entry);
        golden::check_as("entry.v1-called", &Entry { event: Event::Called, ..entry });
    }

    #[test]
    fn a_complaint_and_a_colleague_are_stored_as_ever() {
        let body = Body::parse("Three days without a word").unwrap();
        let kim = EmailAddress::parse("kim@desk.example").unwrap();
        let files = Vec::new;
        let event =
            |event| Entry { sequence: 4, at: at(21), by: PersonId(7), event, files: files() };
        golden::check_as("entry.v1-complained", &event(Event::Complained(body)));
        golden::check_as("entry.v1-complaint-settled", &event(Event::ComplaintSettled));
        golden::check_as("entry.v1-colleague-added", &event(Event::ColleagueAdded(kim.clone())));
        let removed = event(Event::ColleagueRemoved(kim.clone()));
        golden::check_as("entry.v1-colleague-removed", &removed);
        golden::check_as("entry.v1-colleague-left", &event(Event::ColleagueLeft(kim)));
    }

    #[test]
    fn what_everybody_is_told_is_stored_as_ever() {
        let files = Vec::new;
        let event =
            |event| Entry { sequence: 5, at: at(22), by: PersonId(8), event, files: files() };
        let news = Remark::parse("A part is on its way").ok();
        let told = Event::KnownTold { notice: Box::new(notice()), news: news.clone() };
        golden::check_as("entry.v1-known-told", &event(told));
        golden::check_as("entry.v1-known-ended", &event(Event::KnownEnded(news.unwrap())));
    }

    #[test]
    fn the_largest_intake_fits_into_a_record() {
        let size = u32::MAX;
        let picture = Picture { format: PictureFormat::Jpeg, width: size, height: size };
        let picture = Kind::Picture(picture);
        let short = || ShortAnswer::parse(&"s".repeat(ShortAnswer::LIMIT)).unwrap();
        let intake = Intake {
            description: Body::parse(&"é".repeat(Body::LIMIT / 2)).unwrap(),
            behalf: Some(short()),
            title: Title::parse(&"t".repeat(Title::LIMIT)).unwrap(),
            category: Category::SOMETHING_ELSE,
            topic: Some("t".repeat(100)),
            details: vec![Answered { question: "q".repeat(100), answer: short() }; 2],
            ticket_type: TicketType::ServiceRequest,
            team: Team::ACCOUNTS_AND_SECURITY,
            impact: None,
            urgency: Some(Urgency::Blocked),
            because: Some("b".repeat(100)),
            is_topic_unsure: true,
            since: Some(short()),
            tried: Some(Remark::parse(&"t".repeat(Remark::LIMIT)).unwrap()),
            articles: vec!["a".repeat(Slug::LIMIT); 5],
        };
        let entry = Entry {
            sequence: 0,
            at: at(0),
            by: PersonId(u64::MAX),
            event: Event::Filed(Box::new(intake)),
            files: vec![attachment(u64::MAX, &"n".repeat(FileName::LIMIT), picture); MAX_FILES],
        };
        let bytes = crate::store::record::encode(&entry).unwrap().len();
        assert!(bytes <= crate::store::MAX_VALUE_BYTES, "{bytes} bytes");
    }
}
