//! What every form that changes settings has: a heading, what is wrong, the reason, and the button.

use crate::{
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::BackLink,
    },
    form::{FormKey, FormTitle},
    heading::PageHeading,
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::settings::SETTINGS_PAGE,
    problem::{Code, Problem},
    settings::Group,
};

/// The page of one group around its fields.
#[component]
pub fn GroupForm(
    group: Group,
    /// One sentence below the heading.
    #[prop(into)]
    lead: String,
    /// Where the form is posted.
    action: &'static str,
    /// From [`crate::form::UseForm`].
    key: RwSignal<String>,
    /// From [`crate::form::UseForm`].
    problem: RwSignal<Option<Problem>>,
    /// From [`crate::form::UseForm`].
    sending: RwSignal<bool>,
    /// The version that the form was made from.
    version: String,
    /// Why, as it was typed.
    reason: String,
    /// Sends the form.
    on_submit: impl Fn(SubmitEvent) + 'static,
    children: Children,
) -> impl IntoView {
    view! {
        <FormTitle text=group.label() problem/>
        <div class="stack roomy">
            <BackLink href=SETTINGS_PAGE label="Settings"/>
            <ErrorSummary problem/>
            <StartAgain page=action problem/>
            <div class="stack tight measure">
                <PageHeading>{group.label()}</PageHeading>
                <p class="lead">{lead}</p>
            </div>
            <form class="stack roomy" method="post" action=action on:submit=on_submit>
                <FormKey key/>
                <input type="hidden" name="version" value=version/>
                {children()}
                <div class="measure">
                    <Field
                        name="reason"
                        label="Why do you change it?"
                        hint="It stands in the list of versions, beside your name"
                        problem
                        let:control
                    >
                        <TextInput control value=reason/>
                    </Field>
                </div>
                <Button busy=sending>"Save as a new version"</Button>
            </form>
        </div>
    }
    .into_any()
}

/// The way out of a conflict: nothing is written over what somebody else set.
#[component]
fn StartAgain(page: &'static str, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    move || {
        let is_stale = problem.read().as_ref().is_some_and(|it| it.code == Code::Conflict);
        is_stale.then(|| {
            view! {
                <p class="measure">
                    "Nothing was saved. "
                    <a href=page rel="external">"Start again from what is set now"</a>
                </p>
            }
        })
    }
}
