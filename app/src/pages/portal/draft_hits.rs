//! Articles beside a text that is being written: they open in a new tab, and one that solved it ends the
//! matter with one press (D2.7). Nothing is filed then, and what was written stays where it is.

use super::intake::kept::use_kept;
use crate::{
    components::{
        button::{Button, Kind},
        hits::{Hit, Hits},
    },
    form::{FormKey, UseForm, use_form},
    pages::problem::ProblemNote,
};
use leptos::prelude::*;
use shared::api::{Form, feedback::RateArticle};

/// Hits, each with the way to say that it solved it.
#[component]
pub fn DraftHits(
    /// See [`Hits`].
    #[prop(into)]
    hits: Signal<Vec<Hit>>,
    /// The page of the text, to come back to after a change of mind.
    #[prop(into)]
    from: String,
) -> impl IntoView {
    let kept = use_kept();
    let form = use_form(RateArticle { solved: "yes".to_owned(), from, ..RateArticle::default() });
    let problem = form.problem;
    let below = Callback::new(move |hit: Hit| {
        let entered = RateArticle { slug: slug_of(&hit).to_owned(), ..form.entered.clone() };
        let form = UseForm { entered, ..form.clone() };
        view! { <SolvedIt form title=hit.title/> }.into_any()
    });
    let on_open = Callback::new(move |hit: Hit| kept.read(slug_of(&hit)));
    view! {
        <Hits hits in_new_tab=true below on_open/>
        {move || problem.get().map(|problem| view! { <ProblemNote problem/> })}
    }
    .into_any()
}

#[component]
fn SolvedIt(form: UseForm<RateArticle>, title: String) -> impl IntoView {
    let submit = form.on_submit();
    let UseForm { entered, key, sending, .. } = form;
    let action = entered.action();
    let RateArticle { slug, solved, from, .. } = entered;
    view! {
        <form method="post" action=action on:submit=submit>
            <FormKey key/>
            <input type="hidden" name="slug" value=slug/>
            <input type="hidden" name="solved" value=solved/>
            <input type="hidden" name="from" value=from/>
            <Button kind=Kind::Second compact=true busy=sending>
                "This solved it" <span class="vh">": " {title}</span>
            </Button>
        </form>
    }
    .into_any()
}

/// The end of the address of a hit.
fn slug_of(hit: &Hit) -> &str {
    hit.href.rsplit('/').next().unwrap_or_default()
}
