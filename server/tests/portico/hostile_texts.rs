//! Texts that are meant for something behind them: for a template, a query or a machine that gives up.

use crate::{
    app::{TestApp, filing, key},
    attacks::Scene,
};
use axum::http::StatusCode;
use shared::{
    api::{Endpoint, articles::PublishArticle, articles::SearchArticles, requests::GetRequest},
    kb::audience::Audience,
};
use std::time::{Duration, Instant};

/// Far more than any answer takes, and far less than what grows without bounds would take.
const FAR_TOO_LONG: Duration = Duration::from_secs(20);

/// 8: an article that is nothing but depth or width is shown, or refused, and nobody waits for it.
#[tokio::test]
async fn attack_8_depth_and_width_of_an_article_cost_little() {
    let scene = Scene::new("a note").await;
    let (ana, rita) = (scene.portico.client("ana"), scene.portico.client("rita"));
    let began = Instant::now();
    let columns = "|a".repeat(12_000);
    for (number, body) in [
        "> ".repeat(24_000),
        "- ".repeat(24_000),
        "[".repeat(48_000),
        "*a **b ".repeat(7_000),
        "<div>".repeat(9_000),
        format!("{columns}|\n{}|\n{columns}|", "|-".repeat(12_000)),
    ]
    .into_iter()
    .enumerate()
    {
        let article = PublishArticle {
            key: key(),
            ticket: scene.ticket.parse().unwrap(),
            title: format!("Bomb number {number}"),
            body: format!("{body}x"),
            category: "hardware".into(),
            audience: Audience::Public.value().into(),
            ..PublishArticle::default()
        };
        let published = ana.post(&article).await;
        if published.status.is_success() {
            let page = rita.get(&format!("/help/bomb-number-{number}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.bytes.len() < 2 * 1024 * 1024, "{} bytes", page.bytes.len());
        } else {
            assert!(published.status.is_client_error(), "{number}: {}", published.status);
        }
    }
    assert_eq!(rita.get("/help?q=bomb").await.status, StatusCode::OK);
    assert!(began.elapsed() < FAR_TOO_LONG, "{:?}", began.elapsed());
}

/// 55: what would mean something to a template is shown as it was typed.
#[tokio::test]
async fn attack_55_what_looks_like_a_template_is_text() {
    let portico = TestApp::new().await;
    let text = "{{config.smtp_password}} ${7*7} #{7*7} {0} %s {% include 'x' %} $(id) `id`";
    let reference = portico.file("rita", text).await;
    let rita = portico.client("rita");
    let view = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert!(serde_json::to_string(&view).unwrap().contains(text), "{view:?}");
    for (who, address) in [
        ("rita", format!("/requests/{reference}")),
        ("ana", format!("/desk/tickets/{}", portico.ticket(&reference).await)),
    ] {
        let page = portico.client(who).get(&address).await.text();
        let shown = page.replace("&#x27;", "'").replace("&#39;", "'");
        assert!(shown.contains(text), "{address} shows something else");
    }
}

/// 56: a query is words to be found, however long and odd, and no language of its own.
#[tokio::test]
async fn attack_56_a_query_is_words_and_nothing_else() {
    let scene = Scene::new("a note").await;
    let rita = scene.portico.client("rita");
    scene.portico.client("rita").call(&filing("The printer is silent again")).await.unwrap();
    let began = Instant::now();
    for query in [
        "a".repeat(60 * 1024),
        vec!["printer"; 4_000].join(" OR "),
        "*a* ?b? c~9 \"d\"^1000".to_owned(),
        "(((((((((((((a+)+)+)+)+)+)+)+$".repeat(50),
        "\u{202E}\u{0301}\u{0301}\u{0301}".repeat(500),
        "e\u{0301}\u{0302}\u{0303}".repeat(3_000),
        "\0\u{1}\u{7f}".to_owned(),
    ] {
        let search = SearchArticles { q: query.clone() };
        let encoded = search.address();
        let query_alone = encoded.split_once('?').unwrap().1;
        for address in [
            encoded.clone(),
            format!("/help?{query_alone}"),
            format!("/requests?{query_alone}"),
            format!("/api/v1/requests?{query_alone}"),
        ] {
            let answer = rita.get(&address).await;
            let is_answered = answer.status.is_success() || answer.status.is_client_error();
            assert!(is_answered, "{address:.60}: {}", answer.status);
        }
    }
    assert!(began.elapsed() < FAR_TOO_LONG, "{:?}", began.elapsed());
    // Fields cannot be named: what is asked for are words.
    for query in ["audience:agents", "owner:ana", "title:* OR audience:leads", "cause:cable"] {
        let found = rita.call(&SearchArticles { q: query.to_owned() }).await.unwrap();
        let text = serde_json::to_string(&found).unwrap();
        assert!(!text.contains("loose cable"), "{query}: {text}");
    }
}
