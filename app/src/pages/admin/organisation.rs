//! Whose Portico it is, how to reach a person without it, and who may ask.

use super::{form::GroupForm, of_settings};
use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
    },
    form::{UseForm, use_form},
    session::use_session,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::{
    api::{
        Form,
        settings::{ChangeOrganisation, SettingsView},
    },
    settings::{Group, Organisation, lines::switch},
};

/// The page.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    of_settings(|settings| view! { <Editor settings/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let Organisation { name, contact, guests, second_step } = settings.organisation;
    let form = use_form(ChangeOrganisation {
        version: version.to_string(),
        name: name.map(String::from).unwrap_or_default(),
        contact: contact.label.into(),
        dial: contact.dial.map(String::from).unwrap_or_default(),
        guests: switch(guests).to_owned(),
        second_step: switch(second_step).to_owned(),
        ..ChangeOrganisation::default()
    });
    // What every page says of the organisation came with the session.
    let (session, navigate) = (use_session(), use_navigate());
    let on_submit = form.on_submit_then(move |entered, changed| {
        if let Some(session) = session {
            session.refetch();
        }
        navigate(&entered.after(changed), Default::default());
    });
    let UseForm { entered, key, problem, sending } = form;
    let ChangeOrganisation { version, reason, name, contact, dial, guests, second_step, .. } =
        entered;
    let steps = vec![
        Choice::new("on", "Yes")
            .with_hint("Agents, leads and administrators set it up when they next come here"),
        Choice::new("off", "No, a password is enough"),
    ];
    let choices = vec![
        Choice::new("on", "Yes")
            .with_hint("They say how they are reached, and follow their request by a link"),
        Choice::new("off", "No, people sign in first"),
    ];
    view! {
        <GroupForm
            group=Group::Organisation
            lead="Every page says whose portal it is and how to reach a person without it."
            action=ChangeOrganisation::ACTION
            key
            problem
            sending
            version
            reason
            on_submit
        >
            <div class="stack measure">
                <Field
                    name="name"
                    label="Name of the organisation"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=name autocomplete="organization"/>
                </Field>
                <Field
                    name="contact"
                    label="How to reach a person"
                    hint="As people read it: Extension 4400, or a place"
                    problem
                    let:control
                >
                    <TextInput control value=contact/>
                </Field>
                <Field
                    name="dial"
                    label="What a telephone dials"
                    hint="Then the text above can be pressed to call"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=dial kind="tel" short=true/>
                </Field>
                <Choices
                    name="guests"
                    question="May people ask for help without signing in?"
                    choices
                    chosen=vec![guests]
                    problem
                />
                <Choices
                    name="second_step"
                    question="Do staff need a second step to sign in?"
                    hint="A code of an app beside the password. Who signs in with a passkey has shown enough"
                    choices=steps
                    chosen=vec![second_step]
                    problem
                />
            </div>
        </GroupForm>
    }
    .into_any()
}
