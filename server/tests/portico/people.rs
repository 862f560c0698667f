//! Who comes in: invited, forgotten, kept out, and the very first.

use crate::app::{Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use server::service::welcome;
use shared::{
    actor::Role,
    api::{
        people::{
            ChangePerson, GetPerson, InvitePerson, LinkMade, ListPeople, MakePersonLink, People,
            ReinstatePerson, Standing, SuspendPerson,
            welcome::{ChoosePassword, GetWelcome, Purpose},
        },
        queue::ListQueue,
        session::{GetSession, SignIn},
        settings::GetSettings,
        wall::GetWall,
    },
    id::PersonId,
    problem::{Code, Problem},
};

const PASSWORD: &str = "four wheels under a blue barn";
const OTHER: &str = "three wheels behind a red barn";

fn ida() -> InvitePerson {
    InvitePerson {
        key: key(),
        name: "Ida Berg".into(),
        email: "ida@portico.example".into(),
        roles: vec!["agent".into()],
        ..InvitePerson::default()
    }
}

fn choose(token: &str, password: &str) -> ChoosePassword {
    let (token, password) = (token.to_owned(), password.to_owned());
    ChoosePassword { key: key(), token, password, ..ChoosePassword::default() }
}

fn sign_in(password: &str) -> SignIn {
    let (email, password) = ("ida@portico.example".to_owned(), password.to_owned());
    SignIn { key: key(), email, password, ..SignIn::default() }
}

/// A browser of its own, signed in as whoever `request` signs in.
async fn signed_in<E: shared::api::Endpoint>(portico: &TestApp, request: &E) -> Client {
    let mut client = portico.client("nobody");
    let answer = client.post(request).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    client.cookie = Some(answer.cookie());
    client
}

async fn roles(client: &Client) -> Option<Vec<Role>> {
    client.call(&GetSession {}).await.unwrap().person.map(|it| it.roles)
}

async fn refusal<E: shared::api::Endpoint>(client: &Client, request: &E) -> Problem {
    client.call(request).await.err().unwrap()
}

#[tokio::test]
async fn somebody_is_invited_and_chooses_a_password_once() {
    let portico = TestApp::new().await;
    let (max, nobody) = (portico.client("max"), portico.client("nobody"));
    let invite = ida();
    let LinkMade { person, token } = max.call(&invite).await.unwrap();
    let again = max.call(&invite).await.unwrap();
    assert_eq!(again.person, person, "sent twice, there is one of her");
    assert_eq!(
        refusal(&nobody, &GetWelcome { token }).await.code,
        Code::NotFound,
        "the newest alone"
    );

    let token = again.token;
    let welcome = nobody.call(&GetWelcome { token: token.clone() }).await.unwrap();
    assert_eq!((welcome.purpose, &*welcome.name), (Purpose::Invitation, "Ida Berg"));
    let seen = max.call(&GetPerson { person }).await.unwrap();
    assert_eq!((seen.person.standing, seen.n_sign_ins), (Standing::Invited, 0));
    assert!(seen.link_until.is_some());
    let stored = portico.everything().await;
    assert!(!stored.contains(&token), "the secret is not kept, not even in what was answered");

    for bad in ["too short", "passwordpassword", "ida@portico.example", "Ida Berg Ida Berg"] {
        let problem = refusal(&nobody, &choose(&token, bad)).await;
        assert!(problem.text_for("password").is_some(), "{bad}");
    }
    let ida = signed_in(&portico, &choose(&token, PASSWORD)).await;
    assert_eq!(roles(&ida).await.unwrap(), [Role::Requester, Role::Agent]);
    assert_eq!(refusal(&nobody, &choose(&token, OTHER)).await.code, Code::NotFound, "once");
    assert_eq!(nobody.get(&format!("/welcome/{token}")).await.status, StatusCode::NOT_FOUND);
    signed_in(&portico, &sign_in(PASSWORD)).await;
    let seen = max.call(&GetPerson { person }).await.unwrap();
    assert_eq!((seen.person.standing, seen.n_sign_ins), (Standing::Active, 2));
}

#[tokio::test]
async fn attack_38_another_password_ends_every_sign_in_of_before() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let LinkMade { person, token } = max.call(&ida()).await.unwrap();
    let before = signed_in(&portico, &choose(&token, PASSWORD)).await;

    let reset = MakePersonLink { key: key(), person };
    let LinkMade { token, .. } = max.call(&reset).await.unwrap();
    assert!(roles(&before).await.is_some(), "a link that is not used changes nothing");
    let after = signed_in(&portico, &choose(&token, OTHER)).await;
    assert_eq!((roles(&before).await, roles(&after).await.is_some()), (None, true));
    let nobody = portico.client("nobody");
    assert_eq!(refusal(&nobody, &sign_in(PASSWORD)).await.code, Code::SignInFailed);

    let LinkMade { token, .. } = max.call(&MakePersonLink { key: key(), person }).await.unwrap();
    portico.app.clock.advance(TimeDelta::hours(24));
    assert_eq!(refusal(&nobody, &choose(&token, PASSWORD)).await.code, Code::NotFound, "too late");
}

