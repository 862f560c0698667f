//! Known incidents: told by staff in their own words, to those whom they are for, counted and followed once.

use crate::{
    app::{Client, TestApp, filing, filing_as_guest, key},
    attacks::pages,
};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::http::table;
use shared::{
    api::{
        articles::{Found, GetIndex, SearchArticles},
        known::{
            EndKnown, FollowKnown, Following, GetKnown, KnownHead, KnownView, ListFollowed,
            ListKnown, TellKnown, UnfollowKnown,
        },
        queue::ListQueue,
        requests::{ConfirmFixed, GetRequest, WithdrawRequest},
        tickets::{GetTicket, ResolveTicket, TicketEvent},
    },
    id::TicketId,
    problem::Code,
    search::index::Index,
    ticket::known::{LOOKED_THROUGH, index_id, part},
    time::Instant,
};

/// What the requester wrote, and nobody else may ever read.
const MARKER: &str = "qvantelope";
const TITLE: &str = "The VPN is down";
const TEXT: &str = "You cannot connect from home. Use webmail meanwhile.";

fn telling(id: TicketId, audience: &str) -> TellKnown {
    TellKnown {
        key: key(),
        id,
        title: TITLE.into(),
        text: TEXT.into(),
        audience: audience.into(),
        ..TellKnown::default()
    }
}

/// A Portico in which everybody is told of a request of rita's.
async fn told(audience: &str) -> (TestApp, TicketId, String) {
    let portico = TestApp::new().await;
    let description = format!("The VPN fails in the {MARKER} office. My name is {MARKER}.");
    let reference = portico.file("rita", &description).await;
    let id = portico.ticket(&reference).await;
    portico.client("ana").call(&telling(id, audience)).await.unwrap();
    (portico, id, reference)
}

async fn listed(client: &Client) -> Vec<KnownHead> {
    client.call(&ListKnown {}).await.unwrap().known
}

async fn view(client: &Client, id: TicketId) -> KnownView {
    client.call(&GetKnown { id }).await.unwrap()
}

async fn follow(client: &Client, id: TicketId) -> Following {
    client.call(&FollowKnown { key: key(), id, ..FollowKnown::default() }).await.unwrap()
}

fn end(id: TicketId) -> EndKnown {
    EndKnown { key: key(), id, ending: "It works again: nobody has to do anything.".into() }
}

fn resolve(id: TicketId, told: &str) -> ResolveTicket {
    ResolveTicket {
        key: key(),
        id,
        cause: "A cable".into(),
        fix: "Pushed in".into(),
        told: told.into(),
        ..ResolveTicket::default()
    }
}

#[tokio::test]
async fn everybody_is_told_and_counted_once() {
    let (portico, id, reference) = told("public").await;
    let nobody = portico.client("nobody");
    let known = listed(&nobody).await;
    assert_eq!(known.len(), 1);
    let head = &known[0];
    assert_eq!((head.id, &*head.title, &*head.text, head.n_affected), (id, TITLE, TEXT, 1));
    let received = portico.client("ana").call(&GetTicket { id }).await.unwrap().received;
    assert_eq!(head.since, received, "since it was reported, unless somebody says otherwise");

    let otto = portico.client("otto");
    let before = view(&otto, id).await;
    assert!(before.can_follow && !before.is_followed && before.own.is_none());
    assert_eq!(follow(&otto, id).await, Following { is_followed: true, n_affected: 2 });
    assert_eq!(follow(&otto, id).await.n_affected, 2, "twice is once");
    assert!(view(&otto, id).await.is_followed);
    assert_eq!(follow(&portico.client("max"), id).await.n_affected, 3);
    let rita = portico.client("rita");
    assert_eq!(follow(&rita, id).await.n_affected, 3, "who asked is counted already");
    assert_eq!(view(&rita, id).await.own.unwrap().to_string(), reference);
    assert_eq!(listed(&nobody).await[0].n_affected, 3);
    let on_desk = portico.client("lea").call(&GetTicket { id }).await.unwrap();
    assert_eq!(on_desk.known.unwrap().n_following, 2);

    let leave = UnfollowKnown { key: key(), id };
    assert_eq!(otto.call(&leave).await.unwrap(), Following { is_followed: false, n_affected: 2 });
    assert_eq!(otto.call(&UnfollowKnown { key: key(), id }).await.unwrap().n_affected, 2);
    assert!(!view(&otto, id).await.is_followed);
    assert!(otto.call(&ListFollowed {}).await.unwrap().followed.is_empty());

    // Memory agrees with what a restart would read, and with the check.
    portico.app.open_tickets.load(&portico.app.store).await.unwrap();
    assert_eq!(listed(&nobody).await[0].n_affected, 2);
    let faults = server::check::run(&portico.app.store, &mut |it| panic!("{it}")).await.unwrap();
    assert!(faults.is_sound());
}

