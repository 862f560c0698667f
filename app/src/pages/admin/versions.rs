//! The versions that there were: who changed what, why, and the way back.

use crate::{
    api,
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::{BackLink, Empty, PageHead, Section},
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::when,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    api::{
        Form, address,
        requests::Clock,
        settings::{
            SETTINGS_PAGE,
            versions::{
                ListSettingsVersions, PreviewRestoration, RestorationPreview, RestoreSettings,
                SettingsVersion, SettingsVersions, VERSIONS_PAGE,
            },
        },
    },
    settings::change::Difference,
};

/// The page.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let query = use_query_map();
    // What is no number is like none.
    let number = move |name| query.read().get(name).and_then(|it| it.parse::<u64>().ok());
    // Read again when one was restored, which leads to another address.
    let asked = move || (number("before").unwrap_or(0), number("restore"));
    let read = async |(before, restore): (u64, Option<u64>)| {
        let versions = api::call(ListSettingsVersions { before }).await?;
        let preview = match restore.filter(|_| versions.can_restore) {
            Some(version) => Some(api::call(PreviewRestoration { version }).await?),
            None => None,
        };
        Ok((preview, versions))
    };
    let versions: Loading<(Option<RestorationPreview>, SettingsVersions)> =
        Resource::new(asked, read);
    loaded_for(Readers::Administrators, versions, |(restore, versions)| {
        view! { <Shown versions restore/> }.into_any()
    })
}

#[component]
fn Shown(versions: SettingsVersions, restore: Option<RestorationPreview>) -> impl IntoView {
    let SettingsVersions { clock, version, versions, before, can_restore } = versions;
    let older = before.map(|it| {
        let href = address::with_query(VERSIONS_PAGE, &[("before", &it.to_string())]);
        view! { <p><a href=href>"Older versions"</a></p> }
    });
    let list = if versions.is_empty() {
        let text = "When somebody changes a setting, it stands here with their reason.";
        view! { <Empty heading="Nothing was changed yet" text/> }.into_any()
    } else {
        let first = versions.last().is_some_and(|it| it.number == 1 && can_restore);
        let start = first.then(|| {
            view! {
                <li>
                    <h2>"What Portico started with"</h2>
                    <RestoreLink number=0/>
                </li>
            }
        });
        let rows = versions.into_iter().map(|it| {
            let is_earlier = can_restore && it.number != version;
            view! { <Version it clock=clock.clone() can_restore=is_earlier/> }
        });
        view! { <ul class="rows">{rows.collect_view()} {start}</ul> }.into_any()
    };
    view! {
        <div class="stack roomy">
            <BackLink href=SETTINGS_PAGE label="Settings"/>
            <PageHead title="Versions of the settings"/>
            {restore.map(|preview| view! { <Restore preview/> })}
            {list}
            {older}
        </div>
    }
    .into_any()
}

#[component]
fn Version(it: SettingsVersion, clock: Clock, can_restore: bool) -> impl IntoView {
    let SettingsVersion { number, at, by, reason, differences } = it;
    let at = when::stamp(at, clock.now, &clock.zone);
    view! {
        <li>
            <h2>"Version " {number}</h2>
            <p class="dots"><span>{by}</span> <span><Time at/></span></p>
            <p class="as-written">{reason}</p>
            <Differences differences/>
            {can_restore.then(|| view! { <RestoreLink number/> })}
        </li>
    }
    .into_any()
}

/// What was and what is, setting by setting.
#[component]
fn Differences(differences: Vec<Difference>) -> impl IntoView {
    let changes = differences.into_iter().map(|it| {
        let Difference { label, before, after, .. } = it;
        view! {
            <div>
                <dt>{label}</dt>
                <dd><del>{or_nothing(before)}</del> " → " <ins>{or_nothing(after)}</ins></dd>
            </div>
        }
    });
    view! { <dl class="facts wide">{changes.collect_view()}</dl> }.into_any()
}

fn or_nothing(value: String) -> String {
    if value.is_empty() { "nothing".to_owned() } else { value }
}

#[component]
fn RestoreLink(number: u64) -> impl IntoView {
    let form = RestoreSettings { version: number, ..RestoreSettings::default() };
    view! { <p><a href=form.page()>{format!("Restore {}", name_of(number))}</a></p> }.into_any()
}

fn name_of(number: u64) -> String {
    match number {
        0 => "what Portico started with".to_owned(),
        _ => format!("version {number}"),
    }
}

/// The way back to one version.
#[component]
fn Restore(preview: RestorationPreview) -> impl IntoView {
    let RestorationPreview { version, differences } = preview;
    let form = use_form(RestoreSettings { version, ..RestoreSettings::default() });
    let on_submit = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    view! {
        <Section heading=format!("Restore {}", name_of(version))>
            {differences.is_empty().then(|| view! { <p>"Nothing would be different."</p> })}
            <Differences differences/>
            <form class="stack measure" method="post" action=action on:submit=on_submit>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field
                    name="reason"
                    label="Why do you restore it?"
                    hint="All settings become what they were then, as a new version"
                    problem
                    let:control
                >
                    <TextInput control value=entered.reason/>
                </Field>
                <Button busy=sending>"Restore"</Button>
            </form>
        </Section>
    }
    .into_any()
}
