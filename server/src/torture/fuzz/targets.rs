//! The parsers, each with good inputs and with the words that mean something to it.

use super::{Fault, requests};
use crate::{
    auth::{cookie::SessionCookie, device::Device, oidc, passkey},
    error::Error,
    import, starter,
    store::{
        record,
        tables::{
            audit::{AuditRecord, Deed, Who},
            sessions::SessionRecord,
        },
    },
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use shared::{
    attachment::name::FileName,
    id::{PersonId, Reference},
    kb::markdown,
    redact,
    search::{build::build, document::Document, index::Index},
    text::Slug,
    time::Instant,
};
use std::{panic::catch_unwind, path::Path};
use tower::ServiceExt;

/// A parser to be fed.
pub(super) struct Target {
    pub(super) name: &'static str,
    /// Good inputs.
    pub(super) seeds: Vec<Vec<u8>>,
    /// What means something to it.
    pub(super) words: &'static [&'static str],
    parser: Parser,
}

/// The request that an input makes, if it makes one.
type MakeRequest = dyn Fn(&[u8]) -> Option<Request<Body>> + Send + Sync;

enum Parser {
    /// A function that must not panic.
    Bytes(fn(&[u8])),
    /// A request to the whole server that must not be answered with 500 or above.
    Request(Router, Box<MakeRequest>),
}

impl Target {
    pub(super) fn of_bytes(
        name: &'static str,
        seeds: Vec<Vec<u8>>,
        words: &'static [&'static str],
        parser: fn(&[u8]),
    ) -> Self {
        Self { name, seeds, words, parser: Parser::Bytes(parser) }
    }

    pub(super) fn of_requests(
        name: &'static str,
        seeds: Vec<Vec<u8>>,
        words: &'static [&'static str],
        router: Router,
        request: impl Fn(&[u8]) -> Option<Request<Body>> + Send + Sync + 'static,
    ) -> Self {
        Self { name, seeds, words, parser: Parser::Request(router, Box::new(request)) }
    }

    /// Feeds it one input.
    pub(super) async fn answer(&self, input: &[u8]) -> Option<Fault> {
        match &self.parser {
            Parser::Bytes(parser) => catch_unwind(|| parser(input)).err().map(|_| Fault::Panic),
            Parser::Request(router, request) => {
                let request = request(input)?;
                let router = router.clone();
                // In a task of its own, which a panic ends without ending this one. A page is made while it
                // is read.
                let answered = tokio::spawn(async move {
                    let Ok(response) = router.oneshot(request).await;
                    let (head, body) = response.into_parts();
                    to_bytes(body, usize::MAX).await.map(|_| head.status)
                });
                match answered.await {
                    Ok(Ok(status)) if !status.is_server_error() => None,
                    Ok(Ok(status)) => Some(Fault::Status(status.as_u16())),
                    Ok(Err(_)) | Err(_) => Some(Fault::Panic),
                }
            }
        }
    }
}

/// Every parser. The server that some of them are behind is kept in `folder`.
pub(super) async fn all(folder: &Path) -> Result<Vec<Target>, Error> {
    let articles: Vec<Vec<u8>> =
        starter::ARTICLES.iter().take(6).map(|it| it.as_bytes().to_vec()).collect();
    let mut all = vec![
        Target::of_bytes("front-matter", articles.clone(), FRONT, |it| {
            import::probe::article_file(&String::from_utf8_lossy(it));
        }),
        Target::of_bytes("article-lines", texts(ARTICLE_LINES), LINES, |it| {
            import::probe::article_lines(it);
        }),
        Target::of_bytes("request-lines", texts(REQUEST_LINES), LINES, |it| {
            import::probe::request_lines(it);
        }),
        Target::of_bytes("markdown", articles, MARKDOWN, |it| {
            let text = String::from_utf8_lossy(it);
            let html = markdown::render(&text);
            assert!(!html.as_str().contains("<script"), "markup came through");
            drop((markdown::plain_text(&text), markdown::lead(&text), markdown::contents(&text)));
        }),
        Target::of_bytes("index", vec![index()], &[], |it| {
            if let Ok(index) = Index::load(it) {
                drop(index.search("prin", 10));
                drop(index.highlighter("printer").segments("the printer", Default::default()));
            }
        }),
        Target::of_bytes(
            "search",
            texts(&["vpn stops at verifying", "pritner", "e"]),
            WORDS,
            search,
        ),
        Target::of_bytes(
            "references",
            texts(&["K7M4-2QX", "k7m4 2qx", "2222-222"]),
            &["-"],
            |it| {
                let text = String::from_utf8_lossy(it);
                if let Ok(reference) = text.parse::<Reference>() {
                    assert_eq!(
                        reference.to_string().parse(),
                        Ok(reference),
                        "read back as another"
                    );
                }
            },
        ),
        Target::of_bytes("names", texts(&["photo.png", "../a b.tar.gz", "con"]), NAMES, |it| {
            let text = String::from_utf8_lossy(it);
            let name = FileName::of(&text);
            assert!(!name.contains('/') && !name.contains('\\'), "a name leads elsewhere");
            drop((name.ending(), name.is_program(), Slug::from_title(&text)));
        }),
        Target::of_bytes("secrets", texts(SECRETS), &["password: ", "AKIA", "Bearer "], |it| {
            drop(redact::masked(&String::from_utf8_lossy(it)));
        }),
        Target::of_bytes("provider", texts(PROVIDER), CLAIMS, oidc::probe::everything),
        Target::of_bytes("passkeys", passkeys(), PASSKEYS, |it| {
            passkey::probe(it);
            drop(Device::of(Some(it)));
        }),
        Target::of_bytes("records", records()?, &[], |it| {
            drop((record::decode::<SessionRecord>(it), record::decode::<AuditRecord>(it)));
            drop(SessionCookie::links(&String::from_utf8_lossy(it)));
        }),
    ];
    all.extend(requests::all(folder).await?);
    Ok(all)
}

