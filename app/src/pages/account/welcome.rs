//! The page behind a link with which somebody chooses a password, and is signed in.

use crate::{
    api,
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::{Loading, shown},
        problem::ProblemPage,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        people::welcome::{ChoosePassword, GetWelcome, Purpose, Welcome},
    },
    password::SHORTEST,
    problem::{Code, Problem},
};

/// The page.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let params = use_params_map();
    let token = move || params.read().get("token").unwrap_or_default();
    let welcome: Loading<_> = Resource::new(token, |token| api::call(GetWelcome { token }));
    shown(
        welcome,
        |welcome| view! { <Choose welcome/> }.into_any(),
        |problem| view! { <Refused problem/> }.into_any(),
    )
}

#[component]
fn Refused(problem: Problem) -> impl IntoView {
    if problem.code != Code::NotFound {
        return view! { <ProblemPage problem/> }.into_any();
    }
    api::set_status(http::StatusCode::NOT_FOUND);
    view! {
        <Title text="This link does not work any more"/>
        <div class="stack measure">
            <PageHeading>"This link does not work any more"</PageHeading>
            <p>"It was used already, a newer one took its place, or its time is over."</p>
            <p>
                "If you have chosen a password, " <a href="/sign-in">"sign in"</a>
                ". If not, ask your administrator for another link."
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Choose(welcome: Welcome) -> impl IntoView {
    let Welcome { token, purpose, name, email } = welcome;
    let form = use_form(ChoosePassword { token, ..ChoosePassword::default() });
    let choose = form.on_submit_then(|entered, session| api::load_page(&entered.after(session)));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let (title, lead) = match purpose {
        Purpose::SetUp => (
            "Set Portico up",
            "You are the first. You become its administrator, and its team lead and agent until you say \
             otherwise."
                .to_owned(),
        ),
        Purpose::Invitation => {
            ("Choose your password", format!("Welcome, {name}. You sign in with {email}."))
        }
        Purpose::Reset => (
            "Choose a new password",
            format!("For {email}. You are signed out everywhere else when you do."),
        ),
    };
    let asks_who = purpose == Purpose::SetUp;
    let hint = format!(
        "At least {SHORTEST} characters. A few words that only you would put together will do."
    );
    view! {
        <FormTitle text=title problem/>
        <div class="stack roomy measure">
            <ErrorSummary problem/>
            <div class="stack tight">
                <PageHeading>{title}</PageHeading>
                <p class="lead">{lead}</p>
            </div>
            <form class="stack roomy" method="post" action=action novalidate on:submit=choose>
                <FormKey key/>
                {asks_who.then(|| view! {
                    <Field name="name" label="Your name" problem let:control>
                        <TextInput control autocomplete="name" value=entered.name.clone()/>
                    </Field>
                    <Field name="email" label="Your e-mail address" hint="You sign in with it" problem let:control>
                        <TextInput control kind="email" autocomplete="username" value=entered.email.clone()/>
                    </Field>
                })}
                // For password managers, which keep it with the password.
                {(!asks_who).then(|| view! {
                    <input type="hidden" autocomplete="username" value=email/>
                })}
                <Field name="password" label="Password" hint problem let:control>
                    <TextInput control kind="password" autocomplete="new-password"/>
                </Field>
                <Button busy=sending>"Choose it and sign in"</Button>
            </form>
        </div>
    }
    .into_any()
}
