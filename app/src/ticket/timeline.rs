//! What happened, newest last (D3.3). Who may see an entry is decided long before: this draws what
//! it is given. The look of [`Kind::Internal`] is in the desk's style sheet alone.

use leptos::prelude::*;
use shared::attachment::AttachmentRef;

use crate::components::{
    attached::Attached,
    icon::Icon,
    time::{Moment, Time},
};

/// Who speaks in an entry, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The requester's words.
    Theirs,
    /// The service desk's words to the requester.
    Ours,
    /// Staff among themselves.
    Internal,
    /// Nobody speaks: something was done.
    Event,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Theirs => "entry public",
            Self::Ours => "entry public ours",
            Self::Internal => "entry internal",
            Self::Event => "entry event",
        }
    }
}

/// The list of entries.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }.into_any()
}

/// What somebody wrote, under their name.
#[component]
pub fn Entry(
    kind: Kind,
    at: Moment,
    /// "You", "Network team"; an internal note names itself first.
    #[prop(into)]
    author: String,
    /// How it came or where it went: "Public reply", "by the portal".
    #[prop(optional, into)]
    note: Option<String>,
    /// Where "Jump to latest" leads.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// What was sent with it.
    #[prop(optional)]
    files: Vec<AttachmentRef>,
    children: Children,
) -> impl IntoView {
    let head = if kind == Kind::Internal {
        view! {
            <strong>"Internal note"</strong>
            <span>{Icon::Lock} {author} ", staff only"</span>
        }
        .into_any()
    } else {
        view! { <strong>{author}</strong> {note.map(|it| view! { <span>{it}</span> })} }.into_any()
    };
    view! {
        <li class=kind.class() id=id tabindex=id.map(|_| "-1")>
            <Time at/>
            <div class="entry-body">
                <p class="entry-head">{head}</p> {children()} <Attached files/>
            </div>
        </li>
    }
    .into_any()
}

/// Something that was done, in one line.
#[component]
pub fn Event(
    at: Moment,
    /// Where "Jump to latest" leads.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <li class=Kind::Event.class() id=id tabindex=id.map(|_| "-1")>
            <Time at/> <div class="entry-body"><p>{children()}</p></div>
        </li>
    }
    .into_any()
}

/// Several small steps, folded away behind what they come to (D3.3).
#[component]
pub fn SmallSteps(
    at: Moment,
    /// "3 small steps: received, sorted as Network, handed to the Network team".
    #[prop(into)]
    summary: String,
    steps: Vec<String>,
    /// Where "Jump to latest" leads.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
) -> impl IntoView {
    let steps = steps.into_iter().map(|it| view! { <li>{it}</li> });
    view! {
        <li class=Kind::Event.class() id=id tabindex=id.map(|_| "-1")>
            <Time at/>
            <div class="entry-body">
                <details class="fold">
                    <summary>{summary}</summary>
                    <ol class="small-steps">{steps.collect_view()}</ol>
                </details>
            </div>
        </li>
    }
    .into_any()
}
