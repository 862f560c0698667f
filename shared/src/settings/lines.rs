//! Settings as lines of text, `key = value`: what is exported and imported, and what is compared. Every setting
//! is one line, all of them are there, and what is read is written the same way again.

pub(crate) mod catalogue;

use super::{
    Contact, Group, Organisation, Settings, WorkingCalendar,
    provider::{Provider, Said},
};
use crate::{
    problem::{Check, Problem},
    sla::{
        calendar::{DAYS, Day, Hours, read_holidays, write_holidays},
        policy::{Policy, Runs, Target, Targets},
    },
    text::{Dial, Label, TextError, ZoneName},
    ticket::priority::{Impact, Matrix, Priority, Urgency},
};
use std::collections::BTreeMap;

/// The first line of the file, so that a reader knows what it is.
const TITLE: &str = "# Portico settings";

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// To what it belongs.
    pub group: Group,
    /// What programs call it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What it is set to.
    pub value: String,
}

impl Settings {
    /// Every setting, in the order in which they are shown.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |group: Group, name: &str, label: String, value: String| {
            lines.push(Line { group, key: format!("{}.{name}", group.value()), label, value });
        };
        let Organisation { name, contact, guests, second_step } = &self.organisation;
        let mut of_organisation = |key, label: &str, value: String| {
            add(Group::Organisation, key, label.to_owned(), value);
        };
        of_organisation("name", "Name of the organisation", optional(name.as_deref()));
        of_organisation("contact", "How to reach a person", contact.label.to_string());
        of_organisation("dial", "What a telephone dials", optional(contact.dial.as_deref()));
        of_organisation("guests", "Asking without signing in", switch(*guests).to_owned());
        let second_step = switch(*second_step).to_owned();
        of_organisation("second-step", "Staff need a second step", second_step);
        for impact in Impact::ALL {
            for urgency in Urgency::ALL {
                let cell = self.matrix.priority(impact, urgency).value().to_owned();
                let label = format!("{}, {}", impact.label(), urgency.label().to_lowercase());
                add(Group::Matrix, &cell_key(impact, urgency), label, cell);
            }
        }
        let acknowledged = Target::Minutes(self.policy.acknowledgement).to_string();
        add(Group::Targets, "acknowledgement", "Receipt is told within".to_owned(), acknowledged);
        for priority in most_pressing_first() {
            let Targets { first_response, resolution, runs } = self.policy.targets(priority);
            for (name, label, value) in [
                ("first-response", "a person replies within", first_response.to_string()),
                ("resolution", "fixed within", resolution.to_string()),
                ("clock", "the clock runs", runs.value().to_owned()),
            ] {
                let label = format!("{}: {label}", priority.label());
                add(Group::Targets, &format!("{}.{name}", priority.value()), label, value);
            }
        }
        let WorkingCalendar { zone, hours } = &self.calendar;
        add(Group::Hours, "zone", "Time zone".to_owned(), zone.to_string());
        for (day, name) in hours.week.iter().zip(DAYS) {
            add(Group::Hours, &name.to_lowercase(), name.to_owned(), day.to_string());
        }
        let holidays = write_holidays(&hours.holidays);
        add(Group::Hours, "holidays", "Holidays".to_owned(), holidays);
        for (name, label, value) in Said::of(self.provider.as_ref()).lines() {
            add(Group::SignIn, name, label.to_owned(), value);
        }
        lines.extend(catalogue::lines(&self.catalogue));
        lines
    }

    /// All settings as one text file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{TITLE}\n");
        let mut group = None;
        for line in self.lines() {
            if group.replace(line.group) != Some(line.group) {
                text.push_str(&format!("\n# {}\n", line.group.label()));
            }
            text.push_str(format!("{} = {}", line.key, line.value).trim_end());
            text.push('\n');
        }
        text
    }

    /// The settings of a text file. Nothing is left out and nothing is passed over: what a misspelt key was
    /// meant to set would stay as it is.
    ///
    /// # Errors
    /// Every line at fault, by its key; a line that is none, by its number.
    pub fn from_text(text: &str) -> Result<Self, Problem> {
        let mut reading = Reading::of(text);
        let settings = reading.settings();
        let Reading { values, mut check } = reading;
        for key in values.keys() {
            check.refuse(key, "Leave this out: there is no such setting");
        }
        check.finish(settings)
    }
}

/// The values that are still to be read, and what was wrong with the others.
struct Reading {
    values: BTreeMap<String, String>,
    check: Check,
}

