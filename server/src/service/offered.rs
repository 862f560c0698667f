//! What may be chosen: the settings say which teams and categories are offered. What has one already keeps it.

use crate::{error::Error, state::AppState};
use shared::{
    actor::Teams,
    problem::Check,
    ticket::{command::Command, intake::Category, team::Team},
};

/// Work is given to a team that is offered.
///
/// # Errors
/// It is not.
pub fn team(app: &AppState, team: Team, field: &str) -> Result<(), Error> {
    let is_offered = app.rules().settings.catalogue.offers_team(team);
    if is_offered { Ok(()) } else { Err(refused(field, "Choose a team")) }
}

/// Whoever works for some teams alone works for teams that there are.
///
/// # Errors
/// There is no such team.
pub fn membership(app: &AppState, teams: &Teams) -> Result<(), Error> {
    let rules = app.rules();
    let is_known = |it: &Team| rules.settings.catalogue.knows_team(*it);
    match teams {
        Teams::Named(teams) if !teams.iter().all(is_known) => {
            Err(refused("teams", "Choose from the teams there are"))
        }
        Teams::Named(_) | Teams::All => Ok(()),
    }
}

/// Something is about a category that is offered.
///
/// # Errors
/// It is not.
pub fn category(app: &AppState, category: Category, field: &str) -> Result<(), Error> {
    let is_offered = app.rules().settings.catalogue.offers_category(category);
    if is_offered { Ok(()) } else { Err(refused(field, "Choose a category")) }
}

/// What a command chooses is offered.
///
/// # Errors
/// It is not.
pub fn in_command(app: &AppState, command: &Command) -> Result<(), Error> {
    match command {
        Command::Hand { to, .. } => team(app, *to, "team"),
        Command::Categorise { to, .. } => category(app, *to, "category"),
        Command::Provided(_, command) => in_command(app, command),
        _ => Ok(()),
    }
}

fn refused(field: &str, advice: &str) -> Error {
    let mut check = Check::new();
    check.refuse(field, advice);
    check.problem().into()
}
