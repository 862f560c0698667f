use super::*;
use crate::{
    actor::{Person, Role, Roles},
    text::{Body, PersonName, Remark},
};
use event::Resolution;

const REQUESTER: u64 = 1;
const AGENT: u64 = 2;
const STRANGER: u64 = 3;

fn at(minute: i64) -> Instant {
    "2026-11-23T09:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
}

fn actor(id: u64) -> Actor {
    let role = if id == AGENT { Role::Agent } else { Role::Requester };
    Actor::Person(Person {
        id: PersonId(id),
        name: PersonName::parse("Somebody").unwrap(),
        roles: Roles::new(&[role]),
    })
}

fn body() -> Body {
    Body::parse("Some words").unwrap()
}

fn new_ticket() -> Ticket {
    let answers = intake::Answers {
        description: "It broke".into(),
        category: "network".into(),
        topic: "vpn".into(),
        impact: "only-me".into(),
        urgency: "slowed".into(),
        ..Default::default()
    };
    let reference = Reference::from_number(7);
    Ticket::file(
        TicketId(7),
        reference,
        PersonId(REQUESTER),
        answers.check().unwrap(),
        at(0),
        at(0),
    )
    .0
}

fn resolution() -> Resolution {
    Resolution { cause: Remark::parse("A loose cable").unwrap(), fix: body(), advice: None }
}

fn commands() -> Vec<(&'static str, u64, Command)> {
    vec![
        ("answer", REQUESTER, Command::Answer(body())),
        ("reply", AGENT, Command::Reply(body())),
        ("ask", AGENT, Command::Ask(body())),
        ("note", AGENT, Command::Note(body())),
        ("take", AGENT, Command::Take),
        ("resolve", AGENT, Command::Resolve(resolution())),
        ("confirm", REQUESTER, Command::Confirm),
        ("reopen", REQUESTER, Command::Reopen(body())),
        ("withdraw", REQUESTER, Command::Withdraw),
        ("promise an update", AGENT, Command::PromiseUpdate(at(60))),
    ]
}

fn in_stage(stage: Stage) -> Ticket {
    let mut ticket = new_ticket();
    let (agent, requester) = (actor(AGENT), actor(REQUESTER));
    let mut apply = |command, by: &Actor| drop(ticket.apply(command, by, at(1)).unwrap());
    match stage {
        Stage::New => {}
        Stage::InProgress => apply(Command::Reply(body()), &agent),
        Stage::AwaitingRequester => apply(Command::Ask(body()), &agent),
        Stage::Resolved => apply(Command::Resolve(resolution()), &agent),
        Stage::Closed => apply(Command::Withdraw, &requester),
    }
    assert_eq!(ticket.status.stage(), stage);
    ticket
}

/// Every move from every stage: where it leads, or `-` where it is refused.
#[test]
fn the_legal_moves() {
    use Stage::*;
    let table = [
        (
            New,
            "New",
            [
                "New",
                "InProgress",
                "AwaitingRequester",
                "New",
                "InProgress",
                "Resolved",
                "-",
                "-",
                "Closed",
                "New",
            ],
        ),
        (
            InProgress,
            "InProgress",
            [
                "InProgress",
                "InProgress",
                "AwaitingRequester",
                "InProgress",
                "InProgress",
                "Resolved",
                "-",
                "-",
                "Closed",
                "InProgress",
            ],
        ),
        (
            AwaitingRequester,
            "AwaitingRequester",
            [
                "InProgress",
                "AwaitingRequester",
                "AwaitingRequester",
                "AwaitingRequester",
                "AwaitingRequester",
                "Resolved",
                "-",
                "-",
                "Closed",
                "AwaitingRequester",
            ],
        ),
        (
            Resolved,
            "Resolved",
            [
                "Resolved",
                "Resolved",
                "-",
                "Resolved",
                "Resolved",
                "-",
                "Closed",
                "InProgress",
                "-",
                "-",
            ],
        ),
        (Closed, "Closed", ["-", "-", "-", "Closed", "-", "-", "-", "InProgress", "-", "-"]),
    ];
    for (stage, name, row) in table {
        for ((command_name, by, command), expected) in commands().into_iter().zip(row) {
            let mut ticket = in_stage(stage);
            let before = ticket.clone();
            let outcome = ticket.apply(command, &actor(by), at(2));
            let shown = match outcome {
                Ok(_) => format!("{:?}", ticket.status.stage()),
                Err(_) => {
                    assert_eq!(ticket, before, "a refused {command_name} changes nothing");
                    "-".to_owned()
                }
            };
            assert_eq!(shown, expected, "{command_name} from {name}");
        }
    }
}

