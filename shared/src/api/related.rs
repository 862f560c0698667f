//! Tickets that belong together: related, merged, split (see [`crate::ticket::link`]).

use super::{
    Endpoint, Form, address, calls::intake_of_staff, step::step_form, tickets::TicketChanged,
};
use crate::{
    id::{Reference, TicketId},
    problem::{Check, Problem},
    ticket::{intake::Intake, link::Tie},
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an agent can say of two tickets: how the form says it, and what it is called.
pub const TIES: [(&str, &str, Tie); 2] = [
    ("related", "Whoever works on one should know of the other", Tie::Related),
    ("merge", "It is the same request: go on there, and close this one", Tie::MergedInto),
];

/// Another ticket that belongs to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedTicket {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// How it belongs to this one.
    pub tie: Tie,
    /// The short title.
    pub title: String,
}

/// What to say of another ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linking {
    /// The other.
    pub reference: Reference,
    /// How this one belongs to it.
    pub tie: Tie,
}

macro_rules! ticket_form {
    ($($form:tt)*) => {
        step_form! {
            id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged; $($form)*
        }
    };
}

ticket_form!(
    LinkTicket {
        /// What people call the other ticket.
        reference,
        /// How they belong together: `related` or `merge`.
        tie
    },
    "links",
    "Say that two tickets belong together",
    Linking,
    |it| {
        let mut check = Check::new();
        let reference = it.reference.trim().parse();
        let reference = reference.map_err(|_| "Enter a reference, like K7M4-2QX");
        let reference = check.take("reference", reference);
        let tie = TIES.iter().find(|(value, ..)| *value == it.tie).map(|it| it.2);
        let tie = check.take("tie", tie.ok_or("Choose how they belong together"));
        let valid = reference.zip(tie).map(|(reference, tie)| Linking { reference, tie });
        check.finish(valid)
    }
);
ticket_form!(
    UnlinkTicket {
        /// The other ticket, by its id.
        to
    },
    "links/removal",
    "Say that two tickets do not belong together any more",
    TicketId,
    |it| {
        let mut check = Check::new();
        let to = check.take("to", it.to.parse().map_err(|_| "Load the page again"));
        check.finish(to)
    }
);
ticket_form!(
    SplitTicket {
        /// What is a matter of its own, in the requester’s words.
        description,
        /// A category’s value.
        about
    },
    "parts",
    "Make a ticket of a part of another",
    Intake,
    |it| {
        let mut check = Check::new();
        let intake = intake_of_staff(&mut check, &it.description, ("about", &it.about), ["", ""]);
        check.finish(intake)
    }
);
