//! Setting the second step up, and taking it away.

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::{BackLink, Section},
        time::Time,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::loaded::{Loading, loaded},
    ticket::when,
};
use leptos::prelude::*;
use shared::api::{
    Form,
    account::{
        ACCOUNT_PAGE,
        factor::{
            FACTOR_PAGE, FactorSetUp, FactorState, FactorView, GetFactor, MakeRecoveryCodes,
            PROOF_PAGE, QrCode, RemoveFactor, SetFactor,
        },
    },
    address,
    requests::Clock,
};

/// The page.
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let factor: Loading<_> = Resource::new(|| (), |()| api::call(GetFactor {}));
    loaded(factor, |factor| view! { <Shown factor/> }.into_any())
}

#[component]
fn Shown(factor: FactorView) -> impl IntoView {
    let FactorView { clock, is_fresh, is_needed, is_required, present, set_up } = factor;
    let set = use_form(SetFactor::default());
    let remove = use_form(RemoveFactor::default());
    let make = use_form(MakeRecoveryCodes::default());
    let problems = [set.problem, remove.problem, make.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let lead = match is_needed {
        true => "Whoever works here shows more than a password. Set it up, and then go on.",
        false => "A stolen password alone then lets nobody in.",
    };
    view! {
        <FormTitle text="Second step" problem/>
        <div class="stack roomy">
            <BackLink href=ACCOUNT_PAGE label="Your account"/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>"Second step"</PageHeading>
                <p class="lead">{lead}</p>
            </div>
            {present.map(|state| view! { <State state clock/> })}
            {match (is_fresh, present, set_up) {
                (false, ..) => view! { <NotFresh/> }.into_any(),
                (true, None, Some(set_up)) => view! { <SetUp form=set set_up/> }.into_any(),
                (true, Some(_), _) => view! { <Change make remove is_required/> }.into_any(),
                (true, None, None) => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn State(state: FactorState, clock: Clock) -> impl IntoView {
    let FactorState { since, n_recovery } = state;
    let left = match n_recovery {
        0 => "None left. Make new ones".to_owned(),
        n => format!("{n} left"),
    };
    view! {
        <dl class="answers">
            <div>
                <dt>"Codes of an app"</dt>
                <dd class="value">"Asked for since " <Time at=when::day_of(since, &clock.zone)/></dd>
            </div>
            <div><dt>"Recovery codes"</dt> <dd class="value">{left}</dd></div>
        </dl>
    }
    .into_any()
}

#[component]
fn NotFresh() -> impl IntoView {
    let proof = address::with_query(PROOF_PAGE, &[("next", FACTOR_PAGE)]);
    view! {
        <div class="stack measure">
            <p>"Before anything is changed here, show once more that it is you."</p>
            <p class="actions"><ButtonLink href=proof>"Enter your password"</ButtonLink></p>
        </div>
    }
    .into_any()
}

#[component]
fn SetUp(form: UseForm<SetFactor>, set_up: FactorSetUp) -> impl IntoView {
    let FactorSetUp { secret, link, picture } = set_up;
    // What every page may show to whoever is signed in came with the session, and may be more from now on.
    let set = form.on_submit_then(|entered, changed| api::load_page(&entered.after(changed)));
    let UseForm { key, problem, sending, .. } = form;
    view! {
        <Section heading="1. Take the picture into an app">
            <div class="stack measure">
                <p>
                    "Any app that makes codes will do, also the password manager that you have. Point it at the
                    picture."
                </p>
                <Picture picture/>
                <p>"The app is on this device? " <a href=link>"Open it"</a></p>
                <p>"Or type this into it:"</p>
                <p class="guest-link">{secret}</p>
            </div>
        </Section>
        <Section heading="2. Show that it works">
            <form class="stack roomy measure" method="post" action=SetFactor::ACTION novalidate on:submit=set>
                <FormKey key/>
                <Field
                    name="code"
                    label="Code that the app shows now"
                    hint="Six digits; it changes every half minute"
                    problem
                    let:control
                >
                    <TextInput control autocomplete="one-time-code" short=true/>
                </Field>
                <Button busy=sending>"Turn the second step on"</Button>
            </form>
        </Section>
    }
    .into_any()
}

/// Dark on light whatever the page is: many apps read nothing else.
#[component]
fn Picture(picture: QrCode) -> impl IntoView {
    let QrCode { size, path } = picture;
    view! {
        <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label="Picture for the app">
            <rect width=size height=size fill="#fff"/>
            <path d=path fill="#000"/>
        </svg>
    }
    .into_any()
}

#[component]
fn Change(
    make: UseForm<MakeRecoveryCodes>,
    remove: UseForm<RemoveFactor>,
    is_required: bool,
) -> impl IntoView {
    let submit = make.on_submit();
    view! {
        <Section heading="Recovery codes">
            <form class="stack measure" method="post" action=MakeRecoveryCodes::ACTION on:submit=submit>
                <FormKey key=make.key/>
                <p class="soft">
                    "With one of them you sign in when you do not have the app. New ones take the place of those
                    before."
                </p>
                <Button kind=Kind::Second busy=make.sending>"Make new recovery codes"</Button>
            </form>
        </Section>
        <Section heading="Turn it off">
            {if is_required {
                view! { <p class="measure">"It stays on: staff need it here."</p> }.into_any()
            } else {
                view! { <Remove form=remove/> }.into_any()
            }}
        </Section>
    }
    .into_any()
}

#[component]
fn Remove(form: UseForm<RemoveFactor>) -> impl IntoView {
    let remove = form.on_submit_then(|entered, changed| api::load_page(&entered.after(changed)));
    view! {
        <form class="stack measure" method="post" action=RemoveFactor::ACTION on:submit=remove>
            <FormKey key=form.key/>
            <p class="soft">"From then on your password alone signs you in, and so does a stolen one."</p>
            <Button kind=Kind::Danger busy=form.sending>"Turn the second step off"</Button>
        </form>
    }
    .into_any()
}
