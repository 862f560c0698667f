//! The lead's page: what wants an eye, and who has how much to do (D6.1, D6.2).

use super::{Endpoint, requests::Clock};
use crate::{
    id::{PersonId, Reference, TicketId},
    ticket::{
        concern::{Concern, Load},
        priority::Priority,
        status::Stage,
    },
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page that shows it.
pub const WALL_PAGE: &str = "/desk/lead";

/// What wants a lead's eye now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetWall {}

/// The tickets on the desk as far as they are a concern, and everybody's load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Wall {
    /// When and where to show the times.
    pub clock: Clock,
    /// Every concern, in the order of [`Concern::ALL`].
    pub concerns: Vec<Concerning>,
    /// Everybody who works tickets or has one, by name; what nobody has comes last.
    pub loads: Vec<LoadOf>,
}

/// The tickets of one concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Concerning {
    /// Which.
    pub concern: Concern,
    /// How many there are.
    pub n: usize,
    /// The first of them: next due first.
    pub tickets: Vec<WallRow>,
}

/// One ticket, as short as it can be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WallRow {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// What comes first.
    pub priority: Priority,
    /// Where it stands.
    pub stage: Stage,
    /// Who works on it.
    pub assignee: Option<String>,
    /// By when something has to happen.
    pub due: Option<Instant>,
}

/// What somebody has on their hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoadOf {
    /// Whose; `None` is nobody's.
    pub person: Option<PersonId>,
    /// What they are called.
    pub name: String,
    /// How much it is.
    pub load: Load,
}

impl Endpoint for GetWall {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/wall";
    const SUMMARY: &'static str = "What wants a lead’s eye, and everybody’s load";
    type Response = Wall;
}
