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
use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::{
    api::settings::SETTINGS_PAGE,
    problem::{Code, Problem},
    settings::Group,
};

/// The page of one group around its fields.
#[component]
pub fn GroupForm(
    group: Group,
    /// What stands in place of the group's name, where the page is about a part of it.
    #[prop(optional, into)]
    heading: Option<String>,
    /// Where the way back leads, and what it is called.
    #[prop(default = (SETTINGS_PAGE.to_owned(), "Settings"))]
    back: (String, &'static str),
    /// One sentence below the heading.
    #[prop(into)]
    lead: String,
    /// Where the form is posted.
    #[prop(into)]
    action: String,
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
    /// The form, for whoever looks at what is being typed.
    #[prop(optional)]
    node: NodeRef<html::Form>,
    /// Something was typed.
    #[prop(optional)]
    on_input: Option<Callback<()>>,
    /// Sends the form.
    on_submit: impl Fn(SubmitEvent) + 'static,
    children: Children,
) -> impl IntoView {
    let heading = heading.unwrap_or_else(|| group.label().to_owned());
    let page = action.clone();
    view! {
        <FormTitle text=heading.clone() problem/>
        <div class="stack roomy">
            <BackLink href=back.0 label=back.1/>
            <ErrorSummary problem/>
            <StartAgain page problem/>
            <div class="stack tight measure">
                <PageHeading>{heading}</PageHeading>
                <p class="lead">{lead}</p>
            </div>
            <form
                class="stack roomy"
                method="post"
                action=action
                node_ref=node
                on:submit=on_submit
                on:input=move |_| {
                    if let Some(on_input) = on_input {
                        on_input.run(());
                    }
                }
            >
                // What Enter presses, wherever there are other buttons before the one at the end.
                <button type="submit" hidden></button>
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
fn StartAgain(page: String, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    move || {
        let is_stale = problem.read().as_ref().is_some_and(|it| it.code == Code::Conflict);
        is_stale.then(|| {
            view! {
                <p class="measure">
                    "Nothing was saved. "
                    <a href=page.clone() rel="external">"Start again from what is set now"</a>
                </p>
            }
        })
    }
}
