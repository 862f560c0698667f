//! What stands around every page of the desk: whose house this is, its rooms, who is signed in.

use crate::{
    components::{
        button::{Button, Kind},
        icon::Icon,
    },
    form::{FormKey, use_form},
    pages::{account::sign_out::sign_out_with, portal::notices::Notices},
    session::use_session,
    shell::StaffStyle,
};
use leptos::prelude::*;
use leptos_router::components::{A, Outlet};
use shared::api::{Form, session::SignOut};

use super::keys::{Commands, provide_keys};

/// The frame; the page itself is the outlet.
#[component]
pub fn Frame() -> impl IntoView {
    let keys = provide_keys();
    view! {
        <StaffStyle/>
        <a class="skip-link" href="#main" rel="external">"Skip to the content"</a>
        <header class="masthead">
            <div class="wrap">
                <a class="brand" href="/desk">{Icon::Mark} "Portico"</a>
                <nav class="nav" aria-label="Desk">
                    <A href="/desk" exact=true>"Queue"</A>
                    <A href="/desk/call">"Log a call"</A>
                    <A href="/help">"Articles"</A>
                    <A href="/" exact=true>"Portal"</A>
                </nav>
                <Commands keys/>
                <SignedIn/>
            </div>
        </header>
        <Notices/>
        <main id="main" tabindex="-1"><Outlet/></main>
    }
    .into_any()
}

/// Who is signed in; nothing while nobody is. What that means for a page is the page's to say.
#[component]
fn SignedIn() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let person = session?.await.ok()?.person?;
                Some(view! { <SignOutForm name=person.name/> })
            })}
        </Suspense>
    }
}

#[component]
fn SignOutForm(name: String) -> impl IntoView {
    let form = use_form(SignOut::default());
    let sign_out = sign_out_with(&form);
    view! {
        <form class="signed-in" method="post" action=SignOut::ACTION on:submit=sign_out>
            <FormKey key=form.key/>
            <span>{name}</span>
            <Button kind=Kind::Quiet compact=true busy=form.sending>
                "Sign out"
            </Button>
        </form>
    }
}
