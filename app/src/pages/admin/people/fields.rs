//! Name, address and roles of a person.

use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
    },
    names::use_names,
};
use leptos::prelude::*;
use shared::{
    actor::{Role, Teams},
    api::people::{ALL_TEAMS, NAMED_TEAMS},
    problem::Problem,
    ticket::team::Team,
};

/// How a form says for which teams somebody works.
#[must_use]
pub fn entered(teams: &Teams) -> (String, Vec<String>) {
    match teams {
        Teams::All => (ALL_TEAMS.to_owned(), Vec::new()),
        Teams::Named(teams) => {
            (NAMED_TEAMS.to_owned(), teams.iter().map(|it| it.value().to_owned()).collect())
        }
    }
}

/// The fields of a form that describes somebody.
#[component]
pub fn PersonFields(
    name: String,
    email: String,
    /// [`Role::value`]s.
    roles: Vec<String>,
    /// [`ALL_TEAMS`] or [`NAMED_TEAMS`].
    works_for: String,
    /// [`Team::value`]s.
    teams: Vec<String>,
    #[prop(into)] problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let choices = Role::ALL.into_iter().filter(|it| *it != Role::Requester);
    let choices = choices.map(|it| Choice::new(it.value(), it.label()).with_hint(it.hint()));
    let held: Vec<Team> = teams.iter().filter_map(|it| Team::from_value(it)).collect();
    let named = use_names().teams_to_choose(&held).into_iter();
    let named = named.map(|(value, label)| Choice::new(value, label)).collect();
    view! {
        <Field name="name" label="Name" problem let:control>
            <TextInput control value=name/>
        </Field>
        <Field name="email" label="E-mail address" hint="They sign in with it" problem let:control>
            <TextInput control kind="email" value=email/>
        </Field>
        <Choices
            name="roles"
            question="What are they here for?"
            hint="Everybody files requests and reads articles. Choose what else, or nothing"
            choices=choices.collect()
            chosen=roles
            many=true
            problem
        />
        <Choices
            name="works_for"
            question="For which teams do they work?"
            hint="Only for agents. Leads answer for all teams"
            choices=vec![
                Choice::new(ALL_TEAMS, "For all teams"),
                Choice::new(NAMED_TEAMS, "For these alone")
                    .with_hint("They see no requests of other teams, unless they have them"),
            ]
            chosen=vec![works_for]
            problem
        />
        <Choices name="teams" question="Their teams" choices=named chosen=teams many=true problem/>
    }
    .into_any()
}
