//! One's own account: the password, the sign-ins, and when those end by themselves.

use crate::app::{Answer, Client, TestApp, key};
use axum::http::{Method, StatusCode, header};
use chrono::TimeDelta;
use server::{http::table, service::accounts};
use shared::{
    actor::Role,
    api::{
        account::{Account, ChangePassword, EndOtherSignIns, EndSignIn, GetAccount},
        people::{LinkMade, MakePersonLink, SuspendPerson, welcome::GetWelcome},
        session::{GetSession, LAST_INPUT, SignIn, StaySignedIn},
    },
    id::PersonId,
    problem::Code,
    text::{EmailAddress, PersonName},
};

pub(crate) const PASSWORD: &str = "a long way to the sea";
const OTHER: &str = "three wheels behind a red barn";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const PHONE: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";

impl TestApp {
    /// Adds somebody with [`PASSWORD`].
    pub(crate) async fn add(&self, name: &str, roles: &[Role]) -> PersonId {
        let email = EmailAddress::parse(&format!("{name}@portico.example")).unwrap();
        let name = PersonName::parse(name).unwrap();
        let password = Some(PASSWORD.to_owned());
        accounts::add_person(&self.app, name, email, roles, password).await.unwrap().id
    }

    /// Sends a password from a browser that calls itself so.
    pub(crate) async fn try_password(
        &self,
        name: &str,
        password: &str,
        user_agent: &str,
    ) -> Answer {
        let (email, password) = (format!("{name}@portico.example"), password.to_owned());
        let form = SignIn { key: key(), email, password, ..SignIn::default() };
        let headers = [
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-origin"),
            ("user-agent", user_agent),
        ];
        let body = serde_json::to_vec(&form).unwrap();
        self.client("nobody").send(Method::POST, "/api/v1/session", &headers, body).await
    }

    /// A browser of its own in which somebody has signed in.
    pub(crate) async fn enter(&self, name: &str, user_agent: &str) -> Client {
        let answer = self.try_password(name, PASSWORD, user_agent).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        self.with_cookie(&answer.cookie())
    }

    pub(crate) fn with_cookie(&self, cookie: &str) -> Client {
        let mut client = self.client("nobody");
        client.cookie = Some(cookie.to_owned());
        client
    }
}

impl Client {
    pub(crate) async fn is_signed_in(&self) -> bool {
        self.call(&GetSession {}).await.unwrap().person.is_some()
    }

    async fn account(&self) -> Account {
        self.call(&GetAccount {}).await.unwrap()
    }

    /// Reads an address as a page does whose reader did something so many seconds ago.
    async fn reads(&self, address: &str, seconds_ago: u32) -> Answer {
        let ago = seconds_ago.to_string();
        self.send(Method::GET, address, &[(LAST_INPUT, &ago)], Vec::new()).await
    }
}

fn change(present: &str, password: &str) -> ChangePassword {
    ChangePassword { key: key(), present: present.to_owned(), password: password.to_owned() }
}

