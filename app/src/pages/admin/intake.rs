//! What people can ask about: the categories in their order, and which of them are offered.

pub mod category;
pub mod proof;
pub mod topic;

use super::{form::GroupForm, of_settings_again, row::Row};
use crate::{
    components::field::{Field, FieldError, TextInput},
    form::{UseForm, use_form},
};
use leptos::prelude::*;
use proof::{Proven, look_at};
use shared::{
    api::{
        Form,
        settings::{
            SettingsView,
            catalogue::{ChangeCategories, category_page},
        },
    },
    settings::Group,
    ticket::intake::{Category, tree::CategoryEntry},
};

/// The page.
#[component]
pub fn IntakePage() -> impl IntoView {
    of_settings_again(|settings, again| view! { <Editor settings again/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView, again: Callback<()>) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let categories = settings.catalogue.intake.categories.clone();
    let form = use_form(ChangeCategories {
        version: version.to_string(),
        categories: categories.iter().map(|it| it.value.to_string()).collect(),
        offered: categories
            .iter()
            .filter(|it| !it.retired)
            .map(|it| it.value.to_string())
            .collect(),
        ..ChangeCategories::default()
    });
    let on_submit = form.on_submit_then(move |_, _| again.run(()));
    let looking = look_at::<ChangeCategories>();
    let UseForm { entered, key, problem, sending } = form;
    let ChangeCategories { version, reason, categories: order, offered, new, .. } = entered;
    let rows = order.into_iter().map(|value| {
        let is_offered = offered.contains(&value);
        let entry = categories.iter().find(|it| it.value.value() == value);
        let label = entry.map_or_else(|| value.clone(), |it| it.label.to_string());
        let is_fixed = value == Category::SOMETHING_ELSE.value();
        let (href, name) = (category_page(&value), label.clone());
        let topics = entry.map(how_many);
        view! {
            <Row list="categories" value label is_offered is_fixed>
                <a href=href>{name}</a>
                <p class="soft small">{topics}</p>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <GroupForm
            group=Group::Intake
            lead="People choose one of these, and then what is closest to their trouble. From that \
                  follows who gets it, and what else is asked."
            action=ChangeCategories::ACTION
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
            <div class="field measure">
                <FieldError name="offered" problem=problem.into()/>
                <ul class="rows" id="offered">{rows}</ul>
            </div>
            <div class="measure">
                <Field
                    name="new"
                    label="Add a category"
                    hint="What people read. It is offered once it has topics and is ticked above"
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

fn how_many(entry: &CategoryEntry) -> String {
    match entry.offered().count() {
        0 => "No topics: nobody is asked what is closest".to_owned(),
        1 => "1 topic".to_owned(),
        n => format!("{n} topics"),
    }
}
