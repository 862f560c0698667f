//! Where one is signed in, and how to end that.

use crate::{
    components::{
        button::{Button, Kind},
        page::Section,
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    ticket::when,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::{
    api::{
        Form,
        account::{EndOtherSignIns, EndSignIn, SignInRow},
        requests::Clock,
    },
    time::Instant,
};

/// The list.
#[component]
pub fn SignIns(
    clock: Clock,
    sign_ins: Vec<SignInRow>,
    /// Ends all but this one.
    end_others: UseForm<EndOtherSignIns>,
    /// Reads the list again.
    again: Callback<()>,
) -> impl IntoView {
    let has_others = sign_ins.len() > 1;
    let rows = sign_ins.into_iter().map(move |row| {
        view! { <SignIn row clock=clock.clone() again/> }
    });
    view! {
        <Section heading="Where you are signed in">
            <ul class="rows paired">{rows.collect_view()}</ul>
            {has_others.then(|| view! { <Others form=end_others again/> })}
        </Section>
    }
    .into_any()
}

#[component]
fn SignIn(row: SignInRow, clock: Clock, again: Callback<()>) -> impl IntoView {
    let SignInRow { id, device, begun, used, is_this } = row;
    let device = if device.is_empty() { "A device of before".to_owned() } else { device };
    let said = |at: Instant| view! { <Time at=when::stamp(at, clock.now, &clock.zone)/> };
    let used = used.filter(|_| !is_this).map(|at| view! { <span>"Last used " {said(at)}</span> });
    let label = format!("Sign out {device}");
    view! {
        <li>
            <h3 class="plain">{device}</h3>
            {if is_this {
                view! { <span><span class="tag">"This device"</span></span> }.into_any()
            } else {
                view! { <EndForm id label again/> }.into_any()
            }}
            <p class="dots soft small"><span>"Signed in " {said(begun)}</span> {used}</p>
        </li>
    }
    .into_any()
}

#[component]
fn EndForm(
    id: String,
    /// What a screen reader says of the button, of which there are several.
    label: String,
    again: Callback<()>,
) -> impl IntoView {
    let navigate = use_navigate();
    let form = use_form(EndSignIn { sign_in: id, ..EndSignIn::default() });
    let end = form.on_submit_then(move |entered, ended| {
        navigate(&entered.after(ended), Default::default());
        again.run(());
    });
    let problem = form.problem;
    view! {
        <form method="post" action=form.entered.action() on:submit=end>
            <FormKey key=form.key/>
            <span role="status">{move || problem.get().map(|it| it.detail)}</span>
            <Button kind=Kind::Second compact=true busy=form.sending attr:aria-label=label>
                "Sign out"
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Others(form: UseForm<EndOtherSignIns>, again: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let end = form.on_submit_then(move |entered, ended| {
        navigate(&entered.after(ended), Default::default());
        again.run(());
    });
    view! {
        <form method="post" action=EndOtherSignIns::ACTION on:submit=end>
            <FormKey key=form.key/>
            <Button kind=Kind::Second busy=form.sending>"Sign out everywhere else"</Button>
        </form>
    }
    .into_any()
}
