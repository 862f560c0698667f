//! Questions answered by choosing: native radios or boxes whose whole row is the target. Nothing
//! is chosen beforehand (D1.5).

use leptos::prelude::*;
use shared::problem::Problem;

use super::field::{Control, FieldError, Hint};
use crate::heading::PageHeading;

/// One answer to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
    /// A few words that tell it from its neighbours.
    pub hint: Option<String>,
    /// The way out, such as "I'm not sure", stands a little apart.
    pub is_apart: bool,
    /// Shown, with its reason in the hint, but not to be had.
    pub is_unavailable: bool,
}

impl Choice {
    /// A choice that needs no more words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same, standing apart.
    #[must_use]
    pub fn apart(self) -> Self {
        Self { is_apart: true, ..self }
    }
}

/// A question and its choices. The first control has the question's name as its id, so that the
/// error summary leads to it.
#[component]
pub fn Choices(
    name: &'static str,
    #[prop(into)] question: String,
    choices: Vec<Choice>,
    /// The values chosen already, when the page is printed.
    #[prop(optional, into)]
    chosen: Vec<String>,
    /// Several may be chosen.
    #[prop(optional)]
    many: bool,
    #[prop(optional, into)] hint: Option<String>,
    /// The question is the page's only `h1` (D1.1).
    #[prop(optional)]
    is_question: bool,
    #[prop(optional, into)] problem: Signal<Option<Problem>>,
    /// Hears the value of each choice made.
    #[prop(optional_no_strip, into)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let Control { described_by, invalid, .. } = Control::new(name, hint.is_some(), problem);
    let question = if is_question {
        view! { <legend class="question"><PageHeading>{question}</PageHeading></legend> }.into_any()
    } else {
        view! { <legend class="label">{question}</legend> }.into_any()
    };
    let rows = choices.into_iter().enumerate().map(|(n, choice)| {
        let Choice { value, label, hint, is_apart, is_unavailable } = choice;
        let id = if n == 0 { name.to_owned() } else { format!("{name}-{}", n + 1) };
        let checked = chosen.contains(&value);
        view! {
            <label class="choice" class:apart=is_apart>
                <input
                    type=if many { "checkbox" } else { "radio" }
                    id=id
                    name=name
                    value=value
                    checked=checked
                    disabled=is_unavailable
                    on:change=move |event| {
                        if let Some(it) = on_choose {
                            it.run(event_target_value(&event));
                        }
                    }
                />
                <span>{label} {hint.map(|it| view! { <small>{it}</small> })}</span>
            </label>
        }
    });
    let rows = rows.collect_view();
    view! {
        <fieldset
            class="field"
            role=if many { "group" } else { "radiogroup" }
            aria-describedby=move || described_by.get()
            data-invalid=move || invalid.get()
            aria-invalid=move || invalid.get().filter(|_| !many)
        >
            {question} <Hint name text=hint/> <FieldError name problem/>
            <div class="choices">{rows}</div>
        </fieldset>
    }
    .into_any()
}
