//! The starter articles are offered to the administrator of an empty portal, and to nobody else.

use crate::app::{TestApp, key};
use shared::{
    api::{
        articles::SearchArticles,
        starter::{GetStarterOffer, StarterChoice, TakeStarterArticles},
    },
    problem::Code,
};

async fn found(portico: &TestApp, who: &str) -> usize {
    let search = SearchArticles { q: "password".to_owned() };
    portico.client(who).call(&search).await.unwrap().articles.len()
}

fn take(choice: StarterChoice) -> TakeStarterArticles {
    TakeStarterArticles { key: key(), choice: choice.value().to_owned() }
}

#[tokio::test]
async fn only_the_administrator_of_an_empty_portal_is_offered_articles() {
    let portico = TestApp::new().await;
    for (who, is_offered) in [("nobody", false), ("rita", false), ("lea", false), ("max", true)] {
        let offer = portico.client(who).call(&GetStarterOffer {}).await.unwrap();
        assert_eq!(offer.n_articles > 0, is_offered, "{who}");
    }
    let refused = portico.client("lea").call(&take(StarterChoice::Publish)).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    assert_eq!(found(&portico, "lea").await, 0);
}

#[tokio::test]
async fn published_articles_are_found_at_once_and_taken_once() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let sent = take(StarterChoice::Publish);
    assert_eq!(max.call(&sent).await.unwrap().n_articles, 50);
    assert_eq!(max.call(&sent).await.unwrap().n_articles, 50, "the same sending again");
    assert!(found(&portico, "nobody").await > 0);
    let again = max.call(&take(StarterChoice::Publish)).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    assert_eq!(max.call(&GetStarterOffer {}).await.unwrap().n_articles, 0);
}

#[tokio::test]
async fn articles_to_be_read_first_are_for_agents_alone() {
    let portico = TestApp::new().await;
    portico.client("max").call(&take(StarterChoice::Review)).await.unwrap();
    assert_eq!(found(&portico, "nobody").await, 0);
    assert_eq!(found(&portico, "rita").await, 0);
    assert!(found(&portico, "ana").await > 0);
}
