use super::*;
use crate::{
    actor::{Person, Role, Roles, Teams},
    kb::audience::Audience,
    text::{Body, EmailAddress, PersonName, Remark},
};
use event::Resolution;
use intake::tree::Tree;
use priority::Matrix;
use seen::Seen;

const REQUESTER: u64 = 1;
const AGENT: u64 = 2;
const STRANGER: u64 = 3;
const LEAD: u64 = 4;
const COLLEAGUE: u64 = 5;

fn at(minute: i64) -> Instant {
    "2026-11-23T09:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
}

fn actor(id: u64) -> Actor {
    let role = match id {
        AGENT => Role::Agent,
        LEAD => Role::Lead,
        _ => Role::Requester,
    };
    Actor::Person(Person {
        id: PersonId(id),
        email: email(id),
        name: PersonName::parse("Somebody").unwrap(),
        roles: Roles::new(&[role]),
        teams: Teams::All,
        opened: Vec::new(),
    })
}

pub(super) fn agent() -> Actor {
    actor(AGENT)
}

fn email(id: u64) -> EmailAddress {
    EmailAddress::parse(&format!("person{id}@portico.example")).unwrap()
}

pub(super) fn body() -> Body {
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
        answers.check(&Tree::starting()).unwrap(),
        &Matrix::default(),
        at(0),
        at(0),
    )
    .0
}

pub(super) fn resolution() -> Resolution {
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
        ("complain", REQUESTER, Command::Complain(body())),
        ("share", REQUESTER, Command::AddColleague(email(COLLEAGUE))),
        ("assign", AGENT, assign(Some(LEAD))),
        ("hand over", AGENT, Command::Hand { to: Team::SERVICE_DESK, reason: None }),
        ("prioritise", AGENT, prioritise(Priority::Critical)),
        ("categorise", AGENT, categorise(Category::HARDWARE)),
    ]
}

fn assign(to: Option<u64>) -> Command {
    Command::Assign { to: to.map(PersonId), reason: None }
}

fn categorise(to: Category) -> Command {
    Command::Categorise { to, reason: None }
}

fn prioritise(priority: Priority) -> Command {
    Command::Prioritise { priority, reason: Remark::parse("The board meets today").unwrap() }
}

pub(super) fn in_stage(stage: Stage) -> Ticket {
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
                "New",
                "New",
                "InProgress",
                "New",
                "New",
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
                "InProgress",
                "InProgress",
                "InProgress",
                "InProgress",
                "InProgress",
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
                "AwaitingRequester",
                "AwaitingRequester",
                "AwaitingRequester",
                "AwaitingRequester",
                "AwaitingRequester",
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
                "Resolved",
                "Resolved",
                "Resolved",
                "Resolved",
                "Resolved",
                "Resolved",
            ],
        ),
        (
            Closed,
            "Closed",
            [
                "-",
                "-",
                "-",
                "Closed",
                "-",
                "-",
                "-",
                "InProgress",
                "-",
                "-",
                "Closed",
                "Closed",
                "-",
                "-",
                "-",
                "-",
            ],
        ),
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
fn what_is_given_back_before_anybody_answered_is_new_again() {
    for (answered, stage) in [(false, Status::New), (true, Status::InProgress)] {
        let mut ticket = new_ticket();
        let agent = actor(AGENT);
        let events = ticket.apply(assign(Some(LEAD)), &agent, at(1)).unwrap();
        assert_eq!(events, [Event::Assigned { to: Some(PersonId(LEAD)), reason: None }]);
        assert_eq!((ticket.assignee, ticket.status), (Some(PersonId(LEAD)), Status::InProgress));
        assert_eq!(ticket.apply(assign(Some(LEAD)), &agent, at(2)), Ok(vec![]), "said again");
        if answered {
            ticket.apply(Command::Reply(body()), &agent, at(3)).unwrap();
        }
        ticket.apply(assign(None), &agent, at(4)).unwrap();
        assert_eq!((ticket.assignee, ticket.status), (None, stage));
    }
}

