//! What is promised for each priority, and when its clock runs.

use super::{form::GroupForm, of_settings};
use crate::{
    components::{
        field::{Control, Field, FieldError, TextInput},
        select::Select,
    },
    form::{UseForm, use_form},
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        settings::{ChangeTargets, SettingsView},
    },
    problem::Problem,
    settings::{Group, lines::most_pressing_first},
    sla::policy::Runs,
    ticket::priority::Priority,
};

/// The page.
#[component]
pub fn TargetsPage() -> impl IntoView {
    of_settings(|settings| view! { <Editor settings/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let hours = settings.calendar.hours.words();
    let form = use_form(ChangeTargets {
        version: version.to_string(),
        ..ChangeTargets::saying(&settings.policy)
    });
    let on_submit = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let rows = most_pressing_first()
        .map(|priority| view! { <Row priority entered=entered.clone() problem/> })
        .collect_view();
    view! {
        <GroupForm
            group=Group::Targets
            lead="A change holds for what comes in from then on: what was promised already stays promised."
            action=ChangeTargets::ACTION
            key
            problem
            sending
            version=entered.version
            reason=entered.reason
            on_submit
        >
            <p class="measure">
                "Write a time as 30 minutes, 4 hours or 2 days. In working hours it counts while \
                 somebody works: " {hours} "."
            </p>
            <div class="table-box">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">"Priority"</th>
                            <th scope="col">"A person replies within"</th>
                            <th scope="col">"Fixed within"</th>
                            <th scope="col">"The clock runs"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="measure">
                <Field
                    name="acknowledgement"
                    label="People are told that their request is here within"
                    hint="Day and night, at every priority"
                    problem
                    let:control
                >
                    <TextInput control value=entered.acknowledgement short=true/>
                </Field>
            </div>
        </GroupForm>
    }
    .into_any()
}

#[component]
fn Row(
    priority: Priority,
    entered: ChangeTargets,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let [first_response, resolution, clock] = entered.of(priority);
    let label = |what: &str| format!("{}: {what}", priority.label());
    let clocks = Runs::ALL.map(|it| (it.value().to_owned(), it.label().to_owned())).to_vec();
    let control = Control::new(clock.0, false, problem.into());
    view! {
        <tr>
            <th scope="row">{priority.label()}</th>
            <Time
                name=first_response.0
                value=first_response.1.to_owned()
                label=label("a person replies within")
                problem
            />
            <Time
                name=resolution.0
                value=resolution.1.to_owned()
                label=label("fixed within")
                problem
            />
            <td>
                <div class="field">
                    <FieldError name=clock.0 problem=problem.into()/>
                    <Select
                        control
                        options=clocks
                        chosen=clock.1
                        label=label("the clock runs")
                    />
                </div>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Time(
    name: &'static str,
    value: String,
    label: String,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let control = Control::new(name, false, problem.into());
    view! {
        <td>
            <div class="field">
                <FieldError name problem=problem.into()/>
                <TextInput control value attr:aria-label=label/>
            </div>
        </td>
    }
    .into_any()
}
