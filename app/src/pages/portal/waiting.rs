//! What waits on this device to be sent, and what became of it. Needs no connection.

use crate::{
    components::{
        button::{Button, ButtonLink, Kind},
        page::PageHead,
    },
    outbox::{Entry, Outbox, use_outbox},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let outbox = use_outbox();
    let is_empty = move || outbox.is_none_or(|it| it.entries().is_empty());
    view! {
        <div class="stack loose measure">
            <PageHead title="Waiting to be sent"/>
            {move || if is_empty() {
                view! { <Nothing/> }.into_any()
            } else {
                outbox.map(|it| view! { <Entries outbox=it/> }).into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="lead">"Nothing waits on this device."</p>
        <p class="actions"><ButtonLink href="/requests">"See your requests"</ButtonLink></p>
    }
    .into_any()
}

#[component]
fn Entries(outbox: Outbox) -> impl IntoView {
    let how = move || {
        if outbox.is_signed_out() {
            view! { <p class="lead"><a href="/sign-in?next=/waiting">"Sign in"</a>" to send it."</p> }
                .into_any()
        } else {
            view! {
                <p class="lead">
                    "It is sent as soon as there is a connection: right here, or when you open Portico next. \
                     You can close this page; it stays on this device."
                </p>
            }
            .into_any()
        }
    };
    view! {
        {how}
        <ul class="rows">
            {move || {
                let entries = outbox.entries().into_iter();
                entries.map(|(name, entry)| view! { <Row outbox name entry/> }).collect_view()
            }}
        </ul>
    }
    .into_any()
}

#[component]
fn Row(outbox: Outbox, name: String, entry: Entry) -> impl IntoView {
    let navigate = use_navigate();
    let is_occupied = RwSignal::new(false);
    let take_back = move |_| match outbox.take_back(&name) {
        Some(page) => navigate(&page, Default::default()),
        None => is_occupied.set(true),
    };
    let Entry { what, title, problem, .. } = entry;
    view! {
        <li class="stack tight">
            <p><strong>{title}</strong> " " <span class="soft small">{what.words()}</span></p>
            {problem.map(|it| view! { <p>"It could not be sent: " {it.detail}</p> })}
            <p class="actions">
                <Button kind=Kind::Second compact=true in_page=true on:click=take_back>"Change it"</Button>
            </p>
            <p class="small" role="status">
                {move || is_occupied.get().then_some(
                    "You are writing something else there. Send or discard that first.",
                )}
            </p>
        </li>
    }
    .into_any()
}
