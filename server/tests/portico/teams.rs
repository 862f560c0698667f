//! Teams as a border: an agent of one knows nothing of the tickets of another, in no list, count, search,
//! suggestion or export, unless they were given one.

use crate::{
    app::{Client, TestApp, key},
    attacks::Scene,
    leaks::{everything, holds},
};
use axum::http::{StatusCode, header};
use server::service::held;
use shared::{
    actor::{Role, Teams},
    api::{
        Endpoint,
        articles::{GetArticleDraft, PublishArticle},
        batches::{GetBatch, SendBatch, UndoBatch},
        calls::LogCall,
        matches::GetMatches,
        people::{GetPerson, ListPeople},
        queue::{GetChange, ListQueue, Queue},
        related::{LinkTicket, SplitTicket},
        tickets::{AssignTicket, GetTicket, HandTicket, NoteOnTicket, ReplyToTicket, TicketEvent},
    },
    id::TicketId,
    problem::{Code, Problem},
    ticket::{held::UNDO_WITHIN, team::Team},
};

async fn queue(client: &Client) -> Queue {
    client.call(&ListQueue::default()).await.unwrap()
}

async fn note(client: &Client, id: TicketId) -> Result<(), Problem> {
    let note = NoteOnTicket { key: key(), id, note: "For us".into(), files: Vec::new() };
    client.call(&note).await.map(|_| ())
}

async fn hand(client: &Client, id: TicketId, team: &str) -> Result<(), Problem> {
    let hand = HandTicket { key: key(), id, team: team.into(), ..HandTicket::default() };
    client.call(&hand).await.map(|_| ())
}

async fn give(portico: &TestApp, id: TicketId, to: String) {
    let assign = AssignTicket { key: key(), id, to, ..AssignTicket::default() };
    portico.client("lea").call(&assign).await.unwrap();
}

#[tokio::test]
async fn nothing_of_another_teams_ticket_is_told_anywhere() {
    let scene = Scene::new("The qvantelope did it").await;
    scene.portico.join("ned", Role::Agent, "network").await;
    scene.portico.join("wil", Role::Agent, "workplace").await;
    let slugs = std::slice::from_ref(&scene.slug);
    for word in ["qvantelope", "floor is silent"] {
        for (address, bytes) in everything(&scene, "ned", slugs).await {
            assert!(!holds(&bytes, word), "{address} tells ned {word}");
        }
        let own = everything(&scene, "wil", slugs).await;
        assert!(own.iter().any(|it| holds(&it.1, word)), "their own team reads {word}");
    }
}

#[tokio::test]
async fn nothing_of_it_is_counted_and_no_change_of_it_is_noticed() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    portico.join("ned", Role::Agent, "network").await;
    portico.join("wil", Role::Agent, "workplace").await;
    let (ned, wil) = (portico.client("ned"), portico.client("wil"));
    let own = queue(&ned).await;
    assert_eq!((own.n_open, own.n_found), (1, 1));
    assert!(own.views.iter().any(|it| it.n == 1), "{:?}", own.views);
    let others = queue(&wil).await;
    assert_eq!((others.n_open, others.n_found, others.tickets.len()), (0, 0, 0));
    assert!(others.views.iter().all(|it| it.n == 0), "{:?}", others.views);

    let change = async |client: &Client| client.call(&GetChange {}).await.unwrap().change;
    assert_eq!(change(&ned).await, own.change);
    note(&ned, id).await.unwrap();
    assert_ne!(change(&ned).await, own.change);
    assert_eq!(change(&wil).await, others.change, "nobody of another team notices");

    hand(&ned, id, "workplace").await.unwrap();
    assert_eq!(queue(&wil).await.n_open, 1);
    assert_ne!(change(&wil).await, others.change);
    assert_eq!(queue(&ned).await.n_open, 0);
}

