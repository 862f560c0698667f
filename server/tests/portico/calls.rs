//! Calls that staff write down in the caller’s name.

use crate::app::{TestApp, key};
use axum::http::{StatusCode, header};
use shared::{
    api::{
        calls::{FindPeople, LogCall},
        requests::{GetRequest, ListRequests, RequestEvent},
        tickets::{GetTicket, TicketEvent},
    },
    problem::Code,
    sla::clock::Due,
    ticket::{source::Source, status::Stage},
};

fn call(who: &str) -> LogCall {
    LogCall {
        key: key(),
        who: who.to_owned(),
        description: "The VPN drops every hour".into(),
        category: "network".into(),
        ..LogCall::default()
    }
}

#[tokio::test]
async fn a_call_is_filed_in_the_callers_name_and_counts_as_an_answer() {
    let portico = TestApp::new().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let logged = ana.call(&call("Rita")).await.unwrap();
    let ticket = ana.call(&GetTicket { id: logged.id }).await.unwrap();
    assert_eq!((&*ticket.requester, ticket.source), ("rita", Source::Phone));
    assert_eq!((ticket.stage, &ticket.assignee), (Stage::New, &None));
    assert!(matches!(ticket.promise.first_response, Due::Met { .. }), "{:?}", ticket.promise);
    let [filed, called] = &ticket.entries[..] else { panic!("{ticket:?}") };
    assert_eq!((&*filed.by, filed.colleague, called.staff), ("ana", true, true));
    assert_eq!(called.what, TicketEvent::Called);

    let reference = logged.reference.to_string();
    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert!(request.can.answer && request.entries[1].what == RequestEvent::Called, "{request:?}");
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("ana wrote this down while you called"), "{page}");
    let listed = rita.call(&ListRequests::default()).await.unwrap();
    assert_eq!(listed.n_all, 1);
    let others = portico.client("otto").call(&GetRequest { reference }).await;
    assert_eq!(others.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn what_was_solved_during_the_call_is_resolved_and_what_is_mine_is_taken() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    let (then, fix) = ("solved".to_owned(), "Update the client".to_owned());
    let solved = LogCall { then, fix, ..call("rita@portico.example") };
    let logged = ana.call(&solved).await.unwrap();
    assert_eq!(ana.call(&solved).await.unwrap(), logged, "sent twice, filed once");
    let ticket = ana.call(&GetTicket { id: logged.id }).await.unwrap();
    assert_eq!(ticket.stage, Stage::Resolved);
    let page = portico.client("rita").get(&format!("/requests/{}", logged.reference)).await.text();
    assert!(page.contains("Update the client") && page.contains("We think it’s fixed"), "{page}");

    let mine = LogCall { then: "mine".into(), ..call("otto") };
    let logged = ana.call(&mine).await.unwrap();
    let ticket = ana.call(&GetTicket { id: logged.id }).await.unwrap();
    assert!(ticket.is_mine && ticket.stage == Stage::InProgress);
}

#[tokio::test]
async fn a_caller_nobody_knows_becomes_a_guest_where_guests_may_ask() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    let gia = LogCall { name: "Gia".into(), ..call("gia@home.example") };
    let logged = ana.call(&gia).await.unwrap();
    let ticket = ana.call(&GetTicket { id: logged.id }).await.unwrap();
    assert_eq!((&*ticket.requester, ticket.requester_is_guest), ("Gia (guest)", true));
    let again = ana.call(&call("gia@home.example")).await.unwrap();
    let again = ana.call(&GetTicket { id: again.id }).await.unwrap();
    assert_eq!(again.requester, "Gia (guest)");

    let closed = TestApp::with(|site| site.guests = false).await;
    let before = closed.fingerprint().await;
    let refused = closed.client("ana").call(&call("gia@home.example")).await.unwrap_err();
    assert!(refused.errors[0].text.contains("Nobody here has this address"), "{refused}");
    assert_eq!(closed.fingerprint().await, before);
}

#[tokio::test]
async fn who_is_meant_is_told_or_asked() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    for (who, said) in [
        ("nobody at all", "Nobody here is called that"),
        ("porti", "Several people fit: ana (ana@portico.example), lea (lea@portico.example)"),
    ] {
        let refused = ana.call(&call(who)).await.unwrap_err();
        assert_eq!(&*refused.errors[0].field, "who");
        assert!(refused.errors[0].text.contains(said), "{who}: {refused}");
    }
    let found = async |q: &str| {
        let found = ana.call(&FindPeople { q: q.to_owned() }).await.unwrap().people;
        found.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(found("ri").await, ["rita"]);
    assert_eq!(found("OTTO@portico").await, ["otto"]);
    assert_eq!(found("portico").await, ["ana", "lea", "max", "otto", "rita"]);
    assert_eq!(found("ita").await, Vec::<String>::new(), "only beginnings");
    assert_eq!(found(" ").await, Vec::<String>::new());
}

#[tokio::test]
async fn only_staff_write_calls_down_and_look_for_people() {
    let portico = TestApp::new().await;
    let before = portico.fingerprint().await;
    for (who, code) in
        [("nobody", Code::SignInNeeded), ("rita", Code::Forbidden), ("max", Code::Forbidden)]
    {
        let client = portico.client(who);
        assert_eq!(client.call(&call("otto")).await.unwrap_err().code, code, "{who}");
        let find = FindPeople { q: "otto".into() };
        assert_eq!(client.call(&find).await.unwrap_err().code, code, "{who}");
        let page = client.get("/desk/call").await;
        assert!(!page.text().contains("Who calls"), "{who}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn it_is_a_plain_form_that_keeps_what_was_typed() {
    let portico = TestApp::new().await;
    let ana = portico.client("ana");
    let page = ana.get("/desk/call").await.text();
    assert!(page.contains("action=\"/desk/call\"") && page.contains("Who calls"), "{page}");
    let half = ana.form("/desk/call", "key=k&who=rita&description=The+VPN+drops&then=solved").await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = half.text();
    for kept in ["value=\"rita\"", "value=\"The VPN drops\"", "Choose what it is about"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(page.contains("Enter what fixed it"), "{page}");
    let form = "key=k&who=rita&description=The+VPN+drops&category=network&then=team&fix=";
    let saved = ana.form("/desk/call", form).await;
    assert!(saved.header(header::LOCATION).starts_with("/desk/tickets/"), "{}", saved.text());
}
