//! Articles that are made of a resolution and changed afterwards (A57).

use crate::{
    app::{TestApp, key},
    attacks::Scene,
};
use axum::http::StatusCode;
use server::service::accounts;
use shared::{
    actor::Role,
    api::{
        articles::{
            ArticleDraft, GetArticle, GetArticleDraft, GetIndex, PublishArticle, SearchArticles,
        },
        revisions::{
            Change, GetArticleEditor, GetRevision, ListRevisions, OVER, RestoreRevision,
            ReviseArticle,
        },
        tickets::ResolveTicket,
    },
    problem::Code,
    text::{EmailAddress, PersonName},
};

const SILENT: &str = "Push the cable in.";

/// A change of the article at `slug`, of which revision 1 is there.
fn revise(slug: &str, body: &str) -> ReviseArticle {
    ReviseArticle {
        key: key(),
        slug: slug.to_owned(),
        revision: 1,
        title: "Silent printer".into(),
        body: body.to_owned(),
        category: "hardware".into(),
        audience: "public".into(),
        ..ReviseArticle::default()
    }
}

async fn body(portico: &TestApp, slug: &str) -> String {
    let article = GetArticle { slug: slug.to_owned() };
    portico.client("nobody").call(&article).await.unwrap().html
}

#[tokio::test]
async fn every_change_is_a_revision_that_can_be_compared_and_brought_back() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let new = ReviseArticle {
        note: "The light tells it".into(),
        ..revise(&slug, &format!("{SILENT}\n\nThen look at the light."))
    };
    ana.call(&new).await.unwrap();
    ana.call(&new).await.unwrap();
    assert!(body(&portico, &slug).await.contains("look at the light"));
    let found = SearchArticles { q: "light".into() };
    assert_eq!(portico.client("nobody").call(&found).await.unwrap().articles.len(), 1);

    let list = ana.call(&ListRevisions { slug: slug.clone() }).await.unwrap();
    let told: Vec<_> =
        list.revisions.iter().map(|it| (it.number, &*it.by, it.note.as_deref())).collect();
    assert_eq!(told, [(2, "ana", Some("The light tells it")), (1, "ana", None)]);
    assert!(list.revisions[1].source.is_some(), "it says from which ticket it came");

    let second = ana.call(&GetRevision { slug: slug.clone(), number: 2 }).await.unwrap();
    assert!(second.changes.contains(&Change::Added("Then look at the light.".into())));
    assert!(second.changes.contains(&Change::Same(SILENT.into())));
    assert!(!second.changes.iter().any(|it| matches!(it, Change::Removed(_))));

    let restore = RestoreRevision { key: key(), slug: slug.clone(), number: 1, present: 2 };
    lea.call(&restore).await.unwrap();
    assert!(!body(&portico, &slug).await.contains("look at the light"));
    assert!(portico.client("nobody").call(&found).await.unwrap().articles.is_empty());
    let third = ana.call(&GetRevision { slug: slug.clone(), number: 3 }).await.unwrap();
    assert_eq!((&*third.head.by, third.present), ("lea", 3));
    assert!(third.changes.contains(&Change::Removed("Then look at the light.".into())));
    let late = RestoreRevision { key: key(), present: 2, ..restore };
    assert_eq!(ana.call(&late).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn who_was_slower_is_told_and_loses_nothing() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    ana.call(&revise(&slug, "Anas words")).await.unwrap();
    let slower = ReviseArticle { key: key(), ..revise(&slug, "Leas words") };
    let problem = lea.call(&slower).await.unwrap_err();
    assert_eq!(problem.code, Code::Conflict);
    assert!(problem.text_for(OVER).is_some());
    assert!(body(&portico, &slug).await.contains("Anas words"));

    // The page of the form keeps what was typed, and has the way out.
    let typed = "revision=1&title=T&body=Leas+words&category=hardware&audience=public&key=k1";
    let page = lea.form(&format!("/desk/articles/{slug}/edit"), typed).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Leas words") && page.text().contains("name=\"over\""));

    lea.call(&ReviseArticle { over: "yes".into(), key: key(), ..slower }).await.unwrap();
    assert!(body(&portico, &slug).await.contains("Leas words"));
    let list = lea.call(&ListRevisions { slug }).await.unwrap();
    assert_eq!(list.revisions.len(), 3, "what was overtaken stays");
}

