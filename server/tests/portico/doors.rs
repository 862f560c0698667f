//! The door over real sockets: whoever is slow, silent or numerous keeps nobody else out.

use crate::app::{TestApp, filing_as_guest};
use server::accept::{
    Door, Limits, Pace,
    tls::{Certificates, TlsError},
};
use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{Instant, interval, timeout},
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

/// Long enough for any machine; only a fault takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A request that asks for the connection to end.
const LAST: &str = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nConnection: close\r\n\r\n";

/// One that does not.
const FIRST: &str = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:3000\r\n\r\n";

/// Room for two connections, so that whoever holds one is seen to be let go: two that are held keep
/// everybody else waiting for as long.
fn strict() -> Limits {
    Limits {
        connections: 2,
        connections_per_source: None,
        head: Duration::from_millis(400),
        idle: Duration::from_secs(2),
        pace: Pace { patience: Duration::from_millis(400), bytes_per_second: 100_000 },
        ..Limits::default()
    }
}

/// Plenty of everything.
fn lenient() -> Limits {
    Limits {
        head: PATIENCE,
        idle: PATIENCE,
        pace: Pace { patience: PATIENCE, bytes_per_second: 1 },
        ..Limits::default()
    }
}

/// A door without TLS, for everybody.
fn plain(limits: Limits) -> Door {
    Door { limits, tls: None, only_from: Vec::new() }
}

/// One that shows the certificate of the name.
fn with_tls(limits: Limits, name: &str) -> Door {
    Door { tls: Some(Arc::new(pair(name).load())), ..plain(limits) }
}

/// A Portico at an address.
struct Served {
    portico: TestApp,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<bool>,
}

impl Served {
    async fn with(limits: Limits) -> Self {
        Self::at(TestApp::new().await, plain(limits)).await
    }

    async fn at(portico: TestApp, door: Door) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = portico.router();
        let ended = tokio::spawn(async move {
            // It ends with whoever could ask for it, too.
            let stop = async { drop(stopped.await) };
            door.serve(listener, router, stop, PATIENCE).await
        });
        Self { portico, address, stop, ended }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Says something on a new connection.
    async fn say(&self, bytes: impl AsRef<[u8]>) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(bytes.as_ref()).await.unwrap();
        stream
    }

    /// All that is answered on a new connection until it ends.
    async fn ask(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        // It may be refused before it is said.
        let _ = stream.write_all(bytes.as_ref()).await;
        rest(&mut stream).await
    }

    /// Everybody else is still served.
    async fn is_open(&self) {
        let answer = self.ask(LAST).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
}

/// What comes until the other side hangs up.
async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
    // Whoever is cut off in the middle of a word may be told so by a reset.
    drop(read.expect("the connection ends"));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer with a body of a known length, on a connection that goes on.
async fn answer(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    while !text.ends_with("alive\n") {
        let mut bytes = [0; 512];
        let n_bytes = timeout(PATIENCE, stream.read(&mut bytes)).await.unwrap().unwrap();
        assert!(n_bytes > 0, "the connection ended after {text:?}");
        text.push_str(&String::from_utf8_lossy(&bytes[..n_bytes]));
    }
    text
}

/// Writes one byte at a time, until the other side has had enough.
async fn drip(mut stream: impl AsyncWrite + Unpin) -> io::Error {
    let mut steps = interval(Duration::from_millis(20));
    let dripping = async {
        loop {
            steps.tick().await;
            if let Err(error) = stream.write_all(b"a").await {
                return error;
            }
        }
    };
    timeout(PATIENCE, dripping).await.expect("the connection ends")
}

/// 69: nothing is said, in clear or where TLS should begin.
#[tokio::test]
async fn attack_69_who_says_nothing_is_let_go() {
    let served = Served::with(strict()).await;
    let (mut first, mut second) = (served.connect().await, served.connect().await);
    served.is_open().await;
    assert_eq!((rest(&mut first).await, rest(&mut second).await), Default::default());

    let served = Served::at(TestApp::new().await, with_tls(strict(), "first")).await;
    let (mut first, mut second) = (served.connect().await, served.say(b"\x16\x03\x01").await);
    assert!(ask_with_tls(&served, "first").await.unwrap().starts_with("HTTP/1.1 200 OK\r\n"));
    assert_eq!((rest(&mut first).await, rest(&mut second).await), Default::default());
}

