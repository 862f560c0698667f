//! The head of every page: whose house this is, and its rooms. The room one is in is marked by the
//! router.

use leptos::prelude::*;
use leptos_router::components::A;

use super::icon::Icon;

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its address.
    pub href: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Marked on its own page only, not on those below it.
    pub is_exact: bool,
}

/// The bar with the name and the rooms; the children, such as signing out, stand after them.
#[component]
pub fn Masthead(
    /// What the list of rooms is called.
    #[prop(into)]
    label: String,
    /// Where the name leads.
    #[prop(default = "/")]
    home: &'static str,
    /// As far as this person may enter them.
    #[prop(into)]
    rooms: Signal<Vec<Room>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let rooms = move || {
        let rooms = rooms.get().into_iter();
        rooms
            .map(|Room { href, label, is_exact }| view! { <A href=href exact=is_exact>{label}</A> })
            .collect_view()
    };
    view! {
        <header class="masthead">
            <div class="wrap">
                <a class="brand" href=home>{Icon::Mark} "Portico"</a>
                <nav class="nav" aria-label=label>{rooms} {children.map(|it| it())}</nav>
            </div>
        </header>
    }
}
