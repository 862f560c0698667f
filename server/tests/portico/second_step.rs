//! The second step of signing in: set up, asked for, lost, needed, and nothing of it used twice (attack 45).

use crate::{
    account::PASSWORD,
    app::{Client, TestApp, key},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use server::{
    auth::totp::Secret,
    store::tables::audit::{Deed, FactorChange},
};
use shared::{
    actor::Role,
    api::{
        account::{
            GetAccount,
            factor::{
                FactorView, GetFactor, GetRecoveryCodes, KeepRecoveryCodes, MakeRecoveryCodes,
                ProveOneself, RemoveFactor, SetFactor,
            },
        },
        people::{
            GetPerson, LinkMade, MakePersonLink, ResetFactors, ResetReason, welcome::ChoosePassword,
        },
        queue::ListQueue,
        session::{GetSession, SendCode, Session},
        settings::ChangeOrganisation,
    },
    problem::{Code, Problem},
};

const BROWSER: &str = "Firefox/128.0 Linux";

/// The bytes of a secret in letters, as an app reads them.
fn secret(letters: &str) -> Secret {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = letters.chars().filter(|it| *it != ' ').flat_map(|it| {
        let value = alphabet.find(it).unwrap();
        (0..5).rev().map(move |n| value >> n & 1)
    });
    let bits: Vec<usize> = bits.collect();
    let byte =
        |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::try_from(*bit).unwrap());
    let bytes: Vec<u8> = bits.chunks(8).map(byte).collect();
    Secret::of(bytes.try_into().unwrap())
}

/// Somebody's app.
struct App(Secret);

impl App {
    fn code(&self, portico: &TestApp) -> String {
        format!("{:06}", self.0.code(Secret::step_at(portico.app.now())))
    }
}

fn send(code: &str) -> SendCode {
    SendCode { key: key(), code: code.to_owned(), next: String::new() }
}

async fn view(client: &Client) -> FactorView {
    client.call(&GetFactor {}).await.unwrap()
}

/// Takes the picture into an app and shows that it works.
async fn set_up(portico: &TestApp, client: &Client) -> (App, Vec<String>) {
    let shown = view(client).await.set_up.unwrap();
    let app = App(secret(&shown.secret));
    assert_eq!(
        view(client).await.set_up.unwrap(),
        shown,
        "a page that is loaded again shows the same"
    );
    let set = SetFactor { key: key(), code: app.code(portico) };
    assert_eq!(client.call(&set).await.unwrap().n_recovery, 10);
    let codes = client.call(&GetRecoveryCodes {}).await.unwrap().codes;
    // Nobody waits half a minute for the next code.
    portico.app.clock.advance(TimeDelta::seconds(30));
    (app, codes)
}

/// A browser in which the password was right.
async fn half_way(portico: &TestApp, name: &str) -> Client {
    let answer = portico.try_password(name, PASSWORD, BROWSER).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let session: Session = serde_json::from_slice(&answer.bytes).unwrap();
    assert!(session.awaits_code && session.person.is_none());
    assert!(answer.cookie().starts_with("portico-code="), "{}", answer.cookie());
    let client = portico.with_cookie(&answer.cookie());
    assert!(!client.is_signed_in().await, "half of a sign-in is none");
    client
}

async fn refusal<E: shared::api::Endpoint>(client: &Client, request: &E) -> Problem {
    client.call(request).await.err().unwrap()
}

/// Finishes, and has a browser that is signed in.
async fn finish(portico: &TestApp, half_way: &Client, code: &str) -> Client {
    let answer = half_way.post(&send(code)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap()).collect();
    let cookie = cookies.iter().find(|it| it.starts_with("portico=")).unwrap();
    assert!(cookies.iter().any(|it| it.starts_with("portico-code=; ")), "the half is taken away");
    portico.with_cookie(cookie.split(';').next().unwrap())
}

#[tokio::test]
async fn a_code_is_asked_for_once_it_is_set_up() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    assert!(pia.call(&GetAccount {}).await.unwrap().factor_since.is_none());

    let shown = view(&pia).await.set_up.unwrap();
    assert!(shown.link.starts_with("otpauth://totp/Portico:pia%40portico.example?secret="));
    let page = pia.get("/account/second-step").await;
    assert!(page.text().contains(&shown.picture.path) && page.text().contains(&shown.secret));
    assert_eq!(page.header("cache-control".parse().unwrap()), "no-store");
    for wrong in ["000000", "12345", "", "1111-2222-3333-4444"] {
        let set = SetFactor { key: key(), code: wrong.into() };
        assert!(refusal(&pia, &set).await.text_for("code").is_some(), "{wrong}");
    }
    assert!(pia.call(&GetAccount {}).await.unwrap().factor_since.is_none());

    let (app, codes) = set_up(&portico, &pia).await;
    assert!(pia.call(&GetAccount {}).await.unwrap().factor_since.is_some());
    let stored = portico.everything().await;
    assert!(codes.iter().all(|it| !stored.contains(it) && !stored.contains(&it.replace('-', ""))));
    pia.call(&KeepRecoveryCodes { key: key() }).await.unwrap();
    assert_eq!(pia.call(&GetRecoveryCodes {}).await.unwrap().codes, [""; 0], "they are shown once");

    let pim = half_way(&portico, "pia").await;
    assert_eq!(refusal(&pim, &ListQueue::default()).await.code, Code::SignInNeeded);
    let pim = finish(&portico, &pim, &app.code(&portico)).await;
    assert!(pim.is_signed_in().await);
}

