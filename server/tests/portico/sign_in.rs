//! Signing in: what strangers learn from it, and which sign-ins it ends.

use crate::app::{Answer, Client, TestApp, key};
use axum::http::StatusCode;
use server::service::accounts;
use shared::{
    api::session::{GetSession, SignIn},
    text::{EmailAddress, PersonName},
};

const PASSWORD: &str = "a long way to the sea";

async fn with_pia() -> TestApp {
    let portico = TestApp::new().await;
    let name = PersonName::parse("Pia").unwrap();
    let email = EmailAddress::parse("pia@portico.example").unwrap();
    let password = Some(PASSWORD.to_owned());
    accounts::add_person(&portico.app, name, email, &[], password).await.unwrap();
    portico
}

async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    let form =
        SignIn { key: key(), email: email.into(), password: password.into(), next: String::new() };
    client.post(&form).await
}

/// Somebody with a cookie of this kind.
fn with_cookie(portico: &TestApp, cookie: &str) -> Client {
    let mut client = portico.client("nobody");
    client.cookie = Some(cookie.to_owned());
    client
}

/// Who is signed in with a cookie.
async fn name_with(portico: &TestApp, cookie: &str) -> Option<String> {
    with_cookie(portico, cookie).call(&GetSession {}).await.unwrap().person.map(|it| it.name)
}

/// 35: a wrong password, somebody without one and nobody at all are answered alike, byte by byte.
#[tokio::test]
async fn attack_35_signing_in_tells_nothing_about_an_address() {
    let portico = with_pia().await;
    let nobody = portico.client("nobody");
    let wrong = sign_in(&nobody, "pia@portico.example", "a short way").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    for email in ["rita@portico.example", "pim@portico.example"] {
        assert_eq!(sign_in(&nobody, email, "a short way").await, wrong, "{email}");
    }
    // The page shows what was typed, and nothing else that differs but its nonces and keys.
    let page = async |email: &str| {
        let form = SignIn {
            key: "k".repeat(32),
            email: email.into(),
            password: "a short way".into(),
            next: String::new(),
        };
        let answer = nobody.form("/sign-in", &serde_html_form::to_string(&form).unwrap()).await;
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        (answer.status, answer.bytes.len(), names)
    };
    assert_eq!(page("pia@portico.example").await, page("pim@portico.example").await);
}

/// 38: a token that was there before is not taken over, and signing in again ends the sign-in before.
#[tokio::test]
async fn attack_38_nobody_chooses_the_token_of_another() {
    let portico = with_pia().await;
    let chosen = "portico=chosen-by-somebody-else";
    let client = with_cookie(&portico, chosen);
    let first = sign_in(&client, "pia@portico.example", PASSWORD).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let first = first.cookie();
    assert_ne!(first, chosen);
    assert_eq!(name_with(&portico, chosen).await, None);
    assert_eq!(name_with(&portico, &first).await.as_deref(), Some("Pia"));

    let client = with_cookie(&portico, &first);
    let second = sign_in(&client, "pia@portico.example", PASSWORD).await.cookie();
    assert_ne!(second, first);
    assert_eq!(name_with(&portico, &first).await, None, "the sign-in before has ended");
    assert_eq!(name_with(&portico, &second).await.as_deref(), Some("Pia"));
}
