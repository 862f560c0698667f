//! Settings: what is in force, what it was before, and the forms that change it. Every change says which
//! version it was made from, and why.

pub mod catalogue;
pub mod trial;
pub mod versions;

use super::{Endpoint, Form};
use crate::{
    problem::{Check, Problem},
    settings::{
        Contact, Group, Organisation, Settings, WorkingCalendar,
        change::{Change, Difference, Proposal},
        lines::{
            read_contact, read_dial, read_minutes, read_name, read_runs, read_switch, read_target,
            read_zone, worked,
        },
        provider::{Provider, Said},
    },
    sla::{
        calendar::{Day, Hours, read_holidays},
        policy::{Policy, Target, Targets},
    },
    text::Remark,
    ticket::priority::{Impact, Matrix, Priority, Urgency},
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is in force.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetSettings {}

/// The settings, and what the reader may do with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsView {
    /// Which version they are: zero before anything was changed.
    pub version: u64,
    /// All of them.
    pub settings: Settings,
    /// What the reader can do.
    pub can: SettingsActions,
}

/// What somebody can do with settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsActions {
    /// Change what comes first.
    pub change_matrix: bool,
    /// Change everything.
    pub change_all: bool,
}

impl Endpoint for GetSettings {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/settings";
    const SUMMARY: &'static str = "The settings in force";
    type Response = SettingsView;
}

/// What comes back when settings were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsChanged {
    /// The version in force now. The same as before when nothing was different.
    pub version: u64,
}

impl Difference {
    /// The field of a form in which it is set, so that a conflict can be told beside it.
    #[must_use]
    pub fn field(&self) -> String {
        let name = self.key.split_once('.').map_or("", |it| it.1);
        match self.group {
            Group::Organisation | Group::Hours | Group::SignIn => name.replace('-', "_"),
            // A field that each of their forms has.
            Group::Teams | Group::Intake => "reason".to_owned(),
            Group::Matrix => "cells".to_owned(),
            Group::Targets => name.replace(".first-", "_").replace('.', "_"),
        }
    }
}

