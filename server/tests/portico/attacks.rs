//! Attacks by their numbers, over the whole route table: a new route is covered or makes a test fail.

use crate::app::{Answer, Client, PEOPLE, TestApp, filing, key};
use axum::http::{Method, StatusCode, header};
use serde_json::{Map, Value, json};
use server::http::{routes::RouteInfo, table};
use shared::{
    actor::Role,
    api::{
        account::GetAccount,
        articles::PublishArticle,
        batches::SendBatch,
        colleagues::{AddColleague, LeaveRequest, RemoveColleague},
        tickets::{NoteOnTicket, ResolveTicket},
        views::SaveView,
    },
};

/// The pages that there are, with a request and an article filled in.
pub(crate) fn pages(reference: &str, ticket: &str, slug: &str) -> Vec<String> {
    let fixed = [
        "/",
        "/help",
        "/help?q=vpn",
        "/help/category/hardware",
        "/help/category/hardware?page=2",
        "/help/category/nothing",
        "/solved",
        "/new",
        "/new/category",
        "/new/topic",
        "/new/topic?about=network",
        "/new/effect",
        "/new/effect?about=vpn",
        "/new/contact",
        "/new/check",
        "/g/0123456789abcdef0123456789abcdef",
        "/link-revoked",
        "/requests",
        "/requests?q=printer&show=waiting&page=1",
        "/sign-in",
        "/sign-out",
        "/account",
        "/account/proof?next=/account/second-step",
        "/account/second-step",
        "/account/recovery-codes",
        "/sign-in/code?next=/desk",
        "/account?done=password",
        "/sign-in?refused=unknown&next=/sign-in/link",
        "/sign-in/link",
        "/waiting",
        "/gallery",
        "/desk",
        "/admin",
        "/admin/organisation",
        "/admin/matrix",
        "/admin/targets",
        "/admin/hours",
        "/admin/sign-in",
        "/admin/sign-in/trial",
        "/admin/permissions",
        "/admin/teams",
        "/admin/intake",
        "/admin/intake/network",
        "/admin/intake/network/vpn",
        "/admin/intake/nothing",
        "/admin/versions",
        "/desk/call",
        "/desk/confidential",
        "/desk?gone=2222-222&to=network",
        "/desk?q=printer&status=new&status=resolved&with=me&due=late&older=15m&unhappy=true",
        "/desk/followed",
        "/desk/lead",
        "/desk/report",
        "/desk/report?from=2026-01-01&to=2026-11-30&time=clock",
        "/desk/report?from=soon",
        "/desk/report/tickets",
        "/desk/report/tickets?from=2026-11-01&of=filed&priority=high&page=2",
        "/nowhere",
    ];
    let filled = [
        format!("/help/{slug}"),
        format!("/known/{ticket}"),
        format!("/known/{ticket}?from=/new"),
        format!("/help/{slug}?said=no&vote=k"),
        format!("/help/{slug}?said=what&vote=k"),
        format!("/solved?article={slug}&vote=k&from=/new"),
        format!("/new?article={slug}&words=It+broke"),
        "/admin/people".to_owned(),
        "/admin/people/new".to_owned(),
        "/admin/people/1".to_owned(),
        format!("/welcome/{}", "0".repeat(32)),
        format!("/desk/articles/{slug}"),
        format!("/desk/articles/{slug}/edit"),
        format!("/desk/articles/{slug}/edit?ticket={ticket}"),
        format!("/desk/articles/{slug}/revisions"),
        format!("/desk/articles/{slug}/revisions/1"),
        format!("/requests/{reference}"),
        format!("/requests/{reference}/sent"),
        format!("/desk/tickets/{ticket}"),
        format!("/desk/tickets/{ticket}?ask=1"),
        format!("/desk/tickets/{ticket}?view=with%3Dme&after={ticket}"),
        format!("/desk/batches?tickets={ticket}&change=status:resolved"),
        format!("/desk/tickets/{ticket}/article"),
        format!("/desk/batches?tickets={ticket}&change=to:nobody"),
        format!("/desk/batches?tickets={ticket}&tickets=1&change=priority:low"),
    ];
    fixed.iter().map(|it| (*it).to_owned()).chain(filled).collect()
}

