//! Signing in with an identity provider: a real one on this machine, which says what it should, and what it should
//! not (attack 42).

mod provider;

use crate::app::{Answer, Client, TestApp, key};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use provider::{Asked, CLIENT, Grant, SECRET, Signing, TestProvider};
use serde_json::{Value, json};
use server::{
    auth::oidc::{ClientSecret, OidcBoot},
    outward::reach::Reach,
    service::accounts,
    store::{StoreError, tables::audit::Deed},
};
use shared::{
    actor::Role,
    api::{
        people::{
            GetPerson, LinkMade, ListPeople, MakePersonLink, Standing, SuspendPerson,
            welcome::ChoosePassword,
        },
        provider::{GetProviderLink, LinkProvider, NotSignedIn, UnlinkProvider},
        queue::ListQueue,
        session::GetSession,
        settings::{ChangeSignIn, GetSettings, trial::TrySignIn},
    },
    id::PersonId,
    problem::Code,
    text::{EmailAddress, PersonName},
};

const PASSWORD: &str = "four wheels under a blue barn";

/// A Portico that a provider on this machine may sign people in to.
async fn portico() -> TestApp {
    TestApp::with(|site| {
        site.oidc = OidcBoot { secret: ClientSecret::parse(SECRET), reach: Reach::Machine };
    })
    .await
}

/// The form that sets `provider`, where strangers become requesters and groups are roles.
async fn choice(portico: &TestApp, issuer: &str) -> ChangeSignIn {
    let version = portico.client("max").call(&GetSettings {}).await.unwrap().version;
    ChangeSignIn {
        key: key(),
        version: version.to_string(),
        reason: "One account for all".into(),
        issuer: issuer.into(),
        client: CLIENT.into(),
        label: "your company account".into(),
        scopes: "groups".into(),
        strangers: "requester".into(),
        claim: "groups".into(),
        agents: "desk; support".into(),
        leads: "desk-leads".into(),
        administrators: "portico-admins".into(),
    }
}

async fn choose(portico: &TestApp, change: &ChangeSignIn) {
    portico.client("max").call(change).await.unwrap();
}

/// A Portico with a provider.
async fn both() -> (TestApp, TestProvider) {
    let (portico, provider) = (portico().await, TestProvider::start().await);
    choose(&portico, &choice(&portico, &provider.issuer).await).await;
    (portico, provider)
}

/// The value of a cookie that was set, as it is sent back; nothing where it was not, or was taken away.
fn set_cookie(answer: &Answer, name: &str) -> Option<String> {
    let all = answer.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap());
    let mut set = all.filter_map(|it| it.split(';').next()?.split_once('='));
    set.find(|it| it.0 == name && !it.1.is_empty()).map(|it| format!("{}={}", it.0, it.1))
}

/// The same browser with another cookie.
fn with_cookie(client: &Client, cookie: String) -> Client {
    let mut client = client.clone();
    client.cookie = Some(cookie);
    client
}

