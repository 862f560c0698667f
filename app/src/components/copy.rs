//! A button that puts a text on the clipboard. It needs scripts, and is not there without.

use crate::{
    api,
    components::button::{Button, Kind},
};
use leptos::{prelude::*, task::spawn_local};

/// The button, and what came of it.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: String,
    label: &'static str,
) -> impl IntoView {
    let has_scripts = RwSignal::new(false);
    Effect::new(move |_| has_scripts.set(true));
    let said = RwSignal::new("");
    let copy = move || {
        let text = text.clone();
        spawn_local(async move {
            let copied = api::copy(&text).await.is_ok();
            said.try_set(if copied { "Copied" } else { "Copying is not allowed here" });
        });
    };
    view! {
        {move || has_scripts.get().then(|| {
            let copy = copy.clone();
            view! {
                <Button kind=Kind::Second compact=true in_page=true on:click=move |_| copy()>
                    {label}
                </Button>
            }
        })}
        <span class="soft small" role="status">{move || said.get()}</span>
    }
    .into_any()
}