/// A Portico in which rita has a request with a note, resolved, and an article for each audience.
pub(crate) struct Scene {
    pub(crate) portico: TestApp,
    pub(crate) reference: String,
    pub(crate) ticket: String,
    pub(crate) slug: String,
    pub(crate) draft: String,
    /// A view of the queue that everybody on the desk has.
    pub(crate) view: String,
    /// What ana did to the ticket as to many.
    pub(crate) batch: String,
    /// What rita's sign-in is called.
    pub(crate) sign_in: String,
    /// An upload of rita's that she did not send.
    pub(crate) upload: String,
    /// A file of the note, with its words as its name and its contents.
    pub(crate) note_file: String,
}

impl Scene {
    pub(crate) async fn new(note: &str) -> Self {
        let portico = TestApp::new().await;
        let reference = portico.file("rita", "The printer on the second floor is silent").await;
        let id = portico.ticket(&reference).await;
        let ana = portico.client("ana");
        let name = format!("{note}.log");
        let note_file = ana.upload(&name, note.as_bytes()).await.unwrap().id.to_string();
        let files = vec![note_file.clone()];
        ana.call(&NoteOnTicket { key: key(), id, note: note.into(), files }).await.unwrap();
        let resolve = ResolveTicket {
            key: key(),
            id,
            cause: "A loose cable".into(),
            fix: "Push the cable in".into(),
            advice: String::new(),
            told: String::new(),
            ..ResolveTicket::default()
        };
        ana.call(&resolve).await.unwrap();
        let article = PublishArticle {
            key: key(),
            ticket: id,
            title: "Silent printer".into(),
            body: "Push the cable in.".into(),
            category: "hardware".into(),
            audience: "public".into(),
            ..PublishArticle::default()
        };
        let slug = ana.call(&article).await.unwrap().slug.to_string();
        let save = shared::api::requests::SaveDraft {
            key: key(),
            page: "describe".into(),
            description: "Half written".into(),
            ..Default::default()
        };
        let draft = portico.client("rita").call(&save).await.unwrap().draft;
        let upload = portico.client("rita").upload("vpn.log", b"not sent yet").await.unwrap();
        let view = SaveView {
            key: key(),
            name: "Silent ones".into(),
            shared: "yes".into(),
            ..SaveView::default()
        };
        let view = ana.call(&view).await.unwrap().view.to_string();
        let batch = SendBatch {
            key: key(),
            tickets: vec![id.to_string()],
            change: "team:workplace".into(),
            ..SendBatch::default()
        };
        let batch = ana.call(&batch).await.unwrap().batch.to_string();
        let (ticket, upload) = (id.to_string(), upload.id.to_string());
        let account = portico.client("rita").call(&GetAccount {}).await.unwrap();
        let sign_in = account.sign_ins[0].id.clone();
        Self { portico, reference, ticket, slug, draft, view, batch, sign_in, upload, note_file }
    }

    /// What stands for `{name}` in a route, and what is like it but does not exist.
    fn parameter(&self, name: &str) -> (String, String) {
        match name {
            "reference" => (self.reference.clone(), "2222-222".to_owned()),
            "id" | "ticket" => (self.ticket.clone(), "18446744073709551615".to_owned()),
            "slug" => (self.slug.clone(), "no-such-article".to_owned()),
            "attachment" => (self.upload.clone(), "18446744073709551615".to_owned()),
            "number" => ("1".to_owned(), "4294967295".to_owned()),
            // What Portico started with, and a version that was never made.
            "version" => ("0".to_owned(), "77".to_owned()),
            // A link that was used, and one that never was.
            "token" => ("0".repeat(32), "1".repeat(32)),
            "passkey" => ("0".repeat(16), "1".repeat(16)),
            // One of rita's sign-ins, and one that nobody has.
            "sign_in" => (self.sign_in.clone(), "0".repeat(16)),
            "person" => ("1".to_owned(), "18446744073709551615".to_owned()),
            "opening" => ("1".to_owned(), "18446744073709551615".to_owned()),
            "view" => (self.view.clone(), "18446744073709551615".to_owned()),
            "batch" => (self.batch.clone(), "18446744073709551615".to_owned()),
            "draft" => (self.draft.clone(), "0".repeat(64)),
            "category" => ("network".to_owned(), "no-such-category".to_owned()),
            "topic" => ("vpn".to_owned(), "no-such-topic".to_owned()),
            "page" => ("describe".to_owned(), "nothing".to_owned()),
            other => panic!("say here what stands for {{{other}}}"),
        }
    }