/// 15: with the next request after it.
#[tokio::test]
async fn attack_15_who_was_moved_out_of_a_team_reads_nothing_of_it() {
    let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    let person = portico.join("ned", Role::Agent, "network").await;
    let ned = portico.client("ned");
    note(&ned, id).await.unwrap();
    let batch = SendBatch {
        key: key(),
        tickets: vec![id.to_string()],
        change: "priority:low".into(),
        reason: "It can wait".into(),
        ..SendBatch::default()
    };
    let batch = ned.call(&batch).await.unwrap().batch;
    let reply = "On its way".to_owned();
    ned.call(&ReplyToTicket { key: key(), id, reply, ..ReplyToTicket::default() }).await.unwrap();

    portico.move_to("workplace", "ned", person).await;
    let missing = TicketId(u64::MAX);
    let absent = ned.get(&GetTicket { id: missing }.address()).await;
    let gone = ned.get(&GetTicket { id }.address()).await;
    assert_eq!((gone.status, gone.text()), (absent.status, absent.text()));
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(note(&ned, id).await.unwrap_err().code, Code::NotFound);
    assert_eq!(queue(&ned).await.n_open, 0);
    let left = ned.call(&GetBatch { batch }).await.unwrap();
    assert!(left.done.iter().all(|it| it.title.is_empty() && it.reference.is_none()));
    let undone = ned.call(&UndoBatch { key: key(), batch }).await.unwrap();
    assert_eq!((undone.n_done, undone.n_refused), (0, 1), "nor is it changed any more");

    // What was on its way to the requester then is not told, and not lost.
    portico.app.clock.advance(UNDO_WITHIN);
    held::tell_due(&portico.app, id).await.unwrap();
    let ticket = portico.client("ana").call(&GetTicket { id }).await.unwrap();
    let last = &ticket.entries.last().unwrap().what;
    assert!(matches!(last, TicketEvent::NotSent { .. }), "{last:?}");
}

/// 16: whatever has one foot in another team.
#[tokio::test]
async fn attack_16_nothing_of_another_team_is_linked_merged_moved_or_changed() {
    let scene = Scene::new("a note").await;
    let portico = &scene.portico;
    portico.join("ned", Role::Agent, "network").await;
    let ned = portico.client("ned");
    let own = portico.ticket(&portico.file("rita", "The VPN stops").await).await;
    let foreign: TicketId = scene.ticket.parse().unwrap();

    for tie in ["related", "merge"] {
        let link = |reference: &str| LinkTicket {
            key: key(),
            id: own,
            reference: reference.into(),
            tie: tie.into(),
        };
        let there = ned.call(&link(&scene.reference)).await.unwrap_err();
        let absent = ned.call(&link("2222-222")).await.unwrap_err();
        assert_eq!(there, absent, "{tie}");
    }
    assert_eq!(hand(&ned, foreign, "network").await.unwrap_err().code, Code::NotFound);
    let batch = SendBatch {
        key: key(),
        tickets: vec![own.to_string(), scene.ticket.clone()],
        change: "priority:low".into(),
        reason: "It can wait".into(),
        ..SendBatch::default()
    };
    let sent = ned.call(&batch).await.unwrap();
    assert_eq!((sent.n_done, sent.n_refused), (1, 1));
    let draft = ned.call(&GetArticleDraft { ticket: foreign }).await.unwrap_err();
    assert_eq!(draft.code, Code::NotFound);
    let article = PublishArticle {
        key: key(),
        ticket: foreign,
        title: "Ours".into(),
        body: "Now.".into(),
        category: "hardware".into(),
        audience: "public".into(),
        ..PublishArticle::default()
    };
    assert_eq!(ned.call(&article).await.unwrap_err().code, Code::NotFound);
    let before = portico.client("ana").call(&GetTicket { id: foreign }).await.unwrap();

    // What both had in hand and one gave away is the other's.
    hand(&ned, own, "workplace").await.unwrap();
    assert_eq!(hand(&ned, own, "network").await.unwrap_err().code, Code::NotFound);
    assert_eq!(note(&ned, own).await.unwrap_err().code, Code::NotFound);
    let after = portico.client("ana").call(&GetTicket { id: foreign }).await.unwrap();
    assert_eq!(before.entries, after.entries);
}

#[tokio::test]
async fn a_ticket_given_away_is_followed_to_the_queue_and_no_further() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    portico.join("ned", Role::Agent, "network").await;
    let ned = portico.client("ned");
    let body = format!("key={}&team=workplace", key());
    let answer = ned.form(&format!("/desk/tickets/{id}/team"), &body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let page = answer.header(header::LOCATION).to_owned();
    assert_eq!(page, format!("/desk?gone={reference}&to=workplace"));
    let told = ned.get(&page).await.text();
    assert!(told.contains(&reference) && told.contains("Workplace"), "{told}");
    assert_eq!(ned.get(&format!("/desk/tickets/{id}")).await.status, StatusCode::NOT_FOUND);
    // Nothing is told of an address that somebody made up.
    let invented = ned.get("/desk?gone=call+me&to=workplace").await.text();
    assert!(!invented.contains("call me"), "{invented}");

    // Whoever works for all teams stays on the ticket.
    let body = format!("key={}&team=network", key());
    let answer = portico.client("ana").form(&format!("/desk/tickets/{id}/team"), &body).await;
    assert_eq!(answer.header(header::LOCATION), format!("/desk/tickets/{id}"));
}

