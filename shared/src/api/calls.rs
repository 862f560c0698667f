//! Writing down what somebody says on the phone, while they say it: one short form (A09, A10).

use super::{Endpoint, Form, address, queue::Gone};
use crate::{
    id::{Reference, TicketId},
    problem::{Check, Problem},
    text::{Body, EmailAddress, PersonName, Title},
    ticket::{
        intake::{Category, IMPACTS, Intake, NOT_SURE, URGENCIES, contact::Contact, tree::Tree},
        kind::TicketType,
        team::Team,
    },
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of it: how the form says it, and what it is called.
pub const OUTCOMES: [(&str, &str); 3] =
    [("team", "Goes to the team"), ("mine", "I take it on"), ("solved", "Solved during the call")];

/// Write down a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LogCall {
    /// Made when the form was rendered.
    pub key: String,
    /// Who calls: a name or an e-mail address.
    pub who: String,
    /// What they are called, if nobody here has the address; optional.
    pub name: String,
    /// What they say.
    pub description: String,
    /// A category's value.
    pub category: String,
    /// Who is affected; empty is not sure.
    pub impact: String,
    /// How it stops work; empty is not sure.
    pub urgency: String,
    /// What becomes of it: `team`, `mine` or `solved`; empty is `team`.
    pub then: String,
    /// What fixed it, if it is solved.
    pub fix: String,
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Whoever has this address.
    Address(Contact),
    /// The one person who is called that.
    Name(String),
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The team of its category finds it in the queue.
    Team,
    /// Whoever wrote it down works on it.
    Mine,
    /// It was solved, with this.
    Solved(Body),
}

/// A call that can be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who calls.
    pub caller: Caller,
    /// What they say, and what follows from it.
    pub intake: Intake,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What comes back after a call was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallLogged {
    /// The ticket.
    pub id: TicketId,
    /// What to tell the caller that it is called.
    pub reference: Reference,
    /// Where it went, when it is for a team that whoever wrote it down does not work for.
    #[serde(default)]
    pub gone: Option<Gone>,
}

impl Endpoint for LogCall {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/calls";
    const SUMMARY: &'static str = "Write down a call";
    type Response = CallLogged;
}

impl Form for LogCall {
    type Valid = Call;
    const ACTION: &'static str = "/desk/call";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Call, Problem> {
        let mut check = Check::new();
        let caller = self.caller(&mut check);
        let (impact, urgency) = (&*self.impact, &*self.urgency);
        let category = ("category", &*self.category);
        let intake = intake_of_staff(&mut check, &self.description, category, [impact, urgency]);
        let outcome = match &*self.then {
            "" | "team" => Some(Outcome::Team),
            "mine" => Some(Outcome::Mine),
            "solved" => {
                let fix = Body::parse(&self.fix).map_err(|it| it.advice("what fixed it"));
                check.take("fix", fix).map(Outcome::Solved)
            }
            _ => check.take("then", Err("Choose what becomes of it")),
        };
        let valid = caller.zip(intake).zip(outcome);
        check.finish(valid.map(|((caller, intake), outcome)| Call { caller, intake, outcome }))
    }

    fn after(&self, response: &CallLogged) -> String {
        let page = || address::fill("/desk/tickets/{id}", &[("id", &response.id.to_string())]);
        response.gone.as_ref().map_or_else(page, Gone::page)
    }
}

impl LogCall {
    fn caller(&self, check: &mut Check) -> Option<Caller> {
        let who = self.who.trim();
        if who.is_empty() {
            return check.take("who", Err("Enter who calls: a name or an e-mail address"));
        }
        if !who.contains('@') {
            return Some(Caller::Name(who.to_owned()));
        }
        let email = EmailAddress::parse(who)
            .map_err(|_| "Enter a name or an e-mail address, like name@company.example");
        let email = check.take("who", email);
        let name = match self.name.trim() {
            "" => Some(None),
            name => {
                let name = PersonName::parse(name).map_err(|it| it.advice("their name"));
                check.take("name", name).map(Some)
            }
        };
        email.zip(name).map(|(email, name)| Caller::Address(Contact { email, name }))
    }
}

