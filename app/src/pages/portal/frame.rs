//! What stands around every requester's page: whose house it is and its rooms, and at the foot whom to
//! call, in the same place everywhere (D2.9).

use super::{intake::offer::use_offer, notices::Notices};
use crate::{
    alive::once_alive,
    api,
    components::icon::Icon,
    form::{FormKey, use_form},
    pages::{
        account::sign_out::sign_out_with, brand::BrandName, loaded::Loading, problem::ServiceDesk,
    },
    session::{arrived, use_session},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use shared::api::{
    Form,
    account::ACCOUNT_PAGE,
    requests::GetPromiseBasis,
    session::{Session, SessionPerson, SignOut},
    settings::SETTINGS_PAGE,
};

/// The frame with the page of the address in it.
#[component]
pub fn Portal() -> impl IntoView {
    let offer = use_offer();
    once_alive(move || api::when_idle(move || offer.prepare()));
    view! { <Frame><Outlet/></Frame> }.into_any()
}

/// The frame around `children`.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! {
        <div class="page">
            <a class="skip-link" href="#main" rel="external">"Skip to the content"</a>
            <DemoStrip/>
            <header class="masthead">
                <div class="wrap">
                    <a class="brand" href="/">{Icon::Mark} <BrandName/></a>
                    <Nav/>
                </div>
            </header>
            <Notices/>
            <main id="main" tabindex="-1">{children()}</main>
            <Base/>
        </div>
    }
    .into_any()
}

#[component]
fn DemoStrip() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let is_demo = arrived(session).await.is_ok_and(|it| it.demo);
                is_demo.then(|| view! {
                    <section class="strip" aria-label="Demonstration">
                        <p class="wrap">
                            "This is a demonstration: its people and their requests are made up."
                            <a href="/sign-in">"Try it as somebody else"</a>
                        </p>
                    </section>
                })
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Nav() -> impl IntoView {
    let session = use_session();
    view! {
        <nav class="nav" aria-label="Portico">
            <NavLink href="/" label="Home"/>
            <NavLink href="/help" label="Articles"/>
            <NavLink href="/requests" label="Your requests"/>
            <Suspense>
                {move || Suspend::new(async move {
                    let person = arrived(session).await.ok().and_then(|Session { person, .. }| person);
                    let is_staff = person.as_ref().is_some_and(SessionPerson::is_staff);
                    // Staff find the settings on the desk.
                    let sets_up = person.as_ref().is_some_and(SessionPerson::reads_settings);
                    if is_staff {
                        view! { <NavLink href="/desk" label="Desk"/> }.into_any()
                    } else if sets_up {
                        view! { <NavLink href=SETTINGS_PAGE label="Settings"/> }.into_any()
                    } else {
                        ().into_any()
                    }
                })}
            </Suspense>
            <Account/>
        </nav>
    }
    .into_any()
}

/// A room; the one the reader is in says so.
#[component]
fn NavLink(href: &'static str, label: &'static str) -> impl IntoView {
    let pathname = use_location().pathname;
    let is_here = move || {
        let here = pathname.read();
        let below = here.strip_prefix(href).is_some_and(|it| href != "/" && it.starts_with('/'));
        (*here == href || below).then_some("page")
    };
    view! { <a href=href aria-current=is_here>{label}</a> }.into_any()
}

#[component]
fn Account() -> impl IntoView {
    let session = use_session();
    let form = use_form(SignOut::default());
    let key = form.key;
    let submit = sign_out_with(&form);
    view! {
        <Suspense>
            {move || {
                let submit = submit.clone();
                Suspend::new(async move {
                    match arrived(session).await.ok().and_then(|it| it.person) {
                        None => view! { <NavLink href="/sign-in" label="Sign in"/> }.into_any(),
                        Some(person) => view! {
                            <NavLink href=ACCOUNT_PAGE label="Your account"/>
                            <form method="post" action=SignOut::ACTION on:submit=submit>
                                <FormKey key/>
                                <button type="submit">
                                    "Sign out" <span class="soft wide-only">{person.name}</span>
                                </button>
                            </form>
                        }
                        .into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Base() -> impl IntoView {
    let basis: Loading<_> = Resource::new(|| (), |()| api::call(GetPromiseBasis {}));
    view! {
        <footer class="base">
            <div class="wrap">
                <div>
                    <h2>"Call the service desk"</h2>
                    <strong><ServiceDesk/></strong>
                    <Suspense>
                        {move || Suspend::new(async move {
                            // Without the hours the number is still right.
                            let words = basis.await.ok().map(|it| it.working.words);
                            words.map(|it| view! { <p>{it}</p> })
                        })}
                    </Suspense>
                </div>
                <div>
                    <h2>"Write to it"</h2>
                    <strong><a href="/new">"Tell us what happened"</a></strong>
                    <p>"A person answers. It takes about a minute."</p>
                </div>
            </div>
        </footer>
    }
    .into_any()
}
