//! One revision of an article: what is different in it, what it says, and bringing it back.

use crate::{
    api,
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        markdown::Markdown,
        page::{BackLink, Section},
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::when,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        revisions::{Change, GetRevision, RestoreRevision, RevisionView},
    },
    problem::{Code, Problem},
};

/// The page.
#[component]
pub fn RevisionPage() -> impl IntoView {
    let params = use_params_map();
    let which = move || {
        let params = params.read();
        let number = params.get("number").and_then(|it| it.parse().ok());
        (params.get("slug").unwrap_or_default(), number)
    };
    let read = async |(slug, number): (String, Option<u32>)| match number {
        Some(number) => api::call(GetRevision { slug, number }).await,
        None => Err(Problem::new(Code::NotFound, "There is no revision at this address.")),
    };
    let revision: Loading<_> = Resource::new(which, read);
    loaded_for(Readers::Staff, revision, |revision| view! { <Shown revision/> }.into_any())
}

#[component]
fn Shown(revision: RevisionView) -> impl IntoView {
    let RevisionView { clock, slug, head, title, present, changes, html } = revision;
    let number = head.number;
    let at = when::spoken(head.at, clock.now, &clock.zone);
    let is_present = number == present;
    view! {
        <Title text=format!("Revision {number} of {title}")/>
        <div class="stack roomy">
            <BackLink href=format!("/desk/articles/{slug}/revisions") label="All revisions"/>
            <div class="stack tight measure">
                <PageHeading>"Revision " {number}</PageHeading>
                <p class="dots">
                    <span>{head.by}</span>
                    <span><Time at/></span>
                    {is_present.then(|| view! { <span>"This is what readers see"</span> })}
                    {head.note.map(|it| view! { <span>{it}</span> })}
                </p>
            </div>
            {(number > 1).then(|| view! { <Changes changes/> })}
            {(!is_present).then(|| view! { <Restore slug number present/> })}
            <Section heading="What it says">
                <article class="measure stack">
                    <h3>{title}</h3>
                    <Markdown html/>
                </article>
            </Section>
        </div>
    }
    .into_any()
}

/// The difference from the revision before, told in words as well as by colour.
#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    let lines = changes.into_iter().map(|change| match change {
        Change::Same(line) => view! { <li>{line}</li> }.into_any(),
        Change::Added(line) => {
            let said = view! { <span class="vh">"Added: "</span> };
            view! { <li class="added">{said}<ins>{line}</ins></li> }.into_any()
        }
        Change::Removed(line) => {
            let said = view! { <span class="vh">"Removed: "</span> };
            view! { <li class="removed">{said}<del>{line}</del></li> }.into_any()
        }
        Change::Skipped => {
            view! { <li class="skipped">"Lines that did not change"</li> }.into_any()
        }
    });
    let lines = lines.collect_view();
    view! {
        <Section heading="What changed">
            <ol class="changes">{lines}</ol>
        </Section>
    }
    .into_any()
}

#[component]
fn Restore(slug: String, number: u32, present: u32) -> impl IntoView {
    let form = use_form(RestoreRevision { slug, number, present, ..RestoreRevision::default() });
    let restore = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    view! {
        <ErrorSummary problem/>
        <form class="stack measure" method="post" action=entered.action() on:submit=restore>
            <FormKey key/>
            <input type="hidden" name="present" value=entered.present.to_string()/>
            <p class="soft">"It becomes the next revision. The ones after it stay."</p>
            <Button kind=Kind::Second busy=sending>"Bring this revision back"</Button>
        </form>
    }
    .into_any()
}
