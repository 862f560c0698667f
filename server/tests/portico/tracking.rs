//! What requesters see of their requests: the list, whom they share with, and what becomes of a complaint.

use crate::app::{TestApp, key};
use axum::http::{StatusCode, header};
use shared::{
    api::{
        colleagues::{AddColleague, LeaveRequest, RemoveColleague},
        queue::ListQueue,
        requests::{
            Complain, ConfirmFixed, GetRequest, ListRequests, ReopenRequest, RequestChanged,
            RequestEvent, Requests, SendMessage, WithdrawRequest,
        },
        tickets::{
            GetTicket, NoteOnTicket, ReplyToTicket, ResolveTicket, SettleComplaint, ShareTicket,
            TicketEvent, UnshareTicket,
        },
    },
    id::TicketId,
    problem::{Code, Problem},
    ticket::{filter::Show, status::Stage},
};

async fn ask(portico: &TestApp, id: TicketId, who: &str) {
    let reply = "Which floor?".to_owned();
    let ask = ReplyToTicket { key: key(), id, reply, asks: "yes".into(), ..Default::default() };
    portico.client(who).call(&ask).await.unwrap();
}

async fn withdraw(portico: &TestApp, reference: &str) {
    let withdraw = WithdrawRequest { key: key(), reference: reference.to_owned() };
    portico.client("rita").call(&withdraw).await.unwrap();
}

async fn share(portico: &TestApp, reference: &str, email: &str) -> Result<RequestChanged, Problem> {
    let reference = reference.to_owned();
    let share = AddColleague { key: key(), reference, email: email.to_owned() };
    portico.client("rita").call(&share).await
}

async fn complain(portico: &TestApp, reference: &str, complaint: &str) {
    let reference = reference.to_owned();
    let complain = Complain { key: key(), reference, complaint: complaint.to_owned() };
    portico.client("rita").call(&complain).await.unwrap();
}

async fn list(portico: &TestApp, who: &str, q: &str, show: Show) -> Requests {
    let wanted = ListRequests { q: q.to_owned(), show, page: 0 };
    portico.client(who).call(&wanted).await.unwrap()
}

fn titles(requests: &Requests) -> Vec<&str> {
    requests.requests.iter().map(|it| it.title.as_str()).collect()
}

#[tokio::test]
async fn what_waits_comes_first_and_is_found_by_words_reference_and_filter() {
    let portico = TestApp::new().await;
    let old = portico.file("rita", "The shredder hums").await;
    let asked = portico.file("rita", "The plotter prints mirrored").await;
    portico.file("rita", "The café has no Wi-Fi").await;
    portico.file("otto", "The shredder of somebody else").await;
    ask(&portico, portico.ticket(&asked).await, "ana").await;
    withdraw(&portico, &old).await;

    let all = list(&portico, "rita", "", Show::All).await;
    let in_order = ["The plotter prints mirrored", "The café has no Wi-Fi", "The shredder hums"];
    assert_eq!(titles(&all), in_order);
    assert_eq!((all.n_found, all.n_all, all.next_page, all.is_cut), (3, 3, None, false));

    for (q, show, expected) in [
        ("", Show::Waiting, &in_order[..1]),
        ("", Show::Open, &in_order[..2]),
        ("", Show::Closed, &in_order[2..]),
        ("shredder", Show::All, &in_order[2..]),
        ("SHRED hum", Show::All, &in_order[2..]),
        ("cafe wifi", Show::All, &in_order[1..2]),
        ("shredder", Show::Open, &[]),
        ("somebody", Show::All, &[]),
        (&asked, Show::All, &in_order[..1]),
        (&asked.replace('-', "").to_lowercase(), Show::All, &in_order[..1]),
        (&asked.replace('-', " "), Show::All, &in_order[..1]),
    ] {
        let found = list(&portico, "rita", q, show).await;
        assert_eq!(titles(&found), expected, "{q:?} {show:?}");
        assert_eq!((found.n_found, found.n_all), (expected.len(), 3), "{q:?} {show:?}");
    }

    // The same as a plain page, for a browser without scripts.
    let rita = portico.client("rita");
    let page = rita.get("/requests?q=shredder&show=closed").await.text();
    assert!(page.contains("The shredder hums") && !page.contains("mirrored"), "{page}");
    assert!(page.contains("1 of your 3 requests"), "{page}");
    assert!(page.contains("value=\"shredder\""), "what was typed stays in the field");
    let none = rita.get("/requests?q=elephant").await.text();
    assert!(none.contains("Nothing found") && none.contains("None of your 3 requests"), "{none}");
    let odd = rita.get("/requests?show=everything&page=-1").await;
    assert_eq!(odd.status, StatusCode::OK, "an address typed wrongly is a list all the same");
}

