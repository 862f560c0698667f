//! What is read by the whole server: bodies of each type, files, queries and headers.

use super::targets::{Target, texts};
use crate::{
    calendar::machine_zone,
    clock::Clock,
    error::Error,
    http,
    ids::{hash_of, secret},
    service::accounts,
    state::{AppState, Site},
    store::{
        Options, Store, StoreError,
        tables::sessions::{self, SessionRecord},
    },
};
use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Request, header, request::Builder},
};
use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat};
use shared::{
    actor::Role,
    text::{EmailAddress, PersonName},
};
use std::{io::Cursor, path::Path};

/// The line between the parts of a form.
const EDGE: &str = "edge";

/// Everything that a server in `folder` reads.
pub(super) async fn all(folder: &Path) -> Result<Vec<Target>, Error> {
    let server = Server::start(folder).await?;
    Ok(vec![
        server.target("forms", texts(FORMS), FORM_WORDS, |request, input| {
            let kind = "application/x-www-form-urlencoded";
            request
                .uri("/new/check")
                .method("POST")
                .header(header::CONTENT_TYPE, kind)
                .body(input.to_vec().into())
        }),
        server.target("json", texts(JSON), JSON_WORDS, |request, input| {
            let request = request.uri("/api/v1/requests").method("POST");
            request.header(header::CONTENT_TYPE, "application/json").body(input.to_vec().into())
        }),
        server.target("multipart", vec![multipart()], PART_WORDS, |request, input| {
            posted_parts(request, "/new/check").body(input.to_vec().into())
        }),
        server.target(
            "files",
            pictures()?,
            &["IHDR", "IDAT", "Exif", "ANIM", "%PDF", "MZ"],
            |request, input| {
                let body = [part("file", Some("a.png"), input).as_slice(), END.as_bytes()].concat();
                posted_parts(request, "/api/v1/attachments").body(body.into())
            },
        ),
        server.target("queries", texts(QUERIES), FORM_WORDS, |request, input| {
            let query = String::from_utf8_lossy(input);
            request.uri(format!("/help?{query}")).body(Body::empty())
        }),
        server.target("paths", texts(PATHS), &["/", "..", "%2f", ";", "//"], |request, input| {
            request.uri(format!("/{}", String::from_utf8_lossy(input))).body(Body::empty())
        }),
        server.target("headers", texts(HEADERS), HEADER_WORDS, |request, input| {
            let value = HeaderValue::from_bytes(input)?;
            let names =
                [header::COOKIE, header::ACCEPT_ENCODING, header::IF_NONE_MATCH, header::RANGE];
            let names = names.into_iter().chain([header::HOST, header::REFERER, header::ORIGIN]);
            let request = names.fold(request.uri("/requests"), |it, name| it.header(name, &value));
            request.body(Body::empty())
        }),
    ])
}

/// A whole Portico in memory, with somebody who is signed in.
struct Server {
    router: Router,
    cookie: String,
}

impl Server {
    async fn start(folder: &Path) -> Result<Self, Error> {
        let options = Options { durable: false, ..Options::default() };
        let store = Store::open(&folder.join("store"), options)?;
        let site = Site {
            attachments: folder.join("attachments"),
            public_origin: None,
            url: "http://127.0.0.1:3000".into(),
            trusted_proxy: false,
            guests: true,
            demo: false,
            oidc: Default::default(),
            undo: TimeDelta::zero(),
            zone: machine_zone(),
            clock: Clock::Machine,
        };
        let app = AppState::new(store, site).await?;
        let bad = |it| Error::internal(format!("a made-up person {it}"));
        let email = EmailAddress::parse("rita@portico.example").map_err(bad)?;
        let name = PersonName::parse("Rita").map_err(bad)?;
        let roles = [Role::Requester, Role::Agent];
        let person = accounts::add_person(&app, name, email, &roles, None).await?.id;
        let (token, created) = (secret()?, app.now());
        let expires = created + TimeDelta::days(7);
        let session = SessionRecord { person, created, expires, ..SessionRecord::default() };
        let (hash, session) = (hash_of(&token), &session);
        let added = app.store.transact(|tx| async move {
            sessions::add(&tx, &hash, session)?;
            Ok::<_, StoreError>(())
        });
        added.await?;
        let cookie = format!("{}={token}", app.cookie().name());
        Ok(Self { router: http::router(app), cookie })
    }

