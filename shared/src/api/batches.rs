//! One thing done to many tickets of the queue: looked at before, done, and taken back.

use super::{
    Endpoint, Form, address,
    requests::Clock,
    step::optional,
    tickets::{NOBODY, assignee},
};
use crate::{
    id::{BatchId, PersonId, Reference, TicketId},
    problem::{Check, Problem},
    text::{Body, Remark},
    ticket::{
        event::Resolution,
        priority::Priority,
        queue::batch::{Act, MOST_TICKETS},
        status::Stage,
        team::Team,
    },
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is changed on each, as a form says it: `to:17`, `to:nobody`, `team:network`, `priority:high`,
/// `status:in-progress`, `status:resolved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Who works on it; `None` is nobody.
    To(Option<PersonId>),
    /// Which team it is for.
    Team(Team),
    /// How soon it comes.
    Priority(Priority),
    /// It is taken on.
    Begin,
    /// It is fixed.
    Resolve,
}

impl Change {
    /// What a form says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        match value.split_once(':')? {
            ("to", person) => assignee(person).ok().map(Self::To),
            ("team", team) => Team::from_value(team).map(Self::Team),
            ("priority", level) => Priority::from_value(level).map(Self::Priority),
            ("status", stage) => match Stage::from_value(stage)? {
                Stage::InProgress => Some(Self::Begin),
                Stage::Resolved => Some(Self::Resolve),
                Stage::New | Stage::AwaitingRequester | Stage::Closed => None,
            },
            _ => None,
        }
    }

    /// How a form says it.
    #[must_use]
    pub fn value(self) -> String {
        match self {
            Self::To(None) => format!("to:{NOBODY}"),
            Self::To(Some(person)) => format!("to:{person}"),
            Self::Team(team) => format!("team:{team}"),
            Self::Priority(level) => format!("priority:{}", level.value()),
            Self::Begin => format!("status:{}", Stage::InProgress.value()),
            Self::Resolve => format!("status:{}", Stage::Resolved.value()),
        }
    }

    /// Whether somebody has to say why: the requesters read it (ruling 6).
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Priority(_))
    }

    /// Whether somebody can say why: a resolution has words of its own, and work that begins needs none.
    #[must_use]
    pub fn takes_reason(self) -> bool {
        !matches!(self, Self::Begin | Self::Resolve)
    }
}

/// What would happen. Nothing is changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewBatch {
    /// The tickets.
    pub tickets: Vec<String>,
    /// What to change: `to:17` (a person’s id), `to:nobody`, `team:network`, `priority:high`, `status:in-progress` or
    /// `status:resolved`.
    pub change: String,
}

/// What would happen to each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Preview {
    /// What is done, in words: “Give to Dee”.
    pub what: String,
    /// Each ticket with what it has now, such as “With nobody”, or why it cannot be done.
    pub tickets: Vec<BatchLine>,
    /// How many would change.
    pub n_changing: usize,
}

/// One ticket of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BatchLine {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Option<Reference>,
    /// The short title.
    pub title: String,
    /// What it had before, in words.
    pub before: String,
    /// Why nothing can be done; `None` where it can.
    pub refused: Option<String>,
}

impl Endpoint for PreviewBatch {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/batches/preview";
    const SUMMARY: &'static str = "What would happen to many tickets";
    type Response = Preview;

    fn address(&self) -> String {
        self.at(Self::ROUTE)
    }
}

impl PreviewBatch {
    /// The page that shows it.
    #[must_use]
    pub fn page_address(&self) -> String {
        self.at("/desk/batches")
    }

    fn at(&self, address: &str) -> String {
        let mut pairs: Vec<(&str, &str)> =
            self.tickets.iter().map(|it| ("tickets", it.as_str())).collect();
        pairs.push(("change", &self.change));
        address::with_query(address, &pairs)
    }
}

