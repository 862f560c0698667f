//! The server's side: while a page is rendered, calls go through the server's own router in memory.
//! Knows the router only as a function that the server provides.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::{NodeRef, RwSignal, use_context},
    web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement},
};
use shared::{
    api::Form,
    problem::{Code, Problem},
};
use std::{fmt, pin::Pin, sync::Arc};

/// The status and the body of an inner answer, in time.
pub type Inner = Pin<Box<dyn Future<Output = (u16, Vec<u8>)> + Send>>;

/// Given by the server to each render: answers one request with the page's own cookies.
#[derive(Clone)]
pub struct InProcess(pub Arc<dyn Fn(http::Request<Vec<u8>>) -> Inner + Send + Sync>);

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InProcess")
    }
}

/// Given by the server to each render: makes an idempotency key.
#[derive(Debug, Clone, Copy)]
pub struct FreshKey(pub fn() -> String);

/// Given by the server to each render: sets the status of the page.
#[derive(Clone)]
pub struct SetStatus(pub Arc<dyn Fn(http::StatusCode) + Send + Sync>);

impl fmt::Debug for SetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetStatus")
    }
}

pub(super) async fn send(
    method: http::Method,
    address: String,
    body: Vec<u8>,
) -> Result<(u16, Vec<u8>), Problem> {
    let InProcess(answer) = use_context()
        .ok_or_else(|| Problem::new(Code::Internal, "The page was rendered without its server."))?;
    let request = http::Request::builder()
        .method(method)
        .uri(address)
        .header(http::header::CONTENT_TYPE, "application/json")
        .body(body)
        .map_err(super::broken)?;
    Ok(answer(request).await)
}

pub(super) fn entered<F: Form>(_: &SubmitEvent) -> Option<F> {
    None
}

pub(super) fn fresh_key() -> String {
    use_context::<FreshKey>().map(|FreshKey(fresh)| fresh()).unwrap_or_default()
}

/// The parser drops the first line break of a textarea, so there is one more.
pub(super) fn for_textarea(text: String) -> String {
    format!("\n{}", escaped(&text))
}

pub(super) fn for_title(text: String) -> String {
    escaped(&text)
}

/// The renderer prints what is in a textarea or a title as it is: what somebody typed could end it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(letter),
        }
    }
    out
}

pub(super) fn entered_in<F: Form>(_: &HtmlFormElement) -> Option<F> {
    None
}

pub(super) fn pairs_in(_: &HtmlFormElement) -> Option<Vec<(String, String)>> {
    None
}

pub(super) fn is_typing(_: &KeyboardEvent) -> bool {
    true
}

pub(super) fn send_what_is_typed(_: &KeyboardEvent) -> bool {
    false
}

pub(super) fn leave_field(_: &KeyboardEvent) {}

pub(super) fn press(_: &str) -> bool {
    false
}

pub(super) fn commands_here() -> Vec<String> {
    Vec::new()
}

pub(super) fn step_in_queue(_: i32) {}

pub(super) fn choose_in_queue() {}

pub(super) fn chosen_in_queue() -> Vec<String> {
    Vec::new()
}

pub(super) fn tick(_: &HtmlFormElement, _: &str, _: bool) {}

pub(super) fn fill(_: &HtmlFormElement, _: &[(&str, &str)]) {}

pub(super) fn type_into(_: &HtmlTextAreaElement, _: &str) {}

pub(super) fn kept(_: &str) -> Option<String> {
    None
}

pub(super) fn keep(_: &str, _: &str) -> bool {
    false
}

pub(super) fn forget(_: &str) {}

pub(super) fn kept_names() -> Vec<String> {
    Vec::new()
}

pub(super) fn name_of_kept(_: &str) -> Option<&str> {
    None
}

/// Pages are rendered at the time that their answers tell.
pub(super) fn millis() -> i64 {
    0
}

pub(super) fn is_online() -> bool {
    true
}

pub(super) fn register_worker(_: &'static str) {}

pub(super) fn reload() {}

pub(super) fn milliseconds() -> i64 {
    0
}

pub(super) fn when_idle(_: impl Fn() + 'static) {}

pub(super) async fn copy(_: &str) -> Result<(), Problem> {
    Ok(())
}

pub(super) fn has_passkeys() -> bool {
    false
}

pub(super) async fn ask_for_passkey(_: &str, _: bool) -> Result<String, Problem> {
    Err(Problem::new(Code::Internal, "There are no passkeys on the server."))
}

pub(super) fn print() {}

/// There are none on the server.
#[derive(Debug, Clone)]
pub(crate) enum LocalFile {}

impl LocalFile {
    pub(crate) fn name(&self) -> String {
        match *self {}
    }

    pub(crate) fn size(&self) -> u64 {
        match *self {}
    }
}

pub(super) fn picked(_: &HtmlInputElement) -> Vec<LocalFile> {
    Vec::new()
}

pub(super) fn values_beside(_: &HtmlInputElement) -> Vec<String> {
    Vec::new()
}

pub(super) fn hear_files(
    _: NodeRef<html::Input>,
    _: bool,
    _: RwSignal<bool>,
    _: impl Fn(Vec<LocalFile>) + Clone + 'static,
) {
}

pub(super) async fn upload(
    file: &LocalFile,
    _: impl Fn(u8) + 'static,
) -> Result<(u16, Vec<u8>), Problem> {
    match *file {}
}

pub(super) fn mark_hydrated() {}

pub(super) fn hear_input() {}

pub(super) fn load_page(_: &str) {}

pub(super) fn set_status(status: http::StatusCode) {
    if let Some(SetStatus(set)) = use_context() {
        set(status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_cannot_end_a_textarea() {
        assert_eq!(for_textarea("\n</textarea>&lt;".into()), "\n\n&lt;/textarea&gt;&amp;lt;");
    }

    #[test]
    fn what_somebody_typed_cannot_end_a_title() {
        assert_eq!(for_title("</title><script>".into()), "&lt;/title&gt;&lt;script&gt;");
    }
}
