//! What agents decide on a ticket's page, and who reads why; and the clock of it, line by line.

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use shared::{
    api::{
        articles::PublishArticle,
        matches::{GetMatches, UseArticle},
        requests::{GetRequest, RequestEvent, SendMessage},
        tickets::{
            AssignTicket, CategoriseTicket, GetTicket, HandTicket, NOBODY, PrioritiseTicket,
            PutBackChange, ReplyToTicket, Restored, TakeTicket, TicketDetail, TicketEvent,
        },
    },
    id::TicketId,
    problem::Code,
    sla::{clock::Pause, ledger::Cause},
    ticket::{intake::Category, put_back::PUT_BACK_WITHIN, status::Stage},
};

/// rita’s VPN, its ticket and its reference.
async fn one() -> (TestApp, TicketId, String) {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    (portico, id, reference)
}

async fn read(client: &Client, id: TicketId) -> TicketDetail {
    client.call(&GetTicket { id }).await.unwrap()
}

#[tokio::test]
async fn a_category_is_changed_and_the_requester_reads_that_and_not_why() {
    let (portico, id, reference) = one().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let reason = "It is the dock".to_owned();
    let was = "network".to_owned();
    let sort = CategoriseTicket { key: key(), id, category: "hardware".into(), reason, was };
    ana.call(&sort).await.unwrap();
    let ticket = read(&ana, id).await;
    assert_eq!(ticket.category, Category::HARDWARE);
    let Some(TicketEvent::Categorised { from, reason, .. }) =
        ticket.entries.last().map(|it| it.what.clone())
    else {
        panic!("{ticket:?}")
    };
    assert_eq!((from, reason.as_deref()), (Category::NETWORK, Some("It is the dock")));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("moved it from Network to Hardware"), "{page}");
    assert!(page.contains(": It is the dock"), "{page}");

    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    let (from, to) = (Category::NETWORK, Category::HARDWARE);
    let told = request.entries.last().map(|it| it.what.clone());
    assert_eq!(told, Some(RequestEvent::Categorised { from, to }));
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("ana moved it from Network to Hardware"), "{page}");
    assert!(!page.contains("dock"), "{page}");
}

#[tokio::test]
async fn what_was_not_sure_stays_as_it_is_and_is_sure() {
    let portico = TestApp::new().await;
    let mut filing = crate::app::filing("Something is odd");
    filing.impact = "not-sure".into();
    let rita = portico.client("rita");
    let reference = rita.call(&filing).await.unwrap().reference.to_string();
    let id = portico.ticket(&reference).await;
    let ana = portico.client("ana");
    let before = read(&ana, id).await;
    assert!(before.needs_triage);
    let (level, reason) = (before.priority.value().to_owned(), "One person, as it says".to_owned());
    let look = PrioritiseTicket { key: key(), id, level, reason, ..PrioritiseTicket::default() };
    ana.call(&look).await.unwrap();
    let after = read(&ana, id).await;
    assert_eq!((after.priority, after.needs_triage), (before.priority, false));
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("ana looked at its priority, which stays Medium"), "{page}");
}