    /// A route's address with what exists, and with what does not.
    pub(crate) fn addresses(&self, route: &str) -> (String, String) {
        let (mut there, mut missing) = (route.to_owned(), route.to_owned());
        for name in parameters(route) {
            let (real, unreal) = self.parameter(name);
            there = there.replace(&format!("{{{name}}}"), &real);
            missing = missing.replace(&format!("{{{name}}}"), &unreal);
        }
        (there, missing)
    }

    /// A body that the route's check would let pass.
    pub(crate) fn body(&self, route: &RouteInfo) -> Map<String, Value> {
        let mut body = match route.name {
            "FileRequest" => serde_json::to_value(filing("It broke")).unwrap(),
            "SaveDraft" => json!({ "page": "describe", "description": "It broke" }),
            "SignIn" => json!({ "email": "rita@portico.example", "password": "wrong" }),
            "SignInAsDemo" => json!({ "person": "1" }),
            "ChangePassword" => {
                json!({ "present": "wrong", "password": "four wheels under a barn" })
            }
            "SetFactor" | "SendCode" => json!({ "code": "123456" }),
            "AddPasskey" => json!({ "name": "Blue telephone", "answer": "{}" }),
            "SignInWithPasskey" => json!({ "answer": "{}" }),
            "RemovePasskey" => json!({}),
            "ProveOneself" => json!({ "present": "wrong" }),
            "RemoveFactor" | "MakeRecoveryCodes" | "KeepRecoveryCodes" | "EndSignIn"
            | "EndOtherSignIns" | "SignOut" | "StaySignedIn" | "ConfirmFixed"
            | "WithdrawRequest" | "LeaveRequest" | "TakeTicket" | "SettleComplaint"
            | "RemoveUpload" | "RenewLink" | "RevokeLink" | "FollowKnown" | "UnfollowKnown" => {
                json!({})
            }
            "TellKnown" => {
                json!({ "title": "It broke", "text": "Wait", "audience": "public" })
            }
            "EndKnown" => json!({ "ending": "It works again" }),
            "Complain" => json!({ "complaint": "Three days without a word" }),
            "AddColleague" | "RemoveColleague" | "ShareTicket" | "UnshareTicket" => {
                json!({ "email": "otto@portico.example" })
            }
            "SendMessage" | "ReopenRequest" => json!({ "body": "Still silent" }),
            "ReplyToTicket" => json!({ "reply": "We are on it" }),
            "RateArticle" => json!({ "solved": "no", "missing": "A picture" }),
            "TakeBackRating" | "RemoveView" | "UndoBatch" => json!({}),
            "ChangeOrganisation" => {
                json!({ "version": "0", "reason": "New number", "contact": "Extension 7", "guests": "on", "second_step": "off" })
            }
            "ChangeMatrix" => {
                let cells = ["only-me", "several", "shared"].map(|impact| {
                    ["can-wait", "slowed", "blocked"].map(|it| format!("{impact}/{it}=high"))
                });
                json!({ "version": "0", "reason": "All the same", "cells": cells.concat() })
            }
            "ChangeTargets" => targets(),
            "ChangeHours" => json!({
                "version": "0",
                "reason": "Mondays alone",
                "zone": "Europe/Paris",
                "monday": "09:00-12:00, 13:00-17:00",
            }),
            "ChangeSignIn" => json!({
                "version": "0",
                "reason": "One account for all",
                "issuer": "https://login.company.example",
                "client": "portico",
                "label": "your company account",
                "strangers": "refuse",
            }),
            "LinkProvider" | "UnlinkProvider" => json!({ "present": "wrong" }),
            "ChangeTeams" => json!({ "version": "0", "reason": "A new one", "new": "Field" }),
            "ChangeCategories" => json!({
                "version": "0",
                "reason": "A new one",
                "new": "Buildings",
                "categories": ["network", "something-else"],
                "offered": ["network", "something-else"],
            }),
            "ChangeCategory" => json!({
                "version": "0",
                "reason": "Shorter",
                "name": "Net",
                "team": "network",
                "ask_first": "details",
            }),
            "ChangeTopic" => json!({
                "version": "0",
                "reason": "Shorter",
                "label": "VPN",
                "team": "network",
                "makes": "incident",
                "effect": "asked",
            }),
            "RestoreSettings" => json!({ "reason": "It was better" }),
            "SaveView" => json!({ "name": "Late ones", "shows": "due=late" }),
            "SendBatch" => json!({ "tickets": [self.ticket], "change": "to:nobody" }),
            "TakeStarterArticles" => json!({ "choice": "publish" }),
            "LogCall" => {
                json!({ "who": "otto", "description": "It broke", "category": "hardware" })
            }
            "LinkTicket" => json!({ "reference": self.reference, "tie": "related" }),
            "UnlinkTicket" => json!({ "to": self.ticket }),
            "SplitTicket" => json!({ "description": "It also smells", "about": "hardware" }),
            "UseArticle" => json!({ "slug": self.slug }),
            "UndoSend" => json!({ "held": "1" }),
            "WatchTicket" | "UnwatchTicket" => json!({}),
            "MarkSeen" => json!({ "entries": "1" }),
            "ShowPresence" => json!({ "doing": "replying" }),
            "PutBackChange" => json!({ "entry": "1" }),
            "ConfideTicket" => json!({ "reason": "It is about a colleague", "readers": [] }),
            "DiscloseTicket" | "ReviewOpening" => json!({}),
            "OpenConfidential" => {
                json!({ "reference": self.reference, "reason": "She is locked out" })
            }
            "NoteOnTicket" => json!({ "note": "For us" }),
            "AssignTicket" => json!({ "to": "nobody" }),
            "HandTicket" => json!({ "team": "network" }),
            "CategoriseTicket" => json!({ "category": "software" }),
            "PrioritiseTicket" => json!({ "level": "low", "reason": "It can wait after all" }),
            // A day after the Monday on which the clock of every Portico here stands.
            "PromiseUpdate" => json!({ "by": "2026-11-24T10:00" }),
            "ResolveTicket" => json!({ "cause": "A cable", "fix": "Push it in" }),
            "PublishArticle" => {
                json!({ "title": "A", "body": "B", "category": "hardware", "audience": "public" })
            }
            "ReviseArticle" => {
                json!({ "revision": 1, "title": "A", "body": "B", "category": "hardware", "audience": "public" })
            }
            "RestoreRevision" => json!({ "present": 1 }),
            "InvitePerson" => json!({ "name": "Ida", "email": "ida@portico.example", "roles": [] }),
            "ChangePerson" => json!({ "name": "Ida", "email": "ida@portico.example", "roles": [] }),
            "ResetFactors" => json!({ "reason": "lost" }),
            "MakePersonLink" | "SuspendPerson" | "ReinstatePerson" => json!({}),
            "ChoosePassword" => json!({ "password": "four wheels under a barn" }),
            other => panic!("say here what {other} takes"),
        };
        body["key"] = key().into();
        body.as_object().unwrap().clone()
    }
}

