//! What may help beside a text that is being written: it opens in a new tab. An article that solved it ends the
//! matter with one press (D2.7), and so does a known problem that is theirs (A18). Nothing is filed then, and
//! what was written stays where it is.

use super::{intake::kept::use_kept, known::FollowIt};
use crate::{
    components::{
        button::{Button, Kind},
        hits::{Hit, Hits, What},
    },
    form::{FormKey, UseForm, use_form},
    pages::problem::ProblemNote,
};
use leptos::prelude::*;
use shared::api::{Form, feedback::RateArticle, known::FollowKnown};

/// Hits, each with the way to say that it solved it.
#[component]
pub fn DraftHits(
    /// See [`Hits`].
    #[prop(into)]
    hits: Signal<Vec<Hit>>,
    /// The page of the text, to come back to after a change of mind.
    #[prop(into)]
    from: String,
    /// Whether its writer is signed in: only then a known problem can be followed from here.
    is_signed_in: bool,
) -> impl IntoView {
    let kept = use_kept();
    let follow = use_form(FollowKnown { from: from.clone(), ..FollowKnown::default() });
    let form = use_form(RateArticle { solved: "yes".to_owned(), from, ..RateArticle::default() });
    let problems = [form.problem, follow.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let below = Callback::new(move |hit: Hit| {
        if let What::Known { .. } = hit.what {
            let Some(id) = end_of(&hit).parse().ok().filter(|_| is_signed_in) else {
                return ().into_any();
            };
            let entered = FollowKnown { id, ..follow.entered.clone() };
            let form = UseForm { entered, ..follow.clone() };
            return view! { <FollowIt form title=hit.title/> }.into_any();
        }
        let entered = RateArticle { slug: end_of(&hit).to_owned(), ..form.entered.clone() };
        let form = UseForm { entered, ..form.clone() };
        view! { <SolvedIt form title=hit.title/> }.into_any()
    });
    let on_open = Callback::new(move |hit: Hit| {
        if let What::Article { .. } = hit.what {
            kept.read(end_of(&hit));
        }
    });
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
    let RateArticle { solved, from, .. } = entered;
    view! {
        <form method="post" action=action on:submit=submit>
            <FormKey key/>
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
fn end_of(hit: &Hit) -> &str {
    hit.href.rsplit('/').next().unwrap_or_default()
}