/// What staff file for somebody, by the rules of intake but for the topic: whoever listens chooses the category, and
/// nobody is asked more. Effect is how it hurts: impact and urgency; empty is not sure. Whose it is then, the
/// server knows: see [`for_its_team`].
pub(super) fn intake_of_staff(
    check: &mut Check,
    description: &str,
    (field, category): (&str, &str),
    effect: [&str; 2],
) -> Option<Intake> {
    let [impact, urgency] = effect.map(|it| if it.is_empty() { NOT_SURE } else { it });
    let body = Body::parse(description).map_err(|it| it.advice("what happened"));
    let body = check.take("description", body);
    let category = Category::from_value(category).ok_or(CHOOSE_CATEGORY);
    let category = check.take(field, category);
    let impact = IMPACTS.iter().find(|it| it.0 == impact).map(|it| it.2);
    let impact = check.take("impact", impact.ok_or("Choose who is affected"));
    let urgency = URGENCIES.iter().find(|it| it.0 == urgency).map(|it| it.2);
    let urgency = check.take("urgency", urgency.ok_or("Choose whether they can work"));
    let title = body.as_ref().map(|it| Title::parse(&Title::propose(it)));
    let title = title.map(|it| check.take("title", it.map_err(|it| it.advice("a short title"))));
    Some(Intake {
        description: body?,
        behalf: None,
        title: title??,
        category: category?,
        topic: None,
        details: Vec::new(),
        ticket_type: TicketType::default(),
        team: Team::default(),
        impact: impact?,
        urgency: urgency?,
        because: None,
        is_topic_unsure: false,
        since: None,
        tried: None,
        articles: Vec::new(),
    })
}

const CHOOSE_CATEGORY: &str = "Choose what it is about";

/// What staff file, given to the team that its category says; `field` is the one that carries the category.
///
/// # Errors
/// The category is not offered.
pub fn for_its_team(tree: &Tree, intake: Intake, field: &str) -> Result<Intake, Problem> {
    let mut check = Check::new();
    let category = check.take(field, tree.offers(intake.category).ok_or(CHOOSE_CATEGORY));
    check.finish(category.map(|it| Intake { team: it.team, ..intake }))
}

/// Whom staff may mean by what they type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FindPeople {
    /// The beginnings of words of a name or an address.
    pub q: String,
}

/// Some people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeopleFound {
    /// A few, by name.
    pub people: Vec<FoundPerson>,
}

/// Somebody who may call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundPerson {
    /// What they are called.
    pub name: String,
    /// Their address.
    pub email: String,
}

impl Endpoint for FindPeople {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/people/found";
    const SUMMARY: &'static str = "Whom staff may mean by what they type";
    type Response = PeopleFound;

    fn address(&self) -> String {
        address::with_query(Self::ROUTE, &[("q", &self.q)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call() -> LogCall {
        LogCall {
            who: "Sam".into(),
            description: "The VPN drops every hour".into(),
            category: "network".into(),
            ..LogCall::default()
        }
    }

    #[test]
    fn three_fields_are_enough() {
        let it = call().check().unwrap();
        assert_eq!((it.caller, it.outcome), (Caller::Name("Sam".into()), Outcome::Team));
        assert_eq!(&*it.intake.title, "The VPN drops every hour");
        assert!(!it.intake.is_topic_unsure && it.intake.impact.is_none());
        let tree = Tree::starting();
        let intake = for_its_team(&tree, it.intake, "category").unwrap();
        assert_eq!((intake.team, intake.topic), (Team::NETWORK, None));
        for category in tree.offered() {
            let it = LogCall { category: category.value.to_string(), ..call() };
            assert!(for_its_team(&tree, it.check().unwrap().intake, "category").is_ok());
        }
        let unknown = LogCall { category: "plumbing".into(), ..call() }.check().unwrap().intake;
        let problem = for_its_team(&tree, unknown, "about").unwrap_err();
        assert_eq!(problem.text_for("about"), Some("Choose what it is about"));
    }

    #[test]
    fn every_field_at_fault_is_named_in_its_order() {
        let solved = || "solved".to_owned();
        for (call, fields) in [
            (LogCall::default(), vec!["who", "description", "category"]),
            (LogCall { who: "sam@".into(), ..call() }, vec!["who"]),
            (LogCall { then: solved(), ..call() }, vec!["fix"]),
            (LogCall { then: "later".into(), ..call() }, vec!["then"]),
            (LogCall { impact: "everybody".into(), ..call() }, vec!["impact"]),
        ] {
            let shown = format!("{call:?}");
            let problem = call.check().unwrap_err();
            let named: Vec<_> = problem.errors.iter().map(|it| it.field.as_str()).collect();
            assert_eq!(named, fields, "{shown}");
        }
        let fixed = LogCall { then: solved(), fix: "Update the client".into(), ..call() };
        assert!(matches!(fixed.check().unwrap().outcome, Outcome::Solved(_)));
    }
}
