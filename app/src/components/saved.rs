//! Says that what was typed is kept on this device, and offers to be rid of it (D1.18).

use leptos::prelude::*;

/// The line below a field. It keeps its place while there is nothing to say.
#[component]
pub fn Saved(
    /// Whether the device has what was typed.
    #[prop(into)]
    is_saved: Signal<bool>,
    /// Called to forget it.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    view! {
        <p class="saved row small soft" role="status">
            {move || is_saved.get().then(|| view! {
                <span>"Saved on this device"</span>
                <button class="action" type="button" on:click=move |_| on_discard.run(())>
                    "Discard"
                </button>
            })}
        </p>
    }
    .into_any()
}