/// Everybody gets everything within an hour.
fn targets() -> Value {
    let mut body = json!({ "version": "0", "reason": "Faster", "acknowledgement": "5 minutes" });
    for priority in ["critical", "high", "medium", "low"] {
        body[format!("{priority}_response")] = "30 minutes".into();
        body[format!("{priority}_resolution")] = "1 hour".into();
        body[format!("{priority}_clock")] = "around-the-clock".into();
    }
    body
}

fn parameters(route: &str) -> impl Iterator<Item = &str> {
    route.split('{').skip(1).filter_map(|it| it.split('}').next())
}

/// The calls that change something, but for the upload, whose body is no JSON.
fn mutations() -> Vec<RouteInfo> {
    table().into_iter().filter(|it| it.mutates && !it.takes_file).collect()
}

/// 9: whatever is not yours looks like what is not there.
#[tokio::test]
async fn attack_9_what_belongs_to_another_is_not_there() {
    let scene = Scene::new("a note").await;
    nothing_is_there(&scene, &scene.portico.client("otto")).await;
}

/// 15, 16: nor is what another team has, for an agent.
#[tokio::test]
async fn attack_16_what_another_team_has_is_not_there() {
    let scene = Scene::new("a note").await;
    scene.portico.join("ned", Role::Agent, "network").await;
    let ned = scene.portico.client("ned");
    for route in table().iter().filter(|it| it.path.starts_with("/api/v1/tickets/{id}")) {
        is_not_there(&scene, &ned, route).await;
    }
    for page in pages(&scene.reference, &scene.ticket, &scene.slug) {
        let told = ned.get(&page).await.text();
        assert!(!told.contains("floor is silent"), "{page}: {told}");
    }
}