impl Reading {
    fn of(text: &str) -> Self {
        let (mut values, mut check) = (BTreeMap::new(), Check::new());
        for (number, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                let place = format!("line {}", number + 1);
                check.refuse(&place, "Write it as “key = value”");
                continue;
            };
            let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
            if values.contains_key(&key) {
                check.refuse(&key, "Say it once");
            }
            values.insert(key, value);
        }
        Self { values, check }
    }

    fn take<T, E: Into<String>>(
        &mut self,
        group: Group,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let key = format!("{}.{name}", group.value());
        let Some(value) = self.values.remove(&key) else {
            self.check.refuse(&key, "Add this setting");
            return None;
        };
        self.check.take(&key, read(&value))
    }

    fn settings(&mut self) -> Option<Settings> {
        // Each part is read whatever is wrong with the others, so that everything is told at once.
        let (organisation, matrix) = (self.organisation(), self.matrix());
        let (policy, calendar, provider) = (self.policy(), self.calendar(), self.provider());
        let catalogue = self.catalogue();
        Some(Settings {
            organisation: organisation?,
            matrix: matrix?,
            policy: policy?,
            calendar: calendar?,
            provider: provider?,
            catalogue: catalogue?,
        })
    }

    fn organisation(&mut self) -> Option<Organisation> {
        let group = Group::Organisation;
        let name = self.take(group, "name", read_name);
        let label = self.take(group, "contact", read_contact);
        let dial = self.take(group, "dial", read_dial);
        let guests = self.take(group, "guests", read_switch);
        // A text from before there was this setting means what held then.
        let second_step = match self.values.contains_key("organisation.second-step") {
            true => self.take(group, "second-step", read_switch),
            false => Some(false),
        };
        let contact = Contact { label: label?, dial: dial? };
        Some(Organisation { name: name?, contact, guests: guests?, second_step: second_step? })
    }

    fn matrix(&mut self) -> Option<Matrix> {
        let mut cells = Vec::new();
        for impact in Impact::ALL {
            for urgency in Urgency::ALL {
                let key = cell_key(impact, urgency);
                let cell = self.take(Group::Matrix, &key, read_priority);
                cells.push(((impact, urgency), cell));
            }
        }
        Matrix::of(|impact, urgency| cells.iter().find(|it| it.0 == (impact, urgency))?.1)
    }

    fn policy(&mut self) -> Option<Policy> {
        let acknowledgement = self.take(Group::Targets, "acknowledgement", read_minutes);
        let targets = Priority::ALL.map(|priority| {
            let key = |name| format!("{}.{name}", priority.value());
            let first_response = self.take(Group::Targets, &key("first-response"), read_target);
            let resolution = self.take(Group::Targets, &key("resolution"), read_target);
            let runs = self.take(Group::Targets, &key("clock"), read_runs);
            let (first_response, resolution) = (first_response?, resolution?);
            Some((priority, Targets { first_response, resolution, runs: runs? }))
        });
        let of = |priority| targets.into_iter().flatten().find(|it| it.0 == priority);
        Policy::of(acknowledgement?, |priority| of(priority).map(|it| it.1))
    }

    fn calendar(&mut self) -> Option<WorkingCalendar> {
        let zone = self.take(Group::Hours, "zone", read_zone);
        let week = DAYS.map(|it| self.take(Group::Hours, &it.to_lowercase(), str::parse::<Day>));
        let holidays = self.take(Group::Hours, "holidays", read_holidays);
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = week;
        let week = [monday?, tuesday?, wednesday?, thursday?, friday?, saturday?, sunday?];
        let hours = Hours { week, holidays: holidays? };
        let worked = worked(&hours);
        self.check.take("hours.monday", worked)?;
        Some(WorkingCalendar { zone: zone?, hours })
    }

    /// With what people sign in besides their password; `Some(None)` for nothing.
    fn provider(&mut self) -> Option<Option<Provider>> {
        let group = Group::SignIn;
        let mut said = Said::default();
        let mut is_whole = true;
        for (name, value) in said.fields() {
            let line = self.take(group, name, |it| Ok::<_, String>(it.to_owned()));
            is_whole &= line.is_some();
            *value = line.unwrap_or_default();
        }
        let mut check = Check::new();
        let read = if is_whole { said.read_file(&mut check) } else { None };
        for it in check.problem().errors {
            self.check.refuse(&format!("{}.{}", group.value(), it.field), it.text);
        }
        read
    }
}

/// Critical first: as people think of them.
pub fn most_pressing_first() -> impl Iterator<Item = Priority> {
    Priority::ALL.into_iter().rev()
}

/// What programs call a cell of the matrix: `several.slowed`.
#[must_use]
pub fn cell_key(impact: Impact, urgency: Urgency) -> String {
    format!("{}.{}", impact.value(), urgency.value())
}

/// Nothing is promised where nobody ever works.
pub(crate) fn worked(hours: &Hours) -> Result<(), &'static str> {
    match hours.weekly_minutes() {
        0 => Err("Enter the hours of at least one day"),
        _ => Ok(()),
    }
}

pub(crate) fn read_name(text: &str) -> Result<Option<Label>, String> {
    read_optional(text, Label::parse, "the name")
}

pub(crate) fn read_contact(text: &str) -> Result<Label, String> {
    Label::parse(text).map_err(|it| it.advice("how to reach a person"))
}

pub(crate) fn read_dial(text: &str) -> Result<Option<Dial>, String> {
    read_optional(text, Dial::parse, "the number: digits, spaces, +, * and # only")
}

pub(crate) fn read_zone(text: &str) -> Result<ZoneName, String> {
    ZoneName::parse(text).map_err(|it| it.advice("the time zone, such as Europe/London"))
}

pub(crate) fn read_target(text: &str) -> Result<Target, String> {
    text.parse::<Target>().map_err(String::from)
}

/// A receipt is told around the clock, so it is no matter of days.
pub(crate) fn read_minutes(text: &str) -> Result<u32, String> {
    match read_target(text)? {
        Target::Minutes(it) => Ok(it),
        Target::Days(_) => Err("Enter minutes or hours, such as 15 minutes".to_owned()),
    }
}

pub(crate) fn read_priority(text: &str) -> Result<Priority, &'static str> {
    Priority::from_value(text).ok_or("Choose low, medium, high or critical")
}

pub(crate) fn read_runs(text: &str) -> Result<Runs, &'static str> {
    Runs::from_value(text).ok_or("Choose working-hours or around-the-clock")
}

/// The value of a switch in a form and in a line.
#[must_use]
pub fn switch(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

pub(crate) fn read_switch(text: &str) -> Result<bool, &'static str> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("Choose on or off"),
    }
}

fn read_optional<T>(
    text: &str,
    parse: fn(&str) -> Result<T, TextError>,
    what: &str,
) -> Result<Option<T>, String> {
    match parse(text) {
        Ok(it) => Ok(Some(it)),
        Err(TextError::Empty) => Ok(None),
        Err(it) => Err(it.advice(what)),
    }
}

fn optional(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}
