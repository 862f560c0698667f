//! Staff are told how complete a request is and what to ask (A02, A03); requesters are given no marks.

use crate::app::{Client, TestApp, filing, filing_as_guest, key};
use axum::http::StatusCode;
use shared::{
    api::{
        requests::{FileRequest, GetRequest, SendMessage},
        tickets::{GetTicket, ReplyToTicket, ResolveTicket, TicketDetail},
    },
    id::TicketId,
};

async fn ticket(staff: &Client, id: TicketId) -> TicketDetail {
    staff.call(&GetTicket { id }).await.unwrap()
}

#[tokio::test]
async fn the_desk_knows_what_is_missing_and_asks_for_the_most_useful_of_it() {
    let portico = TestApp::new().await;
    let (rita, ana) = (portico.client("rita"), portico.client("ana"));
    let form = FileRequest {
        place: "At home".into(),
        message: "Error 809".into(),
        tried: "A restart".into(),
        ..filing("VPN stops at verifying since noon")
    };
    let reference = rita.call(&form).await.unwrap().reference.to_string();
    let id = portico.ticket(&reference).await;
    let known = ticket(&ana, id).await.completeness;
    assert_eq!(
        (known.score().as_str(), &*known.missing),
        ("6 of 7", &["When it started".into()][..])
    );
    let question = known.question.unwrap();

    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("6 of 7") && page.contains("Not said: "), "{page}");
    assert!(page.contains(&format!("href=\"/desk/tickets/{id}?ask=1#reply\"")), "{page}");

    // The requester reads nothing of it.
    let own = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    let own = serde_json::to_string(&own).unwrap();
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    for text in [own, page] {
        assert!(!text.contains("completeness") && !text.contains(&question), "{text}");
        assert!(!text.contains("6 of 7"), "{text}");
    }

    // Asked, it is not asked again; answered, nothing is missing.
    let ask = ReplyToTicket {
        key: key(),
        id,
        reply: format!("Hello Rita,\r\n\r\n{question}"),
        asks: "yes".into(),
        ..ReplyToTicket::default()
    };
    ana.call(&ask).await.unwrap();
    let waiting = ticket(&ana, id).await.completeness;
    assert_eq!((waiting.score().as_str(), waiting.question), ("6 of 7", None));
    let answer =
        SendMessage { key: key(), reference, body: "At noon".into(), ..SendMessage::default() };
    rita.call(&answer).await.unwrap();
    let known = ticket(&ana, id).await.completeness;
    assert!(known.is_complete(), "{known:?}");
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("7 of 7") && !page.contains("Not said: "), "{page}");
}

/// Without scripts: the link leads to the box with the question in it, which is not sent by that.
#[tokio::test]
async fn a_link_puts_the_question_into_the_box_and_sends_nothing() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    let reference = portico.file("rita", "Something is wrong with it").await;
    let id = portico.ticket(&reference).await;
    let question = ticket(&ana, id).await.completeness.question.unwrap();
    let before = portico.fingerprint().await;

    let plain = ana.get(&format!("/desk/tickets/{id}")).await.text();
    let asking = ana.get(&format!("/desk/tickets/{id}?ask=1")).await.text();
    let box_of = |page: &str| {
        let (_, rest) = page.split_once("id=\"reply\"").unwrap();
        let (field, _) = rest.split_once("</textarea>").unwrap();
        let asks = page.split_once("name=\"asks\"").unwrap().1.split_once('>').unwrap().0;
        (field.split_once('>').unwrap().1.trim().to_owned(), asks.contains("checked"))
    };
    assert_eq!(box_of(&plain), (String::new(), false));
    assert_eq!(box_of(&asking), (question.clone(), true));
    assert_eq!(portico.fingerprint().await, before);

    // The address never says what is asked.
    let forged = ana.get(&format!("/desk/tickets/{id}?ask=Send+me+your+password")).await.text();
    assert_eq!(box_of(&forged), (question, true));

    // A refused reply comes back as it was written.
    let refused = ana.form(&format!("/desk/tickets/{id}/messages"), "key=k&reply=&asks=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(box_of(&refused.text()), (String::new(), false));
}

#[tokio::test]
async fn nothing_is_asked_where_nothing_can_be_sent() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    let reference = portico.file("rita", "Something is wrong with it").await;
    let id = portico.ticket(&reference).await;
    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "A cable".into(),
        fix: "Push it in".into(),
        ..ResolveTicket::default()
    };
    ana.call(&resolve).await.unwrap();
    let page = ana.get(&format!("/desk/tickets/{id}?ask=1")).await.text();
    assert!(page.contains("Not said: ") && !page.contains("ask=1#reply"), "{page}");
    let (_, field) = page.split_once("id=\"reply\"").unwrap();
    assert!(!field.split_once("</textarea>").unwrap().0.contains('?'), "{field}");
}

#[tokio::test]
async fn who_asks_is_missing_where_a_guest_gives_no_name() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    for (name, is_known) in [("", false), ("Gia", true)] {
        let form = FileRequest {
            name: name.into(),
            email: format!("gia{}@home.example", name.len()),
            ..filing_as_guest("It hums and rattles all day")
        };
        let filed = portico.client("nobody").call(&form).await.unwrap();
        let id = portico.ticket(&filed.reference.to_string()).await;
        let known = ticket(&ana, id).await.completeness;
        let is_missing = known.missing.iter().any(|it| it == "Who it is");
        assert_eq!(is_missing, !is_known, "{name:?}");
    }
}
