//! All settings in force on one page, a group each with the way to change it.

use crate::{
    api,
    components::page::{PageHead, Section},
    pages::{
        lead::openings::OpeningsSection,
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use shared::{
    api::{
        confidential::{ListOpenings, Openings},
        settings::{GetSettings, SettingsView, versions::VERSIONS_PAGE},
    },
    permission::Action,
    settings::{Group, lines::Line},
};

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let read = async |()| Ok((api::call(GetSettings {}).await?, api::call(ListOpenings {}).await?));
    let read: Loading<(SettingsView, Openings)> = Resource::new(|| (), read);
    let again = Callback::new(move |()| read.refetch());
    loaded_for(Readers::Administrators, read, move |(settings, openings)| {
        view! { <Overview settings openings again/> }.into_any()
    })
}

#[component]
fn Overview(settings: SettingsView, openings: Openings, again: Callback<()>) -> impl IntoView {
    let SettingsView { version, settings, can } = settings;
    let lines = settings.lines();
    let may_change = |group: Group| match group.action() {
        Action::ChangeMatrix => can.change_matrix,
        _ => can.change_all,
    };
    let groups = Group::ALL.map(|group| {
        let lines =
            lines.iter().filter(|it| it.group == group && !is_detail(it)).cloned().collect();
        view! { <GroupSection group lines is_open=may_change(group)/> }
    });
    let version = match version {
        0 => "Nothing was changed yet: these are the settings that Portico starts with.".to_owned(),
        _ => format!("Version {version}."),
    };
    view! {
        <div class="stack roomy">
            <PageHead title="Settings" lead=version/>
            <OpeningsSection openings again/>
            <p class="measure">
                "Every change is kept with its author and its reason, and can be put back: see the "
                <a href=VERSIONS_PAGE>"versions"</a> "."
            </p>
            {groups.collect_view()}
        </div>
    }
    .into_any()
}

/// What stands on a page of its own: each topic, and most of each category.
fn is_detail(line: &Line) -> bool {
    let is_list = line.key.ends_with(".order") || line.key.ends_with(".retired");
    match line.group {
        Group::Intake => line.key.matches('.').count() > 1 && !line.key.ends_with(".topics"),
        Group::Teams => is_list && line.value.is_empty(),
        _ => false,
    }
}

#[component]
fn GroupSection(group: Group, lines: Vec<Line>, is_open: bool) -> impl IntoView {
    let address = format!("/admin/{}", group.value());
    let change = move || {
        let label = format!("Change: {}", group.label());
        is_open.then(|| view! { <a href=address.clone() aria-label=label>"Change"</a> })
    };
    let rows = lines.into_iter().map(|Line { label, value, .. }| {
        let value = if value.is_empty() { "–".to_owned() } else { value };
        view! { <div><dt>{label}</dt> <dd>{value}</dd></div> }
    });
    view! {
        <Section heading=group.label() aside=change>
            <dl class="facts wide">{rows.collect_view()}</dl>
        </Section>
    }
    .into_any()
}
