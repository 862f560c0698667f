//! Who else is on a ticket’s page, and what they do there (D5.13, A37): told before somebody types, so that two do not
//! answer at once. Kept nowhere: it is over when they leave.

use super::{
    Endpoint, Form, address,
    step::{Answer, step_form},
};
use crate::{
    id::TicketId,
    problem::{Check, Problem},
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody does on a ticket’s page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// They look at it.
    #[default]
    Reading,
    /// They write to the requester.
    Replying,
    /// They write for staff.
    Noting,
}

impl Doing {
    const ALL: [Self; 3] = [Self::Reading, Self::Replying, Self::Noting];

    /// How a form says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Replying => "replying",
            Self::Noting => "noting",
        }
    }

    /// What a form says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// How a form says that somebody leaves.
pub const GONE: &str = "gone";

/// Somebody else on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Here {
    /// What they are called.
    pub name: String,
    /// What they do.
    pub doing: Doing,
}

impl Here {
    /// It in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { name, doing } = self;
        match doing {
            Doing::Reading => format!("{name} is here."),
            Doing::Replying => format!("{name} is here, writing a reply."),
            Doing::Noting => format!("{name} is here, writing an internal note."),
        }
    }
}

/// Everybody else on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Presence {
    /// By name.
    pub here: Vec<Here>,
}

impl Answer for Presence {}

step_form! {
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", Presence;
    ShowPresence {
        /// What one does there: `reading`, `replying`, `noting` or `gone`.
        doing
    },
    "presence",
    "Say that one is on a ticket’s page, and hear who else is",
    Option<Doing>,
    |it| {
        let mut check = Check::new();
        let doing = match &*it.doing {
            GONE => Ok(None),
            other => Doing::from_value(other).map(Some).ok_or("Say what you do"),
        };
        let doing = check.take("doing", doing);
        check.finish(doing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_forms_are_those_in_json() {
        for it in Doing::ALL {
            assert_eq!(serde_json::to_value(it).unwrap().as_str(), Some(it.value()));
            assert_eq!(Doing::from_value(it.value()), Some(it));
        }
    }

    #[test]
    fn a_colleague_is_told_of_in_a_sentence() {
        for (doing, words) in [
            (Doing::Reading, "Ana is here."),
            (Doing::Replying, "Ana is here, writing a reply."),
            (Doing::Noting, "Ana is here, writing an internal note."),
        ] {
            assert_eq!(Here { name: "Ana".into(), doing }.words(), words);
        }
    }
}
