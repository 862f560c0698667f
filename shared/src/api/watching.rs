//! Staff who follow a ticket, because they want to or because a colleague called them in a note (A37). Nothing of it is
//! for requesters.

use super::{Endpoint, Form, address, requests::Clock, step::step_form, tickets::TicketChanged};
use crate::{
    id::{Reference, TicketId},
    problem::{Check, Problem},
    ticket::status::Stage,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page of what somebody follows.
pub const FOLLOWED_PAGE: &str = "/desk/followed";

/// Who follows a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Watching {
    /// By name.
    pub by: Vec<String>,
    /// Whether the reader does.
    pub is_mine: bool,
    /// Whether something is new in it for the reader, who follows it.
    pub is_unread: bool,
}

/// The tickets that the reader follows, the one with the latest news first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListWatched {}

/// What somebody follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Watched {
    /// When and where to show the times.
    pub clock: Clock,
    /// The tickets: what is new first, then what happened last.
    pub tickets: Vec<WatchedTicket>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedTicket {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// Where it stands.
    pub stage: Stage,
    /// When something last happened, notes included.
    pub latest: Instant,
    /// Who did that.
    pub by: String,
    /// Whether something is new in it.
    pub is_unread: bool,
    /// Whether a colleague called the reader there, and the reader has not read it.
    pub is_called: bool,
}

impl Endpoint for ListWatched {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/watched";
    const SUMMARY: &'static str = "The tickets that one follows";
    type Response = Watched;
}

macro_rules! watching_form {
    ($($form:tt)*) => {
        step_form! {
            id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged; $($form)*
        }
    };
}

watching_form!(WatchTicket {}, "watching", "Follow a ticket", (), |_| Ok(()));
watching_form!(UnwatchTicket {}, "watching/removal", "Follow a ticket no more", (), |_| Ok(()));
watching_form!(
    MarkSeen {
        /// How many entries of the timeline were shown.
        entries
    },
    "watching/seen",
    "Say that what is new in a followed ticket was read",
    u32,
    |it| {
        let mut check = Check::new();
        let entries = check.take("entries", it.entries.parse().map_err(|_| "Load the page again"));
        check.finish(entries)
    }
);
