//! `check` finds each kind of damage, and nothing in a store that is whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use server::{
    check::{self, CheckReport},
    service::tickets::fulfil_at,
    store::{
        Options, Store, StoreError, Tx, key,
        tables::{
            articles,
            audit::{self, AuditHead, AuditRecord, Deed, Who},
            commands, drafts, feedback, followers,
            identities::{self, IdentityRecord},
            imports,
            links::{self, LinkRecord},
            people::{self, PersonKind, PersonRecord},
            sessions,
            settings::{self, SettingsRecord},
            tickets, watchers,
        },
    },
};
use shared::{
    actor::{Actor, Role, Roles, Teams},
    id::{ArticleId, PersonId, Reference, TicketId},
    kb::{article::Article, audience::Audience},
    settings::Settings,
    text::{Body, EmailAddress, Issuer, PersonName, Remark, Slug, Title, ZoneName},
    ticket::{
        Ticket,
        command::Command,
        event::{Entry, Event},
        intake::{Answers, Category, Intake, NOT_SURE, tree::Tree},
        priority::Matrix,
    },
    time::Instant,
};
use tempfile::TempDir;

const RITA: PersonId = PersonId(7);
const ANA: PersonId = PersonId(8);
const TICKET: TicketId = TicketId(42);
const ARTICLE: ArticleId = ArticleId(3);
const SIGN_IN: [u8; 32] = [1; 32];
const DRAFT: [u8; 32] = [2; 32];
const VOTER: [u8; 32] = [3; 32];
const GIA: PersonId = PersonId(9);
const GUESTS_TICKET: TicketId = TicketId(50);
const LINK: [u8; 32] = [6; 32];
const FAILED: Deed = Deed::SignInFailed { person: Some(RITA), unrecorded: 0 };

#[tokio::test]
async fn a_whole_store_has_no_faults() {
    let (store, _folder) = whole().await;
    let (report, faults) = examine(&store).await;
    assert_eq!(faults, [""; 0]);
    assert_eq!(report, CheckReport { n_records: 47, n_faults: 0 });
    assert_eq!(report.to_string(), "checked 47 records, 0 faults");
    assert!(report.is_sound());
}

#[tokio::test]
async fn more_than_one_page_is_checked() {
    let (store, _folder) = whole().await;
    let added = damage(&store, |tx| {
        (2..1_002u64).try_for_each(|it| imports::add(tx, "request", &it.to_string(), TICKET.0))
    });
    added.await;
    assert_eq!(examine(&store).await.0, CheckReport { n_records: 1_047, n_faults: 0 });
}

#[tokio::test]
async fn damage_to_people_and_what_is_theirs_is_named() {
    let email = key::person_by_email("rita@portico.example");
    let session = sign_in();
    let by_end = key::session_by_expiry(millis(session.expires), &SIGN_IN);

    finds(|tx| tx.delete(email.clone()), &["person 7: the row of an e-mail address is missing"])
        .await;
    finds(
        |tx| tx.put(email.clone(), ANA.0.to_be_bytes()),
        &[
            "person 7: the row of an e-mail address leads elsewhere",
            "the row of an e-mail address: person 8 does not have it",
        ],
    )
    .await;
    finds(
        |tx| tx.delete(key::person(RITA.0)),
        &[
            "the row of an e-mail address: person 7 is not there",
            "a sign-in: person 7 is not there",
            "ticket 42: person 7 is not there",
            "entry 0 of ticket 42: person 7 is not there",
            "a draft: person 7 is not there",
        ],
    )
    .await;
    finds(
        |tx| tx.delete(by_end.clone()),
        &["a sign-in: the row of a sign-in by its end is missing"],
    )
    .await;
    finds(
        |tx| tx.delete(key::session(&SIGN_IN)),
        &[
            "the row of a sign-in by its end: a sign-in is not there",
            "the row of a sign-in of person 7: a sign-in is not there",
        ],
    )
    .await;
    finds(
        |tx| tx.put(key::session_by_person(ANA.0, &SIGN_IN), []),
        &["the row of a sign-in of person 8: a sign-in does not have it"],
    )
    .await;
    finds(
        |tx| tx.delete(key::command_by_time(millis(at(1)), ANA.0, "k")),
        &["a command of person 8: the row of a command of person 8 by its time is missing"],
    )
    .await;
    finds(
        |tx| tx.put(key::command_by_time(millis(at(9)), ANA.0, "k"), []),
        &["the row of a command of person 8 by its time: a command of person 8 does not have it"],
    )
    .await;
    finds(
        |tx| tx.delete(key::draft_by_time(millis(at(2)), &DRAFT)),
        &["a draft: the row of a draft by its time is missing"],
    )
    .await;
    finds(
        |tx| tx.delete(key::draft_by_person(RITA.0, &DRAFT)),
        &["a draft: the row of a draft of person 7 is missing"],
    )
    .await;
    finds(
        |tx| tx.delete(key::draft(&DRAFT)),
        &[
            "the row of a draft by its time: a draft is not there",
            "the row of a draft of person 7: a draft is not there",
        ],
    )
    .await;
}

