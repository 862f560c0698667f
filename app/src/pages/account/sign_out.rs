//! Signing out. Whoever has something here that is not sent decides what becomes of it (D1.18).

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
    },
    device,
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    session::{Person, arrived, use_person, use_session},
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};
use shared::api::{Form, session::SignOut};

/// Where it is decided.
pub(crate) const ADDRESS: &str = SignOut::ACTION;

/// The page.
#[component]
pub fn SignOutPage() -> impl IntoView {
    let form = use_form(SignOut::default());
    let person = use_person();
    let has_unsent = RwSignal::new(false);
    Effect::new(move |_| {
        has_unsent.set(person.and_then(Person::id).is_some_and(device::has_unsent));
    });
    let stays = RwSignal::new(false);
    let submit = leave_with(&form, person, stays);
    let problem = form.problem;
    view! {
        <FormTitle text="Sign out" problem/>
        <div class="stack loose measure">
            <ErrorSummary problem/>
            <div class="stack tight">
                <PageHeading>"Sign out"</PageHeading>
                <WhoIsSignedIn/>
            </div>
            <form class="stack roomy" method="post" action=SignOut::ACTION on:submit=submit>
                <FormKey key=form.key/>
                {move || has_unsent.get().then(|| view! { <Unsent stays/> })}
                <p class="actions">
                    <Button busy=form.sending>"Sign out"</Button>
                    <ButtonLink kind=Kind::Quiet href="/">"Stay signed in"</ButtonLink>
                </p>
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn WhoIsSignedIn() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let person = arrived(session).await.ok().and_then(|it| it.person);
                person.map(|it| view! { <p class="lead">"You are signed in as " {it.name} "."</p> })
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Unsent(stays: RwSignal<bool>) -> impl IntoView {
    view! {
        <p class="lead">"You wrote something here that is not sent. It is removed when you sign out."</p>
        // Without a name: it is no part of what is sent.
        <label class="choice">
            <input type="checkbox" on:change=move |event| stays.set(event_target_checked(&event))/>
            <span>
                "Keep it on this device"
                <small>"It is there again when you sign in here. Others who use this device could find it."</small>
            </span>
        </label>
    }
    .into_any()
}

/// For `on:submit` of every button that signs out: asks first where something would be lost.
pub(crate) fn sign_out_with(form: &UseForm<SignOut>) -> impl Fn(SubmitEvent) + Clone + use<> {
    let person = use_person();
    let leave = leave_with(form, person, RwSignal::new(false));
    let navigate = use_navigate();
    let pathname = use_location().pathname;
    move |event: SubmitEvent| {
        let has_unsent = person.and_then(Person::id_untracked).is_some_and(device::has_unsent);
        if has_unsent && *pathname.read_untracked() != *ADDRESS {
            event.prevent_default();
            navigate(ADDRESS, Default::default());
        } else {
            leave(event);
        }
    }
}

fn leave_with(
    form: &UseForm<SignOut>,
    person: Option<Person>,
    stays: RwSignal<bool>,
) -> impl Fn(SubmitEvent) + Clone + use<> {
    form.on_submit_then(move |sent, session| {
        if let Some(person) = person.and_then(Person::id_untracked) {
            device::leave(person, stays.get_untracked());
        }
        // Everything on every page may be another person's business now.
        api::load_page(&sent.after(session));
    })
}
