//! Confidential tickets: who reads them, who does not, and what happens in an emergency (A71).

use crate::{
    app::{Client, TestApp, key},
    attacks::Scene,
    leaks::{everything, holds},
};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::store::tables::audit::{Deed, Who};
use shared::{
    actor::Role,
    api::{
        Endpoint,
        confidential::{
            ConfideTicket, DiscloseTicket, ListOpenings, OpenConfidential, ReviewOpening,
        },
        queue::{GetChange, ListQueue},
        related::LinkTicket,
        report::{GetReport, ListReported, REPORTED_TABLE},
        requests::GetRequest,
        tickets::{AssignTicket, GetTicket, NoteOnTicket, TicketDetail, TicketEvent},
        wall::GetWall,
    },
    id::{PersonId, TicketId},
    problem::{Code, Problem},
    ticket::confidential::OPEN_FOR,
};

async fn confide(client: &Client, id: TicketId, readers: &[PersonId]) -> Result<(), Problem> {
    let reason = "It is about a colleague".to_owned();
    let readers = readers.iter().map(PersonId::to_string).collect();
    client.call(&ConfideTicket { key: key(), id, reason, readers }).await.map(|_| ())
}

async fn open(client: &Client, reference: &str) -> Result<TicketId, Problem> {
    let (reference, reason) = (reference.to_owned(), "She is locked out".to_owned());
    client.call(&OpenConfidential { key: key(), reference, reason }).await.map(|it| it.id)
}

async fn read(client: &Client, id: TicketId) -> Result<TicketDetail, Problem> {
    client.call(&GetTicket { id }).await
}

/// Ana’s confidential ticket about rita’s VPN; wil is of its team and knows nothing of it.
struct Secret {
    portico: TestApp,
    reference: String,
    id: TicketId,
}

impl Secret {
    async fn new() -> Self {
        let portico = TestApp::new().await;
        let reference = portico.file("rita", "The VPN of the works council stops").await;
        let id = portico.ticket(&reference).await;
        portico.join("wil", Role::Agent, "network").await;
        portico.join("ned", Role::Agent, "workplace").await;
        confide(&portico.client("ana"), id, &[]).await.unwrap();
        Self { portico, reference, id }
    }

    fn client(&self, name: &str) -> Client {
        self.portico.client(name)
    }
}

#[tokio::test]
async fn nothing_of_a_confidential_ticket_is_told_to_those_who_do_not_read_it() {
    let scene = Scene::new("The qvantelope did it").await;
    let id: TicketId = scene.ticket.parse().unwrap();
    scene.portico.join("wil", Role::Agent, "workplace").await;
    confide(&scene.portico.client("ana"), id, &[]).await.unwrap();
    let slugs = std::slice::from_ref(&scene.slug);
    for who in ["wil", "lea", "max", "otto", "nobody"] {
        for (address, bytes) in everything(&scene, who, slugs).await {
            for word in ["qvantelope", "floor is silent"] {
                assert!(!holds(&bytes, word), "{address} tells {who} {word}");
            }
        }
    }
    let ana = everything(&scene, "ana", slugs).await;
    assert!(ana.iter().any(|it| holds(&it.1, "qvantelope")), "whoever reads it reads it all");
}

