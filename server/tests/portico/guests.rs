//! People who are not signed in: what they may do, and what nobody can do in their name.

use crate::{
    app::{Client, TestApp, filing, filing_as_guest, key},
    attacks::Scene,
};
use axum::http::{Method, StatusCode, header};
use chrono::TimeDelta;
use serde_json::json;
use server::{http::table, ids::hash_of, service::accounts, store::tables::people};
use shared::{
    actor::Role,
    api::{
        links::{RenewLink, RevokeLink},
        queue::ListQueue,
        requests::{
            FileRequest, Filed, GetDraft, GetRequest, ListRequests, RequestEvent, SaveDraft,
            SendMessage, WithdrawRequest,
        },
        session::{GetSession, ListDemoPeople, SignInAsDemo},
        tickets::{GetTicket, ReplyToTicket},
    },
    id::PersonId,
    problem::{Code, Problem},
    text::{EmailAddress, PersonName},
    ticket::status::Stage,
};

/// The address of the link that `client` has to a request.
async fn link_of(client: &Client, reference: &str) -> String {
    let request = client.call(&GetRequest { reference: reference.into() }).await.unwrap();
    let address = request.link.unwrap().address;
    address.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned()
}

/// What a page says, without what is different each time it is said.
fn page_without_nonce(answer: &crate::app::Answer) -> String {
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let mut text = answer.text().replace(nonce, "");
    // Idempotency keys are as long as tokens, and new each time.
    while let Some(at) = hexadecimal(&text) {
        text.replace_range(at..at + 32, "");
    }
    text
}

/// Where 32 hexadecimal digits stand in a row.
fn hexadecimal(text: &str) -> Option<usize> {
    let is_digit = |it: &u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
    text.as_bytes().windows(32).position(|it| it.iter().all(is_digit))
}

async fn become_member(portico: &TestApp, email: &str) -> PersonId {
    let (name, email) = (PersonName::parse("Gia").unwrap(), EmailAddress::parse(email).unwrap());
    let roles = [Role::Requester];
    accounts::add_person(&portico.app, name, email, &roles, None).await.unwrap().id
}