#[test]
fn what_was_not_sure_is_sure_once_somebody_looked() {
    let mut ticket = Ticket { needs_triage: true, ..new_ticket() };
    let (as_it_is, agent) = (ticket.priority, actor(AGENT));
    let events = ticket.apply(prioritise(as_it_is), &agent, at(1)).unwrap();
    assert!(matches!(events[..], [Event::Prioritised { from, to, .. }] if from == to));
    assert!(!ticket.needs_triage);
}

fn tie_to(other: u64, tie: Tie) -> Command {
    Command::Tie(Link { to: TicketId(other), reference: Reference::from_number(other), tie })
}

#[test]
fn what_is_merged_is_closed_and_goes_on_when_it_is_taken_apart() {
    for (stage, back) in [(Stage::New, Stage::New), (Stage::AwaitingRequester, Stage::InProgress)] {
        let mut ticket = in_stage(stage);
        let events = ticket.apply(tie_to(8, Tie::MergedInto), &actor(AGENT), at(2)).unwrap();
        assert!(events[0].is_public(), "the requester is told where it goes on");
        let merged = Status::Closed { at: at(2), reason: CloseReason::Merged };
        assert_eq!((ticket.status, ticket.updated), (merged, at(2)));
        let reopen = ticket.apply(Command::Reopen(body()), &actor(REQUESTER), at(3));
        assert!(matches!(reopen, Err(Refusal::Stage { .. })));
        assert!(!ticket.allows(&actor(REQUESTER), Action::ReopenTicket, at(3)));
        ticket.apply(Command::Untie(TicketId(8)), &actor(AGENT), at(4)).unwrap();
        assert_eq!((ticket.status.stage(), ticket.links.len()), (back, 0));
    }
}

#[test]
fn what_belongs_together_is_said_once_and_not_of_itself() {
    let agent = actor(AGENT);
    let mut ticket = new_ticket();
    let events = ticket.apply(tie_to(8, Tie::Related), &agent, at(1)).unwrap();
    assert!(!events[0].is_public() && ticket.updated == at(0));
    let before = ticket.clone();
    for (command, field) in [
        (tie_to(8, Tie::MergedInto), "reference"),
        (tie_to(7, Tie::Related), "reference"),
        (Command::Untie(TicketId(9)), "to"),
    ] {
        let refused = ticket.apply(command, &agent, at(2));
        assert!(matches!(refused, Err(Refusal::Field { name, .. }) if name == field), "{field}");
    }
    assert_eq!(ticket, before);
    for stage in [Stage::Resolved, Stage::Closed] {
        for tie in [Tie::Merged, Tie::MergedInto] {
            assert!(in_stage(stage).apply(tie_to(8, tie), &agent, at(2)).is_err(), "{stage:?}");
        }
        assert!(in_stage(stage).apply(tie_to(8, Tie::Related), &agent, at(2)).is_ok());
    }
    for tie in [Tie::Related, Tie::MergedInto, Tie::Merged, Tie::SplitFrom, Tie::SplitOff] {
        assert_eq!(tie.turned().turned(), tie);
    }
}

#[test]
fn an_article_is_used_once_and_the_requester_is_not_told() {
    let mut ticket = new_ticket();
    let (slug, title) = (Slug::parse("reset-vpn").unwrap(), Title::parse("Reset it").unwrap());
    let used = || Command::UseArticle { slug: slug.clone(), title: title.clone() };
    let events = ticket.apply(used(), &actor(AGENT), at(1)).unwrap();
    assert_eq!((events.len(), ticket.updated), (1, at(0)));
    assert_eq!(ticket.articles, std::slice::from_ref(&slug));
    assert_eq!(ticket.apply(used(), &actor(AGENT), at(2)), Ok(vec![]), "said again");
    assert!(in_stage(Stage::Closed).apply(used(), &actor(AGENT), at(2)).is_ok());
}

