//! One thing done to many tickets of the queue: looked at before, done, told where it failed, taken back.

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::service::held;
use shared::{
    api::{
        batches::{GetBatch, PreviewBatch, SendBatch, UndoBatch},
        queue::{ListQueue, QueueRow},
        requests::WithdrawRequest,
        session::GetSession,
        tickets::{AssignTicket, GetTicket},
    },
    id::{BatchId, TicketId},
    problem::Code,
    ticket::{held::UNDO_WITHIN, queue::filter::QueueFilter, status::Stage},
};

/// Three open tickets of rita's, the first one due first.
async fn three() -> (TestApp, Vec<TicketId>) {
    let portico = TestApp::new().await;
    let mut ids = Vec::new();
    for description in ["The VPN stops", "The mail is slow", "The screen flickers"] {
        let reference = portico.file("rita", description).await;
        ids.push(portico.ticket(&reference).await);
    }
    (portico, ids)
}

async fn rows(client: &Client, q: &str) -> Vec<QueueRow> {
    let filter = QueueFilter { q: q.to_owned(), ..QueueFilter::default() };
    client.call(&ListQueue(filter)).await.unwrap().tickets
}

async fn id_of(portico: &TestApp, who: &str) -> String {
    portico.client(who).call(&GetSession {}).await.unwrap().person.unwrap().id.to_string()
}

fn send(tickets: &[TicketId], change: &str, reason: &str) -> SendBatch {
    SendBatch {
        key: key(),
        tickets: tickets.iter().map(ToString::to_string).collect(),
        change: change.to_owned(),
        reason: reason.to_owned(),
        ..SendBatch::default()
    }
}

/// The last of `ids` is closed meanwhile.
async fn close_last(portico: &TestApp, ids: &[TicketId]) {
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let last = ana.call(&GetTicket { id: ids[2] }).await.unwrap();
    let reference = last.reference.to_string();
    rita.call(&WithdrawRequest { key: key(), reference }).await.unwrap();
}

#[tokio::test]
async fn what_would_happen_is_shown_and_nothing_changes() {
    let (portico, ids) = three().await;
    let ana = portico.client("ana");
    let lea = id_of(&portico, "lea").await;
    let first = AssignTicket { key: key(), id: ids[0], to: lea.clone(), ..AssignTicket::default() };
    ana.call(&first).await.unwrap();
    close_last(&portico, &ids).await;
    let before = portico.fingerprint().await;

    let SendBatch { mut tickets, change, .. } = send(&ids, &format!("to:{lea}"), "");
    tickets.push("18446744073709551615".to_owned());
    let preview = ana.call(&PreviewBatch { tickets, change }).await.unwrap();
    assert_eq!((&*preview.what, preview.n_changing), ("Give to lea", 1));
    let lines: Vec<(&str, &str, Option<&str>)> =
        preview.tickets.iter().map(|it| (&*it.title, &*it.before, it.refused.as_deref())).collect();
    let closed = "This cannot be done now: it is closed; there is nothing to do any more.";
    assert_eq!(
        lines,
        [
            ("The VPN stops", "With lea", Some("It is so already")),
            ("The mail is slow", "With nobody", None),
            ("The screen flickers", "With nobody", Some(closed)),
            ("", "", Some("It is not there any more")),
        ]
    );
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn what_cannot_be_done_to_some_is_told_and_done_to_the_others() {
    let (portico, ids) = three().await;
    let ana = portico.client("ana");
    close_last(&portico, &ids).await;
    let batch = send(&ids, "priority:critical", "The board meets today");
    let sent = ana.call(&batch).await.unwrap();
    assert_eq!((sent.n_done, sent.n_refused), (2, 1));
    assert_eq!(ana.call(&batch).await.unwrap(), sent, "sent twice, done once");
    for row in rows(&ana, "").await {
        assert_eq!(row.priority.value(), "critical", "{}", row.title);
    }
    let told = ana.call(&GetBatch { batch: sent.batch }).await.unwrap();
    assert_eq!(&*told.what, "Change the priority to Critical");
    assert!(told.done.iter().all(|it| it.before == "High"), "{told:?}");
    assert_eq!(
        told.refused.iter().map(|it| &*it.title).collect::<Vec<_>>(),
        ["The screen flickers"]
    );
    let ticket = ana.call(&GetTicket { id: ids[0] }).await.unwrap();
    assert_eq!(ticket.reason, "The board meets today");
}

#[tokio::test]
async fn what_nobody_touched_since_is_taken_back_once() {
    let (portico, ids) = three().await;
    let (ana, lea_is) = (portico.client("ana"), id_of(&portico, "lea").await);
    let ana_is = id_of(&portico, "ana").await;
    let sent = ana.call(&send(&ids, &format!("to:{lea_is}"), "")).await.unwrap();
    let taken = AssignTicket { key: key(), id: ids[1], to: ana_is, ..AssignTicket::default() };
    ana.call(&taken).await.unwrap();

    let undo = UndoBatch { key: key(), batch: sent.batch };
    let undone = ana.call(&undo).await.unwrap();
    assert_eq!((undone.n_done, undone.n_refused), (2, 1));
    let assignees: Vec<_> = rows(&ana, "").await.into_iter().map(|it| it.assignee).collect();
    assert_eq!(assignees.iter().flatten().collect::<Vec<_>>(), ["ana"], "{assignees:?}");
    let told = ana.call(&GetBatch { batch: sent.batch }).await.unwrap();
    let kept = &told.undone.unwrap()[0];
    assert_eq!((kept.id, kept.refused.as_deref()), (ids[1], Some("Somebody changed it since")));
    let again = ana.call(&UndoBatch { key: key(), ..undo }).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);

    let hand = ana.call(&send(&ids, "team:workplace", "")).await.unwrap();
    ana.call(&UndoBatch { key: key(), batch: hand.batch }).await.unwrap();
    assert!(rows(&ana, "").await.iter().all(|it| it.team.value() == "network"));
}

