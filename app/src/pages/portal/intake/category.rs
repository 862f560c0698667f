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

fn question(Asking { answers, problem, proposal, tree, .. }: Asking) -> AnyView {
    let choices = tree.offered().map(|it| {
        let choice = Choice::new(it.value.value(), &*it.label);
        let choice = match &it.hint {
            Some(hint) => choice.with_hint(&**hint),
            None => choice,
        };
        if it.value == Category::SOMETHING_ELSE { choice.apart() } else { choice }
    });
    let choices: Vec<_> = choices.collect();
    view! {
        <Choices
            name="category"
            question="What is it about?"
            choices
            chosen=vec![answers.category]
            is_question=true
            problem
        />
        {move || {
            let Proposal { category, word, .. } = proposal.get()?;
            let label = tree.offers(category)?.label.to_string();
            Some(view! { <Sounds word=word.into() label/> })
        }}
    }
    .into_any()
}

/// What the description sounds like, and why: said, never chosen for anybody (A14).
#[component]
pub fn Sounds(word: String, label: String) -> impl IntoView {
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
