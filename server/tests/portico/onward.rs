//! After a resolution: on to the ticket that is due next, and the article while nobody waits for anything (D5.10, D5.14).

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use shared::{
    api::{
        articles::GetArticleDraft,
        tickets::{PrioritiseTicket, ResolveTicket, TakeTicket},
    },
    id::TicketId,
    ticket::held::UNDO_WITHIN,
};

/// Three tickets of rita’s, the last one due first, where words wait as they do for real.
async fn three() -> (TestApp, [TicketId; 3]) {
    let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
    let ana = portico.client("ana");
    let mut ids = Vec::new();
    for (title, level) in
        [("The VPN stops", "low"), ("The mail is slow", "medium"), ("The screen flickers", "high")]
    {
        let reference = portico.file("rita", title).await;
        let id = portico.ticket(&reference).await;
        let (level, reason) = (level.to_owned(), "As it is".to_owned());
        let first = PrioritiseTicket { key: key(), id, level, reason, ..Default::default() };
        ana.call(&first).await.unwrap();
        ids.push(id);
    }
    (portico, [ids[0], ids[1], ids[2]])
}

async fn resolve(client: &Client, id: TicketId, view: &str) -> Option<TicketId> {
    let resolve = ResolveTicket {
        key: key(),
        id,
        cause: "A cable".into(),
        fix: "It is pushed in".into(),
        onward: "yes".into(),
        view: view.into(),
        ..ResolveTicket::default()
    };
    client.call(&resolve).await.unwrap().next
}

#[tokio::test]
async fn the_next_is_what_is_due_next_where_somebody_came_from() {
    let (portico, [vpn, mail, screen]) = three().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    ana.call(&TakeTicket { key: key(), id: vpn }).await.unwrap();
    assert_eq!(resolve(&ana, screen, "").await, Some(mail));
    // Resolved already, although its requester does not know of it yet.
    assert_eq!(resolve(&ana, mail, "priority=high&priority=medium").await, None);
    let printer = portico.ticket(&portico.file("otto", "The printer is silent").await).await;
    assert_eq!(resolve(&lea, printer, "with=me").await, None, "what is ana’s is not lea’s");
    let scanner = portico.ticket(&portico.file("otto", "The scanner is silent").await).await;
    assert_eq!(resolve(&ana, scanner, "with=me").await, Some(vpn));
}

#[tokio::test]
async fn whoever_does_not_ask_stays() {
    let (portico, [vpn, ..]) = three().await;
    let ana = portico.client("ana");
    let stay = ResolveTicket {
        key: key(),
        id: vpn,
        cause: "A cable".into(),
        fix: "It is pushed in".into(),
        ..ResolveTicket::default()
    };
    assert_eq!(ana.call(&stay).await.unwrap().next, None);
}

#[tokio::test]
async fn one_goes_on_with_plain_forms_and_the_browser_remembers_it() {
    let (portico, [vpn, mail, screen]) = three().await;
    let mut ana = portico.client("ana");
    let queue = ana.get("/desk?status=new").await.text();
    assert!(queue.contains(&format!("href=\"/desk/tickets/{vpn}?view=status%3Dnew\"")), "{queue}");
    let page = ana.get(&format!("/desk/tickets/{screen}?view=status%3Dnew")).await.text();
    assert!(page.contains("name=\"view\" value=\"status=new\""), "{page}");
    assert!(page.contains("href=\"/desk?status=new\""), "the way back leads to the view: {page}");
    let choice = "name=\"onward\" value=\"yes\"";
    assert!(page.contains(choice) && !page.contains(&format!("{choice} checked")), "{page}");

    let address = format!("/desk/tickets/{screen}/resolution");
    let refused = ana.form(&address, "key=k1&fix=&onward=yes&view=status%3Dnew").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = refused.text();
    assert!(again.contains("name=\"view\" value=\"status=new\""), "{again}");
    assert!(again.contains(&format!("{choice} checked")), "{again}");

    let body = "key=k1&cause=A+cable&fix=It+is+pushed+in&onward=yes&view=status%3Dnew";
    let sent = ana.form(&address, body).await;
    let next = format!("/desk/tickets/{mail}?view=status%3Dnew&after={screen}");
    assert_eq!(sent.header(header::LOCATION), next);
    let remembered = sent.cookie();
    ana.cookie = Some(format!("{}; {remembered}", ana.cookie.unwrap()));
    let page = ana.get(&next).await.text();
    for words in [
        "You resolved",
        "The screen flickers. rita is told in a few seconds",
        "This one is due next.",
        &format!("href=\"/desk/tickets/{screen}?view=status%3Dnew\""),
        &format!("href=\"/desk/tickets/{screen}/article\""),
        &format!("{choice} checked"),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }

    let body = "key=k2&cause=A+cable&fix=It+is+pushed+in&view=status%3Dnew";
    let stayed = ana.form(&format!("/desk/tickets/{mail}/resolution"), body).await;
    assert_eq!(stayed.header(header::LOCATION), format!("/desk/tickets/{mail}?view=status%3Dnew"));
    assert!(stayed.header(header::SET_COOKIE).contains("Max-Age=0"), "{:?}", stayed.headers);
    let body = "key=k3&cause=A+cable&fix=It+is+pushed+in&onward=yes&view=with%3Dnobody";
    let last = ana.form(&format!("/desk/tickets/{vpn}/resolution"), body).await;
    let page = ana.get(last.header(header::LOCATION)).await.text();
    assert!(page.contains("Nothing else is due where you came from."), "{page}");
}

/// Whoever has no right to the ticket before is told nothing of it.
#[tokio::test]
async fn the_ticket_before_is_told_to_those_alone_who_may_read_it() {
    let (portico, [vpn, mail, _]) = three().await;
    for who in ["nobody", "rita", "max"] {
        let page = portico.client(who).get(&format!("/desk/tickets/{mail}?after={vpn}")).await;
        assert!(page.status.is_client_error(), "{who}");
        assert!(!page.text().contains("The VPN stops"), "{who}");
    }
    let missing = format!("/desk/tickets/{mail}?after=18446744073709551615");
    let page = portico.client("ana").get(&missing).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("You resolved"), "{}", page.text());
}

#[tokio::test]
async fn the_article_is_drafted_while_the_resolution_is_on_its_way() {
    let (portico, [vpn, ..]) = three().await;
    let ana = portico.client("ana");
    let early = ana.call(&GetArticleDraft { ticket: vpn }).await;
    assert!(early.is_err(), "nothing is resolved yet");
    resolve(&ana, vpn, "").await;
    let draft = ana.call(&GetArticleDraft { ticket: vpn }).await.unwrap();
    assert!(draft.from.body.contains("It is pushed in"), "{draft:?}");
    let page = ana.get(&format!("/desk/tickets/{vpn}")).await.text();
    for command in
        ["reply", "note", "assign", "priority", "category", "team", "article", "undo-send"]
    {
        assert!(page.contains(&format!("data-command=\"{command}\"")), "{command}: {page}");
    }
}