#[tokio::test]
async fn a_batch_is_its_senders_and_the_desks() {
    let (portico, ids) = three().await;
    let sent = portico.client("ana").call(&send(&ids, "team:workplace", "")).await.unwrap();
    let before = portico.fingerprint().await;
    for (who, may_send) in
        [("lea", None), ("rita", Some(Code::Forbidden)), ("nobody", Some(Code::SignInNeeded))]
    {
        let client = portico.client(who);
        let expected = if who == "nobody" { Code::SignInNeeded } else { Code::NotFound };
        let read = client.call(&GetBatch { batch: sent.batch }).await.unwrap_err();
        let undone = client.call(&UndoBatch { key: key(), batch: sent.batch }).await.unwrap_err();
        assert_eq!((read.code, undone.code), (expected, expected), "{who}");
        let SendBatch { tickets, change, .. } = send(&ids, "to:nobody", "");
        let preview = client.call(&PreviewBatch { tickets, change }).await;
        assert_eq!(preview.err().map(|it| it.code), may_send, "{who}");
        if may_send.is_some() {
            let refused = client.call(&send(&ids, "to:nobody", "")).await.unwrap_err();
            assert_eq!(Some(refused.code), may_send, "{who}");
        }
    }
    let missing = portico.client("ana").call(&GetBatch { batch: BatchId(1) }).await.unwrap_err();
    assert_eq!(missing.code, Code::NotFound);
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn work_is_not_given_to_somebody_who_works_no_tickets() {
    let (portico, ids) = three().await;
    let (ana, rita_is) = (portico.client("ana"), id_of(&portico, "rita").await);
    let sent = ana.call(&send(&ids, &format!("to:{rita_is}"), "")).await.unwrap();
    assert_eq!((sent.n_done, sent.n_refused), (0, 3));
    let told = ana.call(&GetBatch { batch: sent.batch }).await.unwrap();
    let why = "Choose somebody who works tickets";
    assert!(told.refused.iter().all(|it| it.refused.as_deref() == Some(why)), "{told:?}");
}

#[tokio::test]
async fn many_are_changed_with_plain_forms() {
    let (portico, ids) = three().await;
    let ana = portico.client("ana");
    let queue = ana.get("/desk").await.text();
    let of_ticket =
        format!("name=\"tickets\" value=\"{}\" aria-label=\"Choose The VPN stops\"", ids[0]);
    assert!(queue.contains(&of_ticket), "{queue}");
    assert!(queue.contains("value=\"priority:critical\""), "{queue}");

    let chosen = format!("tickets={}&tickets={}", ids[0], ids[1]);
    let address = format!("/desk/batches?{chosen}&change=priority%3Acritical");
    let preview = ana.get(&address).await;
    assert_eq!(preview.status, StatusCode::OK);
    let preview = preview.text();
    for words in ["Change the priority to Critical", "2 tickets", "The VPN stops", "High"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let silent = format!("key=k1&{chosen}&change=priority%3Acritical&reason=");
    let refused = ana.form("/desk/batches", &silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = refused.text();
    assert!(again.contains("Enter why") && again.contains("The mail is slow"), "{again}");
    let sent = ana.form("/desk/batches", &format!("{silent}The+board+meets+today")).await;
    let page = sent.header(header::LOCATION).to_owned();
    let html = ana.get(&page).await.text();
    assert!(html.contains("Done to 2 tickets.") && html.contains("Undo"), "{html}");

    let undone = ana.form(&format!("{page}/undo"), "key=k2").await;
    assert_eq!(undone.header(header::LOCATION), page);
    let html = ana.get(&page).await.text();
    assert!(html.contains("Taken back on 2 tickets.") && !html.contains("data-command=\"undo\""));

    let nothing = ana.get("/desk/batches?change=").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = nothing.text();
    assert!(
        words.contains("Choose at least one ticket") && words.contains("Choose what to change")
    );
}

/// What is resolved with many is kept as long as it can be taken back, ticket by ticket.
#[tokio::test]
async fn many_are_resolved_in_the_same_words_and_taken_back_before_anybody_is_told() {
    let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
    let mut ids = Vec::new();
    for description in ["The VPN stops", "The mail is slow", "The screen flickers"] {
        let reference = portico.file("rita", description).await;
        ids.push(portico.ticket(&reference).await);
    }
    close_last(&portico, &ids).await;
    let ana = portico.client("ana");
    let resolve = || SendBatch {
        cause: "A switch".into(),
        fix: "It is new".into(),
        ..send(&ids, "status:resolved", "")
    };
    let silent = ana.call(&send(&ids, "status:resolved", "")).await.unwrap_err();
    let fields: Vec<_> = silent.errors.iter().map(|it| &*it.field).collect();
    assert_eq!(fields, ["cause", "fix"]);

    let sent = ana.call(&resolve()).await.unwrap();
    assert_eq!((sent.n_done, sent.n_refused), (2, 1));
    let page = ana.get(&format!("/desk/batches/{}", sent.batch)).await.text();
    assert!(page.contains("Those who asked are told in a few seconds"), "{page}");
    assert!(rows(&ana, "").await.iter().all(|it| it.stage == Stage::New), "nobody is told yet");
    let twice = ana.call(&resolve()).await.unwrap();
    assert_eq!((twice.n_done, twice.n_refused), (0, 3), "they are on their way already");
    let undone = ana.call(&UndoBatch { key: key(), batch: sent.batch }).await.unwrap();
    assert_eq!((undone.n_done, undone.n_refused), (2, 0));
    pass(&portico, &ids).await;
    assert!(rows(&ana, "").await.iter().all(|it| it.stage == Stage::New), "it was taken back");

    let sent = ana.call(&resolve()).await.unwrap();
    pass(&portico, &ids).await;
    assert!(rows(&ana, "").await.iter().all(|it| it.stage == Stage::Resolved));
    let page = ana.get(&format!("/desk/batches/{}", sent.batch)).await.text();
    assert!(!page.contains("data-command=\"undo\""), "{page}");
    let late = ana.call(&UndoBatch { key: key(), batch: sent.batch }).await.unwrap();
    assert_eq!((late.n_done, late.n_refused), (0, 2), "they were told");
}

/// The time in which words can be taken back is over.
async fn pass(portico: &TestApp, ids: &[TicketId]) {
    portico.app.clock.advance(UNDO_WITHIN + TimeDelta::seconds(1));
    for id in ids {
        held::tell_due(&portico.app, *id).await.unwrap();
    }
}

#[tokio::test]
async fn many_are_taken_on_where_nobody_has_begun_and_given_back() {
    let (portico, ids) = three().await;
    let (ana, lea_is) = (portico.client("ana"), id_of(&portico, "lea").await);
    let first = AssignTicket { key: key(), id: ids[0], to: lea_is, ..AssignTicket::default() };
    ana.call(&first).await.unwrap();
    let sent = ana.call(&send(&ids, "status:in-progress", "")).await.unwrap();
    assert_eq!((sent.n_done, sent.n_refused), (2, 1), "what is lea’s stays hers");
    let told = ana.call(&GetBatch { batch: sent.batch }).await.unwrap();
    assert_eq!(
        (&*told.what, told.refused[0].refused.as_deref()),
        ("Take on", Some("It is so already"))
    );
    assert!(rows(&ana, "").await.iter().all(|it| it.stage == Stage::InProgress));
    let undone = ana.call(&UndoBatch { key: key(), batch: sent.batch }).await.unwrap();
    assert_eq!((undone.n_done, undone.n_refused), (2, 0));
    let stages: Vec<_> = rows(&ana, "").await.into_iter().map(|it| it.stage).collect();
    assert_eq!(stages.iter().filter(|it| **it == Stage::New).count(), 2, "{stages:?}");
}