#[tokio::test]
async fn damage_to_guests_and_their_links_is_named() {
    let email = key::guest_by_email("rita@portico.example");
    finds(
        |tx| tx.delete(email.clone()),
        &["person 9: the row of a guest's e-mail address is missing"],
    )
    .await;
    finds(
        |tx| tx.put(email.clone(), RITA.0.to_be_bytes()),
        &[
            "person 9: the row of a guest's e-mail address leads elsewhere",
            "the row of a guest's e-mail address: person 7 does not have it",
        ],
    )
    .await;
    finds(
        |tx| tx.delete(key::link_by_ticket(50, &LINK)),
        &["a guest's link: the row of a link to ticket 50 is missing"],
    )
    .await;
    finds(
        |tx| tx.delete(key::link(&LINK)),
        &["the row of a link to ticket 50: a guest's link is not there"],
    )
    .await;
    finds(
        |tx| tx.put(key::link_by_ticket(42, &LINK), []),
        &["the row of a link to ticket 42: a guest's link does not have it"],
    )
    .await;
    finds(
        |tx| {
            let (ticket, person) = (TicketId(44), PersonId(10));
            links::add(
                tx,
                &[5; 32],
                &LinkRecord { ticket, person, created: at(0), replaces: false },
            )
        },
        &["a guest's link: ticket 44 is not there", "a guest's link: person 10 is not there"],
    )
    .await;
}

#[tokio::test]
async fn damage_to_tickets_is_named() {
    let reference = Reference::from_number(42).to_string();
    let missing = format!("ticket 42: the row of reference {reference} is missing");
    let dangling = format!("the row of reference {reference}: ticket 42 is not there");

    finds(|tx| tx.delete(key::ticket_by_reference(&reference)), &[&missing]).await;
    finds(
        |tx| tx.delete(key::open_ticket(42)),
        &["ticket 42: the row of ticket 42 among the open ones is missing"],
    )
    .await;
    finds(
        |tx| tx.put(key::open_ticket(42), [1]),
        &[
            "ticket 42: the row of ticket 42 among the open ones leads elsewhere",
            "the row of ticket 42 among the open ones: holds something that it should not",
        ],
    )
    .await;
    finds(
        |tx| tx.put(key::open_ticket(43), []),
        &["the row of ticket 43 among the open ones: ticket 43 is not there"],
    )
    .await;
    finds(
        |tx| tx.put(key::ticket_by_requester(7, 1, 42), []),
        &["the row of ticket 42 among those of person 7: ticket 42 does not have it"],
    )
    .await;
    finds(
        |tx| tx.delete(key::ticket(42)),
        &[
            &dangling,
            "the row of ticket 42 among those of person 7: ticket 42 is not there",
            "the row of ticket 42 among the open ones: ticket 42 is not there",
            "entry 0 of ticket 42: ticket 42 is not there",
            "entry 1 of ticket 42: ticket 42 is not there",
            "entry 2 of ticket 42: ticket 42 is not there",
            "the row of person 8 among those who follow ticket 42: ticket 42 is not there",
            "the row of ticket 42 among those that person 8 follows: ticket 42 is not there",
            "article 3: ticket 42 is not there",
            "revision 1 of article 3: ticket 42 is not there",
            "revision 2 of article 3: ticket 42 is not there",
            "imported request 1: ticket 42 is not there",
        ],
    )
    .await;
    finds(|tx| tx.put(key::ticket(42), [1, 1, 0xC1]), &["ticket 42: a stored ticket is damaged"])
        .await;
    finds(
        |tx| tx.put(key::ticket(42), [1, 99]),
        &["ticket 42: a stored ticket was written by a newer release (version 99, this release \
           reads up to 1)"],
    )
    .await;
}