#[tokio::test]
async fn attack_38_another_password_ends_every_other_sign_in() {
    let portico = TestApp::new().await;
    let person = portico.add("pia", &[Role::Requester]).await;
    let (here, there) = (portico.enter("pia", FIREFOX).await, portico.enter("pia", PHONE).await);
    let make = MakePersonLink { key: key(), person };
    let LinkMade { token, .. } = portico.client("max").call(&make).await.unwrap();

    for (present, new, field) in [
        ("wrong", OTHER, "present"),
        (PASSWORD, "short", "password"),
        (PASSWORD, "passwordpassword", "password"),
    ] {
        let problem = here.call(&change(present, new)).await.unwrap_err();
        assert!(problem.text_for(field).is_some(), "{new}: {problem}");
    }
    assert!(there.is_signed_in().await, "nothing was changed");

    let changed = here.call(&change(PASSWORD, OTHER)).await.unwrap();
    assert_eq!(changed.n_ended, 1);
    assert!(here.is_signed_in().await && !there.is_signed_in().await);
    assert_eq!(portico.try_password("pia", PASSWORD, "").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(portico.try_password("pia", OTHER, "").await.status, StatusCode::CREATED);
    let link = portico.client("nobody").call(&GetWelcome { token }).await;
    assert_eq!(link.unwrap_err().code, Code::NotFound, "a link of before would undo it");

    // Who sits down at an open sign-in does not find the password by trying.
    let mut last = Code::Invalid;
    for _ in 0..11 {
        last = here.call(&change("wrong", PASSWORD)).await.unwrap_err().code;
    }
    assert_eq!(last, Code::TooMany);
    let right = change(OTHER, "four wheels under a blue barn");
    assert_eq!(here.call(&right).await.unwrap_err().code, Code::TooMany);
    portico.app.clock.advance(TimeDelta::minutes(2));
    here.call(&right).await.unwrap();
}

#[tokio::test]
async fn sign_ins_are_listed_in_words_and_ended() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let here = portico.enter("pia", FIREFOX).await;
    portico.app.clock.advance(TimeDelta::hours(1));
    let phone = portico.enter("pia", PHONE).await;
    let hostile = portico.enter("pia", "\"><img src=x onerror=fetch('/x')> Windows").await;

    let listed = here.account().await.sign_ins;
    let words: Vec<(&str, bool)> = listed.iter().map(|it| (&*it.device, it.is_this)).collect();
    assert_eq!(words[0], ("Firefox on Linux", true));
    assert!(words.contains(&("Safari on an iPhone", false)), "{words:?}");
    assert!(words.contains(&("A browser on Windows", false)), "{words:?}");
    let page = here.get("/account").await.text();
    assert!(page.contains("Safari on an iPhone") && !page.contains("<img src=x"), "attack 1");

    let id = |device: &str| listed.iter().find(|it| it.device == device).unwrap().id.clone();
    let end = EndSignIn { key: key(), sign_in: id("Safari on an iPhone") };
    let foreign = portico.client("otto").call(&end).await.unwrap_err();
    let absent = EndSignIn { key: key(), sign_in: "0".repeat(16) };
    assert_eq!(foreign, portico.client("otto").call(&absent).await.unwrap_err(), "attack 9");
    assert!(phone.is_signed_in().await);
    here.call(&end).await.unwrap();
    assert!(!phone.is_signed_in().await && hostile.is_signed_in().await);
    let stored = portico.everything().await;
    assert!(!stored.contains("onerror"), "nothing that a browser says of itself is kept");

    let others = here.call(&EndOtherSignIns { key: key() }).await.unwrap();
    assert_eq!((others.n_ended, here.account().await.sign_ins.len()), (1, 1));
    assert!(here.is_signed_in().await && !hostile.is_signed_in().await);
}

/// 40: a page that asks by itself keeps nobody signed in, whatever it asks.
#[tokio::test]
async fn attack_40_only_what_somebody_does_keeps_them_signed_in() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Agent, Role::Lead, Role::Administrator]).await;
    let poll = async |client: &Client| {
        for route in table().iter().filter(|it| !it.mutates && !it.path.contains('{')) {
            client.get(route.path).await;
            client.reads(route.path, 3_600).await;
        }
    };
    let pia = portico.enter("pia", FIREFOX).await;
    let before = portico.fingerprint().await;
    for _ in 0..5 {
        portico.app.clock.advance(TimeDelta::minutes(5));
        poll(&pia).await;
    }
    assert_eq!(portico.fingerprint().await, before, "nothing of it was even noted");
    assert!(pia.is_signed_in().await);
    portico.app.clock.advance(TimeDelta::minutes(5));
    assert!(!pia.is_signed_in().await, "after thirty minutes");

    // The same page, while somebody works on it.
    let pia = portico.enter("pia", FIREFOX).await;
    for _ in 0..10 {
        portico.app.clock.advance(TimeDelta::minutes(20));
        assert_eq!(pia.reads("/api/v1/changes", 60).await.status, StatusCode::OK);
    }
    // Opening a page, and sending something, are done by somebody.
    portico.app.clock.advance(TimeDelta::minutes(20));
    assert_eq!(pia.get("/desk").await.status, StatusCode::OK);
    portico.app.clock.advance(TimeDelta::minutes(20));
    pia.call(&EndOtherSignIns { key: key() }).await.unwrap();
    portico.app.clock.advance(TimeDelta::minutes(20));
    assert!(pia.is_signed_in().await);
    // A lie about the future is worth no more than the truth.
    pia.send(Method::GET, "/api/v1/session", &[(LAST_INPUT, "-100000")], Vec::new()).await;
    portico.app.clock.advance(TimeDelta::minutes(11));
    assert!(!pia.is_signed_in().await);
}

#[tokio::test]
async fn a_use_is_noted_seldom() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", FIREFOX).await;
    let before = portico.fingerprint().await;
    portico.app.clock.advance(TimeDelta::seconds(170));
    pia.get("/requests").await;
    assert_eq!(portico.fingerprint().await, before);
    portico.app.clock.advance(TimeDelta::seconds(10));
    pia.get("/requests").await;
    assert_ne!(portico.fingerprint().await, before);
    let used = pia.account().await.sign_ins[0].used.unwrap();
    assert_eq!(used, portico.app.now());
}

