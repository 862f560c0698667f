//! Calls to other servers, at addresses that somebody else has named: bounded in time and size, over TLS, to
//! nowhere that [`Reach`] does not admit, and never on to where an answer points (attack 51).
//!
//! The name is looked up once, each address that comes of it is looked at, and one of those is connected to: a
//! name that leads elsewhere a moment later leads nowhere. A proxy in between is not spoken to.
//!
//! Knows nothing of what is asked for.

pub mod reach;

use axum::body::{Body, to_bytes};
use http::{HeaderValue, Request, Response, Uri, header, uri::PathAndQuery};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use reach::Reach;
use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

/// How long a call takes at most, from the name to the last byte.
const TIME: Duration = Duration::from_secs(10);
/// The longest answer.
const LONGEST: usize = 512 * 1024;
/// The longest wait for one of several addresses.
const CONNECT: Duration = Duration::from_secs(4);

/// Why there is no answer: what follows "because" in a sentence.
#[derive(Debug)]
pub enum OutwardError {
    /// It is no web address.
    Address,
    /// It is not https, and not this machine.
    Plain,
    /// The name is nobody's.
    Name(io::Error),
    /// All that the name leads to may not be reached, such as this.
    Kept(IpAddr),
    /// Nobody is there.
    Connect(io::Error),
    /// Whoever is there does not prove to be who is meant.
    Tls(io::Error),
    /// There is nobody here who would vouch for them.
    Roots,
    /// It took too long.
    Late,
    /// The answer is no answer, or too long.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for OutwardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("it is no web address"),
            Self::Plain => f.write_str("it does not begin with https://"),
            Self::Name(error) => write!(f, "its name leads nowhere ({error})"),
            Self::Kept(address) => {
                write!(f, "it is at {address}, which this Portico may not reach (--oidc-reach)")
            }
            Self::Connect(error) => write!(f, "nobody answers there ({error})"),
            Self::Tls(error) => write!(f, "its certificate or its TLS is not accepted ({error})"),
            Self::Roots => f.write_str("this machine knows no certificate authority"),
            Self::Late => write!(f, "it took longer than {} seconds", TIME.as_secs()),
            Self::Broken(error) => write!(f, "the answer could not be read ({error})"),
        }
    }
}

impl std::error::Error for OutwardError {}

/// Whoever makes such calls. Knows the authorities that this machine knows, once it was asked for them.
#[derive(Debug)]
pub struct Outward {
    reach: Reach,
    tls: OnceLock<Option<Arc<ClientConfig>>>,
}

/// Where a call goes.
struct Target {
    host: String,
    port: u16,
    is_encrypted: bool,
}

impl Target {
    fn of(address: &Uri) -> Result<Self, OutwardError> {
        let is_encrypted = match address.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(OutwardError::Address),
        };
        let authority = address.authority().filter(|it| !it.as_str().contains('@'));
        let host = authority.ok_or(OutwardError::Address)?.host();
        // The brackets are for addresses alone.
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = address.port_u16().unwrap_or(if is_encrypted { 443 } else { 80 });
        Ok(Self { host, port, is_encrypted })
    }
}

impl Outward {
    /// Calls that reach so far.
    #[must_use]
    pub fn reaching(reach: Reach) -> Self {
        Self { reach, tls: OnceLock::new() }
    }

