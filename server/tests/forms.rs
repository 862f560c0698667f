//! The door itself, with a library as the example: what a form, a program and a page may send, and what
//! each gets back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use axum::http::{StatusCode, header};
use support::{
    browser::{Answer, Browser},
    library::{self, THIRTY_BOOKS},
};

const PAGE: &str = "/shelves/7";
const ACTION: &str = "/shelves/7/loans";
const ROUTE: &str = "/api/v1/shelves/7/loans";

async fn browser() -> Browser {
    Browser::of(library::router().await)
}

async fn post_form(body: &str) -> Answer {
    browser().await.post(ACTION, "application/x-www-form-urlencoded", body).await
}

async fn post_json(body: &str) -> Answer {
    browser().await.post(ROUTE, "application/json", body).await
}

#[tokio::test]
async fn a_program_gets_json_back() {
    let answer = post_json(r#"{"key":"json-1","title":"Dune","topics":["sand"]}"#).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.body, r#"{"title":"Dune","n_topics":1,"shelf":"7"}"#);
    assert_eq!(answer.header(header::SET_COOKIE), "last=Dune");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_browser_is_sent_on() {
    let answer = post_form("key=form-1&title=Dune&topics=sand&topics=worms").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/shelves/7?lent=Dune&topics=2");
    assert_eq!(answer.header(header::SET_COOKIE), "last=Dune");
}

#[tokio::test]
async fn multipart_reads_like_urlencoded() {
    let answer = browser()
        .await
        .post_multipart(
            ACTION,
            &[("key", None, "multi-1"), ("title", None, "Dune"), ("photo", Some(""), "")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.header(header::LOCATION), "/shelves/7?lent=Dune&topics=0");
}

#[tokio::test]
async fn a_refused_page_keeps_what_was_typed_and_its_key() {
    let answer = post_form(
        "key=kept-1&title=&details=%0A%3C/textarea%3E%26lt;%22%C3%A9&topics=sand&topics=worms",
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "<title>Error: Lend a book &lt;/title&gt; - Portico</title>",
        r##"<a href="#title" rel="external">Enter a title<"##,
        r#"name="key" value="kept-1""#,
        "\n\n&lt;/textarea&gt;&amp;lt;\"é</textarea>",
        r#"value="sand" checked"#,
        r#"value="worms" checked"#,
        "There are 30 books",
    ] {
        assert!(answer.body.contains(kept), "{kept} is not in {}", answer.body);
    }
    assert!(!answer.body.contains("value=\"spice\" checked"));
}

#[tokio::test]
async fn a_refusal_of_the_service_is_shown_on_the_same_page() {
    let answer = post_form("key=lent-out&title=lent+out").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("Somebody has it"), "{}", answer.body);
    assert!(answer.body.contains(r#"value="lent out""#), "{}", answer.body);
}

#[tokio::test]
async fn the_same_key_is_one_loan_and_another_body_is_another() {
    let body = "key=twice-1&title=Dune";
    let (first, second) = (post_form(body).await, post_form(body).await);
    assert_eq!(first.header(header::LOCATION), second.header(header::LOCATION));
    let other = post_form("key=twice-1&title=Emma").await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(library::n_loans("twice-1"), 1);
}

#[tokio::test]
async fn nothing_is_set_that_the_form_does_not_have() {
    let json = post_json(r#"{"key":"extra-1","title":"Dune","role":"lead","author_id":1}"#).await;
    assert_eq!(json.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(json.header(header::CONTENT_TYPE), "application/problem+json");
    assert!(json.body.contains("unknown field role"), "{}", json.body);

    let form = post_form("key=extra-2&title=Dune&role=lead").await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form.body.contains(r#"value="Dune""#), "{}", form.body);
    assert_eq!(library::n_loans("extra-1") + library::n_loans("extra-2"), 0);
}

#[tokio::test]
async fn a_body_cannot_contradict_its_address() {
    let same = post_json(r#"{"key":"path-1","title":"Dune","shelf":"7"}"#).await;
    assert_eq!(same.status, StatusCode::CREATED, "{}", same.body);
    let json = post_json(r#"{"key":"path-2","title":"Dune","shelf":"8"}"#).await;
    assert_eq!(json.status, StatusCode::BAD_REQUEST);
    let form = post_form("key=path-3&title=Dune&shelf=8").await;
    assert_eq!(form.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn foreign_bytes_are_refused_without_harm() {
    let deep = format!("{}{}", r#"{"title":"#, "[".repeat(10_000));
    let cases: [(&str, &str, &str, u16); 11] = [
        (ROUTE, "application/json", "", 400),
        (ROUTE, "application/json", "{\"title\":", 400),
        (ROUTE, "application/json", "[]", 400),
        (ROUTE, "application/json", r#"{"title":5}"#, 400),
        (ROUTE, "application/json", &deep, 400),
        (ROUTE, "application/json", "\u{0}", 400),
        (ROUTE, "text/plain", r#"{"title":"Dune"}"#, 415),
        (ROUTE, "application/x-www-form-urlencoded", "title=Dune", 415),
        (ACTION, "application/json", r#"{"title":"Dune"}"#, 415),
        (ACTION, "multipart/form-data", "title=Dune", 400),
        (ACTION, "application/x-www-form-urlencoded", "title=a&title=b", 400),
    ];
    for (address, kind, body, status) in cases {
        let answer = browser().await.post(address, kind, body).await;
        assert_eq!(answer.status.as_u16(), status, "{kind} {body:.40} at {address}");
    }
}

#[tokio::test]
async fn too_much_is_refused_before_it_is_read() {
    let long = "x".repeat(server::http::input::BODY_BYTES + 1);
    let json = post_json(&format!("{{\"title\":\"{long}\"}}")).await;
    assert_eq!(json.status, StatusCode::PAYLOAD_TOO_LARGE);
    let form = post_form(&format!("title={long}")).await;
    assert_eq!(form.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(form.body.contains("Lend a book"), "a page, to try again on");
}

#[tokio::test]
async fn a_chosen_file_is_refused_by_name() {
    let answer = browser()
        .await
        .post_multipart(ACTION, &[("title", None, "Dune"), ("photo", Some("me.png"), "not empty")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(r##"href="#photo""##), "{}", answer.body);
    assert!(answer.body.contains(r#"value="Dune""#), "{}", answer.body);
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let cases: [(&[(&str, &str)], u16); 5] = [
        (&[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("origin", "null")], 403),
        (&[("cookie", "session=1")], 403),
        (&[("cookie", "session=1"), ("origin", "http://library.example")], 201),
    ];
    for (index, (headers, status)) in cases.into_iter().enumerate() {
        let key = format!("site-{index}");
        let body = format!(r#"{{"key":"{key}","title":"Dune"}}"#);
        let answer = browser().await.with(headers).post(ROUTE, "application/json", &body).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?}: {}", answer.body);
        assert_eq!(library::n_loans(&key), usize::from(status == 201), "{headers:?}");
    }
}

#[tokio::test]
async fn the_address_of_a_form_leads_to_its_page() {
    let answer = browser().await.get(ACTION).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), PAGE);
}

#[tokio::test]
async fn a_page_asks_through_the_same_door() {
    let answer = browser().await.with(&[("cookie", "reader=Ida")]).get(PAGE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("There are 30 books for Ida"), "{}", answer.body);
    assert_eq!(answer.header(header::SET_COOKIE), "seen=7", "an inner cookie reaches the browser");
    assert_eq!(THIRTY_BOOKS, 30);
}

#[tokio::test]
async fn what_is_not_there_is_one_page_with_its_status() {
    for address in ["/shelves/8", "/shelves/18446744073709551616", "/shelves/x/loans"] {
        let answer = browser().await.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("There is nothing at this address."), "{}", answer.body);
    }
    let answer = browser().await.get("/api/v1/shelves/18446744073709551616").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    let answer = browser().await.get("/api/v1/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
}

#[tokio::test]
async fn every_method_but_the_named_one_is_refused() {
    for (method, address) in [("PUT", ROUTE), ("GET", ROUTE), ("DELETE", ACTION), ("POST", PAGE)] {
        let answer = browser().await.send(method, address, "application/json", "{}").await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let page = browser().await.get(PAGE).await;
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    let nonce = policy.split("'nonce-").nth(1).and_then(|it| it.split('\'').next()).unwrap();
    assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "the scripts have the nonce");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(!page.body.contains(" style="), "a style attribute would be blocked");

    let data = post_json("{}").await;
    let expected = "default-src 'none'; frame-ancestors 'none'";
    assert_eq!(data.header(header::CONTENT_SECURITY_POLICY), expected);
    let refused = browser().await.with(&[("origin", "null")]).post(ROUTE, "text/plain", "").await;
    for answer in [page, data, refused] {
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin");
    }
}

#[test]
fn the_table_lists_what_was_mounted() {
    let table = library::routes().into_table();
    let rows: Vec<_> = table.iter().map(|it| (it.method.as_str(), it.name, it.form_page)).collect();
    assert_eq!(rows, [("GET", "GetShelf", None), ("POST", "Lend", Some("/shelves/{shelf}/loans"))]);
    assert_eq!(table[1].path, "/api/v1/shelves/{shelf}/loans");
    assert!(table[1].mutates && !table[0].mutates);
}
