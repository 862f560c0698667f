//! The only door to the server, and the only place that knows on which side a page runs.
//!
//! [`call`] is the same on both sides. In the browser it is a `fetch`; while rendering on the server it
//! runs the server's own router in memory. What else differs between the sides (reading a form, making
//! a key, printing a textarea) is a function of the same name in both transports.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(target_family = "wasm")]
use browser as side;
#[cfg(not(target_family = "wasm"))]
mod in_process;
#[cfg(not(target_family = "wasm"))]
use in_process as side;

#[cfg(not(target_family = "wasm"))]
pub use in_process::{FreshKey, InProcess, Inner, SetStatus};

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::{NodeRef, RwSignal},
    web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement},
};
use shared::{
    api::{Endpoint, Form},
    attachment::AttachmentRef,
    problem::{Code, Problem},
};

/// Makes one call.
///
/// # Errors
/// The server's refusal; [`Code::Offline`] when it could not be reached.
pub async fn call<E: Endpoint>(request: E) -> Result<E::Response, Problem> {
    read(&Unsent::of(&request)?.send().await?)
}

/// A call as it goes over the wire, which is the same for all of them: what knows nothing of the types is
/// compiled, and downloaded, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsent {
    method: http::Method,
    address: String,
    body: String,
}

impl Unsent {
    /// Writes `request` down.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn of<E: Endpoint>(request: &E) -> Result<Self, Problem> {
        let body = match E::METHOD {
            http::Method::GET => String::new(),
            _ => serde_json::to_string(request).map_err(broken)?,
        };
        Ok(Self { method: E::METHOD, address: request.address(), body })
    }

    /// What was written earlier, as it was written then, to the address that it was meant for.
    pub(crate) fn post(address: String, body: String) -> Self {
        Self { method: http::Method::POST, address, body }
    }

    /// Sends it; what comes back is for [`read`].
    ///
    /// # Errors
    /// As [`call`].
    pub(crate) async fn send(self) -> Result<String, Problem> {
        answered(side::send(self.method, self.address, self.body.into_bytes()).await?)
    }
}

/// Reads an answer. Everything is read from texts, as the values are that the server printed into the page:
/// another source would bring each type's reader a second time.
///
/// # Errors
/// When it is no such answer.
pub(crate) fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T, Problem> {
    serde_json::from_str(answer).map_err(broken)
}

fn answered((status, bytes): (u16, Vec<u8>)) -> Result<String, Problem> {
    let text = String::from_utf8(bytes).map_err(broken)?;
    if (200..300).contains(&status) { Ok(text) } else { Err(read(&text)?) }
}

/// The fields of the form that was submitted, as a browser without scripts would send them; `None` where
/// they cannot be read.
pub(crate) fn entered<F: Form>(event: &SubmitEvent) -> Option<F> {
    side::entered(event)
}

/// A new idempotency key.
pub(crate) fn fresh_key() -> String {
    side::fresh_key()
}

/// The fields of `form` as they stand in the document; `None` where they cannot be read.
pub(crate) fn entered_in<F: Form>(form: &HtmlFormElement) -> Option<F> {
    side::entered_in(form)
}

/// The names and values of the fields of a form that only asks, as they stand in the document; `None` where
/// they cannot be read.
pub(crate) fn pairs_in(form: &HtmlFormElement) -> Option<Vec<(String, String)>> {
    side::pairs_in(form)
}

/// Whether `event` belongs to what somebody types into, or to an open dialog.
pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    side::is_typing(event)
}

/// Sends the form of the field that `event` comes from, as its last button would; whether there is one.
pub(crate) fn send_what_is_typed(event: &KeyboardEvent) -> bool {
    side::send_what_is_typed(event)
}

/// Leaves the field that `event` comes from, unless a dialog is open.
pub(crate) fn leave_field(event: &KeyboardEvent) {
    side::leave_field(event);
}

/// Presses the control of this page whose command is called `name`, or goes to it to type; whether there is one.
pub(crate) fn press(name: &str) -> bool {
    side::press(name)
}

/// The commands of this page’s controls, by name.
pub(crate) fn commands_here() -> Vec<String> {
    side::commands_here()
}

/// Moves the focus by so many lines of the queue.
pub(crate) fn step_in_queue(by: i32) {
    side::step_in_queue(by);
}

/// Chooses the line of the queue where the focus is, or chooses it no more.
pub(crate) fn choose_in_queue() {
    side::choose_in_queue();
}

/// The tickets that are chosen in the queue, else the one where the focus is, by id.
pub(crate) fn chosen_in_queue() -> Vec<String> {
    side::chosen_in_queue()
}

/// Ticks all boxes of `form` that are called `name`, or none.
pub(crate) fn tick(form: &HtmlFormElement, name: &str, all: bool) {
    side::tick(form, name, all);
}

/// Puts `values` into the controls of `form` by their names, as if somebody had typed and chosen them.
pub(crate) fn fill(form: &HtmlFormElement, values: &[(&str, &str)]) {
    side::fill(form, values);
}

/// Writes `text` into a field as if it had been typed: whoever listens hears it.
pub(crate) fn type_into(field: &HtmlTextAreaElement, text: &str) {
    side::type_into(field, text);
}

