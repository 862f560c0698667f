//! A field that people neither see nor hear, and programs that fill in everything do. There is no puzzle
//! for people (D1.19). If something is in it all the same, it shows itself, to be emptied.

use leptos::prelude::*;
use shared::problem::Problem;

use super::field::FieldError;

/// The trap.
#[component]
pub fn Trap(
    name: &'static str,
    /// What is in it.
    #[prop(into)]
    value: String,
    #[prop(into)] problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let is_sprung =
        Memo::new(move |_| problem.read().as_ref().is_some_and(|it| it.text_for(name).is_some()));
    view! {
        <div
            class="trap field"
            class:sprung=is_sprung
            aria-hidden=move || (!is_sprung.get()).then_some("true")
        >
            <label class="label" for=name>"Leave this field empty"</label>
            <FieldError name problem/>
            <input
                class="control"
                id=name
                name=name
                type="text"
                value=value
                autocomplete="off"
                tabindex=move || (!is_sprung.get()).then_some("-1")
            />
        </div>
    }
    .into_any()
}