/// 9: nor is it any more for a colleague who was removed, or who left.
#[tokio::test]
async fn attack_9_what_is_shared_no_more_is_not_there() {
    let scene = Scene::new("a note").await;
    let (rita, otto) = (scene.portico.client("rita"), scene.portico.client("otto"));
    let (reference, email) = (scene.reference.clone(), "otto@portico.example".to_owned());
    let share = AddColleague { key: key(), reference: reference.clone(), email: email.clone() };
    rita.call(&share).await.unwrap();
    let page = format!("/requests/{reference}");
    assert!(otto.get(&page).await.text().contains("silent"), "while it is shared, it is there");
    let remove = RemoveColleague { key: key(), reference: reference.clone(), email };
    rita.call(&remove).await.unwrap();
    nothing_is_there(&scene, &otto).await;

    rita.call(&AddColleague { key: key(), ..share }).await.unwrap();
    assert_eq!(otto.get(&page).await.status, StatusCode::OK);
    otto.call(&LeaveRequest { key: key(), reference }).await.unwrap();
    nothing_is_there(&scene, &otto).await;
}

/// Whatever `otto` sends, rita's request answers like one that does not exist.
async fn nothing_is_there(scene: &Scene, otto: &Client) {
    for route in table().iter().filter(|it| it.path.contains('{') && !it.path.contains("{slug}")) {
        is_not_there(scene, otto, route).await;
    }
    for page in
        [format!("/requests/{}", scene.reference), format!("/requests/{}/sent", scene.reference)]
    {
        let foreign = otto.get(&page).await;
        let absent = otto.get(&page.replace(&scene.reference, "2222-222")).await;
        assert_eq!(
            (foreign.status, absent.status),
            (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
            "{page}"
        );
        assert!(!foreign.text().contains("silent"), "{page}");
    }
}

/// For `client` what a route is about answers like what does not exist.
pub(crate) async fn is_not_there(scene: &Scene, client: &Client, route: &RouteInfo) {
    let (there, missing) = scene.addresses(route.path);
    let mut answers: Vec<Answer> = Vec::new();
    for address in [&there, &missing] {
        let body = if route.mutates { json!(scene.body(route)).to_string() } else { String::new() };
        answers.push(client.json(route.method.clone(), address, body).await);
    }
    let [foreign, absent] = [&answers[0], &answers[1]];
    assert_eq!(foreign.status, absent.status, "{there}");
    assert_eq!(foreign.text(), absent.text(), "{there}");
    assert!(foreign.status.is_client_error(), "{there}: {}", foreign.status);
}

/// 13: a field that does not exist is refused and nothing is set.
#[tokio::test]
async fn attack_13_no_field_comes_in_that_is_not_asked_for() {
    let scene = Scene::new("a note").await;
    let rita = scene.portico.client("rita");
    let before = scene.portico.fingerprint().await;
    let foreign = [
        "role",
        "priority",
        "assignee",
        "sla",
        "internal",
        "created_at",
        "author_id",
        "verified",
        "requester_id",
        "links",
        "parent",
        "merge_into",
        "cc",
    ];
    for route in mutations() {
        for field in foreign {
            let (address, _) = scene.addresses(route.path);
            let mut body = scene.body(&route);
            body.insert(field.to_owned(), "critical".into());
            let answer = rita.json(Method::POST, &address, json!(body).to_string()).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{address} with {field}: {}",
                answer.text()
            );
        }
    }
    assert_eq!(scene.portico.fingerprint().await, before);
}

