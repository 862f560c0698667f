//! What stands around every page of the administration.

use crate::{
    components::icon::Icon,
    pages::{
        brand::BrandName,
        desk::frame::{LeadRooms, SignedIn},
        portal::notices::Notices,
    },
    session::{arrived, use_session},
    shell::StaffStyle,
};
use leptos::prelude::*;
use leptos_router::components::{A, Outlet};
use shared::api::{
    people::PEOPLE_PAGE,
    permissions::PERMISSIONS_PAGE,
    settings::{SETTINGS_PAGE, versions::VERSIONS_PAGE},
};

/// The frame; the page itself is the outlet.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <StaffStyle/>
        <a class="skip-link" href="#main" rel="external">"Skip to the content"</a>
        <header class="masthead">
            <div class="wrap">
                <a class="brand" href=SETTINGS_PAGE>{Icon::Mark} <BrandName/></a>
                <nav class="nav" aria-label="Administration">
                    <A href=SETTINGS_PAGE exact=true>"Settings"</A>
                    <A href=PEOPLE_PAGE>"People"</A>
                    <A href=PERMISSIONS_PAGE>"Who may"</A>
                    <A href=VERSIONS_PAGE>"Versions"</A>
                    <A href="/" exact=true>"Portal"</A>
                    <LeadRooms/>
                    <DeskLink/>
                </nav>
                <SignedIn/>
            </div>
        </header>
        <Notices/>
        <main id="main" tabindex="-1"><Outlet/></main>
    }
    .into_any()
}

/// The way back to the desk, for those who work there.
#[component]
fn DeskLink() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let person = arrived(session).await.ok()?.person?;
                person.is_staff().then(|| view! { <A href="/desk">"Desk"</A> })
            })}
        </Suspense>
    }
}
