//! Who is affected and whether one can work, from which the priority follows; when it began and what was
//! tried, for whoever wants to say.

use super::step::Step;
use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
        textarea::TextArea,
    },
    form::UseForm,
    heading::PageHeading,
};
use leptos::prelude::*;
use shared::{
    api::requests::SaveDraft,
    text::Remark,
    ticket::intake::{Answers, IMPACTS, NOT_SURE, Page, URGENCIES},
};

/// The third page.
#[component]
pub fn EffectPage() -> impl IntoView {
    view! { <Step page=Page::Effect title="How does it affect work?" fields=questions/> }.into_any()
}

fn questions(answers: Answers, form: &UseForm<SaveDraft>) -> AnyView {
    let problem = form.problem;
    let impacts = IMPACTS.map(|(value, label, _)| choice(value, label)).to_vec();
    let urgencies = URGENCIES.map(|(value, label, _)| choice(value, label)).to_vec();
    view! {
        <PageHeading attr:class="question">"How does it affect work?"</PageHeading>
        <div class="stack loose">
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
            <Field
                name="tried"
                label="What have you tried?"
                is_optional=true
                problem
                let:control
            >
                <TextArea control low=true value=answers.tried limit=Remark::LIMIT/>
            </Field>
        </div>
    }
    .into_any()
}

fn choice(value: &str, label: &str) -> Choice {
    let choice = Choice::new(value, label);
    if value == NOT_SURE { choice.apart() } else { choice }
}