#[test]
fn a_stranger_and_a_requester_are_refused_what_is_not_theirs() {
    for (name, by, command) in commands() {
        for stage in Stage::ALL {
            let mut ticket = in_stage(stage);
            let denied = ticket.apply(command.clone(), &actor(STRANGER), at(2));
            assert!(matches!(denied, Err(Refusal::Denied(_))), "{name} by a stranger");
            let nobody = ticket.apply(command.clone(), &Actor::Anonymous, at(2));
            assert_eq!(nobody, Err(Refusal::Denied(Denied::SignIn)), "{name} by nobody");
            if by == AGENT {
                let denied = ticket.apply(command.clone(), &actor(REQUESTER), at(2));
                assert!(matches!(denied, Err(Refusal::Denied(_))), "{name} by the requester");
            }
        }
    }
}

#[test]
fn only_a_human_public_answer_stops_the_response_clock() {
    let mut ticket = new_ticket();
    ticket.apply(Command::Note(body()), &actor(AGENT), at(1)).unwrap();
    ticket.apply(Command::Take, &actor(AGENT), at(2)).unwrap();
    ticket.apply(Command::Answer(body()), &actor(REQUESTER), at(3)).unwrap();
    assert_eq!(ticket.facts.first_response, None);
    ticket.apply(Command::Reply(body()), &actor(AGENT), at(4)).unwrap();
    ticket.apply(Command::Reply(body()), &actor(AGENT), at(5)).unwrap();
    assert_eq!(ticket.facts.first_response, Some(at(4)));
}

#[test]
fn a_new_time_is_to_come_and_is_no_answer() {
    let mut ticket = new_ticket();
    for by in [at(1), at(1) + UPDATE_WITHIN + TimeDelta::minutes(1)] {
        let refused = ticket.apply(Command::PromiseUpdate(by), &actor(AGENT), at(1));
        assert!(matches!(refused, Err(Refusal::Field { name: "by", .. })), "{by}");
    }
    ticket.apply(Command::PromiseUpdate(at(60)), &actor(AGENT), at(1)).unwrap();
    assert_eq!((ticket.status, ticket.facts.first_response), (Status::New, None));
    assert_eq!(ticket.facts.next_update.unwrap().told, None);
    ticket.apply(Command::Note(body()), &actor(AGENT), at(2)).unwrap();
    ticket.apply(Command::Reply(body()), &actor(AGENT), at(3)).unwrap();
    assert_eq!(ticket.facts.next_update.unwrap().told, Some(at(3)));
}

#[test]
fn what_was_closed_can_be_reopened_for_fourteen_days() {
    let closed = in_stage(Stage::Closed);
    let limit = at(1) + REOPEN_WITHIN;
    assert!(closed.clone().apply(Command::Reopen(body()), &actor(REQUESTER), limit).is_ok());
    let late = limit + TimeDelta::seconds(1);
    let refused = closed.clone().apply(Command::Reopen(body()), &actor(REQUESTER), late);
    assert!(matches!(refused, Err(Refusal::Stage { stage: Stage::Closed, .. })));
}

#[test]
fn every_event_has_its_place_in_the_timeline() {
    let mut ticket = new_ticket();
    let events = ticket.apply(Command::Reply(body()), &actor(AGENT), at(1)).unwrap();
    assert_eq!(events, [Event::Taken, Event::Replied(body())]);
    assert_eq!(ticket.n_entries, 3);
}

#[test]
fn buttons_agree_with_moves() {
    for stage in Stage::ALL {
        for (name, by, command) in commands() {
            let mut ticket = in_stage(stage);
            let offered = ticket.allows(&actor(by), command.action(), at(2));
            let asks = matches!(command, Command::Ask(_) | Command::PromiseUpdate(_));
            let granted = ticket.apply(command, &actor(by), at(2)).is_ok();
            // These share their permission with "reply", which is also open after the resolution.
            assert!(
                offered == granted || asks && stage == Stage::Resolved,
                "{name} from {stage:?}"
            );
        }
    }
}
