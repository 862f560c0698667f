//! Where people arrive.

use crate::heading::PageHeading;
use leptos::prelude::*;
use leptos_meta::Title;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Title text="Home"/>
        <PageHeading>"How can we help?"</PageHeading>
    }
}
