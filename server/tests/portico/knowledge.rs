//! Searching for articles: what a found one shows, and who answers when there are many.

use crate::app::TestApp;
use server::store::{StoreError, tables::articles};
use shared::{
    api::articles::{FoundArticle, GetIndex, INDEX_LIMIT, SearchArticles},
    id::{ArticleId, PersonId},
    kb::{article::Article, audience::Audience},
    text::{Body, Slug, Title},
    ticket::intake::Category,
};

/// Stores `articles` of slug, title and text in `language`, and indexes them.
async fn publish(portico: &TestApp, language: &str, texts: &[(String, &str, &str)]) {
    let now = portico.app.now();
    let articles: Vec<Article> = texts
        .iter()
        .map(|(slug, title, body)| Article {
            id: ArticleId(portico.app.ids.next(now).unwrap()),
            slug: Slug::parse(slug).unwrap(),
            revision: 1,
            title: Title::parse(title).unwrap(),
            body: Body::parse(body).unwrap(),
            keywords: None,
            category: Category::HARDWARE,
            language: language.to_owned(),
            audience: Audience::Public,
            owner: PersonId(1),
            source: None,
            published: now,
            reviewed: now,
        })
        .collect();
    for some in articles.chunks(500) {
        let stored = portico.app.store.transact(|tx| async move {
            some.iter().try_for_each(|it| articles::put(&tx, it, it.owner, now))?;
            Ok::<_, StoreError>(())
        });
        stored.await.unwrap();
    }
    let app = &portico.app;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await.unwrap();
}

fn numbered(numbers: std::ops::Range<usize>) -> Vec<(String, &'static str, &'static str)> {
    numbers.map(|n| (format!("a{n}"), "Paper jam", "Open the tray.")).collect()
}

async fn found(portico: &TestApp, query: &str) -> Vec<FoundArticle> {
    portico.client("nobody").call(&SearchArticles { q: query.to_owned() }).await.unwrap().articles
}

/// A passage with brackets around what is marked.
fn shown(article: &FoundArticle) -> String {
    let pieces = article.passage.iter();
    pieces.map(|it| if it.is_marked { format!("[{}]", it.text) } else { it.text.clone() }).collect()
}

#[tokio::test]
async fn above_the_limit_the_server_answers() {
    let portico = TestApp::new().await;
    publish(&portico, "en", &numbered(0..INDEX_LIMIT)).await;
    let index = portico.client("nobody").call(&GetIndex {}).await.unwrap();
    assert_eq!((index.n_articles, index.address.is_some()), (INDEX_LIMIT, true));

    let before = index.address.unwrap();
    publish(&portico, "en", &numbered(INDEX_LIMIT..INDEX_LIMIT + 1)).await;
    let index = portico.client("nobody").call(&GetIndex {}).await.unwrap();
    assert_eq!((index.n_articles, index.address), (INDEX_LIMIT + 1, None));
    assert_eq!(portico.client("nobody").get(&before).await.status.as_u16(), 404);
    assert_eq!(found(&portico, "paper jam").await[0].title, "Paper jam");
}

#[tokio::test]
async fn a_found_article_shows_where_it_matches() {
    let portico = TestApp::new().await;
    let body = format!("# Printing\n\n{} Then pull the stuck paper out.", "Wait. ".repeat(80));
    publish(&portico, "en", &[("printing".to_owned(), "Printing", &body)]).await;
    let articles = found(&portico, "paper is stuck").await;
    let passage = shown(&articles[0]);
    assert!(passage.starts_with("… ") && passage.ends_with("the [stuck paper] out."), "{passage}");
    assert!(articles[0].is_close);
    // What has little to do with an article finds it, but does not suggest it.
    let question = "my holiday request was refused and nobody told me whether paper forms count";
    let articles = found(&portico, question).await;
    assert_eq!((articles.len(), articles[0].is_close), (1, false));
}

#[tokio::test]
async fn articles_in_other_languages_are_found_by_their_rules() {
    let portico = TestApp::new().await;
    let text = ("drucker".to_owned(), "Drucker einrichten", "Die Drucker stehen im Flur.");
    publish(&portico, "de-AT", &[text]).await;
    let articles = found(&portico, "mit den Druckern ").await;
    assert_eq!(shown(&articles[0]), "Die [Drucker] stehen im Flur.");
}
