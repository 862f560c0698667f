//! What is logged, told in errors and counted: nothing that people write or keep to themselves, and no line
//! that somebody else made up.

use crate::{
    app::{TestApp, filing, key},
    attacks::{Scene, pages},
};
use axum::http::{Method, StatusCode};
use server::service::accounts;
use shared::{
    api::session::SignIn,
    text::{EmailAddress, PersonName},
};
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing::{Level, subscriber::DefaultGuard};

/// All that was logged.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Logs as the program does into a file, and as much as can be, on this thread until the guard goes.
    fn begin() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// A file that cannot be given any more: an error of ours, which is logged.
async fn fails(portico: &TestApp, name: &str) -> String {
    let rita = portico.client("rita");
    let file = rita.upload(name, b"qvantelope").await.unwrap();
    let kept = portico.app.attachments.all().await.unwrap();
    let files = portico.app.attachments.alone().await;
    for hash in kept {
        files.remove(&hash).await.unwrap();
    }
    drop(files);
    let answer = rita.get(&format!("/attachments/{}", file.id)).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    answer.text()
}

/// 66: with everything logged, nothing of what was said or is secret is in the log, an error or a count.
#[tokio::test]
async fn attack_66_logs_errors_and_counts_tell_nothing() {
    let (log, _logging) = Log::begin();
    let scene = Scene::new("The qvantelope did it").await;
    let portico = &scene.portico;
    let email = EmailAddress::parse("pia@portico.example").unwrap();
    let password = "zebrakeepers never sleep".to_owned();
    let name = PersonName::parse("Pia").unwrap();
    accounts::add_person(&portico.app, name, email, &[], Some(password.clone())).await.unwrap();
    let nobody = portico.client("nobody");
    let form = |password| SignIn {
        key: key(),
        email: "pia@portico.example".into(),
        password,
        next: "".into(),
    };
    assert_eq!(nobody.post(&form("zebrakeeper".into())).await.status, StatusCode::UNAUTHORIZED);
    let signed_in = nobody.post(&form(password)).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    let token = signed_in.cookie().split_once('=').unwrap().1.to_owned();
    for who in ["nobody", "rita", "ana", "lea", "max"] {
        for page in pages(&scene.reference, &scene.ticket, &scene.slug) {
            portico.client(who).get(&page).await;
        }
    }
    portico.client("rita").post(&filing("The qvantelope is back")).await;
    portico.client("rita").json(Method::POST, "/api/v1/requests", "{\"qvantelope\":1}").await;
    let error = fails(portico, "qvantelope.log").await;
    let counts = nobody.get("/metrics").await;
    assert_eq!(counts.status, StatusCode::OK);

    let log = log.text();
    assert!(log.contains("a request failed"), "errors of ours are logged: {log}");
    assert!(error.contains("It is in our log"), "{error}");
    let folder = std::env::temp_dir().display().to_string();
    let told = [("the log", log), ("an error", error), ("a count", counts.text())];
    for (place, text) in &told {
        let text = text.to_lowercase();
        for secret in ["qvantelope", "zebrakeeper", "token-of-", "@portico.example", "argon2"] {
            assert!(!text.contains(secret), "{place} tells of {secret}: {text}");
        }
        assert!(!text.contains(&token.to_lowercase()), "{place} tells a token");
    }
    assert!(!told[1].1.contains(&folder), "an error tells where files are");
}

/// 67: whatever is sent, no line of the log is made up, and none moves the cursor of who reads it.
#[tokio::test]
async fn attack_67_nobody_writes_into_the_log() {
    let (log, _logging) = Log::begin();
    let portico = TestApp::new().await;
    let forged = "x\r\n2026-11-23T10:00:00.000000Z ERROR server: all is lost \u{1b}[2J\u{9b}31m";
    let rita = portico.client("rita");
    assert_eq!(rita.post(&filing(forged)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lines = forged.split('\u{1b}').next().unwrap();
    assert_eq!(rita.post(&filing(lines)).await.status, StatusCode::CREATED);
    let encoded = "%0D%0A2026-11-23T10:00:00.000000Z%20ERROR%20server:%20all%20is%20lost%1B%5B2J";
    for address in ["/nowhere/", "/help?q=", "/requests/", "/attachments/", "/g/", "/help/"] {
        rita.get(&format!("{address}{encoded}")).await;
    }
    // Headers may hold bytes above ASCII, of which some terminals take 0x9B for the start of a command.
    let headers = [("user-agent", "\u{9b}2J all is lost"), ("referer", "\u{9b}2J all is lost")];
    rita.send(Method::GET, "/help", &headers, Vec::new()).await;
    fails(&portico, "all is lost\u{9b}2J.log").await;

    let log = log.text();
    assert!(log.contains("a request failed"), "{log}");
    assert!(!log.contains("all is lost"), "{log}");
    let odd = log.chars().find(|it| it.is_control() && *it != '\n');
    assert_eq!(odd, None, "{log}");
}