/// 18: a crooked path gets no further than the straight one.
#[tokio::test]
async fn attack_18_a_crooked_path_leads_nowhere_new() {
    let scene = Scene::new("a note").await;
    let otto = scene.portico.client("otto");
    let mut straight: Vec<String> =
        table().iter().filter(|it| !it.mutates).map(|it| scene.addresses(it.path).0).collect();
    straight.extend(pages(&scene.reference, &scene.ticket, &scene.slug));
    for path in straight {
        let expected = otto.get(&path).await.status;
        let last = path.rfind('/').unwrap();
        for crooked in [
            format!("/{path}"),
            path.replacen('/', "//", 2),
            path.to_uppercase(),
            format!("{path}."),
            format!("{path};x=1"),
            format!("{}/..%2f{}", &path[..last], &path[last + 1..]),
            format!("/help/..{path}"),
            format!("/help/%2e%2e{path}"),
            format!("{path}%00"),
        ] {
            let answer = otto.get(&crooked).await;
            let further = expected.is_client_error()
                && answer.status.is_success()
                && answer.text().contains("silent");
            assert!(!further && !answer.status.is_server_error(), "{crooked}: {}", answer.status);
        }
        for name in
            ["x-http-method-override", "x-original-url", "x-rewrite-url", "x-forwarded-prefix"]
        {
            let answer = otto.send(Method::GET, &path, &[(name, "/desk")], Vec::new()).await;
            assert_eq!(answer.status, expected, "{path} with {name}");
        }
    }
}

/// 43: nothing is changed from another site, nor by reading.
#[tokio::test]
async fn attack_43_nothing_is_changed_from_another_site() {
    let scene = Scene::new("a note").await;
    let before = scene.portico.fingerprint().await;
    let ours = "http://127.0.0.1:3000";
    let crossings: [&[(&str, &str)]; 8] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "https://evil.127.0.0.1:3000")],
        &[("origin", ours), ("sec-fetch-site", "cross-site")],
        &[("origin", "http://127.0.0.1:3001"), ("sec-fetch-site", "same-site")],
        &[],
    ];
    for route in mutations() {
        let (address, _) = scene.addresses(route.path);
        let (page, _) = scene.addresses(route.form_page.unwrap());
        let body = scene.body(&route);
        let urlencoded = serde_html_form::to_string(&body).unwrap();
        for crossing in crossings {
            for (address, kind, body) in [
                (&address, "application/json", json!(body).to_string()),
                (&address, "text/plain", json!(body).to_string()),
                (&page, "application/x-www-form-urlencoded", urlencoded.clone()),
            ] {
                let headers = [&[("content-type", kind)], crossing].concat();
                for who in ["rita", "ana"] {
                    let client = scene.portico.client(who);
                    let answer = client.send(Method::POST, address, &headers, body.clone()).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address} with {crossing:?}");
                }
            }
        }
        for address in [&address, &page] {
            scene.portico.client("ana").get(&format!("{address}?{urlencoded}")).await;
        }
    }
    assert_eq!(scene.portico.fingerprint().await, before);
}

/// 57: what is huge, negative or bottomless is refused, and Portico goes on.
#[tokio::test]
async fn attack_57_nothing_huge_gets_through() {
    let scene = Scene::new("a note").await;
    let ana = scene.portico.client("ana");
    let before = scene.portico.fingerprint().await;
    let ids = [
        "18446744073709551615",
        "18446744073709551616",
        "-1",
        "1e9",
        "0x10",
        "9".repeat(4000).as_str(),
    ]
    .map(str::to_owned);
    for route in table().iter().filter(|it| it.path.contains('{')) {
        for id in &ids {
            let mut address = route.path.to_owned();
            for name in parameters(route.path) {
                address = address.replace(&format!("{{{name}}}"), id);
            }
            let body =
                if route.mutates { json!(scene.body(route)).to_string() } else { String::new() };
            let answer = ana.json(route.method.clone(), &address, body).await;
            assert!(
                answer.status.is_client_error(),
                "{} {address:.80}: {}",
                route.method,
                answer.status
            );
        }
    }
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let wide = json!(vec!["x"; 10_000]);
    for route in mutations() {
        let (address, _) = scene.addresses(route.path);
        let field = scene
            .body(&route)
            .keys()
            .find(|it| *it != "key")
            .cloned()
            .unwrap_or_else(|| "key".to_owned());
        for value in [
            deep.clone(),
            wide.to_string(),
            format!("\"{}\"", "é".repeat(200_000)),
            "1e999".to_owned(),
            "-1".to_owned(),
        ] {
            let body = format!("{{\"{field}\":{value}}}");
            let answer = ana.json(Method::POST, &address, body).await;
            assert!(
                answer.status.is_client_error(),
                "{address} {field} {value:.40}: {}",
                answer.status
            );
        }
    }
    for query in ["limit=1e9", "page=-1", "q=a&q=b", "offset=18446744073709551616"] {
        for route in table().iter().filter(|it| !it.mutates) {
            let (address, _) = scene.addresses(route.path);
            let answer = ana.get(&format!("{address}?{query}")).await;
            assert!(answer.status.is_client_error(), "{address}?{query}: {}", answer.status);
        }
    }
    assert_eq!(scene.portico.fingerprint().await, before);
}

