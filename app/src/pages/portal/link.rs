//! A guest's link that opens nothing. The server leads on from one that does, before any page is rendered.

use crate::{
    api,
    components::{button::ButtonLink, page::PageHead},
    pages::problem::ServiceDesk,
};
use leptos::prelude::*;

/// The same page for a link that never was, one that was revoked and one that ran out (attack 35).
#[component]
pub fn DeadLink() -> impl IntoView {
    api::set_status(http::StatusCode::NOT_FOUND);
    view! {
        <div class="stack loose measure">
            <PageHead
                title="This link does not open a request"
                lead="It may be cut short, replaced by a newer one, or older than it may be. A link works for 30 \
                      days after something last happened."
            />
            <ul class="stack tight">
                <li>"If you have a newer link, open that one."</li>
                <li>"If you have an account by now, your request is among "<a href="/requests">"your requests"</a>"."</li>
                <li>"Else call the service desk and say your reference: "<ServiceDesk/></li>
            </ul>
            <p class="actions"><ButtonLink href="/new">"Tell us what happened"</ButtonLink></p>
        </div>
    }
    .into_any()
}

/// What a guest meets who has revoked a link.
#[component]
pub fn LinkRevoked() -> impl IntoView {
    view! {
        <div class="stack loose measure">
            <PageHead
                title="The link is revoked"
                lead="It opens nothing any more, for nobody. We go on working on your request."
            />
            <p>"To hear how it stands, call the service desk and say your reference: "<ServiceDesk/></p>
            <p class="actions"><ButtonLink href="/">"Home"</ButtonLink></p>
        </div>
    }
    .into_any()
}