#[tokio::test]
async fn many_given_away_at_once_are_taken_back() {
    let portico = TestApp::new().await;
    let id = portico.ticket(&portico.file("rita", "The VPN stops").await).await;
    portico.join("ned", Role::Agent, "network").await;
    let ned = portico.client("ned");
    let batch = SendBatch {
        key: key(),
        tickets: vec![id.to_string()],
        change: "team:workplace".into(),
        ..SendBatch::default()
    };
    let batch = ned.call(&batch).await.unwrap().batch;
    assert_eq!(queue(&ned).await.n_open, 0);
    assert_eq!(ned.call(&UndoBatch { key: key(), batch }).await.unwrap().n_done, 1);
    assert_eq!(queue(&ned).await.n_open, 1);
}

#[tokio::test]
async fn who_was_given_a_ticket_works_on_it_whatever_its_team() {
    let portico = TestApp::new().await;
    let id = portico.ticket(&portico.file("rita", "The VPN stops").await).await;
    let other = portico.ticket(&portico.file("rita", "The VPN stops again").await).await;
    let wil = portico.join("wil", Role::Agent, "workplace").await;
    let client = portico.client("wil");
    assert_eq!(note(&client, id).await.unwrap_err().code, Code::NotFound);
    give(&portico, id, wil.to_string()).await;
    note(&client, id).await.unwrap();
    assert_eq!(queue(&client).await.n_found, 1);
    let matches = client.call(&GetMatches { id }).await.unwrap();
    assert!(matches.similar.is_empty(), "the other one is not theirs: {other}");
    give(&portico, id, "nobody".into()).await;
    assert_eq!(note(&client, id).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn what_staff_make_themselves_goes_to_any_team() {
    let portico = TestApp::new().await;
    portico.join("ned", Role::Agent, "network").await;
    let ned = portico.client("ned");
    let call = LogCall {
        key: key(),
        who: "otto".into(),
        description: "The chair creaks".into(),
        category: "hardware".into(),
        ..LogCall::default()
    };
    let logged = ned.call(&call).await.unwrap();
    assert_eq!(logged.gone.map(|it| it.team), Some(Team::WORKPLACE));
    let mine = LogCall { key: key(), then: "mine".into(), ..call };
    let logged = ned.call(&mine).await.unwrap();
    assert_eq!(logged.gone, None, "whoever has it reads it");
    note(&ned, logged.id).await.unwrap();

    let id = portico.ticket(&portico.file("rita", "The VPN stops").await).await;
    let split = SplitTicket {
        key: key(),
        id,
        description: "And the screen flickers".into(),
        about: "hardware".into(),
    };
    ned.call(&split).await.unwrap();
    let ticket = ned.call(&GetTicket { id }).await.unwrap();
    assert!(ticket.linked.is_empty(), "the part is for another team: {:?}", ticket.linked);
    let ticket = portico.client("ana").call(&GetTicket { id }).await.unwrap();
    assert_eq!(ticket.linked.len(), 1);
}

#[tokio::test]
async fn administrators_say_for_which_teams_somebody_works() {
    let portico = TestApp::new().await;
    let ned = portico.join("ned", Role::Agent, "network").await;
    let max = portico.client("max");
    let shown = max.call(&GetPerson { person: ned }).await.unwrap().person;
    assert_eq!(shown.teams, Teams::Named(vec![Team::NETWORK]));
    let all = max.call(&ListPeople::default()).await.unwrap().people;
    let ana = all.iter().find(|it| it.name == "ana").unwrap();
    assert_eq!(ana.teams, Teams::All, "whoever was there before works for all");
    let page = max.get(&format!("/admin/people/{ned}")).await.text();
    assert!(page.contains("For which teams do they work?"), "{page}");
    let list = max.get("/admin/people").await.text();
    assert!(list.contains("Agent for Network"), "{list}");
    let body =
        format!("key={}&name=ned&email=ned%40portico.example&roles=agent&works_for=named", key());
    let answer = max.form(&format!("/admin/people/{ned}"), &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Choose at least one team"));
}
