//! One of a few values, chosen from a list that opens: where a page has many such questions in a row.

use leptos::prelude::*;

use super::field::Control;

/// A list of which one is chosen.
#[component]
pub fn Select(
    control: Control,
    /// Values and what people read, in the order in which they are offered.
    options: Vec<(String, String)>,
    /// The value that is chosen when the page is printed.
    #[prop(into)]
    chosen: String,
    /// What the first line says, which stands for no choice; without it one has to be chosen.
    #[prop(optional, into)]
    none: Option<String>,
    /// What a screen reader says in the place of a label; none where a label stands beside it.
    #[prop(optional, into)]
    label: Option<String>,
    /// The id, where several controls have one name.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let Control { name, described_by, invalid } = control;
    let options = options.into_iter().map(|(value, label)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{label}</option> }
    });
    view! {
        <select
            class="control"
            id=id.unwrap_or_else(|| name.clone())
            name=name
            aria-label=label
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
        >
            {none.map(|it| view! { <option value="">{it}</option> })}
            {options.collect_view()}
        </select>
    }
    .into_any()
}