#[tokio::test]
async fn a_long_list_comes_in_pages_of_fifty() {
    let portico = TestApp::new().await;
    for n in 0..120 {
        portico.file("rita", &format!("Trouble number {n:03}")).await;
        portico.app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let rita = portico.client("rita");
    let mut seen = Vec::new();
    let mut page = Some(0);
    let mut lengths = Vec::new();
    while let Some(number) = page {
        let wanted = ListRequests { page: number, ..ListRequests::default() };
        let answer = rita.call(&wanted).await.unwrap();
        assert_eq!((answer.n_found, answer.n_all), (120, 120));
        lengths.push(answer.requests.len());
        seen.extend(answer.requests.into_iter().map(|it| it.title));
        page = answer.next_page;
    }
    assert_eq!(lengths, [50, 50, 20]);
    let newest_first: Vec<_> = (0..120).rev().map(|n| format!("Trouble number {n:03}")).collect();
    assert_eq!(seen, newest_first);
    let beyond = ListRequests { page: u32::MAX, ..ListRequests::default() };
    assert!(rita.call(&beyond).await.unwrap().requests.is_empty());
    let html = rita.get("/requests?page=1").await.text();
    assert!(html.contains("51 to 100 of 120 requests"), "{html}");
    assert!(html.contains("href=\"/requests?page=2\"") && html.contains("href=\"/requests\""));
}

#[tokio::test]
async fn a_colleague_reads_and_writes_until_removed() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    let (rita, otto) = (portico.client("rita"), portico.client("otto"));
    assert_eq!(list(&portico, "otto", "", Show::All).await.n_all, 0);
    share(&portico, &reference, " Otto@Portico.Example ").await.unwrap();

    let listed = list(&portico, "otto", "", Show::All).await;
    assert_eq!(listed.requests[0].shared_by.as_deref(), Some("rita"));
    let page = otto.get("/requests").await.text();
    assert!(page.contains("Shared with you") && page.contains("Shared by rita"), "{page}");

    ask(&portico, id, "ana").await;
    let body = "The second".to_owned();
    let answer = SendMessage { key: key(), reference: reference.clone(), body, files: Vec::new() };
    assert_eq!(otto.call(&answer).await.unwrap().stage, Stage::InProgress);
    let get = GetRequest { reference: reference.clone() };
    let by = |entries: &[shared::api::requests::RequestEntry]| {
        let said = entries.iter().find(
            |it| matches!(&it.what, RequestEvent::Message { body, .. } if body == "The second"),
        );
        said.map(|it| (it.by.clone(), it.ours)).unwrap()
    };
    assert_eq!(by(&otto.call(&get).await.unwrap().entries), ("You".to_owned(), false));
    assert_eq!(by(&rita.call(&get).await.unwrap().entries), ("otto".to_owned(), false));
    let whole = portico.client("ana").call(&GetTicket { id }).await.unwrap();
    assert_eq!(whole.colleagues, ["otto@portico.example"]);
    assert!(whole.entries.iter().any(|it| it.colleague && it.by == "otto" && !it.staff));

    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "A cable".into(),
        fix: "Push it in".into(),
        advice: String::new(),
        told: String::new(),
        ..ResolveTicket::default()
    };
    portico.client("ana").call(&resolve).await.unwrap();
    let before = portico.fingerprint().await;
    let (reference_of, body) = (|| reference.clone(), || "Words".to_owned());
    for refused in [
        otto.call(&ConfirmFixed { key: key(), reference: reference_of() }).await,
        otto.call(&ReopenRequest {
            key: key(),
            reference: reference_of(),
            body: body(),
            ..Default::default()
        })
        .await,
        otto.call(&WithdrawRequest { key: key(), reference: reference_of() }).await,
        otto.call(&Complain { key: key(), reference: reference_of(), complaint: body() }).await,
        otto.call(&AddColleague {
            key: key(),
            reference: reference_of(),
            email: "kim@portico.example".into(),
        })
        .await,
        otto.call(&RemoveColleague {
            key: key(),
            reference: reference_of(),
            email: "otto@portico.example".into(),
        })
        .await,
    ] {
        assert_eq!(
            refused.unwrap_err().code,
            Code::Forbidden,
            "it is there, but not for them to do"
        );
    }
    assert_eq!(portico.fingerprint().await, before);
    let can = otto.call(&get).await.unwrap().can;
    assert!(can.answer && can.leave && !(can.confirm || can.reopen || can.withdraw || can.share));

    let departure = otto.form(&format!("/requests/{reference}/departure"), "key=k1").await;
    assert_eq!(departure.status, StatusCode::SEE_OTHER);
    assert_eq!(departure.header(header::LOCATION), "/requests");
    assert_eq!(otto.call(&get).await.unwrap_err().code, Code::NotFound);
    assert_eq!(list(&portico, "otto", "", Show::All).await.n_all, 0);
    let again = LeaveRequest { key: key(), reference: reference.clone() };
    assert_eq!(otto.call(&again).await.unwrap_err().code, Code::NotFound);
    let told = rita.call(&get).await.unwrap().entries;
    assert!(told.iter().any(|it| matches!(&it.what, RequestEvent::ColleagueLeft { email } if email == "otto@portico.example")));
}