/// 7: every page carries a policy under which only our own scripts run, and everything else may do nothing.
#[tokio::test]
async fn attack_7_every_answer_carries_its_policy() {
    let scene = Scene::new("a note").await;
    for (who, _) in PEOPLE {
        let client = scene.portico.client(who);
        for page in pages(&scene.reference, &scene.ticket, &scene.slug) {
            let answer = client.get(&page).await;
            let policy = answer.header(header::CONTENT_SECURITY_POLICY).to_owned();
            assert!(answer.header(header::CONTENT_TYPE).starts_with("text/html"), "{page}");
            assert!(
                policy.starts_with("default-src 'none'; script-src 'nonce-"),
                "{page}: {policy}"
            );
            assert!(
                !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
                "{page}: {policy}"
            );
            assert!(!policy.contains("http") && !policy.contains('*'), "{page}: {policy}");
            let nonce =
                policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
            let html = answer.text();
            for script in html.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap();
                assert!(tag.contains(&nonce), "{page}: <script{tag}>");
            }
            assert!(
                !html.contains(" style=") && !html.contains(" onclick="),
                "{page} has inline code"
            );
            let again = client.get(&page).await;
            assert!(
                !again.header(header::CONTENT_SECURITY_POLICY).contains(&nonce),
                "{page}: a nonce is used once"
            );
        }
        for route in table().iter().filter(|it| !it.mutates) {
            let answer = client.get(&scene.addresses(route.path).0).await;
            assert!(
                answer.header(header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'"),
                "{}",
                route.path
            );
            assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{}", route.path);
        }
    }
}

/// 4: an article can do nothing on the page that shows it.
#[tokio::test]
async fn attack_4_an_article_is_inert_on_its_page() {
    let scene = Scene::new("a note").await;
    let ana = scene.portico.client("ana");
    let hostile = "\"><img src=x onerror=fetch('/x')> <script>alert(1)</script> [a](javascript:alert(1)) </textarea><script>x</script> <svg onload=x>";
    let article = PublishArticle {
        key: key(),
        ticket: scene.ticket.parse().unwrap(),
        title: hostile.into(),
        body: hostile.into(),
        keywords: hostile.into(),
        category: "hardware".into(),
        audience: "public".into(),
    };
    let slug = ana.call(&article).await.unwrap().slug.to_string();
    let reference = scene.portico.file("rita", hostile).await;
    let ticket = scene.portico.ticket(&reference).await.to_string();
    for who in ["nobody", "rita", "ana"] {
        let client = scene.portico.client(who);
        for page in pages(&reference, &ticket, &slug)
            .iter()
            .chain([&"/help?q=%3Cscript%3Ealert(1)%3C/script%3E".to_owned()])
        {
            let html = client.get(page).await.text();
            let policy_free = html
                .split("<script")
                .skip(1)
                .all(|it| it.split('>').next().unwrap().contains("nonce="));
            assert!(policy_free, "{page} as {who} has a script of somebody else's");
            for bad in ["<img src=x", "<svg onload", "href=\"javascript:"] {
                assert!(!html.contains(bad), "{page} as {who} contains {bad}");
            }
        }
    }
}