    fn target(
        &self,
        name: &'static str,
        seeds: Vec<Vec<u8>>,
        words: &'static [&'static str],
        request: fn(Builder, &[u8]) -> Result<Request<Body>, axum::http::Error>,
    ) -> Target {
        let cookie = self.cookie.clone();
        Target::of_requests(name, seeds, words, self.router.clone(), move |input| {
            let head = Request::builder()
                .header(header::HOST, "127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, &cookie);
            // What is no request at all does not come this far.
            request(head, input).ok()
        })
    }
}

fn posted_parts(request: Builder, uri: &str) -> Builder {
    let kind = format!("multipart/form-data; boundary={EDGE}");
    request.uri(uri).method("POST").header(header::CONTENT_TYPE, kind)
}

const END: &str = "--edge--\r\n";

fn part(name: &str, file: Option<&str>, contents: &[u8]) -> Vec<u8> {
    let file = file.map(|it| format!("; filename=\"{it}\"")).unwrap_or_default();
    let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), contents, b"\r\n"].concat()
}

fn multipart() -> Vec<u8> {
    let parts = [
        part("key", None, b"0123456789abcdef"),
        part("description", None, b"The printer is silent"),
        part("category", None, b"hardware"),
        part("files", Some("printer.log"), b"silence"),
        part("files", Some(""), b""),
        END.as_bytes().to_vec(),
    ];
    parts.concat()
}

fn pictures() -> Result<Vec<Vec<u8>>, Error> {
    let picture = DynamicImage::new_rgb8(24, 16);
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    let written = formats.map(|it| {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, it).map(|()| bytes.into_inner())
    });
    let mut all = texts(&["2026-11-22 09:00:00 no printer"]);
    for it in written {
        all.push(it.map_err(Error::internal)?);
    }
    Ok(all)
}

const FORMS: &[&str] = &[
    "key=0123456789abcdef&description=The+printer+is+silent&category=hardware&topic=printer&impact=several&urgency=slowed",
    "key=k&description=%E2%80%AE&category=network&articles=vpn&articles=printer",
];
const FORM_WORDS: &[&str] = &["&", "=", "%", "description=", "files=", "key=", "page=", "q="];
const JSON: &[&str] = &[
    r#"{"key":"0123456789abcdef","description":"It broke","category":"network","topic":"vpn","impact":"several","urgency":"slowed","files":[]}"#,
    r#"{"key":"k","description":"\u0041","articles":["vpn"]}"#,
];
const JSON_WORDS: &[&str] =
    &["[[[[[[[[", "{\"a\":", "null", "\"role\":\"lead\",", "\\ud800", "1e400", "\"files\":["];
const PART_WORDS: &[&str] = &[
    "--edge",
    "--edge--",
    "\r\n",
    "Content-Disposition: form-data; name=\"",
    "; filename=\"",
    "Content-Type: ",
];
const QUERIES: &[&str] = &["q=vpn", "q=printer&page=2", "q=%22%2A%22"];
const PATHS: &[&str] = &[
    "requests/K7M4-2QX",
    "help/vpn?said=no&vote=k",
    "desk/tickets/1?ask=1",
    "g/0123",
    "new?words=a",
];
const HEADERS: &[&str] = &[
    "portico=0123; portico-links=0123.4567",
    "br;q=1.0, gzip;q=0",
    "bytes=0-1,5-",
    "http://127.0.0.1:3000",
];
const HEADER_WORDS: &[&str] = &["portico=", ";", ",", "=", "q=", "*", "\t"];
