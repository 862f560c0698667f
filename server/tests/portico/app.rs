//! A Portico in memory with one person of each kind, and clients that call it as they do.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use server::{
    clock::Clock,
    http,
    ids::hash_of,
    service::accounts,
    state::{AppState, Site},
    store::{
        Options, Store, StoreError,
        tables::{
            people,
            sessions::{self, SessionRecord},
        },
    },
};
use shared::{
    actor::Role,
    api::{
        Endpoint,
        people::{ChangePerson, InvitePerson, NAMED_TEAMS},
        queue, requests,
    },
    attachment::AttachmentRef,
    id::{PersonId, TicketId},
    problem::Problem,
    text::{EmailAddress, PersonName},
};
use std::net::SocketAddr;
use tempfile::TempDir;
use tower::ServiceExt;

/// A Portico of its own, at ten o'clock on a Monday.
pub(crate) struct TestApp {
    pub(crate) app: AppState,
    router: Router,
    _folder: TempDir,
}

/// Everybody there is, besides nobody: who signs in by that name.
pub(crate) const PEOPLE: [(&str, &[Role]); 5] = [
    ("rita", &[Role::Requester]),
    ("otto", &[Role::Requester]),
    ("ana", &[Role::Requester, Role::Agent]),
    ("lea", &[Role::Requester, Role::Lead]),
    ("max", &[Role::Requester, Role::Administrator]),
];

impl TestApp {
    pub(crate) async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// The same with a desk in `zone`.
    pub(crate) async fn in_zone(zone: Tz) -> Self {
        Self::with(|site| site.zone = zone).await
    }

    /// One that differs from the others.
    pub(crate) async fn with(differ: impl FnOnce(&mut Site)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { durable: false, ..Options::default() };
        let store = Store::open(&folder.path().join("store"), options).unwrap();
        let clock = Clock::standing_at("2026-11-23T10:00:00Z".parse().unwrap());
        let mut site = Site {
            attachments: folder.path().join("attachments"),
            public_origin: None,
            url: "http://127.0.0.1:3000".into(),
            trusted_proxy: false,
            guests: true,
            demo: true,
            oidc: Default::default(),
            undo: TimeDelta::zero(),
            zone: Tz::UTC,
            clock,
        };
        differ(&mut site);
        let app = AppState::new(store, site).await.unwrap();
        for (name, roles) in PEOPLE {
            let email = EmailAddress::parse(&format!("{name}@portico.example")).unwrap();
            let name = PersonName::parse(name).unwrap();
            accounts::add_person(&app, name, email, roles, None).await.unwrap();
        }
        let portico = Self { router: http::router(app.clone()), app, _folder: folder };
        for (name, _) in PEOPLE {
            portico.sign_in(name).await;
        }
        portico
    }

    /// Signs `name` in for a week, with the token that their clients have.
    pub(crate) async fn sign_in(&self, name: &str) {
        self.sign_in_as(name, &format!("{name}@portico.example")).await;
    }

    /// The same for somebody with another address.
    pub(crate) async fn sign_in_as(&self, name: &str, email: &str) {
        let email = EmailAddress::parse(email).unwrap();
        let (email, created) = (&email, self.app.now());
        let signed_in = self.app.store.transact(|tx| async move {
            let person = people::by_email(&tx, email).await?.unwrap().id;
            let expires = created + TimeDelta::days(7);
            let session = SessionRecord { person, created, expires, ..SessionRecord::default() };
            sessions::add(&tx, &hash_of(&token(name)), &session)?;
            Ok::<_, StoreError>(())
        });
        signed_in.await.unwrap();
    }

    /// Adds somebody who works for `team` alone, as an administrator does, and signs them in.
    pub(crate) async fn join(&self, name: &str, role: Role, team: &str) -> PersonId {
        let invite = InvitePerson {
            key: key(),
            name: name.to_owned(),
            email: format!("{name}@portico.example"),
            roles: vec![role.value().to_owned()],
            works_for: NAMED_TEAMS.to_owned(),
            teams: vec![team.to_owned()],
        };
        let joined = self.client("max").call(&invite).await.unwrap().person;
        self.sign_in(name).await;
        joined
    }

    /// Has an agent who [`join`](Self::join)ed work for another team alone.
    pub(crate) async fn move_to(&self, team: &str, name: &str, person: PersonId) {
        let change = ChangePerson {
            key: key(),
            person,
            name: name.to_owned(),
            email: format!("{name}@portico.example"),
            roles: vec![Role::Agent.value().to_owned()],
            works_for: NAMED_TEAMS.to_owned(),
            teams: vec![team.to_owned()],
        };
        self.client("max").call(&change).await.unwrap();
    }

    /// What answers, for those who bring a door of their own.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// A client signed in as `name`; `nobody` is not signed in.
    pub(crate) fn client(&self, name: &str) -> Client {
        let cookie = (name != "nobody").then(|| format!("portico={}", token(name)));
        Client { router: self.router.clone(), cookie, address: None }
    }

