//! What stands around every page of the desk: whose house this is, its rooms, who is signed in.

use crate::{
    components::{
        button::{Button, Kind},
        icon::Icon,
    },
    form::{FormKey, use_form},
    pages::{account::sign_out::sign_out_with, brand::BrandName, portal::notices::Notices},
    session::{arrived, use_session},
    shell::StaffStyle,
};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Outlet},
    hooks::use_location,
};
use shared::api::{
    Form, account::ACCOUNT_PAGE, report::REPORT_PAGE, session::SignOut, settings::SETTINGS_PAGE,
    wall::WALL_PAGE,
};

use super::keys::{Commands, provide_keys};

/// The frame; the page itself is the outlet.
#[component]
pub fn Frame() -> impl IntoView {
    let keys = provide_keys();
    let path = use_location().pathname;
    // The queue's address begins those of all other rooms.
    let in_queue = move || {
        let path = path.read();
        (*path == "/desk" || path.starts_with("/desk/tickets/")).then_some("page")
    };
    view! {
        <StaffStyle/>
        <a class="skip-link" href="#main" rel="external">"Skip to the content"</a>
        <header class="masthead">
            <div class="wrap">
                <a class="brand" href="/desk">{Icon::Mark} <BrandName/></a>
                <nav class="nav" aria-label="Desk">
                    <a href="/desk" aria-current=in_queue>"Queue"</a>
                    <A href="/desk/call">"Log a call"</A>
                    <LeadRooms/>
                    <A href="/help">"Articles"</A>
                    <A href="/" exact=true>"Portal"</A>
                    <SettingsLink/>
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

/// The rooms of leads; administrators read the report too.
#[component]
pub(crate) fn LeadRooms() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let person = arrived(session).await.ok()?.person?;
                Some(view! {
                    {person.leads().then(|| view! { <A href=WALL_PAGE>"Lead"</A> })}
                    {person.reads_report().then(|| view! { <A href=REPORT_PAGE>"Report"</A> })}
                })
            })}
        </Suspense>
    }
}

/// The way to the settings, for those who read them.
#[component]
fn SettingsLink() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let person = arrived(session).await.ok()?.person?;
                person.reads_settings().then(|| view! { <A href=SETTINGS_PAGE>"Settings"</A> })
            })}
        </Suspense>
    }
}

/// Who is signed in; nothing while nobody is. What that means for a page is the page's to say.
#[component]
pub(crate) fn SignedIn() -> impl IntoView {
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
            <a href=ACCOUNT_PAGE title="Your account">{name}</a>
            <Button kind=Kind::Quiet compact=true busy=form.sending>
                "Sign out"
            </Button>
        </form>
    }
}
