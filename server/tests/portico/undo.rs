//! Words to the requester can be taken back for a few seconds: before that nobody is told, and nothing is lost.

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::service::held;
use shared::{
    api::{
        held::{PublicWords, UndoSend},
        requests::{GetRequest, Request, WithdrawRequest},
        tickets::{GetTicket, ReplyToTicket, ResolveTicket, TicketDetail, TicketEvent},
    },
    id::TicketId,
    problem::Code,
    sla::clock::Due,
    ticket::{held::UNDO_WITHIN, status::Stage},
};

/// rita’s VPN in a Portico where words wait as they do for real.
struct Scene {
    portico: TestApp,
    id: TicketId,
    reference: String,
}

impl Scene {
    async fn new() -> Self {
        let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
        let reference = portico.file("rita", "The VPN stops").await;
        let id = portico.ticket(&reference).await;
        Self { portico, id, reference }
    }

    fn client(&self, name: &str) -> Client {
        self.portico.client(name)
    }

    async fn ticket(&self, name: &str) -> TicketDetail {
        self.client(name).call(&GetTicket { id: self.id }).await.unwrap()
    }

    async fn request(&self) -> Request {
        let reference = self.reference.clone();
        self.client("rita").call(&GetRequest { reference }).await.unwrap()
    }

    async fn reply(&self, text: &str, asks: &str, files: Vec<String>) -> Stage {
        let (reply, asks) = (text.to_owned(), asks.to_owned());
        let reply =
            ReplyToTicket { key: key(), id: self.id, reply, asks, files, ..Default::default() };
        self.client("ana").call(&reply).await.unwrap().stage
    }

    /// Time passes, and what is due is told.
    async fn pass(&self, time: TimeDelta) {
        self.portico.app.clock.advance(time);
        held::tell_due(&self.portico.app, self.id).await.unwrap();
    }

    async fn undo(&self, name: &str) -> UndoSend {
        let held = self.ticket(name).await.on_the_way[0].held.to_string();
        UndoSend { key: key(), id: self.id, held }
    }
}

#[tokio::test]
async fn nothing_is_told_before_its_time_and_everything_then() {
    let scene = Scene::new().await;
    let before = scene.request().await;
    assert_eq!(scene.reply("Which gateway?", "yes", Vec::new()).await, Stage::New);
    scene.pass(UNDO_WITHIN - TimeDelta::milliseconds(1)).await;

    let request = scene.request().await;
    let as_before = Request { clock: request.clock.clone(), ..before };
    assert_eq!(request, as_before, "the requester sees nothing of it");
    let page = scene.client("rita").get(&format!("/requests/{}", scene.reference)).await.text();
    assert!(!page.contains("gateway") && page.contains("We have it"), "{page}");
    let ticket = scene.ticket("ana").await;
    assert!(matches!(ticket.promise.first_response, Due::At(_)), "it counts as no answer");
    assert_eq!((ticket.stage, ticket.entries.len()), (Stage::New, 1));
    let [waiting] = &ticket.on_the_way[..] else { panic!("{ticket:?}") };
    assert!(waiting.is_mine && waiting.words.text() == "Which gateway?", "{waiting:?}");
    assert!(!scene.ticket("lea").await.on_the_way[0].is_mine);
    for (who, said) in [
        ("ana", "Your question goes to rita in a few seconds"),
        ("lea", "ana’s question goes to rita in a few seconds"),
    ] {
        let page = scene.client(who).get(&format!("/desk/tickets/{}", scene.id)).await.text();
        assert!(page.contains(said), "{page}");
        assert_eq!(page.contains("Take it back"), who == "ana", "{page}");
    }

    scene.pass(TimeDelta::milliseconds(1)).await;
    let request = scene.request().await;
    assert_eq!(request.stage, Stage::AwaitingRequester);
    let ticket = scene.ticket("ana").await;
    assert!(ticket.on_the_way.is_empty() && ticket.is_mine, "{ticket:?}");
    let Due::Met { at, .. } = ticket.promise.first_response else { panic!("{ticket:?}") };
    assert_eq!(at, scene.portico.app.now(), "it is answered when it can be read");
}

#[tokio::test]
async fn what_is_taken_back_is_never_told_and_stands_in_its_box_again() {
    let scene = Scene::new().await;
    let ana = scene.client("ana");
    let upload = ana.upload("route.txt", b"one two").await.unwrap();
    scene.reply("Dear Rolf,", "yes", vec![upload.id.to_string()]).await;
    let undo = scene.undo("ana").await;
    let back = ana.call(&undo).await.unwrap();
    assert_eq!(back.words, PublicWords::Question { body: "Dear Rolf,".to_owned() });
    assert_eq!(back.files, std::slice::from_ref(&upload), "the file can be sent again");
    assert_eq!(ana.call(&undo).await.unwrap(), back, "sent twice, done once");
    scene.pass(UNDO_WITHIN * 2).await;
    assert_eq!(scene.ticket("ana").await.entries.len(), 1);
    assert_eq!(scene.request().await.stage, Stage::New);
    assert!(scene.ticket("lea").await.taken_back.is_empty(), "it is the writer’s alone");

    let page = ana.get(&format!("/desk/tickets/{}?undone={}", scene.id, undo.held)).await.text();
    assert!(page.contains("Dear Rolf,</textarea>") && page.contains("route.txt"), "{page}");
    let plain = ana.get(&format!("/desk/tickets/{}", scene.id)).await.text();
    assert!(!plain.contains("Dear Rolf,</textarea>"), "{plain}");
    let others = scene.client("lea");
    let page = others.get(&format!("/desk/tickets/{}?undone={}", scene.id, undo.held)).await.text();
    assert!(!page.contains("Rolf"), "{page}");

    scene.reply("Dear Rita,", "", vec![upload.id.to_string()]).await;
    assert!(scene.ticket("ana").await.taken_back.is_empty(), "it was written anew");
    scene.pass(UNDO_WITHIN).await;
    let last = scene.request().await.entries.pop().unwrap();
    assert_eq!(last.files, [upload]);
}

