//! Settings: who may change them, that each change is a version, and that what was promised follows.

use crate::app::{Client, PEOPLE, TestApp, filing, key};
use axum::http::{StatusCode, header::LOCATION};
use server::rules::RulesInForce;
use shared::{
    api::{
        address,
        requests::{GetPromiseBasis, GetRequest},
        session::GetSession,
        settings::{
            ChangeHours, ChangeMatrix, ChangeOrganisation, ChangeTargets, GetSettings,
            versions::{
                ListSettingsVersions, PreviewRestoration, RestoreSettings, SettingsVersions,
            },
        },
    },
    id::Reference,
    problem::{Code, FieldError},
    settings::{Group, Settings},
    sla::{
        clock::Due,
        policy::{Policy, Target},
    },
    ticket::{
        intake::tree::Tree,
        priority::{Impact, Matrix, Priority, Urgency},
    },
    time::Instant,
};

fn at(text: &str) -> Instant {
    format!("2026-11-{text}:00Z").parse().unwrap()
}

fn version(it: u64) -> String {
    it.to_string()
}

/// The targets as they are at the start, but for what is said of critical ones.
fn targets(seen: u64, response: &str, clock: &str) -> ChangeTargets {
    ChangeTargets {
        key: key(),
        version: version(seen),
        reason: "As agreed with the board".to_owned(),
        critical_response: response.to_owned(),
        critical_clock: clock.to_owned(),
        ..ChangeTargets::saying(&Policy::default())
    }
}

/// The hours as they are at the start, but on Mondays, in another zone.
fn hours(seen: u64, zone: &str, monday: &str) -> ChangeHours {
    let day = || "09:00-17:00".to_owned();
    ChangeHours {
        key: key(),
        version: version(seen),
        reason: "A late shift".to_owned(),
        zone: zone.to_owned(),
        monday: monday.to_owned(),
        tuesday: day(),
        wednesday: day(),
        thursday: day(),
        friday: day(),
        ..ChangeHours::default()
    }
}

fn matrix(seen: u64, cell: impl Fn(Impact, Urgency) -> Priority) -> ChangeMatrix {
    let matrix = Matrix::of(|impact, urgency| Some(cell(impact, urgency))).unwrap();
    let cells = ChangeMatrix::cells(&matrix);
    let reason = "Everything matters".to_owned();
    ChangeMatrix { key: key(), version: version(seen), reason, cells }
}

/// The matrix as it is at the start, but for one cell.
fn calmer(seen: u64) -> ChangeMatrix {
    matrix(seen, |impact, urgency| match (impact, urgency) {
        (Impact::Several, Urgency::CanWait) => Priority::Medium,
        _ => Matrix::default().priority(impact, urgency),
    })
}

fn organisation(seen: u64) -> ChangeOrganisation {
    ChangeOrganisation {
        key: key(),
        version: version(seen),
        reason: "We moved".to_owned(),
        name: "Portico Works".to_owned(),
        contact: "0800 <b>4400".to_owned(),
        dial: "0800 4400".to_owned(),
        guests: "off".to_owned(),
        second_step: "off".to_owned(),
    }
}

async fn list(client: &Client) -> SettingsVersions {
    client.call(&ListSettingsVersions::default()).await.unwrap()
}

#[tokio::test]
async fn leads_change_what_comes_first_and_administrators_everything() {
    for (name, _) in PEOPLE.into_iter().chain([("nobody", &[][..])]) {
        let portico = TestApp::new().await;
        let client = portico.client(name);
        let before = portico.fingerprint().await;
        let (reads, all) = (["lea", "max"].contains(&name), name == "max");
        let refused = if name == "nobody" { 401 } else { 403 };
        let status = |is_allowed, when_allowed| if is_allowed { when_allowed } else { refused };
        assert_eq!(client.get("/api/v1/settings").await.status, status(reads, 200), "{name}");
        let versions = client.get("/api/v1/settings/versions").await;
        assert_eq!(versions.status, status(reads, 200), "{name}");
        let restore = RestoreSettings { key: key(), version: 0, reason: "Back".to_owned() };
        for (answer, is_allowed) in [
            (client.post(&restore).await, all),
            (client.post(&organisation(0)).await, all),
            (client.post(&hours(0, "Asia/Kolkata", "09:00-17:00")).await, all),
            (client.post(&targets(0, "5 minutes", "working-hours")).await, all),
            (client.post(&matrix(0, |_, _| Priority::High)).await, reads),
        ] {
            assert_eq!(answer.status, status(is_allowed, 201), "{name}: {}", answer.text());
        }
        let is_unchanged = portico.fingerprint().await == before;
        assert_eq!(is_unchanged, !reads, "{name}: a refusal changes nothing");
    }
}