#[tokio::test]
async fn sharing_does_not_tell_whether_an_address_belongs_to_somebody() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let mut seen = Vec::new();
    for email in ["otto@portico.example", "nobd@portico.example"] {
        let reference = portico.file("rita", "It broke").await;
        let changed = share(&portico, &reference, email).await.unwrap();
        let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
        let page = rita.get(&format!("/requests/{reference}")).await;
        let told = serde_json::to_string(&request.entries).unwrap();
        let plain = |text: String| text.replace(email, "EMAIL").replace(&reference, "REFERENCE");
        seen.push((changed.stage, plain(told), page.status, page.bytes.len()));
    }
    assert_eq!(seen[0], seen[1]);
    let reference = portico.file("rita", "It broke").await;
    let own = share(&portico, &reference, "rita@portico.example").await;
    assert_eq!(own.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn staff_share_a_request_and_the_history_says_who() {
    let portico = TestApp::new().await;
    let (rita, otto, ana) = (portico.client("rita"), portico.client("otto"), portico.client("ana"));
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    let get = GetRequest { reference: reference.clone() };
    let colleague = || "otto@portico.example".to_owned();
    assert_eq!(otto.call(&get).await.unwrap_err().code, Code::NotFound);

    // Without scripts.
    let body = format!("key={}&email=Otto%40portico.example", key());
    let shared = ana.form(&format!("/desk/tickets/{id}/colleagues"), &body).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.text());
    assert!(otto.call(&get).await.unwrap().can.answer);
    let ticket = ana.call(&GetTicket { id }).await.unwrap();
    assert_eq!((ticket.colleagues, ticket.can.share), (vec![colleague()], true));
    let entry = ticket.entries.last().unwrap();
    assert_eq!((entry.by.as_str(), entry.staff, entry.colleague), ("ana", true, false));
    let seen = rita.call(&get).await.unwrap();
    let entry = seen.entries.last().unwrap();
    assert!(matches!(&entry.what, RequestEvent::ColleagueAdded { email } if *email == colleague()));
    assert_eq!((entry.by.as_str(), entry.ours), ("ana", true));
    let page = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("ana shared it with otto@portico.example"), "{page}");

    // Not with those who see it anyway; with oneself, why not.
    let share = |email: &str| ShareTicket { key: key(), id, email: email.to_owned() };
    let own = ana.call(&share("rita@portico.example")).await.unwrap_err();
    assert!(own.text_for("email").is_some(), "{own}");
    let refused = ana.form(&format!("/desk/tickets/{id}/colleagues"), "key=k&email=kim").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("value=\"kim\""), "{}", refused.text());
    ana.call(&share("ana@portico.example")).await.unwrap();
    let own_side = ana.call(&get).await.unwrap();
    assert!(!own_side.can.share && own_side.colleagues.is_empty(), "staff do that at the desk");

    // Nobody else may.
    for (who, code) in
        [("otto", Code::Forbidden), ("max", Code::NotFound), ("nobody", Code::SignInNeeded)]
    {
        let refused = portico.client(who).call(&share("kim@portico.example")).await.unwrap_err();
        assert_eq!(refused.code, code, "{who}");
    }

    ana.call(&UnshareTicket { key: key(), id, email: colleague() }).await.unwrap();
    assert_eq!(otto.call(&get).await.unwrap_err().code, Code::NotFound);
    let seen = rita.call(&get).await.unwrap();
    let entry = seen.entries.last().unwrap();
    assert!(matches!(&entry.what, RequestEvent::ColleagueRemoved { .. }));
    assert_eq!((entry.by.as_str(), entry.ours), ("ana", true));
}

