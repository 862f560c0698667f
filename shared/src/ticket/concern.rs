//! What of the desk a lead has to look at first (D6.1). Each concern is a page of the queue as well, at an
//! address of its own.

use super::{Ticket, status::Stage};
use crate::{id::PersonId, time::Instant};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is due within this time is at risk.
pub const RISK_WITHIN: TimeDelta = TimeDelta::hours(2);
/// A ticket that nobody has taken for so long is a concern. Around the clock.
pub const UNASSIGNED_FOR: TimeDelta = TimeDelta::minutes(15);

/// Why a ticket wants a lead's eye. One ticket may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// A complaint waits for a lead (A42).
    Unhappy,
    /// Something was promised, and its time has passed.
    Breached,
    /// Something is due within [`RISK_WITHIN`].
    AtRisk,
    /// Nobody has taken it for [`UNASSIGNED_FOR`].
    Unassigned,
}

impl Concern {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Unhappy, Self::Breached, Self::AtRisk, Self::Unassigned];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unhappy => "Unhappy",
            Self::Breached => "Breached",
            Self::AtRisk => "At risk",
            Self::Unassigned => "Unassigned",
        }
    }

    /// What counts, as a sentence.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Unhappy => {
                "The requester said that they are not happy, and no lead has answered."
            }
            Self::Breached => "A first answer, a fix or an update is late.",
            Self::AtRisk => "A first answer, a fix or an update is due within 2 hours.",
            Self::Unassigned => "Nobody has taken it, and it came in more than 15 minutes ago.",
        }
    }

    /// The queue with these tickets alone.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Unhappy => "/desk?unhappy=true",
            Self::Breached => "/desk?due=late",
            Self::AtRisk => "/desk?due=soon",
            Self::Unassigned => {
                "/desk?status=new&status=in-progress&status=awaiting-requester&with=nobody&older=15m"
            }
        }
    }

    /// Whether `ticket`, in which something is next due at `due`, is one.
    #[must_use]
    pub fn has(self, ticket: &Ticket, due: Option<Instant>, now: Instant) -> bool {
        match self {
            Self::Unhappy => ticket.unhappy_since.is_some(),
            Self::Breached => due.is_some_and(|it| it < now),
            Self::AtRisk => due.is_some_and(|it| (now..=now + RISK_WITHIN).contains(&it)),
            Self::Unassigned => {
                let is_undone = !matches!(ticket.status.stage(), Stage::Resolved | Stage::Closed);
                let waited = now - ticket.received;
                is_undone && ticket.assignee.is_none() && waited >= UNASSIGNED_FOR
            }
        }
    }
}

/// What somebody has on their hands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Load {
    /// Tickets whose next step is theirs.
    pub n_to_do: u32,
    /// Tickets that wait for their requesters.
    pub n_waiting: u32,
    /// Tickets of either kind in which something is late.
    pub n_late: u32,
}

impl Load {
    /// Adds a ticket of theirs, in which something is next due at `due`.
    pub fn add(&mut self, ticket: &Ticket, due: Option<Instant>, now: Instant) {
        match ticket.status.stage() {
            Stage::New | Stage::InProgress => self.n_to_do += 1,
            Stage::AwaitingRequester | Stage::Resolved => self.n_waiting += 1,
            Stage::Closed => {}
        }
        self.n_late += u32::from(Concern::Breached.has(ticket, due, now));
    }

    /// The queue with what `person`, or nobody, is to do.
    #[must_use]
    pub fn to_do_address(person: Option<PersonId>) -> String {
        format!("{}&status=new&status=in-progress", of(person))
    }

    /// The queue with what waits for the requesters.
    #[must_use]
    pub fn waiting_address(person: Option<PersonId>) -> String {
        format!("{}&status=awaiting-requester&status=resolved", of(person))
    }

    /// The queue with what is late.
    #[must_use]
    pub fn late_address(person: Option<PersonId>) -> String {
        format!("{}&due=late", of(person))
    }
}

fn of(person: Option<PersonId>) -> String {
    match person {
        Some(id) => format!("/desk?with={id}"),
        None => "/desk?with=nobody".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{Reference, TicketId},
        ticket::{
            intake::{Answers, tree::Tree},
            priority::Matrix,
            status::{CloseReason, Status},
        },
    };

    fn at(minute: i64) -> Instant {
        "2026-11-23T09:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
    }

    /// A ticket that came in at nine.
    fn ticket(status: Status, assignee: Option<PersonId>, is_unhappy: bool) -> Ticket {
        let answers = Answers {
            description: "It broke".into(),
            category: "network".into(),
            topic: "vpn".into(),
            impact: "only-me".into(),
            urgency: "slowed".into(),
            ..Answers::default()
        };
        let intake = answers.check(&Tree::starting()).unwrap();
        let reference = Reference::from_number(7);
        let (id, requester) = (TicketId(7), PersonId(1));
        let matrix = Matrix::default();
        let (ticket, _) = Ticket::file(id, reference, requester, intake, &matrix, at(0), at(0));
        Ticket { status, assignee, unhappy_since: is_unhappy.then(|| at(1)), ..ticket }
    }

    /// One letter a concern: unhappy, breached, at risk, unassigned.
    #[test]
    fn what_a_lead_looks_at_first() {
        let closed = Status::Closed { at: at(5), reason: CloseReason::Withdrawn };
        let resolved = Status::Resolved { at: at(5), by: PersonId(2) };
        let (nobody, somebody) = (None, Some(PersonId(2)));
        for (status, assignee, is_unhappy, due, now, concerns) in [
            (Status::New, nobody, false, Some(240), 14, "----"),
            (Status::New, nobody, false, Some(240), 15, "---U"),
            (Status::New, nobody, true, Some(240), 0, "U---"),
            (Status::InProgress, somebody, false, Some(240), 119, "----"),
            (Status::InProgress, somebody, false, Some(240), 120, "--A-"),
            (Status::InProgress, somebody, false, Some(240), 240, "--A-"),
            (Status::InProgress, somebody, false, Some(240), 241, "-B--"),
            (Status::InProgress, nobody, true, Some(240), 241, "UB-U"),
            (Status::AwaitingRequester { since: at(1) }, nobody, false, None, 999, "---U"),
            (resolved, nobody, false, None, 999, "----"),
            (closed, nobody, true, None, 999, "U---"),
        ] {
            let ticket = ticket(status, assignee, is_unhappy);
            let letters = Concern::ALL.into_iter().zip("UBAU".chars());
            let said: String = letters
                .map(
                    |(it, letter)| if it.has(&ticket, due.map(at), at(now)) { letter } else { '-' },
                )
                .collect();
            assert_eq!(said, concerns, "{status:?} at {now}, due at {due:?}");
        }
    }

    #[test]
    fn a_load_says_whose_turn_it_is() {
        let mut load = Load::default();
        for (status, due) in [
            (Status::New, Some(5)),
            (Status::InProgress, Some(60)),
            (Status::AwaitingRequester { since: at(1) }, None),
            (Status::Resolved { at: at(5), by: PersonId(2) }, None),
            (Status::Closed { at: at(5), reason: CloseReason::Confirmed }, None),
        ] {
            load.add(&ticket(status, None, false), due.map(at), at(10));
        }
        assert_eq!(load, Load { n_to_do: 2, n_waiting: 2, n_late: 1 });
    }
}