/// Two agents have the page open; whoever is second is told what the first did, and undoes nothing unseen.
#[tokio::test]
async fn nobody_undoes_unseen_what_a_colleague_has_just_done() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let (ana_is, lea_is) = {
        let staff = read(&ana, id).await.staff;
        (staff[0].id.to_string(), staff[1].id.to_string())
    };
    let assign = |to: &str, was: &str| AssignTicket {
        key: key(),
        id,
        to: to.into(),
        reason: String::new(),
        was: was.into(),
    };
    ana.call(&assign(&ana_is, NOBODY)).await.unwrap();
    let before = portico.fingerprint().await;
    let refused = lea.call(&assign(&lea_is, NOBODY)).await.unwrap_err();
    assert_eq!((refused.code, &*refused.errors[0].field), (Code::Invalid, "to"));
    assert!(refused.errors[0].text.contains("colleague"), "{refused}");
    for (form, field) in [
        (format!("/desk/tickets/{id}/team"), "team=workplace&was=applications"),
        (format!("/desk/tickets/{id}/category"), "category=software&was=hardware"),
        (format!("/desk/tickets/{id}/priority"), "level=low&reason=Later&was=critical"),
        (format!("/desk/tickets/{id}/priority"), "level=low&reason=Later&was=soon"),
    ] {
        let answer = lea.form(&form, &format!("key=k&{field}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    assert_eq!(portico.fingerprint().await, before);

    let answer =
        lea.form(&format!("/desk/tickets/{id}/assignee"), "key=k&to=nobody&was=nobody").await;
    let page = answer.text();
    assert!(page.contains("A colleague gave it to somebody meanwhile"), "{page}");
    let now = format!("name=\"was\" value=\"{ana_is}\"");
    assert!(page.contains(&now), "the page says what it is by now: {page}");
    lea.call(&assign(&lea_is, &ana_is)).await.unwrap();
    assert_eq!(read(&ana, id).await.assignee.as_deref(), Some("lea"));
}

#[tokio::test]
async fn everything_is_changed_with_plain_forms() {
    let (portico, id, _) = one().await;
    let ana = portico.client("ana");
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    for form in ["assignee", "priority", "category", "team"] {
        assert!(page.contains(&format!("action=\"/desk/tickets/{id}/{form}\"")), "{form}: {page}");
    }
    assert!(page.contains("<option value=\"network\" selected"), "{page}");
    let send = async |noun: &str, body: &str| {
        let answer = ana.form(&format!("/desk/tickets/{id}/{noun}"), body).await;
        assert_eq!(answer.header(header::LOCATION), format!("/desk/tickets/{id}"), "{noun}");
    };
    send("team", "key=k1&team=workplace&was=network").await;
    send("category", "key=k2&category=hardware&was=network&reason=The+dock").await;
    send("priority", "key=k3&level=critical&was=high&reason=The+board+meets").await;
    let ticket = read(&ana, id).await;
    assert_eq!((ticket.team.value(), ticket.category.value()), ("workplace", "hardware"));
    assert_eq!((ticket.priority.value(), &*ticket.reason), ("critical", "The board meets"));
    let silent =
        ana.form(&format!("/desk/tickets/{id}/priority"), "key=k4&level=low&reason=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("Enter why"), "{}", silent.text());
}

#[tokio::test]
async fn whoever_only_asks_changes_nothing() {
    let (portico, id, _) = one().await;
    let before = portico.fingerprint().await;
    for who in ["nobody", "rita", "otto", "max"] {
        let client = portico.client(who);
        let hand = HandTicket { key: key(), id, team: "workplace".into(), ..HandTicket::default() };
        let sort = CategoriseTicket {
            key: key(),
            id,
            category: "hardware".into(),
            ..CategoriseTicket::default()
        };
        client.call(&hand).await.unwrap_err();
        client.call(&sort).await.unwrap_err();
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn the_clock_is_told_line_by_line_with_who_made_it_so() {
    let (portico, id, reference) = one().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    portico.app.clock.advance(TimeDelta::hours(1));
    let reply = "Which gateway?".to_owned();
    let ask = ReplyToTicket { key: key(), id, reply, asks: "yes".into(), ..Default::default() };
    ana.call(&ask).await.unwrap();
    portico.app.clock.advance(TimeDelta::hours(2));
    let body = "The blue one".to_owned();
    rita.call(&SendMessage { key: key(), reference, body, files: Vec::new() }).await.unwrap();
    portico.app.clock.advance(TimeDelta::minutes(30));

    let ledger = read(&ana, id).await.ledger;
    let lines: Vec<_> = ledger.ledger.lines.iter().map(|it| (it.cause, it.minutes)).collect();
    let waiting = Cause::Paused(Pause::WaitingForRequester);
    assert_eq!(lines, [(Cause::Running, 60), (waiting, 0), (Cause::Running, 30)]);
    let by: Vec<_> = ledger.by.iter().map(|it| it.as_deref()).collect();
    assert_eq!(by, [Some("rita"), Some("ana"), Some("rita")]);
    assert_eq!(ledger.ledger.minutes, Some(8 * 60));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    for words in [
        "a person replies within 1 hour, and it is fixed within 8 hours, in working hours",
        "Paused: waits for an answer, since ana asked",
        "Runs, since rita wrote",
        "Used: 1 h 30 min of 8 h. 6 h 30 min left.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn what_may_help_is_shown_and_what_was_used_is_kept_with_the_ticket() {
    let (portico, id, reference) = one().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    portico.app.clock.advance(TimeDelta::minutes(1));
    portico.file("otto", "The VPN stops again").await;
    portico.file("otto", "The printer is silent").await;
    let publish = |title: &str, audience: &str| PublishArticle {
        key: key(),
        ticket: id,
        title: title.into(),
        body: "Restart the client.".into(),
        category: "network".into(),
        audience: audience.into(),
        ..PublishArticle::default()
    };
    let slug = ana.call(&publish("When the VPN stops", "agents")).await.unwrap().slug.to_string();
    let leads = publish("The VPN stops: whom to call at night", "leads");
    let secret = portico.client("lea").call(&leads).await.unwrap().slug.to_string();

    let matches = ana.call(&GetMatches { id }).await.unwrap();
    let slugs: Vec<_> = matches.articles.iter().map(|it| it.slug.as_str()).collect();
    assert_eq!(slugs, [&slug], "an agent is shown nothing of the leads’");
    let similar: Vec<_> = matches.similar.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(similar, ["The VPN stops again"]);
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("When the VPN stops") && page.contains("I used this"), "{page}");

    let used = |slug: &str| UseArticle { key: key(), id, slug: slug.to_owned() };
    ana.call(&used(&slug)).await.unwrap();
    let before = portico.fingerprint().await;
    assert_eq!(ana.call(&used(&secret)).await.unwrap_err().code, Code::NotFound);
    for who in ["nobody", "rita", "otto", "max"] {
        portico.client(who).call(&used(&slug)).await.unwrap_err();
        portico.client(who).call(&GetMatches { id }).await.unwrap_err();
    }
    assert_eq!(portico.fingerprint().await, before);
    let matches = ana.call(&GetMatches { id }).await.unwrap();
    assert!(matches.articles[0].is_used, "{matches:?}");
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("used the article"), "{page}");
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(!page.contains("When the VPN stops"), "{page}");
}

#[tokio::test]
async fn what_somebody_has_just_decided_is_taken_back_and_the_history_says_so() {
    let portico = TestApp::new().await;
    let mut filing = crate::app::filing("Something is odd");
    filing.impact = "not-sure".into();
    let rita = portico.client("rita");
    let reference = rita.call(&filing).await.unwrap().reference.to_string();
    let id = portico.ticket(&reference).await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let before = read(&ana, id).await;
    ana.call(&TakeTicket { key: key(), id }).await.unwrap();
    let (level, reason) = ("critical".to_owned(), "The fair begins".to_owned());
    let raise = PrioritiseTicket { key: key(), id, level, reason, ..PrioritiseTicket::default() };
    ana.call(&raise).await.unwrap();
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    for words in ["Then its priority is Medium again.", "Then it is with nobody again."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(read(&lea, id).await.undoable, [], "what is ana’s is hers to take back");

    let undo = |entry: u32| PutBackChange { key: key(), id, entry: entry.to_string() };
    for who in ["nobody", "rita", "otto", "max", "lea"] {
        portico.client(who).call(&undo(2)).await.unwrap_err();
    }
    let sent = ana.form(&format!("/desk/tickets/{id}/changes/undo"), "key=k1&entry=2").await;
    assert_eq!(sent.header(header::LOCATION), format!("/desk/tickets/{id}"), "{}", sent.text());
    ana.call(&undo(1)).await.unwrap();
    let after = read(&ana, id).await;
    assert_eq!((after.priority, &after.reason), (before.priority, &before.reason));
    assert!(after.needs_triage, "nobody has looked at it after all");
    assert_eq!((after.assignee, after.stage), (None, Stage::New));
    let last = after.entries.last().map(|it| it.what.clone());
    assert_eq!(last, Some(TicketEvent::PutBack { to: Restored::Assignee { to: None } }));
    assert_eq!(after.undoable, []);
    let again = ana.call(&undo(2)).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict, "it was taken back already");
    let told = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(told.contains("ana took that back: its priority is Medium again"), "{told}");
    assert!(!told.contains("with nobody again"), "{told}");
}

#[tokio::test]
async fn nothing_is_taken_back_that_a_colleague_decided_since_or_too_late() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let hand = |team: &str| HandTicket { key: key(), id, team: team.into(), ..Default::default() };
    ana.call(&hand("workplace")).await.unwrap();
    lea.call(&hand("applications")).await.unwrap();
    let before = portico.fingerprint().await;
    let undo = PutBackChange { key: key(), id, entry: "1".into() };
    let refused = ana.call(&undo).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.detail.contains("somebody decided otherwise since"), "{refused}");
    let page = ana.form(&format!("/desk/tickets/{id}/changes/undo"), "key=k1&entry=1").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("somebody decided otherwise since"), "{}", page.text());
    portico.app.clock.advance(PUT_BACK_WITHIN + TimeDelta::seconds(1));
    let late = PutBackChange { key: key(), id, entry: "2".into() };
    assert_eq!(lea.call(&late).await.unwrap_err().code, Code::Conflict);
    assert_eq!(portico.fingerprint().await, before);
}