#[tokio::test]
async fn a_guest_asks_with_plain_forms_and_follows_by_the_link() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    assert!(nobody.call(&GetSession {}).await.unwrap().guests);

    // Page by page, without scripts, in a draft that is nobody's.
    let mut next = "/new".to_owned();
    for (page, fields) in [
        ("describe", "description=The+scanner+hums"),
        ("category", "category=hardware"),
        ("topic", "category=hardware&topic=printer"),
        ("effect", "category=hardware&topic=printer&impact=only-me&urgency=slowed"),
        ("contact", "email=Gia%40home.example&name=Gia"),
    ] {
        let shown = nobody.get(&next).await;
        assert_eq!(shown.status, StatusCode::OK, "{next}");
        let draft = next.split("draft=").nth(1).unwrap_or("").split('&').next().unwrap();
        let body = format!("key={}&page={page}&guest=1&draft={draft}&{fields}", key());
        let saved = nobody.form(&format!("/new/{page}"), &body).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{page}: {}", saved.text());
        next = saved.header(header::LOCATION).to_owned();
    }
    assert!(next.starts_with("/new/check?"), "{next}");
    let check = nobody.get(&next).await.text();
    assert!(check.contains("gia@home.example") || check.contains("Gia@home.example"), "{check}");

    let fields = serde_html_form::to_string(filing_as_guest("The scanner hums")).unwrap();
    let sent = nobody.form("/new/check", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let cookie = sent.header(header::SET_COOKIE);
    assert!(cookie.starts_with("portico-links="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");
    let confirmation = sent.header(header::LOCATION).to_owned();
    let reference = confirmation.split('/').nth(2).unwrap().to_owned();

    let mut guest = portico.client("nobody");
    guest.cookie = Some(sent.cookie());
    let link = link_of(&guest, &reference).await;
    let page = guest.get(&confirmation).await.text();
    assert!(page.contains(&format!("http://127.0.0.1:3000{link}")), "the link can be kept: {page}");

    let page = guest.get(&format!("/requests/{reference}")).await.text();
    let back = |to: &str| page.contains(&format!("<a href=\"{to}\" class=\"back\">"));
    assert!(back("/") && !back("/requests"), "a guest has no list to go back to");

    // Elsewhere, with nothing but the link.
    let opened = portico.client("nobody").get(&link).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.header(header::LOCATION), format!("/requests/{reference}"));
    let mut elsewhere = portico.client("nobody");
    elsewhere.cookie = Some(opened.cookie());
    let page = elsewhere.get(&format!("/requests/{reference}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("The scanner hums") && page.text().contains("Revoke this link"));
    let body = format!("key={}&body=It+hums+louder", key());
    let answered = elsewhere.form(&format!("/requests/{reference}/messages"), &body).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());

    // The desk knows that nobody has verified who this is.
    let ana = portico.client("ana");
    let queue = ana.call(&ListQueue::default()).await.unwrap();
    assert_eq!(queue.tickets[0].requester, "gia (guest)");
    let ticket = ana.call(&GetTicket { id: queue.tickets[0].id }).await.unwrap();
    assert!(ticket.requester_is_guest);
    assert_eq!((ticket.requester_email.as_str(), ticket.entries.len()), ("gia@home.example", 2));
    let seen = guest.call(&GetRequest { reference }).await.unwrap();
    assert!(seen.entries.iter().all(|it| it.by == "You" && !it.ours), "{:?}", seen.entries);
}

#[tokio::test]
async fn a_browser_keeps_the_links_to_several_requests() {
    let portico = TestApp::new().await;
    let (first, mut guest) = portico.file_as_guest("The scanner hums").await;
    let filed = guest.post(&filing_as_guest("The printer is silent")).await;
    guest.cookie = Some(filed.cookie());
    let second: Filed = serde_json::from_slice(&filed.bytes).unwrap();
    for reference in [first, second.reference.to_string()] {
        assert!(guest.call(&GetRequest { reference }).await.unwrap().link.is_some());
    }
}

#[tokio::test]
async fn nobody_who_is_signed_in_is_asked_or_becomes_a_guest() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let answer = rita.post(&filing_as_guest("The scanner hums")).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header(header::SET_COOKIE), "");
    let own = rita.call(&ListRequests::default()).await.unwrap().requests;
    let reference = own[0].reference.to_string();
    assert_eq!(rita.call(&GetRequest { reference }).await.unwrap().link, None);
    let known = portico.app.store.read(|reader| async move {
        let email = EmailAddress::parse("gia@home.example").unwrap();
        people::guest_by_email(&reader, &email).await
    });
    assert_eq!(known.await.unwrap(), None);
    for page in ["/new", "/new/contact", "/new/effect?about=vpn", "/new/check"] {
        let html = rita.get(page).await.text();
        assert!(!html.contains("name=\"email\"") && !html.contains("name=\"name\""), "{page}");
    }
}