/// Goes to the provider: what is asked there, and what the browser keeps meanwhile.
async fn depart(client: &Client, next: &str) -> (Asked, String) {
    let answer = client.get(&shared::api::provider::start_address(next)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let asked = Asked::of(answer.header(header::LOCATION));
    (asked, set_cookie(&answer, "portico-attempt").unwrap())
}

/// Comes back from the provider.
async fn back(client: &Client, kept: &str, query: &str) -> Answer {
    let cookies = [client.cookie.as_deref(), Some(kept)].into_iter().flatten();
    let cookie = cookies.collect::<Vec<_>>().join("; ");
    with_cookie(client, cookie).get(&format!("/sign-in/provider/return?{query}")).await
}

/// Goes there and back as `subject`, of whom the provider says `said`.
async fn sign_in(portico: &TestApp, provider: &TestProvider, subject: &str, said: Value) -> Answer {
    sign_in_but(portico, provider, subject, said, |_| ()).await
}

async fn sign_in_but(
    portico: &TestApp,
    provider: &TestProvider,
    subject: &str,
    said: Value,
    differ: impl FnOnce(&mut Grant),
) -> Answer {
    let nobody = portico.client("nobody");
    let (asked, kept) = depart(&nobody, "").await;
    let code = provider.grant_but(&asked, subject, said, portico.app.now(), differ);
    back(&nobody, &kept, &format!("code={code}&state={}", asked.get("state"))).await
}

/// A browser of whoever was signed in.
fn signed_in(portico: &TestApp, answer: &Answer) -> Client {
    let cookie = set_cookie(answer, "portico");
    let location = answer.header(header::LOCATION);
    let cookie = cookie.unwrap_or_else(|| panic!("not signed in: {location}"));
    with_cookie(&portico.client("nobody"), cookie)
}

/// Why nobody was signed in.
fn refusal(answer: &Answer) -> NotSignedIn {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(set_cookie(answer, "portico"), None, "nobody is signed in");
    let location = answer.header(header::LOCATION);
    let query = location.strip_prefix("/sign-in?").unwrap_or_else(|| panic!("{location}"));
    let pairs = shared::api::address::pairs(query);
    let why = &pairs.iter().find(|it| it.0 == "refused").unwrap().1;
    NotSignedIn::from_value(why).unwrap()
}

async fn roles(client: &Client) -> Option<Vec<Role>> {
    client.call(&GetSession {}).await.unwrap().person.map(|it| it.roles)
}

/// Somebody with a password.
async fn add(portico: &TestApp, name: &str, roles: &[Role]) -> PersonId {
    let email = EmailAddress::parse(&format!("{name}@portico.example")).unwrap();
    let password = Some(PASSWORD.to_owned());
    let name = PersonName::parse(name).unwrap();
    accounts::add_person(&portico.app, name, email, roles, password).await.unwrap().id
}

impl TestApp {
    /// Everything that is kept but for the audit log, as one hash.
    async fn without_audit(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let exported = self.app.store.export(|key, value| {
            if !matches!(key.first(), Some(0x70 | 0x71)) {
                hasher.update(&(key.len() as u64).to_be_bytes()).update(key).update(value);
            }
            Ok::<_, StoreError>(())
        });
        exported.await.unwrap();
        hasher.finalize().to_string()
    }

    /// What was put into the audit log last.
    async fn last_deed(&self) -> Deed {
        self.audit().await.pop().unwrap().deed
    }
}

fn ida(groups: &[&str]) -> Value {
    json!({
        "name": "Ida Berg", "email": "ida@portico.example", "email_verified": true,
        "groups": groups,
    })
}

#[tokio::test]
async fn a_stranger_becomes_a_requester_and_roles_follow_their_groups() {
    let (portico, provider) = both().await;
    let nobody = portico.client("nobody");
    assert!(nobody.get("/sign-in").await.text().contains("Sign in with your company account"));

    let (asked, kept) = depart(&nobody, "/requests?show=waiting").await;
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", "http://127.0.0.1:3000/sign-in/provider/return"),
        ("scope", "openid profile email groups"),
        ("code_challenge_method", "S256"),
        ("tenant", "all"),
    ] {
        assert_eq!(asked.get(name), value);
    }
    let code = provider.grant(&asked, "00u1", ida(&[]), portico.app.now());
    let query = format!("code={code}&state={}&iss={}", asked.get("state"), provider.issuer);
    let answer = back(&nobody, &kept, &query).await;
    assert_eq!(answer.header(header::LOCATION), "/requests?show=waiting");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let first = signed_in(&portico, &answer);
    assert_eq!(roles(&first).await.unwrap(), [Role::Requester]);
    assert_eq!(portico.last_deed().await, Deed::SignedIn);

    // A code is good for one sign-in.
    assert_eq!(refusal(&back(&nobody, &kept, &query).await), NotSignedIn::Declined);

    let agent = sign_in(&portico, &provider, "00u1", ida(&["support", "others"])).await;
    assert_eq!(agent.header(header::LOCATION), "/desk");
    let agent = signed_in(&portico, &agent);
    agent.call(&ListQueue::default()).await.unwrap();
    assert_eq!(roles(&first).await, None, "attack 38: what was begun as somebody else has ended");

    // What is said besides the token counts too, if it is about the same person.
    let said = json!({ "sub": "00u1", "groups": ["desk-leads", "portico-admins"] });
    let lead = sign_in_but(&portico, &provider, "00u1", ida(&[]), |it| it.user = said).await;
    let lead = signed_in(&portico, &lead);
    assert_eq!(
        roles(&lead).await.unwrap(),
        [Role::Requester, Role::Lead, Role::Administrator],
        "as it was mapped by name"
    );
    let back_again = signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&["x"])).await);
    assert_eq!(roles(&back_again).await.unwrap(), [Role::Requester]);
    let people =
        portico.client("max").call(&ListPeople { q: "ida".into(), page: 1 }).await.unwrap();
    assert_eq!(people.n_people, 1, "she is one all along");
}

