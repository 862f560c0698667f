//! What it is about. Whoever has no scripts sees here, once, the articles that may help.

use super::{
    start::Start,
    step::{Asking, Step},
};
use crate::{
    components::choice::{Choice, Choices},
    pages::portal::{draft_hits::DraftHits, suggestions::suggested},
};
use leptos::{html, prelude::*};
use shared::{
    api::address,
    ticket::intake::{Category, page::Page, proposal::Proposal},
};

/// The second page.
#[component]
pub fn CategoryPage() -> impl IntoView {
    view! { <Step page=Page::Category title="What is it about?" fields=question below=matches/> }
        .into_any()
}

fn question(Asking { answers, problem, proposal, .. }: Asking) -> AnyView {
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
            problem
        />
        {move || {
            let Proposal { category, word, .. } = proposal.get()?;
            Some(view! { <Sounds word label=category.label()/> })
        }}
    }
    .into_any()
}

/// What the description sounds like, and why: said, never chosen for anybody (A14).
#[component]
pub fn Sounds(word: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <p class="soft small">
            "You wrote “" {word} "”. That sounds like “" {label} "”."
        </p>
    }
    .into_any()
}

fn matches(start: Start, _: NodeRef<html::Form>) -> AnyView {
    let (hits, is_signed_in) = (suggested(start.matches), start.person.is_some());
    let from = address::with_query(Page::Category.address(), &[("draft", &start.draft.draft)]);
    view! { <DraftHits hits=Signal::stored(hits) from is_signed_in/> }.into_any()
}
