//! What readers say of articles: counted once, kept without their names, told to those who write.

use crate::{
    app::{Client, TestApp, key},
    attacks::Scene,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use shared::{
    api::{
        articles::{ListOftenAsked, PublishArticle},
        feedback::{Feedback, GetFeedback, RateArticle, Rated, TakeBackRating},
    },
    problem::Code,
    text::Remark,
};

fn rate(slug: &str, solved: &str, missing: &str) -> RateArticle {
    RateArticle {
        key: key(),
        slug: slug.to_owned(),
        solved: solved.to_owned(),
        missing: missing.to_owned(),
        ..RateArticle::default()
    }
}

async fn feedback(portico: &TestApp, slug: &str) -> Feedback {
    portico.client("ana").call(&GetFeedback { slug: slug.to_owned() }).await.unwrap()
}

async fn counts(portico: &TestApp, slug: &str) -> (u64, u64, usize) {
    let it = feedback(portico, slug).await;
    (it.n_solved, it.n_not_solved, it.missing.len())
}

#[tokio::test]
async fn a_person_has_one_vote_on_an_article() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let rita = portico.client("rita");
    rita.call(&rate(&slug, "yes", "")).await.unwrap();
    rita.call(&rate(&slug, "yes", "")).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (1, 0, 0));
    rita.call(&rate(&slug, "no", "Where the cable is")).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (0, 1, 1), "a change of mind is no second vote");
    rita.call(&rate(&slug, "no", "")).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (0, 1, 1), "the words stay");
    portico.client("otto").call(&rate(&slug, "yes", "")).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (1, 1, 1));
    let back = TakeBackRating { key: key(), slug: slug.clone(), ..TakeBackRating::default() };
    rita.call(&back).await.unwrap();
    rita.call(&back).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (1, 0, 0), "what is taken back leaves nothing");
}

#[tokio::test]
async fn who_is_not_signed_in_has_one_vote_for_each_key() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let nobody = portico.client("nobody");
    let first = rate(&slug, "no", "");
    let Rated { vote } = nobody.call(&first).await.unwrap();
    nobody.call(&first).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (0, 1, 0), "a second click is no second vote");
    let words = RateArticle { vote: vote.clone(), ..rate(&slug, "no", "Which cable?") };
    nobody.call(&words).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (0, 1, 1));
    nobody.call(&rate(&slug, "yes", "")).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (1, 1, 1));
    let back = TakeBackRating { key: key(), slug: slug.clone(), vote, ..Default::default() };
    nobody.call(&back).await.unwrap();
    assert_eq!(counts(&portico, &slug).await, (1, 0, 0));
}

#[tokio::test]
async fn who_is_not_signed_in_votes_a_few_times_a_minute() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let nobody = portico.client("nobody");
    let vote_often = async |client: &Client| {
        let mut refused = 0;
        for _ in 0..12 {
            match client.call(&rate(&slug, "yes", "")).await {
                Ok(_) => {}
                Err(problem) if problem.code == Code::TooMany => refused += 1,
                Err(problem) => panic!("{problem}"),
            }
        }
        refused
    };
    assert_eq!(vote_often(&nobody).await, 2);
    assert_eq!(vote_often(&portico.client("rita")).await, 0, "a person has one vote anyhow");
    portico.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(vote_often(&nobody).await, 2);
    assert_eq!(counts(&portico, &slug).await, (21, 0, 0));
}

#[tokio::test]
async fn what_was_missing_is_bounded_and_shown_as_it_was_typed() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let nobody = portico.client("nobody");
    let before = portico.fingerprint().await;
    let long = "é".repeat(Remark::LIMIT / 2 + 1);
    let problem = nobody.call(&rate(&slug, "no", &long)).await.unwrap_err();
    assert!(problem.text_for("missing").is_some(), "{problem}");
    for solved in ["", "maybe", "YES"] {
        let problem = nobody.call(&rate(&slug, solved, "")).await.unwrap_err();
        assert!(problem.text_for("solved").is_some(), "{problem}");
    }
    let bad_key = RateArticle { key: "é".into(), ..rate(&slug, "no", "") };
    assert_eq!(nobody.call(&bad_key).await.unwrap_err().code, Code::Malformed);
    assert_eq!(portico.fingerprint().await, before, "what is refused changes nothing");

    let hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> & **bold**";
    nobody.call(&rate(&slug, "no", hostile)).await.unwrap();
    assert_eq!(feedback(&portico, &slug).await.missing[0].text, hostile);
    let page = portico.client("ana").get(&format!("/desk/articles/{slug}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x"), "{html}");
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
}

#[tokio::test]
async fn the_newest_words_come_first_and_say_if_they_are_of_an_older_revision() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let nobody = portico.client("nobody");
    for words in ["one", "two", "three"] {
        nobody.call(&rate(&slug, "no", words)).await.unwrap();
        portico.app.clock.advance(TimeDelta::seconds(1));
    }
    let missing = feedback(&portico, &slug).await.missing;
    let texts: Vec<&str> = missing.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["three", "two", "one"]);
    assert!(missing.iter().all(|it| !it.is_of_older));
}

