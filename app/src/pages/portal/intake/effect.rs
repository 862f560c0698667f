//! What else is worth knowing: details of the topic, who is affected and whether one can work, from which
//! the priority follows; when it began and what was tried, for whoever wants to say.

use super::step::{Asking, Context, Step};
use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
        textarea::TextArea,
    },
    heading::PageHeading,
};
use leptos::prelude::*;
use shared::{
    problem::Problem,
    text::{Label, Remark},
    ticket::intake::{
        Answers, IMPACTS, NOT_SURE, URGENCIES,
        page::Page,
        tree::{Ask, Detail, Effect},
    },
};

/// The last page that asks something.
#[component]
pub fn EffectPage() -> impl IntoView {
    view! { <Step page=Page::Effect title="A little more" fields=questions/> }.into_any()
}

fn questions(Asking { answers, place, problem, tree, .. }: Asking) -> AnyView {
    let topic = tree.topic(place.category, place.topic);
    let asks = topic.map_or(&[][..], |it| &it.asks);
    let is_effect_asked = topic.is_none_or(|it| it.effect == Effect::Asked);
    let heading = if is_effect_asked { "How does it affect work?" } else { "A little more" };
    let details = asks.iter().map(|ask| detail(ask, &answers, problem)).collect_view();
    view! {
        <Context name="category" value=place.category.map(|it| it.to_string())/>
        <Context name="topic" value=place.topic.map(|it| it.to_string())/>
        <PageHeading attr:class="question">{heading}</PageHeading>
        <div class="stack loose">
            {details}
            {is_effect_asked.then(|| effect(answers, problem))}
        </div>
    }
    .into_any()
}

fn detail(ask: &Ask, answers: &Answers, problem: RwSignal<Option<Problem>>) -> AnyView {
    let (detail, label) = (ask.detail, ask.label.to_string());
    let hint = ask.hint.as_ref().map(Label::to_string).unwrap_or_default();
    let value = answers.detail(detail).to_owned();
    let is_long = detail == Detail::Message;
    view! {
        <Field name=detail.field() label hint is_optional=true problem let:control>
            {if is_long {
                view! { <TextArea control low=true value/> }.into_any()
            } else {
                view! { <TextInput control value/> }.into_any()
            }}
        </Field>
    }
    .into_any()
}

fn effect(answers: Answers, problem: RwSignal<Option<Problem>>) -> AnyView {
    let impacts = IMPACTS.map(|(value, label, _)| choice(value, label)).to_vec();
    let urgencies = URGENCIES.map(|(value, label, _)| choice(value, label)).to_vec();
    view! {
        <Choices
            name="impact"
            question="Who is affected?"
            choices=impacts
            chosen=vec![answers.impact]
            problem
        />
        <Choices
            name="urgency"
            question="Can you work?"
            choices=urgencies
            chosen=vec![answers.urgency]
            problem
        />
        <Field
            name="since"
            label="When did it start?"
            hint="For example: this morning, about 9"
            is_optional=true
            problem
            let:control
        >
            <TextInput control value=answers.since/>
        </Field>
        <Field name="tried" label="What have you tried?" is_optional=true problem let:control>
            <TextArea control low=true value=answers.tried limit=Remark::LIMIT/>
        </Field>
    }
    .into_any()
}

fn choice(value: &str, label: &str) -> Choice {
    let choice = Choice::new(value, label);
    if value == NOT_SURE { choice.apart() } else { choice }
}
