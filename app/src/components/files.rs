//! A control for files: a plain file field without scripts; with them one line a file, which says how far
//! it is and can be taken away or tried again. What happens when somebody does that is decided elsewhere.

use leptos::{ev, html, prelude::*};
use shared::{
    attachment::{
        AttachmentRef, MAX_FILE_BYTES, MAX_FILES, NOT_UPLOADED, ON_ITS_WAY, name::FileName,
        size_in_words,
    },
    problem::Problem,
};

use super::icon::Icon;

/// The name of the field in every form that takes files.
const NAME: &str = "files";

/// One file.
#[derive(Debug, Clone)]
pub struct Line {
    /// Tells it from the others on this page.
    pub number: u32,
    /// What it is called.
    pub name: FileName,
    /// How far it is.
    pub state: ArcRwSignal<State>,
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// On its way, with so many per cent behind it.
    Uploading(u8),
    /// It will be sent with the form.
    Ready(AttachmentRef),
    /// It cannot be sent, and why; the form goes without it.
    Refused(String),
    /// It did not get through, and why; it can be tried again.
    Failed(String),
}

impl Line {
    /// What the form carries for it.
    fn value(&self) -> Option<String> {
        match &*self.state.read() {
            State::Ready(it) => Some(it.id.to_string()),
            State::Uploading(_) => Some(ON_ITS_WAY.to_owned()),
            State::Failed(_) => Some(NOT_UPLOADED.to_owned()),
            State::Refused(_) => None,
        }
    }
}

/// What somebody can do to the files.
#[derive(Debug, Clone, Copy)]
pub struct Doings {
    /// They chose some.
    pub pick: Callback<ev::Event>,
    /// They take the file with a number away.
    pub remove: Callback<u32>,
    /// They try it again.
    pub retry: Callback<u32>,
}

/// The control with its files.
#[component]
pub fn FileField(
    /// Unlike the name, an id is there once on a page.
    #[prop(default = NAME)]
    id: &'static str,
    #[prop(into)] lines: Signal<Vec<Line>>,
    /// Whether scripts have taken over. Until then the browser posts the files with the form, and a
    /// checkbox keeps one that was sent before.
    #[prop(into)]
    is_alive: Signal<bool>,
    /// What was done last, for those who do not see it.
    #[prop(into)]
    said: Signal<String>,
    /// Whether files hang over the page, to be dropped.
    #[prop(optional, into)]
    is_over: Signal<bool>,
    #[prop(optional, into)] problem: Signal<Option<Problem>>,
    doings: Doings,
    #[prop(optional)] node: NodeRef<html::Input>,
) -> impl IntoView {
    let wrong = move || -> Vec<String> {
        let problem = problem.read();
        let errors = problem.iter().flat_map(|it| &it.errors).filter(|it| it.field == NAME);
        errors.map(|it| it.text.clone()).collect()
    };
    let is_wrong = Memo::new(move |_| !wrong().is_empty());
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || match is_wrong.get() {
            true => format!("{id}-limits {error_id}"),
            false => format!("{id}-limits"),
        }
    };
    let limits = format!("Up to {MAX_FILES}, {} MB each.", MAX_FILE_BYTES / (1024 * 1024));
    let line = move |line: Line| view! { <OneLine line is_alive doings/> };
    view! {
        <div class="field">
            <div class="drop" data-over=move || is_over.get().then_some("")>
                <label class="label" for=id>
                    "Screenshots or files" <span class="soft plain">" (optional)"</span>
                </label>
                {move || is_wrong.get().then(|| view! { <Errors id=error_id.clone() texts=wrong()/> })}
                <input
                    type="file"
                    id=id
                    name=move || (!is_alive.get()).then_some(NAME)
                    multiple
                    aria-describedby=described_by
                    aria-invalid=move || is_wrong.get().then_some("true")
                    node_ref=node
                    on:change=move |event| doings.pick.run(event)
                />
                <p class="hint small" id=format!("{id}-limits")>
                    {limits} {move || is_alive.get().then_some(" Or paste them, or drop them here.")}
                </p>
            </div>
            <ul class="files">
                <For each=move || lines.get() key=|it| it.number children=line/>
            </ul>
            <p class="vh" role="status">{move || said.get()}</p>
        </div>
    }
    .into_any()
}

/// What is wrong with the files, each in a line.
#[component]
fn Errors(id: String, texts: Vec<String>) -> impl IntoView {
    let lines = texts.into_iter().map(|text| {
        view! { <p class="error">{Icon::Attention} <span>{text}</span></p> }
    });
    view! { <div id=id>{lines.collect_view()}</div> }.into_any()
}

#[component]
fn OneLine(line: Line, is_alive: Signal<bool>, doings: Doings) -> impl IntoView {
    let with_scripts = {
        let line = line.clone();
        move || view! { <Alive line=line.clone() doings/> }.into_any()
    };
    view! { <li>{move || if is_alive.get() { with_scripts() } else { keeping(&line) }}</li> }
        .into_any()
}

/// A line with its buttons. They stay where they are while the file goes its way.
#[component]
fn Alive(line: Line, doings: Doings) -> impl IntoView {
    let Line { number, name, state } = line.clone();
    let of_it = format!(" {name}");
    let again = format!(" {name}");
    let value = Memo::new(move |_| line.value());
    let is_uploading = {
        let state = state.clone();
        Memo::new(move |_| matches!(*state.read(), State::Uploading(_)))
    };
    let has_failed = {
        let state = state.clone();
        Memo::new(move |_| matches!(*state.read(), State::Failed(_)))
    };
    view! {
        <span>{move || how_far(&name, &state.get())}</span>
        {move || has_failed.get().then(|| view! {
            <button class="action small" type="button" on:click=move |_| doings.retry.run(number)>
                "Try again" <span class="vh">{again.clone()}</span>
            </button>
        })}
        <button class="action small" type="button" on:click=move |_| doings.remove.run(number)>
            {move || if is_uploading.get() { "Cancel" } else { "Remove" }}
            <span class="vh">{of_it}</span>
        </button>
        {move || value.get().map(|it| view! { <input type="hidden" name=NAME value=it/> })}
    }
    .into_any()
}

/// A file that came with an earlier post: taking the mark away takes the file away.
fn keeping(line: &Line) -> AnyView {
    let value = line.value().unwrap_or_default();
    let shown = how_far(&line.name, &line.state.get_untracked());
    view! {
        <label class="row tight">
            <input type="checkbox" name=NAME value=value checked=true/> <span>{shown}</span>
        </label>
    }
    .into_any()
}

fn how_far(name: &FileName, state: &State) -> AnyView {
    let name = name.to_string();
    match state {
        State::Ready(it) => {
            let size = size_in_words(it.size);
            view! { {name} " " <span class="soft small">{size}</span> }.into_any()
        }
        State::Uploading(percent) => {
            let far = format!("uploading, {percent} %");
            view! {
                {name.clone()}
                " "
                <span class="soft small">{far}</span>
                <progress value=percent.to_string() max="100" aria-label=name></progress>
            }
            .into_any()
        }
        State::Refused(text) | State::Failed(text) => {
            view! { <span class="error">{Icon::Attention} <span>{text.clone()}</span></span> }
                .into_any()
        }
    }
}