#[test]
fn it_is_about_something_else_and_the_requester_is_not_told_why() {
    let mut ticket = new_ticket();
    let reason = Remark::parse("It is the dock, not the network").ok();
    let sort = Command::Categorise { to: Category::HARDWARE, reason: reason.clone() };
    let events = ticket.apply(sort.clone(), &actor(AGENT), at(1)).unwrap();
    let (from, to) = (Category::NETWORK, Category::HARDWARE);
    assert_eq!(events, [Event::Categorised { from, to, reason }]);
    assert_eq!((ticket.category, ticket.updated), (to, at(1)));
    assert_eq!(ticket.apply(sort, &actor(AGENT), at(2)), Ok(vec![]), "said again");
}

/// Each property is changed by whoever saw it as it is, and by nobody who saw it otherwise.
#[test]
fn what_a_colleague_changed_meanwhile_is_not_changed_unseen() {
    let sort = || categorise(Category::SOFTWARE);
    let hand = || Command::Hand { to: Team::APPLICATIONS, reason: None };
    for (seen, other, command, field) in [
        (Seen::Assignee(None), Seen::Assignee(Some(PersonId(LEAD))), assign(Some(AGENT)), "to"),
        (Seen::Team(Team::NETWORK), Seen::Team(Team::WORKPLACE), hand(), "team"),
        (
            Seen::Priority(Priority::Medium),
            Seen::Priority(Priority::High),
            prioritise(Priority::Low),
            "level",
        ),
        (Seen::Category(Category::NETWORK), Seen::Category(Category::HARDWARE), sort(), "category"),
    ] {
        let mut ticket = new_ticket();
        let wish = |seen| Command::Provided(seen, Box::new(command.clone()));
        let refused = ticket.apply(wish(other), &actor(AGENT), at(1));
        assert!(matches!(refused, Err(Refusal::Field { name, .. }) if name == field), "{field}");
        assert_eq!(ticket, new_ticket(), "{field}");
        let denied = ticket.apply(wish(seen), &actor(REQUESTER), at(1));
        assert!(matches!(denied, Err(Refusal::Denied(_))), "{field}");
        assert_eq!(ticket.apply(wish(seen), &actor(AGENT), at(1)).unwrap().len(), 1, "{field}");
    }
}

#[test]
fn a_priority_is_changed_with_a_reason_that_the_requester_reads() {
    let mut ticket = Ticket { needs_triage: true, ..new_ticket() };
    let received = ticket.updated;
    assert_eq!(ticket.assessment().reason, "You are slowed down.");
    ticket.apply(prioritise(Priority::Critical), &actor(AGENT), at(1)).unwrap();
    let assessment = ticket.assessment();
    assert_eq!(assessment.reason, "The board meets today");
    assert_eq!((assessment.priority, assessment.needs_triage), (Priority::Critical, false));
    assert_ne!(ticket.updated, received, "the requester may know");
    let again = ticket.apply(prioritise(Priority::Critical), &actor(AGENT), at(2));
    assert_eq!(again, Ok(vec![]), "nothing is changed that is so already");
}