    /// A request of a guest's, with its reference and a browser that has the link to it.
    pub(crate) async fn file_as_guest(&self, description: &str) -> (String, Client) {
        let mut client = self.client("nobody");
        let answer = client.post(&filing_as_guest(description)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        client.cookie = Some(answer.cookie());
        let filed: requests::Filed = serde_json::from_slice(&answer.bytes).unwrap();
        (filed.reference.to_string(), client)
    }

    /// Everything that is kept, as one hash.
    pub(crate) async fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let exported = self.app.store.export(|key, value| {
            hasher.update(&(key.len() as u64).to_be_bytes()).update(key).update(value);
            Ok::<_, StoreError>(())
        });
        exported.await.unwrap();
        hasher.finalize().to_string()
    }

    /// Everything that is kept, as far as it is text.
    pub(crate) async fn everything(&self) -> String {
        let mut all = String::new();
        let exported = self.app.store.export(|_, value| {
            all.push_str(&String::from_utf8_lossy(value));
            Ok::<_, StoreError>(())
        });
        exported.await.unwrap();
        all
    }

    /// A request of `name`'s, with its reference.
    pub(crate) async fn file(&self, name: &str, description: &str) -> String {
        let filed = self.client(name).call(&filing(description)).await.unwrap();
        filed.reference.to_string()
    }

    /// The ticket of a reference, as staff know it.
    pub(crate) async fn ticket(&self, reference: &str) -> TicketId {
        let queue = self.client("ana").call(&queue::ListQueue::default()).await.unwrap();
        queue.tickets.iter().find(|it| it.reference.to_string() == reference).unwrap().id
    }
}

fn token(name: &str) -> String {
    format!("token-of-{name}")
}

/// A new idempotency key.
pub(crate) fn key() -> String {
    server::ids::secret().unwrap()
}

/// A complete request.
pub(crate) fn filing(description: &str) -> requests::FileRequest {
    requests::FileRequest {
        key: key(),
        description: description.to_owned(),
        category: "network".to_owned(),
        topic: "vpn".to_owned(),
        impact: "several".to_owned(),
        urgency: "slowed".to_owned(),
        ..requests::FileRequest::default()
    }
}

/// A complete request of somebody who is not signed in.
pub(crate) fn filing_as_guest(description: &str) -> requests::FileRequest {
    requests::FileRequest { email: "gia@home.example".to_owned(), ..filing(description) }
}

/// Somebody's browser or program.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) router: Router,
    pub(crate) cookie: Option<String>,
    /// Where the connection comes from.
    pub(crate) address: Option<SocketAddr>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    /// The cookie that was set, as it is sent back.
    pub(crate) fn cookie(&self) -> String {
        self.header(header::SET_COOKIE).split(';').next().unwrap().to_owned()
    }
}

impl Client {
    /// Makes a call as the app's own client does.
    pub(crate) async fn call<E: Endpoint>(&self, request: &E) -> Result<E::Response, Problem> {
        let body = match E::METHOD {
            Method::GET => Vec::new(),
            _ => serde_json::to_vec(request).unwrap(),
        };
        let answer = self.json(E::METHOD, &request.address(), body).await;
        if answer.status.is_success() {
            Ok(serde_json::from_slice(&answer.bytes).unwrap())
        } else {
            Err(serde_json::from_slice(&answer.bytes).unwrap())
        }
    }

    /// Sends a form as the app's own client does.
    pub(crate) async fn post<E: Endpoint>(&self, request: &E) -> Answer {
        self.json(Method::POST, &request.address(), serde_json::to_vec(request).unwrap()).await
    }

    /// The same client on another connection.
    pub(crate) fn from(&self, address: &str) -> Self {
        let address = Some(SocketAddr::new(address.parse().unwrap(), 50_000));
        Self { address, ..self.clone() }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(Method::GET, address, &[], Vec::new()).await
    }

    /// Reads an address whose body is looked at while it comes.
    pub(crate) async fn open(&self, address: &str) -> Response {
        let mut request = Request::get(address).header("host", "127.0.0.1:3000");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    pub(crate) async fn json(
        &self,
        method: Method,
        address: &str,
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        self.send(method, address, &headers, body).await
    }

    pub(crate) async fn form(&self, address: &str, body: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        self.send(Method::POST, address, &headers, body).await
    }

    /// Uploads a file.
    pub(crate) async fn upload(&self, name: &str, bytes: &[u8]) -> Result<AttachmentRef, Problem> {
        let answer = self.multipart("/api/v1/attachments", &[("file", Some(name), bytes)]).await;
        if answer.status == StatusCode::CREATED {
            Ok(serde_json::from_slice(&answer.bytes).unwrap())
        } else {
            Err(serde_json::from_slice(&answer.bytes).unwrap())
        }
    }

    /// Posts parts: name, file name if it is a file, contents.
    pub(crate) async fn multipart(
        &self,
        address: &str,
        parts: &[(&str, Option<&str>, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, file, contents) in parts {
            // As browsers write the names of files.
            let file = file.map(|it| format!("; filename=\"{}\"", it.replace('"', "%22")));
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{name}\"{}\r\n\r\n",
                file.unwrap_or_default()
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(contents);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let kind = ("content-type", "multipart/form-data; boundary=edge");
        self.send(Method::POST, address, &[kind, ("sec-fetch-site", "same-origin")], body).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        let mut request =
            Request::builder().method(method).uri(address).header("host", "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(address));
        }
        let request = request.body(Body::from(body.into())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}
