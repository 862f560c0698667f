//! Label, hint and error around one control, wired so that a screen reader hears them with it.
//! Knows nothing of how a form is sent.

use leptos::{html, prelude::*};
use shared::problem::Problem;

use super::icon::Icon;
use crate::heading::PageHeading;

/// What a control needs to belong to its label, hint and error.
#[derive(Debug, Clone)]
pub struct Control {
    /// Both `id` and `name`; links of the error summary point here.
    pub name: String,
    /// For `aria-describedby`: hint and error, as far as they are there.
    pub described_by: Signal<Option<String>>,
    /// For `aria-invalid`.
    pub invalid: Signal<Option<&'static str>>,
}

impl Control {
    /// Wires the control called `name` to its hint, if it has one, and to what is wrong with it.
    pub(crate) fn new(name: &str, has_hint: bool, problem: Signal<Option<Problem>>) -> Self {
        let hint = has_hint.then(|| hint_id(name));
        let error = error_id(name);
        let is_wrong = {
            let name = name.to_owned();
            move || problem.read().as_ref().is_some_and(|it| it.text_for(&name).is_some())
        };
        let is_wrong = Signal::derive(is_wrong);
        Self {
            name: name.to_owned(),
            described_by: Signal::derive(move || match (&hint, is_wrong.get()) {
                (Some(hint), true) => Some(format!("{hint} {error}")),
                (Some(hint), false) => Some(hint.clone()),
                (None, true) => Some(error.clone()),
                (None, false) => None,
            }),
            invalid: Signal::derive(move || is_wrong.get().then_some("true")),
        }
    }
}

fn hint_id(name: &str) -> String {
    format!("{name}-hint")
}

fn error_id(name: &str) -> String {
    format!("{name}-error")
}

/// One labelled control, which the children make from the [`Control`] they are given:
///
/// ```text
/// <Field name="room" label="Room" is_optional=true problem let:control>
///     <TextInput control value=entered.room/>
/// </Field>
/// ```
#[component]
pub fn Field<F, V>(
    name: &'static str,
    #[prop(into)] label: String,
    /// One short sentence without a link (D1.4); none when empty.
    #[prop(optional, into)]
    hint: String,
    /// Said in words; there are no asterisks (D1.4).
    #[prop(optional)]
    is_optional: bool,
    /// The label is the question of the page, its only `h1` (D1.1).
    #[prop(optional)]
    is_question: bool,
    #[prop(optional, into)] problem: Signal<Option<Problem>>,
    children: F,
) -> impl IntoView
where
    F: FnOnce(Control) -> V,
    V: IntoView + 'static,
{
    let hint = Some(hint).filter(|it| !it.is_empty());
    let control = Control::new(name, hint.is_some(), problem);
    let label = view! {
        <label class:label=!is_question for=name>
            {label}
            {is_optional.then(|| view! { <span class="soft plain">" (optional)"</span> })}
        </label>
    };
    let label = if is_question {
        view! { <PageHeading attr:class="question">{label}</PageHeading> }.into_any()
    } else {
        label.into_any()
    };
    view! {
        <div class="field">
            {label} <Hint name text=hint/> <FieldError name problem/>
            {children(control).into_any()}
        </div>
    }
    .into_any()
}

/// The sentence below a label.
#[component]
pub(super) fn Hint(name: &'static str, text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <p class="hint" id=hint_id(name)>{text}</p> })
}

/// What is wrong with a field, in the same words as in the summary (D1.10).
#[component]
pub(crate) fn FieldError(name: &'static str, problem: Signal<Option<Problem>>) -> impl IntoView {
    move || {
        let problem = problem.read();
        let text = problem.as_ref()?.text_for(name)?.to_owned();
        Some(view! { <p class="error" id=error_id(name)>{Icon::Attention} <span>{text}</span></p> })
    }
}

/// A control of one line.
#[component]
pub fn TextInput(
    control: Control,
    /// What it says when the page is printed; afterwards it is the browser's.
    #[prop(optional, into)]
    value: String,
    #[prop(default = "text")] kind: &'static str,
    /// For password managers and form fillers; `off` where nothing could be filled in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// As narrow as what is expected.
    #[prop(optional)]
    short: bool,
    /// To empty the field once it is sent.
    #[prop(optional)]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let Control { name, described_by, invalid } = control;
    view! {
        <input
            class="control"
            class:short=short
            id=name.clone()
            name=name
            type=kind
            value=value
            autocomplete=autocomplete
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            node_ref=node
        />
    }
    .into_any()
}
