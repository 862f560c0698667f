//! The one page for what is not there, or not for this person: the two look the same (attack 9).

use super::problem::ServiceDesk;
use crate::{api, components::page::PageHead};
use leptos::prelude::*;

/// Says so, with the status to match.
#[component]
pub fn NotFound() -> impl IntoView {
    api::set_status(http::StatusCode::NOT_FOUND);
    view! {
        <div class="stack loose measure">
            <PageHead
                title="Page not found"
                lead="The address may be mistyped, or the page may not be yours to see."
            />
            <ul class="stack tight">
                <li><a href="/requests">"Your requests"</a></li>
                <li><a href="/help">"Articles"</a></li>
                <li>"Call the service desk: "<ServiceDesk/></li>
            </ul>
        </div>
    }
    .into_any()
}
