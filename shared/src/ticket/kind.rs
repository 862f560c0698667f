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
}