#[tokio::test]
async fn words_reach_those_who_write_and_nobody_else() {
    let Scene { portico, slug, ticket, .. } = Scene::new("a note").await;
    let word = "qvantelope";
    for who in ["nobody", "rita"] {
        portico.client(who).call(&rate(&slug, "no", word)).await.unwrap();
    }
    let address = format!("/api/v1/articles/{slug}/feedback");
    for (who, status) in [("nobody", 401), ("rita", 403), ("max", 403), ("ana", 200), ("lea", 200)]
    {
        let answer = portico.client(who).get(&address).await;
        assert_eq!(answer.status, status, "{who}");
        assert_eq!(answer.text().contains(word), status == 200, "{who}");
        for page in [format!("/help/{slug}"), format!("/desk/articles/{slug}"), "/".to_owned()] {
            let page = portico.client(who).get(&page).await.text();
            assert!(status == 200 || !page.contains(word), "{who}");
        }
    }
    let seen = portico.client("ana").get(&address).await.text();
    for name in ["rita", "portico.example"] {
        assert!(!seen.contains(name), "it does not say who: {seen}");
    }

    // What is not for somebody is not there, whatever they want of it (attack 9).
    let article = PublishArticle {
        key: key(),
        ticket: ticket.parse().unwrap(),
        title: "For leads".into(),
        body: "Secret.".into(),
        category: "hardware".into(),
        audience: "leads".into(),
        ..PublishArticle::default()
    };
    let hidden = portico.client("lea").call(&article).await.unwrap().slug.to_string();
    let before = portico.fingerprint().await;
    for who in ["nobody", "rita", "ana"] {
        let client = portico.client(who);
        for of in [&*hidden, "no-such-article"] {
            let problem = client.call(&rate(of, "yes", "")).await.unwrap_err();
            assert_eq!(problem.code, Code::NotFound, "{who} votes on {of}");
            let problem = client.call(&GetFeedback { slug: of.into() }).await.unwrap_err();
            assert_eq!(problem.code, Code::NotFound, "{who} reads of {of}");
            let page = client.get(&format!("/solved?article={of}&from=/new")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{who} and {of}");
            assert!(!page.text().contains("For leads"), "{who} and {of}");
        }
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn plain_forms_lead_from_the_question_to_its_end() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let nobody = portico.client("nobody");
    let action = format!("/help/{slug}/feedback");
    let page = nobody.get(&format!("/help/{slug}")).await.text();
    assert!(page.contains("Did this solve it?") && page.contains(&action), "{page}");

    let sent = nobody.form(&action, "key=k1&solved=no").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let next = sent.header(axum::http::header::LOCATION).to_owned();
    assert_eq!(next, format!("/help/{slug}?said=no&vote=k1#did-this-solve-it"));
    let page = nobody.get(next.split('#').next().unwrap()).await.text();
    assert!(page.contains("What was missing?"), "{page}");
    assert!(page.contains(&format!("/new?article={slug}")), "{page}");
    assert!(page.contains("value=\"k1\""), "{page}");

    let long = "a".repeat(Remark::LIMIT + 1);
    let refused = nobody.form(&action, &format!("key=k2&vote=k1&solved=no&missing={long}")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Shorten what was missing by 1 characters"));
    assert!(refused.text().contains(&long), "what was typed is not lost");

    let sent = nobody.form(&action, "key=k2&vote=k1&solved=no&missing=Which+cable%3F").await;
    let next = sent.header(axum::http::header::LOCATION).to_owned();
    assert!(next.contains("said=what"), "{next}");
    let page = nobody.get(next.split('#').next().unwrap()).await.text();
    assert!(page.contains(&format!("/new?article={slug}")), "{page}");
    assert_eq!(counts(&portico, &slug).await, (0, 1, 1));

    let asking = portico.client("rita").get(&format!("/new?article={slug}")).await.text();
    let goes_along = format!("<input type=\"hidden\" name=\"articles\" value=\"{slug}\">");
    assert!(asking.contains(&goes_along), "{asking}");

    let from = "/new/category%3Fdraft%3Dabc";
    let sent = nobody.form(&action, &format!("key=k3&solved=yes&from={from}")).await;
    let next = sent.header(axum::http::header::LOCATION).to_owned();
    assert!(next.starts_with("/solved?"), "{next}");
    let page = nobody.get(&next).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Silent printer"), "{}", page.text());
    assert_eq!(counts(&portico, &slug).await, (1, 1, 1));
    let undo = format!("{action}/withdrawal");
    let sent = nobody.form(&undo, &format!("key=k4&vote=k3&from={from}")).await;
    assert_eq!(sent.header(axum::http::header::LOCATION), "/new/category?draft=abc");
    assert_eq!(counts(&portico, &slug).await, (0, 1, 1));
}

#[tokio::test]
async fn what_helped_comes_first() {
    let Scene { portico, slug, ticket, .. } = Scene::new("a note").await;
    let lea = portico.client("lea");
    let rita = portico.client("rita");
    portico.app.clock.advance(TimeDelta::days(1));
    let newer = PublishArticle {
        key: key(),
        ticket: ticket.parse().unwrap(),
        title: "Newer".into(),
        body: "Newer.".into(),
        category: "hardware".into(),
        audience: "public".into(),
        ..PublishArticle::default()
    };
    lea.call(&newer).await.unwrap();
    let hidden = PublishArticle { key: key(), audience: "leads".into(), ..newer };
    let hidden = lea.call(&hidden).await.unwrap().slug.to_string();
    lea.call(&rate(&hidden, "yes", "")).await.unwrap();

    let often = rita.call(&ListOftenAsked {}).await.unwrap();
    let slugs = |it: &shared::api::articles::OftenAsked| -> Vec<String> {
        it.articles.iter().map(|it| it.slug.clone()).collect()
    };
    assert!(!often.by_readers, "what helped others than these readers says nothing");
    assert_eq!(slugs(&often), ["newer", &slug]);
    rita.call(&rate(&slug, "yes", "")).await.unwrap();
    let often = rita.call(&ListOftenAsked {}).await.unwrap();
    assert!(often.by_readers);
    assert_eq!(slugs(&often), [slug.as_str(), "newer"]);
}
