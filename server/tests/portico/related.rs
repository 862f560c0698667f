//! Tickets that belong together: what is said of one is known of the other, and can be taken back.

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use shared::{
    api::{
        queue::ListQueue,
        related::{LinkTicket, SplitTicket, UnlinkTicket},
        requests::{GetRequest, ReopenRequest, RequestEvent},
        tickets::{GetTicket, TicketDetail},
    },
    id::TicketId,
    problem::Code,
    sla::clock::Due,
    ticket::{link::Tie, status::Stage},
};

struct Pair {
    portico: TestApp,
    first: (TicketId, String),
    second: (TicketId, String),
}

impl Pair {
    /// A request of rita’s, and one of `other`’s an hour later.
    async fn new(other: &str) -> Self {
        let portico = TestApp::new().await;
        let first = portico.file("rita", "The VPN stops").await;
        portico.app.clock.advance(TimeDelta::hours(1));
        let second = portico.file(other, "VPN still down").await;
        let ids = (portico.ticket(&first).await, portico.ticket(&second).await);
        Self { portico, first: (ids.0, first), second: (ids.1, second) }
    }

    fn link(&self, tie: &str) -> LinkTicket {
        let reference = self.first.1.clone();
        LinkTicket { key: key(), id: self.second.0, reference, tie: tie.to_owned() }
    }

    async fn ties(&self) -> [Vec<(TicketId, Tie)>; 2] {
        let ana = self.portico.client("ana");
        let mut all = [Vec::new(), Vec::new()];
        for (ties, id) in all.iter_mut().zip([self.first.0, self.second.0]) {
            let linked = read(&ana, id).await.linked;
            *ties = linked.into_iter().map(|it| (it.id, it.tie)).collect();
        }
        all
    }
}

async fn read(client: &Client, id: TicketId) -> TicketDetail {
    client.call(&GetTicket { id }).await.unwrap()
}

#[tokio::test]
async fn related_tickets_know_of_each_other_and_their_requesters_do_not() {
    let pair = Pair::new("otto").await;
    let ana = pair.portico.client("ana");
    ana.call(&pair.link("related")).await.unwrap();
    let (first, second) = (pair.first.0, pair.second.0);
    let both = [vec![(second, Tie::Related)], vec![(first, Tie::Related)]];
    assert_eq!(pair.ties().await, both);
    let page = ana.get(&format!("/desk/tickets/{second}")).await.text();
    assert!(page.contains(&format!("href=\"/desk/tickets/{first}\"")), "{page}");
    for (who, own, other) in
        [("rita", &pair.first.1, &pair.second.1), ("otto", &pair.second.1, &pair.first.1)]
    {
        let page = pair.portico.client(who).get(&format!("/requests/{own}")).await.text();
        assert!(!page.contains(other.as_str()), "{who}: {page}");
    }
    ana.call(&UnlinkTicket { key: key(), id: first, to: second.to_string() }).await.unwrap();
    assert_eq!(pair.ties().await, [vec![], vec![]]);
}

#[tokio::test]
async fn what_was_sent_twice_goes_on_as_one_and_can_be_taken_apart() {
    let pair = Pair::new("rita").await;
    let (ana, rita) = (pair.portico.client("ana"), pair.portico.client("rita"));
    let changed = ana.call(&pair.link("merge")).await.unwrap();
    assert_eq!(changed.stage, Stage::Closed);
    let (first, second) = (pair.first.0, pair.second.0);
    let both = [vec![(second, Tie::Merged)], vec![(first, Tie::MergedInto)]];
    assert_eq!(pair.ties().await, both);
    let queue = ana.call(&ListQueue::default()).await.unwrap();
    assert_eq!(queue.tickets.iter().map(|it| it.id).collect::<Vec<_>>(), [first]);
    let promise = read(&ana, second).await.promise;
    assert_eq!((promise.first_response, promise.resolution), (Due::Dropped, Due::Dropped));

    let reference = pair.second.1.clone();
    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    let into = pair.first.1.parse().unwrap();
    assert_eq!(request.entries.last().unwrap().what, RequestEvent::Merged { into });
    assert!(!request.can.reopen && !request.can.answer);
    let reopen = ReopenRequest {
        key: key(),
        reference: reference.clone(),
        body: "Still".into(),
        files: Vec::new(),
    };
    assert_eq!(rita.call(&reopen).await.unwrap_err().code, Code::Conflict);

    ana.call(&UnlinkTicket { key: key(), id: second, to: first.to_string() }).await.unwrap();
    let again = read(&ana, second).await;
    assert_eq!(again.stage, Stage::New);
    assert!(matches!(again.promise.first_response, Due::At(_)), "{:?}", again.promise);
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("keeps this apart from"), "{page}");
}