/// 69: two hundred at once say nothing, and others do not notice.
#[tokio::test]
async fn attack_69_a_silent_crowd_keeps_nobody_out() {
    let served = Served::with(Limits { connections: 512, ..strict() }).await;
    let mut crowd = Vec::new();
    for _ in 0..200 {
        crowd.push(served.connect().await);
    }
    let began = Instant::now();
    served.is_open().await;
    let took = began.elapsed();
    for mut stream in crowd {
        assert_eq!(rest(&mut stream).await, "");
    }
    assert!(took < PATIENCE / 10, "answered after {took:?}");
}

/// 69: a head that comes byte by byte is not waited for.
#[tokio::test]
async fn attack_69_a_head_that_drips_is_cut_off() {
    let served = Served::with(strict()).await;
    let head = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nX-Drip: ";
    let (first, mut second) = (served.say(head).await, served.connect().await);
    // The second has asked for something before: the head of what comes then has its own time.
    second.write_all(FIRST.as_bytes()).await.unwrap();
    answer(&mut second).await;
    second.write_all(head.as_bytes()).await.unwrap();
    let (first, second) = (tokio::spawn(drip(first)), tokio::spawn(drip(second)));
    served.is_open().await;
    first.await.unwrap();
    second.await.unwrap();
}

/// 69: nor is a body, and whoever sends it is told.
#[tokio::test]
async fn attack_69_a_body_that_drips_is_cut_off() {
    let served = Served::with(strict()).await;
    let kinds = ["application/json", "application/x-www-form-urlencoded"];
    for (path, kind) in ["/api/v1/requests", "/new/check"].into_iter().zip(kinds) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: {kind}\r\nContent-Length: 100000\r\n\r\n"
        );
        let (mut answers, body) = served.say(head).await.into_split();
        let dripping = tokio::spawn(drip(body));
        let text = rest(&mut answers).await;
        assert!(text.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{path}: {text}");
        assert!(text.contains("It came too slowly."), "{path}: {text}");
        dripping.await.unwrap();
    }
    served.is_open().await;
}