pub(super) fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|it| it.as_bytes().to_vec()).collect()
}

fn index() -> Vec<u8> {
    let document = |id, title| Document {
        id,
        title,
        body: "Turn the printer off and on",
        ..Document::default()
    };
    build(&[document("a", "A silent printer"), document("b", "No network at all")])
}

/// A good index, asked anything.
fn search(query: &[u8]) {
    thread_local! {
        static INDEX: Option<Index> = Index::load(&index()).ok();
    }
    let text = String::from_utf8_lossy(query);
    INDEX.with(|it| it.as_ref().map(|index| index.search(&text, 10).len()));
}

/// A new key as a device writes it, and an answer as a browser writes it.
fn passkeys() -> Vec<Vec<u8>> {
    let cose =
        [&b"\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20"[..], &[7; 32], b"\x22\x58\x20", &[8; 32]];
    let data =
        [&[1; 32][..], &[0x45], &[0; 4], &[0; 16], &[0, 4], b"name", &cose.concat()].concat();
    let length = u8::try_from(data.len()).unwrap_or(u8::MAX);
    let envelope =
        [&b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58"[..], &[length], &data].concat();
    let answer =
        r#"{"id":"AA","response":{"clientDataJSON":"e30","signature":"AA","userHandle":null}}"#;
    vec![envelope, data, cose.concat(), answer.as_bytes().to_vec()]
}

fn records() -> Result<Vec<Vec<u8>>, Error> {
    let (person, at) = (PersonId(7), Instant::UNIX_EPOCH);
    let session = record::encode(&SessionRecord {
        person,
        created: at,
        expires: at,
        ..SessionRecord::default()
    });
    let (previous, who, deed) = ([7; 32], Who::Person(person), Deed::SignedIn);
    let entry = record::encode(&AuditRecord { previous, at, who, deed });
    Ok(vec![session.map_err(Error::internal)?, entry.map_err(Error::internal)?])
}

const PASSKEYS: &[&str] = &["authData", "attStmt", "fmt", "\"id\":", "\"response\":", "\u{7f}"];
const FRONT: &[&str] =
    &["---\n", "title: ", "audience: public\n", "reviewed_days_ago: ", "keywords: a, b\n"];
const LINES: &[&str] =
    &["\"id\":", "\"title\":", "\"body\":", "null", "[[[[", "{\"", "\\u0000", "\\ud800"];
const MARKDOWN: &[&str] = &[
    "[x](javascript:alert(1))",
    "<script>",
    "&#x6a;",
    "| a |\n|---|\n",
    "> ",
    "```\n",
    "![](//e)",
    "[^1]",
    "* ",
];
const WORDS: &[&str] = &["*", "\"", "~9", " OR ", "\u{0628}", "é", "vpn"];
const NAMES: &[&str] = &["/", "\\", "..", ".exe", "\u{200B}", ".htaccess", ":"];
const ARTICLE_LINES: &[&str] = &[
    r##"{"id":"a","title":"Printer","body":"# Off\nTurn it on","headings":["Off"],"keywords":"toner","language":"en","audience":"public"}"##,
    r#"{"id":7,"title":"Réseau","body":"Le réseau est lent","category":"network"}"#,
];
const REQUEST_LINES: &[&str] = &[
    r#"{"id":1,"description":"It broke","subject":"Broken","tags":["printer"],"locale":"en-GB","created":"2023-08-09 09:47:15 -0700"}"#,
    r#"{"id":"b","description":"Still","created":"2023-08-09T09:47:15Z"}"#,
];
const PROVIDER: &[&str] = &[
    r#"{"iss":"https://login.example","sub":"7","aud":["portico"],"exp":300,"iat":0,"nonce":"n","email":"a@b.example","email_verified":true,"groups":["desk"]}"#,
    r#"{"issuer":"https://login.example","authorization_endpoint":"https://login.example/a","token_endpoint":"https://login.example/t","jwks_uri":"https://login.example/k"}"#,
    r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"c","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#,
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.",
    "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI3In0.AAAA",
];
const CLAIMS: &[&str] = &[
    "\"aud\":",
    "\"azp\":\"portico\"",
    "1e300",
    "-1",
    "null",
    "eyJhbGciOiJFUzI1NiJ9",
    ".",
    "[[[[",
];
const SECRETS: &[&str] = &[
    "password: hunter2 and card 4111 1111 1111 1111",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
];
