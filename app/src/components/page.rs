//! The head of a page: the way back, the title in the browser's bar, the only `h1`.

use leptos::prelude::*;
use leptos_meta::Title;

use super::icon::Icon;
use crate::heading::PageHeading;

/// Title and `h1` in one, for pages whose heading is no question.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// One sentence below the heading.
    #[prop(optional, into)]
    lead: Option<String>,
) -> impl IntoView {
    view! {
        <Title text=title.clone()/>
        <div class="stack tight measure">
            <PageHeading>{title}</PageHeading>
            {lead.map(|it| view! { <p class="lead">{it}</p> })}
        </div>
    }
    .into_any()
}

/// The way back, above everything else of a page (D1.2).
#[component]
pub fn BackLink(
    #[prop(into)] href: String,
    #[prop(default = "Back".to_owned(), into)] label: String,
) -> impl IntoView {
    view! { <a class="back" href=href>{Icon::Back} <span>{label}</span></a> }.into_any()
}

/// A section that opens with a lintel and a heading.
#[component]
pub fn Section(
    #[prop(into)] heading: String,
    /// Stands at the end of the heading's line: one link.
    #[prop(optional, into)]
    aside: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="lintel">
            <div class="lintel-head"><h2>{heading}</h2> {aside.run()}</div>
            {children()}
        </section>
    }
    .into_any()
}

/// Nothing here, said kindly; the children are the way on.
#[component]
pub fn Empty(
    #[prop(into)] heading: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {Icon::Door} <h2>{heading}</h2> <p class="soft">{text}</p> {children.map(|it| it())}
        </div>
    }
    .into_any()
}
