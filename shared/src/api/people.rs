//! The people of a Portico, and the links with which they choose a password: one use each, so that nobody ever
//! has to tell another person theirs.

pub mod welcome;

use super::{Endpoint, Form, address, requests::Clock};
use crate::{
    actor::{Role, Roles, Teams},
    id::PersonId,
    problem::{Check, Problem},
    text::{EmailAddress, PersonName},
    ticket::team::Team,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page of all people.
pub const PEOPLE_PAGE: &str = "/admin/people";
/// The page of one.
const PERSON_PAGE: &str = "/admin/people/{person}";

fn at(route: &str, person: PersonId) -> String {
    address::fill(route, &[("person", &person.to_string())])
}

/// People by name; for administrators.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListPeople {
    /// A part of a name or an address; empty for everybody.
    pub q: String,
    /// Which page of them, from 1; 0 is the first as well.
    pub page: u32,
}

/// Some of the people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct People {
    /// How many there are in all.
    pub n_people: usize,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub n_pages: u32,
    /// The people of this page.
    pub people: Vec<PersonRow>,
}

/// Somebody in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonRow {
    /// Their id.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// How they sign in.
    pub email: String,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// For which teams, if they work tickets.
    pub teams: Teams,
    /// Whether they can sign in.
    pub standing: Standing,
}

/// Whether somebody can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// They can.
    Active,
    /// They have not chosen a password yet.
    Invited,
    /// They could, and may not any more.
    Suspended,
}

impl Standing {
    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Active => "Can sign in",
            Self::Invited => "Has no password yet",
            Self::Suspended => "May not sign in",
        }
    }
}

impl Endpoint for ListPeople {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/people";
    const SUMMARY: &'static str = "People";
    type Response = People;

    fn address(&self) -> String {
        let page = self.page.max(1).to_string();
        address::with_query(Self::ROUTE, &[("q", &self.q), ("page", &page)])
    }
}

/// One person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPerson {
    /// Which.
    pub person: PersonId,
}

/// A person as administrators see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonView {
    /// When and where to show the times.
    pub clock: Clock,
    /// The person.
    pub person: PersonRow,
    /// When they were added.
    pub created: Instant,
    /// Since when they may not sign in, if they may not.
    pub suspended_since: Option<Instant>,
    /// Until when a link works with which they choose a password, if there is one.
    pub link_until: Option<Instant>,
    /// On how many devices they are signed in.
    pub n_sign_ins: usize,
    /// Since when codes of an app are asked of them besides a password, if they are.
    pub factor_since: Option<Instant>,
    /// How many passkeys they have.
    pub n_passkeys: usize,
    /// Whether it is whoever asks.
    pub is_oneself: bool,
    /// What an address of such a link begins with.
    pub link_base: String,
}

impl Endpoint for GetPerson {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/people/{person}";
    const SUMMARY: &'static str = "One person";
    type Response = PersonView;

    fn address(&self) -> String {
        at(Self::ROUTE, self.person)
    }
}

/// A person's name, address and roles, once they are sound.
#[derive(Debug, Clone)]
pub struct Described {
    /// What they are called.
    pub name: PersonName,
    /// How they sign in.
    pub email: EmailAddress,
    /// What they are here for. Everybody files requests.
    pub roles: Roles,
    /// For which teams, if they work tickets.
    pub teams: Teams,
}

/// How a form says that somebody works for all teams.
pub const ALL_TEAMS: &str = "all";
/// How it says that they work for those alone that are ticked.
pub const NAMED_TEAMS: &str = "named";

fn teams(works_for: &str, teams: &[String]) -> Result<Teams, (&'static str, &'static str)> {
    let named = || teams.iter().map(|it| Team::from_value(it)).collect::<Option<Vec<Team>>>();
    match works_for {
        "" | ALL_TEAMS => Ok(Teams::All),
        NAMED_TEAMS if teams.is_empty() => Err(("teams", "Choose at least one team")),
        NAMED_TEAMS => {
            named().map(Teams::named).ok_or(("teams", "Choose from the teams there are"))
        }
        _ => Err(("works_for", "Choose for which teams they work")),
    }
}