#[test]
fn who_and_which_team_works_on_it_is_told_to_staff_alone() {
    let mut ticket = new_ticket();
    let received = ticket.updated;
    let hand = Command::Hand { to: Team::SERVICE_DESK, reason: None };
    let events = ticket.apply(hand, &actor(AGENT), at(1)).unwrap();
    let (from, to) = (Team::NETWORK, Team::SERVICE_DESK);
    assert_eq!(events, [Event::Handed { from, to, reason: None }]);
    assert_eq!(ticket.team, Team::SERVICE_DESK);
    ticket.apply(assign(Some(AGENT)), &actor(LEAD), at(2)).unwrap();
    assert_eq!(ticket.updated, received);
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

fn share(ticket: &mut Ticket, with: u64) {
    ticket.apply(Command::AddColleague(email(with)), &actor(REQUESTER), at(1)).unwrap();
}

#[test]
fn a_colleague_reads_and_writes_and_nothing_else_until_removed_or_gone() {
    let may_do = ["answer"];
    for stage in [Stage::InProgress, Stage::AwaitingRequester, Stage::Resolved] {
        for (name, _, command) in commands() {
            let mut ticket = in_stage(stage);
            share(&mut ticket, COLLEAGUE);
            let outcome = ticket.apply(command, &actor(COLLEAGUE), at(2));
            match may_do.contains(&name) {
                true => assert!(outcome.is_ok(), "{name} from {stage:?}"),
                // It is there for them, so they are told why.
                false => assert!(
                    matches!(outcome, Err(Refusal::Denied(Denied::Role(_)))),
                    "{name} from {stage:?}"
                ),
            }
        }
    }
    for (by, command) in
        [(REQUESTER, Command::RemoveColleague(email(COLLEAGUE))), (COLLEAGUE, Command::Leave)]
    {
        let mut ticket = in_stage(Stage::InProgress);
        share(&mut ticket, COLLEAGUE);
        assert_eq!(ticket.apply(command, &actor(by), at(2)).unwrap().len(), 1);
        for command in [Command::Answer(body()), Command::Leave] {
            let denied = ticket.apply(command, &actor(COLLEAGUE), at(3));
            assert_eq!(denied, Err(Refusal::Denied(Denied::Hidden)));
        }
    }
}

#[test]
fn an_answer_of_a_colleague_is_an_answer() {
    let mut ticket = in_stage(Stage::AwaitingRequester);
    share(&mut ticket, COLLEAGUE);
    ticket.apply(Command::Answer(body()), &actor(COLLEAGUE), at(2)).unwrap();
    assert_eq!(ticket.status, Status::InProgress);
}

#[test]
fn a_request_is_shared_once_with_each_and_with_so_many() {
    let mut ticket = new_ticket();
    share(&mut ticket, COLLEAGUE);
    let again = Command::AddColleague(email(COLLEAGUE));
    assert_eq!(ticket.apply(again, &actor(REQUESTER), at(2)), Ok(vec![]));
    let unknown = Command::RemoveColleague(email(STRANGER));
    assert_eq!(ticket.apply(unknown, &actor(REQUESTER), at(2)), Ok(vec![]));
    let own = Command::AddColleague(email(REQUESTER));
    assert!(matches!(ticket.apply(own, &actor(REQUESTER), at(2)), Err(Refusal::Stage { .. })));
    for id in (100..).take(colleagues::MOST_COLLEAGUES - 1) {
        share(&mut ticket, id);
    }
    let more = Command::AddColleague(email(200));
    assert!(matches!(ticket.apply(more, &actor(REQUESTER), at(2)), Err(Refusal::Stage { .. })));
    assert_eq!(ticket.colleagues.len(), colleagues::MOST_COLLEAGUES);
}

/// Sharing is done by both sides, and told by who did it.
#[test]
fn staff_share_it_as_staff() {
    let requester = PersonId(REQUESTER);
    for (by, is_ours) in [(REQUESTER, false), (AGENT, true), (LEAD, true)] {
        let mut ticket = in_stage(Stage::InProgress);
        for command in
            [Command::AddColleague(email(COLLEAGUE)), Command::RemoveColleague(email(COLLEAGUE))]
        {
            let events = ticket.apply(command, &actor(by), at(2)).unwrap();
            let [event] = &events[..] else { panic!("{events:?}") };
            let entry = event::Entry {
                sequence: 1,
                at: at(2),
                by: PersonId(by),
                event: event.clone(),
                files: Vec::new(),
            };
            assert_eq!(entry.is_ours(requester), is_ours, "{event:?} by {by}");
        }
    }
    // An agent sees the desk's side; with their own address they see the requester's too.
    let mut ticket = in_stage(Stage::InProgress);
    ticket.apply(Command::AddColleague(email(AGENT)), &actor(AGENT), at(2)).unwrap();
    assert!(ticket.is_shared_with(&email(AGENT)));
}

/// Who and what settles a complaint, and what does not.
#[test]
fn a_complaint_waits_until_a_lead_writes_or_says_so() {
    for (name, by, command, waits) in [
        ("a reply of an agent", AGENT, Command::Reply(body()), true),
        ("a note of a lead", LEAD, Command::Note(body()), true),
        ("a message of the requester", REQUESTER, Command::Answer(body()), true),
        ("a second complaint", REQUESTER, Command::Complain(body()), true),
        ("a withdrawal", REQUESTER, Command::Withdraw, true),
        ("a reply of a lead", LEAD, Command::Reply(body()), false),
        ("a question of a lead", LEAD, Command::Ask(body()), false),
        ("a resolution of a lead", LEAD, Command::Resolve(resolution()), false),
        ("a lead who says so", LEAD, Command::SettleComplaint, false),
    ] {
        let mut ticket = in_stage(Stage::InProgress);
        ticket.apply(Command::Complain(body()), &actor(REQUESTER), at(2)).unwrap();
        let events = ticket.apply(command, &actor(by), at(3)).unwrap();
        assert_eq!(ticket.unhappy_since, waits.then_some(at(2)), "{name}");
        assert_eq!(events.contains(&Event::ComplaintSettled), !waits, "{name}");
        assert!(ticket.is_on_the_desk() || !waits, "{name}");
    }
    let denied = in_stage(Stage::New).apply(Command::SettleComplaint, &actor(AGENT), at(2));
    assert!(matches!(denied, Err(Refusal::Denied(Denied::Role(_)))));
    let nothing = in_stage(Stage::New).apply(Command::SettleComplaint, &actor(LEAD), at(2));
    assert_eq!(nothing, Ok(vec![]));
    let plain = in_stage(Stage::New).apply(Command::Reply(body()), &actor(LEAD), at(2)).unwrap();
    assert!(!plain.contains(&Event::ComplaintSettled), "there was nothing to settle");
}

#[test]
fn a_closed_ticket_leaves_the_desk_once_nobody_is_unhappy() {
    let mut ticket = in_stage(Stage::Closed);
    assert!(!ticket.is_on_the_desk());
    ticket.apply(Command::Complain(body()), &actor(REQUESTER), at(2)).unwrap();
    assert!(ticket.is_on_the_desk());
    ticket.apply(Command::SettleComplaint, &actor(LEAD), at(3)).unwrap();
    assert!(!ticket.is_on_the_desk());
}

fn telling(audience: Audience) -> known::Telling {
    known::Telling {
        title: Title::parse("The VPN is down").unwrap(),
        text: Remark::parse("Use webmail meanwhile").unwrap(),
        since: None,
        audience,
        news: None,
    }
}

fn tell(telling: known::Telling) -> Command {
    Command::TellKnown(Box::new(telling))
}

fn told(stage: Stage) -> Ticket {
    let mut ticket = in_stage(stage);
    ticket.apply(tell(telling(Audience::Public)), &actor(AGENT), at(2)).unwrap();
    ticket
}

/// From which stage everybody can be told, told otherwise, and told that it is over.
#[test]
fn everybody_is_told_of_what_goes_on() {
    for (stage, can_begin) in [
        (Stage::New, true),
        (Stage::InProgress, true),
        (Stage::AwaitingRequester, true),
        (Stage::Resolved, false),
        (Stage::Closed, false),
    ] {
        let mut ticket = in_stage(stage);
        let (before, updated) = (ticket.clone(), ticket.updated);
        let begun = ticket.apply(tell(telling(Audience::Public)), &actor(AGENT), at(2));
        assert_eq!(begun.is_ok(), can_begin, "{stage:?}");
        assert_eq!(before.allows(&actor(AGENT), Action::TellKnown, at(2)), can_begin, "{stage:?}");
        assert_eq!(ticket.notice().is_some(), can_begin, "{stage:?}");
        assert_eq!(ticket.status, before.status, "what is told is no step of the ticket");
        assert_eq!(ticket.updated, updated, "its requester is not told that something happened");
        let end = Command::EndKnown(Remark::parse("It works again").unwrap());
        assert_eq!(ticket.apply(end.clone(), &actor(LEAD), at(3)).is_ok(), can_begin, "{stage:?}");
        assert!(matches!(ticket.apply(end, &actor(LEAD), at(4)), Err(Refusal::Stage { .. })));
        assert!(ticket.notice().is_none());
    }
    for by in [REQUESTER, STRANGER, COLLEAGUE] {
        let denied = in_stage(Stage::New).apply(tell(telling(Audience::Public)), &actor(by), at(2));
        assert!(matches!(denied, Err(Refusal::Denied(_))), "{by}");
    }
}

#[test]
fn what_is_told_begins_when_the_ticket_came_unless_said() {
    let mut ticket = in_stage(Stage::InProgress);
    let agent = actor(AGENT);
    let mut say = |telling, minute| {
        let events = ticket.apply(tell(telling), &agent, at(minute))?;
        Ok((events.len(), ticket.notice().map(|it| it.since)))
    };
    let public = || telling(Audience::Public);
    assert_eq!(say(public(), 5), Ok((1, Some(at(0)))));
    assert_eq!(say(public(), 6), Ok((0, Some(at(0)))), "the same again is nothing new");
    let since = |minute| known::Telling { since: Some(at(minute)), ..public() };
    assert_eq!(say(since(-30), 7), Ok((1, Some(at(-30)))));
    assert_eq!(say(public(), 8), Ok((0, Some(at(-30)))), "what was said stays");
    let news = known::Telling { news: Remark::parse("A part is on its way").ok(), ..public() };
    assert_eq!(say(news, 9), Ok((1, Some(at(-30)))));
    let narrower = known::Telling { audience: Audience::SignedIn, ..public() };
    assert_eq!(say(narrower, 10), Ok((1, Some(at(-30)))));
    let future = Refusal::Field { name: "since", advice: "Enter a time that has passed" };
    assert_eq!(say(since(12), 11), Err(future));
}

/// It ends with its ticket, or stays on the desk until staff end it: it cannot be forgotten.
#[test]
fn a_ticket_that_everybody_was_told_of_is_not_resolved_in_silence() {
    let words = || Remark::parse("It works again").unwrap();
    let mut ticket = told(Stage::InProgress);
    let silent = ticket.apply(Command::Resolve(resolution()), &actor(AGENT), at(3));
    assert!(matches!(silent, Err(Refusal::Field { name: "told", .. })));
    let said = Command::ResolveAndEnd(resolution(), words());
    let events = ticket.apply(said.clone(), &actor(AGENT), at(4)).unwrap();
    assert!(events.ends_with(&[Event::Resolved(resolution()), Event::KnownEnded(words())]));
    let ended = ticket.known.as_ref().and_then(|it| it.ended.clone());
    assert_eq!(ended, Some(known::Ending { at: at(4), words: words() }));

    let mut ticket = in_stage(Stage::InProgress);
    let events = ticket.apply(said, &actor(AGENT), at(4)).unwrap();
    assert_eq!(events, [Event::Resolved(resolution())], "there was nothing to end");

    let mut ticket = told(Stage::InProgress);
    ticket.apply(Command::Withdraw, &actor(REQUESTER), at(3)).unwrap();
    assert!(ticket.is_on_the_desk() && ticket.allows(&actor(AGENT), Action::TellKnown, at(4)));
    let news = known::Telling { news: Some(words()), ..telling(Audience::Public) };
    assert!(ticket.apply(tell(news), &actor(AGENT), at(4)).is_ok());
    ticket.apply(Command::EndKnown(words()), &actor(AGENT), at(5)).unwrap();
    assert!(!ticket.is_on_the_desk());
}

#[test]
fn what_ended_may_begin_again() {
    let mut ticket = told(Stage::InProgress);
    let words = Remark::parse("It works again").unwrap();
    ticket.apply(Command::EndKnown(words), &actor(AGENT), at(3)).unwrap();
    ticket.apply(tell(telling(Audience::Public)), &actor(AGENT), at(4)).unwrap();
    assert!(ticket.notice().is_some());
}