#[tokio::test]
async fn attack_42_what_proves_nothing_signs_nobody_in() {
    let (portico, provider) = both().await;
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
    let before = portico.without_audit().await;
    let now = portico.app.now().timestamp();
    type Differ = Box<dyn FnOnce(&mut Grant)>;
    let claim = |name: &'static str, value: Value| -> Differ {
        Box::new(move |it| it.claims[name] = value)
    };
    let header = |header: Value, signing: Signing| -> Differ {
        Box::new(move |it| (it.header, it.signing) = (header, signing))
    };
    let other = |differ: fn(&mut Grant)| -> Differ { Box::new(differ) };
    let wrong: Vec<(&str, Differ)> = vec![
        ("another issuer", claim("iss", json!("https://login.evil.example"))),
        ("another audience", claim("aud", json!("another-client"))),
        ("several audiences", claim("aud", json!([CLIENT, "another-client"]))),
        ("another nonce", claim("nonce", json!("0"))),
        ("no nonce", claim("nonce", Value::Null)),
        ("expired", claim("exp", json!(now - 61))),
        ("from the future", claim("iat", json!(now + 3_600))),
        ("nobody", claim("sub", json!(""))),
        ("no signature", header(json!({ "alg": "none" }), Signing::Nothing)),
        (
            "no signature, said otherwise",
            header(json!({ "alg": "ES256", "kid": "first" }), Signing::Nothing),
        ),
        (
            "a signature that all can make",
            header(json!({ "alg": "HS256", "kid": "first" }), Signing::PublicKey),
        ),
        ("a foreign key", other(|it| it.signing = Signing::Foreign)),
        (
            "a key that is not published",
            header(json!({ "alg": "ES256", "kid": "x" }), Signing::Own),
        ),
        (
            "its own key along with it",
            header(json!({ "alg": "ES256", "jwk": { "kty": "EC" } }), Signing::Foreign),
        ),
        ("user information of another", other(|it| it.user = json!({ "sub": "00u2" }))),
        ("user information of nobody", other(|it| it.user = json!({}))),
    ];
    for (what, differ) in wrong {
        let answer =
            sign_in_but(&portico, &provider, "00u1", ida(&["portico-admins"]), differ).await;
        assert_eq!(refusal(&answer), NotSignedIn::Unproven, "{what}");
        let noted =
            Deed::ProviderRefused { person: None, why: NotSignedIn::Unproven, unrecorded: 0 };
        assert_eq!(portico.last_deed().await, noted, "{what}");
    }
    assert_eq!(portico.without_audit().await, before);
}

#[tokio::test]
async fn attack_42_only_whoever_went_there_comes_back() {
    let (portico, provider) = both().await;
    let nobody = portico.client("nobody");
    let before = portico.without_audit().await;
    let (asked, kept) = depart(&nobody, "").await;
    let (other, kept_by_other) = depart(&nobody, "").await;
    let now = portico.app.now();
    let code = provider.grant(&asked, "00u1", ida(&[]), now);
    let (state, foreign) = (asked.get("state"), other.get("state"));
    let right = format!("code={code}&state={state}");
    for (what, kept, query, why) in [
        ("another browser", &kept_by_other, right.clone(), NotSignedIn::Stale),
        ("no browser", &String::new(), right.clone(), NotSignedIn::Stale),
        ("two of it", &format!("{kept}; {kept}"), right.clone(), NotSignedIn::Stale),
        ("another state", &kept, format!("code={code}&state={foreign}"), NotSignedIn::Stale),
        ("no state", &kept, format!("code={code}"), NotSignedIn::Stale),
        ("two states", &kept, format!("{right}&state={foreign}"), NotSignedIn::Stale),
        (
            "another provider",
            &kept,
            format!("{right}&iss=https://evil.example"),
            NotSignedIn::Unproven,
        ),
        ("a refusal", &kept, format!("error=access_denied&state={state}"), NotSignedIn::Declined),
        ("no code", &kept, format!("state={state}"), NotSignedIn::Declined),
        ("a made-up code", &kept, format!("code=x&state={state}"), NotSignedIn::Declined),
    ] {
        assert_eq!(refusal(&back(&nobody, kept, &query).await), why, "{what}");
    }
    // The proof for the code belongs to one attempt alone.
    let stolen = format!("code={code}&state={foreign}");
    assert_eq!(refusal(&back(&nobody, &kept_by_other, &stolen).await), NotSignedIn::Declined);
    let code = provider.grant(&asked, "00u1", ida(&[]), now);
    portico.app.clock.advance(TimeDelta::minutes(10));
    let late = back(&nobody, &kept, &format!("code={code}&state={state}")).await;
    assert_eq!(refusal(&late), NotSignedIn::Stale, "ten minutes are over");
    assert_eq!(portico.without_audit().await, before);
}

