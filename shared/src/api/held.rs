//! Words for the requester that are on their way, and taking them back (D5.7).

use super::{Endpoint, Form, address};
use crate::{
    attachment::AttachmentRef,
    id::{HeldId, TicketId},
    problem::{Check, Problem},
    ticket::held::Words,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What staff wrote to the requester, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PublicWords {
    /// A reply.
    Reply {
        /// What the requester reads.
        body: String,
    },
    /// A question that pauses the clock.
    Question {
        /// What the requester reads.
        body: String,
    },
    /// That it is fixed.
    Resolution {
        /// What was wrong. For staff.
        cause: String,
        /// What was done.
        fix: String,
        /// What the requester can do next time; may be empty.
        advice: String,
        /// What everybody reads who follows it; may be empty.
        told: String,
    },
}

impl PublicWords {
    /// What the requester reads first.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Reply { body } | Self::Question { body } => body,
            Self::Resolution { fix, .. } => fix,
        }
    }
}

impl From<Words> for PublicWords {
    fn from(words: Words) -> Self {
        match words {
            Words::Reply(body) => Self::Reply { body: body.into() },
            Words::Question(body) => Self::Question { body: body.into() },
            Words::Resolution(it, told) => Self::Resolution {
                cause: it.cause.into(),
                fix: it.fix.into(),
                advice: it.advice.map(String::from).unwrap_or_default(),
                told: told.map(String::from).unwrap_or_default(),
            },
        }
    }
}

/// Words that the requester does not know of yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OnTheWay {
    /// Which.
    pub held: HeldId,
    /// Who wrote them.
    pub by: String,
    /// Whether the reader did, who alone can take them back.
    pub is_mine: bool,
    /// When the requester is told.
    pub until: Instant,
    /// The words.
    pub words: PublicWords,
    /// How many files go with them.
    pub n_files: usize,
}

/// Words that were taken back, for whoever wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TakenBack {
    /// Which.
    pub held: HeldId,
    /// The words.
    pub words: PublicWords,
    /// The files that were to go with them, which can be sent again.
    pub files: Vec<AttachmentRef>,
}

/// Take back what the requester does not know of yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UndoSend {
    /// Made when the form was rendered.
    pub key: String,
    /// The ticket.
    pub id: TicketId,
    /// What to take back.
    pub held: String,
}

/// In the address of a ticket: the words that were taken back stand in their box again.
pub const UNDONE: &str = "undone";

impl Endpoint for UndoSend {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/tickets/{id}/undo";
    const SUMMARY: &'static str = "Take back what the requester does not know of yet";
    type Response = TakenBack;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

impl Form for UndoSend {
    type Valid = HeldId;
    const ACTION: &'static str = "/desk/tickets/{id}/undo";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("id", &self.id.to_string())])
    }

    fn page(&self) -> String {
        address::fill("/desk/tickets/{id}", &[("id", &self.id.to_string())])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<HeldId, Problem> {
        let mut check = Check::new();
        let held = check.take("held", self.held.parse().map_err(|_| "Load the page again"));
        check.finish(held)
    }

    fn after(&self, response: &TakenBack) -> String {
        let part = match response.words {
            PublicWords::Reply { .. } | PublicWords::Question { .. } => "reply",
            PublicWords::Resolution { .. } => "cause",
        };
        format!("{}?{UNDONE}={}#{part}", self.page(), response.held)
    }
}
