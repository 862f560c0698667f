//! The title and the heading of a page. The heading takes the focus after a navigation without a page
//! load, as a page load would: a screen reader says where one has arrived, and Tab starts at the top.

use crate::api;
use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Whether this tab has gone on from the page that it was opened with.
#[derive(Debug, Clone, Copy)]
struct HasMoved(StoredValue<bool>);

/// Watches the address. Called once, inside the router and above the pages.
pub(crate) fn provide_has_moved() {
    let has_moved = StoredValue::new(false);
    provide_context(HasMoved(has_moved));
    let pathname = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let here = pathname.get();
        if before.is_some_and(|it| it != here) {
            has_moved.set_value(true);
        }
        here
    });
}

/// How every title is shown; once, around the pages. Without it a title that somebody typed would be
/// printed as HTML.
#[component]
pub fn TitleFormat() -> impl IntoView {
    let formatter = |title: String| match title.as_str() {
        "" => "Portico".to_owned(),
        _ => api::for_title(format!("{title} - Portico")),
    };
    view! { <Title formatter/> }
}

/// The one `<h1>` of a page.
#[component]
pub fn PageHeading(children: Children) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let pathname = use_location().pathname;
    let has_moved = use_context::<HasMoved>();
    Effect::new(move |_| {
        pathname.track();
        if let (Some(it), Some(HasMoved(has_moved))) = (heading.get(), has_moved)
            && has_moved.get_value()
        {
            focus_once_shown((*it).clone(), FRAMES_TO_WAIT);
        }
    });
    view! { <h1 tabindex="-1" node_ref=heading>{children()}</h1> }
}

/// How many frames a page may be ready before the router shows it: about half a second.
const FRAMES_TO_WAIT: u8 = 30;

/// A page whose data is awaited is built before it is in the document, where nothing takes the focus yet.
fn focus_once_shown(heading: HtmlElement, n_frames: u8) {
    if !heading.is_connected() && n_frames > 0 {
        request_animation_frame(move || focus_once_shown(heading, n_frames - 1));
    } else if first_of(&heading).focus().is_err() {
        leptos::logging::warn!("nothing takes the focus");
    }
}

/// What its page asks to begin with, as a page load would; else the heading.
fn first_of(heading: &HtmlElement) -> HtmlElement {
    let page = heading.closest("main").ok().flatten();
    let asked = page.and_then(|it| it.query_selector("[autofocus]").ok().flatten());
    asked.and_then(|it| it.dyn_into().ok()).unwrap_or_else(|| heading.clone())
}
