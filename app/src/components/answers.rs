//! What will be sent, line by line, each with a way to change it (D1.16).

use leptos::prelude::*;

/// One line of the check page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// A short label.
    pub label: String,
    /// What was answered; `None` when the question was skipped.
    pub value: Option<String>,
    /// The page of the question; it leads straight back here.
    pub change: String,
    /// The field that it answers: the error summary leads to the way to change it.
    pub field: Option<&'static str>,
    /// Ends the sentence "Change ..", for those who hear links without their line.
    pub what: String,
}

/// All answers.
#[component]
pub fn Answers(
    /// In the order of the questions.
    answers: Vec<Answer>,
) -> impl IntoView {
    let lines = answers.into_iter().map(|Answer { label, value, change, field, what }| {
        let is_missing = value.is_none();
        // On this very page there is nothing to navigate to.
        let rel = change.starts_with('#').then_some("external");
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="value" class:missing=is_missing>
                    {value.unwrap_or_else(|| "Not provided".to_owned())}
                </dd>
                <dd class="change"><a id=field href=change rel=rel>"Change" <span class="vh">" " {what}</span></a></dd>
            </div>
        }
    });
    view! { <dl class="answers">{lines.collect_view()}</dl> }.into_any()
}