#[tokio::test]
async fn a_draft_names_nobody_and_says_what_is_there_already() {
    let Scene { portico, slug, .. } = Scene::new("a note").await;
    let email = EmailAddress::parse("maria.lind@portico.example").unwrap();
    let name = PersonName::parse("Maria Lind").unwrap();
    accounts::add_person(&portico.app, name, email.clone(), &[Role::Requester], None)
        .await
        .unwrap();
    portico.sign_in_as("Maria Lind", &email).await;
    let ana = portico.client("ana");
    let words = "The printer is silent\n\nMaria Lind, maria.lind@portico.example, extension 4711";
    let reference = portico.file("Maria Lind", words).await;
    let id = portico.ticket(&reference).await;
    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "The cable of nas.local was out.".into(),
        fix: "Hello Maria,\n\npush the cable in.".into(),
        ..ResolveTicket::default()
    };
    ana.call(&resolve).await.unwrap();
    let ArticleDraft { from, nearest, .. } =
        ana.call(&GetArticleDraft { ticket: id }).await.unwrap();
    for told in ["Maria", "Lind", "portico.example", "4711", "nas.local"] {
        assert!(!from.body.contains(told), "{told}: {}", from.body);
    }
    assert_eq!(from.n_masked, from.body.matches('[').count() + from.title.matches('[').count());
    assert_eq!(nearest.first().map(|it| &*it.slug), Some(&*slug));

    let improve = GetArticleEditor { slug: slug.clone(), ticket: Some(id) };
    let editor = ana.call(&improve).await.unwrap();
    assert_eq!((&*editor.body, editor.revision), (SILENT, 1));
    assert_eq!(editor.from.as_ref(), Some(&from));
    let better = ReviseArticle { ticket: id.to_string(), ..revise(&slug, "Push it in, hard.") };
    ana.call(&better).await.unwrap();
    let list = ana.call(&ListRevisions { slug: slug.clone() }).await.unwrap();
    assert_eq!(list.revisions[0].source, Some((reference, id)));
    let page = ana.get(&format!("/desk/articles/{slug}/edit?ticket={id}")).await;
    assert!(page.text().contains("<mark>[name]</mark>"), "{}", page.text());
}

#[tokio::test]
async fn attack_9_revisions_are_for_those_who_may_write_the_article() {
    let Scene { portico, slug, ticket, .. } = Scene::new("a note").await;
    let lea = portico.client("lea");
    let hidden = PublishArticle {
        key: key(),
        ticket: ticket.parse().unwrap(),
        title: "Salaries".into(),
        body: "Quokka".into(),
        category: "hardware".into(),
        audience: "leads".into(),
        ..PublishArticle::default()
    };
    let hidden = lea.call(&hidden).await.unwrap().slug.to_string();
    let before = portico.fingerprint().await;
    for (who, of, code) in [
        ("nobody", &slug, Code::SignInNeeded),
        ("rita", &slug, Code::Forbidden),
        ("ana", &hidden, Code::NotFound),
        ("rita", &hidden, Code::NotFound),
    ] {
        let client = portico.client(who);
        let slug = of.clone();
        let refusals = [
            client.call(&ListRevisions { slug: slug.clone() }).await.map(|_| ()),
            client.call(&GetRevision { slug: slug.clone(), number: 1 }).await.map(|_| ()),
            client.call(&GetArticleEditor { slug: slug.clone(), ticket: None }).await.map(|_| ()),
            client.call(&revise(&slug, "Mine")).await.map(|_| ()),
            client
                .call(&RestoreRevision { key: key(), slug: slug.clone(), number: 1, present: 1 })
                .await
                .map(|_| ()),
        ];
        for refusal in refusals {
            assert_eq!(refusal.unwrap_err().code, code, "{who} and {slug}");
        }
        for page in ["edit", "revisions", "revisions/1"] {
            let page = client.get(&format!("/desk/articles/{slug}/{page}")).await;
            assert!(page.status.is_client_error(), "{who}: {}", page.status);
            assert!(!page.text().contains("Quokka"), "{who}");
        }
    }
    assert_eq!(portico.fingerprint().await, before);

    // Who writes it for fewer takes it away from the others at once.
    let narrower = ReviseArticle { audience: "agents".into(), ..revise(&slug, "For us") };
    portico.client("ana").call(&narrower).await.unwrap();
    let nobody = portico.client("nobody");
    assert_eq!(nobody.call(&GetArticle { slug }).await.unwrap_err().code, Code::NotFound);
    assert_eq!(nobody.call(&GetIndex {}).await.unwrap().n_articles, 0);
}
