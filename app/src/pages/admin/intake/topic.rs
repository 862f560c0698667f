//! One topic: what people read, and what follows from it.

use super::{
    super::{form::GroupForm, of_settings_again},
    category::teams_to_choose,
    proof::{Proven, look_at},
};
use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
        select::Select,
    },
    form::{UseForm, use_form},
    pages::problem::ProblemPage,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        settings::{
            SettingsView,
            catalogue::{ChangeTopic, category_page, hint_field},
        },
    },
    problem::{Code, Problem},
    settings::Group,
    ticket::{
        intake::{
            Category,
            tree::{Detail, Topic},
        },
        kind::TicketType,
        priority::{Impact, Urgency},
    },
};

/// The page.
#[component]
pub fn TopicPage() -> impl IntoView {
    let params = use_params_map();
    of_settings_again(move |settings, again| {
        let params = params.read_untracked();
        let category = params.get_str("category").and_then(Category::from_value);
        let named = params.get_str("topic").unwrap_or_default();
        let entry = category.and_then(|it| settings.settings.catalogue.intake.entry(it));
        let topic = entry.and_then(|it| it.topics.iter().find(|it| it.value.value() == named));
        match category.zip(topic.cloned()) {
            Some((category, topic)) => view! { <Editor settings category topic again/> }.into_any(),
            None => {
                let problem = Problem::new(Code::NotFound, "There is no such topic.");
                view! { <ProblemPage problem/> }.into_any()
            }
        }
    })
}

#[component]
fn Editor(
    settings: SettingsView,
    category: Category,
    topic: Topic,
    again: Callback<()>,
) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let said = ChangeTopic::saying(category, &topic);
    let form = use_form(ChangeTopic { version: version.to_string(), ..said });
    let on_submit = form.on_submit_then(move |_, _| again.run(()));
    let looking = look_at::<ChangeTopic>();
    let UseForm { entered, key, problem, sending } = form;
    let back = (category_page(category.value()), "The category");
    let asks =
        Detail::ALL.map(|detail| view! { <Question detail entered=entered.clone() problem/> });
    let asks = asks.collect_view();
    let action = entered.action();
    let ChangeTopic { version, reason, label, words, makes, team, .. } = entered.clone();
    let types = TicketType::ALL.map(|it| (it.value().to_owned(), it.label().to_owned()));
    let teams = teams_to_choose(&settings.catalogue, &team);
    view! {
        <GroupForm
            group=Group::Intake
            heading=topic.label.to_string()
            back
            lead="A trouble in people’s own words, and what follows from it."
            action
            key
            problem
            sending
            version
            reason
            node=looking.node
            on_input=looking.on_input
            on_submit
        >
            <Proven settings change=looking.change/>
            <div class="stack measure">
                <Field name="label" label="What people read" problem let:control>
                    <TextInput control value=label/>
                </Field>
                <Field
                    name="words"
                    label="Words that speak for it"
                    hint="With commas between. Whoever writes one of them sees the topic proposed"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=words/>
                </Field>
                <Field name="team" label="Team" problem let:control>
                    <Select control options=teams chosen=team/>
                </Field>
                <Field name="makes" label="Type of ticket" problem let:control>
                    <Select control options=types.to_vec() chosen=makes/>
                </Field>
                <Bearing entered problem/>
            </div>
            <fieldset class="stack measure">
                <legend>"What else is asked, at most two"</legend>
                {asks}
            </fieldset>
        </GroupForm>
    }
    .into_any()
}

/// How it bears on work: asked, or known with the reason.
#[component]
fn Bearing(entered: ChangeTopic, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let ChangeTopic { effect, impact, urgency, because, .. } = entered;
    let choices = vec![
        Choice::new("asked", "They are asked who is affected and whether they can work"),
        Choice::new("known", "It is known, and nobody is asked"),
    ];
    let impacts = Impact::ALL.map(|it| (it.value().to_owned(), it.label().to_owned()));
    let urgencies = Urgency::ALL.map(|it| (it.value().to_owned(), it.label().to_owned()));
    view! {
        <Choices
            name="effect"
            question="How does it bear on people’s work?"
            choices
            chosen=vec![effect]
            problem
        />
        <Field name="impact" label="Who is affected" hint="If it is known" is_optional=true problem let:control>
            <Select control options=impacts.to_vec() chosen=impact none="They are asked"/>
        </Field>
        <Field
            name="urgency"
            label="Whether they can work"
            hint="If it is known"
            is_optional=true
            problem
            let:control
        >
            <Select control options=urgencies.to_vec() chosen=urgency none="They are asked"/>
        </Field>
        <Field
            name="because"
            label="Why that is known"
            hint="One sentence. The requester reads it as the reason of the priority"
            is_optional=true
            problem
            let:control
        >
            <TextInput control value=because/>
        </Field>
    }
    .into_any()
}

/// A question that the topic may ask, and what helps to answer it.
#[component]
fn Question(
    detail: Detail,
    entered: ChangeTopic,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let (question, help) = entered.ask(detail);
    let (question, help) = (question.to_owned(), help.to_owned());
    let label = format!("Question: {}", detail.label().to_lowercase());
    view! {
        <Field name=detail.field() label is_optional=true problem let:control>
            <TextInput control value=question/>
        </Field>
        <Field name=hint_field(detail) label="What helps to answer it" is_optional=true problem let:control>
            <TextInput control value=help/>
        </Field>
    }
    .into_any()
}
