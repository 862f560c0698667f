//! How settings change: one group at a time or as a whole, and what became different.

use super::{Group, Organisation, Settings, WorkingCalendar, lines::Line, provider::Provider};
use crate::{
    catalogue::edit::{CategoriesEdit, CategoryEdit, TeamsEdit, TopicEdit},
    sla::policy::Policy,
    text::Remark,
    ticket::priority::Matrix,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be put in the place of what is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Whose it is, and how to reach people.
    Organisation(Organisation),
    /// What comes first.
    Matrix(Matrix),
    /// What is promised.
    Targets(Policy),
    /// When somebody works.
    Hours(Box<WorkingCalendar>),
    /// With what people sign in besides their password.
    SignIn(Option<Box<Provider>>),
    /// The teams.
    Teams(TeamsEdit),
    /// Which categories there are.
    Categories(CategoriesEdit),
    /// One of them.
    Category(Box<CategoryEdit>),
    /// One topic.
    Topic(Box<TopicEdit>),
    /// Everything: an earlier version, or a file.
    Whole(Box<Settings>),
}

/// A change that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The version that they looked at.
    pub version: u64,
    /// Why.
    pub reason: Remark,
    /// What.
    pub change: Change,
}

/// A setting that became different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// To what it belongs.
    pub group: Group,
    /// What programs call it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it is.
    pub after: String,
}

impl Change {
    /// Which groups it is about.
    #[must_use]
    pub fn groups(&self) -> &'static [Group] {
        match self {
            Self::Organisation(_) => &[Group::Organisation],
            Self::Matrix(_) => &[Group::Matrix],
            Self::Targets(_) => &[Group::Targets],
            Self::Hours(_) => &[Group::Hours],
            Self::SignIn(_) => &[Group::SignIn],
            Self::Teams(_) => &[Group::Teams],
            Self::Categories(_) | Self::Category(_) | Self::Topic(_) => &[Group::Intake],
            Self::Whole(_) => &Group::ALL,
        }
    }

    /// Whether `settings` have what it is about.
    #[must_use]
    pub fn fits(&self, settings: &Settings) -> bool {
        let tree = &settings.catalogue.intake;
        match self {
            Self::Category(it) => tree.entry(it.category).is_some(),
            Self::Topic(it) => {
                let category = tree.entry(it.category);
                category.is_some_and(|entry| entry.topics.iter().any(|has| has.value == it.topic))
            }
            _ => true,
        }
    }

    /// The field of its form beside which a fault of the setting `key` is told.
    #[must_use]
    pub fn field_of(&self, key: &str) -> String {
        let own = |about: &str| key.strip_prefix(about).and_then(|it| it.strip_prefix('.'));
        match self {
            Self::Teams(_) if key.ends_with(".name") => "names".to_owned(),
            Self::Category(it) => match own(&format!("intake.{}", it.category)) {
                Some(field @ ("name" | "team")) => field.to_owned(),
                _ => "offered".to_owned(),
            },
            Self::Topic(it) => match own(&format!("intake.{}.{}", it.category, it.topic)) {
                Some("team") => "team".to_owned(),
                Some("asks") => "which".to_owned(),
                _ => "label".to_owned(),
            },
            Self::Teams(_) | Self::Categories(_) => "offered".to_owned(),
            _ => key.to_owned(),
        }
    }
}

impl Settings {
    /// What a setting is called; its key where nobody knows it.
    #[must_use]
    pub fn label_of(&self, key: &str) -> String {
        let known = self.lines().into_iter().find(|it| it.key == key);
        known.map_or_else(|| key.to_owned(), |it| it.label)
    }

    /// The settings with a change.
    #[must_use]
    pub fn with(&self, change: Change) -> Self {
        let mut settings = self.clone();
        match change {
            Change::Organisation(it) => settings.organisation = it,
            Change::Matrix(it) => settings.matrix = it,
            Change::Targets(it) => settings.policy = it,
            Change::Hours(it) => settings.calendar = *it,
            Change::SignIn(it) => settings.provider = it.map(|it| *it),
            Change::Teams(it) => it.apply(&mut settings.catalogue),
            Change::Categories(it) => it.apply(&mut settings.catalogue.intake),
            Change::Category(it) => it.apply(&mut settings.catalogue.intake),
            Change::Topic(it) => it.apply(&mut settings.catalogue.intake),
            Change::Whole(it) => {
                settings = *it;
                settings.catalogue = settings.catalogue.keeping(&self.catalogue);
            }
        }
        settings
    }

    /// What is different in `after`, setting by setting.
    #[must_use]
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        let after = after.lines();
        let mut before: BTreeMap<String, Line> =
            self.lines().into_iter().map(|it| (it.key.clone(), it)).collect();
        let pairs: Vec<(Option<Line>, Line)> =
            after.into_iter().map(|it| (before.remove(&it.key), it)).collect();
        let set = pairs.into_iter().map(|(before, after)| Difference {
            group: after.group,
            key: after.key,
            label: after.label,
            before: before.map(|it| it.value).unwrap_or_default(),
            after: after.value,
        });
        // What is left belonged to something that is no longer there.
        let gone = before.into_values().map(|it| Difference {
            group: it.group,
            key: it.key,
            label: it.label,
            before: it.value,
            after: String::new(),
        });
        set.chain(gone).filter(|it| it.before != it.after).collect()
    }
}
