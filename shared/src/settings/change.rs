//! How settings change: one group at a time or as a whole, and what became different.

use super::{Group, Organisation, Settings, WorkingCalendar, provider::Provider};
use crate::{sla::policy::Policy, text::Remark, ticket::priority::Matrix};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
            Self::Whole(_) => &Group::ALL,
        }
    }
}

impl Settings {
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
            Change::Whole(it) => settings = *it,
        }
        settings
    }

    /// What is different in `after`, setting by setting.
    #[must_use]
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        let (before, after) = (self.lines(), after.lines());
        let changed = before.into_iter().zip(after).filter(|(before, after)| before != after);
        let told = changed.map(|(before, after)| Difference {
            group: after.group,
            key: after.key,
            label: after.label,
            before: before.value,
            after: after.value,
        });
        told.collect()
    }
}