#[tokio::test]
async fn only_staff_tell_everybody() {
    let portico = TestApp::new().await;
    let reference = portico.file("rita", "The VPN fails").await;
    let id = portico.ticket(&reference).await;
    let before = portico.fingerprint().await;
    for (who, code) in [
        ("nobody", Code::SignInNeeded),
        ("rita", Code::Forbidden),
        ("otto", Code::NotFound),
        ("max", Code::NotFound),
    ] {
        let client = portico.client(who);
        assert_eq!(client.call(&telling(id, "public")).await.unwrap_err().code, code, "{who}");
        assert_eq!(client.call(&end(id)).await.unwrap_err().code, code, "{who}");
    }
    for who in ["nobody", "rita", "otto", "ana", "lea"] {
        let client = portico.client(who);
        let problem = client.call(&GetKnown { id }).await.unwrap_err();
        assert_eq!(problem.code, Code::NotFound, "a ticket that nobody was told of, as {who}");
        let page = client.get(&format!("/known/{id}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
    let otto = portico.client("otto");
    let unknown = FollowKnown { key: key(), id, ..FollowKnown::default() };
    assert_eq!(otto.call(&unknown).await.unwrap_err().code, Code::NotFound);
    let leads = telling(id, "leads");
    let problem = portico.client("lea").call(&leads).await.unwrap_err();
    assert!(problem.text_for("audience").is_some(), "it is for those who ask");
    let future = TellKnown { since: "2026-11-23T10:01".into(), ..telling(id, "public") };
    let problem = portico.client("ana").call(&future).await.unwrap_err();
    assert_eq!(problem.text_for("since"), Some("Enter a time that has passed"));
    assert_eq!(portico.fingerprint().await, before, "what is refused changes nothing");

    let past = TellKnown { since: "2026-11-23T09:10".into(), ..telling(id, "public") };
    portico.client("lea").call(&past).await.unwrap();
    let since: Instant = "2026-11-23T09:10:00Z".parse().unwrap();
    assert_eq!(listed(&portico.client("nobody")).await[0].since, since);
}

/// Every byte that `client` can be sent about what everybody is told.
async fn everything_public(
    client: &Client,
    id: TicketId,
    reference: &str,
) -> Vec<(String, Vec<u8>)> {
    let mut addresses = pages(reference, &id.to_string(), "no-such-article");
    for route in table().iter().filter(|it| !it.mutates) {
        let filled = route
            .path
            .replace("{id}", &id.to_string())
            .replace("{ticket}", &id.to_string())
            .replace("{reference}", reference)
            .replace("{slug}", "no-such-article")
            .replace("{draft}", &"0".repeat(64));
        addresses.push(filled);
    }
    for word in [MARKER, "vpn", "webmail"] {
        addresses.push(format!("/api/v1/articles/search?q={word}"));
        addresses.push(format!("/help?q={word}"));
    }
    addresses.extend(client.call(&GetIndex {}).await.unwrap().address);
    let mut all = Vec::new();
    for address in addresses {
        let answer = client.get(&address).await;
        // What was looked for comes back as it was typed.
        let bytes = match address.contains(MARKER) {
            true => answer.text().replace(MARKER, "").into_bytes(),
            false => answer.bytes,
        };
        all.push((address, bytes));
    }
    all
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()))
}

#[tokio::test]
async fn nothing_that_the_requester_wrote_is_told() {
    let (portico, id, reference) = told("public").await;
    follow(&portico.client("otto"), id).await;
    let update = TellKnown { news: "A part is on its way".into(), ..telling(id, "public") };
    portico.client("lea").call(&update).await.unwrap();
    for ended in [false, true] {
        if ended {
            portico.client("ana").call(&end(id)).await.unwrap();
        }
        for who in ["nobody", "otto", "max"] {
            let client = portico.client(who);
            for (address, bytes) in everything_public(&client, id, &reference).await {
                assert!(!holds(&bytes, MARKER), "{address} tells {who} what was written");
            }
            let told = client.get(&format!("/known/{id}")).await.text();
            assert!(told.contains("A part is on its way"), "{told}");
            for secret in ["rita", "otto@", "ana@", &reference] {
                assert!(!told.contains(secret), "{who} is told of {secret}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_for_those_signed_in_reaches_nobody_else() {
    let (portico, id, reference) = told("signed-in").await;
    let nobody = portico.client("nobody");
    let (_, guest) = portico.file_as_guest("I cannot print").await;
    for client in [&nobody, &guest] {
        assert!(listed(client).await.is_empty());
        assert_eq!(client.call(&GetKnown { id }).await.unwrap_err().code, Code::NotFound);
        let index = client.call(&GetIndex {}).await.unwrap();
        assert!(index.known.is_none());
        let all = everything_public(client, id, &reference).await;
        // What stands in the gallery is made up.
        for (address, bytes) in all.iter().filter(|it| it.0 != "/gallery") {
            for words in [TITLE, "webmail meanwhile", "person affected", "people affected"] {
                assert!(!holds(bytes, words), "{address} tells them {words}");
            }
        }
        let follow = FollowKnown { key: key(), id, ..FollowKnown::default() };
        assert!(client.call(&follow).await.is_err());
    }
    let otto = portico.client("otto");
    assert_eq!(listed(&otto).await.len(), 1);
    assert_eq!(otto.get(&format!("/known/{id}")).await.status, StatusCode::OK);
    assert!(otto.get("/").await.text().contains(TITLE));

    // Told to everybody later, what was new before stays with those for whom it was.
    let ana = portico.client("ana");
    let inside = TellKnown { news: "Ask Ned at the gate".into(), ..telling(id, "signed-in") };
    ana.call(&inside).await.unwrap();
    let public = TellKnown { news: "A part is on its way".into(), ..telling(id, "public") };
    ana.call(&public).await.unwrap();
    let words = |it: KnownView| it.news.into_iter().map(|it| it.words).collect::<Vec<_>>();
    assert_eq!(words(view(&nobody, id).await), ["A part is on its way"]);
    assert_eq!(words(view(&otto, id).await), ["Ask Ned at the gate", "A part is on its way"]);
}

#[tokio::test]
async fn who_is_not_signed_in_reads_and_is_asked_to_sign_in_to_follow() {
    let (portico, id, _) = told("public").await;
    let nobody = portico.client("nobody");
    assert!(!view(&nobody, id).await.can_follow);
    let page = nobody.get(&format!("/known/{id}?from=/new%3Fdraft%3D1")).await.text();
    assert!(page.contains("Sign in to follow it") && page.contains("report it"), "{page}");
    assert!(page.contains("href=\"/new?draft=1\""), "{page}");
    let follow = FollowKnown { key: key(), id, ..FollowKnown::default() };
    assert_eq!(nobody.call(&follow).await.unwrap_err().code, Code::SignInNeeded);
    let elsewhere = nobody.get(&format!("/known/{id}?from=//evil.example/new")).await.text();
    assert!(!elsewhere.contains("href=\"//evil.example"), "{elsewhere}");
    for (bad, status) in [("0", 404), ("x", 404), ("-1", 404)] {
        assert_eq!(nobody.get(&format!("/known/{bad}")).await.status, status, "{bad}");
    }
}

#[tokio::test]
async fn it_ends_with_a_sentence_and_leaves_the_lists_in_time() {
    let (portico, id, _) = told("public").await;
    let (otto, nobody) = (portico.client("otto"), portico.client("nobody"));
    follow(&otto, id).await;
    let mine = || async { otto.call(&ListFollowed {}).await.unwrap().followed };
    assert!(mine().await[0].ended.is_none());
    portico.app.clock.advance(TimeDelta::hours(1));
    portico.client("ana").call(&end(id)).await.unwrap();
    let again = portico.client("lea").call(&end(id)).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);

    assert!(listed(&nobody).await.is_empty());
    assert!(!nobody.get("/").await.text().contains(TITLE));
    let ended = view(&nobody, id).await.ended.unwrap();
    assert_eq!((&*ended.words, ended.at), (&*end(id).ending, portico.app.now()));
    assert_eq!(mine().await[0].ended.as_ref(), Some(&ended));
    let page = otto.get("/requests").await.text();
    assert!(page.contains("Known problems you follow") && page.contains(&ended.words), "{page}");
    let late = FollowKnown { key: key(), id, ..FollowKnown::default() };
    assert_eq!(portico.client("max").call(&late).await.unwrap_err().code, Code::Conflict);

    portico.app.clock.advance(TimeDelta::days(14));
    portico.sign_in("otto").await;
    assert_eq!(mine().await.len(), 1);
    portico.app.clock.advance(TimeDelta::seconds(1));
    assert!(mine().await.is_empty());
    assert!(view(&nobody, id).await.ended.is_some(), "its page stays");
}

#[tokio::test]
async fn resolving_ends_it_and_closing_does_not() {
    let (portico, id, reference) = told("public").await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let silent = ana.call(&resolve(id, "")).await.unwrap_err();
    assert_eq!(silent.text_for("told"), Some("Enter what those who follow it read"));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("which ends with this"), "{page}");
    ana.call(&resolve(id, "It works again")).await.unwrap();
    assert!(listed(&rita).await.is_empty());
    assert_eq!(view(&rita, id).await.ended.unwrap().words, "It works again");
    rita.call(&ConfirmFixed { key: key(), reference: reference.clone() }).await.unwrap();
    let queue = || async { ana.call(&ListQueue::default()).await.unwrap().tickets };
    assert!(queue().await.is_empty());

    let reference = portico.file("rita", "Mail is slow").await;
    let id = portico.ticket(&reference).await;
    let mail = TellKnown { title: "Mail is slow".into(), ..telling(id, "public") };
    ana.call(&mail).await.unwrap();
    rita.call(&WithdrawRequest { key: key(), reference }).await.unwrap();
    let row = queue().await.remove(0);
    assert!(row.is_known && row.id == id, "it is on the desk until somebody ends it");
    assert_eq!(listed(&rita).await.len(), 1);
    ana.call(&end(id)).await.unwrap();
    assert!(queue().await.is_empty());
}

#[tokio::test]
async fn the_desk_keeps_what_was_told_and_the_requester_is_not_told_twice() {
    let (portico, id, reference) = told("public").await;
    let ana = portico.client("ana");
    let before = portico.client("rita").call(&GetRequest { reference: reference.clone() }).await;
    let update = TellKnown { news: "A part is on its way".into(), ..telling(id, "signed-in") };
    ana.call(&update).await.unwrap();
    ana.call(&end(id)).await.unwrap();
    let ticket = ana.call(&GetTicket { id }).await.unwrap();
    let kinds: Vec<&TicketEvent> = ticket.entries.iter().skip(1).map(|it| &it.what).collect();
    assert!(matches!(
        kinds[..],
        [
            TicketEvent::KnownTold { news: None, .. },
            TicketEvent::KnownTold { news: Some(_), .. },
            TicketEvent::KnownEnded { .. }
        ]
    ));
    assert!(ticket.can.tell, "it may begin again");
    let after = portico.client("rita").call(&GetRequest { reference }).await;
    assert_eq!(before.unwrap().entries, after.unwrap().entries);
}

#[tokio::test]
async fn it_comes_first_among_the_suggestions_on_both_sides() {
    let (portico, id, _) = told("signed-in").await;
    let otto = portico.client("otto");
    for (typed, is_found) in [
        ("vpn", true),
        ("the vpn is down", true),
        ("I cannot connect to the VPN from home", true),
        ("the printer is out of paper", false),
    ] {
        let index = otto.call(&GetIndex {}).await.unwrap();
        assert_eq!(index.known.unwrap().known[0].id, id);
        let bytes = otto.get(&index.address.unwrap()).await.bytes;
        let index = Index::load(&bytes).unwrap();
        let here = part(index.search(typed, LOOKED_THROUGH));
        let query = SearchArticles { q: typed.to_owned() };
        let Found { known, articles } = otto.call(&query).await.unwrap();
        let there: Vec<TicketId> = known.iter().flat_map(|it| &it.known).map(|it| it.id).collect();
        assert_eq!(there, here.0, "{typed}");
        assert_eq!(there == [id], is_found, "{typed}");
        assert!(articles.iter().all(|it| it.slug != index_id(id)), "{typed}");
    }

    let save = "key=k1&page=describe&description=I+cannot+connect+to+the+VPN+from+home";
    let sent = otto.form("/new/describe", save).await;
    let next = sent.header(header::LOCATION).to_owned();
    let page = otto.get(&next).await.text();
    assert!(page.contains("This looks like a known problem") && page.contains(TITLE), "{page}");
    let from = shared::api::address::encode(&next);
    let action = format!("/known/{id}/followers");
    assert!(page.contains(&action), "{page}");
    let sent = otto.form(&action, &format!("key=k2&from={from}")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = otto.get(sent.header(header::LOCATION)).await.text();
    assert!(page.contains("You follow this") && page.contains("Back to what you wrote"), "{page}");

    portico.client("ana").call(&end(id)).await.unwrap();
    let query = SearchArticles { q: "vpn".to_owned() };
    assert!(otto.call(&query).await.unwrap().known.is_none(), "what is over is not suggested");
    assert!(otto.call(&GetIndex {}).await.unwrap().known.is_none());
}

#[tokio::test]
async fn plain_forms_tell_change_and_end_it() {
    let portico = TestApp::new().await;
    let filed = portico.client("rita").call(&filing(&format!("The VPN fails, {MARKER}"))).await;
    let id = portico.ticket(&filed.unwrap().reference.to_string()).await;
    let ana = portico.client("ana");
    let (page, action) = (format!("/desk/tickets/{id}"), format!("/desk/tickets/{id}/known"));
    let html = ana.get(&page).await.text();
    let form = &html[html.find(&format!("action=\"{action}\"")).unwrap()..];
    let form = &form[..form.find("</form>").unwrap()];
    assert!(form.contains("value=\"2026-11-23T10:00\""), "since it came: {form}");
    assert!(!form.contains(MARKER), "nothing of the ticket stands in the fields: {form}");

    let refused = ana.form(&action, "key=k1&title=The+VPN+is+down&text=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    for words in ["Enter what people can do meanwhile", "Choose who may read it", "The VPN is down"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    let fields = "title=The+VPN+is+down&text=Use+webmail&audience=public&since=2026-11-23T09:10";
    let sent = ana.form(&action, &format!("key=k2&{fields}")).await;
    assert_eq!(sent.header(header::LOCATION), page);
    let html = ana.get(&page).await.text();
    assert!(html.contains("since 09:10. Nobody follows it yet."), "{html}");
    assert!(html.contains("Say that it works again"), "{html}");
    let sent = ana.form(&format!("{action}/ending"), "key=k3&ending=It+works+again").await;
    assert_eq!(sent.header(header::LOCATION), page);
    assert!(view(&portico.client("nobody"), id).await.ended.is_some());
    let html = ana.get(&page).await.text();
    assert!(html.contains("Tell everybody about this"), "it may begin again: {html}");
}

#[tokio::test]
async fn a_guests_request_is_counted_too() {
    let portico = TestApp::new().await;
    let filed = portico.client("nobody").call(&filing_as_guest("The VPN fails")).await.unwrap();
    let id = portico.ticket(&filed.reference.to_string()).await;
    portico.client("ana").call(&telling(id, "public")).await.unwrap();
    assert_eq!(listed(&portico.client("nobody")).await[0].n_affected, 1);
    follow(&portico.client("otto"), id).await;
    assert_eq!(listed(&portico.client("nobody")).await[0].n_affected, 2);
}