#[tokio::test]
async fn damage_to_the_audit_log_is_named() {
    let (first, second, end) = (key::audit_entry(1), key::audit_entry(2), key::audit_head());
    finds(|tx| tx.delete(first.clone()), &["audit entry 2: audit entry 1 is missing"]).await;
    let short = ["the end of the audit log: audit entry 2 is missing"];
    finds(|tx| tx.delete(second.clone()), &short).await;
    let (previous, who) = ([0; 32], Who::Person(ANA));
    let other = AuditRecord { previous, at: at(0), who, deed: Deed::SignedIn };
    let unchained = ["audit entry 2: does not follow from the entry before"];
    finds(|tx| tx.put_record(first.clone(), &other), &unchained).await;
    let endless = [
        "audit entry 1: the end of the audit log is not there",
        "audit entry 2: the end of the audit log is not there",
    ];
    finds(|tx| tx.delete(end.clone()), &endless).await;
    let early = [
        "audit entry 2: the end of the audit log has fewer",
        "the end of the audit log: does not follow from the entry before",
    ];
    let wrong = AuditHead { n_entries: 1, last: [9; 32] };
    finds(|tx| tx.put_record(end.clone(), &wrong), &early).await;
}

#[tokio::test]
async fn damage_to_settings_is_named() {
    finds(
        |tx| tx.delete(key::settings_version(1)),
        &["version 2 of the settings: version 1 of the settings is not there"],
    )
    .await;
    finds(
        |tx| tx.put_record(key::settings_version(2), &settings_version(7, PersonId(99))),
        &[
            "version 2 of the settings: holds another one",
            "version 2 of the settings: person 99 is not there",
        ],
    )
    .await;
}

fn settings_version(number: u64, by: PersonId) -> SettingsRecord {
    let settings = Settings::starting(ZoneName::parse("UTC").unwrap(), true);
    let (reason, start) = (Remark::parse("Because").unwrap(), None);
    SettingsRecord { number, at: at(1), by: Some(by), reason, start, settings }
}

#[tokio::test]
async fn damage_to_links_with_a_provider_is_named() {
    let link = |person| IdentityRecord {
        issuer: Issuer::parse("https://login.example").unwrap(),
        subject: "00u1".to_owned(),
        person,
        linked: at(1),
    };
    let hash = identities::hash(&link(RITA).identity());
    finds(|tx| identities::add(tx, &link(RITA)), &[]).await;
    finds(
        |tx| tx.put_record(key::identity(&hash), &link(RITA)),
        &["a link with an identity provider: the row of a link of person 7 with an identity provider is missing"],
    )
    .await;
    finds(
        |tx| tx.put(key::identity_by_person(7, &hash), []),
        &["the row of a link of person 7 with an identity provider: a link with an identity provider is not there"],
    )
    .await;
    finds(
        |tx| identities::add(tx, &link(PersonId(99))),
        &["a link with an identity provider: person 99 is not there"],
    )
    .await;
    finds(
        |tx| {
            tx.put(key::identity_by_person(7, &SIGN_IN), [])?;
            tx.put_record(key::identity(&SIGN_IN), &link(RITA))
        },
        &["a link with an identity provider: holds another one"],
    )
    .await;
}