#[tokio::test]
async fn attack_45_no_code_works_twice() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    let shown = view(&pia).await.set_up.unwrap();
    let app = App(secret(&shown.secret));
    let first = app.code(&portico);
    pia.call(&SetFactor { key: key(), code: first.clone() }).await.unwrap();
    let codes = pia.call(&GetRecoveryCodes {}).await.unwrap().codes;

    // The code of the set-up, still in its time.
    let one = half_way(&portico, "pia").await;
    assert!(refusal(&one, &send(&first)).await.text_for("code").is_some());
    portico.app.clock.advance(TimeDelta::seconds(30));
    let code = app.code(&portico);
    // Whoever looks over a shoulder is too late, in whatever browser.
    let other = half_way(&portico, "pia").await;
    finish(&portico, &one, &code).await;
    assert!(refusal(&other, &send(&code)).await.text_for("code").is_some(), "replayed");
    assert!(refusal(&one, &send(&code)).await.text_for("code").is_some(), "its half has ended");
    portico.app.clock.advance(TimeDelta::seconds(29));
    assert!(
        refusal(&other, &send(&code)).await.text_for("code").is_some(),
        "second use in the window"
    );

    // Two at the same moment: one of them is in.
    portico.app.clock.advance(TimeDelta::seconds(30));
    let (a, b) = (half_way(&portico, "pia").await, half_way(&portico, "pia").await);
    let code = send(&app.code(&portico));
    let (first, second) = tokio::join!(a.call(&code), b.call(&code));
    assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|it| **it).count(), 1);

    let lost = half_way(&portico, "pia").await;
    finish(&portico, &lost, &codes[4].to_uppercase()).await;
    let again = half_way(&portico, "pia").await;
    assert!(
        refusal(&again, &send(&codes[4])).await.text_for("code").is_some(),
        "a recovery code too"
    );
    assert_eq!(view(&pia).await.present.unwrap().n_recovery, 9);
}

#[tokio::test]
async fn attack_45_nothing_is_taken_away_without_showing_who_one_is() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    set_up(&portico, &pia).await;
    portico.app.clock.advance(TimeDelta::minutes(10));
    assert!(!view(&pia).await.is_fresh);
    assert_eq!(refusal(&pia, &RemoveFactor { key: key() }).await.code, Code::Conflict);
    assert_eq!(refusal(&pia, &MakeRecoveryCodes { key: key() }).await.code, Code::Conflict);
    let wrong = ProveOneself { key: key(), present: "wrong".into(), next: String::new() };
    assert!(refusal(&pia, &wrong).await.text_for("present").is_some());
    assert!(view(&pia).await.present.is_some());

    pia.call(&ProveOneself { present: PASSWORD.into(), ..wrong }).await.unwrap();
    pia.call(&MakeRecoveryCodes { key: key() }).await.unwrap();
    assert_eq!(pia.call(&GetRecoveryCodes {}).await.unwrap().codes.len(), 10);
    pia.call(&RemoveFactor { key: key() }).await.unwrap();
    assert!(portico.enter("pia", BROWSER).await.is_signed_in().await, "a password is enough again");
    assert_eq!(refusal(&pia, &RemoveFactor { key: key() }).await.code, Code::Conflict);

    // Nor is one set up by somebody who sits down at an open sign-in.
    portico.app.clock.advance(TimeDelta::minutes(10));
    assert!(view(&pia).await.set_up.is_none());
    let set = SetFactor { key: key(), code: "123456".into() };
    assert_eq!(refusal(&pia, &set).await.code, Code::Conflict);
}

#[tokio::test]
async fn a_code_is_not_found_by_trying() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    let (app, _) = set_up(&portico, &pia).await;
    let wrong = || send("000000");
    let mut codes = Vec::new();
    let guesser = half_way(&portico, "pia").await;
    for _ in 0..6 {
        codes.push(refusal(&guesser, &wrong()).await);
    }
    assert!(codes[5].text_for("code").unwrap().contains("Sign in again"), "{}", codes[5]);
    let right = app.code(&portico);
    assert!(
        refusal(&guesser, &send(&right)).await.text_for("code").is_some(),
        "this half has ended"
    );
    // With the password again it goes on, but not for long.
    let guesser = half_way(&portico, "pia").await;
    for _ in 0..5 {
        codes.push(refusal(&guesser, &wrong()).await);
    }
    let guesser = half_way(&portico, "pia").await;
    assert_eq!(refusal(&guesser, &send(&right)).await.code, Code::TooMany);
    portico.app.clock.advance(TimeDelta::minutes(10));
    assert!(
        refusal(&guesser, &send(&app.code(&portico))).await.text_for("code").is_some(),
        "too late"
    );
    let pia = half_way(&portico, "pia").await;
    finish(&portico, &pia, &app.code(&portico)).await;
}

