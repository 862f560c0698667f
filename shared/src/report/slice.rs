//! A part of all tickets: those of one priority, category or team, as they are now.

use crate::ticket::{Ticket, intake::Category, priority::Priority, team::Team};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// By what a report divides its tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// What comes first.
    Priority,
    /// What it is about.
    Category,
    /// Which team it is for.
    Team,
}

impl Dimension {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Priority, Self::Category, Self::Team];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Priority => "Priority",
            Self::Category => "Category",
            Self::Team => "Team",
        }
    }

    /// Its slices, in the order of a report.
    #[must_use]
    pub fn slices(self) -> Vec<Slice> {
        match self {
            Self::Priority => Priority::ALL.into_iter().rev().map(Slice::priority).collect(),
            Self::Category => Category::ALL.into_iter().map(Slice::category).collect(),
            Self::Team => Team::ALL.into_iter().map(Slice::team).collect(),
        }
    }
}

/// Which tickets: of each that is named, that one. The default is all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Slice {
    /// Of this priority.
    pub priority: Option<Priority>,
    /// Of this category.
    pub category: Option<Category>,
    /// Of this team.
    pub team: Option<Team>,
}

impl Slice {
    fn priority(priority: Priority) -> Self {
        Self { priority: Some(priority), ..Self::default() }
    }

    fn category(category: Category) -> Self {
        Self { category: Some(category), ..Self::default() }
    }

    fn team(team: Team) -> Self {
        Self { team: Some(team), ..Self::default() }
    }

    /// Whether `ticket` is in it.
    #[must_use]
    pub fn holds(self, ticket: &Ticket) -> bool {
        self.priority.is_none_or(|it| it == ticket.priority)
            && self.category.is_none_or(|it| it == ticket.category)
            && self.team.is_none_or(|it| it == ticket.team)
    }

    /// What it is called: "High, Network"; nothing of all.
    #[must_use]
    pub fn label(self) -> String {
        let parts = [
            self.priority.map(Priority::label),
            self.category.map(Category::label),
            self.team.map(Team::label),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What an address says, by name and value.
    #[must_use]
    pub fn pairs(self) -> [(&'static str, &'static str); 3] {
        [
            ("priority", self.priority.map(Priority::value).unwrap_or_default()),
            ("category", self.category.map(Category::value).unwrap_or_default()),
            ("team", self.team.map(Team::value).unwrap_or_default()),
        ]
    }
}
