//! Showing once more who one is, before one changes how one signs in.

use crate::{
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::BackLink,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::problem::sign_in_address,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::api::{
    Form,
    account::{ACCOUNT_PAGE, factor::ProveOneself},
};

/// The page.
#[component]
pub fn ProofPage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    let form = use_form(ProveOneself { next, ..ProveOneself::default() });
    let prove = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let again = sign_in_address(&entered.next);
    view! {
        <FormTitle text="Show that it is you" problem/>
        <div class="stack roomy measure">
            <BackLink href=ACCOUNT_PAGE label="Your account"/>
            <ErrorSummary problem/>
            <div class="stack tight">
                <PageHeading>"Show that it is you"</PageHeading>
                <p class="lead">
                    "You are about to change how you sign in. Nobody else should be able to do that at your desk."
                </p>
            </div>
            <form class="stack roomy" method="post" action=ProveOneself::ACTION novalidate on:submit=prove>
                <FormKey key/>
                <input type="hidden" name="next" value=entered.next/>
                <Field name="present" label="Your password" problem let:control>
                    <TextInput control kind="password" autocomplete="current-password"/>
                </Field>
                <Button busy=sending>"Continue"</Button>
            </form>
            <p class="soft">
                "You have no password? " <a href=again>"Sign in again"</a> ", and you have ten minutes."
            </p>
        </div>
    }
    .into_any()
}
