//! Who acts. Knows nothing of how they signed in.

use crate::{
    id::{PersonId, TicketId},
    text::{EmailAddress, PersonName},
    ticket::team::Team,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody is here for. A person may hold several.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Files requests and reads articles. Everybody signed in does.
    Requester,
    /// Works tickets.
    Agent,
    /// Answers for the service.
    Lead,
    /// Sets Portico up; reads no tickets.
    Administrator,
}

impl Role {
    /// All roles, the widest last.
    pub const ALL: [Self; 4] = [Self::Requester, Self::Agent, Self::Lead, Self::Administrator];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Agent => "agent",
            Self::Lead => "lead",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a form's value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What it lets somebody do, in a few words.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Requester => "Files requests and reads articles",
            Self::Agent => "Works requests and writes articles",
            Self::Lead => "Answers for the service, and sets what comes first",
            Self::Administrator => "Sets Portico up and adds people; reads no requests",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Requester => "Requester",
            Self::Agent => "Agent",
            Self::Lead => "Team lead",
            Self::Administrator => "Administrator",
        }
    }
}

/// A set of roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// The set, without repetition.
    #[must_use]
    pub fn new(roles: &[Role]) -> Self {
        let mut roles = roles.to_vec();
        roles.sort_unstable();
        roles.dedup();
        Self(roles)
    }

    /// Whether the set holds `role`.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether the set holds a role that works tickets.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.has(Role::Agent) || self.has(Role::Lead)
    }

    /// The roles in order.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}

/// For which teams somebody works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Teams {
    /// For all there are, and for those to come.
    #[default]
    All,
    /// For these alone.
    Named(Vec<Team>),
}

impl Teams {
    /// These, each once.
    #[must_use]
    pub fn named(teams: Vec<Team>) -> Self {
        teams.into_iter().fold(Self::Named(Vec::new()), Self::with)
    }

    /// Whether `team` is one of them.
    #[must_use]
    pub fn has(&self, team: Team) -> bool {
        match self {
            Self::All => true,
            Self::Named(teams) => teams.contains(&team),
        }
    }

    /// The same with `team`.
    #[must_use]
    pub fn with(mut self, team: Team) -> Self {
        match &mut self {
            Self::Named(teams) if !teams.contains(&team) => teams.push(team),
            Self::Named(_) | Self::All => {}
        }
        self
    }
}

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Anonymous,
    /// Somebody is.
    Person(Person),
    /// Nobody is, but a link to one request was brought along (D1.19).
    Guest(Guest),
}

/// Whoever holds the link to a request: for that one request they stand in for who filed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guest {
    /// Who filed it without signing in.
    pub person: PersonId,
    /// The one request.
    pub ticket: TicketId,
}

/// A person as the rules need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What they are called.
    pub name: PersonName,
    /// Their address: who is added to a request is named by it.
    pub email: EmailAddress,
    /// What they are here for.
    pub roles: Roles,
    /// For which teams, if they work tickets.
    #[serde(default)]
    pub teams: Teams,
    /// The confidential tickets that they have opened in an emergency, and that are open to them still (A71).
    #[serde(default)]
    pub opened: Vec<TicketId>,
}

impl Person {
    /// Whether the tickets of `team` are theirs to work. Whoever leads answers for all teams.
    #[must_use]
    pub fn works_for(&self, team: Team) -> bool {
        self.roles.has(Role::Lead) || self.roles.has(Role::Agent) && self.teams.has(team)
    }
}

impl Actor {
    /// The person, if somebody is signed in.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Anonymous | Self::Guest(_) => None,
            Self::Person(it) => Some(it),
        }
    }

    /// In whose name the actor writes, if in anybody's.
    #[must_use]
    pub fn author(&self) -> Option<PersonId> {
        match self {
            Self::Anonymous => None,
            Self::Person(it) => Some(it.id),
            Self::Guest(it) => Some(it.person),
        }
    }

    /// Whether the actor holds `role`.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.person().is_some_and(|it| it.roles.has(role))
    }

    /// The actor as one who works for `team` too: for a ticket that they are making just now, which no border
    /// keeps from them before it is there.
    #[must_use]
    pub fn working_for(&self, team: Team) -> Self {
        match self {
            Self::Person(it) => {
                Self::Person(Person { teams: it.teams.clone().with(team), ..it.clone() })
            }
            Self::Anonymous | Self::Guest(_) => self.clone(),
        }
    }

    /// Whether the actor works tickets.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.person().is_some_and(|it| it.roles.is_staff())
    }
}
