//! The browser's side: `fetch`, and what only a document can tell.

use gloo_net::http::{RequestBuilder, Response};
use leptos::ev::SubmitEvent;
use send_wrapper::SendWrapper;
use shared::{
    api::Form,
    problem::{Code, Problem},
};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// Sends one request; the status and the body come back.
pub(super) async fn send(
    method: http::Method,
    address: String,
    body: Vec<u8>,
) -> Result<(u16, Vec<u8>), Problem> {
    // The browser's types belong to its one thread, and pages are compiled for the server too.
    SendWrapper::new(async move {
        let is_read = method == http::Method::GET;
        let response = fetch(method, &address, body)
            .await
            .map_err(|_| Problem::new(Code::Offline, offline(is_read)))?;
        let status = response.status();
        response.binary().await.map(|it| (status, it)).map_err(super::broken)
    })
    .await
}

async fn fetch(
    method: http::Method,
    address: &str,
    body: Vec<u8>,
) -> Result<Response, gloo_net::Error> {
    let builder = RequestBuilder::new(address).method(method.clone());
    if method == http::Method::GET {
        return builder.send().await;
    }
    let json = String::from_utf8_lossy(&body).into_owned();
    builder.header("content-type", "application/json").body(json)?.send().await
}

fn offline(is_read: bool) -> &'static str {
    if is_read {
        "The server cannot be reached. Try again when you are connected."
    } else {
        "The server cannot be reached. Nothing that you typed is lost: send it again when you are connected."
    }
}

pub(super) fn entered<F: Form>(event: &SubmitEvent) -> Option<F> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    serde_html_form::from_str(&String::from(pairs.to_string())).ok()
}

pub(super) fn fresh_key() -> String {
    leptos::prelude::window().crypto().map(|it| it.random_uuid()).unwrap_or_else(|_| {
        // Without `crypto` there is no secure context; two forms of one person must still differ.
        format!("{:.0}-{:.0}", js_now(), web_sys::js_sys::Math::random() * 1e15)
    })
}

fn js_now() -> f64 {
    web_sys::js_sys::Date::now()
}

/// A node made in the browser holds the text as it is.
pub(super) fn for_textarea(text: String) -> String {
    text
}

/// The document's title is set as a text, not as HTML.
pub(super) fn for_title(text: String) -> String {
    text
}

pub(super) fn load_page(address: &str) {
    if leptos::prelude::window().location().assign(address).is_err() {
        leptos::logging::error!("the address {address} cannot be loaded");
    }
}

pub(super) fn set_status(_: http::StatusCode) {}