#[tokio::test]
async fn every_change_is_a_version_with_author_reason_and_what_it_changed() {
    let portico = TestApp::new().await;
    let (max, lea) = (portico.client("max"), portico.client("lea"));
    assert_eq!(list(&max).await.versions, []);
    max.call(&organisation(0)).await.unwrap();
    // The pages of both were opened before either sent: they changed other things.
    assert_eq!(lea.call(&calmer(0)).await.unwrap().version, 2);

    let seen = list(&lea).await;
    assert_eq!((seen.version, seen.before, seen.can_restore), (2, None, false));
    let [newest, first] = seen.versions.try_into().unwrap();
    assert_eq!((newest.number, &*newest.by, &*newest.reason), (2, "lea", "Everything matters"));
    assert_eq!(newest.at, portico.app.now());
    let [changed] = newest.differences.try_into().unwrap();
    assert_eq!(changed.label, "Several people, can wait");
    assert_eq!((&*changed.before, &*changed.after), ("low", "medium"));
    assert_eq!((first.number, &*first.by), (1, "max"));
    let keys: Vec<String> = first.differences.into_iter().map(|it| it.key).collect();
    let names = ["name", "contact", "dial", "guests"].map(|it| format!("organisation.{it}"));
    assert_eq!(keys, names, "against what Portico started with");

    // Sent once more, or without any difference, it is no version.
    let again = calmer(2);
    assert_eq!(lea.call(&again).await.unwrap().version, 2);
    assert_eq!(lea.call(&again).await.unwrap().version, 2);

    // Back to the start, as a third version.
    let restore = RestoreSettings { key: key(), version: 0, reason: "It was better".to_owned() };
    assert_eq!(max.call(&restore).await.unwrap().version, 3);
    let start = portico.app.rules.start().clone();
    assert_eq!(max.call(&GetSettings {}).await.unwrap().settings, start);
    assert_eq!(list(&max).await.versions[0].differences.len(), 5);
    // What each would change is told before.
    let preview = max.call(&PreviewRestoration { version: 2 }).await.unwrap();
    assert_eq!(preview.differences.len(), 5);
    assert_eq!(preview.differences[4].after, "medium");
    assert_eq!(max.call(&PreviewRestoration { version: 3 }).await.unwrap().differences, []);
    let unknown = RestoreSettings { key: key(), version: 9, reason: "?".to_owned() };
    assert_eq!(max.call(&unknown).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn the_versions_are_turned_over_in_pages() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    for number in 0..23 {
        let monday = format!("09:00-1{}:{:02}", 2 + number / 10, number % 10);
        assert_eq!(max.call(&hours(number, "UTC", &monday)).await.unwrap().version, number + 1);
    }
    let first = list(&max).await;
    assert_eq!((first.versions.len(), first.before), (20, Some(4)));
    let rest = max.call(&ListSettingsVersions { before: 4 }).await.unwrap();
    assert_eq!((rest.versions.len(), rest.before), (3, None));
    let all = first.versions.iter().chain(&rest.versions);
    assert!(all.clone().all(|it| it.differences.len() == 1), "each changed Mondays");
    let numbers: Vec<u64> = all.map(|it| it.number).collect();
    assert_eq!(numbers, (1..=23).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_leaves_everything_as_it_was() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    max.call(&targets(0, "30 minutes", "working-hours")).await.unwrap();
    let before = portico.fingerprint().await;
    let rules = portico.app.rules();
    for (problem, field) in [
        (max.call(&hours(1, "Europe/Atlantis", "09:00-17:00")).await.unwrap_err(), "zone"),
        (max.call(&hours(1, "UTC", "09:00-12:00, 11:00-17:00")).await.unwrap_err(), "monday"),
        (
            max.call(&targets(1, "0 minutes", "working-hours")).await.unwrap_err(),
            "critical_response",
        ),
        (max.call(&targets(1, "5 minutes", "sometimes")).await.unwrap_err(), "critical_clock"),
        (
            max.call(&ChangeMatrix { cells: vec![], ..matrix(1, |_, _| Priority::Low) })
                .await
                .unwrap_err(),
            "cells",
        ),
        (
            max.call(&ChangeOrganisation { reason: String::new(), ..organisation(1) })
                .await
                .unwrap_err(),
            "reason",
        ),
    ] {
        assert_eq!(problem.code, Code::Invalid);
        let fields: Vec<&str> = problem.errors.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, [field]);
    }
    let future = max.call(&targets(7, "20 minutes", "working-hours")).await.unwrap_err();
    assert_eq!(future.code, Code::NotFound);
    assert_eq!(portico.fingerprint().await, before);
    assert_eq!(portico.app.rules().settings, rules.settings);
}

#[tokio::test]
async fn what_somebody_else_set_meanwhile_is_told_and_not_written_over() {
    let portico = TestApp::new().await;
    let (max, lea) = (portico.client("max"), portico.client("lea"));
    lea.call(&calmer(0)).await.unwrap();
    max.call(&targets(0, "30 minutes", "working-hours")).await.unwrap();
    let before = portico.fingerprint().await;

    let stale = max.call(&matrix(0, |_, _| Priority::High)).await.unwrap_err();
    assert_eq!(stale.code, Code::Conflict);
    let said = "lea changed “Several people, can wait” meanwhile, from “low” to “medium”";
    assert_eq!(stale.errors, [FieldError { field: "cells".into(), text: said.into() }]);
    let stale = targets(1, "20 minutes", "working-hours");
    let refused = max.call(&stale).await.unwrap_err();
    let said = "max changed “Critical: a person replies within” meanwhile, from “15 minutes” to “30 minutes”";
    assert_eq!(refused.text_for("critical_response"), Some(said));

    // Without scripts, on the page, which leads to what is set now.
    let fields = serde_json::to_value(&stale).unwrap();
    let fields = fields.as_object().unwrap().iter();
    let fields: Vec<(&str, &str)> =
        fields.filter_map(|(name, it)| Some((name.as_str(), it.as_str()?))).collect();
    let page = max.form("/admin/targets", &posted(&fields)).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let page = page.text();
    assert!(page.contains("from “15 minutes” to “30 minutes”"), "{page}");
    assert!(
        page.contains("value=\"20 minutes\"") && page.contains("Start again from what is set now")
    );
    assert_eq!(portico.fingerprint().await, before);

    // Who looked after that may change it, whatever else was set in the meantime.
    max.call(&organisation(2)).await.unwrap();
    max.call(&targets(2, "20 minutes", "working-hours")).await.unwrap();
    let policy = portico.app.rules().settings.policy.clone();
    assert_eq!(policy.critical.first_response, Target::Minutes(20));
}

#[tokio::test]
async fn what_was_promised_stays_and_what_comes_in_follows() {
    let portico = TestApp::new().await;
    let (rita, max) = (portico.client("rita"), portico.client("max"));
    let due = async |reference: &Reference| {
        let request = GetRequest { reference: reference.to_string() };
        rita.call(&request).await.unwrap().promise.first_response
    };
    // Several people, slowed: high, a reply within an hour of working time.
    let first = rita.call(&filing("VPN stops")).await.unwrap();
    assert_eq!(first.promise.first_response, Due::At(at("23T11:00")));
    let mut slower = targets(0, "15 minutes", "working-hours");
    slower.high_response = "2 hours".to_owned();
    max.call(&slower).await.unwrap();
    let second = rita.call(&filing("Mail stops")).await.unwrap();
    assert_eq!(second.promise.first_response, Due::At(at("23T12:00")));
    assert_eq!(due(&first.reference).await, Due::At(at("23T11:00")));
    // Half past three in the afternoon, an hour before they go home.
    max.call(&hours(1, "Asia/Kolkata", "09:00-16:30")).await.unwrap();
    assert_eq!(due(&first.reference).await, Due::At(at("23T11:00")));
    assert_eq!(due(&second.reference).await, Due::At(at("24T04:30")));
    slower.high_clock = "around-the-clock".to_owned();
    max.call(&ChangeTargets { key: key(), version: version(2), ..slower }).await.unwrap();
    let third = rita.call(&filing("Print stops")).await.unwrap();
    assert_eq!(third.promise.first_response, Due::At(at("23T12:00")));
    assert_eq!(due(&second.reference).await, Due::At(at("24T04:30")));
    // A restart reads all of it again.
    let again = RulesInForce::starting(portico.app.rules.start().clone()).unwrap();
    again.refresh(&portico.app.store).await.unwrap();
    for ticket in portico.app.open_tickets.all() {
        let promise = portico.app.rules().promise(&ticket, portico.app.now());
        assert_eq!(again.current().promise(&ticket, portico.app.now()), promise);
    }
    // What the browser computes with is the same.
    let basis = rita.call(&GetPromiseBasis {}).await.unwrap();
    assert_eq!(basis.policy, portico.app.rules().settings.policy);
    assert_eq!(basis.working.zone.name, "Asia/Kolkata");
    assert!(basis.working.words.starts_with("Monday, 09:00 to 16:30; Tuesday to Friday"));
}

#[tokio::test]
async fn a_new_matrix_decides_for_what_comes_in_from_then_on() {
    let portico = TestApp::new().await;
    let (rita, lea) = (portico.client("rita"), portico.client("lea"));
    let before = rita.call(&filing("VPN stops")).await.unwrap();
    assert_eq!(before.assessment.priority, Priority::High);
    lea.call(&matrix(0, |_, _| Priority::Critical)).await.unwrap();
    let basis = rita.call(&GetPromiseBasis {}).await.unwrap();
    let after = filing("VPN stops again");
    let promised = after.answers().assessment(&Tree::starting(), &basis.matrix).unwrap();
    let after = rita.call(&after).await.unwrap();
    assert_eq!(after.assessment, promised, "what is shown is what comes out");
    assert_eq!(after.assessment.priority, Priority::Critical);
    let request = GetRequest { reference: before.reference.to_string() };
    assert_eq!(rita.call(&request).await.unwrap().priority, Priority::High);
}

#[tokio::test]
async fn who_to_call_and_who_may_ask_are_as_set_at_once() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let says = |text: &str, dial: &str, label: &str| {
        text.contains(&format!("href=\"tel:{dial}\"")) && text.contains(&format!(">{label}<"))
    };
    assert!(says(&nobody.get("/").await.text(), "4400", "Extension 4400"));
    portico.client("max").call(&organisation(0)).await.unwrap();
    let session = nobody.call(&GetSession {}).await.unwrap();
    assert_eq!(session.organisation.as_deref(), Some("Portico Works"));
    assert!(!session.guests);
    for page in ["/", "/offline", "/nowhere"] {
        let text = nobody.get(page).await.text();
        assert!(says(&text, "08004400", "0800 &lt;b&gt;4400"), "{page}: {text}");
    }
    let refused = nobody.post(&crate::app::filing_as_guest("It broke")).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_was_set_is_there_after_a_restart_and_in_one_file() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    max.call(&organisation(0)).await.unwrap();
    max.call(&hours(1, "Asia/Kolkata", "09:00-12:00, 13:00-19:00")).await.unwrap();
    let text = portico.app.rules().settings.to_text();
    let other = TestApp::new().await;
    let imported = Settings::from_text(&text).unwrap();
    let reason = shared::text::Remark::parse("From the old portal").unwrap();
    server::service::settings::import(&other.app, &imported, &reason).await.unwrap();
    assert_eq!(other.app.rules().settings.to_text(), text);
    let [version] = list(&other.client("max")).await.versions.try_into().unwrap();
    assert_eq!((&*version.by, &*version.reason), ("The operator", "From the old portal"));
    let again = RulesInForce::starting(other.app.rules.start().clone()).unwrap();
    again.refresh(&other.app.store).await.unwrap();
    assert_eq!(again.current().settings, imported);
}

