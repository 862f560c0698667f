//! Articles and requests come in whole, once, and with the portal's own validation.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use server::{
    check,
    ids::IdSource,
    import::{
        ImportError, Refused,
        articles::{self, Options},
        observer::Observer,
        report::Report,
        requests::{self, TagRule, TagRuleError},
    },
    store::{
        self, Store,
        tables::{self, people::PersonRecord},
    },
};
use shared::{
    id::PersonId,
    kb::{article::Article, audience::Audience},
    text::Slug,
    ticket::{
        Ticket,
        event::{Entry, Event},
        intake::Category,
        priority::Priority,
    },
    time::Instant,
};
use tempfile::TempDir;

const PUBLIC: Options =
    Options { audience: Some(Audience::Public), category: None, language: None };

#[tokio::test]
async fn articles_of_json_lines_come_in_once() {
    let place = Place::new();
    place.write(
        "kb.jsonl",
        "{\"id\": \"vpn\", \"title\": \"VPN\\n stops\", \"body\": \"* Sign in again\\n# not a comment\", \
         \"keywords\": \"remote\", \"headings\": [\"Sign in\", \"By phone\"], \"category\": \"network\", \
         \"language\": \"en_GB\", \"audience\": \"agents\"}\n\
         \n\
         {\"id\": 7, \"title\": \"VPN stops\", \"body\": \"Another one\"}\n",
    );
    let (report, refused) = place.articles("kb.jsonl", &PUBLIC).await;
    assert_eq!(counts(&report), (2, 0, 0), "{refused:?}");

    let first = place.article("vpn-stops").await;
    assert_eq!(&*first.title, "VPN stops");
    assert_eq!(&*first.body, "* Sign in again\n# not a comment");
    assert_eq!(first.keywords.as_deref(), Some("remote, By phone"));
    assert_eq!(first.category, Category::NETWORK);
    assert_eq!((first.language.as_str(), first.audience), ("en-GB", Audience::Agents));
    assert_eq!((first.published, first.reviewed, first.revision), (now(), now(), 1));
    assert_eq!(&*place.person(first.owner).await.name, "Imported");

    let second = place.article("vpn-stops-2").await;
    assert_eq!((second.keywords, second.category), (None, Category::SOMETHING_ELSE));
    assert_eq!((second.language.as_str(), second.audience), ("en", Audience::Public));
    assert_eq!(second.owner, first.owner);

    let before = place.n_stored().await;
    let (report, _) = place.articles("kb.jsonl", &PUBLIC).await;
    assert!(report.to_string().starts_with("0 new, 2 known, 0 refused, "), "{report}");
    assert_eq!(place.n_stored().await, before);

    let german = Options { language: Some("de".parse().unwrap()), ..PUBLIC };
    let (report, _) = place.articles("kb.jsonl", &german).await;
    assert_eq!(counts(&report), (1, 1, 0), "the first one says itself that it is English");
}

