//! One category: what people read of it, who takes what fits no topic, and its topics.

use super::{
    super::{form::GroupForm, of_settings_again, row::Row},
    proof::{Proven, look_at},
};
use crate::{
    components::{
        field::{Field, FieldError, TextInput},
        select::Select,
    },
    form::{UseForm, use_form},
    pages::problem::ProblemPage,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form, address,
        settings::{
            SettingsView,
            catalogue::{ChangeCategory, ChangeTopic, INTAKE_PAGE},
        },
    },
    catalogue::Catalogue,
    problem::{Code, Problem},
    settings::Group,
    ticket::{
        intake::{
            Category,
            tree::{AskFirst, CategoryEntry},
        },
        team::Team,
    },
};

/// The page.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let params = use_params_map();
    of_settings_again(move |settings, again| {
        let named = params.read_untracked().get("category");
        let category = named.and_then(|it| Category::from_value(&it));
        let entry = category.and_then(|it| settings.settings.catalogue.intake.entry(it).cloned());
        match entry {
            Some(entry) => view! { <Editor settings entry again/> }.into_any(),
            None => {
                let problem = Problem::new(Code::NotFound, "There is no such category.");
                view! { <ProblemPage problem/> }.into_any()
            }
        }
    })
}

#[component]
fn Editor(settings: SettingsView, entry: CategoryEntry, again: Callback<()>) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let said = ChangeCategory::saying(&entry);
    let form = use_form(ChangeCategory { version: version.to_string(), ..said });
    let on_submit = form.on_submit_then(move |_, _| again.run(()));
    let looking = look_at::<ChangeCategory>();
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let ChangeCategory {
        version, reason, name, hint, team, ask_first, topics, offered, new, ..
    } = entered;
    let rows = topics.into_iter().map(|value| {
        let is_offered = offered.contains(&value);
        let topic = entry.topics.iter().find(|it| it.value.value() == value);
        let label = topic.map_or_else(|| value.clone(), |it| it.label.to_string());
        let path = [("category", entry.value.value()), ("topic", value.as_str())];
        let (href, text) = (address::fill(ChangeTopic::ACTION, &path), label.clone());
        let team = topic.map(|it| settings.catalogue.team_label(it.team));
        view! {
            <Row list="topics" value label is_offered>
                <a href=href>{text}</a>
                <p class="soft small">{team}</p>
            </Row>
        }
    });
    let rows = rows.collect_view();
    let teams = teams_to_choose(&settings.catalogue, &team);
    let firsts = AskFirst::ALL.map(|it| (it.value().to_owned(), it.label().to_owned()));
    view! {
        <GroupForm
            group=Group::Intake
            heading=entry.label.to_string()
            back=(INTAKE_PAGE.to_owned(), "Categories and topics")
            lead="What people read when they choose it, and what they may then be closest to."
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
                <Field name="name" label="Name" problem let:control>
                    <TextInput control value=name/>
                </Field>
                <Field
                    name="hint"
                    label="Examples"
                    hint="What helps to choose it"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=hint/>
                </Field>
                <Field name="team" label="Team for what fits no topic" problem let:control>
                    <Select control options=teams chosen=team/>
                </Field>
                <Field
                    name="ask_first"
                    label="What staff ask first"
                    hint="Where the requester left much out"
                    problem
                    let:control
                >
                    <Select control options=firsts.to_vec() chosen=ask_first/>
                </Field>
            </div>
            <fieldset class="field measure">
                <legend>"Topics"</legend>
                <FieldError name="offered" problem=problem.into()/>
                <ul class="rows" id="offered">{rows}</ul>
            </fieldset>
            <div class="measure">
                <Field
                    name="new"
                    label="Add a topic"
                    hint="In people’s own words: My screen stays black"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=new/>
                </Field>
            </div>
        </GroupForm>
    }
    .into_any()
}

/// The teams to choose from, by value and label; the one that is chosen among them.
pub(super) fn teams_to_choose(catalogue: &Catalogue, chosen: &str) -> Vec<(String, String)> {
    let chosen: Vec<Team> = Team::from_value(chosen).into_iter().collect();
    catalogue.names(true).teams_to_choose(&chosen)
}
