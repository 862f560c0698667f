//! What a requester wrote is not lost, and is not left behind either (D1.18, D4.9).

use crate::app::{TestApp, filing, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::store::tables::tickets;
use shared::{
    api::{
        requests::{FileRequest, GetDraft, SaveDraft},
        session::{GetSession, SignOut},
    },
    problem::Code,
    ticket::intake::Answers,
};

fn half_written() -> SaveDraft {
    SaveDraft {
        key: key(),
        page: "describe".into(),
        description: "Half written".into(),
        ..SaveDraft::default()
    }
}

#[tokio::test]
async fn signing_out_forgets_ones_own_drafts_and_nobody_elses() {
    let portico = TestApp::new().await;
    let (rita, otto) = (portico.client("rita"), portico.client("otto"));
    let draft = rita.call(&half_written()).await.unwrap().draft;
    let kept = otto.call(&half_written()).await.unwrap().draft;

    rita.call(&SignOut { key: key() }).await.unwrap();
    portico.sign_in("rita").await;

    assert_eq!(rita.call(&GetDraft { draft }).await.unwrap_err().code, Code::NotFound);
    assert_eq!(
        otto.call(&GetDraft { draft: kept }).await.unwrap().answers.description,
        "Half written"
    );
}

#[tokio::test]
async fn a_sign_in_that_runs_out_forgets_nothing() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    portico.app.clock.advance(TimeDelta::days(7) - TimeDelta::hours(1));
    let draft = rita.call(&half_written()).await.unwrap().draft;
    portico.app.clock.advance(TimeDelta::hours(2));
    let get = GetDraft { draft };
    assert_eq!(rita.call(&get).await.unwrap_err().code, Code::SignInNeeded);

    portico.sign_in("rita").await;

    assert_eq!(rita.call(&get).await.unwrap().answers.description, "Half written");
}

#[tokio::test]
async fn an_extension_sets_the_cookie_anew_and_revives_nothing() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let body = serde_json::json!({ "key": key() }).to_string();
    let answer =
        rita.json(axum::http::Method::POST, "/api/v1/session/extension", body.clone()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert!(answer.header(header::SET_COOKIE).contains("Max-Age=2592000"), "{answer:?}");

    rita.call(&SignOut { key: key() }).await.unwrap();
    let answer = rita.json(axum::http::Method::POST, "/api/v1/session/extension", body).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(rita.call(&GetSession {}).await.unwrap().person, None);
}

/// Without scripts: the sign-in ran out while somebody wrote.
#[tokio::test]
async fn what_was_posted_after_the_sign_in_ran_out_comes_back() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let nobody = portico.client("nobody");
    for (address, body) in [
        (format!("/requests/{reference}/messages"), "key=k&body=Three+hours+of+%3Cb%3Ework"),
        (format!("/requests/{reference}/reopening"), "key=k&body=Three+hours+of+%3Cb%3Ework"),
        ("/new/describe".to_owned(), "key=k&page=describe&description=Three+hours+of+%3Cb%3Ework"),
        ("/new/check".to_owned(), "key=k&description=Three+hours+of+%3Cb%3Ework"),
    ] {
        let answer = nobody.form(&address, body).await;
        assert!(answer.status.is_client_error(), "{address}: {}", answer.status);
        let page = answer.text();
        assert!(page.contains("Three hours of &lt;b&gt;work"), "{address}: {page}");
        assert!(page.contains("/sign-in"), "{address} says where to sign in");
        assert!(page.contains("value=\"k\""), "{address} keeps the key");
    }
}

/// Without scripts: whoever goes back after sending is not shown the answers again, as if they were not sent.
#[tokio::test]
async fn pages_with_answers_of_a_draft_are_not_kept_by_the_browser() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let draft = rita.call(&half_written()).await.unwrap().draft;
    let kept = "private, no-cache";
    for (page, keeps) in [
        (format!("/new?draft={draft}"), "no-store"),
        (format!("/new/effect?about=vpn&draft={draft}"), "no-store"),
        (format!("/new/check?draft={draft}"), "no-store"),
        ("/new/check".to_owned(), "no-store"),
        // What is typed here is nowhere else yet.
        ("/new".to_owned(), kept),
        ("/new/effect?about=vpn".to_owned(), kept),
        (format!("/help?q=vpn&draft={draft}"), kept),
    ] {
        let answer = rita.get(&page).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), keeps, "{page}");
    }
}

/// Without scripts: going back after sending.
#[tokio::test]
async fn a_draft_that_was_sent_says_as_what_and_no_more() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let draft = rita.call(&half_written()).await.unwrap().draft;
    let form = FileRequest { draft: draft.clone(), ..filing("It broke") };
    let reference = rita.call(&form).await.unwrap().reference;
    let kept = rita.call(&GetDraft { draft: draft.clone() }).await.unwrap();
    assert_eq!((kept.answers, kept.sent_as), (Answers::default(), Some(reference)));
    for page in ["/new/check", "/new/effect", "/new"] {
        let back = rita.get(&format!("{page}?draft={draft}")).await;
        let text = back.text();
        assert!(text.contains("This was already sent") && text.contains(&reference.to_string()));
        assert!(!text.contains("Half written") && !text.contains("Send request"), "{page}");
    }
    let other = portico.client("otto").get(&format!("/new/check?draft={draft}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    // Whoever goes on writing writes something new.
    let again = SaveDraft { draft: draft.clone(), ..half_written() };
    assert_ne!(rita.call(&again).await.unwrap().draft, draft);
    // And it is forgotten like every draft.
    portico.app.clock.advance(TimeDelta::hours(25));
    assert_eq!(rita.call(&GetDraft { draft }).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn the_offline_page_is_nobodys() {
    let portico = TestApp::new().await;
    let pages = [portico.client("rita"), portico.client("nobody")].map(|it| async move {
        let answer = it.get("/offline").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.text().contains("rita"));
        assert!(answer.header(header::CONTENT_SECURITY_POLICY).contains("default-src 'none'"));
        answer.text()
    });
    let [one, other] = pages;
    assert_eq!(one.await, other.await);
}

#[tokio::test]
async fn the_same_request_sent_later_is_the_same_request() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let form = filing("It broke");
    let first = rita.call(&form).await.unwrap();
    let written = portico.app.now();
    portico.app.clock.advance(TimeDelta::hours(1));
    let later = FileRequest { reported: written.to_rfc3339(), ..form };
    assert_eq!(rita.call(&later).await.unwrap().reference, first.reference);
}

#[tokio::test]
async fn a_request_that_waited_tells_when_it_was_written() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let written = portico.app.now();
    portico.app.clock.advance(TimeDelta::hours(3));
    let form = FileRequest { reported: written.to_rfc3339(), ..filing("It broke") };
    let filed = rita.call(&form).await.unwrap();
    let id = portico.ticket(&filed.reference.to_string()).await;
    let ticket = portico.app.store.read(|reader| async move { tickets::by_id(&reader, id).await });
    let ticket = ticket.await.unwrap().unwrap();
    assert_eq!((ticket.reported, ticket.received), (written, portico.app.now()));
    assert_eq!(filed.received, portico.app.now(), "the clocks run from here");
}
