//! The story that Portico exists for, through the API alone; the browser suite tells it again with pages.

use crate::app::{TestApp, filing, key};
use shared::{
    api::{
        articles::{GetArticleDraft, PublishArticle, SearchArticles},
        queue::ListQueue,
        requests::{
            ConfirmFixed, GetDraft, GetPromiseBasis, GetRequest, ListRequests, RequestEvent,
            SaveDraft, SendMessage, WithdrawRequest,
        },
        tickets::{GetTicket, NoteOnTicket, ReplyToTicket, ResolveTicket, TicketEvent},
    },
    problem::Code,
    sla::clock::{Facts, promise},
    ticket::status::Stage,
};

#[tokio::test]
async fn a_request_is_filed_answered_resolved_and_becomes_the_article_that_the_next_person_finds() {
    let portico = TestApp::new().await;
    let (rita, ana, otto) = (portico.client("rita"), portico.client("ana"), portico.client("otto"));
    let words = "The quokkaphone says error 4711";

    let filed = rita.call(&filing(words)).await.unwrap();
    let reference = filed.reference.to_string();
    let id = portico.ticket(&reference).await;

    let note = NoteOnTicket {
        key: key(),
        id,
        note: "She is the third today".into(),
        ..Default::default()
    };
    ana.call(&note).await.unwrap();
    let reply = ReplyToTicket {
        key: key(),
        id,
        reply: "Which floor?".into(),
        asks: "yes".into(),
        ..Default::default()
    };
    assert_eq!(ana.call(&reply).await.unwrap().stage, Stage::AwaitingRequester);
    let answer = SendMessage {
        key: key(),
        reference: reference.clone(),
        body: "The second".into(),
        ..Default::default()
    };
    assert_eq!(rita.call(&answer).await.unwrap().stage, Stage::InProgress);
    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "Its battery was flat".into(),
        fix: "1. Charge the quokkaphone for an hour.\n2. Start it again.".into(),
        advice: "Charge it on Fridays.".into(),
        told: String::new(),
        ..ResolveTicket::default()
    };
    assert_eq!(ana.call(&resolve).await.unwrap().stage, Stage::Resolved);

    let seen = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert_eq!((seen.stage, seen.with.as_deref()), (Stage::Resolved, Some("ana")));
    let whats: Vec<_> = seen.entries.iter().map(|it| std::mem::discriminant(&it.what)).collect();
    assert_eq!(whats.len(), 5, "filed, taken, asked, answered, resolved, and no note");
    assert!(
        matches!(&seen.entries[4].what, RequestEvent::Resolved { fix, .. } if fix.contains("an hour"))
    );
    let whole = ana.call(&GetTicket { id }).await.unwrap();
    assert!(whole.entries.iter().any(|it| matches!(&it.what, TicketEvent::Note { .. })));

    let draft = ana.call(&GetArticleDraft { ticket: id }).await.unwrap();
    assert!(draft.from.body.contains("> The quokkaphone says error 4711"), "{:?}", draft.from);
    let article = PublishArticle {
        key: key(),
        ticket: id,
        title: "The quokkaphone shows error 4711".into(),
        body: draft.from.body,
        category: "hardware".into(),
        audience: "public".into(),
        ..PublishArticle::default()
    };
    assert_eq!(&*ana.call(&article).await.unwrap().slug, "the-quokkaphone-shows-error-4711");
    let found = otto.call(&SearchArticles { q: "quokkafone error".into() }).await.unwrap();
    assert_eq!(found.articles[0].title, "The quokkaphone shows error 4711");

    let confirm = ConfirmFixed { key: key(), reference: reference.clone() };
    assert_eq!(rita.call(&confirm).await.unwrap().stage, Stage::Closed);
    assert_eq!(ana.call(&ListQueue::default()).await.unwrap().n_open, 0);
    let own = rita.call(&ListRequests::default()).await.unwrap();
    assert_eq!(own.requests.len(), 1);
}

#[tokio::test]
async fn the_promise_made_before_sending_is_the_one_that_is_kept() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let basis = rita.call(&GetPromiseBasis {}).await.unwrap();
    let filed = rita.call(&filing("VPN stops")).await.unwrap();
    let before = promise(
        &basis.policy,
        filed.assessment.priority,
        filed.received,
        &Facts::acknowledged(filed.received),
        &basis.working,
    );
    assert_eq!(before, filed.promise);
    let request = rita.call(&GetRequest { reference: filed.reference.to_string() }).await.unwrap();
    assert_eq!(request.promise, filed.promise);
}

#[tokio::test]
async fn attack_70_one_key_makes_one_request_however_often_and_however_parallel() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let form = filing("It broke");
    let sent = (0..16).map(|_| {
        let (rita, form) = (rita.clone(), form.clone());
        tokio::spawn(async move { rita.call(&form).await.unwrap().reference })
    });
    let mut references = Vec::new();
    for it in sent.collect::<Vec<_>>() {
        references.push(it.await.unwrap());
    }
    references.dedup();
    assert_eq!(references.len(), 1);
    assert_eq!(rita.call(&ListRequests::default()).await.unwrap().requests.len(), 1);

    let other =
        shared::api::requests::FileRequest { description: "Something else".into(), ..form.clone() };
    assert_eq!(rita.call(&other).await.unwrap_err().code, Code::AlreadySent);
    let keyless = shared::api::requests::FileRequest { key: String::new(), ..form.clone() };
    assert_eq!(rita.call(&keyless).await.unwrap_err().code, Code::Malformed);
    // The same key of somebody else is somebody else's key.
    assert!(portico.client("otto").call(&form).await.is_ok());
}

