//! What an organisation sets for itself: who it is, what comes first, what is promised, when it works,
//! and what requests are sorted by (decision 13). Kept in versions, each with its author and its reason. What is needed to start is not here.
//!
//! Knows nothing of how versions are stored, of time-zone tables, or of what somebody may change but for the
//! action of each [`Group`].

pub mod change;
pub mod lines;
pub mod provider;

use crate::{
    catalogue::Catalogue,
    permission::Action,
    sla::{
        calendar::Hours,
        policy::{Policy, Runs, Target},
    },
    text::{Dial, Label, ZoneName},
    ticket::priority::{Matrix, Priority},
};
use provider::Provider;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All settings of one Portico.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Whose it is, and how to reach people.
    pub organisation: Organisation,
    /// From impact and urgency to priority.
    pub matrix: Matrix,
    /// What is promised.
    pub policy: Policy,
    /// When somebody works.
    pub calendar: WorkingCalendar,
    /// With what people sign in besides their password; nothing else, where it is not said.
    #[serde(default)]
    pub provider: Option<Provider>,
    /// What requests are sorted by. What was kept before there was one has the one that Portico starts with.
    #[serde(default = "Catalogue::starting")]
    pub catalogue: Catalogue,
}

/// Whose Portico it is, and how to reach people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Organisation {
    /// What it is called; nothing says "Portico".
    pub name: Option<Label>,
    /// How to reach a person without this site.
    pub contact: Contact,
    /// Whether people who are not signed in may ask for help (D1.19).
    pub guests: bool,
    /// Whether staff have to show more than a password when they sign in.
    #[serde(default)]
    pub second_step: bool,
}

/// How to reach a person without this site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// As people read it: "Extension 4400", "the front desk".
    pub label: Label,
    /// What a telephone dials; `None` where it is none.
    pub dial: Option<Dial>,
}

/// When somebody works, and on whose clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorkingCalendar {
    /// The zone in which the desk works.
    pub zone: ZoneName,
    /// Its hours there.
    pub hours: Hours,
}

/// What is changed together, on one page.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// [`Settings::organisation`].
    Organisation,
    /// [`Settings::matrix`].
    Matrix,
    /// [`Settings::policy`].
    Targets,
    /// [`Settings::calendar`].
    Hours,
    /// [`Settings::provider`].
    SignIn,
    /// The teams of [`Settings::catalogue`].
    Teams,
    /// Its categories and topics.
    Intake,
}

impl Group {
    /// All of them, as they are shown.
    pub const ALL: [Self; 7] = [
        Self::Organisation,
        Self::Matrix,
        Self::Targets,
        Self::Hours,
        Self::Teams,
        Self::Intake,
        Self::SignIn,
    ];

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Organisation => "Organisation",
            Self::Matrix => "Priority matrix",
            Self::Targets => "Targets",
            Self::Hours => "Working hours",
            Self::SignIn => "Sign-in",
            Self::Teams => "Teams",
            Self::Intake => "Categories and topics",
        }
    }

    /// How its keys begin, and where its page is.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Matrix => "matrix",
            Self::Targets => "targets",
            Self::Hours => "hours",
            Self::SignIn => "sign-in",
            Self::Teams => "teams",
            Self::Intake => "intake",
        }
    }

    /// What changing it is: leads decide what comes first too (ruling 6), administrators alone all else.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Matrix => Action::ChangeMatrix,
            Self::Organisation
            | Self::Targets
            | Self::Hours
            | Self::SignIn
            | Self::Teams
            | Self::Intake => Action::ChangeSettings,
        }
    }
}

impl Default for Contact {
    fn default() -> Self {
        Self { label: Label::own("Extension 4400"), dial: Some(Dial::own("4400")) }
    }
}

impl Settings {
    /// What a Portico starts with: the defaults of the rulings, in this zone.
    #[must_use]
    pub fn starting(zone: ZoneName, guests: bool) -> Self {
        Self {
            organisation: Organisation { guests, ..Organisation::default() },
            matrix: Matrix::default(),
            policy: Policy::default(),
            calendar: WorkingCalendar { zone, hours: Hours::default() },
            provider: None,
            catalogue: Catalogue::starting(),
        }
    }
}

impl WorkingCalendar {
    /// For how many days ahead working time has to be laid out, so that every promise of `policy` falls due in
    /// them.
    #[must_use]
    pub fn reach(&self, policy: &Policy) -> u64 {
        let hours = &self.hours;
        let (minutes, days) = (hours.weekly_minutes().max(1), hours.weekly_days().max(1));
        let weeks = Priority::ALL
            .map(|it| policy.targets(it))
            .into_iter()
            .filter(|it| it.runs == Runs::WorkingHours)
            .flat_map(|it| [it.first_response, it.resolution])
            .map(|it| match it {
                Target::Minutes(it) => it.div_ceil(minutes),
                Target::Days(it) => it.div_ceil(days),
            });
        // The rest of this week, and one in which the clock had begun already.
        let weeks = u64::from(weeks.max().unwrap_or(0)) + 2;
        weeks * 7 + hours.holidays.len() as u64
    }
}

#[cfg(test)]
mod tests;
