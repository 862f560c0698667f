//! Who else is on a ticket’s page, and answers that cross (D5.13).

use crate::app::{Client, TestApp, key};
use axum::http::StatusCode;
use chrono::TimeDelta;
use shared::{
    api::{
        presence::{Doing, Here, ShowPresence},
        requests::SendMessage,
        tickets::{GetTicket, ReplyToTicket},
    },
    id::TicketId,
    problem::Code,
    ticket::held::UNDO_WITHIN,
};

async fn one() -> (TestApp, TicketId, String) {
    let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    (portico, id, reference)
}

async fn here(client: &Client, id: TicketId) -> Vec<Here> {
    client.call(&GetTicket { id }).await.unwrap().here
}

fn show(id: TicketId, doing: &str) -> ShowPresence {
    ShowPresence { key: key(), id, doing: doing.into() }
}

#[tokio::test]
async fn who_else_is_here_is_told_and_stored_nowhere() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let before = portico.fingerprint().await;
    let alone = ana.call(&show(id, "replying")).await.unwrap();
    assert_eq!(alone.here, []);
    let ana_writes = Here { name: "ana".into(), doing: Doing::Replying };
    assert_eq!(here(&lea, id).await, std::slice::from_ref(&ana_writes));
    assert_eq!(here(&ana, id).await, [], "nobody is told of themselves");
    let page = lea.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("ana is here, writing a reply."), "{page}");
    assert_eq!(lea.call(&show(id, "reading")).await.unwrap().here, [ana_writes]);
    ana.call(&show(id, "gone")).await.unwrap();
    assert_eq!(here(&lea, id).await, []);
    ana.call(&show(id, "noting")).await.unwrap();
    portico.app.clock.advance(TimeDelta::seconds(41));
    assert_eq!(here(&lea, id).await, [], "who is not heard of is not there");
    assert_eq!(portico.fingerprint().await, before, "nothing is stored, nor any sign-in prolonged");
}

#[tokio::test]
async fn presence_is_for_those_alone_who_may_read_the_ticket() {
    let (portico, id, reference) = one().await;
    portico.client("ana").call(&show(id, "replying")).await.unwrap();
    for (who, code) in [
        ("nobody", Code::SignInNeeded),
        ("rita", Code::Forbidden),
        ("otto", Code::NotFound),
        ("max", Code::NotFound),
    ] {
        let refused = portico.client(who).call(&show(id, "reading")).await.unwrap_err();
        assert_eq!(refused.code, code, "{who}");
    }
    assert_eq!(here(&portico.client("ana"), id).await, []);
    let rita = portico.client("rita");
    for address in [format!("/requests/{reference}"), format!("/api/v1/requests/{reference}")] {
        let told = rita.get(&address).await.text();
        assert!(!told.contains("writing a reply") && !told.contains("replying"), "{told}");
    }
    let nonsense = portico.client("ana").call(&show(id, "dancing")).await.unwrap_err();
    assert_eq!((nonsense.code, &*nonsense.errors[0].field), (Code::Invalid, "doing"));
}

fn reply(id: TicketId, text: &str, seen: &str) -> ReplyToTicket {
    let (reply, seen) = (text.to_owned(), seen.to_owned());
    ReplyToTicket { key: key(), id, reply, seen, ..ReplyToTicket::default() }
}

#[tokio::test]
async fn whoever_has_not_read_what_was_written_meanwhile_is_told_first() {
    let (portico, id, reference) = one().await;
    let (ana, lea, rita) = (portico.client("ana"), portico.client("lea"), portico.client("rita"));
    lea.call(&reply(id, "The locksmith comes", "1")).await.unwrap();
    let before = portico.fingerprint().await;
    let crossed = ana.call(&reply(id, "The code is 4", "1")).await.unwrap_err();
    assert_eq!((crossed.code, &*crossed.errors[0].field), (Code::Invalid, "seen"));
    assert!(crossed.errors[0].text.contains("lea wrote meanwhile"), "{crossed}");
    assert_eq!(portico.fingerprint().await, before);
    let anyway = ReplyToTicket { anyway: "yes".into(), ..reply(id, "The code is 4", "1") };
    ana.call(&anyway).await.unwrap();

    portico.app.clock.advance(UNDO_WITHIN + TimeDelta::seconds(1));
    server::service::held::tell_due(&portico.app, id).await.unwrap();
    let seen = ana.call(&GetTicket { id }).await.unwrap().entries.len().to_string();
    let body = "It opened by itself".to_owned();
    rita.call(&SendMessage { key: key(), reference, body, files: Vec::new() }).await.unwrap();
    let crossed = ReplyToTicket { anyway: "yes".into(), ..reply(id, "Call the bank", &seen) };
    let crossed = ana.call(&crossed).await.unwrap_err();
    assert!(crossed.errors[0].text.contains("rita wrote meanwhile"), "{crossed}");
    // Programs need not say what they have read.
    ana.call(&reply(id, "Call the bank", "")).await.unwrap();
}

#[tokio::test]
async fn both_texts_are_shown_with_plain_forms_and_the_own_one_is_sent_anyway() {
    let (portico, id, _) = one().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("name=\"seen\" value=\"1\""), "{page}");
    lea.call(&reply(id, "The locksmith comes", "1")).await.unwrap();
    let address = format!("/desk/tickets/{id}/messages");
    let refused = ana.form(&address, "key=k1&reply=The+code+is+4&seen=1&anyway=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    for words in [
        "lea wrote meanwhile. Read it below",
        "The locksmith comes",
        "\nThe code is 4</textarea>",
        "name=\"anyway\" value=\"yes\"",
        " anyway",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let sent = ana.form(&address, "key=k1&reply=The+code+is+4&seen=1&anyway=yes").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}
