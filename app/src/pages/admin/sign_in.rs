//! With what people sign in besides their password. The secret is not set here: whoever reads settings would read it.

pub mod trial;

use super::{form::GroupForm, of_settings};
use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
        page::Section,
    },
    form::{UseForm, use_form},
    session::use_session,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::{
    api::{
        Form,
        provider::PROVIDER_RETURN,
        settings::{ChangeSignIn, SettingsView, trial::TRIAL_PAGE},
    },
    problem::Problem,
    settings::Group,
};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    of_settings(|settings| view! { <Editor settings/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let has_provider = settings.provider.is_some();
    let form = use_form(ChangeSignIn {
        version: version.to_string(),
        ..ChangeSignIn::saying(settings.provider.as_ref())
    });
    // The sign-in page knows of the provider by the session.
    let (session, navigate) = (use_session(), use_navigate());
    let on_submit = form.on_submit_then(move |entered, changed| {
        if let Some(session) = session {
            session.refetch();
        }
        navigate(&entered.after(changed), Default::default());
    });
    let UseForm { entered, key, problem, sending } = form;
    let (version, reason) = (entered.version.clone(), entered.reason.clone());
    view! {
        <GroupForm
            group=Group::SignIn
            lead="People can sign in with the account that they have in your organisation, through OpenID Connect. \
                  Passwords go on working: keep one administrator who has one, for the day on which the provider \
                  does not answer."
            action=ChangeSignIn::ACTION
            key
            problem
            sending
            version
            reason
            on_submit
        >
            <TryIt has_provider/>
            <TheProvider entered=entered.clone() problem/>
            <WhoComesIn entered problem/>
        </GroupForm>
    }
    .into_any()
}

#[component]
fn TryIt(has_provider: bool) -> impl IntoView {
    has_provider.then(|| {
        view! {
            <p class="measure">
                "What is saved can be tried: " <a href=TRIAL_PAGE>"ask the provider"</a> "."
            </p>
        }
    })
}

#[component]
fn TheProvider(entered: ChangeSignIn, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let ChangeSignIn { issuer, client, label, scopes, .. } = entered;
    view! {
        <Section heading="The provider">
            <div class="stack measure">
                <p class="soft">
                    "Register Portico there as a web application with the code flow, and with the address of this \
                     portal followed by " <code>{PROVIDER_RETURN}</code> " as its redirect address. The client \
                     secret is said when Portico is started, in a file: it is not shown or exported."
                </p>
                <Field
                    name="issuer"
                    label="Issuer"
                    hint="To the letter, like https://login.company.example. Empty for none: all of this is forgotten"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=issuer/>
                </Field>
                <Field name="client" label="Client ID" problem let:control>
                    <TextInput control value=client/>
                </Field>
                <Field
                    name="label"
                    label="What people call it"
                    hint="The button says “Sign in with …”"
                    problem
                    let:control
                >
                    <TextInput control value=label/>
                </Field>
                <Field
                    name="scopes"
                    label="Further scopes"
                    hint="Besides openid, profile and email, with spaces between; some need groups"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=scopes/>
                </Field>
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn WhoComesIn(entered: ChangeSignIn, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let ChangeSignIn { strangers, claim, agents, leads, administrators, .. } = entered;
    let choices = vec![
        Choice::new("refuse", "They are told to ask the service desk")
            .with_hint("Add them first; then they link both with their password"),
        Choice::new("requester", "They are added as requesters")
            .with_hint("If the provider vouches for their e-mail address, and nobody here has it"),
    ];
    view! {
        <Section heading="Who comes in">
            <div class="stack measure">
                <Choices
                    name="strangers"
                    question="What becomes of somebody who is not known here?"
                    choices
                    chosen=vec![strangers]
                    problem
                />
                <Field
                    name="claim"
                    label="Claim with the groups"
                    hint="If it is set, roles follow the groups at each sign-in, and not what is set by hand"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=claim/>
                </Field>
                <Groups name="agents" label="Groups of agents" value=agents problem/>
                <Groups name="leads" label="Groups of team leads" value=leads problem/>
                <Groups
                    name="administrators"
                    label="Groups of administrators"
                    value=administrators
                    problem
                />
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn Groups(
    name: &'static str,
    label: &'static str,
    value: String,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    view! {
        <Field name label hint="With semicolons between" is_optional=true problem let:control>
            <TextInput control value/>
        </Field>
    }
    .into_any()
}