/// Do one thing to many tickets. What cannot be done to some of them is told, and done to the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SendBatch {
    /// Made when the form was rendered.
    pub key: String,
    /// The tickets.
    pub tickets: Vec<String>,
    /// What to change: `to:17` (a person’s id), `to:nobody`, `team:network`, `priority:high`, `status:in-progress` or
    /// `status:resolved`.
    pub change: String,
    /// Why. Needed for a priority, where the requesters read it.
    pub reason: String,
    /// What was wrong, for staff. Needed to resolve.
    pub cause: String,
    /// What was done. Needed to resolve; everybody who asked reads it.
    pub fix: String,
}

/// What to do, and to which tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Each once.
    pub tickets: Vec<TicketId>,
    /// What.
    pub act: Act,
}

/// What comes back after a batch was sent or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BatchSent {
    /// The batch.
    pub batch: BatchId,
    /// To how many tickets it was done.
    pub n_done: usize,
    /// To how many it could not be done.
    pub n_refused: usize,
}

impl PreviewBatch {
    /// What would be done, with words that stand for those that are not asked for yet.
    ///
    /// # Errors
    /// A problem that names every field at fault.
    pub fn plan(self) -> Result<Plan, Problem> {
        let Self { tickets, change } = self;
        let [reason, cause, fix] = [(); 3].map(|()| "Not said yet".to_owned());
        SendBatch { key: String::new(), tickets, change, reason, cause, fix }.check()
    }
}

impl Endpoint for SendBatch {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/batches";
    const SUMMARY: &'static str = "Do one thing to many tickets";
    type Response = BatchSent;
}

impl Form for SendBatch {
    type Valid = Plan;
    const ACTION: &'static str = "/desk/batches";

    fn page(&self) -> String {
        let Self { tickets, change, .. } = self.clone();
        PreviewBatch { tickets, change }.page_address()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Plan, Problem> {
        let mut check = Check::new();
        let tickets = check.take("tickets", tickets(&self.tickets));
        let change = Change::from_value(&self.change).ok_or("Choose what to change");
        let change = check.take("change", change);
        let act = change.and_then(|it| self.act(it, &mut check));
        check.finish(tickets.zip(act).map(|(tickets, act)| Plan { tickets, act }))
    }

    fn after(&self, response: &BatchSent) -> String {
        GetBatch { batch: response.batch }.page_address()
    }
}

impl SendBatch {
    /// What is done to each, with what has to be said about it. `None` when that is refused.
    fn act(&self, change: Change, check: &mut Check) -> Option<Act> {
        let said = |check: &mut Check, field, text: &str, what| {
            check.take(field, Remark::parse(text).map_err(|it| it.advice(what)))
        };
        let why = |check: &mut Check| optional(check, "reason", &self.reason, "why");
        Some(match change {
            Change::To(to) => Act::Assign { to, reason: why(check)? },
            Change::Team(to) => Act::Hand { to, reason: why(check)? },
            Change::Priority(to) => {
                Act::Prioritise { to, reason: said(check, "reason", &self.reason, "why")? }
            }
            Change::Begin => Act::Begin,
            Change::Resolve => {
                let cause = said(check, "cause", &self.cause, "what was wrong");
                // No longer than a remark: it stands in the record of the batch besides.
                let fix = said(check, "fix", &self.fix, "what fixed it");
                let (cause, fix) = (cause?, Body::parse(&fix?).ok()?);
                Act::Resolve(Box::new(Resolution { cause, fix, advice: None }))
            }
        })
    }
}

/// Each ticket once.
fn tickets(ids: &[String]) -> Result<Vec<TicketId>, String> {
    let ids: Result<Vec<TicketId>, _> = ids.iter().map(|it| it.parse()).collect();
    let mut ids = ids.map_err(|_| "Choose tickets of the queue".to_owned())?;
    ids.sort_unstable();
    ids.dedup();
    match ids.len() {
        0 => Err("Choose at least one ticket".to_owned()),
        n if n > MOST_TICKETS => Err(format!("Choose {MOST_TICKETS} tickets at most")),
        _ => Ok(ids),
    }
}

/// What became of a batch. For whoever sent it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetBatch {
    /// The batch.
    pub batch: BatchId,
}