#[tokio::test]
async fn it_is_taken_back_with_a_plain_form() {
    let scene = Scene::new().await;
    let (ana, id) = (scene.client("ana"), scene.id);
    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "A bad cable".into(),
        fix: "Push it in".into(),
        ..ResolveTicket::default()
    };
    ana.call(&resolve).await.unwrap();
    let held = scene.undo("ana").await.held;
    let back = ana.form(&format!("/desk/tickets/{id}/undo"), &format!("key=k&held={held}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let address = back.header(header::LOCATION).to_owned();
    assert_eq!(address, format!("/desk/tickets/{id}?undone={held}#cause"));
    let page = ana.get(address.split('#').next().unwrap()).await.text();
    assert!(page.contains("A bad cable</textarea>") && page.contains("Push it in</textarea>"));
}

#[tokio::test]
async fn it_is_too_late_once_its_time_has_come_and_for_everybody_else_always() {
    let scene = Scene::new().await;
    scene.reply("Which gateway?", "", Vec::new()).await;
    let undo = scene.undo("ana").await;
    let before = scene.portico.fingerprint().await;
    for (who, code) in [
        ("nobody", Code::SignInNeeded),
        ("rita", Code::Forbidden),
        ("otto", Code::NotFound),
        ("max", Code::NotFound),
        ("lea", Code::Conflict),
    ] {
        let undo = UndoSend { key: key(), ..undo.clone() };
        assert_eq!(scene.client(who).call(&undo).await.unwrap_err().code, code, "{who}");
    }
    // Due, and not yet told: still too late, so that it is either told or taken back.
    scene.portico.app.clock.advance(UNDO_WITHIN);
    let refused = scene.client("ana").call(&undo).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(scene.portico.fingerprint().await, before);
    let form = format!("key=k2&held={}", undo.held);
    let page = scene.client("ana").form(&format!("/desk/tickets/{}/undo", scene.id), &form).await;
    assert!(page.text().contains("It was sent already"), "{}", page.text());
}

#[tokio::test]
async fn what_cannot_be_told_any_more_is_kept_for_staff() {
    let scene = Scene::new().await;
    let upload = scene.client("ana").upload("route.txt", b"one two").await.unwrap();
    scene.reply("We replaced it", "", vec![upload.id.to_string()]).await;
    let reference = scene.reference.clone();
    scene.client("rita").call(&WithdrawRequest { key: key(), reference }).await.unwrap();
    scene.pass(UNDO_WITHIN).await;
    let ticket = scene.ticket("lea").await;
    assert!(ticket.on_the_way.is_empty());
    let entry = ticket.entries.last().unwrap();
    let TicketEvent::NotSent { words, why } = &entry.what else { panic!("{entry:?}") };
    assert_eq!((words.text(), &*entry.by), ("We replaced it", "ana"));
    assert!(why.contains("closed"), "{why}");
    assert_eq!(entry.files, [upload]);
    let page = scene.client("rita").get(&format!("/requests/{}", scene.reference)).await.text();
    assert!(!page.contains("We replaced it"), "{page}");
    let page = scene.client("ana").get(&format!("/desk/tickets/{}", scene.id)).await.text();
    assert!(page.contains("Not sent to rita"), "{page}");
}

#[tokio::test]
async fn a_stop_in_between_loses_nothing() {
    let scene = Scene::new().await;
    scene.reply("First", "", Vec::new()).await;
    scene.portico.app.clock.advance(TimeDelta::seconds(1));
    scene.reply("Second", "", Vec::new()).await;
    scene.portico.app.clock.advance(TimeDelta::hours(1));
    held::resume(&scene.portico.app).await.unwrap();
    let told: Vec<String> = scene.ticket("ana").await.entries.iter().filter_map(message).collect();
    assert_eq!(told, ["First", "Second"]);
}

fn message(entry: &shared::api::tickets::TicketEntry) -> Option<String> {
    match &entry.what {
        TicketEvent::Message { body, .. } => Some(body.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn what_the_rules_refuse_is_refused_at_once() {
    let scene = Scene::new().await;
    let ana = scene.client("ana");
    let resolve = || ResolveTicket {
        key: key(),
        id: scene.id,
        cause: "A bad cable".into(),
        fix: "Push it in".into(),
        ..ResolveTicket::default()
    };
    ana.call(&resolve()).await.unwrap();
    let before = scene.portico.fingerprint().await;
    let again = ana.call(&resolve()).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict, "one is on its way already");
    let files = vec!["7".to_owned()];
    let strange = ReplyToTicket {
        key: key(),
        id: scene.id,
        reply: "See this".into(),
        files,
        ..ReplyToTicket::default()
    };
    assert_eq!(ana.call(&strange).await.unwrap_err().code, Code::Invalid);
    assert_eq!(scene.portico.fingerprint().await, before);
}