/// 69: an answer that nobody takes is given up.
#[tokio::test]
async fn attack_69_an_answer_that_is_not_taken_is_cut_off() {
    let served = Served::with(Limits { connections: 1, ..strict() }).await;
    let rita = served.portico.client("rita");
    let size = shared::attachment::MAX_FILE_BYTES as usize;
    let file = rita.upload("long.log", &vec![b'a'; size]).await.unwrap();
    let download = format!(
        "GET /attachments/{} HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nCookie: {}\r\n\r\n",
        file.id,
        rita.cookie.unwrap()
    );
    let mut slow = served.say(download).await;
    // There is room for nobody else until the slow one is let go.
    served.is_open().await;
    let taken = rest(&mut slow).await;
    assert!(taken.starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(taken.len() < size, "{} bytes came", taken.len());
}

/// 69: a connection is kept for the next request, and not for ever.
#[tokio::test]
async fn attack_69_who_asks_nothing_more_is_let_go() {
    let served = Served::with(Limits { connections: 1, ..strict() }).await;
    let mut stream = served.say(FIRST).await;
    answer(&mut stream).await;
    stream.write_all(FIRST.as_bytes()).await.unwrap();
    answer(&mut stream).await;
    served.is_open().await;
    assert_eq!(rest(&mut stream).await, "");
}

/// 69: nobody takes all the room that there is.
#[tokio::test]
async fn attack_69_one_source_has_so_many_connections() {
    let served = Served::with(Limits { connections_per_source: Some(3), ..lenient() }).await;
    let mut streams = Vec::new();
    for _ in 0..3 {
        let mut stream = served.say(FIRST).await;
        answer(&mut stream).await;
        streams.push(stream);
    }
    assert_eq!(served.ask(LAST).await, "", "the fourth is hung up on");
    streams.pop();
    let let_in_again = async { while served.ask(LAST).await.is_empty() {} };
    timeout(PATIENCE, let_in_again).await.expect("a place that is left is free again");
    for stream in &mut streams {
        stream.write_all(FIRST.as_bytes()).await.unwrap();
        answer(stream).await;
    }
}

/// 57 and 69: heads are limited in bytes and in fields, whether they end or not.
#[tokio::test]
async fn attacks_57_and_69_a_huge_head_is_refused() {
    let served = Served::with(lenient()).await;
    let long = "a".repeat(40 * 1024);
    let endless = "a".repeat(80 * 1024);
    let many = "X: y\r\n".repeat(150);
    let heads = [
        format!("GET /healthz HTTP/1.1\r\nHost: a\r\nCookie: {long}\r\n\r\n"),
        format!("GET /healthz HTTP/1.1\r\nHost: a\r\nCookie: {endless}"),
        format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{many}\r\n"),
    ];
    for head in heads {
        let answer = served.ask(&head).await;
        let expected = "HTTP/1.1 431 Request Header Fields Too Large\r\n";
        assert!(answer.starts_with(expected), "{} bytes: {answer:?}", head.len());
    }
    let answer = served.ask(format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer:?}");
    served.is_open().await;
}

/// 57: what two readers could read as two different requests is refused.
#[tokio::test]
async fn attack_57_a_body_of_two_lengths_is_refused() {
    let served = Served::with(lenient()).await;
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nSec-Fetch-Site: none\r\n\
                Content-Type: application/json\r\nConnection: close\r\n";
    for lengths in [
        "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
        "Content-Length: 2, 40\r\n\r\n{}",
        "Transfer-Encoding: gzip\r\n\r\n{}",
        "Content-Length: -2\r\n\r\n{}",
    ] {
        let answer = served.ask(format!("{head}{lengths}")).await;
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{lengths:?}: {answer:?}");
    }
}

/// 44: a huge password is refused before it is read.
#[tokio::test]
async fn attack_44_a_huge_password_is_refused_unread() {
    let served = Served::with(lenient()).await;
    let head = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nSec-Fetch-Site: none\r\n\
                Content-Type: application/json\r\nContent-Length: 10485760\r\n\r\n{\"password\":\"";
    // Of ten megabytes a few more than the limit are sent, so that the answer is not lost in a reset.
    let answer = served.ask(format!("{head}{}", "a".repeat(257 * 1024))).await;
    assert!(answer.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{answer:?}");
    served.is_open().await;
}

/// What becomes of six guests' requests, each of which says that it comes from another address.
async fn forwarded(served: &Served) -> Vec<String> {
    let mut statuses = Vec::new();
    for n in 1..=6 {
        let body = serde_json::to_string(&filing_as_guest("It broke")).unwrap();
        let request = format!(
            "POST /api/v1/requests HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nSec-Fetch-Site: none\r\n\
             X-Forwarded-For: 192.0.2.{n}\r\nForwarded: for=192.0.2.{n}\r\nX-Real-IP: 192.0.2.{n}\r\n\
             Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        statuses.push(served.ask(request).await[9..12].to_owned());
    }
    statuses
}

/// 41: nobody comes from somewhere else by saying so, unless it is the proxy that says it.
#[tokio::test]
async fn attack_41_a_made_up_address_is_not_believed() {
    let served = Served::with(lenient()).await;
    assert_eq!(forwarded(&served).await, ["201", "201", "201", "201", "201", "429"]);

    let behind_proxy = async || TestApp::with(|site| site.trusted_proxy = true).await;
    let from =
        |address: &str| Door { only_from: vec![address.parse().unwrap()], ..plain(lenient()) };
    let served = Served::at(behind_proxy().await, from("127.0.0.1")).await;
    assert_eq!(forwarded(&served).await, ["201"; 6], "the proxy is believed");
    let served = Served::at(behind_proxy().await, from("192.0.2.1")).await;
    assert_eq!(served.ask(LAST).await, "", "who is not the proxy is hung up on");
}

/// What was asked before a stop is answered; nothing new is taken in.
#[tokio::test]
async fn a_stop_waits_for_answers_in_progress() {
    let served = Served::with(lenient()).await;
    let body = serde_json::to_string(&filing_as_guest("It broke")).unwrap();
    let (beginning, end) = body.split_at(10);
    let head = format!(
        "POST /api/v1/requests HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nSec-Fetch-Site: none\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{beginning}",
        body.len()
    );
    let mut stream = served.say(&head).await;
    let mut idle = served.say(FIRST).await;
    answer(&mut idle).await;
    let Served { portico, address, stop, ended } = served;
    stop.send(()).unwrap();
    let closed = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(PATIENCE, closed).await.expect("no connection is taken in any more");
    assert_eq!(rest(&mut idle).await, "", "who asks nothing is not waited for");
    stream.write_all(end.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    assert!(timeout(PATIENCE, ended).await.unwrap().unwrap(), "all answers were given");
    drop(portico);
}

/// Where a certificate of the tests and its key are.
struct Pair {
    chain: PathBuf,
    key: PathBuf,
}

impl Pair {
    fn load(&self) -> Certificates {
        Certificates::load(&self.chain, &self.key).unwrap()
    }
}

fn pair(name: &str) -> Pair {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tls");
    Pair { chain: folder.join(format!("{name}.pem")), key: folder.join(format!("{name}.key.pem")) }
}

/// A connection of somebody who trusts the certificate `name` and no other.
async fn connect_with_tls(address: SocketAddr, name: &str) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(pair(name).chain).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    let host = ServerName::try_from("help.example").unwrap();
    timeout(PATIENCE, TlsConnector::from(Arc::new(config)).connect(host, stream)).await?
}

async fn ask_with_tls(served: &Served, name: &str) -> io::Result<String> {
    let mut stream = connect_with_tls(served.address, name).await?;
    stream.write_all(LAST.as_bytes()).await?;
    Ok(rest(&mut stream).await)
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_into_use_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let files = Pair { chain: folder.path().join("chain.pem"), key: folder.path().join("key.pem") };
    let put = |name: &str| {
        fs::copy(pair(name).chain, &files.chain).unwrap();
        fs::copy(pair(name).key, &files.key).unwrap();
    };
    put("first");
    let certificates = Arc::new(files.load());
    let door = Door { tls: Some(certificates.clone()), ..plain(lenient()) };
    let served = Served::at(TestApp::new().await, door).await;
    assert!(ask_with_tls(&served, "first").await.unwrap().starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(ask_with_tls(&served, "second").await.is_err(), "it shows the first");
    assert!(!certificates.reload().unwrap(), "nothing has changed");

    // Half of a renewal: the certificate of one key and another key.
    fs::copy(pair("second").chain, &files.chain).unwrap();
    assert!(matches!(certificates.reload(), Err(TlsError::Unfit(_))));
    assert!(ask_with_tls(&served, "first").await.is_ok(), "the old one goes on being used");

    put("second");
    let mut before = connect_with_tls(served.address, "first").await.unwrap();
    assert!(certificates.reload().unwrap());
    assert!(ask_with_tls(&served, "second").await.is_ok());
    assert!(ask_with_tls(&served, "first").await.is_err(), "the old one is not shown any more");
    before.write_all(LAST.as_bytes()).await.unwrap();
    assert!(rest(&mut before).await.starts_with("HTTP/1.1 200"), "who was there before stays");

    fs::write(&files.key, "no key").unwrap();
    assert!(matches!(certificates.reload(), Err(TlsError::Pem(path, _)) if path == files.key));
    fs::remove_file(&files.chain).unwrap();
    assert!(matches!(certificates.reload(), Err(TlsError::Read(path, _)) if path == files.chain));
    assert!(ask_with_tls(&served, "second").await.is_ok());
}

#[tokio::test]
async fn in_clear_nothing_is_said_where_tls_is_spoken() {
    let served = Served::at(TestApp::new().await, with_tls(lenient(), "first")).await;
    let answer = served.ask(LAST).await;
    assert!(!answer.contains("HTTP/1.1") && !answer.contains("alive"), "{answer:?}");
}