/// A batch that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Batch {
    /// When and where to show the times.
    pub clock: Clock,
    /// What was done, in words.
    pub what: String,
    /// To which tickets, with what they had before.
    pub done: Vec<BatchLine>,
    /// To which it could not be done, and why.
    pub refused: Vec<BatchLine>,
    /// Once it was taken back: where that could not be done, and why.
    pub undone: Option<Vec<BatchLine>>,
    /// When those who asked are told of it, where it tells them: after that it cannot be taken back.
    pub told: Option<Instant>,
}

impl Endpoint for GetBatch {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/batches/{batch}";
    const SUMMARY: &'static str = "What became of a batch";
    type Response = Batch;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("batch", &self.batch.to_string())])
    }
}

impl GetBatch {
    /// The page that shows it.
    #[must_use]
    pub fn page_address(&self) -> String {
        address::fill("/desk/batches/{batch}", &[("batch", &self.batch.to_string())])
    }
}

/// Take a batch back, on every ticket that is still as it left it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UndoBatch {
    /// Made when the form was rendered.
    pub key: String,
    /// The batch.
    pub batch: BatchId,
}

impl Endpoint for UndoBatch {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/batches/{batch}/undo";
    const SUMMARY: &'static str = "Take a batch back";
    type Response = BatchSent;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("batch", &self.batch.to_string())])
    }
}

impl Form for UndoBatch {
    type Valid = ();
    const ACTION: &'static str = "/desk/batches/{batch}/undo";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("batch", &self.batch.to_string())])
    }

    fn page(&self) -> String {
        GetBatch { batch: self.batch }.page_address()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &BatchSent) -> String {
        self.page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(tickets: &[&str], change: &str, reason: &str) -> Result<Plan, Vec<String>> {
        let tickets = tickets.iter().map(|it| (*it).to_owned()).collect();
        let (change, reason) = (change.to_owned(), reason.to_owned());
        let (cause, fix) = (String::new(), reason.clone());
        let form = SendBatch { key: "k".into(), tickets, change, reason, cause, fix };
        form.check().map_err(|it| it.errors.into_iter().map(|it| it.field).collect())
    }

    #[test]
    fn a_batch_is_what_is_changed_on_which_tickets() {
        let why = || Remark::parse("The board meets today").unwrap();
        for (change, act) in [
            ("to:7", Act::Assign { to: Some(PersonId(7)), reason: Some(why()) }),
            ("to:nobody", Act::Assign { to: None, reason: Some(why()) }),
            ("team:network", Act::Hand { to: Team::NETWORK, reason: Some(why()) }),
            ("priority:high", Act::Prioritise { to: Priority::High, reason: why() }),
            ("status:in-progress", Act::Begin),
        ] {
            let plan = send(&["9", "4", "9"], change, "The board meets today").unwrap();
            assert_eq!(plan, Plan { tickets: vec![TicketId(4), TicketId(9)], act }, "{change}");
            assert_eq!(Change::from_value(change).unwrap().value(), change);
        }
        assert!(send(&["9"], "to:nobody", "").is_ok());
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        for (tickets, change, fields) in [
            (&["9"][..], "priority:high", &["reason"][..]),
            (&[], "to:7", &["tickets"]),
            (&["nine"], "to:7", &["tickets"]),
            (&["9"], "", &["change"]),
            (&["9"], "to:", &["change"]),
            (&["9"], "team:no where", &["change"]),
            (&[], "priority:urgent", &["tickets", "change"]),
            (&["9"], "status:closed", &["change"]),
            (&["9"], "status:resolved", &["cause", "fix"]),
        ] {
            assert_eq!(send(tickets, change, "").unwrap_err(), fields, "{change}");
        }
        let many: Vec<String> = (0..=MOST_TICKETS).map(|it| it.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(send(&many, "to:7", "").unwrap_err(), ["tickets"]);
        assert!(send(&many[1..], "to:7", "").is_ok());
    }

    #[test]
    fn what_is_asked_can_be_looked_at_without_a_reason() {
        let preview =
            PreviewBatch { tickets: vec!["9".into(), "4".into()], change: "priority:high".into() };
        assert_eq!(
            preview.page_address(),
            "/desk/batches?tickets=9&tickets=4&change=priority%3Ahigh"
        );
        assert!(preview.plan().is_ok());
    }
}
