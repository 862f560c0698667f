//! Signing in: with the organisation's identity provider, with address and password, and in the demonstration as
//! one of its people with one press.

use super::passkey_button::PasskeyButton;
use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        message::{Message, Tone},
        page::Section,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::loaded::{Loading, loaded_part},
    session::{arrived, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    actor::Role,
    api::{
        Form,
        provider::{LINK_PAGE, NotSignedIn, start_address},
        session::{DemoPeople, ListDemoPeople, SessionPerson, SignIn, SignInAsDemo},
    },
    problem::Problem,
};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let (next, refused) = {
        let query = query.read_untracked();
        let refused = query.get("refused").and_then(|it| NotSignedIn::from_value(&it));
        (query.get("next").unwrap_or_default(), refused)
    };
    let on_the_way = next.clone();
    let form = use_form(SignIn { next: next.clone(), ..SignIn::default() });
    let demo = use_form(SignInAsDemo { next, ..SignInAsDemo::default() });
    let people: Loading<_> = Resource::new(|| (), |()| api::call(ListDemoPeople {}));
    let problem = Signal::derive(move || form.problem.get().or_else(|| demo.problem.get()));
    view! {
        <FormTitle text="Sign in" problem/>
        <div class="stack loose">
            <ErrorSummary problem/>
            {refused.map(|why| view! { <Refused why problem/> })}
            <PageHeading>"Sign in"</PageHeading>
            <div class="sign-in">
                {loaded_part(people, move |it| view! { <People people=it form=demo.clone()/> }.into_any())}
                <div class="stack roomy"><WithProvider next=on_the_way/> <WithPassword form/></div>
            </div>
        </div>
    }
    .into_any()
}

/// Why somebody who was at the provider is not signed in, until something else is wrong.
#[component]
fn Refused(why: NotSignedIn, problem: Signal<Option<Problem>>) -> impl IntoView {
    move || {
        problem.read().is_none().then(|| {
            view! {
                <Message heading="You are not signed in" tone=Tone::Soon>
                    <p>{why.sentence()}</p>
                </Message>
            }
        })
    }
}

/// The way to the identity provider, where there is one. The browser goes there itself.
#[component]
fn WithProvider(next: String) -> impl IntoView {
    let session = use_session();
    // Whoever is to link both signs in with their password: the provider alone knows them.
    let next = Some(next).filter(|it| it != LINK_PAGE).unwrap_or_default();
    view! {
        <Suspense>
            {move || {
                let href = start_address(&next);
                Suspend::new(async move {
                    // Where it cannot be said, the password is there.
                    let label = arrived(session).await.ok()?.provider?;
                    Some(view! {
                        <p>
                            <ButtonLink kind=Kind::Second href attr:rel="external">
                                {format!("Sign in with {label}")}
                            </ButtonLink>
                        </p>
                    })
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn WithPassword(form: UseForm<SignIn>) -> impl IntoView {
    let submit = form.on_submit_then(|entered, session| api::load_page(&entered.after(session)));
    let UseForm { entered, key, problem, sending } = form;
    let for_passkey = entered.next.clone();
    view! {
        <form class="stack roomy" method="post" action=SignIn::ACTION novalidate on:submit=submit>
            <FormKey key/>
            <input type="hidden" name="next" value=entered.next/>
            <Field name="email" label="E-mail address" problem let:control>
                <TextInput control kind="email" autocomplete="username" value=entered.email/>
            </Field>
            <Field name="password" label="Password" problem let:control>
                <TextInput control kind="password" autocomplete="current-password"/>
            </Field>
            <Button busy=sending>"Sign in"</Button>
            <PasskeyButton next=for_passkey problem/>
        </form>
    }
    .into_any()
}

#[component]
fn People(people: DemoPeople, form: UseForm<SignInAsDemo>) -> impl IntoView {
    if people.people.is_empty() {
        return ().into_any();
    }
    let buttons = people.people.into_iter().map(move |it| {
        view! { <Person person=it form=form.clone()/> }
    });
    view! {
        <Section heading="Try it as">
            <ul class="people">{buttons.collect_view()}</ul>
        </Section>
    }
    .into_any()
}

/// One person of the demonstration: a form of one button.
#[component]
fn Person(person: SessionPerson, form: UseForm<SignInAsDemo>) -> impl IntoView {
    let submit = form.on_submit_then(|entered, session| api::load_page(&entered.after(session)));
    let SessionPerson { id, name, roles } = person;
    view! {
        <li>
            <form method="post" action=SignInAsDemo::ACTION on:submit=submit>
                <FormKey key=form.key/>
                <input type="hidden" name="next" value=form.entered.next.clone()/>
                <input type="hidden" name="person" value=id.to_string()/>
                <button type="submit">
                    <strong>{name}</strong> <small>{what_one_does(&roles)}</small>
                </button>
            </form>
        </li>
    }
    .into_any()
}

fn what_one_does(roles: &[Role]) -> &'static str {
    if roles.contains(&Role::Lead) {
        "Leads the service desk"
    } else if roles.contains(&Role::Agent) {
        "Works at the service desk"
    } else if roles.contains(&Role::Administrator) {
        "Sets Portico up"
    } else {
        "Needs help, and follows their own requests"
    }
}
