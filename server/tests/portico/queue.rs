//! The queue: what it shows for what an address asks, how many each view has, and how it tells of changes.

use crate::app::{Client, TestApp, filing, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use shared::{
    api::{
        queue::{GetChange, ListQueue, Queue, Whose},
        requests::{Complain, FileRequest, GetRequest, RequestEvent},
        session::GetSession,
        tickets::{
            AssignTicket, GetTicket, HandTicket, NoteOnTicket, PrioritiseTicket, ReplyToTicket,
            TakeTicket, TicketEvent,
        },
        views::{RemoveView, SaveView},
    },
    id::ViewId,
    problem::{Code, Problem},
    ticket::queue::filter::QueueFilter,
};

async fn read(client: &Client, query: &str) -> Queue {
    let pairs = query.split('&').filter_map(|it| it.split_once('='));
    client.call(&ListQueue(QueueFilter::read(pairs))).await.unwrap()
}

fn titles(queue: &Queue) -> Vec<&str> {
    queue.tickets.iter().map(|it| it.title.as_str()).collect()
}

/// At ten: rita’s VPN of several people, an hour later otto’s screen, which ana takes, and his question, which
/// ana asks back.
async fn three() -> TestApp {
    let portico = TestApp::new().await;
    portico.file("rita", "The VPN stops").await;
    portico.app.clock.advance(TimeDelta::hours(1));
    let otto = portico.client("otto");
    let hardware = |description: &str, impact: &str| FileRequest {
        category: "hardware".to_owned(),
        topic: "equipment".to_owned(),
        impact: impact.to_owned(),
        urgency: "can-wait".to_owned(),
        ..filing(description)
    };
    let screen = otto.call(&hardware("The screen flickers", "several")).await.unwrap().reference;
    let asked = otto.call(&hardware("The screen is small", "only-me")).await.unwrap().reference;
    let ana = portico.client("ana");
    let id = portico.ticket(&screen.to_string()).await;
    ana.call(&TakeTicket { key: key(), id }).await.unwrap();
    let id = portico.ticket(&asked.to_string()).await;
    let (reply, asks) = ("How small?".to_owned(), "yes".to_owned());
    ana.call(&ReplyToTicket { key: key(), id, reply, asks, ..Default::default() }).await.unwrap();
    portico
}

#[tokio::test]
async fn an_address_says_which_tickets_are_shown() {
    let portico = three().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let [vpn, screen, small] = ["The VPN stops", "The screen flickers", "The screen is small"];
    for (query, expected) in [
        ("", vec![vpn, screen, small]),
        ("status=new", vec![vpn]),
        ("status=in-progress&status=awaiting-requester", vec![screen, small]),
        ("priority=high", vec![vpn]),
        ("category=hardware", vec![screen, small]),
        ("team=network", vec![vpn]),
        ("with=me", vec![screen, small]),
        ("with=nobody", vec![vpn]),
        ("due=never", vec![small]),
        ("due=late", vec![]),
        ("older=1h", vec![vpn]),
        ("older=15m&with=me", vec![]),
        ("unhappy=true", vec![]),
        ("q=screen", vec![screen, small]),
        ("q=otto small", vec![small]),
        ("q=rita", vec![vpn]),
    ] {
        let queue = read(&ana, query).await;
        assert_eq!(titles(&queue), expected, "{query}");
        assert_eq!((queue.n_found, queue.n_open), (expected.len(), 3), "{query}");
    }
    let others = read(&lea, "with=me").await;
    assert_eq!(titles(&others), Vec::<&str>::new(), "“me” is whoever reads");
    assert_eq!(others.staff.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["ana", "lea"]);
    let ana_is = others.staff[0].id;
    assert_eq!(read(&lea, &format!("with={ana_is}")).await.n_found, 2);

    portico.app.clock.advance(TimeDelta::days(4));
    let late = read(&ana, "due=late").await;
    assert_eq!(titles(&late), [vpn, screen], "a paused clock is never late");
}

#[tokio::test]
async fn each_view_says_how_many_it_has() {
    let portico = three().await;
    let counts = async |who: &str| {
        let queue = read(&portico.client(who), "q=nothing+of+the+kind").await;
        assert_eq!(queue.n_found, 0);
        queue.views.into_iter().map(|it| (it.name, it.n)).collect::<Vec<_>>()
    };
    let expected = |mine| {
        [("Next due", 3), ("Mine", mine), ("Unassigned", 1), ("Late", 0), ("Waiting for us", 2)]
            .map(|(name, n)| (name.to_owned(), n))
    };
    assert_eq!(counts("ana").await, expected(2));
    assert_eq!(counts("lea").await, expected(0));
}

#[tokio::test]
async fn the_page_is_a_plain_form_that_keeps_what_was_chosen() {
    let portico = three().await;
    let ana = portico.client("ana");
    let all = ana.get("/desk").await.text();
    assert!(all.contains("Next due") && !all.contains("Show everything"), "{all}");

    let page = ana.get("/desk?q=screen&status=in-progress&with=me&due=&older=&status=new").await;
    let html = page.text();
    assert!(html.contains("The screen flickers") && !html.contains("The VPN stops"), "{html}");
    assert!(!html.contains("The screen is small"), "it awaits its requester");
    assert!(html.contains("value=\"screen\""), "what was typed stays in the field");
    assert!(html.contains("name=\"status\" value=\"in-progress\" checked"), "{html}");
    assert!(html.contains("<option value=\"me\" selected"), "{html}");
    assert!(html.contains("Status is New or In progress") && html.contains("Show everything"));
    let mine = ana.get("/desk?with=me").await.text();
    assert!(mine.contains("<a href=\"/desk?with=me\" aria-current=\"page\">"), "{mine}");
    let none = ana.get("/desk?q=elephant").await.text();
    assert!(none.contains("Nothing here"), "{none}");
    let odd = ana.get("/desk?status=odd&with=everybody&older=-1&page=9").await;
    assert_eq!(odd.status, StatusCode::OK, "an address typed wrongly is a list all the same");
}

#[tokio::test]
async fn a_complaint_is_found_and_comes_first() {
    let portico = three().await;
    let ana = portico.client("ana");
    let small = read(&ana, "q=small").await.tickets[0].reference.to_string();
    let complaint = "Two days without a word".to_owned();
    let complain = Complain { key: key(), reference: small, complaint };
    portico.client("otto").call(&complain).await.unwrap();
    assert_eq!(titles(&read(&ana, "unhappy=true").await), ["The screen is small"]);
    assert_eq!(titles(&read(&ana, "").await)[0], "The screen is small");
}

#[tokio::test]
async fn the_change_number_is_another_after_each_change_and_only_then() {
    let portico = three().await;
    let ana = portico.client("ana");
    let change = async || ana.call(&GetChange {}).await.unwrap().change;
    let before = change().await;
    assert_eq!(change().await, before);
    assert_eq!(read(&ana, "with=me").await.change, before);

    let id = read(&ana, "q=VPN").await.tickets[0].id;
    let note = NoteOnTicket { key: key(), id, note: "For us".into(), files: Vec::new() };
    ana.call(&note).await.unwrap();
    let after = change().await;
    assert_ne!(after, before);
    for who in ["nobody", "rita", "max"] {
        let code = portico.client(who).call(&GetChange {}).await.unwrap_err().code;
        let expected = if who == "nobody" { Code::SignInNeeded } else { Code::Forbidden };
        assert_eq!(code, expected, "{who}");
    }
}

#[tokio::test]
async fn of_very_many_the_first_are_sent_and_all_are_counted() {
    let portico = TestApp::new().await;
    for n in 0..203 {
        portico.file("rita", &format!("Trouble number {n:03}")).await;
        portico.app.clock.advance(TimeDelta::seconds(1));
    }
    let ana = portico.client("ana");
    let queue = read(&ana, "q=trouble").await;
    assert_eq!((queue.n_found, queue.n_open, queue.tickets.len()), (203, 203, 200));
    let in_order: Vec<String> = (0..200).map(|n| format!("Trouble number {n:03}")).collect();
    assert_eq!(titles(&queue), in_order);
    let page = ana.get("/desk?q=trouble").await.text();
    assert!(page.contains("more are due later and not shown"), "{page}");
}

async fn save(client: &Client, name: &str, shows: &str, shared: &str) -> Result<ViewId, Problem> {
    let save =
        SaveView { key: key(), name: name.into(), shared: shared.into(), shows: shows.into() };
    Ok(client.call(&save).await?.view)
}

/// Name, whose, count, whether the reader may take it away.
async fn saved(client: &Client) -> Vec<(String, Whose, usize, bool)> {
    let views = read(client, "").await.views.into_iter().filter(|it| it.whose != Whose::BuiltIn);
    views.map(|it| (it.name, it.whose, it.n, it.removable.is_some())).collect()
}

#[tokio::test]
async fn views_are_saved_for_oneself_or_for_everybody() {
    let portico = three().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    save(&ana, "Screens", "q=screen", "").await.unwrap();
    let shared = save(&ana, "Network", "team=network", "yes").await.unwrap();
    let own = ("Screens".to_owned(), Whose::Own, 2, true);
    let network = |may| ("Network".to_owned(), Whose::Shared, 1, may);
    assert_eq!(saved(&ana).await, [own.clone(), network(true)]);
    assert_eq!(saved(&lea).await, [network(true)], "a lead may take a shared one away");

    // The same name says what it shows from now on, and is one’s own business.
    save(&ana, "Screens", "q=flickers", "").await.unwrap();
    save(&lea, "Screens", "with=me", "").await.unwrap();
    assert_eq!(saved(&ana).await[0], ("Screens".to_owned(), Whose::Own, 1, true));
    assert_eq!(saved(&lea).await[0], ("Screens".to_owned(), Whose::Own, 0, true));

    let remove = |view| RemoveView { key: key(), view };
    lea.call(&remove(shared)).await.unwrap();
    assert_eq!(saved(&ana).await.len(), 1);
    let gone = ana.call(&remove(shared)).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
}

#[tokio::test]
async fn nobody_touches_what_somebody_else_saved() {
    let portico = three().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let own = save(&ana, "Screens", "q=screen", "").await.unwrap();
    save(&lea, "Network", "team=network", "yes").await.unwrap();
    let before = portico.fingerprint().await;
    let taken = save(&ana, "Network", "team=workplace", "yes").await.unwrap_err();
    assert!(taken.errors[0].text.contains("choose another"), "{taken:?}");
    for who in ["lea", "rita", "max"] {
        let code = portico.client(who).call(&RemoveView { key: key(), view: own }).await;
        assert_eq!(code.unwrap_err().code, Code::NotFound, "{who}");
    }
    for who in ["rita", "max"] {
        let refused = save(&portico.client(who), "Mine", "with=me", "").await;
        assert_eq!(refused.unwrap_err().code, Code::Forbidden, "{who}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn a_view_is_saved_and_removed_with_plain_forms() {
    let portico = three().await;
    let ana = portico.client("ana");
    let page = ana.get("/desk?q=screen&with=me").await.text();
    assert!(page.contains("Save as a view"), "{page}");
    assert!(page.contains("name=\"shows\" value=\"q=screen&amp;with=me\""), "{page}");
    let nameless = ana.form("/desk/views", "key=k1&name=&shows=q%3Dscreen%26with%3Dme").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = nameless.text();
    assert!(again.contains("Enter a name") && again.contains("The screen flickers"), "{again}");
    let saved =
        ana.form("/desk/views", "key=k1&name=My+screens&shows=q%3Dscreen%26with%3Dme").await;
    assert_eq!(saved.header(header::LOCATION), "/desk?q=screen&with=me");
    let page = ana.get("/desk?q=screen&with=me").await.text();
    assert!(page.contains("My screens") && page.contains("Remove this view"), "{page}");
    assert!(page.contains("Saved by you") && !page.contains("Save as a view"), "{page}");
}

#[tokio::test]
async fn work_is_given_to_people_and_teams_and_comes_earlier_or_later() {
    let portico = three().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let row = async || read(&ana, "q=VPN").await.tickets.remove(0);
    let before = row().await;
    let (id, reference) = (before.id, before.reference.to_string());
    let lea = read(&ana, "").await.staff[1].id.to_string();
    let reason = "She knows the gateway".to_owned();
    let was = String::new;
    let assign = AssignTicket { key: key(), id, to: lea, reason, was: was() };
    ana.call(&assign).await.unwrap();
    let team = "workplace".into();
    let hand = HandTicket { key: key(), id, team, ..HandTicket::default() };
    ana.call(&hand).await.unwrap();
    let reason = "The board meets today".to_owned();
    let level = "critical".into();
    let first = PrioritiseTicket { key: key(), id, level, reason, was: was() };
    ana.call(&first).await.unwrap();

    let after = row().await;
    assert_eq!(after.assignee.as_deref(), Some("lea"));
    assert_eq!((after.team.value(), after.priority.value()), ("workplace", "critical"));
    assert!(after.due < before.due, "its promises follow its priority");
    let ticket = ana.call(&GetTicket { id }).await.unwrap();
    let told = ticket.entries.iter().any(|it| {
        let TicketEvent::Assigned { to, reason } = &it.what else { return false };
        (to.as_deref(), reason.as_deref()) == (Some("lea"), Some("She knows the gateway"))
    });
    assert!(told && ticket.reason == "The board meets today", "{ticket:?}");
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    for words in
        ["gave it to lea", "the team Workplace", "changed its priority from High to Critical"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }

    // The requester reads why it comes earlier, and nothing of who was chosen and why.
    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    let why = request.entries.iter().any(
        |it| matches!(&it.what, RequestEvent::Prioritised { reason, .. } if reason == "The board meets today"),
    );
    assert!(why, "{request:?}");
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("The board meets today") && !page.contains("gateway"), "{page}");
}

#[tokio::test]
async fn work_is_given_to_nobody_who_cannot_do_it() {
    let portico = three().await;
    let ana = portico.client("ana");
    let id = read(&ana, "q=VPN").await.tickets[0].id;
    let session = portico.client("rita").call(&GetSession {}).await.unwrap();
    let rita = session.person.unwrap().id;
    let before = portico.fingerprint().await;
    for (to, code) in [
        (rita.to_string(), Code::Invalid),
        ("18446744073709551615".to_owned(), Code::Invalid),
        ("everybody".to_owned(), Code::Invalid),
        (String::new(), Code::Invalid),
    ] {
        let assign = AssignTicket { key: key(), id, to: to.clone(), ..AssignTicket::default() };
        let refused = ana.call(&assign).await.unwrap_err();
        assert_eq!((refused.code, &*refused.errors[0].field), (code, "to"), "{to}");
    }
    let level = "low".into();
    let silent = PrioritiseTicket { key: key(), id, level, ..PrioritiseTicket::default() };
    let refused = ana.call(&silent).await.unwrap_err();
    assert_eq!(&*refused.errors[0].field, "reason", "nothing is changed without a reason");
    assert_eq!(portico.fingerprint().await, before);
}