#[tokio::test]
async fn damage_to_followers_is_named() {
    let by_ticket = "the row of person 8 among those who follow ticket 42";
    let by_person = "the row of ticket 42 among those that person 8 follows";
    let missing = |of: &str, row: &str| format!("{of}: {row} is missing");
    finds(|tx| tx.delete(key::follower(42, 8)), &[&missing(by_person, by_ticket)]).await;
    finds(|tx| tx.delete(key::followed_by_person(8, 42)), &[&missing(by_ticket, by_person)]).await;
    finds(
        |tx| followers::put(tx, TicketId(43), PersonId(99), true),
        &[
            "the row of person 99 among those who follow ticket 43: ticket 43 is not there",
            "the row of person 99 among those who follow ticket 43: person 99 is not there",
            "the row of ticket 43 among those that person 99 follows: ticket 43 is not there",
            "the row of ticket 43 among those that person 99 follows: person 99 is not there",
        ],
    )
    .await;
}

#[tokio::test]
async fn damage_to_what_staff_follow_is_named() {
    let record = "how person 8 follows ticket 42";
    let row = "the row of person 8 among the staff who follow ticket 42";
    let watch = |person, ticket| {
        let (person, ticket) = (PersonId(person), TicketId(ticket));
        watchers::WatchRecord { person, ticket, since: at(5), seen: 1, called_in: None }
    };
    finds(
        |tx| watchers::put(tx, &watch(8, 42)).and_then(|()| tx.delete(key::watcher(42, 8))),
        &[&format!("{record}: {row} is missing")],
    )
    .await;
    finds(
        |tx| watchers::put(tx, &watch(8, 42)).and_then(|()| tx.delete(key::watch(8, 42))),
        &[&format!("{row}: {record} is not there")],
    )
    .await;
    finds(
        |tx| watchers::put(tx, &watch(99, 43)),
        &[
            "how person 99 follows ticket 43: ticket 43 is not there",
            "how person 99 follows ticket 43: person 99 is not there",
        ],
    )
    .await;
}

#[tokio::test]
async fn damage_to_a_timeline_is_named() {
    for number in [1, 2] {
        finds(
            |tx| tx.delete(key::entry(42, number)),
            &[&format!("ticket 42: entry {number} of ticket 42 is missing")],
        )
        .await;
    }
    let taken = |number, sequence| {
        let entry = Entry { sequence, at: at(9), by: ANA, event: Event::Taken, files: Vec::new() };
        move |tx: &Tx| tx.put_record(key::entry(42, number), &entry)
    };
    finds(taken(1, 5), &["entry 1 of ticket 42: holds another one"]).await;
    finds(taken(3, 3), &["entry 3 of ticket 42: ticket 42 has fewer"]).await;
    finds(taken(0, 0), &["entry 0 of ticket 42: is not the filing"]).await;
    let filed = Event::Filed(Box::new(intake()));
    let again = Entry { sequence: 1, at: at(9), by: PersonId(99), event: filed, files: Vec::new() };
    finds(
        |tx| tx.put_record(key::entry(42, 1), &again),
        &[
            "entry 1 of ticket 42: files the ticket again",
            "entry 1 of ticket 42: person 99 is not there",
        ],
    )
    .await;
}

#[tokio::test]
async fn damage_to_articles_and_imports_is_named() {
    finds(
        |tx| tx.delete(key::article_by_slug("vpn-stops")),
        &["article 3: the row of the article address vpn-stops is missing"],
    )
    .await;
    finds(
        |tx| tx.put(key::article_by_slug("printer"), 3u64.to_be_bytes()),
        &["the row of the article address printer: article 3 does not have it"],
    )
    .await;
    finds(
        |tx| tx.put(key::article_by_slug("vpn-stops"), [3]),
        &[
            "article 3: the row of the article address vpn-stops leads elsewhere",
            "the row of the article address vpn-stops: holds something that it should not",
        ],
    )
    .await;
    for number in [1, 2] {
        finds(
            |tx| tx.delete(key::revision(3, number)),
            &[&format!("article 3: revision {number} of article 3 is missing")],
        )
        .await;
    }
    let changed = Article { keywords: None, audience: Audience::Public, ..article(2) };
    finds(
        |tx| tx.put_record(key::article(3), &changed),
        &["article 3: differs from its last revision"],
    )
    .await;
    finds(
        |tx| articles::put(tx, &Article { owner: PersonId(99), ..article(2) }, ANA, at(3)),
        &["article 3: person 99 is not there"],
    )
    .await;
    finds(
        |tx| tx.put_record(key::article(3), &article(1)),
        &["revision 2 of article 3: article 3 has fewer"],
    )
    .await;
    finds(
        |tx| imports::add(tx, "article", "en/printer", 9),
        &["imported article en/printer: article 9 is not there"],
    )
    .await;
    finds(
        |tx| tx.put(key::imported("article", "en/vpn"), [0; 7]),
        &["imported article en/vpn: holds something that it should not"],
    )
    .await;
}

