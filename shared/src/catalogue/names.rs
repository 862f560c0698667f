//! What people read of teams and categories, and which of them are offered: as much of the catalogue as every page
//! may need.

use super::Catalogue;
use crate::ticket::{intake::Category, team::Team};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The labels of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Names {
    /// The teams in their order; none for whoever works with none.
    pub teams: Vec<Name<Team>>,
    /// The categories in their order.
    pub categories: Vec<Name<Category>>,
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Name<T> {
    /// What programs say.
    pub value: T,
    /// What people read.
    pub label: String,
    /// Whether it can be chosen.
    pub offered: bool,
}

impl Names {
    /// What people read of `team`; of one that nobody knows its own text.
    #[must_use]
    pub fn team(&self, team: Team) -> String {
        let known = self.teams.iter().find(|it| it.value == team);
        known.map_or_else(|| team.to_string(), |it| it.label.clone())
    }

    /// What people read of `category`; of one that nobody knows its own text.
    #[must_use]
    pub fn category(&self, category: Category) -> String {
        let known = self.categories.iter().find(|it| it.value == category);
        known.map_or_else(|| category.to_string(), |it| it.label.clone())
    }

    /// The teams to which work can be given.
    pub fn offered_teams(&self) -> impl Iterator<Item = &Name<Team>> {
        self.teams.iter().filter(|it| it.offered)
    }

    /// The teams to choose from, by value and label: those that are offered, and those that stand there already.
    #[must_use]
    pub fn teams_to_choose(&self, chosen: &[Team]) -> Vec<(String, String)> {
        choices(&self.teams, chosen, |it| self.team(it))
    }

    /// The categories to choose from, by value and label: those that are offered, and those that stand there
    /// already.
    #[must_use]
    pub fn categories_to_choose(&self, chosen: &[Category]) -> Vec<(String, String)> {
        choices(&self.categories, chosen, |it| self.category(it))
    }
}

fn choices<T: Copy + PartialEq + ToString>(
    all: &[Name<T>],
    chosen: &[T],
    label: impl Fn(T) -> String,
) -> Vec<(String, String)> {
    let known = all.iter().filter(|it| it.offered || chosen.contains(&it.value)).map(|it| it.value);
    let unknown = chosen.iter().copied().filter(|it| !all.iter().any(|known| known.value == *it));
    known.chain(unknown).map(|it| (it.to_string(), label(it))).collect()
}

impl Catalogue {
    /// The labels, with or without those of the teams.
    #[must_use]
    pub fn names(&self, with_teams: bool) -> Names {
        let teams = self.teams.iter().filter(|_| with_teams).map(|it| Name {
            value: it.value,
            label: it.label.to_string(),
            offered: !it.retired,
        });
        let categories = self.intake.categories.iter().map(|it| Name {
            value: it.value,
            label: it.label.to_string(),
            offered: !it.retired,
        });
        Names { teams: teams.collect(), categories: categories.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_retired_keeps_its_label_and_is_offered_no_longer() {
        let mut catalogue = Catalogue::starting();
        catalogue.teams[1].retired = true;
        catalogue.intake.categories[0].retired = true;
        let names = catalogue.names(true);
        let (team, category) = (Team::WORKPLACE, Category::HARDWARE);
        assert_eq!((names.team(team), names.category(category)).0, "Workplace");
        assert_eq!(names.category(category), "Hardware");
        let offered = |it: Vec<(String, String)>, value: &str| it.iter().any(|it| it.0 == value);
        assert!(!offered(names.teams_to_choose(&[]), "workplace"));
        assert!(offered(names.teams_to_choose(&[team]), "workplace"), "it stands there already");
        assert!(!offered(names.categories_to_choose(&[]), "hardware"));
        assert_eq!(catalogue.names(false).teams, []);
    }

    #[test]
    fn what_nobody_knows_shows_as_its_own_text() {
        let (team, category) = (Team::own("old-team"), Category::own("old-category"));
        let (catalogue, names) = (Catalogue::starting(), Names::default());
        assert_eq!(
            (names.team(team), names.category(category)),
            ("old-team".into(), "old-category".into())
        );
        assert_eq!(catalogue.team_label(team), "old-team");
        assert_eq!(catalogue.category_label(category), "old-category");
        let choices = catalogue.names(true).teams_to_choose(&[team]);
        assert_eq!(choices.last().unwrap(), &("old-team".to_owned(), "old-team".to_owned()));
    }
}
