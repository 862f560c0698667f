//! The browser's side: `fetch`, and what only a document can tell.

mod device;
mod files;
mod keys;
mod passkeys;

pub(super) use device::{
    forget, hear_input, is_online, keep, kept, kept_names, millis, name_of_kept, register_worker,
    reload,
};
pub(crate) use files::{LocalFile, hear_files, picked, upload, values_beside};
pub(super) use keys::{
    choose_in_queue, chosen_in_queue, commands_here, is_typing, leave_field, press,
    send_what_is_typed, step_in_queue,
};

pub(super) use passkeys::{ask_for_passkey, has_passkeys};

use gloo_net::http::{RequestBuilder, Response};
use leptos::ev::SubmitEvent;
use send_wrapper::SendWrapper;
use shared::{
    api::{Form, address, session::LAST_INPUT},
    problem::{Code, Problem},
};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, EventInit, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    UrlSearchParams,
    js_sys::{Date, Reflect, decode_uri_component, try_iter},
};

/// Sends one request; the status and the body come back.
pub(super) async fn send(
    method: http::Method,
    address: String,
    body: Vec<u8>,
) -> Result<(u16, Vec<u8>), Problem> {
    // The browser's types belong to its one thread, and pages are compiled for the server too.
    SendWrapper::new(async move {
        let is_read = method == http::Method::GET;
        let fetched = fetch(method, &address, body).await;
        device::tell(fetched.is_ok());
        let response = fetched.map_err(|_| Problem::new(Code::Offline, offline(is_read)))?;
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
    let builder = RequestBuilder::new(address)
        .method(method.clone())
        .header(LAST_INPUT, &device::seconds_since_input().to_string());
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
    let mut query = query_of(&form, F::ACTION)?;
    // The browser sends the button that was pressed along, if it has a name.
    if let Some(button) = event.submitter()
        && let (Some(name), Some(value)) =
            (button.get_attribute("name"), button.get_attribute("value"))
    {
        let pressed = UrlSearchParams::new().ok()?;
        pressed.append(&name, &value);
        query = format!("{query}&{}", String::from(pressed.to_string()));
    }
    serde_html_form::from_str(&query).ok()
}

pub(super) fn entered_in<F: Form>(form: &HtmlFormElement) -> Option<F> {
    serde_html_form::from_str(&query_of(form, F::ACTION)?).ok()
}

pub(super) fn pairs_in(form: &HtmlFormElement) -> Option<Vec<(String, String)>> {
    serde_html_form::from_str(&query_of(form, "")?).ok()
}

/// What the browser would send, with what the address says to which it would: the parameters of `route`.
fn query_of(form: &HtmlFormElement, route: &str) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let pairs = UrlSearchParams::new().ok()?;
    for pair in try_iter(&data).ok()??.flatten() {
        let part = |n: u32| Reflect::get_u32(&pair, n).ok().and_then(|it| it.as_string());
        // What is no text is a file, which goes its own way.
        if let (Some(name), Some(text)) = (part(0), part(1)) {
            pairs.append(&name, &text);
        }
    }
    let action = form.get_attribute("action").unwrap_or_default();
    for (name, value) in address::parameters(route, &action) {
        if !pairs.has(name) {
            pairs.append(name, &String::from(decode_uri_component(value).ok()?));
        }
    }
    Some(pairs.to_string().into())
}

pub(super) fn tick(form: &HtmlFormElement, name: &str, all: bool) {
    let Ok(boxes) = form.query_selector_all(&format!("input[type=checkbox][name={name}]")) else {
        return;
    };
    for index in 0..boxes.length() {
        if let Some(it) = boxes.item(index).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            it.set_checked(all);
        }
    }
}

pub(super) fn fill(form: &HtmlFormElement, values: &[(&str, &str)]) {
    for (name, value) in values {
        // What only says where the form is asked is not somebody's answer.
        let selector = format!("[name={name}]:not([data-context])");
        let Ok(controls) = form.query_selector_all(&selector) else { continue };
        for control in (0..controls.length()).filter_map(|n| controls.item(n)) {
            if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(value);
            } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "radio" | "checkbox" => input.set_checked(input.value() == *value),
                    _ => input.set_value(value),
                }
            }
        }
    }
}

pub(super) fn type_into(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    let heard = Event::new_with_event_init_dict("input", &init)
        .and_then(|event| field.dispatch_event(&event));
    if heard.is_err() {
        leptos::logging::warn!("nobody heard what was written into a field");
    }
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

pub(super) fn mark_hydrated() {
    let root = leptos::prelude::document().document_element();
    if root.is_some_and(|it| it.set_attribute("data-hydrated", "true").is_err()) {
        leptos::logging::warn!("the document cannot be marked");
    }
}

pub(super) fn load_page(address: &str) {
    if leptos::prelude::window().location().assign(address).is_err() {
        leptos::logging::error!("the address {address} cannot be loaded");
    }
}

pub(super) fn milliseconds() -> i64 {
    Date::now() as i64
}

pub(super) fn when_idle(task: impl Fn() + 'static) {
    let window = leptos::prelude::window();
    if Reflect::has(&window, &"requestIdleCallback".into()).unwrap_or(false) {
        leptos::prelude::request_idle_callback(task);
    } else {
        leptos::prelude::set_timeout(task, Duration::from_millis(300));
    }
}

pub(super) async fn copy(text: &str) -> Result<(), Problem> {
    let writing = leptos::prelude::window().navigator().clipboard().write_text(text);
    let written = SendWrapper::new(JsFuture::from(writing)).await;
    written.map(drop).map_err(|_| {
        Problem::new(Code::Forbidden, "This browser does not let pages use the clipboard.")
    })
}

pub(super) fn print() {
    if leptos::prelude::window().print().is_err() {
        leptos::logging::warn!("this page cannot be printed");
    }
}

pub(super) fn set_status(_: http::StatusCode) {}