#[tokio::test]
async fn it_is_read_by_its_requester_those_named_and_whoever_has_it() {
    let secret = Secret::new().await;
    let ana = secret.client("ana");
    let wil = secret.client("wil");
    let absent = wil.get(&GetTicket { id: TicketId(u64::MAX) }.address()).await;
    for who in ["wil", "ned", "lea"] {
        let hidden = secret.client(who).get(&GetTicket { id: secret.id }.address()).await;
        assert_eq!((hidden.status, hidden.text()), (absent.status, absent.text()), "{who}");
        let page = secret.client(who).get(&format!("/desk/tickets/{}", secret.id)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
    let told = read(&ana, secret.id).await.unwrap().confidential.unwrap();
    assert_eq!(told.readers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["ana"]);
    let page = ana.get(&format!("/desk/tickets/{}", secret.id)).await.text();
    assert!(page.contains("Confidential.") && page.contains("It is about a colleague"), "{page}");
    let queue = ana.get("/desk").await.text();
    assert!(queue.contains(", confidential"), "{queue}");
    let request = GetRequest { reference: secret.reference.clone() };
    secret.client("rita").call(&request).await.unwrap();

    confide(&ana, secret.id, &[secret.portico.id("ned").await]).await.unwrap();
    read(&secret.client("ned"), secret.id).await.unwrap();
    assert!(read(&wil, secret.id).await.is_err());
    let to = secret.portico.id("wil").await.to_string();
    let assign = AssignTicket { key: key(), id: secret.id, to, ..AssignTicket::default() };
    ana.call(&assign).await.unwrap();
    read(&wil, secret.id).await.unwrap();

    // Opened again, it is the team's; those who were named from elsewhere have no more to do with it.
    let disclose = DiscloseTicket { key: key(), id: secret.id, reason: String::new() };
    ana.call(&disclose).await.unwrap();
    assert_eq!(read(&ana, secret.id).await.unwrap().confidential, None);
    read(&secret.client("lea"), secret.id).await.unwrap();
    assert_eq!(read(&secret.client("ned"), secret.id).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn it_is_neither_counted_nor_listed_nor_noticed() {
    let secret = Secret::new().await;
    let (lea, wil) = (secret.client("lea"), secret.client("wil"));
    assert_eq!(wil.call(&ListQueue::default()).await.unwrap().n_open, 0);
    assert!(lea.call(&GetWall {}).await.unwrap().concerns.iter().all(|it| it.n == 0));
    let before = wil.call(&GetChange {}).await.unwrap().change;
    let (key, note) = (key(), "For us".to_owned());
    let note = NoteOnTicket { key, id: secret.id, note, files: Vec::new() };
    secret.client("ana").call(&note).await.unwrap();
    assert_eq!(wil.call(&GetChange {}).await.unwrap().change, before);
    assert_eq!(lea.call(&ListReported::default()).await.unwrap().n, 0);
    let table = lea.get(REPORTED_TABLE).await.text();
    assert!(!table.contains(&secret.reference), "{table}");
    lea.call(&GetReport::default()).await.unwrap();
    let own = secret.portico.file("rita", "The VPN stops").await;
    let own = secret.portico.ticket(&own).await;
    let link = |reference: &str| LinkTicket {
        key: crate::app::key(),
        id: own,
        reference: reference.to_owned(),
        tie: "related".into(),
    };
    let hidden = wil.call(&link(&secret.reference)).await.unwrap_err();
    assert_eq!(hidden, wil.call(&link("2222-222")).await.unwrap_err());
    // Nor is a link of it, on the ticket that it is linked to.
    secret.client("ana").call(&link(&secret.reference)).await.unwrap();
    let told = serde_json::to_string(&read(&wil, own).await.unwrap()).unwrap();
    assert!(!told.contains(&secret.reference), "{told}");
}

#[tokio::test]
async fn in_an_emergency_it_is_opened_for_an_hour_and_a_lead_is_told() {
    let secret = Secret::new().await;
    let (wil, lea) = (secret.client("wil"), secret.client("lea"));
    let page = wil.get("/desk").await.text();
    assert!(page.contains("/desk/confidential"), "{page}");
    let body = format!("key={}&reference={}&reason=She+is+locked+out", key(), secret.reference);
    let answer = wil.form("/desk/confidential", &body).await;
    let ticket_page = format!("/desk/tickets/{}", secret.id);
    assert_eq!(answer.header(header::LOCATION), ticket_page, "{}", answer.text());
    let opened = read(&wil, secret.id).await.unwrap();
    let until = secret.portico.app.now() + OPEN_FOR;
    assert_eq!(opened.confidential.unwrap().open_until, Some(until));
    let last = opened.entries.last().unwrap();
    assert!(matches!(&last.what, TicketEvent::OpenedInEmergency { until: it, .. } if *it == until));
    assert_eq!(last.by, "wil");
    let page = wil.get(&ticket_page).await.text();
    assert!(page.contains("it is open to you until 11:00"), "{page}");
    assert!(read(&lea, secret.id).await.is_err(), "it is open to nobody else");

    let openings = lea.call(&ListOpenings {}).await.unwrap().openings;
    let [opening] = &openings[..] else { panic!("{openings:?}") };
    assert_eq!((opening.by.as_str(), opening.reason.as_str()), ("wil", "She is locked out"));
    let wall = lea.get("/desk/lead").await.text();
    assert!(wall.contains(&secret.reference) && wall.contains("She is locked out"), "{wall}");
    assert!(!wall.contains("works council"), "{wall}");
    let review = ReviewOpening { key: key(), opening: opening.opening };
    assert_eq!(wil.call(&review).await.unwrap_err().code, Code::Forbidden);
    let again = ReviewOpening { key: key(), ..review };
    let refused = secret.client("max").call(&again).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound, "a lead is there");
    let body = format!("key={}", key());
    let address = format!("/desk/openings/{}/review", opening.opening);
    let reviewed = lea.form(&address, &body).await;
    assert_eq!(reviewed.header(header::LOCATION), "/desk/lead", "{}", reviewed.text());
    assert!(lea.call(&ListOpenings {}).await.unwrap().openings.is_empty());

    secret.portico.app.clock.advance(OPEN_FOR - TimeDelta::milliseconds(1));
    read(&wil, secret.id).await.unwrap();
    secret.portico.app.clock.advance(TimeDelta::milliseconds(1));
    assert_eq!(read(&wil, secret.id).await.unwrap_err().code, Code::NotFound);
    assert_eq!(wil.call(&ListQueue::default()).await.unwrap().n_open, 0);

    let wil = secret.portico.id("wil").await;
    let audited = secret.portico.audited_since(0).await;
    let ticket = secret.id;
    for expected in [
        (Who::Person(wil), Deed::ConfidentialOpened { ticket, until }),
        (Who::Person(wil), Deed::ConfidentialRead { ticket }),
        (Who::Person(secret.portico.id("lea").await), Deed::OpeningReviewed { ticket, by: wil }),
        (Who::Person(secret.portico.id("ana").await), Deed::Confided { ticket }),
    ] {
        assert!(audited.contains(&expected), "{expected:?} in {audited:?}");
    }
}

#[tokio::test]
async fn only_what_is_confidential_and_of_ones_team_is_opened() {
    let secret = Secret::new().await;
    let (wil, ned) = (secret.client("wil"), secret.client("ned"));
    let foreign = open(&ned, &secret.reference).await.unwrap_err();
    let absent = open(&ned, "2222-222").await.unwrap_err();
    assert_eq!(foreign, absent, "another team's is not there");
    for who in ["rita", "otto", "max"] {
        let refused = open(&secret.client(who), &secret.reference).await.unwrap_err();
        assert_eq!(refused.code, Code::Forbidden, "{who}");
    }
    // Whoever reads it anyway opens nothing.
    let before = read(&secret.client("ana"), secret.id).await.unwrap().entries;
    assert_eq!(open(&secret.client("ana"), &secret.reference).await.unwrap(), secret.id);
    assert_eq!(read(&secret.client("ana"), secret.id).await.unwrap().entries, before);
    // Whoever leaves the team meanwhile has opened it in vain.
    open(&wil, &secret.reference).await.unwrap();
    let person = secret.portico.id("wil").await;
    secret.portico.move_to("workplace", "wil", person).await;
    assert!(read(&wil, secret.id).await.is_err());
}

#[tokio::test]
async fn where_the_only_lead_opened_it_an_administrator_is_told() {
    let secret = Secret::new().await;
    let (lea, max) = (secret.client("lea"), secret.client("max"));
    open(&lea, &secret.reference).await.unwrap();
    assert!(lea.call(&ListOpenings {}).await.unwrap().openings.is_empty(), "not one’s own");
    let settings = max.get("/admin").await.text();
    assert!(settings.contains(&secret.reference), "{settings}");
    let opening = max.call(&ListOpenings {}).await.unwrap().openings[0].opening;
    let body = format!("key={}", key());
    let reviewed = max.form(&format!("/desk/openings/{opening}/review"), &body).await;
    assert_eq!(reviewed.header(header::LOCATION), "/admin", "{}", reviewed.text());
    assert!(max.call(&ListOpenings {}).await.unwrap().openings.is_empty());
}

#[tokio::test]
async fn a_page_that_is_kept_open_is_one_reading() {
    let secret = Secret::new().await;
    let ana = secret.client("ana");
    let reading = Deed::ConfidentialRead { ticket: secret.id };
    let n_readings =
        async || secret.portico.audited_since(0).await.iter().filter(|it| it.1 == reading).count();
    for _ in 0..3 {
        read(&ana, secret.id).await.unwrap();
    }
    assert_eq!(n_readings().await, 1);
    secret.portico.app.clock.advance(TimeDelta::minutes(15));
    read(&ana, secret.id).await.unwrap();
    assert_eq!(n_readings().await, 2);
}

#[tokio::test]
async fn only_staff_are_named_as_readers() {
    let secret = Secret::new().await;
    let people = shared::api::people::ListPeople { q: "otto".into(), page: 1 };
    let otto = secret.client("max").call(&people).await.unwrap().people[0].id;
    let refused = confide(&secret.client("ana"), secret.id, &[otto]).await.unwrap_err();
    assert!(refused.text_for("readers").is_some(), "{refused:?}");
}