#[tokio::test]
async fn nobody_stays_signed_in_for_ever() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Agent]).await;
    portico.add("rolf", &[Role::Requester]).await;
    for (name, idle, most, at_least) in [
        // Ten extensions and more where the limit is short (D4.9); one of more than 20 hours needs none.
        ("pia", TimeDelta::minutes(30), TimeDelta::hours(12), 10),
        ("rolf", TimeDelta::days(7), TimeDelta::days(30), 4),
    ] {
        let answer = portico.try_password(name, PASSWORD, FIREFOX).await;
        let lasts = format!("Max-Age={};", most.num_seconds());
        assert!(answer.header(header::SET_COOKIE).contains(&lasts), "{answer:?}");
        let client = portico.with_cookie(&answer.cookie());
        let begun = portico.app.now();
        let mut expires = client.call(&GetSession {}).await.unwrap().expires.unwrap();
        assert_eq!(expires, begun + idle);
        let mut n_extended = 0;
        loop {
            portico.app.clock.advance(expires - portico.app.now() - TimeDelta::seconds(1));
            let later = client.call(&StaySignedIn { key: key() }).await.unwrap().expires.unwrap();
            if later <= expires {
                break;
            }
            (expires, n_extended) = (later, n_extended + 1);
            assert!(n_extended < 100, "it ends");
        }
        assert!(n_extended >= at_least, "{name}: {n_extended} times");
        assert_eq!(expires, begun + most);
        portico.app.clock.advance(TimeDelta::seconds(1));
        let ended = client.call(&StaySignedIn { key: key() }).await.unwrap_err();
        assert_eq!(ended.code, Code::SignInNeeded);
        assert_eq!(client.call(&GetSession {}).await.unwrap().expires, None);
    }
}

#[tokio::test]
async fn who_may_do_more_is_asked_for_more_at_once() {
    let portico = TestApp::new().await;
    let person = portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", FIREFOX).await;
    portico.app.clock.advance(TimeDelta::hours(1));
    assert!(pia.is_signed_in().await);
    let promoted = shared::api::people::ChangePerson {
        key: key(),
        person,
        name: "pia".into(),
        email: "pia@portico.example".into(),
        roles: vec!["agent".into()],
        ..Default::default()
    };
    portico.client("max").call(&promoted).await.unwrap();
    assert!(!pia.is_signed_in().await, "an hour is too long for an agent");
}

/// 65: there are no API tokens. A token in an address signs nobody in, and nobody may do more than their present
/// roles let them.
#[tokio::test]
async fn attack_65_a_token_in_an_address_signs_nobody_in() {
    let portico = TestApp::new().await;
    let person = portico.add("pia", &[Role::Agent]).await;
    let answer = portico.try_password("pia", PASSWORD, FIREFOX).await;
    let cookie = answer.cookie();
    let (name, token) = cookie.split_once('=').unwrap();
    let nobody = portico.client("nobody");
    for route in table().iter().filter(|it| !it.mutates && !it.path.contains('{')) {
        let expected = nobody.get(route.path).await;
        for parameter in [name, "token", "access_token", "api_key", "session"] {
            let answer = nobody.get(&format!("{}?{parameter}={token}", route.path)).await;
            let is_told_off = answer.status == StatusCode::UNPROCESSABLE_ENTITY
                || answer.status == StatusCode::BAD_REQUEST;
            assert!(is_told_off || answer == expected, "{}?{parameter}", route.path);
        }
        for (header, value) in [
            ("authorization", format!("Bearer {token}")),
            ("authorization", format!("Basic {token}")),
            ("x-api-key", token.to_owned()),
            ("x-auth-token", token.to_owned()),
        ] {
            let answer =
                nobody.send(Method::GET, route.path, &[(header, &value)], Vec::new()).await;
            assert_eq!(answer, expected, "{} with {header}", route.path);
        }
    }
    let page = nobody.get(&format!("/desk?{name}={token}")).await;
    assert!(!page.text().contains("Sign out"));

    let pia = portico.with_cookie(&cookie);
    assert_eq!(pia.get("/api/v1/tickets").await.status, StatusCode::OK);
    portico.client("max").call(&SuspendPerson { key: key(), person }).await.unwrap();
    assert_eq!(pia.get("/api/v1/tickets").await.status, StatusCode::UNAUTHORIZED);
}
