//! Lists of things to open: rows with a line of facts, and plain titles in columns.

use leptos::prelude::*;

/// Rows parted by hairlines.
#[component]
pub fn Rows(children: Children) -> impl IntoView {
    view! { <ul class="rows paired">{children()}</ul> }.into_any()
}

/// One row: what it is, how it stands, and below that a line of facts.
#[component]
pub fn Row(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    /// How it stands; at the end of the line where there is room.
    #[prop(optional, into)]
    state: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <a href=href>{title}</a>
            {state.run()}
            <p class="soft small">{children()}</p>
        </li>
    }
    .into_any()
}

/// A title to choose, with a small fact beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its address.
    pub href: String,
    /// What it is.
    pub title: String,
    /// Such as "2 min".
    pub fact: String,
}

/// Titles in as many columns as there is room for.
#[component]
pub fn Links(links: Vec<Link>) -> impl IntoView {
    let links = links.into_iter().map(|Link { href, title, fact }| {
        view! { <li><a href=href><span>{title}</span> <small>{fact}</small></a></li> }
    });
    view! { <ul class="links">{links.collect_view()}</ul> }.into_any()
}
