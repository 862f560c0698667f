//! A part of all tickets: those of one priority, category or team, as they are now.

use crate::{
    catalogue::{Catalogue, names::Names},
    ticket::{Ticket, intake::Category, priority::Priority, team::Team},
};
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

    /// Its slices as `catalogue` has them, in the order of a report: those that are offered.
    #[must_use]
    pub fn slices(self, catalogue: &Catalogue) -> Vec<Slice> {
        match self {
            Self::Priority => Priority::ALL.into_iter().rev().map(Slice::priority).collect(),
            Self::Category => {
                catalogue.intake.offered().map(|it| Slice::category(it.value)).collect()
            }
            Self::Team => {
                let offered = catalogue.teams.iter().filter(|it| !it.retired);
                offered.map(|it| Slice::team(it.value)).collect()
            }
        }
    }

    /// The slice in which `ticket` is.
    #[must_use]
    pub fn slice_of(self, ticket: &Ticket) -> Slice {
        match self {
            Self::Priority => Slice::priority(ticket.priority),
            Self::Category => Slice::category(ticket.category),
            Self::Team => Slice::team(ticket.team),
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
    pub fn label(self, names: &Names) -> String {
        let parts = [
            self.priority.map(|it| it.label().to_owned()),
            self.category.map(|it| names.category(it)),
            self.team.map(|it| names.team(it)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What an address says, by name and value.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [
            ("priority", self.priority.map(Priority::value).unwrap_or_default()),
            ("category", self.category.as_ref().map(Category::value).unwrap_or_default()),
            ("team", self.team.as_ref().map(Team::value).unwrap_or_default()),
        ]
    }
}
