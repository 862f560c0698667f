//! What somebody's trouble is closest to, in people's own words (A02, A14).

use super::{
    category::Sounds,
    step::{Asking, Context, Step},
};
use crate::components::{
    button::ButtonLink,
    choice::{Choice, Choices},
    page::PageHead,
};
use leptos::prelude::*;
use shared::ticket::intake::{Category, page::Page, proposal::Proposal, tree};

/// The third page, for categories that have topics.
#[component]
pub fn TopicPage() -> impl IntoView {
    view! { <Step page=Page::Topic title="What is closest to your trouble?" fields=question/> }
        .into_any()
}

fn question(Asking { answers, place, problem, proposal, .. }: Asking) -> AnyView {
    let choices = place.category.map_or(&[][..], tree::topics).iter().map(|it| {
        let choice = Choice::new(it.value, it.label);
        if it.is_unsure() { choice.apart() } else { choice }
    });
    let choices: Vec<_> = choices.collect();
    let proposed = move || {
        let Proposal { category, topic, word } = proposal.get()?;
        let is_here = place.category == Some(category);
        is_here.then(|| view! { <Sounds word label=topic.label/> })
    };
    view! {
        <Context name="category" value=place.category.map(Category::value)/>
        <Choices
            name="topic"
            question="What is closest to your trouble?"
            choices=choices
            chosen=vec![answers.topic]
            is_question=true
            problem
        />
        {proposed}
    }
    .into_any()
}

/// For whoever came here without saying what it is about.
#[component]
pub fn ChooseCategoryFirst() -> impl IntoView {
    view! {
        <div class="stack loose measure">
            <PageHead
                title="First choose what it is about"
                lead="Then we know what to ask. Nothing that you wrote is lost."
            />
            <p class="actions">
                <ButtonLink href=Page::Category.address()>"Choose what it is about"</ButtonLink>
            </p>
        </div>
    }
    .into_any()
}
