//! What an organisation has set up to sort requests by: its teams, and the tree of categories and topics that
//! intake asks along. Part of the settings (decision 13), so that every change is a version.
//!
//! An entry is known to programs by a handle that never changes, and to people by a label that may. Nothing that a
//! record may name is ever taken out of it: an entry is *retired*, so that it is offered no longer and what stands
//! under it keeps its label. [`Team::SERVICE_DESK`] and [`Category::SOMETHING_ELSE`] are always offered: what is
//! for nobody else goes there. Whether the whole is sound is judged in [`faults`].
//!
//! Knows nothing of how settings are stored, or of who may change them.

pub mod edit;
pub mod faults;
pub mod names;
pub mod starting;
mod walk;

use crate::{
    text::Label,
    ticket::{
        intake::{
            Category,
            tree::{CategoryEntry, Tree},
        },
        team::Team,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that requests are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Catalogue {
    /// The teams in the order in which they are shown, those that are no longer offered among them.
    pub teams: Vec<TeamEntry>,
    /// What people can ask about.
    pub intake: Tree,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TeamEntry {
    /// How programs say it. Never changes.
    pub value: Team,
    /// What people read.
    pub label: Label,
    /// No longer offered; what it was given keeps its label.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl Catalogue {
    /// Whether work may be given to `team`.
    #[must_use]
    pub fn offers_team(&self, team: Team) -> bool {
        self.teams.iter().any(|it| it.value == team && !it.retired)
    }

    /// Whether there is such a team, offered or not.
    #[must_use]
    pub fn knows_team(&self, team: Team) -> bool {
        self.teams.iter().any(|it| it.value == team)
    }

    /// Whether something may be about `category` from now on.
    #[must_use]
    pub fn offers_category(&self, category: Category) -> bool {
        self.intake.offers(category).is_some()
    }

    /// What people read of `team`; of one that nobody knows its own text.
    #[must_use]
    pub fn team_label(&self, team: Team) -> String {
        let entry = self.teams.iter().find(|it| it.value == team);
        entry.map_or_else(|| team.to_string(), |it| it.label.to_string())
    }

    /// What people read of `category`; of one that nobody knows its own text.
    #[must_use]
    pub fn category_label(&self, category: Category) -> String {
        let entry = self.intake.entry(category);
        entry.map_or_else(|| category.to_string(), |it| it.label.to_string())
    }

    /// The same with what `before` has besides, retired: records may name it. For what takes its place as a whole,
    /// such as an earlier version or a file.
    #[must_use]
    pub fn keeping(mut self, before: &Self) -> Self {
        for it in &before.teams {
            if !self.teams.iter().any(|kept| kept.value == it.value) {
                self.teams.push(TeamEntry { retired: true, ..it.clone() });
            }
        }
        for it in &before.intake.categories {
            if self.intake.entry(it.value).is_none() {
                // No record names a topic.
                let gone = CategoryEntry { retired: true, topics: Vec::new(), ..it.clone() };
                self.intake.categories.push(gone);
            }
        }
        self
    }
}
