//! Staff who follow tickets, and those whom a colleague calls in a note (A37).

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use shared::{
    api::{
        queue::ListQueue,
        requests::SendMessage,
        tickets::{GetTicket, NoteOnTicket},
        watching::{ListWatched, MarkSeen, UnwatchTicket, WatchTicket, WatchedTicket, Watching},
    },
    id::TicketId,
    problem::{Code, Problem},
};

async fn one() -> (TestApp, TicketId, String) {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    (portico, id, reference)
}

async fn list(client: &Client) -> Vec<WatchedTicket> {
    client.call(&ListWatched {}).await.unwrap().tickets
}

async fn n_unread(client: &Client) -> usize {
    client.call(&ListQueue::default()).await.unwrap().n_unread
}

async fn note(client: &Client, id: TicketId, note: &str) -> Result<(), Problem> {
    let note = NoteOnTicket { key: key(), id, note: note.into(), files: Vec::new() };
    client.call(&note).await.map(drop)
}

#[tokio::test]
async fn a_followed_ticket_is_new_when_somebody_else_wrote() {
    let (portico, id, reference) = one().await;
    let (ana, lea, rita) = (portico.client("ana"), portico.client("lea"), portico.client("rita"));
    ana.call(&WatchTicket { key: key(), id }).await.unwrap();
    assert_eq!(n_unread(&ana).await, 0);
    let body = "Still so".to_owned();
    rita.call(&SendMessage { key: key(), reference, body, files: Vec::new() }).await.unwrap();
    assert_eq!((n_unread(&ana).await, n_unread(&lea).await), (1, 0));
    let [ticket] = &list(&ana).await[..] else { panic!("one") };
    assert_eq!((ticket.id, ticket.is_unread, ticket.is_called), (id, true, false));
    assert_eq!(ticket.by, "rita");
    let told = lea.call(&GetTicket { id }).await.unwrap().watching;
    assert_eq!(told, Watching { by: vec!["ana".into()], is_mine: false, is_unread: false });

    ana.call(&MarkSeen { key: key(), id, entries: "2".into() }).await.unwrap();
    assert_eq!(n_unread(&ana).await, 0);
    note(&ana, id, "I look at it").await.unwrap();
    assert_eq!(n_unread(&ana).await, 0, "what one writes oneself is not new");
    note(&lea, id, "So do I").await.unwrap();
    assert_eq!(n_unread(&ana).await, 1);
    ana.call(&UnwatchTicket { key: key(), id }).await.unwrap();
    assert_eq!((n_unread(&ana).await, list(&ana).await.len()), (0, 0));
}

#[tokio::test]
async fn whoever_is_called_in_a_note_finds_the_ticket() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    note(&ana, id, "@Lea do you know this one? So does @ana.").await.unwrap();
    let [ticket] = &list(&lea).await[..] else { panic!("one") };
    assert!(ticket.is_called && ticket.is_unread, "{ticket:?}");
    assert_eq!(list(&ana).await.len(), 0, "nobody calls themselves");
    let page = lea.get("/desk/followed").await.text();
    assert!(page.contains("You were called") && page.contains("The VPN stops"), "{page}");
    lea.call(&MarkSeen { key: key(), id, entries: "2".into() }).await.unwrap();
    assert!(!list(&lea).await[0].is_called);
    note(&ana, id, "mail to lea@portico.example, @lea@portico.example").await.unwrap();
    assert!(list(&lea).await[0].is_called);
}

#[tokio::test]
async fn nobody_is_called_who_cannot_read_the_ticket() {
    let (portico, id, reference) = one().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let before = portico.fingerprint().await;
    for (words, name) in [
        ("@rita@portico.example look", "rita@portico.example"),
        ("@otto@portico.example", "otto@portico.example"),
        ("@max@portico.example", "max@portico.example"),
        ("@nobody@portico.example", "nobody@portico.example"),
    ] {
        let refused = note(&ana, id, words).await.unwrap_err();
        assert_eq!((refused.code, &*refused.errors[0].field), (Code::Invalid, "note"), "{words}");
        let advice = format!("{name} cannot read this ticket: call somebody who can");
        assert!(refused.errors[0].text.starts_with(&advice), "{refused}");
    }
    assert_eq!(portico.fingerprint().await, before);
    note(&ana, id, "@rita and @everybody are words, and so is ana@portico.example").await.unwrap();
    // In what the requester reads nobody is called.
    let body = "@lea help".to_owned();
    let reference_of = reference.clone();
    rita.call(&SendMessage { key: key(), reference, body, files: Vec::new() }).await.unwrap();
    assert_eq!(list(&portico.client("lea")).await.len(), 0);
    ana.call(&WatchTicket { key: key(), id }).await.unwrap();
    for address in [format!("/requests/{reference_of}"), format!("/api/v1/requests/{reference_of}")]
    {
        let told = rita.get(&address).await.text();
        assert!(!told.contains("watching") && !told.contains("follows what happens"), "{told}");
    }
}

#[tokio::test]
async fn following_is_for_those_who_may_read_the_ticket() {
    let (portico, id, _) = one().await;
    let before = portico.fingerprint().await;
    for who in ["nobody", "rita", "otto", "max"] {
        let client = portico.client(who);
        client.call(&WatchTicket { key: key(), id }).await.unwrap_err();
        client.call(&UnwatchTicket { key: key(), id }).await.unwrap_err();
        client.call(&MarkSeen { key: key(), id, entries: "1".into() }).await.unwrap_err();
        client.call(&ListWatched {}).await.unwrap_err();
        assert!(client.get("/desk/followed").await.status.is_client_error(), "{who}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn a_ticket_is_followed_with_plain_forms() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("Nobody follows this ticket.") && page.contains("Follow it"), "{page}");
    let followed = ana.form(&format!("/desk/tickets/{id}/watching"), "key=k1").await;
    assert_eq!(followed.header(header::LOCATION), format!("/desk/tickets/{id}"));
    note(&lea, id, "Look at this").await.unwrap();
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    for words in ["ana follows what happens here.", "Stop following it", "I have read what is new"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(ana.get("/desk").await.text().contains("Mentions and followed"));
    let seen = ana.form(&format!("/desk/tickets/{id}/watching/seen"), "key=k2&entries=2").await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
    assert!(ana.get("/desk/followed").await.text().contains("Nothing is new."));
    let ended = ana.form(&format!("/desk/tickets/{id}/watching/removal"), "key=k3").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    assert!(ana.get("/desk/followed").await.text().contains("You follow nothing yet"));
}
