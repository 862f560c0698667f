//! The teams: what they are called, their order, and which of them are offered.

use super::{form::GroupForm, of_settings_again, row::Row};
use crate::{
    components::field::{Field, FieldError, TextInput},
    form::{UseForm, use_form},
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        settings::{SettingsView, catalogue::ChangeTeams},
    },
    settings::Group,
    ticket::team::Team,
};

/// The page.
#[component]
pub fn TeamsPage() -> impl IntoView {
    of_settings_again(|settings, again| view! { <Editor settings again/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView, again: Callback<()>) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let teams = settings.catalogue.teams;
    let form = use_form(ChangeTeams {
        version: version.to_string(),
        teams: teams.iter().map(|it| it.value.to_string()).collect(),
        names: teams.iter().map(|it| it.label.to_string()).collect(),
        offered: teams.iter().filter(|it| !it.retired).map(|it| it.value.to_string()).collect(),
        ..ChangeTeams::default()
    });
    let on_submit = form.on_submit_then(move |_, _| again.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let ChangeTeams { version, reason, teams, names, offered, new, .. } = entered;
    let rows = teams.into_iter().zip(names).enumerate().map(|(n, (value, name))| {
        let is_offered = offered.contains(&value);
        let is_fixed = value == Team::SERVICE_DESK.value();
        // The first has the id that the error summary leads to.
        let id = if n == 0 { "names".to_owned() } else { format!("names-{value}") };
        let label = format!("Name of the team {value}");
        view! {
            <Row list="teams" value label=name.clone() is_offered is_fixed>
                <input
                    class="control"
                    id=id
                    name="names"
                    autocomplete="off"
                    aria-label=label
                    value=name
                />
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <GroupForm
            group=Group::Teams
            lead="Each request goes to one of them. Whoever is no longer offered keeps what they have, \
                  under the same name."
            action=ChangeTeams::ACTION
            key
            problem
            sending
            version
            reason
            on_submit
        >
            <div class="field measure">
                <FieldError name="names" problem=problem.into()/>
                <FieldError name="offered" problem=problem.into()/>
                <ul class="rows" id="offered">{rows}</ul>
            </div>
            <div class="measure">
                <Field name="new" label="Add a team" hint="What it is called" is_optional=true problem let:control>
                    <TextInput control value=new/>
                </Field>
            </div>
        </GroupForm>
    }
    .into_any()
}