#[tokio::test]
async fn damage_to_what_readers_said_is_named() {
    let by_time = key::vote_with_text(3, millis(at(6)), &VOTER);
    finds(
        |tx| tx.delete(by_time.clone()),
        &["a vote on article 3: the row of a vote with a text on article 3 is missing"],
    )
    .await;
    finds(
        |tx| tx.put(key::vote_with_text(3, millis(at(7)), &VOTER), []),
        &["the row of a vote with a text on article 3: a vote on article 3 does not have it"],
    )
    .await;
    finds(
        |tx| tx.delete(key::vote(3, &VOTER)),
        &[
            "the row of a vote with a text on article 3: a vote on article 3 is not there",
            "the tally of article 3: differs from the votes",
        ],
    )
    .await;
    finds(
        |tx| tx.delete(key::tally(3)),
        &["a vote on article 3: the tally of article 3 is not there"],
    )
    .await;
    let solved = feedback::VoteRecord { solved: true, missing: None, ..vote() };
    finds(
        |tx| tx.put_record(key::vote(9, &VOTER), &solved),
        &[
            "a vote on article 9: the tally of article 9 is not there",
            "a vote on article 9: article 9 is not there",
        ],
    )
    .await;
    finds(
        |tx| tx.put_record(key::tally(9), &feedback::TallyRecord::default()),
        &["the tally of article 9: article 9 is not there"],
    )
    .await;
}

/// Damages a whole store and expects exactly these faults.
#[track_caller]
fn finds(
    spoil: impl Fn(&Tx) -> Result<(), StoreError>,
    expected: &[&str],
) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let (store, _folder) = whole().await;
        damage(&store, spoil).await;
        let (report, faults) = examine(&store).await;
        assert_eq!(faults, expected, "{caller}");
        assert_eq!(report.n_faults, u64::try_from(expected.len()).unwrap());
        assert_eq!(report.is_sound(), expected.is_empty());
    }
}

async fn damage(store: &Store, spoil: impl Fn(&Tx) -> Result<(), StoreError>) {
    let spoil = &spoil;
    store.transact(|tx| async move { spoil(&tx) }).await.unwrap();
}

async fn examine(store: &Store) -> (CheckReport, Vec<String>) {
    let mut faults = Vec::new();
    let report = check::run(store, &mut |it| faults.push(it.to_string())).await.unwrap();
    (report, faults)
}

/// A store with one of everything.
async fn whole() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { durable: false, ..Options::default() };
    let store = Store::open(folder.path(), options).unwrap();
    let filled = store.transact(|tx| async move {
        fill(&tx).await?;
        Ok::<_, server::error::Error>(feedback::put(&tx, ARTICLE, &VOTER, Some(&vote())).await?)
    });
    filled.await.unwrap();
    (store, folder)
}

fn sign_in() -> sessions::SessionRecord {
    sessions::SessionRecord {
        person: RITA,
        created: at(0),
        expires: at(60),
        ..sessions::SessionRecord::default()
    }
}