#[tokio::test]
async fn a_refused_line_is_named_and_stops_nothing() {
    let place = Place::new();
    let long = "x".repeat(48 * 1024 + 1);
    let lines = [
        r#"{"id": "1", "title": "A", "body": "a"}"#.to_owned(),
        r#"{"id": "2", "title": " ", "body": "a"}"#.to_owned(),
        r#"{"id": "3", "title": "C", "body": ""}"#.to_owned(),
        format!(r#"{{"id": "4", "title": "D", "body": "{long}"}}"#),
        r#"{"id": "5", "body": "a"}"#.to_owned(),
        r#"{"id": "6", "title": "F", "body": "a", "audence": "agents"}"#.to_owned(),
        r#"{"id": "7", "title": "G", "body": "a", "audience": "everyone"}"#.to_owned(),
        r#"{"id": "8", "title": "H", "body": "a", "category": "Plumbing"}"#.to_owned(),
        r#"{"id": "9", "title": "I", "body": "a", "language": "?"}"#.to_owned(),
        r#"{"id": "", "title": "J", "body": "a"}"#.to_owned(),
        "not JSON".to_owned(),
        r#"{"id": "1", "title": "Again", "body": "a"}"#.to_owned(),
        r#"{"id": "12", "title": "L", "body": "a"}"#.to_owned(),
    ];
    place.write("kb.jsonl", &lines.join("\n"));
    let (report, refused) = place.articles("kb.jsonl", &PUBLIC).await;
    assert_eq!(
        refused,
        [
            "kb.jsonl:2: the title is empty",
            "kb.jsonl:3: the body is empty",
            "kb.jsonl:4: the body is 1 characters too long",
            "kb.jsonl:5: missing field `title` (column 24)",
            "kb.jsonl:6: unknown field `audence`, expected one of `id`, `title`, `body`, `headings`, \
             `keywords`, `category`, `language`, `audience` (column 48)",
            "kb.jsonl:7: unknown audience `everyone`",
            "kb.jsonl:8: unknown category `Plumbing`",
            "kb.jsonl:9: unknown language `?`",
            "kb.jsonl:10: unknown id ``",
            "kb.jsonl:11: expected ident (column 2)",
        ]
    );
    assert_eq!(counts(&report), (2, 1, 10));
    assert!(report.is_success());
}

#[tokio::test]
async fn without_an_audience_nothing_is_published() {
    let place = Place::new();
    place.write("a.jsonl", r#"{"id": "1", "title": "A", "body": "a"}"#);
    let (report, refused) = place.articles("a.jsonl", &Options::default()).await;
    assert_eq!(
        refused,
        [
            "a.jsonl:1: no audience: say in the file or for the whole import who may read it (public, \
          signed-in, agents or leads)"
        ]
    );
    assert_eq!(counts(&report), (0, 0, 1));
    assert!(!report.is_success());
    assert_eq!(place.n_stored().await, 1, "only the version of the store");
}

#[tokio::test]
async fn a_folder_of_markdown_comes_in() {
    let place = Place::new();
    fs::create_dir_all(place.path("kb/network")).unwrap();
    place.write(
        "kb/network/vpn.md",
        "---\ntitle: VPN stops\nslug: vpn\ncategory: Network\naudience: signed-in\n\
         keywords: remote, tunnel\nreviewed_days_ago: 30\n---\n\n1. Sign in again\n",
    );
    place.write("kb/printer.md", "---\ntitle: Printer\naudience: leads\n---\nTurn it off.\n");
    place.write("kb/other.jsonl", "{\"id\": \"vpn\", \"title\": \"vpn\", \"body\": \"known\"}\n");
    place.write("kb/reserved.md", "---\ntitle: S\nslug: search\n---\nx\n");
    place.write("kb/misspelt.md", "---\ntitle: M\naudence: leads\n---\nx\n");
    place.write("kb/.hidden.md", "not read");
    place.write("kb/notes.txt", "not read");
    let (report, refused) = place.articles("kb", &PUBLIC).await;
    assert_eq!(
        refused,
        [
            "kb/misspelt.md:3: unknown key `audence`; known are title, slug, category, language, \
             audience, keywords, reviewed_days_ago",
            "kb/reserved.md:1: the address `search` is taken",
        ]
    );
    assert_eq!(counts(&report), (2, 1, 2));
    // The folder is read in the order of its paths, so the Markdown of the same id came first.
    let vpn = place.article("vpn").await;
    assert_eq!((&*vpn.title, &*vpn.body), ("VPN stops", "1. Sign in again"));
    assert_eq!((vpn.category, vpn.audience), (Category::NETWORK, Audience::SignedIn));
    assert_eq!(vpn.keywords.as_deref(), Some("remote, tunnel"));
    assert_eq!(vpn.reviewed, now() - chrono::TimeDelta::days(30));
    assert_eq!(place.article("printer").await.audience, Audience::Leads);

    let (report, _) = place.articles("kb", &PUBLIC).await;
    assert_eq!(counts(&report), (0, 3, 2));
    place.is_sound().await;
}

#[tokio::test]
async fn requests_stand_in_the_name_of_their_locale() {
    let place = Place::new();
    place.write(
        "q.jsonl",
        r#"{"id": "1", "subject": "Printer jams", "description": "It does.", "tags": ["x", "Printer"],
            "locale": "en-US", "created": "2023-08-09 09:47:15 -0700"}"#
            .replace('\n', " ")
            .as_str(),
    );
    place.append("q.jsonl", r#"{"id": 2, "description": "Druckt nicht. Seit heute.", "locale": "de", "created": "2026-11-20T09:00:00.1239Z", "product": "passed over"}"#);
    place.append("q.jsonl", r#"{"id": "3", "subject": "S", "description": "\n "}"#);
    place.append(
        "q.jsonl",
        r#"{"id": "4", "subject": "S", "description": "d", "created": "yesterday"}"#,
    );
    place.append(
        "q.jsonl",
        r#"{"id": "5", "subject": "S", "description": "d", "created": "2026-11-23T10:00:01Z"}"#,
    );
    place.append("q.jsonl", r#"{"id": "6", "subject": "S", "description": "d", "locale": "??"}"#);
    place.append(
        "q.jsonl",
        r#"{"id": "7", "subject": "S", "description": "d", "locale": "de", "tags": ["printer"]}"#,
    );
    let rules: Vec<TagRule> =
        ["vpn=network", "PRINTER=Hardware", "x=software"].map(|it| it.parse().unwrap()).to_vec();
    let (report, refused) = place.requests("q.jsonl", &rules).await;
    assert_eq!(
        refused,
        [
            "q.jsonl:3: description: Enter what happened",
            "q.jsonl:4: unknown time `yesterday`",
            "q.jsonl:5: was created after now",
            "q.jsonl:6: unknown locale `??`",
        ]
    );
    assert_eq!(counts(&report), (3, 0, 4));

    let tickets = place.tickets().await;
    let [(english, filed), (german, _), (third, _)] = tickets.as_slice() else {
        panic!("{tickets:?}")
    };
    assert_eq!(&*english.title, "Printer jams");
    assert_eq!(english.category, Category::HARDWARE);
    assert_eq!((english.impact, english.urgency, english.needs_triage), (None, None, true));
    assert_eq!(english.priority, Priority::Medium);
    assert_eq!(english.reported, "2023-08-09T16:47:15Z".parse::<Instant>().unwrap());
    assert_eq!(english.received, now());
    let requester = place.person(english.requester).await;
    assert_eq!(&*requester.name, "Imported (en-US)");
    assert_eq!(&*requester.email, "imported.en-us@portico.invalid");
    assert_eq!(requester.password, None);
    let [Entry { by, event: Event::Filed(intake), .. }] = filed.as_slice() else {
        panic!("{filed:?}")
    };
    assert_eq!((*by, &*intake.description), (english.requester, "It does."));

    assert_eq!((&*german.title, german.category), ("Druckt nicht", Category::SOMETHING_ELSE));
    assert_eq!(german.reported, "2026-11-20T09:00:00.123Z".parse::<Instant>().unwrap());
    assert_eq!(third.requester, german.requester);
    assert_eq!(third.reported, now());

    let (report, _) = place.requests("q.jsonl", &rules).await;
    assert!(report.to_string().starts_with("0 new, 3 known, 4 refused, "), "{report}");
    assert_eq!(place.tickets().await.len(), 3);
    place.is_sound().await;
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on() {
    let place = Place::new();
    let line =
        |it| format!("{{\"id\": {it}, \"description\": \"No. {it}\", \"locale\": \"en\"}}\n");
    place.write("q.jsonl", &(0..300).map(line).collect::<String>());

    let tasks = tokio::task::LocalSet::new();
    let (store, source) = (place.store.clone(), place.path("q.jsonl"));
    let stopped = tasks.spawn_local(async move {
        let mut stops = StopsAfter(250);
        requests::run(&store, &source, &[], now(), &IdSource::default(), &mut stops).await
    });
    assert!(tasks.run_until(stopped).await.unwrap_err().is_panic());
    assert_eq!(place.tickets().await.len(), 200, "all whole batches are kept");

    let (report, _) = place.requests("q.jsonl", &[]).await;
    assert_eq!(counts(&report), (100, 200, 0));
    place.is_sound().await;
}

#[tokio::test]
async fn what_cannot_be_read_stops_the_import() {
    let place = Place::new();
    fs::create_dir(place.path("empty")).unwrap();
    place.write("notes.txt", "x");
    for (name, message) in [
        ("missing.jsonl", "No such file or directory (os error 2)"),
        ("empty", "nothing to import, give a .jsonl or .md file or a folder with some"),
        ("notes.txt", "nothing to import, give a .jsonl or .md file or a folder with some"),
    ] {
        let error = place.try_articles(name).await.unwrap_err();
        assert_eq!(error.to_string(), format!("{}: {message}", place.path(name).display()));
    }
    let error = place.try_requests("empty").await.unwrap_err();
    assert!(matches!(error, ImportError::NothingToImport { .. }), "{error}");
}

#[test]
fn rules_for_tags_are_read() {
    let rule = TagRule { tag: "a=b".to_owned(), category: Category::ACCOUNT_ACCESS };
    assert_eq!("a=b=account access".parse(), Ok(rule));
    assert_eq!("=network".parse::<TagRule>(), Err(TagRuleError::Form));
    assert_eq!("network".parse::<TagRule>(), Err(TagRuleError::Form));
    assert_eq!(
        "a=plumbing".parse::<TagRule>().unwrap_err().to_string(),
        "unknown category `plumbing`; known are Hardware, Software, Network, Account access, \
         Something else"
    );
}

/// A store and files to import into it.
struct Place {
    store: Store,
    folder: TempDir,
    ids: IdSource,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = store::Options { durable: false, ..store::Options::default() };
        let store = Store::open(&folder.path().join("data"), options).unwrap();
        Self { store, folder, ids: IdSource::default() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn append(&self, name: &str, line: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        self.write(name, &format!("{text}\n{line}"));
    }

    async fn articles(&self, name: &str, options: &Options) -> (Report, Vec<String>) {
        let mut seen = Seen::default();
        let source = self.path(name);
        let run = articles::run(&self.store, &source, options, now(), &self.ids, &mut seen);
        let report = run.await.unwrap();
        (report, seen.finish(self.folder.path()))
    }

    async fn requests(&self, name: &str, rules: &[TagRule]) -> (Report, Vec<String>) {
        let mut seen = Seen::default();
        let source = self.path(name);
        let run = requests::run(&self.store, &source, rules, now(), &self.ids, &mut seen);
        let report = run.await.unwrap();
        (report, seen.finish(self.folder.path()))
    }

    async fn try_articles(&self, name: &str) -> Result<Report, ImportError> {
        let (source, mut seen) = (self.path(name), Seen::default());
        articles::run(&self.store, &source, &PUBLIC, now(), &self.ids, &mut seen).await
    }

    async fn try_requests(&self, name: &str) -> Result<Report, ImportError> {
        let (source, mut seen) = (self.path(name), Seen::default());
        requests::run(&self.store, &source, &[], now(), &self.ids, &mut seen).await
    }

    async fn article(&self, slug: &str) -> Article {
        let slug = &Slug::parse(slug).unwrap();
        let found = self
            .store
            .read(|reader| async move { tables::articles::by_slug(&reader, slug).await })
            .await;
        found.unwrap().unwrap_or_else(|| panic!("no article {slug}"))
    }

    async fn person(&self, id: PersonId) -> PersonRecord {
        let found =
            self.store.read(|reader| async move { tables::people::by_id(&reader, id).await }).await;
        found.unwrap().unwrap()
    }

    /// The open tickets in the order in which they came in, with their timelines.
    async fn tickets(&self) -> Vec<(Ticket, Vec<Entry>)> {
        let read = self.store.read(|reader| async move {
            let mut all = Vec::new();
            for ticket in tables::tickets::open(&reader).await? {
                let entries = tables::tickets::entries(&reader, ticket.id).await?;
                all.push((ticket, entries));
            }
            Ok::<_, store::StoreError>(all)
        });
        read.await.unwrap()
    }

    async fn n_stored(&self) -> u64 {
        self.store.export(|_, _| Ok::<_, store::StoreError>(())).await.unwrap()
    }

    async fn is_sound(&self) {
        let mut faults = Vec::new();
        check::run(&self.store, &mut |it| faults.push(it.to_string())).await.unwrap();
        assert_eq!(faults, [""; 0]);
    }
}

/// Notes what it is told.
#[derive(Default)]
struct Seen {
    n_expected: u64,
    n_read: u64,
    refused: Vec<String>,
}

impl Seen {
    /// The refusals, with paths below `folder`; every byte has been read.
    fn finish(self, folder: &Path) -> Vec<String> {
        assert_eq!(self.n_read, self.n_expected);
        let folder = format!("{}/", folder.display());
        self.refused.into_iter().map(|it| it.replace(&folder, "")).collect()
    }
}

impl Observer for Seen {
    fn begin(&mut self, bytes: u64) {
        self.n_expected = bytes;
    }

    fn advance(&mut self, bytes: u64) {
        self.n_read += bytes;
    }

    fn refuse(&mut self, refused: &Refused) {
        self.refused.push(refused.to_string());
    }
}

/// Panics after so many lines.
struct StopsAfter(u32);

impl Observer for StopsAfter {
    fn begin(&mut self, _: u64) {}

    fn advance(&mut self, _: u64) {
        self.0 = self.0.checked_sub(1).expect("stopped");
    }

    fn refuse(&mut self, refused: &Refused) {
        panic!("{refused}");
    }
}

fn counts(report: &Report) -> (u64, u64, u64) {
    (report.n_new, report.n_known, report.n_refused)
}

fn now() -> Instant {
    "2026-11-23T10:00:00Z".parse().unwrap()
}