#[tokio::test]
async fn two_peoples_requests_are_never_merged() {
    let pair = Pair::new("otto").await;
    let ana = pair.portico.client("ana");
    let before = pair.portico.fingerprint().await;
    let refused = ana.call(&pair.link("merge")).await.unwrap_err();
    assert!(refused.errors[0].text.contains("same person"), "{refused}");
    let own = LinkTicket { reference: pair.second.1.clone(), ..pair.link("related") };
    let nothing = LinkTicket { reference: "2222-222".into(), ..pair.link("related") };
    for link in [own, nothing] {
        let refused = ana.call(&link).await.unwrap_err();
        assert_eq!(&*refused.errors[0].field, "reference", "{refused}");
    }
    for who in ["nobody", "rita", "otto", "max"] {
        pair.portico.client(who).call(&pair.link("related")).await.unwrap_err();
    }
    assert_eq!(pair.portico.fingerprint().await, before);
}

#[tokio::test]
async fn a_part_becomes_a_ticket_of_its_own() {
    let pair = Pair::new("otto").await;
    let (ana, rita) = (pair.portico.client("ana"), pair.portico.client("rita"));
    let id = pair.first.0;
    let split = SplitTicket {
        key: key(),
        id,
        description: "And the headset crackles".into(),
        about: "hardware".into(),
    };
    ana.call(&split).await.unwrap();
    ana.call(&split).await.unwrap();
    let [linked] = &read(&ana, id).await.linked[..] else { panic!("split once") };
    assert_eq!(linked.tie, Tie::SplitOff);
    let part = read(&ana, linked.id).await;
    assert_eq!((&*part.title, &*part.requester), ("And the headset crackles", "rita"));
    assert_eq!((part.linked[0].id, part.linked[0].tie), (id, Tie::SplitFrom));
    assert_eq!(part.received, pair.portico.app.now());
    let reference = part.reference.to_string();
    assert!(rita.call(&GetRequest { reference }).await.is_ok(), "it is rita’s");
    let empty = ana.form(&format!("/desk/tickets/{id}/parts"), "key=k&description=&about=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Choose what it is about"), "{}", empty.text());
}

#[tokio::test]
async fn they_are_linked_and_taken_apart_with_plain_forms() {
    let pair = Pair::new("rita").await;
    let (ana, id) = (pair.portico.client("ana"), pair.second.0);
    let form = format!("key=k&reference={}&tie=related", pair.first.1.to_lowercase());
    let linked = ana.form(&format!("/desk/tickets/{id}/links"), &form).await;
    assert_eq!(linked.header(header::LOCATION), format!("/desk/tickets/{id}"));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("Related to") && page.contains("Take apart"), "{page}");
    let form = format!("key=k2&to={}", pair.first.0);
    let apart = ana.form(&format!("/desk/tickets/{id}/links/removal"), &form).await;
    assert_eq!(apart.header(header::LOCATION), format!("/desk/tickets/{id}"));
    assert_eq!(pair.ties().await, [vec![], vec![]]);
}
