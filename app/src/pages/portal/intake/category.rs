//! What it is about. Whoever has no scripts sees here, once, the articles that may help.

use super::{start::Start, step::Step};
use crate::{
    components::{
        choice::{Choice, Choices},
        hits::Hits,
    },
    form::UseForm,
    pages::portal::suggestions::suggested,
};
use leptos::{html, prelude::*};
use shared::{
    api::requests::SaveDraft,
    ticket::intake::{Answers, Category, Page},
};

/// The second page.
#[component]
pub fn CategoryPage() -> impl IntoView {
    view! { <Step page=Page::Category title="What is it about?" fields=question below=matches/> }
        .into_any()
}

fn question(answers: Answers, form: &UseForm<SaveDraft>) -> AnyView {
    let choices = Category::ALL.map(|it| {
        let choice = Choice::new(it.value(), it.label()).with_hint(it.hint());
        if it == Category::SomethingElse { choice.apart() } else { choice }
    });
    view! {
        <Choices
            name="category"
            question="What is it about?"
            choices=choices.to_vec()
            chosen=vec![answers.category]
            is_question=true
            problem=form.problem
        />
    }
    .into_any()
}

fn matches(start: Start, _: NodeRef<html::Form>) -> AnyView {
    let hits = suggested(start.matches);
    view! { <Hits hits=Signal::stored(hits) in_new_tab=true/> }.into_any()
}
