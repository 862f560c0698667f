//! What kind of work a ticket is (A17). Nobody is asked: it follows from the path through intake.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The type of a ticket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TicketType {
    /// Something does not work as it should.
    #[default]
    Incident,
    /// Somebody wants something that they do not have.
    ServiceRequest,
    /// Somebody wants to know something.
    Question,
}

impl TicketType {
    /// What staff call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Incident => "Incident",
            Self::ServiceRequest => "Service request",
            Self::Question => "Question",
        }
    }

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Incident, Self::ServiceRequest, Self::Question];

    /// The value that forms carry.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::ServiceRequest => "service-request",
            Self::Question => "question",
        }
    }

    /// The one with this value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}