/// `text` as the contents of a `<textarea>`: the renderer escapes nothing there, and the parser drops the
/// first line break. See [`crate::components::textarea::TextArea`].
pub(crate) fn for_textarea(text: String) -> String {
    side::for_textarea(text)
}

/// `text` as the contents of a `<title>`; see [`crate::heading::TitleFormat`].
pub(crate) fn for_title(text: String) -> String {
    side::for_title(text)
}

/// Gives the page that is being rendered its HTTP status; in the browser there is none to give.
pub fn set_status(status: http::StatusCode) {
    side::set_status(status);
}

/// Marks the document: the page lives from now on, and what is pressed is heard.
pub(crate) fn mark_hydrated() {
    side::mark_hydrated();
}

/// Notes from now on when the person does something: each call says how long ago that was, so that a page which
/// asks by itself keeps nobody signed in (attack 40).
pub(crate) fn hear_input() {
    side::hear_input();
}

/// Loads `address` anew, for what outlives a page, such as another person signed in.
pub fn load_page(address: &str) {
    side::load_page(address);
}

/// Reads the bytes at a local address, such as those of the search index.
///
/// # Errors
/// [`Code::Offline`] when the server could not be reached, [`Code::Internal`] when it has no such bytes.
pub async fn bytes(address: String) -> Result<Vec<u8>, Problem> {
    let (status, bytes) = side::send(http::Method::GET, address, Vec::new()).await?;
    if status == 200 { Ok(bytes) } else { Err(broken(format!("status {status}"))) }
}

/// What this device keeps under `name`; nothing on the server.
pub(crate) fn kept(name: &str) -> Option<String> {
    side::kept(name)
}

/// Keeps `text` on this device under `name`. Says whether it is kept: a browser may refuse.
pub(crate) fn keep(name: &str, text: &str) -> bool {
    side::keep(name, text)
}

/// Forgets what this device keeps under `name`.
pub(crate) fn forget(name: &str) {
    side::forget(name);
}

/// The names of all that this device keeps for Portico.
pub(crate) fn kept_names() -> Vec<String> {
    side::kept_names()
}

/// The name under which the browser's storage has `key`; `None` when it belongs to somebody else.
pub(crate) fn name_of_kept(key: &str) -> Option<&str> {
    side::name_of_kept(key)
}

/// What time it is on this device, in milliseconds since 1970. Never asked while rendering on the server.
pub(crate) fn millis() -> i64 {
    side::millis()
}

/// Whether the browser believes that there is a connection. Pages hear of changes as the window's `online`
/// and `offline`, which also tell when the server stops or starts answering.
pub(crate) fn is_online() -> bool {
    side::is_online()
}

/// Has the service worker at `address` keep the client's files, where the browser allows it.
pub(crate) fn register_worker(address: &'static str) {
    side::register_worker(address);
}

/// Loads this page anew.
pub(crate) fn reload() {
    side::reload();
}

/// What the reader's clock shows, in milliseconds. It may be wrong; on the server it stands still.
pub(crate) fn milliseconds() -> i64 {
    side::milliseconds()
}

/// Runs `task` once the browser has nothing more urgent to do; never on the server.
pub(crate) fn when_idle(task: impl Fn() + 'static) {
    side::when_idle(task);
}

pub(crate) use side::LocalFile;

/// The files that were chosen in `input`, which is empty afterwards.
pub(crate) fn picked(input: &HtmlInputElement) -> Vec<LocalFile> {
    side::picked(input)
}

/// What the form of `input` carries under the name of `input`, files aside.
pub(crate) fn values_beside(input: &HtmlInputElement) -> Vec<String> {
    side::values_beside(input)
}

/// Gives `take` the files that are pasted and dropped on the form of `input`, or anywhere on the page, and
/// says by `is_over` while some hang over it. Until the caller is gone.
pub(crate) fn hear_files(
    input: NodeRef<html::Input>,
    whole_page: bool,
    is_over: RwSignal<bool>,
    take: impl Fn(Vec<LocalFile>) + Clone + 'static,
) {
    side::hear_files(input, whole_page, is_over, take);
}

/// Uploads one file, and tells how many per cent of it are sent.
///
/// # Errors
/// The server's refusal; [`Code::Offline`] when it could not be reached.
pub(crate) async fn upload(
    file: &LocalFile,
    progress: impl Fn(u8) + 'static,
) -> Result<AttachmentRef, Problem> {
    read(&answered(side::upload(file, progress).await?)?)
}

/// Puts `text` on the clipboard.
///
/// # Errors
/// When the browser does not allow it.
pub(crate) async fn copy(text: &str) -> Result<(), Problem> {
    side::copy(text).await
}

/// Whether this browser has passkeys, and speaks of them in texts.
pub(crate) fn has_passkeys() -> bool {
    side::has_passkeys()
}

/// Asks the browser to make a passkey, or with `makes` false to use one; question and answer are texts.
///
/// # Errors
/// Whoever is there did not go through with it, or it cannot be done here.
pub(crate) async fn ask_for_passkey(options: &str, makes: bool) -> Result<String, Problem> {
    side::ask_for_passkey(options, makes).await
}

/// Opens the browser's printing.
pub(crate) fn print() {
    side::print();
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Internal, format!("The answer could not be read: {error}"))
}
