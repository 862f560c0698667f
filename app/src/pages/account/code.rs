//! The second step of signing in: a code of the app, or a recovery code.

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
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::api::{
    Form,
    session::{SendCode, SignIn},
};

/// The page.
#[component]
pub fn CodePage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    let form = use_form(SendCode { next, ..SendCode::default() });
    let send = form.on_submit_then(|entered, session| api::load_page(&entered.after(session)));
    let UseForm { entered, key, problem, sending } = form;
    view! {
        <FormTitle text="Enter your code" problem/>
        <div class="stack roomy measure">
            <BackLink href=SignIn::ACTION label="Sign in"/>
            <ErrorSummary problem/>
            <div class="stack tight">
                <PageHeading>"Enter your code"</PageHeading>
                <p class="lead">"Your password was right. Open the app that makes your codes."</p>
            </div>
            <form class="stack roomy" method="post" action=SendCode::ACTION novalidate on:submit=send>
                <FormKey key/>
                <input type="hidden" name="next" value=entered.next/>
                <Field
                    name="code"
                    label="Code"
                    hint="Six digits. You do not have the app? Enter one of your recovery codes"
                    problem
                    let:control
                >
                    <TextInput control autocomplete="one-time-code" short=true/>
                </Field>
                <Button busy=sending>"Sign in"</Button>
            </form>
            <p class="soft">
                "You have neither? Your administrator can take the second step away, once they know that it is you."
            </p>
        </div>
    }
    .into_any()
}
