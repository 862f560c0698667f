//! Confidential tickets: who reads them, and opening one in an emergency (A71).

use super::{
    Endpoint, Form, address,
    queue::StaffMember,
    requests::Clock,
    settings::SETTINGS_PAGE,
    step::{Answer, optional, step_form},
    tickets::TicketChanged,
    wall::WALL_PAGE,
};
use crate::{
    id::{OpeningId, PersonId, Reference, TicketId},
    problem::{Check, Problem},
    text::Remark,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// That a ticket is confidential, as those are told who read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfidentialOnDesk {
    /// Since when.
    pub since: Instant,
    /// Why.
    pub reason: String,
    /// The staff who were named. Whoever has the ticket reads it besides.
    pub readers: Vec<StaffMember>,
    /// Until when it is open to the reader, who is none of them and opened it in an emergency.
    pub open_until: Option<Instant>,
}

/// Makes a ticket confidential, or changes who reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConfideTicket {
    /// Made when the form was rendered.
    pub key: String,
    /// The ticket.
    pub id: TicketId,
    /// Why. Those who read it read that too.
    pub reason: String,
    /// The ids of the staff who read it, besides whoever says so.
    pub readers: Vec<String>,
}

/// Who reads it from now on, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confiding {
    /// Why.
    pub reason: Remark,
    /// Who.
    pub readers: Vec<PersonId>,
}

impl Endpoint for ConfideTicket {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/tickets/{id}/confidentiality";
    const SUMMARY: &'static str = "Make a ticket confidential";
    type Response = TicketChanged;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

impl Form for ConfideTicket {
    type Valid = Confiding;
    const ACTION: &'static str = "/desk/tickets/{id}/confidentiality";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("id", &self.id.to_string())])
    }

    fn page(&self) -> String {
        address::fill("/desk/tickets/{id}", &[("id", &self.id.to_string())])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Confiding, Problem> {
        let mut check = Check::new();
        let reason = Remark::parse(&self.reason).map_err(|it| it.advice("why"));
        let reason = check.take("reason", reason);
        let readers: Option<Vec<PersonId>> =
            self.readers.iter().map(|it| it.parse().ok()).collect();
        let readers = check.take("readers", readers.ok_or("Choose from the people there are"));
        let valid = reason.zip(readers).map(|(reason, readers)| Confiding { reason, readers });
        check.finish(valid)
    }

    fn after(&self, changed: &TicketChanged) -> String {
        changed.leads().unwrap_or_else(|| self.page())
    }
}

step_form! {
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged;
    DiscloseTicket {
        /// Why, for staff; optional.
        reason
    },
    "disclosure",
    "Open a confidential ticket to its team again",
    Option<Remark>,
    |it| {
        let mut check = Check::new();
        let reason = optional(&mut check, "reason", &it.reason, "the reason");
        check.finish(reason)
    }
}

/// The page on which a confidential ticket is opened by its reference.
pub const OPEN_PAGE: &str = "/desk/confidential";

/// Opens a confidential ticket for an hour, in an emergency. Leads are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OpenConfidential {
    /// Made when the form was rendered.
    pub key: String,
    /// What people call the ticket.
    pub reference: String,
    /// Why it cannot wait for somebody who reads it.
    pub reason: String,
}

/// Which ticket to open, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// The ticket.
    pub reference: Reference,
    /// Why.
    pub reason: Remark,
}

/// A ticket that is open now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opened {
    /// Which.
    pub id: TicketId,
}

impl Endpoint for OpenConfidential {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/openings";
    const SUMMARY: &'static str = "Open a confidential ticket in an emergency";
    type Response = Opened;
}

impl Form for OpenConfidential {
    type Valid = Emergency;
    const ACTION: &'static str = OPEN_PAGE;

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Emergency, Problem> {
        let mut check = Check::new();
        let reference = self.reference.parse().map_err(
            |_| "Enter the reference of the request, such as K7M4-2QX. Check it for slips",
        );
        let reference = check.take("reference", reference);
        let reason = Remark::parse(&self.reason).map_err(|it| it.advice("why it cannot wait"));
        let reason = check.take("reason", reason);
        let valid =
            reference.zip(reason).map(|(reference, reason)| Emergency { reference, reason });
        check.finish(valid)
    }

    fn after(&self, opened: &Opened) -> String {
        address::fill("/desk/tickets/{id}", &[("id", &opened.id.to_string())])
    }
}

/// The tickets that somebody opened in an emergency and that the reader is to look at.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListOpenings {}

/// A ticket that somebody opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// By its id.
    pub opening: OpeningId,
    /// Which ticket. Nothing else is told of it.
    pub reference: Reference,
    /// Who opened it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

/// Those that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Openings {
    /// When and where to show the times.
    pub clock: Clock,
    /// The oldest first.
    pub openings: Vec<Opening>,
}

impl Endpoint for ListOpenings {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/openings";
    const SUMMARY: &'static str = "Confidential tickets that were opened in an emergency";
    type Response = Openings;
}

/// Says that one has looked at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewOpening {
    /// Made when the form was rendered.
    pub key: String,
    /// Which opening.
    pub opening: OpeningId,
}

/// It was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// Whether whoever did it leads; an administrator stands in where nobody else does.
    pub is_lead: bool,
}

impl Endpoint for ReviewOpening {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/openings/{opening}/review";
    const SUMMARY: &'static str = "Say that one has looked at an opening";
    type Response = Reviewed;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("opening", &self.opening.to_string())])
    }
}

impl Form for ReviewOpening {
    type Valid = ();
    const ACTION: &'static str = "/desk/openings/{opening}/review";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("opening", &self.opening.to_string())])
    }

    fn page(&self) -> String {
        WALL_PAGE.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, reviewed: &Reviewed) -> String {
        if reviewed.is_lead { WALL_PAGE.to_owned() } else { SETTINGS_PAGE.to_owned() }
    }
}
