//! The queue: which tickets are to be done, and the views of it.

use super::{Endpoint, address, requests::Clock};
use crate::{
    id::{PersonId, Reference, TicketId, ViewId},
    ticket::{
        intake::Category, priority::Priority, queue::filter::QueueFilter, status::Stage, team::Team,
    },
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is to be done, next due first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ListQueue(
    /// Which tickets; by default all.
    pub QueueFilter,
);

/// The open tickets, and the closed ones whose requester is not happy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Queue {
    /// When and where to show the times.
    pub clock: Clock,
    /// The change number at which this was read.
    pub change: u64,
    /// How many tickets there are in all.
    pub n_open: usize,
    /// How many were asked for.
    pub n_found: usize,
    /// The first of those: whose requester is not happy, then next due first, then those without a due time.
    pub tickets: Vec<QueueRow>,
    /// What else can be looked at.
    pub views: Vec<QueueView>,
    /// In how many of the tickets that the reader follows something is new.
    #[serde(default)]
    pub n_unread: usize,
    /// Who reads it.
    pub reader: PersonId,
    /// Who can work on a ticket, by name.
    pub staff: Vec<StaffMember>,
}

/// One line of the queue (D5.9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QueueRow {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// What it is about.
    pub category: Category,
    /// Which team it is for.
    pub team: Team,
    /// What comes first.
    pub priority: Priority,
    /// Where it stands.
    pub stage: Stage,
    /// Who works on it.
    pub assignee: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// By when something has to happen.
    pub due: Option<Instant>,
    /// The requester was not sure of impact or urgency.
    pub needs_triage: bool,
    /// When something last happened.
    pub updated: Instant,
    /// Since when a complaint waits for a lead. It may wait although the ticket is closed.
    pub unhappy_since: Option<Instant>,
    /// Everybody is told that it goes on, also when the ticket is closed.
    pub is_known: bool,
    /// Only few may read it, the reader among them.
    #[serde(default)]
    pub is_confidential: bool,
}

/// A view, with how many tickets it shows now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QueueView {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub filter: QueueFilter,
    /// How many tickets that are.
    pub n: usize,
    /// Whose it is.
    pub whose: Whose,
    /// Its id, where the reader may take it away.
    pub removable: Option<ViewId>,
}

/// Whose a view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// Everybody has it, and nobody saved it.
    BuiltIn,
    /// The reader saved it for themselves.
    Own,
    /// Somebody saved it for everybody on the desk.
    Shared,
}

/// Somebody who works tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StaffMember {
    /// For programs.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
}

impl Endpoint for ListQueue {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/tickets";
    const SUMMARY: &'static str = "Open tickets, next due first";
    type Response = Queue;

    fn address(&self) -> String {
        at(Self::ROUTE, &self.0)
    }
}

/// The page that shows what `filter` asks for.
#[must_use]
pub fn page_address(filter: &QueueFilter) -> String {
    at("/desk", filter)
}

/// What the address of the queue says behind its `?`, for `filter`.
#[must_use]
pub fn query_of(filter: &QueueFilter) -> String {
    let address = page_address(filter);
    address.split_once('?').map(|it| it.1.to_owned()).unwrap_or_default()
}

/// What such a query asks for; what it says wrongly is passed over.
#[must_use]
pub fn filter_of(query: &str) -> QueueFilter {
    let pairs = address::pairs(query);
    QueueFilter::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn at(address: &str, filter: &QueueFilter) -> String {
    let pairs = filter.pairs();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, it)| (*name, it.as_str())).collect();
    address::with_query(address, &pairs)
}

/// A ticket that whoever changed it may not read any more: the queue says where it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gone {
    /// Which ticket.
    pub reference: Reference,
    /// Whose it is now.
    pub team: Team,
}

/// How the queue's address names the ticket that went away, and the team it went to.
pub const GONE: [&str; 2] = ["gone", "to"];

impl Gone {
    /// The queue that says so.
    #[must_use]
    pub fn page(&self) -> String {
        let [gone, to] = GONE;
        let reference = self.reference.to_string();
        address::with_query("/desk", &[(gone, &reference), (to, self.team.value())])
    }

    /// What the address of a queue says, if it does.
    #[must_use]
    pub fn read(reference: &str, team: &str) -> Option<Self> {
        Some(Self { reference: reference.parse().ok()?, team: Team::from_value(team)? })
    }
}

/// Whether anything has changed among the tickets on the desk that the reader may read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetChange {}

/// How far that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// When and where to show the times.
    pub clock: Clock,
    /// Another number than before says that something is different, and nothing else.
    pub change: u64,
}

impl Endpoint for GetChange {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/changes";
    const SUMMARY: &'static str = "Whether anything on the desk has changed";
    type Response = Change;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::queue::{age::Age, filter::With};

    #[test]
    fn a_filter_is_an_address() {
        let filter = QueueFilter {
            q: "wi-fi & é".into(),
            status: vec![Stage::New, Stage::InProgress],
            with: With::Nobody,
            older: Some(Age::OFFERED[0]),
            unhappy: true,
            ..QueueFilter::default()
        };
        let query = "?q=wi-fi%20%26%20%C3%A9&status=new&status=in-progress&with=nobody&older=15m&unhappy=true";
        assert_eq!(page_address(&filter), format!("/desk{query}"));
        assert_eq!(ListQueue(filter).address(), format!("/api/v1/tickets{query}"));
        assert_eq!(page_address(&QueueFilter::default()), "/desk");
    }
}