/// Where settings are shown.
pub const SETTINGS_PAGE: &str = "/admin";
/// A form that changes one group: its fields, lists of texts last.
macro_rules! settings_form {
    (
        $name:ident { $($(#[$doc:meta])* $field:ident),* $(,)? } $([$list:ident: $list_doc:literal])?,
        $noun:literal, $summary:literal, $change:expr
    ) => {
        #[doc = $summary]
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Made when the form was rendered.
            pub key: String,
            /// The version that it was made from.
            pub version: String,
            /// Why.
            pub reason: String,
            $($(#[$doc])* pub $field: String,)*
            $(#[doc = $list_doc] pub $list: Vec<String>,)?
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = concat!("/api/v1/settings/", $noun);
            const SUMMARY: &'static str = $summary;
            type Response = SettingsChanged;
        }

        impl Form for $name {
            type Valid = Proposal;
            const ACTION: &'static str = concat!("/admin/", $noun);

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<Proposal, Problem> {
                let mut check = Check::new();
                let read: fn(&Self, &mut Check) -> Option<Change> = $change;
                let change = read(&self, &mut check);
                proposal(check, &self.version, &self.reason, change)
            }

            fn after(&self, _: &SettingsChanged) -> String {
                SETTINGS_PAGE.to_owned()
            }
        }
    };
}

fn proposal(
    mut check: Check,
    version: &str,
    reason: &str,
    change: Option<Change>,
) -> Result<Proposal, Problem> {
    let reason =
        check.take("reason", Remark::parse(reason).map_err(|it| it.advice("why you change it")));
    let version = check.take("version", version.parse().map_err(|_| "Load the page again"));
    let valid = (|| Some(Proposal { version: version?, reason: reason?, change: change? }))();
    check.finish(valid)
}

settings_form!(
    ChangeOrganisation {
        /// What the organisation is called; optional.
        name,
        /// How to reach a person without this site.
        contact,
        /// What a telephone dials; optional.
        dial,
        /// Whether people may ask without signing in: `on` or `off`.
        guests,
        /// Whether staff need a second step to sign in: `on` or `off`.
        second_step
    },
    "organisation",
    "Change the organisation and how to reach it",
    |it, check| {
        let name = check.take("name", read_name(&it.name));
        let label = check.take("contact", read_contact(&it.contact));
        let dial = check.take("dial", read_dial(&it.dial));
        let guests = check.take("guests", read_switch(&it.guests));
        let second_step = check.take("second_step", read_switch(&it.second_step));
        let contact = Contact { label: label?, dial: dial? };
        let (name, guests, second_step) = (name?, guests?, second_step?);
        Some(Change::Organisation(Organisation { name, contact, guests, second_step }))
    }
);
settings_form!(
    ChangeMatrix {} [cells: "Every cell once, as `several/slowed=high`: impact, urgency, priority."],
    "matrix",
    "Change the priority matrix",
    |it, check| {
        let matrix = Matrix::of(|impact, urgency| {
            let cell = ChangeMatrix::before(impact, urgency);
            let mut said = it.cells.iter().filter_map(|it| it.strip_prefix(&cell));
            let priority = said.next().and_then(Priority::from_value);
            priority.filter(|_| said.next().is_none())
        });
        let matrix = check.take("cells", matrix.ok_or("Choose a priority for each cell, once"));
        matrix.map(Change::Matrix)
    }
);
settings_form!(
    ChangeTargets {
        /// Within which time the requester is told that their request is here: `15 minutes`.
        acknowledgement,
        /// Within which time a person replies: `4 hours`, `2 days`.
        critical_response,
        /// Within which time it is fixed.
        critical_resolution,
        /// When the clock runs: `working-hours` or `around-the-clock`.
        critical_clock,
        /// As for critical.
        high_response,
        /// As for critical.
        high_resolution,
        /// As for critical.
        high_clock,
        /// As for critical.
        medium_response,
        /// As for critical.
        medium_resolution,
        /// As for critical.
        medium_clock,
        /// As for critical.
        low_response,
        /// As for critical.
        low_resolution,
        /// As for critical.
        low_clock
    },
    "targets",
    "Change what is promised",
    |it, check| {
        let acknowledgement = check.take("acknowledgement", read_minutes(&it.acknowledgement));
        let targets = Priority::ALL.map(|priority| {
            let [first_response, resolution, runs] = it.of(priority);
            let first_response = check.take(first_response.0, read_target(first_response.1));
            let resolution = check.take(resolution.0, read_target(resolution.1));
            let runs = check.take(runs.0, read_runs(runs.1));
            let (first_response, resolution) = (first_response?, resolution?);
            Some((priority, Targets { first_response, resolution, runs: runs? }))
        });
        let of = |priority| targets.into_iter().flatten().find(|it| it.0 == priority);
        let policy = Policy::of(acknowledgement?, |priority| of(priority).map(|it| it.1));
        policy.map(Change::Targets)
    }
);
settings_form!(
    ChangeHours {
        /// The time zone in which the desk works, such as `Europe/London`.
        zone,
        /// `09:00-12:00, 13:00-17:00`; empty where nobody works.
        monday,
        /// As on Monday.
        tuesday,
        /// As on Monday.
        wednesday,
        /// As on Monday.
        thursday,
        /// As on Monday.
        friday,
        /// As on Monday.
        saturday,
        /// As on Monday.
        sunday,
        /// Dates on which nobody works: `2026-12-25, 2026-12-28`.
        holidays
    },
    "hours",
    "Change the working hours",
    |it, check| {
        let zone = check.take("zone", read_zone(&it.zone));
        let mut day = |name, text: &str| check.take(name, text.parse::<Day>());
        let week = [
            day("monday", &it.monday),
            day("tuesday", &it.tuesday),
            day("wednesday", &it.wednesday),
            day("thursday", &it.thursday),
            day("friday", &it.friday),
            day("saturday", &it.saturday),
            day("sunday", &it.sunday),
        ];
        let holidays = check.take("holidays", read_holidays(&it.holidays));
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = week;
        let week = [monday?, tuesday?, wednesday?, thursday?, friday?, saturday?, sunday?];
        let hours = Hours { week, holidays: holidays? };
        check.take("monday", worked(&hours))?;
        Some(Change::Hours(Box::new(WorkingCalendar { zone: zone?, hours })))
    }
);

settings_form!(
    ChangeSignIn {
        /// What the identity provider calls itself, such as `https://login.company.example`; nothing for none.
        issuer,
        /// What Portico is called there.
        client,
        /// What people call it: the button says “Sign in with …”.
        label,
        /// What is asked for besides `openid profile email`, with spaces between.
        scopes,
        /// What becomes of somebody who is not known here: `refuse` or `requester`.
        strangers,
        /// The claim that holds somebody's groups; without it roles are given here.
        claim,
        /// Whose members are agents, with semicolons between; so for the others.
        agents,
        /// Whose members are team leads.
        leads,
        /// Whose members are administrators.
        administrators
    },
    "sign-in",
    "Change with what people sign in besides their password",
    |it, check| {
        let provider = it.said().read(check)?;
        Some(Change::SignIn(provider.map(Box::new)))
    }
);

impl ChangeSignIn {
    /// The form that says `provider`.
    #[must_use]
    pub fn saying(provider: Option<&Provider>) -> Self {
        let Said { issuer, client, label, scopes, strangers, claim, agents, leads, administrators } =
            Said::of(provider);
        Self {
            issuer,
            client,
            label,
            scopes,
            strangers,
            claim,
            agents,
            leads,
            administrators,
            ..Self::default()
        }
    }

    fn said(&self) -> Said {
        let it = self.clone();
        Said {
            issuer: it.issuer,
            client: it.client,
            label: it.label,
            scopes: it.scopes,
            strangers: it.strangers,
            claim: it.claim,
            agents: it.agents,
            leads: it.leads,
            administrators: it.administrators,
        }
    }
}

impl ChangeMatrix {
    /// A cell as the form carries it.
    #[must_use]
    pub fn cell(impact: Impact, urgency: Urgency, priority: Priority) -> String {
        format!("{}{}", Self::before(impact, urgency), priority.value())
    }

    /// A matrix as the form carries it.
    #[must_use]
    pub fn cells(matrix: &Matrix) -> Vec<String> {
        let row =
            |impact| Urgency::ALL.map(|it| Self::cell(impact, it, matrix.priority(impact, it)));
        Impact::ALL.map(row).concat()
    }

    fn before(impact: Impact, urgency: Urgency) -> String {
        format!("{}/{}=", impact.value(), urgency.value())
    }
}

/// A field of a form: its name and what it says.
pub type Field<'a> = (&'static str, &'a str);

impl ChangeTargets {
    /// The form that says `policy`.
    #[must_use]
    pub fn saying(policy: &Policy) -> Self {
        let said = |priority| {
            let Targets { first_response, resolution, runs } = policy.targets(priority);
            [first_response.to_string(), resolution.to_string(), runs.value().to_owned()]
        };
        let [critical_response, critical_resolution, critical_clock] = said(Priority::Critical);
        let [high_response, high_resolution, high_clock] = said(Priority::High);
        let [medium_response, medium_resolution, medium_clock] = said(Priority::Medium);
        let [low_response, low_resolution, low_clock] = said(Priority::Low);
        Self {
            acknowledgement: Target::Minutes(policy.acknowledgement).to_string(),
            critical_response,
            critical_resolution,
            critical_clock,
            high_response,
            high_resolution,
            high_clock,
            medium_response,
            medium_resolution,
            medium_clock,
            low_response,
            low_resolution,
            low_clock,
            ..Self::default()
        }
    }

    /// The fields of one priority: first response, resolution, clock.
    #[must_use]
    pub fn of(&self, priority: Priority) -> [Field<'_>; 3] {
        match priority {
            Priority::Critical => [
                ("critical_response", &self.critical_response),
                ("critical_resolution", &self.critical_resolution),
                ("critical_clock", &self.critical_clock),
            ],
            Priority::High => [
                ("high_response", &self.high_response),
                ("high_resolution", &self.high_resolution),
                ("high_clock", &self.high_clock),
            ],
            Priority::Medium => [
                ("medium_response", &self.medium_response),
                ("medium_resolution", &self.medium_resolution),
                ("medium_clock", &self.medium_clock),
            ],
            Priority::Low => [
                ("low_response", &self.low_response),
                ("low_resolution", &self.low_resolution),
                ("low_clock", &self.low_clock),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{settings::lines::Line, text::ZoneName};

    fn faults(problem: Problem) -> Vec<String> {
        problem.errors.into_iter().map(|it| it.field).collect()
    }

    #[test]
    fn everything_wrong_with_a_form_is_told_at_once() {
        let organisation = ChangeOrganisation { dial: "call".into(), ..Default::default() };
        assert_eq!(
            faults(organisation.check().unwrap_err()),
            ["contact", "dial", "guests", "second_step", "reason", "version"]
        );
        let hours = ChangeHours { monday: "9 to 5".into(), ..Default::default() };
        assert_eq!(faults(hours.check().unwrap_err()), ["zone", "monday", "reason", "version"]);
        assert_eq!(faults(ChangeTargets::default().check().unwrap_err()).len(), 15);
    }

    /// What is in lists is changed entry by entry.
    fn is_of_catalogue(group: Group) -> bool {
        matches!(group, Group::Teams | Group::Intake)
    }

    #[test]
    fn every_setting_has_a_field_in_the_form_of_its_group() {
        let fields = |form: serde_json::Value| form.as_object().unwrap().clone();
        let settings = Settings::starting(ZoneName::parse("UTC").unwrap(), true);
        let lines = settings.lines().into_iter();
        for Line { group, key, label, value } in lines.filter(|it| !is_of_catalogue(it.group)) {
            let form = match group {
                Group::Organisation => serde_json::to_value(ChangeOrganisation::default()),
                Group::Matrix => serde_json::to_value(ChangeMatrix::default()),
                Group::Targets => serde_json::to_value(ChangeTargets::default()),
                Group::Hours => serde_json::to_value(ChangeHours::default()),
                Group::SignIn => serde_json::to_value(ChangeSignIn::default()),
                Group::Teams | Group::Intake => unreachable!("left out above"),
            };
            let difference = Difference { group, key, label, before: value, after: String::new() };
            let field = difference.field();
            assert!(fields(form.unwrap()).contains_key(&field), "{difference:?}: {field}");
        }
    }

    #[test]
    fn a_matrix_has_every_cell_once() {
        let form = |cells| {
            let (version, reason) = ("0".to_owned(), "Because".to_owned());
            ChangeMatrix { version, reason, cells, ..Default::default() }
        };
        let all = ChangeMatrix::cells(&Matrix::default());
        assert_eq!(form(all.clone()).check().unwrap().change, Change::Matrix(Matrix::default()));
        let missing = all[1..].to_vec();
        let twice = [all.clone(), vec!["shared/blocked=low".to_owned()]].concat();
        let unknown = [missing.clone(), vec!["only-me/can-wait=urgent".to_owned()]].concat();
        for cells in [missing, twice, unknown] {
            assert_eq!(faults(form(cells).check().unwrap_err()), ["cells"]);
        }
    }
}
