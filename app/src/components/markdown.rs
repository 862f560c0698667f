//! Formatted text. Takes HTML that is safe already: what `shared::kb::markdown` makes can do nothing.
//! Nothing is cleaned here.

use leptos::prelude::*;

/// An article or a message as its author meant it to look.
#[component]
pub fn Markdown(
    /// From `shared::kb::markdown`, here or on the server, and from nowhere else.
    #[prop(into)]
    html: Signal<String>,
) -> impl IntoView {
    view! { <div class="prose" inner_html=move || html.get()></div> }
}
