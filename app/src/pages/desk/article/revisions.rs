//! Every revision of an article: who published it, when, and what changed in their words.

use crate::{
    api,
    components::{
        page::BackLink,
        rows::{Row, Rows},
        time::Time,
    },
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
use shared::api::revisions::{ListRevisions, RevisionHead, Revisions};

/// The page.
#[component]
pub fn RevisionsPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.read().get("slug").unwrap_or_default();
    let revisions: Loading<_> = Resource::new(slug, |slug| api::call(ListRevisions { slug }));
    loaded_for(Readers::Staff, revisions, |revisions| view! { <Listed revisions/> }.into_any())
}

#[component]
fn Listed(revisions: Revisions) -> impl IntoView {
    let Revisions { clock, slug, title, revisions } = revisions;
    let rows = revisions.into_iter().map(|head| {
        let RevisionHead { number, by, at, note, source } = head;
        let at = when::spoken(at, clock.now, &clock.zone);
        let ticket = source.map(|(reference, id)| {
            view! {
                <span>
                    "From " <a href=format!("/desk/tickets/{id}") class="reference">{reference}</a>
                </span>
            }
        });
        view! {
            <Row
                href=format!("/desk/articles/{slug}/revisions/{number}")
                title=format!("Revision {number}")
            >
                <span class="dots">
                    <span>{by}</span>
                    <span><Time at/></span>
                    {note.map(|it| view! { <span>{it}</span> })}
                    {ticket}
                </span>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Title text=format!("Revisions of {title}")/>
        <div class="stack roomy">
            <BackLink href=format!("/help/{slug}") label="The article"/>
            <div class="stack tight">
                <PageHeading>"Revisions"</PageHeading>
                <p class="dots">
                    <span>{title}</span>
                    <span><a href=format!("/desk/articles/{slug}/edit")>"Change it"</a></span>
                </p>
            </div>
            <div class="measure"><Rows>{rows}</Rows></div>
        </div>
    }
    .into_any()
}