fn described(
    (name, email): (&str, &str),
    roles: &[String],
    (works_for, named): (&str, &[String]),
) -> Result<Described, Problem> {
    let mut check = Check::new();
    let name = check.take("name", PersonName::parse(name).map_err(|it| it.advice("their name")));
    let email = EmailAddress::parse(email);
    let email = check
        .take("email", email.map_err(|_| "Enter an e-mail address, like name@company.example"));
    let roles: Option<Vec<Role>> = roles.iter().map(|it| Role::from_value(it)).collect();
    let roles = check.take("roles", roles.ok_or("Choose from the roles that there are"));
    let teams = teams(works_for, named);
    let teams = match teams {
        Ok(it) => Some(it),
        Err((field, advice)) => check.take(field, Err(advice)),
    };
    let valid = (|| {
        let (name, email, mut roles, teams) = (name?, email?, roles?, teams?);
        roles.push(Role::Requester);
        Some(Described { name, email, roles: Roles::new(&roles), teams })
    })();
    check.finish(valid)
}

/// A link was made, or a person with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkMade {
    /// Whose it is.
    pub person: PersonId,
    /// The secret end of its address. It is shown now and never again.
    pub token: String,
}

impl LinkMade {
    fn page(&self) -> String {
        address::with_query(&at(PERSON_PAGE, self.person), &[("link", &self.token)])
    }
}

/// Adds a person, with a link to choose a password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InvitePerson {
    /// Made when the form was rendered.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// How they sign in.
    pub email: String,
    /// [`Role::value`]s, as many as they need.
    pub roles: Vec<String>,
    /// [`ALL_TEAMS`], which is meant by nothing too, or [`NAMED_TEAMS`].
    pub works_for: String,
    /// [`Team::value`]s, as many as they work for.
    pub teams: Vec<String>,
}

impl Endpoint for InvitePerson {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/people";
    const SUMMARY: &'static str = "Add a person";
    type Response = LinkMade;
}

impl Form for InvitePerson {
    type Valid = Described;
    const ACTION: &'static str = "/admin/people/new";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Described, Problem> {
        let teams = (&*self.works_for, &*self.teams);
        described((&self.name, &self.email), &self.roles, teams)
    }

    fn after(&self, made: &LinkMade) -> String {
        made.page()
    }
}

/// Changes what a person is called, how they sign in and what they are here for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangePerson {
    /// Made when the form was rendered.
    pub key: String,
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// How they sign in.
    pub email: String,
    /// [`Role::value`]s, as many as they need.
    pub roles: Vec<String>,
    /// [`ALL_TEAMS`], which is meant by nothing too, or [`NAMED_TEAMS`].
    pub works_for: String,
    /// [`Team::value`]s, as many as they work for.
    pub teams: Vec<String>,
}

/// A person was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonChanged {
    /// As they are now.
    pub person: PersonRow,
}

impl Endpoint for ChangePerson {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/people/{person}";
    const SUMMARY: &'static str = "Change a person";
    type Response = PersonChanged;

    fn address(&self) -> String {
        at(Self::ROUTE, self.person)
    }
}

impl Form for ChangePerson {
    type Valid = Described;
    const ACTION: &'static str = PERSON_PAGE;

