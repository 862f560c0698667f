//! Who an article is for (ruling 15). Each audience includes the ones after it.

use crate::actor::{Actor, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who an article is for, the widest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Agents and leads.
    Agents,
    /// Leads.
    Leads,
}

impl Audience {
    /// All audiences, the widest first.
    pub const ALL: [Self; 4] = [Self::Public, Self::SignedIn, Self::Agents, Self::Leads];

    /// The narrowest audience to which `actor` belongs: they read articles for it and for all wider ones.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        if actor.has(Role::Lead) {
            Self::Leads
        } else if actor.has(Role::Agent) {
            Self::Agents
        } else if actor.person().is_some() {
            Self::SignedIn
        } else {
            Self::Public
        }
    }

    /// Whether `actor` may read what is for this audience.
    #[must_use]
    pub fn includes(self, actor: &Actor) -> bool {
        self <= Self::of(actor)
    }

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::Agents => "agents",
            Self::Leads => "leads",
        }
    }

    /// The audience of a form's value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "Everybody, signed in or not",
            Self::SignedIn => "Everybody who is signed in",
            Self::Agents => "Agents and team leads",
            Self::Leads => "Team leads only",
        }
    }
}
