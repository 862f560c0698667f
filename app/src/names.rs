//! What teams and categories are called here. It comes with the session, and every page waits for it before it is
//! drawn: so the server and the browser say the same.

use leptos::prelude::*;
use shared::{
    api::session::Session,
    catalogue,
    ticket::{intake::Category, team::Team},
};

/// The labels that this tab knows.
#[derive(Debug, Clone, Copy)]
pub struct Names(RwSignal<catalogue::names::Names>);

/// Makes room for them. Called once, above all pages.
pub(crate) fn provide_names() {
    provide_context(Names(RwSignal::default()));
}

/// The labels that this tab knows; none outside the application, where everything shows as its own text.
#[must_use]
pub fn use_names() -> Names {
    use_context().unwrap_or_else(|| Names(RwSignal::default()))
}

impl Names {
    /// Takes up what was told last.
    pub(crate) fn hear(self, session: &Session) {
        if self.0.with_untracked(|it| *it != session.names) {
            self.0.set(session.names.clone());
        }
    }

    /// What people read of `team`.
    #[must_use]
    pub fn team(self, team: Team) -> String {
        self.0.with_untracked(|it| it.team(team))
    }

    /// What people read of `category`.
    #[must_use]
    pub fn category(self, category: Category) -> String {
        self.0.with_untracked(|it| it.category(category))
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> catalogue::names::Names {
        self.0.get_untracked()
    }

    /// The teams to which work can be given, with their labels.
    #[must_use]
    pub fn offered_teams(self) -> Vec<(Team, String)> {
        self.0.with_untracked(|it| {
            it.offered_teams().map(|it| (it.value, it.label.clone())).collect()
        })
    }

    /// The teams to choose from, by value and label: those that are offered, and those of `chosen`.
    #[must_use]
    pub fn teams_to_choose(self, chosen: &[Team]) -> Vec<(String, String)> {
        self.0.with_untracked(|it| it.teams_to_choose(chosen))
    }

    /// The categories to choose from, by value and label: those that are offered, and those of `chosen`.
    #[must_use]
    pub fn categories_to_choose(self, chosen: &[Category]) -> Vec<(String, String)> {
        self.0.with_untracked(|it| it.categories_to_choose(chosen))
    }
}