#[tokio::test]
async fn where_guests_may_not_ask_somebody_has_to_sign_in() {
    let portico = TestApp::with(|site| site.guests = false).await;
    let nobody = portico.client("nobody");
    let before = portico.fingerprint().await;
    assert!(!nobody.call(&GetSession {}).await.unwrap().guests);
    let refused = nobody.call(&filing_as_guest("It broke")).await.unwrap_err();
    assert_eq!(refused.code, Code::SignInNeeded);
    let described = SaveDraft {
        key: key(),
        page: "describe".into(),
        guest: "1".into(),
        description: "x".into(),
        ..SaveDraft::default()
    };
    assert_eq!(nobody.call(&described).await.unwrap_err().code, Code::SignInNeeded);
    for page in ["/new", "/new/contact", "/new/check"] {
        let answer = nobody.get(page).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{page}");
        assert!(answer.text().contains("Sign in to go on"), "{page}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn what_a_guest_began_goes_on_signed_in() {
    let portico = TestApp::new().await;
    let (nobody, rita) = (portico.client("nobody"), portico.client("rita"));
    let described = SaveDraft {
        key: key(),
        page: "describe".into(),
        guest: "1".into(),
        description: "It hums".into(),
        ..SaveDraft::default()
    };
    let draft = nobody.call(&described).await.unwrap().draft;
    let check = rita.get(&format!("/new/check?draft={draft}&guest=1")).await;
    assert!(check.text().contains("It hums"));
    let chosen = SaveDraft {
        key: key(),
        page: "category".into(),
        category: "network".into(),
        draft: draft.clone(),
        ..SaveDraft::default()
    };
    assert_eq!(rita.call(&chosen).await.unwrap().draft, draft);
    // From now on it is hers.
    let get = GetDraft { draft };
    assert_eq!(nobody.call(&get).await.unwrap_err().code, Code::SignInNeeded);
    assert_eq!(rita.call(&get).await.unwrap().answers.description, "It hums");
}

#[tokio::test]
async fn whose_sign_in_ran_out_on_the_way_is_asked_to_sign_in_and_is_no_guest() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let before = portico.fingerprint().await;
    let described = SaveDraft {
        key: key(),
        page: "describe".into(),
        description: "It hums".into(),
        ..SaveDraft::default()
    };
    assert_eq!(nobody.call(&described).await.unwrap_err().code, Code::SignInNeeded);
    assert_eq!(nobody.call(&filing("It hums")).await.unwrap_err().code, Code::SignInNeeded);
    // A guest who passes the question over is told which.
    let guest = FileRequest { guest: "1".into(), ..filing("It hums") };
    let problem = nobody.call(&guest).await.unwrap_err();
    assert!(problem.text_for("email").is_some(), "{problem}");
    assert_eq!(portico.fingerprint().await, before);
}

/// 9 and 10: a link opens its one request, on no route anything else.
#[tokio::test]
async fn attack_9_and_10_a_link_opens_one_request_and_nothing_else() {
    let scene = Scene::new("a note").await;
    let portico = &scene.portico;
    let (own, guest) = portico.file_as_guest("The scanner hums").await;
    let own_ticket = portico.ticket(&own).await.to_string();
    let before = portico.fingerprint().await;
    for route in table().iter().filter(|it| it.path.contains('{') && !it.path.contains("{slug}")) {
        let (foreign, missing) = scene.addresses(route.path);
        let staff_side = route.path.replace("{id}", &own_ticket).replace("{ticket}", &own_ticket);
        let is_staff_side = !staff_side.contains('{');
        let mut answers = Vec::new();
        for address in [&missing, &foreign].into_iter().chain(is_staff_side.then_some(&staff_side))
        {
            let body = match (route.mutates, route.name) {
                (false, _) => String::new(),
                // A guest may begin a draft of their own, so this one is made to be refused.
                (true, "SaveDraft") => json!({ "page": "describe", "guest": "1" }).to_string(),
                (true, _) => json!(scene.body(route)).to_string(),
            };
            answers.push((address, guest.json(route.method.clone(), address, body).await));
        }
        let absent = answers[0].1.clone();
        for (address, answer) in answers {
            assert!(answer.status.is_client_error(), "{address}: {}", answer.status);
            assert_eq!((answer.status, answer.text()), (absent.status, absent.text()), "{address}");
        }
    }
    for page in ["/desk".to_owned(), format!("/desk/tickets/{own_ticket}"), "/requests".to_owned()]
    {
        assert!(!guest.get(&page).await.text().contains("scanner"), "{page}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

/// 9 and 10: a guest's request is not there for others, whoever they are.
#[tokio::test]
async fn attack_9_and_10_a_guests_request_is_not_there_for_others() {
    let scene = Scene::new("a note").await;
    let portico = &scene.portico;
    let (reference, _) = portico.file_as_guest("The scanner hums").await;
    let (_, other) = portico.file_as_guest("The printer is silent").await;
    let others = ["nobody", "rita", "ana", "lea", "max"].map(|it| portico.client(it));
    for client in others.iter().chain([&other]) {
        for route in table().iter().filter(|it| it.path.contains("{reference}")) {
            let mut answers = Vec::new();
            for reference in [reference.as_str(), "2222-222"] {
                let address = route.path.replace("{reference}", reference);
                let body = match route.mutates {
                    true => json!(scene.body(route)).to_string(),
                    false => String::new(),
                };
                answers.push(client.json(route.method.clone(), &address, body).await);
            }
            let [foreign, absent] = [&answers[0], &answers[1]];
            assert!(foreign.status.is_client_error(), "{}", route.path);
            assert_eq!(foreign.status, absent.status, "{}", route.path);
            assert_eq!(foreign.text(), absent.text(), "{}", route.path);
        }
    }
}

/// 30: a flood is stopped, one connection's and everybody's together, and is told when to go on.
#[tokio::test]
async fn attack_30_a_flood_of_requests_is_stopped() {
    let portico = TestApp::new().await;
    let gia = portico.client("nobody").from("192.0.2.1");
    for _ in 0..5 {
        gia.call(&filing_as_guest("It broke")).await.unwrap();
    }
    let before = portico.fingerprint().await;
    let refused = gia.post(&filing_as_guest("The sixth")).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header(header::RETRY_AFTER), "120");
    let problem: Problem = serde_json::from_slice(&refused.bytes).unwrap();
    assert!(problem.detail.contains("Your answers are kept. Try again in 2 minutes."), "{problem}");
    // The page has all that was typed, and the refusal.
    let fields = serde_html_form::to_string(filing_as_guest("The sixth")).unwrap();
    let page = gia.form("/new/check", &fields).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.header(header::RETRY_AFTER), "120");
    assert!(page.text().contains("The sixth") && page.text().contains("Try again in 2 minutes"));
    // What a stranger says of where it comes from is not believed.
    let said = [
        ("content-type", "application/json"),
        ("sec-fetch-site", "same-origin"),
        ("x-forwarded-for", "198.51.100.7"),
    ];
    let body = json!(filing_as_guest("The seventh")).to_string();
    let answer = gia.send(Method::POST, "/api/v1/requests", &said, body).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(portico.fingerprint().await, before, "nothing of it is stored");
    // Members are not counted with guests.
    portico.client("rita").from("192.0.2.1").call(&filing("Mine")).await.unwrap();

    for n in 5..60 {
        let other = gia.from(&format!("198.51.100.{n}"));
        other.call(&filing_as_guest("It broke")).await.unwrap();
    }
    let late = gia.from("203.0.113.1").post(&filing_as_guest("Late")).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(late.header(header::RETRY_AFTER), "60");
    portico.app.clock.advance(TimeDelta::minutes(2));
    gia.call(&filing_as_guest("Later")).await.unwrap();
}

/// 30: behind a trusted proxy, what the proxy added last is where it comes from.
#[tokio::test]
async fn attack_30_behind_a_proxy_connections_are_told_apart() {
    let portico = TestApp::with(|site| site.trusted_proxy = true).await;
    let proxy = portico.client("nobody").from("10.0.0.1");
    let send = async |from: &str| {
        let headers = [("content-type", "application/json"), ("x-forwarded-for", from)];
        let body = json!(filing_as_guest("It broke")).to_string();
        proxy.send(Method::POST, "/api/v1/requests", &headers, body).await.status
    };
    for n in 0..5 {
        assert_eq!(send(&format!("203.0.113.{n}, 192.0.2.1")).await, StatusCode::CREATED);
    }
    assert_eq!(send("203.0.113.9, 192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(send("192.0.2.1, 192.0.2.2").await, StatusCode::CREATED);
}

/// 30: what fills in every field is no person.
#[tokio::test]
async fn attack_30_a_filled_trap_keeps_nothing() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let before = portico.fingerprint().await;
    let contact = SaveDraft {
        key: key(),
        page: "contact".into(),
        guest: "1".into(),
        email: "gia@home.example".into(),
        homepage: "https://spam.example".into(),
        ..SaveDraft::default()
    };
    let mut filing = filing_as_guest("Buy now");
    filing.homepage = "https://spam.example".into();
    for refused in [nobody.post(&contact).await, nobody.post(&filing).await] {
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let problem: Problem = serde_json::from_slice(&refused.bytes).unwrap();
        assert_eq!(problem.text_for("homepage"), Some("Leave this field empty"));
    }
    let fields = serde_html_form::to_string(&contact).unwrap();
    let page = nobody.form("/new/contact", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("Leave this field empty") && page.text().contains("gia@home.example")
    );
    assert_eq!(portico.fingerprint().await, before);
}

/// 35: an address that is known is answered like one that is not, and nothing of a member's is found.
#[tokio::test]
async fn attack_35_a_guest_finds_out_nothing_about_an_address() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let own = portico.file("rita", "Mine alone").await;
    let (_, gia) = portico.file_as_guest("The scanner hums").await;
    let mut seen = Vec::new();
    for email in ["rita@portico.example", "gia@home.example", "new@home.example"] {
        let mut filing = filing_as_guest("It broke");
        filing.email = email.into();
        let answer = portico.client("nobody").post(&filing).await;
        let filed: Filed = serde_json::from_slice(&answer.bytes).unwrap();
        let mut client = portico.client("nobody");
        client.cookie = Some(answer.cookie());
        for hidden in [&own] {
            let refused = client.call(&GetRequest { reference: hidden.clone() }).await.unwrap_err();
            assert_eq!(refused.code, Code::SignInNeeded, "{email}");
        }
        // The same address is no way to what was asked with it before.
        let reference = filed.reference.to_string();
        assert_eq!(gia.call(&GetRequest { reference }).await.unwrap_err().code, Code::SignInNeeded);
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        seen.push((answer.status, answer.bytes.len(), names));
    }
    assert!(seen.windows(2).all(|it| it[0] == it[1]), "{seen:?}");
    assert_eq!(rita.call(&ListRequests::default()).await.unwrap().requests.len(), 1);
    // A guest's address signs nobody in, and is refused like one that nobody has.
    let sign_in = async |email: &str| {
        let body = format!("key=k&email={email}&password=x&next=");
        let answer = portico.client("nobody").form("/sign-in", &body).await;
        (answer.status, answer.header(header::SET_COOKIE).to_owned())
    };
    assert_eq!(sign_in("gia%40home.example").await, sign_in("not%40home.example").await);
}

/// 35: whoever types the address of somebody of the demo does not become them.
#[tokio::test]
async fn attack_35_nobody_signs_in_as_a_guest() {
    let portico = TestApp::new().await;
    let email = server::demo::people::PEOPLE[0].email;
    let mut filing = filing_as_guest("It broke");
    filing.email = email.into();
    let nobody = portico.client("nobody");
    nobody.call(&filing).await.unwrap();
    let guest = portico.app.store.read(|reader| async move {
        people::guest_by_email(&reader, &EmailAddress::parse(email).unwrap()).await
    });
    let person = guest.await.unwrap().unwrap().id.to_string();
    let sign_in = SignInAsDemo { key: key(), person, next: String::new() };
    assert_eq!(nobody.call(&sign_in).await.unwrap_err().code, Code::NotFound);
    let offered = nobody.call(&ListDemoPeople {}).await.unwrap().people;
    assert!(offered.iter().all(|it| it.id.to_string() != sign_in.person), "{offered:?}");
}

/// 36: a forged host is in no link.
#[tokio::test]
async fn attack_36_a_link_leads_to_the_configured_address() {
    let portico = TestApp::with(|site| {
        site.url = "https://help.example".into();
        site.public_origin = Some("https://help.example".into());
    })
    .await;
    let ours = [("content-type", "application/json"), ("origin", "https://help.example")];
    let body = json!(filing_as_guest("It broke")).to_string();
    let nobody = portico.client("nobody");
    let filed = nobody.send(Method::POST, "/api/v1/requests", &ours, body).await;
    let cookie = filed.header(header::SET_COOKIE);
    assert!(
        cookie.starts_with("__Host-portico-links=") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    let mut guest = portico.client("nobody");
    guest.cookie = Some(filed.cookie());
    let reference = serde_json::from_slice::<Filed>(&filed.bytes).unwrap().reference;
    for name in ["x-forwarded-host", "forwarded", "x-forwarded-proto"] {
        let address = format!("/requests/{reference}/sent");
        let page = guest.send(Method::GET, &address, &[(name, "evil.example")], "").await.text();
        assert!(page.contains("https://help.example/g/") && !page.contains("evil"), "{name}");
    }
}

/// 37: a token that is revoked, replaced, too old, cut or made up opens nothing, and all look the same.
#[tokio::test]
async fn attack_37_a_link_ends_and_cannot_be_guessed_at() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let never = nobody.get(&format!("/g/{}", "0".repeat(32))).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    let never = page_without_nonce(&never);
    assert!(never.contains("This link does not open a request"));
    let is_dead = async |link: &str| {
        let answer = nobody.get(link).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{link}");
        assert_eq!(answer.header(header::SET_COOKIE), "", "{link}");
        assert_eq!(page_without_nonce(&answer), never, "{link}");
    };

    let (reference, guest) = portico.file_as_guest("The scanner hums").await;
    let link = link_of(&guest, &reference).await;
    assert_eq!(nobody.get(&link).await.status, StatusCode::SEE_OTHER, "it may be opened again");
    assert_eq!(nobody.get(&link).await.status, StatusCode::SEE_OTHER);
    let cut = &link[..link.len() - 1];
    for bad in [
        cut,
        &format!("{link}0"),
        "/g/*",
        "/g/%25",
        &format!("/g/{reference}"),
        &link.to_uppercase().replacen("/G/", "/g/", 1),
    ] {
        is_dead(bad).await;
    }
    // A browser never asks for this: a dot is no part of a path.
    assert_eq!(nobody.get("/g/.").await.status, StatusCode::NOT_FOUND);
    let mut forged = portico.client("nobody");
    for cookie in [cut, "*", "", &reference] {
        forged.cookie = Some(format!("portico-links={}", cookie.trim_start_matches("/g/")));
        let get = GetRequest { reference: reference.clone() };
        assert_eq!(forged.call(&get).await.unwrap_err().code, Code::SignInNeeded, "{cookie}");
    }

    // No token is stored, neither as it is nor in what is remembered of the answer.
    let token = link.trim_start_matches("/g/").to_owned();
    let mut n_found = 0;
    let exported = portico.app.store.export(|key, value| {
        let holds = |it: &[u8]| it.windows(token.len()).any(|it| it == token.as_bytes());
        n_found += usize::from(holds(key) || holds(value));
        Ok::<_, server::store::StoreError>(())
    });
    exported.await.unwrap();
    assert_eq!(n_found, 0);
    assert_ne!(hash_of(&token), [0; 32]);

    // A new link ends the one before, once it has arrived.
    let renew = RenewLink { key: key(), reference: reference.clone() };
    let lost = guest.post(&renew).await;
    assert_eq!(lost.status, StatusCode::CREATED, "{}", lost.text());
    assert_eq!(nobody.get(&link).await.status, StatusCode::SEE_OTHER, "nobody is locked out");
    let renewed = guest.post(&renew).await;
    assert_eq!(renewed.status, StatusCode::CREATED, "{}", renewed.text());
    let get = GetRequest { reference: reference.clone() };
    assert!(guest.call(&get).await.is_ok());
    let old_alone = guest.clone();
    let mut guest = portico.client("nobody");
    guest.cookie = Some(renewed.cookie());
    let second = link_of(&guest, &reference).await;
    assert_ne!(second, link);
    is_dead(&link).await;
    assert_eq!(old_alone.call(&get).await.unwrap_err().code, Code::SignInNeeded);
    let mut late = portico.client("nobody");
    let never_used = lost.cookie().split(['=', '.']).nth(1).unwrap().to_owned();
    late.cookie = Some(format!("portico-links={never_used}"));
    assert_eq!(late.call(&get).await.unwrap_err().code, Code::SignInNeeded);
    assert_eq!(nobody.get(&second).await.status, StatusCode::SEE_OTHER, "and it stays");

    // Revoked, in the way of a browser without scripts.
    let body = format!("key={}", key());
    let revoked = guest.form(&format!("/requests/{reference}/revocation"), &body).await;
    assert_eq!(revoked.header(header::LOCATION), "/link-revoked");
    is_dead(&second).await;
    let answer = SendMessage {
        key: key(),
        reference: reference.clone(),
        body: "Still there".into(),
        ..SendMessage::default()
    };
    assert_eq!(guest.call(&answer).await.unwrap_err().code, Code::SignInNeeded);
}

/// 37: opening a new link ends the others too, and what was revoked is not brought back by one that is late.
#[tokio::test]
async fn attack_37_a_new_link_takes_the_place_of_the_others_wherever_it_is_opened() {
    let portico = TestApp::new().await;
    let (reference, guest) = portico.file_as_guest("The scanner hums").await;
    let link = link_of(&guest, &reference).await;
    let nobody = portico.client("nobody");
    let renew = || RenewLink { key: key(), reference: reference.clone() };
    let token =
        |answer: &crate::app::Answer| answer.cookie().split(['=', '.']).nth(1).unwrap().to_owned();
    let second = format!("/g/{}", token(&guest.post(&renew()).await));
    assert_eq!(nobody.get(&second).await.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.get(&link).await.status, StatusCode::NOT_FOUND);

    let mut guest = portico.client("nobody");
    guest.cookie = Some(nobody.get(&second).await.cookie());
    let third = format!("/g/{}", token(&guest.post(&renew()).await));
    let revoke = RevokeLink { key: key(), reference: reference.clone() };
    guest.call(&revoke).await.unwrap();
    for dead in [&second, &third] {
        assert_eq!(nobody.get(dead).await.status, StatusCode::NOT_FOUND, "{dead}");
    }
}

/// 37: thirty days after something last happened a link ends.
#[tokio::test]
async fn attack_37_a_link_ends_thirty_days_after_the_last_activity() {
    let portico = TestApp::new().await;
    let (reference, guest) = portico.file_as_guest("The scanner hums").await;
    let link = link_of(&guest, &reference).await;
    let clock = &portico.app.clock;
    let nobody = portico.client("nobody");
    clock.advance(TimeDelta::days(29));
    portico.sign_in("ana").await;
    let id = portico.ticket(&reference).await;
    let reply = ReplyToTicket {
        key: key(),
        id,
        reply: "Which one?".into(),
        asks: "yes".into(),
        ..ReplyToTicket::default()
    };
    portico.client("ana").call(&reply).await.unwrap();
    clock.advance(TimeDelta::days(29));
    let answer = SendMessage {
        key: key(),
        reference: reference.clone(),
        body: "The grey".into(),
        ..SendMessage::default()
    };
    assert_eq!(guest.call(&answer).await.unwrap().stage, Stage::InProgress);
    clock.advance(TimeDelta::days(30) - TimeDelta::milliseconds(1));
    assert_eq!(nobody.get(&link).await.status, StatusCode::SEE_OTHER);
    clock.advance(TimeDelta::milliseconds(1));
    assert_eq!(nobody.get(&link).await.status, StatusCode::NOT_FOUND);
    let withdraw = WithdrawRequest { key: key(), reference };
    assert_eq!(guest.call(&withdraw).await.unwrap_err().code, Code::SignInNeeded);
}

/// 37: guessing is slowed down, for whoever guesses.
#[tokio::test]
async fn attack_37_guesses_are_counted() {
    let portico = TestApp::new().await;
    let (reference, guest) = portico.file_as_guest("The scanner hums").await;
    let link = link_of(&guest, &reference).await;
    let guesser = portico.client("nobody").from("2001:db8::1");
    for n in 0..30 {
        assert_eq!(guesser.get(&format!("/g/{n:032x}")).await.status, StatusCode::NOT_FOUND);
    }
    let neighbour = guesser.from("2001:db8::2");
    let refused = neighbour.get(&link).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "one network is one guesser");
    assert_eq!(refused.header(header::RETRY_AFTER), "20");
    assert_eq!(guesser.from("192.0.2.1").get(&link).await.status, StatusCode::SEE_OTHER);
}

/// 70: one key makes one request, and every answer to it has a link that works.
#[tokio::test]
async fn attack_70_one_key_makes_one_request_of_a_guest() {
    let portico = TestApp::new().await;
    let form = filing_as_guest("It broke");
    let sent = (0..5).map(|_| {
        let (client, form) = (portico.client("nobody"), form.clone());
        tokio::spawn(async move { client.post(&form).await })
    });
    let mut references = Vec::new();
    for it in sent.collect::<Vec<_>>() {
        let answer = it.await.unwrap();
        let reference = serde_json::from_slice::<Filed>(&answer.bytes).unwrap().reference;
        let mut guest = portico.client("nobody");
        guest.cookie = Some(answer.cookie());
        assert!(guest.call(&GetRequest { reference: reference.to_string() }).await.is_ok());
        references.push(reference);
    }
    references.dedup();
    assert_eq!(references.len(), 1);
    assert_eq!(portico.client("ana").call(&ListQueue::default()).await.unwrap().n_open, 1);
}

#[tokio::test]
async fn becoming_a_member_takes_the_requests_along() {
    let portico = TestApp::new().await;
    let (reference, guest) = portico.file_as_guest("The scanner hums").await;
    let link = link_of(&guest, &reference).await;
    let filing = filing_as_guest("The printer is silent");
    let second: Filed = serde_json::from_slice(&guest.post(&filing).await.bytes).unwrap();
    let answer = SendMessage {
        key: key(),
        reference: reference.clone(),
        body: "Louder".into(),
        ..SendMessage::default()
    };
    guest.call(&answer).await.unwrap();

    become_member(&portico, "Gia@home.example").await;
    portico.sign_in_as("gia", "gia@home.example").await;
    let gia = portico.client("gia");
    let own = gia.call(&ListRequests::default()).await.unwrap().requests;
    assert_eq!(own.len(), 2);
    let request = gia.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    assert!(request.entries.iter().all(|it| it.by == "You"), "{:?}", request.entries);
    assert!(matches!(request.entries[0].what, RequestEvent::Filed { .. }));
    assert!(request.can.answer && request.link.is_none());
    let queue = portico.client("ana").call(&ListQueue::default()).await.unwrap();
    assert!(queue.tickets.iter().all(|it| it.requester == "Gia"), "the desk knows at once");

    // The link is dead, and a repetition of what was sent gives no new one.
    assert_eq!(portico.client("nobody").get(&link).await.status, StatusCode::NOT_FOUND);
    let repeated = portico.client("nobody").post(&filing).await;
    assert_eq!(
        serde_json::from_slice::<Filed>(&repeated.bytes).unwrap().reference,
        second.reference
    );
    let mut guest = portico.client("nobody");
    guest.cookie = Some(repeated.cookie());
    let get = GetRequest { reference: second.reference.to_string() };
    assert_eq!(guest.call(&get).await.unwrap_err().code, Code::SignInNeeded);
    let report =
        server::check::run(&portico.app.store, &mut |fault| panic!("{fault}")).await.unwrap();
    assert!(report.is_sound());
}
