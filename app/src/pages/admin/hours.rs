//! When somebody works, and on whose clock.

use super::{form::GroupForm, of_settings};
use crate::{
    components::{
        field::{Field, TextInput},
        textarea::TextArea,
    },
    form::{UseForm, use_form},
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        settings::{ChangeHours, SettingsView},
    },
    settings::{Group, WorkingCalendar},
    sla::calendar::write_holidays,
};

/// The page.
#[component]
pub fn HoursPage() -> impl IntoView {
    of_settings(|settings| view! { <Editor settings/> }.into_any())
}

#[component]
fn Editor(settings: SettingsView) -> impl IntoView {
    let SettingsView { version, settings, .. } = settings;
    let WorkingCalendar { zone, hours } = settings.calendar;
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
        hours.week.map(|it| it.to_string());
    let form = use_form(ChangeHours {
        version: version.to_string(),
        zone: zone.into(),
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
        holidays: write_holidays(&hours.holidays),
        ..ChangeHours::default()
    });
    let on_submit = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let days = [
        ("monday", "Monday", entered.monday),
        ("tuesday", "Tuesday", entered.tuesday),
        ("wednesday", "Wednesday", entered.wednesday),
        ("thursday", "Thursday", entered.thursday),
        ("friday", "Friday", entered.friday),
        ("saturday", "Saturday", entered.saturday),
        ("sunday", "Sunday", entered.sunday),
    ];
    let days = days.map(|(name, label, value)| {
        view! {
            <Field name label problem let:control>
                <TextInput control value/>
            </Field>
        }
    });
    view! {
        <GroupForm
            group=Group::Hours
            lead="A change holds at once: what is promised of open requests is counted anew by the clock of the new hours."
            action=ChangeHours::ACTION
            key
            problem
            sending
            version=entered.version
            reason=entered.reason
            on_submit
        >
            <div class="stack measure">
                <Field
                    name="zone"
                    label="Time zone"
                    hint="Such as Europe/London or America/New_York"
                    problem
                    let:control
                >
                    <TextInput control value=entered.zone/>
                </Field>
                <p>
                    "Write the hours of a day as 09:00-12:00, 13:00-17:00. Leave a day empty on which \
                     nobody works."
                </p>
                {days.collect_view()}
                <Field
                    name="holidays"
                    label="Holidays"
                    hint="Dates on which nobody works, such as 2026-12-25, with commas between"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextArea control value=entered.holidays low=true/>
                </Field>
            </div>
        </GroupForm>
    }
    .into_any()
}
