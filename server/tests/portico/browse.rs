//! Articles along the shelves, with few and with many of them.

use crate::app::TestApp;
use axum::http::StatusCode;
use server::store::{
    StoreError,
    tables::{articles, people},
};
use shared::{
    api::articles::{ListArticles, ListCategory},
    id::ArticleId,
    kb::{article::Article, audience::Audience},
    problem::Code,
    text::{Body, EmailAddress, Slug, Title},
    ticket::intake::Category,
};

/// A Portico with `n` articles about networks for everybody, and one for leads.
async fn portico_with(n: u64) -> TestApp {
    let portico = TestApp::new().await;
    let now = portico.app.now();
    let lea = EmailAddress::parse("lea@portico.example").unwrap();
    let lea = &lea;
    let written = portico.app.store.transact(|tx| async move {
        let owner = people::by_email(&tx, lea).await?.unwrap().id;
        for number in 0..=n {
            let is_public = number < n;
            let article = Article {
                id: ArticleId(number + 1),
                slug: Slug::parse(&format!("guide-{number}")).unwrap(),
                revision: 1,
                title: Title::parse(&format!("Guide {number:03}")).unwrap(),
                body: Body::parse("Sign in again.").unwrap(),
                keywords: None,
                category: Category::NETWORK,
                language: "en".to_owned(),
                audience: if is_public { Audience::Public } else { Audience::Leads },
                owner,
                source: None,
                published: now,
                reviewed: now,
            };
            articles::put(&tx, &article, owner, now)?;
        }
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    let app = &portico.app;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await.unwrap();
    portico
}

#[tokio::test]
async fn a_category_of_many_is_read_page_by_page() {
    let portico = portico_with(120).await;
    let nobody = portico.client("nobody");
    let shelves = nobody.call(&ListArticles {}).await.unwrap().shelves;
    assert_eq!((shelves.len(), shelves[0].n_articles, shelves[0].articles.len()), (1, 120, 8));

    let mut titles = Vec::new();
    for (page, n_on_it) in [(1, 50), (2, 50), (3, 20)] {
        let it = nobody.call(&ListCategory { category: Category::NETWORK, page }).await.unwrap();
        assert_eq!((it.page, it.n_pages, it.n_articles), (page, 3, 120));
        assert_eq!(it.articles.len(), n_on_it);
        titles.extend(it.articles.into_iter().map(|it| it.title));
    }
    assert!(titles.is_sorted(), "by title");
    assert!(!titles.contains(&"Guide 120".to_owned()), "not what is for leads");
    for (category, page) in
        [(Category::NETWORK, 4), (Category::HARDWARE, 1), (Category::NETWORK, u32::MAX)]
    {
        let problem = nobody.call(&ListCategory { category, page }).await.unwrap_err();
        assert_eq!(problem.code, Code::NotFound, "{category:?} {page}");
    }
    let lea = portico.client("lea");
    let all = lea.call(&ListCategory { category: Category::NETWORK, page: 3 }).await.unwrap();
    assert_eq!(all.n_articles, 121);
}

#[tokio::test]
async fn pages_of_a_category_lead_to_each_other() {
    let portico = portico_with(120).await;
    let nobody = portico.client("nobody");
    let all = nobody.get("/help").await.text();
    assert!(all.contains("href=\"/help/category/network\"") && all.contains("120"), "{all}");
    let second = nobody.get("/help/category/network?page=2").await;
    assert_eq!(second.status, StatusCode::OK);
    let html = second.text();
    assert!(html.contains("href=\"/help/category/network\""), "the way back: {html}");
    assert!(html.contains("href=\"/help/category/network?page=3\""), "the way on: {html}");
    assert!(html.contains("Page 2 of 3"), "{html}");
    assert!(html.contains("Guide 050") && !html.contains("Guide 049"), "{html}");
    for nowhere in [
        "/help/category/network?page=x",
        "/help/category/network?page=4",
        "/help/category/nothing",
        "/help/category/hardware",
    ] {
        assert_eq!(nobody.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn few_articles_stand_on_one_page() {
    let portico = portico_with(5).await;
    let all = portico.client("nobody").get("/help").await.text();
    assert!(!all.contains("/help/category/"), "{all}");
    for number in 0..5 {
        assert!(all.contains(&format!("Guide {number:03}")), "{all}");
    }
}

#[tokio::test]
async fn nothing_found_leads_to_a_person_with_the_same_words() {
    let portico = portico_with(5).await;
    let html = portico.client("nobody").get("/help?q=zzqxv+%26+%3Cb%3E").await.text();
    assert!(html.contains("href=\"/new?words=zzqxv%20%26%20%3Cb%3E\""), "{html}");
    let html = portico.client("rita").get("/new?words=zzqxv%20%26%20%3Cb%3E").await.text();
    assert!(html.contains("zzqxv &amp; &lt;b&gt;</textarea>"), "{html}");
    let html = portico.client("nobody").get("/new?words=zzqxv%20%26").await.text();
    assert!(html.contains("zzqxv &amp;</textarea>"), "as a guest: {html}");
    let portico = TestApp::with(|site| site.guests = false).await;
    let html = portico.client("nobody").get("/new?words=zzqxv%20%26").await.text();
    let back = "/sign-in?next=%2Fnew%3Fwords%3Dzzqxv%2520%2526";
    assert!(html.contains(back), "where guests may not ask: {html}");
}