/// The fields of a form as a browser without scripts posts them.
fn posted(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", address::encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn every_page_works_as_a_plain_form() {
    let portico = TestApp::new().await;
    let (max, lea) = (portico.client("max"), portico.client("lea"));
    let groups = Group::ALL.map(|it| format!("/admin/{}", it.value()));
    for page in groups.iter().map(String::as_str).chain(["/admin", "/admin/versions"]) {
        for (name, status) in
            [("max", 200), ("lea", 200), ("ana", 403), ("rita", 403), ("nobody", 401)]
        {
            assert_eq!(portico.client(name).get(page).await.status, status, "{name} on {page}");
        }
    }
    let overview = lea.get("/admin").await.text();
    assert!(overview.contains("href=\"/admin/matrix\"") && !overview.contains("/admin/targets\""));

    // Refused, with what was typed and with what to do.
    let (first, second) = (key(), key());
    let typed =
        [("version", "0"), ("reason", ""), ("zone", "Europe/Atlantis"), ("monday", "9 to 5")];
    let body = posted(&[&[("key", first.as_str())], &typed[..]].concat());
    let refused = max.form("/admin/hours", &body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("value=\"9 to 5\"") && page.contains("value=\"Europe/Atlantis\""));
    assert!(page.contains("Write “9 to 5” as two clock times, such as 09:00-17:00"), "{page}");
    assert!(page.contains("Enter why you change it"));

    let cells = ChangeMatrix::cells(&Matrix::of(|_, _| Some(Priority::Low)).unwrap());
    let mut fields = vec![("key", second.as_str()), ("version", "0"), ("reason", "Calm <b>down")];
    fields.extend(cells.iter().map(|it| ("cells", it.as_str())));
    let saved = lea.form("/admin/matrix", &posted(&fields)).await;
    assert_eq!((saved.status, saved.header(LOCATION)), (StatusCode::SEE_OTHER, "/admin"));
    let versions = max.get("/admin/versions?restore=0").await.text();
    assert!(versions.contains("Calm &lt;b>down") || versions.contains("Calm &lt;b&gt;down"));
    assert!(versions.contains("action=\"/admin/versions/0/restoration\""), "{versions}");
    let (third, reason) = (key(), "It was better");
    let body = posted(&[("key", &third), ("reason", reason)]);
    let restored = max.form("/admin/versions/0/restoration", &body).await;
    assert_eq!(
        (restored.status, restored.header(LOCATION)),
        (StatusCode::SEE_OTHER, "/admin/versions")
    );
    assert_eq!(portico.app.rules().settings, *portico.app.rules.start());
}
