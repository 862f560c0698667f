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
use shared::ticket::intake::{
    NOT_SURE,
    page::Page,
    proposal::Proposal,
    tree::{CategoryEntry, NONE_OF_THESE},
};

/// The third page, for categories that have topics.
#[component]
pub fn TopicPage() -> impl IntoView {
    view! { <Step page=Page::Topic title="What is closest to your trouble?" fields=question/> }
        .into_any()
}

fn question(Asking { answers, place, problem, proposal, tree, .. }: Asking) -> AnyView {
    let topics = place.category.and_then(|it| tree.offers(it)).into_iter();
    let choices = topics
        .flat_map(CategoryEntry::offered)
        .map(|it| Choice::new(it.value.value(), &*it.label))
        .chain([Choice::new(NOT_SURE, NONE_OF_THESE).apart()]);
    let choices: Vec<_> = choices.collect();
    let proposed = move || {
        let Proposal { category, topic, word } = proposal.get()?;
        let topic = tree.topic(place.category.filter(|it| *it == category), Some(topic))?;
        Some(view! { <Sounds word=word.into() label=topic.label.to_string()/> })
    };
    view! {
        <Context name="category" value=place.category.map(|it| it.to_string())/>
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
