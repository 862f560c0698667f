//! Choosing one of a list that is short to read and long to look at.

use super::field::Control;
use leptos::prelude::*;

/// A native list; the first line stands for no choice.
#[component]
pub fn Select(
    control: Control,
    /// Value and label of each choice.
    choices: Vec<(&'static str, &'static str)>,
    /// The value chosen already, when the page is printed.
    #[prop(into)]
    chosen: String,
    /// What the line for no choice says.
    none: &'static str,
) -> impl IntoView {
    let Control { name, described_by, invalid } = control;
    let options = choices.into_iter().map(|(value, label)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{label}</option> }
    });
    view! {
        <select
            class="control"
            id=name.clone()
            name=name
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
        >
            <option value="">{none}</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