#[tokio::test]
async fn a_colleague_does_not_see_the_addresses_of_others() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    share(&portico, &reference, "otto@portico.example").await.unwrap();
    share(&portico, &reference, "quetzal@portico.example").await.unwrap();
    for address in [format!("/requests/{reference}"), format!("/api/v1/requests/{reference}")] {
        let own = portico.client("rita").get(&address).await.text();
        assert!(own.contains("quetzal"), "{address}");
        let shared = portico.client("otto").get(&address).await.text();
        assert!(shared.contains("It broke") && !shared.contains("quetzal"), "{address}");
    }
}

#[tokio::test]
async fn a_complaint_reaches_the_leads_and_stays_until_one_of_them_answers() {
    let portico = TestApp::new().await;
    let calm = portico.file("rita", "A calm request").await;
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    let (rita, ana, lea) = (portico.client("rita"), portico.client("ana"), portico.client("lea"));
    let words = "Three days without a word";
    let page = format!("/requests/{reference}");
    let posted = rita.form(&format!("{page}/complaint"), "key=k1&complaint=").await;
    assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = posted.text();
    assert!(html.contains("Enter what you are not happy with") && html.contains("<details"));
    let body = "key=k1&complaint=Three+days+without+a+word";
    assert_eq!(rita.form(&format!("{page}/complaint"), body).await.status, StatusCode::SEE_OTHER);

    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert_eq!(request.unhappy_since, Some(portico.app.now()));
    let last = request.entries.last().unwrap();
    assert_eq!(last.what, RequestEvent::Complained { body: words.into() });
    assert!(rita.get(&page).await.text().contains("You are not happy with this."));

    for who in ["ana", "lea"] {
        let queue = portico.client(who).call(&ListQueue::default()).await.unwrap();
        assert_eq!(queue.tickets[0].id, id, "{who} sees it first");
        assert!(queue.tickets[0].unhappy_since.is_some());
        assert!(queue.tickets[1].unhappy_since.is_none(), "{calm} is calm");
        let desk = portico.client(who).get(&format!("/desk/tickets/{id}")).await.text();
        assert!(desk.contains("Requester not happy") && desk.contains(words), "{who}");
        assert_eq!(desk.contains("Complaint is settled"), who == "lea", "{who}");
        let queue = portico.client(who).get("/desk").await.text();
        assert!(queue.contains("Unhappy, waiting for a lead"), "{who}");
    }

    let reply = |who: &'static str| {
        let reply = ReplyToTicket { key: key(), id, reply: "Sorry".into(), ..Default::default() };
        let client = portico.client(who);
        async move { client.call(&reply).await.unwrap() }
    };
    let since = || async { ana.call(&GetTicket { id }).await.unwrap().unhappy_since };
    reply("ana").await;
    assert!(since().await.is_some(), "an agent does not settle it");
    let note = NoteOnTicket { key: key(), id, note: "She is right".into(), files: Vec::new() };
    lea.call(&note).await.unwrap();
    assert!(since().await.is_some(), "nor does what the requester cannot see");
    let settle = SettleComplaint { key: key(), id };
    assert_eq!(ana.call(&settle).await.unwrap_err().code, Code::Forbidden);
    reply("lea").await;
    assert_eq!(since().await, None);
    let request = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert_eq!(request.entries.last().unwrap().what, RequestEvent::ComplaintSettled);

    complain(&portico, &reference, "Again nothing").await;
    assert!(lea.call(&GetTicket { id }).await.unwrap().can.settle);
    lea.call(&settle).await.unwrap();
    let whole = lea.call(&GetTicket { id }).await.unwrap();
    assert_eq!((whole.unhappy_since, whole.can.settle), (None, false));
    assert!(matches!(whole.entries.last().unwrap().what, TicketEvent::ComplaintSettled));
}