    fn action(&self) -> String {
        at(Self::ACTION, self.person)
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Described, Problem> {
        let teams = (&*self.works_for, &*self.teams);
        described((&self.name, &self.email), &self.roles, teams)
    }

    fn after(&self, _: &PersonChanged) -> String {
        at(PERSON_PAGE, self.person)
    }
}

macro_rules! person_form {
    ($(#[$doc:meta])* $name:ident, $noun:literal, $summary:literal, $response:ty, $after:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Made when the form was rendered.
            pub key: String,
            /// Who.
            pub person: PersonId,
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = concat!("/api/v1/people/{person}/", $noun);
            const SUMMARY: &'static str = $summary;
            type Response = $response;

            fn address(&self) -> String {
                at(Self::ROUTE, self.person)
            }
        }

        impl Form for $name {
            type Valid = ();
            const ACTION: &'static str = concat!("/admin/people/{person}/", $noun);

            fn action(&self) -> String {
                at(Self::ACTION, self.person)
            }

            fn page(&self) -> String {
                at(PERSON_PAGE, self.person)
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<(), Problem> {
                Ok(())
            }

            fn after(&self, done: &$response) -> String {
                let after: fn(&Self, &$response) -> String = $after;
                after(self, done)
            }
        }
    };
}

person_form!(
    /// Makes a link with which the person chooses a password; the ones before end.
    MakePersonLink,
    "link",
    "Make a link to choose a password",
    LinkMade,
    |_, made| made.page()
);
person_form!(
    /// Signs the person out everywhere and keeps them out.
    SuspendPerson,
    "suspension",
    "Keep somebody out",
    PersonChanged,
    |form, _| at(PERSON_PAGE, form.person)
);
person_form!(
    /// Lets the person sign in again.
    ReinstatePerson,
    "reinstatement",
    "Let somebody in again",
    PersonChanged,
    |form, _| at(PERSON_PAGE, form.person)
);

/// Takes away what the person shows besides a password, and signs them out everywhere: for who has lost it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ResetFactors {
    /// Made when the form was rendered.
    pub key: String,
    /// Who.
    pub person: PersonId,
    /// A [`ResetReason::value`].
    pub reason: String,
}

impl Endpoint for ResetFactors {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/people/{person}/second-step-removal";
    const SUMMARY: &'static str = "Take somebody's second step away";
    type Response = PersonChanged;

    fn address(&self) -> String {
        at(Self::ROUTE, self.person)
    }
}

impl Form for ResetFactors {
    type Valid = ResetReason;
    const ACTION: &'static str = "/admin/people/{person}/second-step-removal";

    fn action(&self) -> String {
        at(Self::ACTION, self.person)
    }

    fn page(&self) -> String {
        at(PERSON_PAGE, self.person)
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<ResetReason, Problem> {
        let mut check = Check::new();
        let reason = ResetReason::from_value(&self.reason);
        let reason = check.take("reason", reason.ok_or("Choose why it is taken away"));
        check.finish(reason)
    }

    fn after(&self, _: &PersonChanged) -> String {
        at(PERSON_PAGE, self.person)
    }
}

/// Why what somebody shows besides a password is taken away from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResetReason {
    /// They do not have the device any more.
    Lost,
    /// They have another device.
    Replaced,
    /// Somebody else may have it.
    Misused,
}

impl ResetReason {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Lost, Self::Replaced, Self::Misused];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Replaced => "replaced",
            Self::Misused => "misused",
        }
    }

    /// The reason of a form's value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lost => "They lost the device",
            Self::Replaced => "They have another device now",
            Self::Misused => "Somebody else may be using it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_files_requests_whatever_else_they_do() {
        let form = InvitePerson {
            name: "Ida".into(),
            email: "ida@portico.example".into(),
            roles: vec!["lead".into(), "agent".into()],
            ..InvitePerson::default()
        };
        let roles: Vec<Role> = form.clone().check().unwrap().roles.iter().collect();
        assert_eq!(roles, [Role::Requester, Role::Agent, Role::Lead]);
        let problem = InvitePerson { roles: vec!["root".into()], email: "ida".into(), ..form };
        let problem = problem.check().unwrap_err();
        assert!(problem.text_for("roles").is_some() && problem.text_for("email").is_some());
    }

    #[test]
    fn staff_work_for_all_teams_or_for_named_ones() {
        let network = Teams::Named(vec![Team::NETWORK]);
        for (works_for, teams, expected) in [
            ("", vec![], Ok(Teams::All)),
            ("all", vec!["network"], Ok(Teams::All)),
            ("named", vec!["network"], Ok(network.clone())),
            ("named", vec!["network", "network"], Ok(network)),
            ("named", vec![], Err("teams")),
            ("named", vec!["nobody’s"], Err("teams")),
            ("some", vec!["network"], Err("works_for")),
        ] {
            let form = InvitePerson {
                name: "Ida".into(),
                email: "ida@portico.example".into(),
                works_for: works_for.into(),
                teams: teams.iter().map(|it| (*it).to_owned()).collect(),
                ..InvitePerson::default()
            };
            match (form.check(), expected) {
                (Ok(it), Ok(teams)) => assert_eq!(it.teams, teams),
                (Err(problem), Err(field)) => assert!(problem.text_for(field).is_some()),
                (found, expected) => panic!("{works_for} {teams:?}: {found:?}, not {expected:?}"),
            }
        }
    }
}
