//! One's own account: who one is here, one's password, and where one is signed in.

use super::{link::LinkSection, passkeys::Passkeys, sign_ins::SignIns};
use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        message::{Message, Tone},
        page::Section,
        time::Time,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::loaded::{Loading, loaded},
    ticket::when,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::{
    actor::Role,
    api::{
        Form,
        account::{
            Account, ChangePassword, Done, EndOtherSignIns, GetAccount, factor::FACTOR_PAGE,
        },
        requests::Clock,
    },
    password::SHORTEST,
    problem::Problem,
    time::Instant,
};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let account: Loading<_> = Resource::new(|| (), |()| api::call(GetAccount {}));
    let again = Callback::new(move |()| account.refetch());
    loaded(account, move |account| view! { <Shown account again/> }.into_any())
}

/// What was done last, where the address says so.
#[component]
fn WasDone(problem: Signal<Option<Problem>>) -> impl IntoView {
    let query = use_query_map();
    let done = move || query.read().get("done").and_then(|it| Done::from_value(&it));
    view! {
        <div role="status">
            {move || {
                // Never together with what is wrong (D4.15).
                let done = done().filter(|_| problem.read().is_none());
                done.map(|it| view! { <Message tone=Tone::Done heading=it.words()/> })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Shown(account: Account, again: Callback<()>) -> impl IntoView {
    let Account {
        clock,
        name,
        email,
        roles,
        has_password,
        factor_since,
        sign_ins,
        passkeys,
        may_add_passkeys,
        is_fresh,
    } = account;
    let password = use_form(ChangePassword::default());
    let end_others = use_form(EndOtherSignIns::default());
    let passkey = RwSignal::new(None::<Problem>);
    let problems = [password.problem, end_others.problem, passkey];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    view! {
        <FormTitle text="Your account" problem/>
        <div class="stack loose">
            <WasDone problem/>
            <ErrorSummary problem/>
            <PageHeading>"Your account"</PageHeading>
            <WhoOneIs name email=email.clone() roles/>
            {if has_password {
                view! { <Password form=password email again/> }.into_any()
            } else {
                view! { <NoPassword/> }.into_any()
            }}
            // It stands beside a password: where there is none, nothing asks for it.
            {has_password.then(|| view! { <SecondStep since=factor_since clock=clock.clone()/> })}
            <Passkeys
                clock=clock.clone()
                passkeys
                may_add=may_add_passkeys
                is_fresh
                problem=passkey
                again
            />
            <LinkSection/>
            <SignIns clock sign_ins end_others again/>
        </div>
    }
    .into_any()
}

#[component]
fn WhoOneIs(name: String, email: String, roles: Vec<Role>) -> impl IntoView {
    let roles = roles.into_iter().map(Role::label).collect::<Vec<_>>().join(", ");
    view! {
        <dl class="answers">
            <div><dt>"Name"</dt> <dd class="value">{name}</dd></div>
            <div><dt>"You sign in with"</dt> <dd class="value">{email}</dd></div>
            <div><dt>"You are here as"</dt> <dd class="value">{roles}</dd></div>
        </dl>
        <p class="soft">"Something is wrong here? Your administrator can change it."</p>
    }
    .into_any()
}

#[component]
fn Password(form: UseForm<ChangePassword>, email: String, again: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let change = form.on_submit_then(move |entered, changed| {
        navigate(&entered.after(changed), Default::default());
        again.run(());
    });
    let UseForm { key, problem, sending, .. } = form;
    let hint = format!(
        "At least {SHORTEST} characters. A few words that only you would put together will do."
    );
    view! {
        <Section heading="Your password">
            <form
                class="stack roomy measure"
                method="post"
                action=ChangePassword::ACTION
                novalidate
                on:submit=change
            >
                <FormKey key/>
                // For password managers, which keep it with the password.
                <input type="hidden" autocomplete="username" value=email/>
                <Field name="present" label="Present password" problem let:control>
                    <TextInput control kind="password" autocomplete="current-password"/>
                </Field>
                <Field name="password" label="New password" hint problem let:control>
                    <TextInput control kind="password" autocomplete="new-password"/>
                </Field>
                <p class="soft">"You are signed out everywhere else when you change it."</p>
                <Button busy=sending>"Change password"</Button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn SecondStep(since: Option<Instant>, clock: Clock) -> impl IntoView {
    let words = match since {
        Some(at) => {
            let at = when::day_of(at, &clock.zone);
            view! { "A code of an app is asked for since " <Time at/> "." }.into_any()
        }
        None => "Your password alone signs you in, and so does a stolen one.".into_any(),
    };
    let label = if since.is_some() { "Change the second step" } else { "Set a second step up" };
    view! {
        <Section heading="Second step">
            <div class="stack measure">
                <p>{words}</p>
                <p class="actions"><ButtonLink kind=Kind::Second href=FACTOR_PAGE>{label}</ButtonLink></p>
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn NoPassword() -> impl IntoView {
    view! {
        <Section heading="Your password">
            <p class="measure">
                "You sign in without a password. Your administrator can give you a link to choose one."
            </p>
        </Section>
    }
    .into_any()
}
