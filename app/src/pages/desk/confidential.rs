//! Opening a confidential request in an emergency, by its reference. What this does is said before it is done.

use crate::{
    api,
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::BackLink,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use shared::api::{Form, confidential::OpenConfidential, queue::GetChange};

const TITLE: &str = "Open a confidential request";

/// The page.
#[component]
pub fn OpenPage() -> impl IntoView {
    // Asked for no more than whether this is somebody who works tickets.
    let allowed: Loading<_> = Resource::new(|| (), async |()| api::call(GetChange {}).await);
    loaded_for(Readers::Staff, allowed, |_| view! { <OpenForm/> }.into_any())
}

#[component]
fn OpenForm() -> impl IntoView {
    let form = use_form(OpenConfidential::default());
    let send = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let OpenConfidential { reference, reason, .. } = entered;
    view! {
        <FormTitle text=TITLE problem/>
        <div class="stack roomy">
            <BackLink href="/desk" label="Next due"/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>{TITLE}</PageHeading>
                <p class="lead">
                    "For what cannot wait until one of those is there who read it. It is open to you at once, "
                    "for one hour."
                </p>
                <p>
                    "Your leads are told, with your reason. The request says so too, and so does the audit log."
                </p>
            </div>
            <form
                class="stack roomy measure"
                method="post"
                action=OpenConfidential::ACTION
                novalidate
                on:submit=send
            >
                <FormKey key/>
                <Field
                    name="reference"
                    label="Reference"
                    hint="Whoever asked has it, such as K7M4-2QX"
                    problem
                    let:control
                >
                    <TextInput control value=reference short=true/>
                </Field>
                <Field name="reason" label="Why can it not wait?" problem let:control>
                    <TextInput control value=reason/>
                </Field>
                <Button busy=sending>"Open it for an hour"</Button>
            </form>
        </div>
    }
    .into_any()
}
