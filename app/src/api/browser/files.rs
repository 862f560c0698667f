//! Files of this device: chosen, pasted or dropped, and sent one by one.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use shared::{
    api::{
        Endpoint,
        attachments::{UPLOAD_PART, UploadFile},
    },
    problem::{Code, Problem},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, EventTarget, File, FileList, FormData, HtmlInputElement, Node, ProgressEvent,
    XmlHttpRequest, js_sys::Promise,
};

/// A file of this device.
#[derive(Debug, Clone)]
pub(crate) struct LocalFile(SendWrapper<File>);

impl LocalFile {
    /// What the device calls it.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    /// In bytes.
    pub(crate) fn size(&self) -> u64 {
        // A whole number, far below where they stop being exact.
        self.0.size() as u64
    }
}

fn listed(files: Option<FileList>) -> Vec<LocalFile> {
    let Some(files) = files else { return Vec::new() };
    let files = (0..files.length()).filter_map(|n| files.item(n));
    files.map(|it| LocalFile(SendWrapper::new(it))).collect()
}

pub(crate) fn picked(input: &HtmlInputElement) -> Vec<LocalFile> {
    let files = listed(input.files());
    // So that the same file can be chosen again after it was removed.
    input.set_value("");
    files
}

pub(crate) fn values_beside(input: &HtmlInputElement) -> Vec<String> {
    let data = input.form().and_then(|it| FormData::new_with_form(&it).ok());
    let values = data.map(|it| it.get_all(&input.name()));
    values.into_iter().flatten().filter_map(|it| it.as_string()).collect()
}

pub(crate) fn hear_files(
    input: NodeRef<html::Input>,
    whole_page: bool,
    is_over: RwSignal<bool>,
    take: impl Fn(Vec<LocalFile>) + Clone + 'static,
) {
    let is_ours = move |target: Option<EventTarget>| {
        let form = input.get_untracked().and_then(|it| it.form());
        let target = target.and_then(|it| it.dyn_into::<Node>().ok());
        form.is_some_and(|it| whole_page || it.contains(target.as_ref()))
    };
    let take_pasted = take.clone();
    let paste = window_event_listener(ev::paste, move |event| {
        // Programs that copy text often add a picture of it: then the text is meant.
        let data = event.clipboard_data().filter(|it| !has(it, "text/plain"));
        let files = listed(data.and_then(|it| it.files()));
        if !files.is_empty() && is_ours(event.target()) {
            event.prevent_default();
            take_pasted(files);
        }
    });
    let drag = window_event_listener(ev::dragover, move |event| {
        if event.data_transfer().is_some_and(|it| has(&it, "Files")) {
            // Also where they may not be dropped: the browser would leave the page for the file.
            event.prevent_default();
            is_over.set(is_ours(event.target()));
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            is_over.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        let Some(data) = event.data_transfer().filter(|it| has(it, "Files")) else { return };
        event.prevent_default();
        is_over.set(false);
        if is_ours(event.target()) {
            take(listed(data.files()));
        }
    });
    on_cleanup(move || {
        for listener in [paste, drag, leave, drop] {
            listener.remove();
        }
    });
}

fn has(data: &DataTransfer, kind: &str) -> bool {
    data.types().iter().any(|it| it.as_string().as_deref() == Some(kind))
}

/// `fetch` does not say how far it is.
pub(crate) async fn upload(
    file: &LocalFile,
    progress: impl Fn(u8) + 'static,
) -> Result<(u16, Vec<u8>), Problem> {
    let file = file.clone();
    SendWrapper::new(async move { sent(&file, progress).await.map_err(|_| not_sent()) }).await
}

fn not_sent() -> Problem {
    Problem::new(Code::Offline, "The server cannot be reached. Try again when you are connected.")
}

async fn sent(
    file: &LocalFile,
    progress: impl Fn(u8) + 'static,
) -> Result<(u16, Vec<u8>), JsValue> {
    let form = FormData::new()?;
    form.append_with_blob_and_filename(UPLOAD_PART, &file.0, &file.name())?;
    let request = XmlHttpRequest::new()?;
    request.open("POST", UploadFile::ROUTE)?;
    let heard = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress((event.loaded() / event.total() * 100.0) as u8);
        }
    });
    request.upload()?.set_onprogress(Some(heard.as_ref().unchecked_ref()));
    let over = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_form_data(Some(&form))?;
    JsFuture::from(over).await?;
    match request.status()? {
        // The connection broke.
        0 => Err(JsValue::NULL),
        status => Ok((status, request.response_text()?.unwrap_or_default().into_bytes())),
    }
}