async fn fill(tx: &Tx) -> Result<(), server::error::Error> {
    for person in [person(RITA, "rita", Role::Requester), person(ANA, "ana", Role::Agent)] {
        people::add(tx, &person)?;
    }
    let session = sign_in();
    sessions::add(tx, &SIGN_IN, &session)?;
    audit::append(tx, at(0), Who::Person(RITA), Deed::SignedIn).await?;
    audit::append(tx, at(1), Who::Nobody, FAILED).await?;
    let answers = Answers::default();
    drafts::put(
        tx,
        &DRAFT,
        &drafts::DraftRecord { person: Some(RITA), answers, begun: at(2), sent_as: None },
    )?;
    let (fingerprint, response) = ("00".to_owned(), "{}".to_owned());
    let command = commands::CommandRecord { fingerprint, response, at: at(1) };
    commands::add(tx, ANA, "k", &command)?;

    settings::add(tx, &settings_version(1, ANA))?;
    settings::add(tx, &settings_version(2, ANA))?;
    let reference = Reference::from_number(42);
    let (ticket, event) =
        Ticket::file(TICKET, reference, RITA, intake(), &Matrix::default(), at(0), at(0));
    tickets::put(
        tx,
        None,
        &ticket,
        &[Entry { sequence: 0, at: at(0), by: RITA, event, files: Vec::new() }],
    )?;
    let ana = Actor::Person(person(ANA, "ana", Role::Agent).person());
    let reply = Command::Reply(Body::parse("Sign in again").unwrap());
    assert_eq!(fulfil_at(tx, &ana, ticket, reply.into(), at(5)).await?.n_entries, 3);
    imports::add(tx, "request", "1", TICKET.0)?;
    followers::put(tx, TICKET, ANA, true)?;

    // A guest who typed the address of a member, and whose draft is nobody's.
    let rita = person(RITA, "rita", Role::Requester);
    people::add(tx, &PersonRecord { id: GIA, kind: PersonKind::Guest, ..rita })?;
    let reference = Reference::from_number(50);
    let (ticket, event) =
        Ticket::file(GUESTS_TICKET, reference, GIA, intake(), &Matrix::default(), at(0), at(0));
    tickets::put(
        tx,
        None,
        &ticket,
        &[Entry { sequence: 0, at: at(0), by: GIA, event, files: Vec::new() }],
    )?;
    links::add(
        tx,
        &LINK,
        &LinkRecord { ticket: GUESTS_TICKET, person: GIA, created: at(0), replaces: false },
    )?;
    let draft = drafts::DraftRecord {
        person: None,
        answers: Answers::default(),
        begun: at(2),
        sent_as: None,
    };
    drafts::put(tx, &[4; 32], &draft)?;

    articles::put(tx, &article(1), ANA, at(3))?;
    articles::put(tx, &article(2), ANA, at(4))?;
    imports::add(tx, "article", "en/vpn", ARTICLE.0)?;
    Ok(())
}

fn person(id: PersonId, name: &str, role: Role) -> PersonRecord {
    PersonRecord {
        id,
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse(&format!("{name}@portico.example")).unwrap(),
        roles: Roles::new(&[Role::Requester, role]),
        password: None,
        created: at(0),
        kind: PersonKind::Member,
        suspended: None,
        teams: Teams::All,
    }
}

fn intake() -> Intake {
    let answers = Answers {
        description: "VPN stops at verifying".to_owned(),
        category: Category::NETWORK.value().to_owned(),
        topic: NOT_SURE.to_owned(),
        impact: NOT_SURE.to_owned(),
        urgency: NOT_SURE.to_owned(),
        ..Answers::default()
    };
    answers.check(&Tree::starting()).unwrap()
}

fn article(revision: u32) -> Article {
    Article {
        id: ARTICLE,
        slug: Slug::parse("vpn-stops").unwrap(),
        revision,
        title: Title::parse("VPN stops").unwrap(),
        body: Body::parse(&format!("Sign in again ({revision})")).unwrap(),
        keywords: None,
        category: Category::NETWORK,
        language: "en".to_owned(),
        audience: Audience::SignedIn,
        owner: ANA,
        source: Some(TICKET),
        published: at(3),
        reviewed: at(3),
    }
}

fn vote() -> feedback::VoteRecord {
    let missing = Some(Remark::parse("Where the port is").unwrap());
    feedback::VoteRecord { solved: false, missing, revision: 2, at: at(6) }
}

fn at(minute: i64) -> Instant {
    "2026-11-20T09:00:00Z".parse::<Instant>().unwrap() + chrono::TimeDelta::minutes(minute)
}

fn millis(at: Instant) -> u64 {
    u64::try_from(at.timestamp_millis()).unwrap()
}