#[tokio::test]
async fn attack_42_an_address_links_nobody() {
    let (portico, provider) = both().await;
    let before = portico.without_audit().await;
    for (said, why) in [
        (json!({ "email": "max@portico.example" }), NotSignedIn::Unverified),
        (
            json!({ "email": "max@portico.example", "email_verified": false }),
            NotSignedIn::Unverified,
        ),
        (
            json!({ "email": "max@portico.example", "email_verified": "true" }),
            NotSignedIn::Unverified,
        ),
        (
            json!({ "email": "new@portico.example", "email_verified": false }),
            NotSignedIn::Unverified,
        ),
        (json!({ "email": "max@portico.example", "email_verified": true }), NotSignedIn::Taken),
        (json!({ "email": "MAX@portico.example", "email_verified": true }), NotSignedIn::Taken),
        (
            json!({ "email": "max@portico.example", "email_verified": true, "groups": ["portico-admins"] }),
            NotSignedIn::Taken,
        ),
    ] {
        let answer = sign_in(&portico, &provider, "00u9", said.clone()).await;
        assert_eq!(refusal(&answer), why, "{said}");
    }
    assert_eq!(portico.without_audit().await, before);

    let refuses =
        ChangeSignIn { strangers: "refuse".into(), ..choice(&portico, &provider.issuer).await };
    choose(&portico, &refuses).await;
    let answer = sign_in(&portico, &provider, "00u1", ida(&[])).await;
    assert_eq!(refusal(&answer), NotSignedIn::Unknown);
    let page = portico.client("nobody").get(answer.header(header::LOCATION)).await;
    assert!(page.text().contains(NotSignedIn::Unknown.sentence()), "{}", page.text());
}

#[tokio::test]
async fn attack_42_another_provider_names_other_people() {
    let (portico, provider) = both().await;
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&["portico-admins"])).await);
    let other = TestProvider::start().await;
    choose(&portico, &choice(&portico, &other.issuer).await).await;
    let before = portico.without_audit().await;
    let same = sign_in(&portico, &other, "00u1", ida(&["portico-admins"])).await;
    assert_eq!(refusal(&same), NotSignedIn::Taken);
    let nameless = sign_in(&portico, &other, "00u1", json!({ "groups": ["portico-admins"] })).await;
    assert_eq!(refusal(&nameless), NotSignedIn::Unverified);
    assert_eq!(portico.without_audit().await, before);

    // Whoever left for one provider does not come back from another.
    let nobody = portico.client("nobody");
    let (asked, kept) = depart(&nobody, "").await;
    choose(&portico, &choice(&portico, &provider.issuer).await).await;
    let code = other.grant(&asked, "00u1", ida(&[]), portico.app.now());
    let mixed = back(&nobody, &kept, &format!("code={code}&state={}", asked.get("state"))).await;
    assert_eq!(refusal(&mixed), NotSignedIn::Declined);
}

#[tokio::test]
async fn attacks_36_and_54_where_people_are_sent_is_no_strangers_to_say() {
    let (portico, provider) = both().await;
    let nobody = portico.client("nobody");
    let forged = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example"),
    ];
    for header in forged {
        let answer = nobody.send(axum::http::Method::GET, "/sign-in/provider", &[header], "").await;
        let asked = Asked::of(answer.header(header::LOCATION));
        assert_eq!(asked.get("redirect_uri"), "http://127.0.0.1:3000/sign-in/provider/return");
    }
    for evil in ["//evil", "https:evil", "\\evil", "/\\evil", "javascript:x"] {
        let (asked, kept) = depart(&nobody, evil).await;
        let code = provider.grant(&asked, "00u1", ida(&[]), portico.app.now());
        let query = format!("code={code}&state={}", asked.get("state"));
        assert_eq!(back(&nobody, &kept, &query).await.header(header::LOCATION), "/", "{evil}");
    }
}

