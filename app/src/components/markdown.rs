//! Formatted text. Takes only the HTML that `shared` made out of Markdown and that can do nothing;
//! a mere string does not get in.

use leptos::prelude::*;
use shared::kb::markdown::SafeHtml;

/// An article or a message as its author meant it to look.
#[component]
pub fn Markdown(#[prop(into)] html: Signal<SafeHtml>) -> impl IntoView {
    view! { <div class="prose" inner_html=move || html.read().as_str().to_owned()></div> }
}
