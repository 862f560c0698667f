//! From impact and urgency to priority.

use super::{form::GroupForm, of_settings};
use crate::{
    components::{
        field::{Control, FieldError},
        select::Select,
    },
    form::{UseForm, use_form},
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        settings::{ChangeMatrix, SettingsView},
    },
    problem::Problem,
    settings::Group,
    ticket::priority::{Impact, Priority, Urgency},
};

/// The page.
#[component]
pub fn MatrixPage() -> impl IntoView {
    of_settings(|settings| view! { <Editor settings/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let form = use_form(ChangeMatrix {
        version: version.to_string(),
        cells: ChangeMatrix::cells(&settings.matrix),
        ..ChangeMatrix::default()
    });
    let on_submit = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let ChangeMatrix { version, reason, cells, .. } = entered;
    let rows = Impact::ALL.map(|impact| view! { <Row impact cells=cells.clone() problem/> });
    view! {
        <GroupForm
            group=Group::Matrix
            lead="Nobody picks a priority: it follows from who is affected and whether they can work. \
                  A change holds for what comes in from then on."
            action=ChangeMatrix::ACTION
            key
            problem
            sending
            version
            reason
            on_submit
        >
            <div class="field">
                <FieldError name="cells" problem=problem.into()/>
                <div class="table-box">
                    <table class="grid">
                        <thead>
                            <tr>
                                <th scope="col">"Who is affected"</th>
                                {Urgency::ALL
                                    .map(|it| view! { <th scope="col">{it.label()}</th> })
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </div>
        </GroupForm>
    }
    .into_any()
}

#[component]
fn Row(impact: Impact, cells: Vec<String>, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let selects = Urgency::ALL.map(|urgency| {
        let options = Priority::ALL
            .map(|it| (ChangeMatrix::cell(impact, urgency, it), it.label().to_owned()));
        let chosen = cells.iter().find(|it| options.iter().any(|option| option.0 == **it));
        // The first has the id that the error summary leads to.
        let id = match (impact, urgency) {
            (Impact::OnlyMe, Urgency::CanWait) => "cells".to_owned(),
            _ => format!("cells-{}-{}", impact.value(), urgency.value()),
        };
        view! {
            <td>
                <Select
                    control=Control::new("cells", false, problem.into())
                    chosen=chosen.cloned().unwrap_or_default()
                    options=options.to_vec()
                    label=format!("{}, {}", impact.label(), urgency.label())
                    id
                />
            </td>
        }
    });
    view! { <tr><th scope="row">{impact.label()}</th> {selects.collect_view()}</tr> }.into_any()
}
