//! The offer of the starter articles, where an administrator finds that there are none (ruling 25).

use crate::{
    api,
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
    },
    form::{FormKey, UseForm, use_form},
};
use leptos::prelude::*;
use shared::api::{
    Form,
    starter::{StarterChoice, TakeStarterArticles},
};

/// What can be done with so many articles. Doing nothing is the third way.
#[component]
pub fn Offer(n_articles: usize) -> impl IntoView {
    let form = use_form(TakeStarterArticles::default());
    let problem = form.problem;
    let choices = StarterChoice::ALL.map(|choice| view! { <Take form=form.clone() choice/> });
    view! {
        <section class="lintel stack measure" aria-labelledby="starter">
            <ErrorSummary problem/>
            <div class="lintel-head">
                <h2 id="starter">{format!("Start with {n_articles} articles")}</h2>
            </div>
            <p>
                "They answer what every service desk is asked: passwords, Wi-Fi, printing, mail, lost \
                 devices and more. They name no vendor. Read them before you rely on them, and change \
                 what is different here."
            </p>
            <div class="actions">{choices.collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Take(form: UseForm<TakeStarterArticles>, choice: StarterChoice) -> impl IntoView {
    // Everything on the page has changed then, and the search index with it.
    let submit = form.on_submit_then(|entered, _| api::load_page(&entered.page()));
    let kind = if choice == StarterChoice::Publish { Kind::Primary } else { Kind::Second };
    view! {
        <form method="post" action=TakeStarterArticles::ACTION novalidate on:submit=submit>
            <FormKey key=form.key/>
            <input type="hidden" name="choice" value=choice.value()/>
            <Button kind busy=form.sending>{choice.label()}</Button>
        </form>
    }
    .into_any()
}