#[tokio::test]
async fn attack_51_a_provider_is_where_it_may_be() {
    let provider = TestProvider::start().await;
    for (reach, issuer, said) in [
        (Reach::Public, provider.issuer.clone(), "may not reach"),
        (Reach::Private, provider.issuer.clone(), "may not reach"),
        (Reach::Machine, "https://169.254.169.254".to_owned(), "may not reach"),
        (Reach::Machine, "https://[::ffff:169.254.169.254]".to_owned(), "may not reach"),
        (Reach::Private, "https://2130706433".to_owned(), "may not reach"),
    ] {
        let portico = TestApp::with(|site| site.oidc = OidcBoot { secret: None, reach }).await;
        choose(&portico, &choice(&portico, &issuer).await).await;
        let trial = portico.client("max").call(&TrySignIn {}).await.unwrap();
        let told = &trial.findings[0];
        assert!(!told.is_sound && told.text.contains(said), "{issuer}: {}", told.text);
        let answer = portico.client("nobody").get("/sign-in/provider").await;
        assert_eq!(refusal(&answer), NotSignedIn::Unreachable);
    }
}

#[tokio::test]
async fn a_new_key_is_asked_for_once_in_a_while() {
    let (portico, provider) = both().await;
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
    assert_eq!(provider.n_asked_for_keys(), 1);
    provider.change_key();
    let early = sign_in(&portico, &provider, "00u1", ida(&[])).await;
    assert_eq!(refusal(&early), NotSignedIn::Unproven, "the last time was a moment ago");
    portico.app.clock.advance(TimeDelta::minutes(1));
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
    assert_eq!(provider.n_asked_for_keys(), 2);
    for _ in 0..3 {
        let made_up = |it: &mut Grant| it.header["kid"] = json!("made up");
        sign_in_but(&portico, &provider, "00u1", ida(&[]), made_up).await;
    }
    assert_eq!(provider.n_asked_for_keys(), 2, "whatever somebody makes up");
}

#[tokio::test]
async fn who_is_kept_out_is_and_the_last_administrator_is_not() {
    let (portico, provider) = both().await;
    let max = portico.client("max");
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
    let people = max.call(&ListPeople { q: "ida".into(), page: 1 }).await.unwrap();
    let person = people.people[0].id;
    max.call(&SuspendPerson { key: key(), person }).await.unwrap();
    let out = sign_in(&portico, &provider, "00u1", ida(&[])).await;
    assert_eq!(refusal(&out), NotSignedIn::KeptOut);
    let why = NotSignedIn::KeptOut;
    let noted = Deed::ProviderRefused { person: Some(person), why, unrecorded: 0 };
    assert_eq!(portico.last_deed().await, noted);

    // Ada alone could set things right with her password.
    let ada = add(&portico, "ada", &Role::ALL).await;
    let linked = link(&portico, &provider, "ada", "00u2").await;
    assert!(linked.since.is_some());
    let ada_there = signed_in(&portico, &sign_in(&portico, &provider, "00u2", json!({})).await);
    assert_eq!(roles(&ada_there).await.unwrap(), [Role::Requester, Role::Administrator]);
    add(&portico, "eva", &[Role::Requester, Role::Administrator]).await;
    let ada_there = signed_in(&portico, &sign_in(&portico, &provider, "00u2", json!({})).await);
    assert_eq!(roles(&ada_there).await.unwrap(), [Role::Requester], "there is another one now");
    max.call(&GetPerson { person: ada }).await.unwrap();
}

/// Links `name` here, who has a password, with `subject` there.
async fn link(
    portico: &TestApp,
    provider: &TestProvider,
    name: &str,
    subject: &str,
) -> shared::api::provider::ProviderLink {
    portico.sign_in(name).await;
    let client = waiting(portico, provider, &portico.client(name), subject).await;
    client.call(&LinkProvider { key: key(), present: PASSWORD.into() }).await.unwrap()
}