#[tokio::test]
async fn who_is_kept_out_is_out_at_once() {
    let portico = TestApp::new().await;
    let (max, nobody) = (portico.client("max"), portico.client("nobody"));
    let LinkMade { person, token } = max.call(&ida()).await.unwrap();
    let ida = signed_in(&portico, &choose(&token, PASSWORD)).await;
    let LinkMade { token, .. } = max.call(&MakePersonLink { key: key(), person }).await.unwrap();

    let has_work = async || {
        let wall = portico.client("lea").call(&GetWall {}).await.unwrap();
        wall.loads.iter().any(|it| it.name == "Ida Berg")
    };
    assert!(has_work().await);

    max.call(&SuspendPerson { key: key(), person }).await.unwrap();
    assert_eq!(roles(&ida).await, None);
    assert!(!has_work().await, "nor can anything be given to her");
    assert_eq!(refusal(&nobody, &GetWelcome { token }).await.code, Code::NotFound);
    let (out, wrong) =
        (refusal(&nobody, &sign_in(PASSWORD)).await, refusal(&nobody, &sign_in("x")).await);
    assert_eq!(out, wrong, "nothing tells that the password was right (attack 35)");
    let make = MakePersonLink { key: key(), person };
    assert_eq!(refusal(&max, &make).await.code, Code::Conflict);

    max.call(&ReinstatePerson { key: key(), person }).await.unwrap();
    signed_in(&portico, &sign_in(PASSWORD)).await;
}

#[tokio::test]
async fn roles_and_addresses_change_at_once_and_nobody_locks_the_door_from_inside() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let LinkMade { person, token } = max.call(&ida()).await.unwrap();
    let ida = signed_in(&portico, &choose(&token, PASSWORD)).await;
    ida.call(&ListQueue::default()).await.unwrap();
    let requester = ChangePerson {
        key: key(),
        person,
        name: "Ida Ek".into(),
        email: "ida.ek@portico.example".into(),
        ..ChangePerson::default()
    };
    max.call(&requester).await.unwrap();
    assert_eq!(roles(&ida).await.unwrap(), [Role::Requester]);
    assert_eq!(refusal(&ida, &ListQueue::default()).await.code, Code::Forbidden);
    let nobody = portico.client("nobody");
    assert_eq!(refusal(&nobody, &sign_in(PASSWORD)).await.code, Code::SignInFailed);
    let moved = SignIn { email: "ida.ek@portico.example".into(), ..sign_in(PASSWORD) };
    signed_in(&portico, &moved).await;

    let taken =
        ChangePerson { key: key(), email: "rita@portico.example".into(), ..requester.clone() };
    let problem = refusal(&max, &taken).await;
    assert_eq!((problem.code, problem.text_for("email").is_some()), (Code::Conflict, true));

    let People { people, .. } = max.call(&ListPeople { q: "max".into(), page: 1 }).await.unwrap();
    let own = people[0].id;
    let demoted =
        ChangePerson { key: key(), person: own, email: "max@portico.example".into(), ..requester };
    assert!(refusal(&max, &demoted).await.text_for("roles").is_some());
    assert_eq!(
        refusal(&max, &SuspendPerson { key: key(), person: own }).await.code,
        Code::Conflict
    );
}

#[tokio::test]
async fn people_are_found_by_name_and_address_and_guests_are_none() {
    let portico = TestApp::new().await;
    portico.file_as_guest("It broke").await;
    let max = portico.client("max");
    let all = max.call(&ListPeople::default()).await.unwrap();
    let names: Vec<&str> = all.people.iter().map(|it| &*it.name).collect();
    assert_eq!((all.n_people, names), (5, vec!["ana", "lea", "max", "otto", "rita"]));
    let found = max.call(&ListPeople { q: " RITA@ ".into(), page: 9 }).await.unwrap();
    assert_eq!((found.n_people, found.page), (1, 1));
    assert_eq!(max.call(&ListPeople { q: "%".into(), page: 1 }).await.unwrap().n_people, 0);

    let before = portico.fingerprint().await;
    for (who, code) in [
        ("nobody", Code::SignInNeeded),
        ("rita", Code::Forbidden),
        ("ana", Code::Forbidden),
        ("lea", Code::Forbidden),
    ] {
        let client = portico.client(who);
        let person = all.people[0].id;
        assert_eq!(refusal(&client, &ListPeople::default()).await.code, code, "{who}");
        assert_eq!(refusal(&client, &GetPerson { person }).await.code, code, "{who}");
        assert_eq!(refusal(&client, &ida()).await.code, code, "{who}");
        assert_eq!(
            refusal(&client, &MakePersonLink { key: key(), person }).await.code,
            code,
            "{who}"
        );
        assert_eq!(
            refusal(&client, &SuspendPerson { key: key(), person }).await.code,
            code,
            "{who}"
        );
        let page = client.get("/admin/people").await;
        assert!(page.status.is_client_error() && !page.text().contains("otto"), "{who}");
    }
    assert_eq!(portico.fingerprint().await, before);
}