#[tokio::test]
async fn a_refused_command_changes_nothing() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let before = portico.fingerprint().await;
    let confirm = ConfirmFixed { key: key(), reference: reference.clone() };
    assert_eq!(portico.client("rita").call(&confirm).await.unwrap_err().code, Code::Conflict);
    let empty = SendMessage {
        key: key(),
        reference: reference.clone(),
        body: "  ".into(),
        ..Default::default()
    };
    assert_eq!(portico.client("rita").call(&empty).await.unwrap_err().code, Code::Invalid);
    let foreign = WithdrawRequest { key: key(), reference };
    assert_eq!(portico.client("otto").call(&foreign).await.unwrap_err().code, Code::NotFound);
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn answers_between_pages_are_kept_for_their_owner_and_for_a_day() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let described = SaveDraft {
        key: key(),
        page: "describe".into(),
        description: "It broke".into(),
        ..SaveDraft::default()
    };
    let draft = rita.call(&described).await.unwrap().draft;
    let chosen = SaveDraft {
        key: key(),
        page: "category".into(),
        draft: draft.clone(),
        category: "network".into(),
        description: "not asked on this page".into(),
        ..SaveDraft::default()
    };
    let kept = rita.call(&chosen).await.unwrap();
    assert_eq!(
        (kept.answers.description.as_str(), kept.answers.category.as_str()),
        ("It broke", "network")
    );
    let get = GetDraft { draft };
    assert_eq!(portico.client("otto").call(&get).await.unwrap_err().code, Code::NotFound);
    portico.app.clock.advance(chrono::TimeDelta::hours(24));
    assert!(rita.call(&get).await.is_ok());
    portico.app.clock.advance(chrono::TimeDelta::seconds(1));
    assert_eq!(rita.call(&get).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn a_sign_in_ends_by_itself_and_at_once_when_asked() {
    use axum::http::{StatusCode, header};
    let portico = TestApp::new().await;
    let address = shared::text::EmailAddress::parse("pia@portico.example").unwrap();
    let name = shared::text::PersonName::parse("Pia").unwrap();
    let password = "a password of some length".to_owned();
    let roles = [shared::actor::Role::Requester];
    server::service::accounts::add_person(&portico.app, name, address, &roles, Some(password))
        .await
        .unwrap();

    let nobody = portico.client("nobody");
    let wrong =
        nobody.form("/sign-in", "key=k&email=pia%40portico.example&password=wrong&next=").await;
    let unknown =
        nobody.form("/sign-in", "key=k&email=pib%40portico.example&password=wrong&next=").await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED)
    );
    let body =
        "key=k&email=pia%40portico.example&password=a+password+of+some+length&next=%2Frequests";
    let signed_in = nobody.form("/sign-in", body).await;
    assert_eq!(signed_in.header(header::LOCATION), "/requests");
    let cookie = signed_in.header(header::SET_COOKIE);
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");

    let mut pia = portico.client("nobody");
    pia.cookie = cookie.split(';').next().map(str::to_owned);
    assert!(pia.call(&ListRequests::default()).await.is_ok());
    pia.form("/sign-out", "key=k").await;
    assert_eq!(pia.call(&ListRequests::default()).await.unwrap_err().code, Code::SignInNeeded);
    let rita = portico.client("rita");
    portico.app.clock.advance(chrono::TimeDelta::days(7));
    assert_eq!(rita.call(&ListRequests::default()).await.unwrap_err().code, Code::SignInNeeded);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_week() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let form = filing("It broke");
    let first = rita.call(&form).await.unwrap().reference;
    portico.app.clock.advance(chrono::TimeDelta::days(6));
    assert_eq!(rita.call(&form).await.unwrap().reference, first);
    assert_eq!(count_commands(&portico).await, 2, "the key and its row by time");
    portico.app.clock.advance(
        server::service::once::REMEMBERED - chrono::TimeDelta::days(6)
            + chrono::TimeDelta::milliseconds(1),
    );
    let otto = portico.client("otto");
    assert!(otto.call(&filing("Something")).await.is_err(), "the sign-in has ended too");
    portico.sign_in("otto").await;
    otto.call(&filing("Something")).await.unwrap();
    assert_eq!(count_commands(&portico).await, 2, "only the new key and its row");
}

async fn count_commands(portico: &TestApp) -> usize {
    use server::store::{Direction, StoreError, key};
    let by_time = portico.app.store.read(|reader| async move {
        let rows =
            reader.range(&key::commands_before(u64::MAX), usize::MAX, Direction::Forward).await?;
        let mut n_found = 0;
        for (row, _) in &rows {
            let place = key::read_command_by_time(row)?;
            let command = reader.get(&key::command(place.actor, &place.idempotency_key)).await?;
            n_found += 1 + usize::from(command.is_some());
        }
        Ok::<_, StoreError>(n_found)
    });
    by_time.await.unwrap()
}