/// The browser of `client`, who has just been `subject` at the provider.
async fn waiting(
    portico: &TestApp,
    provider: &TestProvider,
    client: &Client,
    subject: &str,
) -> Client {
    let (asked, kept) = depart(client, "/sign-in/link").await;
    let code = provider.grant(&asked, subject, json!({ "name": "Somebody" }), portico.app.now());
    let query = format!("code={code}&state={}", asked.get("state"));
    let answer = back(client, &kept, &query).await;
    assert_eq!(answer.header(header::LOCATION), "/sign-in/link");
    let waits = set_cookie(&answer, "portico-waiting").unwrap();
    let cookie = format!("{}; {waits}", client.cookie.as_deref().unwrap_or("x=y"));
    with_cookie(client, cookie)
}

#[tokio::test]
async fn attack_42_a_link_takes_the_password_and_is_one_persons() {
    let (portico, provider) = both().await;
    add(&portico, "pia", &[Role::Requester]).await;
    add(&portico, "pim", &[Role::Requester]).await;
    portico.sign_in("pia").await;
    portico.sign_in("pim").await;
    let form = |password: &str| LinkProvider { key: key(), present: password.into() };
    let code =
        async |client: &Client, password| client.call(&form(password)).await.unwrap_err().code;

    let pia = portico.client("pia");
    assert_eq!(code(&pia, PASSWORD).await, Code::Conflict, "nobody waits");
    let pia = waiting(&portico, &provider, &pia, "00u5").await;
    assert_eq!(pia.call(&GetProviderLink {}).await.unwrap().waiting.as_deref(), Some("Somebody"));
    assert!(pia.get("/sign-in/link").await.text().contains("Link both"));
    let before = portico.without_audit().await;
    assert_eq!(code(&pia, "a wrong password").await, Code::Invalid);
    let nobody = waiting(&portico, &provider, &portico.client("nobody"), "00u5").await;
    assert_eq!(code(&nobody, PASSWORD).await, Code::SignInNeeded);
    let rita = waiting(&portico, &provider, &portico.client("rita"), "00u5").await;
    assert_eq!(code(&rita, PASSWORD).await, Code::Invalid, "she has no password");
    assert_eq!(portico.without_audit().await, before);

    assert!(pia.call(&form(PASSWORD)).await.unwrap().since.is_some());
    assert_eq!(code(&pia, PASSWORD).await, Code::Conflict, "once");
    let pim = waiting(&portico, &provider, &portico.client("pim"), "00u5").await;
    assert_eq!(code(&pim, PASSWORD).await, Code::Conflict, "she is linked with pia");
    let more = waiting(&portico, &provider, &portico.client("pia"), "00u6").await;
    assert_eq!(code(&more, PASSWORD).await, Code::Conflict, "pia is linked already");
    let answer = sign_in(&portico, &provider, "00u5", json!({})).await;
    let name =
        signed_in(&portico, &answer).call(&GetSession {}).await.unwrap().person.unwrap().name;
    assert_eq!(name, "pia");

    let late = waiting(&portico, &provider, &portico.client("pim"), "00u7").await;
    portico.app.clock.advance(TimeDelta::minutes(10));
    assert_eq!(code(&late, PASSWORD).await, Code::Conflict, "ten minutes are over");

    let pia = portico.client("pia");
    let unlink = |password: &str| UnlinkProvider { key: key(), present: password.into() };
    assert_eq!(pia.call(&unlink("wrong")).await.unwrap_err().code, Code::Invalid);
    assert_eq!(pia.call(&unlink(PASSWORD)).await.unwrap().since, None);
    let answer = sign_in(&portico, &provider, "00u5", json!({})).await;
    assert_eq!(refusal(&answer), NotSignedIn::Unverified, "she is nobody here now");
}

#[tokio::test]
async fn somebody_who_came_by_the_provider_can_be_given_a_password() {
    let (portico, provider) = both().await;
    let ida_there = signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
    let link = ida_there.call(&GetProviderLink {}).await.unwrap();
    assert!(link.since.is_some() && !link.has_password);
    let max = portico.client("max");
    let people = max.call(&ListPeople { q: "ida".into(), page: 1 }).await.unwrap();
    assert_eq!(people.people[0].standing, Standing::Active, "she comes in as she is");
    let make = MakePersonLink { key: key(), person: people.people[0].id };
    let LinkMade { token, .. } = max.call(&make).await.unwrap();
    let choose =
        ChoosePassword { key: key(), token, password: PASSWORD.into(), ..Default::default() };
    assert!(portico.client("nobody").post(&choose).await.status.is_success());
    signed_in(&portico, &sign_in(&portico, &provider, "00u1", ida(&[])).await);
}

