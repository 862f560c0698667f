//! From one page of a long list to its neighbours.

use leptos::prelude::*;
use shared::api::address;

/// Links to the pages before and after; nothing where there is only one.
#[component]
pub fn Pager(
    /// The list; its first page has no number in the address.
    #[prop(into)]
    href: String,
    /// Which page this is, from 1.
    page: u32,
    /// How many pages there are.
    n_pages: u32,
) -> impl IntoView {
    let link = move |page: u32, rel: &'static str, words: &'static str| {
        let number = if page == 1 { String::new() } else { page.to_string() };
        let href = address::with_query(&href, &[("page", &number)]);
        view! { <a class="action" href=href rel=rel>{words}</a> }
    };
    (n_pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                <span>{(page > 1).then(|| link(page - 1, "prev", "Previous page"))}</span>
                <span class="soft">{format!("Page {page} of {n_pages}")}</span>
                <span>{(page < n_pages).then(|| link(page + 1, "next", "Next page"))}</span>
            </nav>
        }
        .into_any()
    })
}
