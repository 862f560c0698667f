//! Confidential requests that somebody opened in an emergency: whoever is to look at it finds them at the head of
//! their page until they have.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        page::Section,
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    ticket::when,
};
use leptos::prelude::*;
use shared::api::{
    Form,
    confidential::{Opening, Openings, ReviewOpening},
    requests::Clock,
};

/// All of them; nothing while there are none.
#[component]
pub fn OpeningsSection(openings: Openings, again: Callback<()>) -> impl IntoView {
    let Openings { clock, openings } = openings;
    if openings.is_empty() {
        return ().into_any();
    }
    let rows = openings.into_iter().map(|opening| {
        let clock = clock.clone();
        view! { <One opening clock again/> }
    });
    let rows = rows.collect_view();
    view! {
        <Section heading="Confidential requests that were opened">
            <ul class="stack">{rows}</ul>
        </Section>
    }
    .into_any()
}

#[component]
fn One(opening: Opening, clock: Clock, again: Callback<()>) -> impl IntoView {
    let Opening { opening, reference, by, at, reason } = opening;
    let form = use_form(ReviewOpening { opening, ..ReviewOpening::default() });
    let send = form.on_submit_then(move |_, _| again.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let at = when::spoken(at, clock.now, &clock.zone);
    view! {
        <li class="stack tight measure">
            <p>
                <strong>{by}</strong> " opened " <strong>{reference.to_string()}</strong> " " <Time at/>
                " for an hour: " {reason}
            </p>
            <form method="post" action=entered.action() on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Button kind=Kind::Second compact=true busy=sending>
                    "I have looked at it"
                </Button>
            </form>
        </li>
    }
    .into_any()
}