#[tokio::test]
async fn a_trial_says_in_words_what_is_wrong() {
    let (portico, provider) = both().await;
    let max = portico.client("max");
    let told = async || {
        let trial = max.call(&TrySignIn {}).await.unwrap();
        assert_eq!(trial.redirect, "http://127.0.0.1:3000/sign-in/provider/return");
        let lines = trial.findings.into_iter().map(|it| format!("{} {}", it.is_sound, it.text));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        told().await,
        "true The discovery document is that of this provider.\n\
         true It publishes one key that can be used here.\n\
         true Portico was started with a client secret."
    );
    for (differ, said) in [
        (
            json!({ "issuer": "https://login.evil.example" }),
            "false The provider calls itself https://login.evil.example",
        ),
        (
            json!({ "jwks_uri": format!("{}/nothing", provider.issuer) }),
            "false The list of keys cannot be had: the answer was 404.",
        ),
        (
            json!({ "jwks_uri": format!("{}/.well-known/openid-configuration", provider.issuer) }),
            "false The list of keys cannot be read",
        ),
        (
            json!({ "token_endpoint": "http://login.evil.example" }),
            "false The token_endpoint of the provider is no https address.",
        ),
        (
            json!({ "code_challenge_methods_supported": [] }),
            "false The provider does not know PKCE",
        ),
    ] {
        provider.says(differ);
        let told = told().await;
        assert!(told.starts_with(said), "{told}");
    }
    for (who, code) in
        [("nobody", Code::SignInNeeded), ("rita", Code::Forbidden), ("lea", Code::Forbidden)]
    {
        let refused = portico.client(who).call(&TrySignIn {}).await.unwrap_err();
        assert_eq!(refused.code, code, "{who}");
    }
}

/// 66: neither the secret nor a code or a token is kept or told.
#[tokio::test]
async fn attack_66_nothing_of_a_sign_in_is_kept_or_told() {
    let (portico, provider) = both().await;
    let nobody = portico.client("nobody");
    let (asked, kept) = depart(&nobody, "").await;
    let code = provider.grant(&asked, "00u1", ida(&[]), portico.app.now());
    let query = format!("code={code}&state={}", asked.get("state"));
    signed_in(&portico, &back(&nobody, &kept, &query).await);
    let wrong =
        sign_in_but(&portico, &provider, "00u1", ida(&[]), |it| it.signing = Signing::Foreign);
    refusal(&wrong.await);
    let kept = kept.split_once('=').unwrap().1.split('.').next().unwrap();
    let settings = portico.app.rules().settings.to_text();
    let exported = portico.client("max").get("/api/v1/settings").await.text();
    for text in [portico.everything().await, settings, exported] {
        for secret in ["zebra", kept, "code-0", asked.get("state"), asked.get("nonce"), "eyJ"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    assert_eq!(format!("{:?}", ClientSecret::parse(SECRET).unwrap()), "ClientSecret");
}

#[tokio::test]
async fn without_a_provider_nobody_goes_anywhere() {
    let portico = portico().await;
    let nobody = portico.client("nobody");
    let before = portico.fingerprint().await;
    for address in ["/sign-in/provider", "/sign-in/provider/return?code=x&state=y"] {
        assert_eq!(refusal(&nobody.get(address).await), NotSignedIn::Off);
    }
    assert_eq!(portico.fingerprint().await, before);
    assert!(!nobody.get("/sign-in").await.text().contains("Sign in with"));
    let trial = portico.client("max").call(&TrySignIn {}).await.unwrap();
    assert_eq!((trial.label, trial.findings.len()), (None, 0));
}

/// Somebody who fails again and again is turned away before the provider is bothered.
#[tokio::test]
async fn returns_in_vain_are_counted() {
    let (portico, _provider) = both().await;
    let stranger = portico.client("nobody").from("192.0.2.7");
    let mut last = NotSignedIn::Stale;
    for _ in 0..61 {
        last = refusal(&stranger.get("/sign-in/provider/return?code=x&state=y").await);
    }
    assert_eq!(last, NotSignedIn::TooOften);
    let other = portico.client("nobody").from("192.0.2.8");
    let again = refusal(&other.get("/sign-in/provider/return?code=x&state=y").await);
    assert_eq!(again, NotSignedIn::Stale, "others are not held up");
}