#[tokio::test]
async fn a_link_to_choose_a_password_is_no_way_around() {
    let portico = TestApp::new().await;
    let person = portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    let (app, _) = set_up(&portico, &pia).await;
    let max = portico.client("max");
    let LinkMade { token, .. } = max.call(&MakePersonLink { key: key(), person }).await.unwrap();
    let before = half_way(&portico, "pia").await;
    let password = "seven grey gulls under a pier".to_owned();
    let choose = ChoosePassword { key: key(), token, password, ..ChoosePassword::default() };
    let answer = portico.client("nobody").post(&choose).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert!(!portico.with_cookie(&answer.cookie()).is_signed_in().await);
    let code = app.code(&portico);
    assert!(
        refusal(&before, &send(&code)).await.text_for("code").is_some(),
        "its password has ended"
    );
    finish(&portico, &portico.with_cookie(&answer.cookie()), &code).await;
}

#[tokio::test]
async fn staff_who_need_a_second_step_do_nothing_before() {
    let portico = TestApp::new().await;
    portico.add("pia", &[Role::Agent]).await;
    portico.add("rolf", &[Role::Requester]).await;
    let (pia, rolf) = (portico.enter("pia", BROWSER).await, portico.enter("rolf", BROWSER).await);
    pia.call(&ListQueue::default()).await.unwrap();
    let change = ChangeOrganisation {
        key: key(),
        version: "0".into(),
        reason: "Passwords get stolen".into(),
        contact: "Extension 7".into(),
        guests: "on".into(),
        second_step: "on".into(),
        ..ChangeOrganisation::default()
    };
    portico.client("max").call(&change).await.unwrap();

    assert_eq!(refusal(&pia, &ListQueue::default()).await.code, Code::SecondFactorNeeded);
    assert!(pia.call(&GetSession {}).await.unwrap().needs_factor);
    let page = pia.get("/desk").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("/account/second-step"), "{}", page.text());
    assert!(!rolf.call(&GetSession {}).await.unwrap().needs_factor, "requesters do not need it");
    // Whoever signs in is led there.
    let body = format!("key=k&email=pia%40portico.example&password={}", PASSWORD.replace(' ', "+"));
    let answer = portico.client("nobody").form("/sign-in", &body).await;
    assert_eq!(answer.header("location".parse().unwrap()), "/account/second-step");

    let (app, _) = set_up(&portico, &pia).await;
    pia.call(&ListQueue::default()).await.unwrap();
    assert_eq!(refusal(&pia, &RemoveFactor { key: key() }).await.code, Code::Conflict, "it stays");
    let again = half_way(&portico, "pia").await;
    let again = finish(&portico, &again, &app.code(&portico)).await;
    again.call(&ListQueue::default()).await.unwrap();
}

#[tokio::test]
async fn an_administrator_takes_away_what_somebody_has_lost() {
    let portico = TestApp::new().await;
    let person = portico.add("pia", &[Role::Requester]).await;
    let pia = portico.enter("pia", BROWSER).await;
    let max = portico.client("max");
    let reset = ResetFactors { key: key(), person, reason: "lost".into() };
    assert_eq!(refusal(&max, &reset).await.code, Code::Conflict, "there is none");
    set_up(&portico, &pia).await;
    assert!(max.call(&GetPerson { person }).await.unwrap().factor_since.is_some());

    let before = portico.fingerprint().await;
    for who in ["nobody", "rita", "ana", "lea"] {
        assert!(portico.client(who).call(&reset).await.is_err(), "{who}");
    }
    let unreasoned = ResetFactors { reason: "because".into(), ..reset.clone() };
    assert!(refusal(&max, &unreasoned).await.text_for("reason").is_some());
    assert_eq!(portico.fingerprint().await, before);

    let reset = ResetFactors { key: key(), ..reset };
    max.call(&reset).await.unwrap();
    max.call(&reset).await.unwrap();
    assert!(!pia.is_signed_in().await, "whoever has the device is signed out with it");
    assert!(portico.enter("pia", BROWSER).await.is_signed_in().await, "a password is enough again");
    let deeds = portico.audited_since(0).await;
    let resets = deeds.iter().filter(|(_, deed)| {
        let change = FactorChange::Reset(ResetReason::Lost);
        *deed == Deed::Factor { person, change }
    });
    assert_eq!(resets.count(), 1, "sent twice, it was done once");

    // Nobody gets around showing who they are by being an administrator.
    portico.add("ada", &[Role::Administrator]).await;
    let ada = portico.enter("ada", BROWSER).await;
    set_up(&portico, &ada).await;
    portico.app.clock.advance(TimeDelta::minutes(11));
    let own = ada.call(&GetSession {}).await.unwrap().person.unwrap().id;
    let own = ResetFactors { key: key(), person: own, reason: "lost".into() };
    assert_eq!(refusal(&ada, &own).await.code, Code::Conflict);
}