#[tokio::test]
async fn the_first_one_sets_portico_up_and_nobody_after() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let first = welcome::set_up(&portico.app).await.unwrap().unwrap();
    let link = welcome::set_up(&portico.app).await.unwrap().unwrap();
    let token = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let gone = GetWelcome { token: token(&first) };
    assert_eq!(refusal(&nobody, &gone).await.code, Code::NotFound, "a new start, a new link");

    let unnamed = refusal(&nobody, &choose(&token(&link), PASSWORD)).await;
    assert!(unnamed.text_for("name").is_some() && unnamed.text_for("email").is_some());
    let named = ChoosePassword {
        name: "Ada Berg".into(),
        email: "ada@portico.example".into(),
        ..choose(&token(&link), PASSWORD)
    };
    let ada = signed_in(&portico, &named).await;
    assert_eq!(roles(&ada).await.unwrap(), Role::ALL);
    ada.call(&GetSettings {}).await.unwrap();
    assert_eq!(welcome::set_up(&portico.app).await.unwrap(), None);
    assert_eq!(refusal(&nobody, &named).await.code, Code::NotFound);

    // Somebody who guesses is turned away before long (attack 36).
    let mut last = Code::NotFound;
    for n in 0..40 {
        let wrong = GetWelcome { token: format!("{n:032x}") };
        last = refusal(&nobody, &wrong).await.code;
    }
    assert_eq!(last, Code::TooMany);
    assert!(ada.call(&GetPerson { person: PersonId(1) }).await.is_err());
}

/// 46: once somebody has set Portico up, nothing offers to do so again, however its address is written.
#[tokio::test]
async fn attack_46_there_is_no_set_up_after_the_set_up() {
    let portico = TestApp::new().await;
    let nobody = portico.client("nobody");
    let link = welcome::set_up(&portico.app).await.unwrap().unwrap();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let page = format!("/welcome/{token}");
    assert!(nobody.get(&page).await.text().contains("Set Portico up"), "before");
    let named = ChoosePassword {
        name: "Ada Berg".into(),
        email: "ada@portico.example".into(),
        ..choose(&token, PASSWORD)
    };
    signed_in(&portico, &named).await;

    let before = portico.fingerprint().await;
    let mut paths: Vec<String> = [
        "/setup",
        "/set-up",
        "/install",
        "/wizard",
        "/first-run",
        "/welcome",
        "/api/v1/welcome",
        "/api/v1/setup",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend([page.clone(), format!("/api/v1{page}"), page.to_uppercase()]);
    let body = serde_html_form::to_string(&named).unwrap();
    let mut n_tried = 0u8;
    for path in &paths {
        for path in [
            path.clone(),
            format!("{path}/"),
            format!("{path}%2f"),
            format!("{path}/x"),
            format!("{path}/../{}", &path[1..]),
            format!("{path};x=1"),
            format!("{path}?again=1"),
            format!("/{path}"),
        ] {
            // Each time somebody else: whoever guesses is turned away before long.
            n_tried += 1;
            let nobody = nobody.from(&format!("192.0.2.{n_tried}"));
            let (shown, sent) = (nobody.get(&path).await, nobody.form(&path, &body).await);
            // The one spelling of an address is nowhere else.
            let shown = match shown.header(header::LOCATION) {
                "" => shown,
                spelt => nobody.get(spelt).await,
            };
            for answer in [&shown, &sent] {
                assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
                assert!(!answer.text().contains("Set Portico up"), "{path}");
            }
            let is_call_with_more = path.starts_with("/api") && path.contains('?');
            assert!(
                shown.status == StatusCode::NOT_FOUND || is_call_with_more,
                "{path}: {}",
                shown.status
            );
        }
    }
    assert_eq!(portico.fingerprint().await, before);
    assert_eq!(welcome::set_up(&portico.app).await.unwrap(), None);
}
