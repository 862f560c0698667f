//! How to reach somebody who is not signed in (D1.8, D1.19). Whoever is signed in is never asked (D1.7).

use super::{
    start::sign_in_instead,
    step::{Asking, Step},
};
use crate::{
    components::{
        button::ButtonLink,
        field::{Field, TextInput},
        page::PageHead,
        trap::Trap,
    },
    heading::PageHeading,
};
use leptos::prelude::*;
use shared::{
    api::requests::step_address,
    ticket::intake::{contact::TRAP, page::Page},
};

/// The page of guests.
#[component]
pub fn ContactPage() -> impl IntoView {
    view! { <Step page=Page::Contact title="How can we reach you?" fields=questions/> }.into_any()
}

fn questions(Asking { answers, place, draft, homepage, problem, .. }: Asking) -> AnyView {
    let sign_in = sign_in_instead(&place, &draft);
    view! {
        <PageHeading attr:class="question">"How can we reach you?"</PageHeading>
        <p>
            "You are not signed in. " <a href=sign_in>"Sign in instead"</a>
            ": your answers stay, and the request is with your others."
        </p>
        <div class="stack roomy">
            <Field
                name="email"
                label="E-mail address"
                hint="For the service desk alone, and for this request."
                problem
                let:control
            >
                <TextInput control kind="email" autocomplete="email" value=answers.email/>
            </Field>
            <Field name="name" label="Your name" is_optional=true problem let:control>
                <TextInput control autocomplete="name" value=answers.name/>
            </Field>
        </div>
        <Trap name=TRAP value=homepage problem/>
    }
    .into_any()
}

/// For whoever is signed in and comes here all the same.
#[component]
pub fn KnownAlready(draft: String) -> impl IntoView {
    let check = step_address(Page::Check, "", &draft, "");
    view! {
        <div class="stack loose measure">
            <PageHead title="We know how to reach you" lead="You are signed in."/>
            <p class="actions"><ButtonLink href=check>"Check your answers"</ButtonLink></p>
        </div>
    }
    .into_any()
}