    /// Makes one call and reads the answer, whatever its status.
    ///
    /// # Errors
    /// [`OutwardError`].
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutwardError> {
        timeout(TIME, self.exchange(request)).await.unwrap_or(Err(OutwardError::Late))
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutwardError> {
        let target = Target::of(request.uri())?;
        let stream = self.connect(&target).await?;
        if !target.is_encrypted {
            return talk(stream, request).await;
        }
        let name = ServerName::try_from(target.host).map_err(|_| OutwardError::Address)?;
        let connector = TlsConnector::from(self.tls()?);
        let stream = connector.connect(name, stream).await.map_err(OutwardError::Tls)?;
        talk(stream, request).await
    }

    /// A connection to the first address that is admitted and answers.
    async fn connect(&self, target: &Target) -> Result<TcpStream, OutwardError> {
        let found = lookup_host((target.host.as_str(), target.port)).await;
        let mut why = OutwardError::Name(io::ErrorKind::NotFound.into());
        for address in found.map_err(OutwardError::Name)? {
            match self.admit(address, target.is_encrypted) {
                Ok(()) => match timeout(CONNECT, TcpStream::connect(address)).await {
                    Ok(Ok(stream)) => return Ok(stream),
                    Ok(Err(error)) => why = OutwardError::Connect(error),
                    Err(_) => why = OutwardError::Connect(io::ErrorKind::TimedOut.into()),
                },
                // That nobody answers says more.
                Err(_) if matches!(why, OutwardError::Connect(_)) => {}
                Err(refusal) => why = refusal,
            }
        }
        Err(why)
    }

    fn admit(&self, address: SocketAddr, is_encrypted: bool) -> Result<(), OutwardError> {
        let address = address.ip();
        match self.reach.admits(address) {
            false => Err(OutwardError::Kept(address)),
            true if is_encrypted || address.to_canonical().is_loopback() => Ok(()),
            true => Err(OutwardError::Plain),
        }
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, OutwardError> {
        self.tls.get_or_init(configuration).clone().ok_or(OutwardError::Roots)
    }
}

/// Trusts whom this machine trusts: a company's own authority is known there, and nowhere else.
fn configuration() -> Option<Arc<ClientConfig>> {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "certificate authorities of this machine could not be read: {error}");
    }
    let mut roots = RootCertStore::empty();
    let (n_known, _) = roots.add_parsable_certificates(found.certs);
    if n_known == 0 {
        return None;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions();
    let builder = builder.inspect_err(|error| tracing::error!(%error, "no TLS: {error}")).ok()?;
    Some(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

async fn talk<S>(stream: S, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OutwardError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|it| OutwardError::Broken(it.into()))?;
    // It ends with this call, whatever becomes of it.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let answer = sender.send_request(as_sent(request)?).await;
    let (parts, body) = answer.map_err(|it| OutwardError::Broken(it.into()))?.into_parts();
    let body = to_bytes(Body::new(body), LONGEST).await;
    let body = body.map_err(|it| OutwardError::Broken(it.into()))?;
    Ok(Response::from_parts(parts, body.to_vec()))
}

/// The request as a server is sent it: its host in a header, its path in the first line.
fn as_sent(request: Request<Vec<u8>>) -> Result<Request<Body>, OutwardError> {
    let (mut parts, body) = request.into_parts();
    let authority = parts.uri.authority().ok_or(OutwardError::Address)?;
    let host = HeaderValue::try_from(authority.as_str()).map_err(|_| OutwardError::Address)?;
    parts.headers.insert(header::HOST, host);
    parts.headers.insert(header::USER_AGENT, HeaderValue::from_static("portico"));
    let path = parts.uri.path_and_query().cloned();
    parts.uri = path.unwrap_or_else(|| PathAndQuery::from_static("/")).into();
    Ok(Request::from_parts(parts, Body::from(body)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, response::Redirect, routing::get};
    use tokio::net::TcpListener;

    async fn fetch(reach: Reach, address: &str) -> Result<Response<Vec<u8>>, OutwardError> {
        let request = Request::get(address).body(Vec::new()).unwrap();
        Outward::reaching(reach).send(request).await
    }

    /// A server on this machine; its port.
    async fn server() -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/away", get(|| async { Redirect::to("/") }))
            .route("/long", get(|| async { vec![0; LONGEST + 1] }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        port
    }

    #[tokio::test]
    async fn attack_51_however_it_is_written_this_machine_is_not_reached() {
        let port = server().await;
        for host in [
            "127.0.0.1",
            "localhost",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.1",
            "169.254.169.254",
            "0.0.0.0",
            "[::]",
            "[fe80::1]",
        ] {
            for reach in [Reach::Public, Reach::Private] {
                for scheme in ["http", "https"] {
                    let refused = fetch(reach, &format!("{scheme}://{host}:{port}/")).await;
                    // Where a name is no address at all, nobody is reached either.
                    let why = refused.unwrap_err();
                    let is_kept = matches!(why, OutwardError::Kept(_) | OutwardError::Name(_));
                    assert!(is_kept, "{scheme}://{host}: {why}");
                }
            }
        }
        for (bad, expected) in [
            (format!("ftp://127.0.0.1:{port}/"), "it is no web address"),
            (format!("http://user@127.0.0.1:{port}/"), "it is no web address"),
            ("http://169.254.169.254/".to_owned(), "may not reach"),
        ] {
            let why = fetch(Reach::Machine, &bad).await.unwrap_err().to_string();
            assert!(why.contains(expected), "{bad}: {why}");
        }
    }

    #[tokio::test]
    async fn an_answer_is_read_as_it_is_and_no_further() {
        let port = server().await;
        let here = fetch(Reach::Machine, &format!("http://127.0.0.1:{port}")).await.unwrap();
        assert_eq!((here.status().as_u16(), here.body().as_slice()), (200, b"here".as_slice()));
        let away = fetch(Reach::Machine, &format!("http://127.0.0.1:{port}/away")).await.unwrap();
        assert_eq!(away.status().as_u16(), 303, "it is not followed");
        let long = fetch(Reach::Machine, &format!("http://127.0.0.1:{port}/long")).await;
        assert!(matches!(long, Err(OutwardError::Broken(_))));
        let encrypted = fetch(Reach::Machine, &format!("https://127.0.0.1:{port}/")).await;
        assert!(matches!(encrypted, Err(OutwardError::Tls(_) | OutwardError::Roots)));
    }

    #[test]
    fn what_is_not_this_machine_is_spoken_to_in_private() {
        let outward = Outward::reaching(Reach::Machine);
        let admit = |address: &str, is_encrypted| {
            outward.admit(SocketAddr::new(address.parse().unwrap(), 80), is_encrypted)
        };
        assert!(matches!(admit("10.0.0.1", false), Err(OutwardError::Plain)));
        assert!(admit("10.0.0.1", true).is_ok() && admit("::1", false).is_ok());
    }
}
