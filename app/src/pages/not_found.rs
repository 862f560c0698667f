//! The one page for what is not there, or not for this person: the two look the same (attack 9).

use crate::{api, heading::PageHeading};
use leptos::prelude::*;
use leptos_meta::Title;

/// Says so, with the status to match.
#[component]
pub fn NotFound() -> impl IntoView {
    api::set_status(http::StatusCode::NOT_FOUND);
    view! {
        <Title text="Page not found"/>
        <PageHeading>"Page not found"</PageHeading>
        <p>"Check the address, or go back to the "<a href="/">"first page"</a>"."</p>
    }
}