#[tokio::test]
async fn a_complaint_about_a_closed_request_is_on_the_desk_too() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    withdraw(&portico, &reference).await;
    let queue =
        || async { portico.client("lea").call(&ListQueue::default()).await.unwrap().tickets };
    assert!(queue().await.is_empty());
    complain(&portico, &reference, "Nobody ever came").await;
    assert_eq!(queue().await.len(), 1);
    let metrics = portico.client("nobody").get("/metrics").await.text();
    assert!(metrics.contains("portico_open_tickets 0"), "it is not open: {metrics}");

    // Memory agrees with what a restart would read.
    portico.app.open_tickets.load(&portico.app.store).await.unwrap();
    assert_eq!(queue().await.len(), 1);
    let faults = server::check::run(&portico.app.store, &mut |it| panic!("{it}")).await.unwrap();
    assert!(faults.is_sound());

    portico.client("lea").call(&SettleComplaint { key: key(), id }).await.unwrap();
    assert!(queue().await.is_empty());
}

#[tokio::test]
async fn the_confirmation_can_be_kept_and_says_when_it_is_over() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let address = format!("/requests/{reference}/sent");
    let rita = portico.client("rita");
    let open = rita.get(&address).await.text();
    assert!(open.contains("We have your request") && open.contains("What happens next"));
    withdraw(&portico, &reference).await;
    let closed = rita.get(&address).await;
    assert_eq!(closed.status, StatusCode::OK);
    let closed = closed.text();
    assert!(closed.contains("Your request is closed") && closed.contains(&reference), "{closed}");
    assert!(!closed.contains("What happens next") && !closed.contains("We have your request"));
}

#[tokio::test]
async fn small_steps_are_folded_and_a_question_stands_on_top() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    let page = format!("/requests/{reference}");
    let rita = portico.client("rita");
    let short = rita.get(&page).await.text();
    assert!(!short.contains("Jump to latest") && !short.contains("small steps"), "{short}");

    for email in ["otto@portico.example", "kim@portico.example"] {
        share(&portico, &reference, email).await.unwrap();
    }
    ask(&portico, id, "ana").await;
    let asked = rita.get(&page).await.text();
    assert!(asked.contains("3 small steps"), "shared twice and taken on: {asked}");
    let (question, timeline) = (asked.find("Which floor?"), asked.find("What happened so far"));
    assert!(question.unwrap() < timeline.unwrap(), "it is asked before what happened so far");
    assert_eq!(asked.matches("class=\"button\"").count(), 1, "one primary button at a time");

    for n in 0..3 {
        let body = format!("Message {n}");
        let message =
            SendMessage { key: key(), reference: reference.clone(), body, files: Vec::new() };
        rita.call(&message).await.unwrap();
    }
    let long = rita.get(&page).await.text();
    assert!(long.contains("Jump to latest") && long.matches("id=\"latest\"").count() == 1);
    assert_eq!(long.matches("class=\"button\"").count(), 1, "one primary button at a time");
}
