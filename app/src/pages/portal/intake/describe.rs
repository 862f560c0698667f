//! What happened. Articles that may help appear below the button, so that it never moves.

use super::{kept::use_kept, start::Start, step::Step};
use crate::{
    components::{field::Field, textarea::TextArea},
    form::UseForm,
    pages::portal::suggestions::{SuggestionList, use_suggestions},
};
use leptos::{html, prelude::*};
use shared::{
    api::requests::SaveDraft,
    text::Body,
    ticket::intake::{Answers, Page},
};

/// The first page.
#[component]
pub fn DescribePage() -> impl IntoView {
    view! { <Step page=Page::Describe title="What happened?" fields=question below=suggestions/> }
        .into_any()
}

fn question(answers: Answers, form: &UseForm<SaveDraft>) -> AnyView {
    view! {
        <Field
            name="description"
            label="What happened?"
            hint="Say what you were doing, and the exact words of any error."
            is_question=true
            problem=form.problem
            let:control
        >
            <TextArea control value=answers.description limit=Body::LIMIT/>
        </Field>
    }
    .into_any()
}

fn suggestions(_: Start, _: NodeRef<html::Form>) -> AnyView {
    let kept = use_kept();
    let suggestions = use_suggestions();
    // The form hears what is typed and hands it to the answers; restored ones count as well.
    Effect::new(move |_| suggestions.hear(kept.description()));
    view! { <SuggestionList suggestions in_new_tab=true/> }.into_any()
}
