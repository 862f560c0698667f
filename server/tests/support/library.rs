//! A small library: one call that reads, one form, one page that has both.

use app::{
    api,
    components::{error_summary::ErrorSummary, field::Field, textarea::TextArea},
    form::{FormKey, FormTitle, use_form},
    heading::TitleFormat,
};
use axum::{
    Router,
    http::{HeaderValue, Method, request::Parts},
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use server::{
    clock::Clock,
    error::Error,
    http::{
        caller::{Caller, Reply},
        routes::Routes,
        serve::{Accept, Serve, Submission},
        serve_with,
    },
    state::{AppState, Site},
    store::{Options, Store},
};
use shared::{
    api::{Endpoint, Form, address},
    problem::{Check, Code, Problem},
};
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex},
};
use tempfile::TempDir;

pub(crate) const THIRTY_BOOKS: usize = 30;
const THE_SHELF: ShelfId = ShelfId(7);

/// The number of a shelf; a string in JSON, as every id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String")]
pub(crate) struct ShelfId(u64);

impl Serialize for ShelfId {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ShelfId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct GetShelf {
    shelf: ShelfId,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ShelfView {
    n_books: usize,
    reader: String,
}

impl Endpoint for GetShelf {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/shelves/{shelf}";
    const SUMMARY: &'static str = "One shelf";
    type Response = ShelfView;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("shelf", &self.shelf.0.to_string())])
    }
}

impl Serve for GetShelf {
    async fn serve(self, _: &AppState, caller: &Caller) -> Result<Reply<ShelfView>, Error> {
        if self.shelf != THE_SHELF {
            return Err(Problem::new(Code::NotFound, "There is nothing at this address.").into());
        }
        let reader = caller.cookie("reader").unwrap_or("nobody").to_owned();
        let view = ShelfView { n_books: THIRTY_BOOKS, reader };
        Ok(Reply::from(view).with_cookie(HeaderValue::from_static("seen=7")))
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Lend {
    key: String,
    shelf: ShelfId,
    title: String,
    details: String,
    topics: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Lent {
    title: String,
    n_topics: usize,
    shelf: ShelfId,
}

impl Endpoint for Lend {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/shelves/{shelf}/loans";
    const SUMMARY: &'static str = "Lend a book";
    type Response = Lent;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("shelf", &self.shelf.0.to_string())])
    }
}

impl Form for Lend {
    type Valid = String;
    const ACTION: &'static str = "/shelves/{shelf}/loans";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("shelf", &self.shelf.0.to_string())])
    }

    fn page(&self) -> String {
        format!("/shelves/{}", self.shelf.0)
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<String, Problem> {
        let mut check = Check::new();
        if self.title.is_empty() {
            check.refuse("title", "Enter a title");
        }
        check.finish(Some(self.title))
    }

    fn after(&self, lent: &Lent) -> String {
        let topics = lent.n_topics.to_string();
        address::with_query(&self.page(), &[("lent", &lent.title), ("topics", &topics)])
    }
}

/// Fingerprints of the loans by key: each test uses its own keys.
static LOANS: LazyLock<Mutex<HashMap<String, [u8; 32]>>> = LazyLock::new(Mutex::default);

/// How many loans were made with `key`.
pub(crate) fn n_loans(key: &str) -> usize {
    usize::from(LOANS.lock().unwrap().contains_key(key))
}

impl Accept for Lend {
    async fn accept(
        sent: Submission<Self>,
        _: &AppState,
        _: &Caller,
    ) -> Result<Reply<Lent>, Error> {
        if sent.valid == "lent out" {
            return Err(Problem::new(Code::Conflict, "Somebody has it").into());
        }
        let mut loans = LOANS.lock().unwrap();
        let before = loans.entry(sent.entered.key).or_insert(sent.fingerprint);
        if *before != sent.fingerprint {
            return Err(Problem::new(Code::AlreadySent, "This was sent before.").into());
        }
        let cookie =
            HeaderValue::try_from(format!("last={}", sent.valid)).map_err(Error::internal)?;
        let n_topics = sent.entered.topics.len();
        let lent = Lent { title: sent.valid, n_topics, shelf: sent.entered.shelf };
        Ok(Reply::from(lent).with_cookie(cookie))
    }
}

pub(crate) fn routes() -> Routes {
    Routes::new().endpoint::<GetShelf>().form::<Lend>()
}

/// The library's server, and the folder it keeps its store in.
pub(crate) async fn router() -> (Router, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { durable: false, ..Options::default() };
    let store = Store::open(&folder.path().join("store"), options).unwrap();
    let site = Site {
        attachments: folder.path().join("attachments"),
        public_origin: None,
        url: "".into(),
        trusted_proxy: false,
        guests: false,
        demo: false,
        oidc: Default::default(),
        undo: TimeDelta::zero(),
        zone: Tz::UTC,
        clock: Clock::default(),
    };
    let app = AppState::new(store, site).await.unwrap();
    (serve_with(app, routes(), shell), folder)
}

/// A document with the shelf's page at every address.
fn shell() -> AnyView {
    provide_meta_context();
    let path = use_context::<Parts>().map(|it| it.uri.path().to_owned()).unwrap_or_default();
    let number = path.split('/').nth(2).and_then(|it| it.parse().ok()).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <MetaTags/>
            </head>
            <body>
                <ShelfPage shelf=ShelfId(number)/>
            </body>
        </html>
    }
    .into_any()
}

#[component]
fn ShelfPage(shelf: ShelfId) -> impl IntoView {
    let view = Resource::new(|| (), move |()| api::call(GetShelf { shelf }));
    let form = use_form(Lend { shelf, ..Lend::default() });
    let Lend { title, details, topics, .. } = form.entered.clone();
    let boxes = ["sand", "worms", "spice"].map(|topic| {
        let checked = topics.iter().any(|it| it == topic);
        view! { <input type="checkbox" name="topics" value=topic checked=checked/> }
    });
    view! {
        <TitleFormat/>
        <FormTitle text="Lend a book </title>" problem=form.problem/>
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(it) => format!("There are {} books for {}", it.n_books, it.reader),
                    Err(it) => it.detail,
                }
            })}
        </Suspense>
        <form method="post" action=form.entered.action()>
            <ErrorSummary problem=form.problem/>
            <FormKey key=form.key/>
            <input name="title" value=title/>
            <Field name="details" label="Details" problem=form.problem let:control>
                <TextArea control value=details/>
            </Field>
            {boxes}
        </form>
    }
    .into_any()
}
