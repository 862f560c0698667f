//! An article solved it: thanks, nothing is filed, and for half a minute a way back to where one was, with
//! all that was written (D2.7).

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        page::PageHead,
    },
    form::{FormKey, UseForm, use_form},
    pages::{
        loaded::{Loading, loaded},
        problem::ProblemNote,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::api::{
    Form,
    articles::{ArticleView, GetArticle},
    feedback::TakeBackRating,
};
use std::time::Duration;

/// How long a change of mind is offered where there are scripts; without them, as long as the page is open.
const UNDO: Duration = Duration::from_secs(30);

/// The page.
#[component]
pub fn Solved() -> impl IntoView {
    let query = use_query_map();
    let article: Loading<_> = Resource::new(
        move || query.read().get("article").unwrap_or_default(),
        |slug| api::call(GetArticle { slug }),
    );
    loaded(article, |article| view! { <Thanks article/> }.into_any())
}

#[component]
fn Thanks(article: ArticleView) -> impl IntoView {
    let query = use_query_map().read_untracked();
    let of = |name| query.get(name).unwrap_or_default();
    let from = of("from");
    let is_from_intake = from.starts_with("/new");
    let form = use_form(TakeBackRating {
        slug: article.slug.clone(),
        vote: of("vote"),
        from,
        ..TakeBackRating::default()
    });
    let is_over = RwSignal::new(false);
    Effect::new(move |_| {
        let end = move || {
            is_over.try_set(true);
        };
        set_timeout(end, UNDO);
    });
    let problem = form.problem;
    view! {
        <div class="stack loose measure">
            <PageHead title="Good to hear"/>
            <p class="lead">
                <a href=format!("/help/{}", article.slug)>{article.title}</a> " solved it."
            </p>
            {is_from_intake.then(|| view! {
                <p>"Nothing was sent to us. What you wrote is kept for you, in case it comes back."</p>
            })}
            {move || problem.get().map(|problem| view! { <ProblemNote problem/> })}
            {move || (!is_over.get()).then(|| view! { <Undo form=form.clone()/> })}
            <p class="actions"><ButtonLink href="/">"Done"</ButtonLink></p>
        </div>
    }
    .into_any()
}

#[component]
fn Undo(form: UseForm<TakeBackRating>) -> impl IntoView {
    let submit = form.on_submit();
    let UseForm { entered, key, sending, .. } = form;
    let action = entered.action();
    let TakeBackRating { vote, from, .. } = entered;
    view! {
        <form method="post" action=action on:submit=submit>
            <FormKey key/>
            <input type="hidden" name="vote" value=vote/>
            <input type="hidden" name="from" value=from/>
            <Button kind=Kind::Second busy=sending>"Undo: it is not solved"</Button>
        </form>
    }
    .into_any()
}
