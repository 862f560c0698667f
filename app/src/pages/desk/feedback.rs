//! What readers say of an article: how many it helped, and what the others missed. Who they are is not told.

use crate::{
    api,
    components::{
        page::{BackLink, Empty, Section},
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
use shared::api::feedback::{Feedback, GetFeedback, Missing};

/// The page.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.read().get("slug").unwrap_or_default();
    let feedback: Loading<_> = Resource::new(slug, |slug| api::call(GetFeedback { slug }));
    loaded_for(Readers::Staff, feedback, |feedback| view! { <Shown feedback/> }.into_any())
}

#[component]
fn Shown(feedback: Feedback) -> impl IntoView {
    let Feedback { clock, slug, title, n_solved, n_not_solved, missing } = feedback;
    let missing = if missing.is_empty() {
        let text = "When a reader says that it did not help and what was missing, it stands here.";
        view! { <Empty heading="Nobody has said yet" text/> }.into_any()
    } else {
        let rows = missing.into_iter().map(|Missing { text, at, is_of_older }| {
            let at = when::spoken(at, clock.now, &clock.zone);
            view! {
                <li>
                    <p class="as-written">{text}</p>
                    <p class="dots">
                        <span><Time at/></span>
                        {is_of_older.then(|| view! { <span>"About an older revision"</span> })}
                    </p>
                </li>
            }
        });
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Title text=format!("Readers on {title}")/>
        <div class="stack roomy">
            <BackLink href=format!("/help/{slug}") label="The article"/>
            <div class="stack tight">
                <PageHeading>{title}</PageHeading>
                <p class="dots">
                    <span>{n_solved} " said that it solved it"</span>
                    <span>{n_not_solved} " said that it did not"</span>
                </p>
            </div>
            <div class="measure"><Section heading="What was missing">{missing}</Section></div>
        </div>
    }
    .into_any()
}
