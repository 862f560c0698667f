//! Measures what people wait for on a folder that [`fill`](super::fill) made: each call through the whole
//! router in memory, with sign-in and permission, first alone and then by many at once.

use crate::{
    auth::cookie::SessionCookie,
    error::Error,
    http,
    ids::secret,
    service::accounts::{self, Arrival},
    state::AppState,
    store::tables::people,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use shared::{
    api::{
        Endpoint,
        articles::SearchArticles,
        queue::{ListQueue, Queue},
        requests::{FileRequest, ListRequests},
        tickets::GetTicket,
    },
    text::EmailAddress,
    ticket::queue::filter::QueueFilter,
};
use std::{
    fmt,
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How often each call is made alone.
const ALONE: usize = 300;
/// How many make it at once, and how often each of them.
const CONNECTIONS: usize = 16;
const EACH: usize = 100;

/// What one call took.
#[derive(Debug)]
struct Measured {
    what: &'static str,
    /// Sorted.
    alone: Vec<Duration>,
    /// Sorted.
    together: Vec<Duration>,
    per_second: f64,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, alone, together, per_second } = self;
        let at = |times: &[Duration], hundredths: usize| {
            times.get(times.len() * hundredths / 100).map_or(f64::NAN, |it| it.as_secs_f64() * 1e3)
        };
        let [alone, together] = [alone, together].map(|it| (at(it, 50), at(it, 95)));
        write!(
            f,
            "{what:<18} {:>8.2} {:>8.2} {:>8.2} {:>8.2} {per_second:>9.0}",
            alone.0, alone.1, together.0, together.1
        )
    }
}

/// Everything that was measured, as a table; times in milliseconds.
#[derive(Debug)]
pub struct Report(Vec<Measured>);

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at_once = format!("{CONNECTIONS} at once");
        writeln!(f, "{:<18} {:>17} {at_once:>17}", "", "alone")?;
        write!(f, "{:<18} {:>8} {:>8} {:>8} {:>8} {:>9}", "", "p50", "p95", "p50", "p95", "per s")?;
        self.0.iter().try_for_each(|it| write!(f, "\n{it}"))
    }
}

/// Measures `app`, which was filled and loaded.
///
/// # Errors
/// The folder was not filled, or a call was refused.
pub async fn run(app: &AppState) -> Result<Report, Error> {
    let router = http::router(app.clone());
    let agent = Reader::new(app, &router, "agent0@example.test").await?;
    let requester = Reader::new(app, &router, "user0@example.test").await?;
    // Somebody else, so that the pages of the requester stay as they were filled.
    let filing = Reader::new(app, &router, "user1@example.test").await?;
    let run = secret()?;
    let queue: Queue = agent.read(&ListQueue::default()).await?;
    let Some(first) = queue.tickets.first() else {
        return Err(Error::internal("no ticket is open in this folder: fill it first"));
    };
    let id = first.id;
    let words = QueueFilter { q: first.title.clone(), ..QueueFilter::default() };
    let search = SearchArticles { q: "printer does not print after the update".to_owned() };
    Ok(Report(vec![
        agent.measure("queue", |_| get(&ListQueue::default())).await?,
        agent.measure("queue by words", move |_| get(&ListQueue(words.clone()))).await?,
        agent.measure("ticket", move |_| get(&GetTicket { id })).await?,
        requester.measure("my requests", |_| get(&ListRequests::default())).await?,
        requester.measure("knowledge search", move |_| get(&search)).await?,
        requester.measure("home, as a page", |_| (Method::GET, "/".to_owned(), None)).await?,
        agent.measure("queue, as a page", |_| (Method::GET, "/desk".to_owned(), None)).await?,
        filing.measure("file a request", move |number| file(&run, number)).await?,
    ]))
}

/// Method, address and body of one call.
type Call = (Method, String, Option<Vec<u8>>);

fn get<E: Endpoint>(call: &E) -> Call {
    (E::METHOD, call.address(), None)
}

/// A request of its own for each `number` of each `run`.
fn file(run: &str, number: usize) -> Call {
    let request = FileRequest {
        key: format!("{run}-{number}"),
        description: format!("The printer on floor {number} does not print any more."),
        category: "hardware".to_owned(),
        topic: "not-sure".to_owned(),
        impact: "only-me".to_owned(),
        urgency: "slowed".to_owned(),
        ..FileRequest::default()
    };
    (FileRequest::METHOD, request.address(), serde_json::to_vec(&request).ok())
}

/// Somebody who is signed in.
#[derive(Clone)]
struct Reader {
    router: Router,
    cookie: String,
}

impl Reader {
    async fn new(app: &AppState, router: &Router, email: &str) -> Result<Self, Error> {
        let email = EmailAddress::parse(email).map_err(|it| Error::internal(it.to_string()))?;
        let email = &email;
        let found = app.store.read(|reader| async move { people::by_email(&reader, email).await });
        let Some(person) = found.await? else {
            return Err(Error::internal("nobody to sign in as: fill this folder first"));
        };
        let token = accounts::begin(app, &person, Arrival::default()).await?.token;
        let cookie = format!("{}={token}", SessionCookie::for_origin(None).name());
        Ok(Self { router: router.clone(), cookie })
    }

    async fn measure(
        &self,
        what: &'static str,
        call: impl Fn(usize) -> Call + Send + Sync + 'static,
    ) -> Result<Measured, Error> {
        let call = Arc::new(call);
        let mut alone = self.clone().times(call.clone(), 0..ALONE).await?;
        let began = Instant::now();
        let mut all = JoinSet::new();
        for connection in 0..CONNECTIONS {
            let first = ALONE + connection * EACH;
            all.spawn(self.clone().times(call.clone(), first..first + EACH));
        }
        let mut together = Vec::with_capacity(CONNECTIONS * EACH);
        while let Some(times) = all.join_next().await {
            together.extend(times.map_err(Error::internal)??);
        }
        let per_second = together.len() as f64 / began.elapsed().as_secs_f64();
        alone.sort_unstable();
        together.sort_unstable();
        Ok(Measured { what, alone, together, per_second })
    }

    async fn times(
        self,
        call: Arc<impl Fn(usize) -> Call>,
        numbers: Range<usize>,
    ) -> Result<Vec<Duration>, Error> {
        let mut times = Vec::with_capacity(numbers.len());
        for number in numbers {
            let began = Instant::now();
            self.send(call(number)).await?;
            times.push(began.elapsed());
        }
        Ok(times)
    }

    async fn read<E: Endpoint>(&self, call: &E) -> Result<E::Response, Error> {
        serde_json::from_slice(&self.send(get(call)).await?).map_err(Error::internal)
    }

    async fn send(&self, (method, address, body): Call) -> Result<Vec<u8>, Error> {
        let request = Request::builder()
            .method(method)
            .uri(&address)
            .header(header::HOST, "portico.test")
            .header(header::ORIGIN, "http://portico.test")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.map_or_else(Body::empty, Body::from))
            .map_err(Error::internal)?;
        let response = match self.router.clone().oneshot(request).await {
            Ok(it) => it,
            Err(never) => match never {},
        };
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.map_err(Error::internal)?;
        if !status.is_success() {
            let said = String::from_utf8_lossy(&body);
            return Err(Error::internal(format!("{address} answered {status}: {said}")));
        }
        Ok(body.into())
    }
}
