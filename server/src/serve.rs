//! Starts a Portico and stops it gracefully.

mod signals;

use crate::{
    accept::{
        Door, Limits,
        tls::{Certificates, TlsError},
    },
    auth::oidc::OidcBoot,
    calendar::machine_zone,
    check::audit::Mark,
    clock::Clock,
    demo,
    error::Error,
    http, service,
    state::{AppState, Site},
    store::{Options, Store, StoreError, tables::audit},
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::net::TcpListener;

/// How long answers in progress may take once a stop is asked for.
const GRACE: Duration = Duration::from_secs(10);
/// How often the house is kept.
const HOUSEKEEPING: Duration = Duration::from_secs(60 * 60);
/// How often it is looked whether the certificate was renewed.
const RENEWAL: Duration = Duration::from_secs(60);
/// Ports tried by the demo when the wanted one is taken.
const PORTS: u16 = 50;

/// Why a Portico did not start, for the operator: cause and cure in one line.
#[derive(Debug)]
pub enum StartError {
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// Others could listen in.
    Exposed(SocketAddr),
    /// The base URL is none.
    BaseUrl(String),
    /// Behind a proxy nobody can tell the address that people type.
    BaseUrlMissing,
    /// What is encrypted is not what people are told to type.
    BaseUrlPlain(Arc<str>),
    /// The certificate or its key cannot be used.
    Tls(TlsError),
    /// The folder cannot be made, emptied or read.
    Folder(PathBuf, io::Error),
    /// The store does not open.
    Store(StoreError),
    /// Something else.
    Other(Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(address, error) => {
                write!(f, "cannot listen on {address}: {error}; choose another with --listen")
            }
            Self::Exposed(address) => write!(
                f,
                "{address} can be reached by others, and without TLS they could listen in: say --tls-cert and \
                 --tls-key, or put a TLS proxy in front and say --trusted-proxy, or listen on 127.0.0.1"
            ),
            Self::BaseUrl(it) => {
                write!(f, "{it} is no base URL: say --base-url https://help.company.example")
            }
            Self::BaseUrlMissing => f.write_str(
                "behind a proxy, and with TLS, the address that people type is needed: say \
                 --base-url https://help.company.example",
            ),
            Self::BaseUrlPlain(it) => {
                write!(f, "with TLS people type https, and the base URL is {it}")
            }
            Self::Tls(error) => error.fmt(f),
            Self::Folder(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Store(error) => error.fmt(f),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Error> for StartError {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<TlsError> for StartError {
    fn from(error: TlsError) -> Self {
        Self::Tls(error)
    }
}

/// How a real Portico is started.
#[derive(Debug, Clone)]
pub struct Serve {
    /// Where everything is kept.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The files of the certificate and of its key; plain HTTP without.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The address that people type; needed with TLS and behind a proxy.
    pub base_url: Option<String>,
    /// Whether a TLS proxy stands in front.
    pub trusted_proxy: bool,
    /// Where the proxy connects from; empty for anywhere.
    pub proxy_addresses: Vec<IpAddr>,
    /// The zone in which the desk works, until the settings say it; the machine's without it.
    pub zone: Option<Tz>,
    /// Whether people who are not signed in may ask for help, until the settings say it; they may without it.
    pub guests: Option<bool>,
    /// For how long words to requesters can be taken back.
    pub undo: TimeDelta,
    /// What is said about the identity provider of the settings.
    pub oidc: OidcBoot,
}

/// Serves until asked to stop. Prints exactly one URL on standard output.
///
/// # Errors
/// [`StartError`].
pub async fn serve(it: Serve) -> Result<(), StartError> {
    let origin = it.base_url.as_deref().map(origin).transpose()?;
    let door = door(&it, origin.as_ref())?;
    let listener = listen(it.listen).await?;
    let store = open(&it.data)?;
    let zone = it.zone.unwrap_or_else(machine_zone);
    let site = Site {
        attachments: attachments(&it.data),
        url: url(&listener, origin.as_ref())?,
        public_origin: origin,
        trusted_proxy: it.trusted_proxy,
        guests: it.guests.unwrap_or(true),
        demo: false,
        oidc: it.oidc,
        undo: it.undo,
        zone,
        clock: Clock::Machine,
    };
    let app = AppState::new(store, site).await?;
    if app.rules().version > 0 && (it.zone.is_some() || it.guests.is_some()) {
        tracing::warn!("--zone and --guests are passed over: the settings of this portal say them");
    }
    if let Some(link) = service::welcome::set_up(&app).await? {
        eprintln!(
            "Nobody can set this Portico up yet. Whoever opens this link does, once, within 7 days:\n{link}"
        );
    }
    run(listener, app, door).await
}

/// How connections are taken in, unless that would let others listen in.
fn door(it: &Serve, origin: Option<&Arc<str>>) -> Result<Door, StartError> {
    let is_private = it.listen.ip().is_loopback() || it.trusted_proxy || it.tls.is_some();
    if !is_private {
        return Err(StartError::Exposed(it.listen));
    }
    match origin {
        None if it.trusted_proxy || it.tls.is_some() => return Err(StartError::BaseUrlMissing),
        Some(origin) if it.tls.is_some() && !origin.starts_with("https://") => {
            return Err(StartError::BaseUrlPlain(origin.clone()));
        }
        _ => {}
    }
    let mut limits = Limits::of_this_process();
    if it.trusted_proxy {
        limits.connections_per_source = None;
    }
    let load = |(chain, key): &(PathBuf, PathBuf)| Certificates::load(chain, key).map(Arc::new);
    let only_from = it.proxy_addresses.iter().map(IpAddr::to_canonical).collect();
    Ok(Door { limits, tls: it.tls.as_ref().map(load).transpose()?, only_from })
}

/// Scheme, host and port of a base URL, without anything behind them.
fn origin(url: &str) -> Result<Arc<str>, StartError> {
    let bad = || StartError::BaseUrl(url.to_owned());
    let url = url.trim_end_matches('/');
    let parsed: ::http::Uri = url.parse().map_err(|_| bad())?;
    let has_scheme = matches!(parsed.scheme_str(), Some("http" | "https"));
    let is_origin = has_scheme && parsed.authority().is_some_and(|it| !it.as_str().contains('@'));
    let is_bare = parsed.path() == "/" && parsed.query().is_none();
    if is_origin && is_bare { Ok(url.into()) } else { Err(bad()) }
}

/// How the demo is started.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Where to listen: on loopback; a taken port moves to the next free one.
    pub listen: SocketAddr,
    /// Where it is kept; a folder of its own among the temporary ones without it.
    pub data: Option<PathBuf>,
    /// Whether to keep what an earlier demo left.
    pub keep: bool,
    /// For how long words to requesters can be taken back.
    pub undo: TimeDelta,
    /// What is said about the identity provider of the settings.
    pub oidc: OidcBoot,
}

/// Serves the demo until asked to stop. Prints exactly one URL on standard output.
///
/// # Errors
/// [`StartError`].
pub async fn demo(it: Demo) -> Result<(), StartError> {
    if !it.listen.ip().is_loopback() {
        return Err(StartError::Exposed(it.listen));
    }
    let listener = listen_nearby(it.listen).await?;
    let port = listener.local_addr().map_err(|error| StartError::Listen(it.listen, error))?.port();
    let data = it.data.unwrap_or_else(|| std::env::temp_dir().join(format!("portico-demo-{port}")));
    if !it.keep {
        empty(&data)?;
    }
    let store = open(&data)?;
    let site = Site {
        attachments: attachments(&data),
        url: url(&listener, None)?,
        public_origin: None,
        trusted_proxy: false,
        guests: true,
        demo: true,
        oidc: it.oidc,
        undo: it.undo,
        zone: machine_zone(),
        clock: Clock::Machine,
    };
    let app = AppState::new(store, site).await?;
    if demo::play::is_empty(&app).await? {
        demo::play::fill(&app).await?;
    }
    let limits = Limits::of_this_process();
    run(listener, app, Door { limits, tls: None, only_from: Vec::new() }).await
}

/// Only what a demo made is thrown away: a folder of anything else is left alone.
fn empty(data: &Path) -> Result<(), StartError> {
    let failed = |error| StartError::Folder(data.to_owned(), error);
    let is_there = data.exists();
    if is_there
        && !data.join(MARK).exists()
        && std::fs::read_dir(data).map_err(failed)?.next().is_some()
    {
        let text = "this folder was not made by a demo; choose another with --data, or say --keep";
        return Err(failed(io::Error::other(text)));
    }
    if is_there {
        std::fs::remove_dir_all(data).map_err(failed)?;
    }
    std::fs::create_dir_all(data).and_then(|()| std::fs::write(data.join(MARK), "")).map_err(failed)
}

/// Says that a folder was made by the demo.
const MARK: &str = "portico-demo";

/// The store of a data folder.
///
/// # Errors
/// [`StartError`].
pub fn open(data: &Path) -> Result<Store, StartError> {
    std::fs::create_dir_all(data).map_err(|error| StartError::Folder(data.to_owned(), error))?;
    Ok(Store::open(&data.join("store"), Options::default())?)
}

/// The store of a data folder that must be there: a command that only reads makes none.
///
/// # Errors
/// [`StartError`].
pub fn open_existing(data: &Path) -> Result<Store, StartError> {
    let store = data.join("store");
    if !store.is_dir() {
        let error = io::Error::new(io::ErrorKind::NotFound, "there is no Portico in this folder");
        return Err(StartError::Folder(data.to_owned(), error));
    }
    Ok(Store::open(&store, Options::default())?)
}

/// Where a data folder has the bytes of files.
#[must_use]
pub fn attachments(data: &Path) -> PathBuf {
    data.join("attachments")
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|error| StartError::Listen(address, error))
}

async fn listen_nearby(wanted: SocketAddr) -> Result<TcpListener, StartError> {
    let mut address = wanted;
    for step in 0..PORTS {
        address.set_port(wanted.port().saturating_add(step));
        match TcpListener::bind(address).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            other => return other.map_err(|error| StartError::Listen(address, error)),
        }
    }
    listen(wanted).await
}

/// Removes what nobody needs any more: at the start what a stop left behind, then every hour uploads that
/// were not sent. As often it is told where the audit log ends.
async fn keep_house(app: AppState) {
    if let Err(error) = service::attachments::sweep_strays(&app).await {
        tracing::warn!(%error, "files without a record were not removed: {error}");
    }
    let mut hours = tokio::time::interval(HOUSEKEEPING);
    let mut known = None;
    loop {
        hours.tick().await;
        known = tell_of_audit(&app, known).await;
        match service::attachments::sweep(&app).await {
            Ok(0) => {}
            Ok(n_forgotten) => {
                tracing::info!(n_forgotten, "forgot {n_forgotten} uploads that were not sent");
            }
            Err(error) => tracing::warn!(%error, "old uploads were not forgotten: {error}"),
        }
    }
}

/// Tells the log where the audit log ends, if it has become longer: what is kept elsewhere shows whether it
/// was ever written anew (attack 62).
async fn tell_of_audit(app: &AppState, known: Option<Mark>) -> Option<Mark> {
    match app.store.read(|reader| async move { audit::head(&reader).await }).await {
        Ok(head) if known != Some(Mark(head)) => {
            let (mark, n_entries) = (Mark(head), head.n_entries);
            tracing::info!(audit.known = %mark, "the audit log has {n_entries} entries: --known {mark}");
            Some(mark)
        }
        Ok(_) => known,
        Err(error) => {
            tracing::warn!(%error, "the audit log cannot be read: {error}");
            known
        }
    }
}

async fn run(listener: TcpListener, app: AppState, door: Door) -> Result<(), StartError> {
    service::held::resume(&app).await?;
    announce(&app.url);
    let housekeeping = tokio::spawn(keep_house(app.clone()));
    let renewal = door.tls.clone().map(|it| tokio::spawn(renew(it)));
    let stop = async {
        signals::asked_to_stop().await;
        tracing::info!("stopping");
    };
    if !door.serve(listener, http::router(app), stop, GRACE).await {
        tracing::warn!("stopped with answers still in progress");
    }
    housekeeping.abort();
    if let Some(renewal) = renewal {
        renewal.abort();
    }
    Ok(())
}

/// Takes renewed certificates into use: soon after their files have changed, and at once on SIGHUP.
async fn renew(certificates: Arc<Certificates>) {
    let mut looks = tokio::time::interval(RENEWAL);
    let mut hangup = signals::Hangup::new();
    loop {
        tokio::select! {
            _ = looks.tick() => {}
            () = hangup.next() => {}
        }
        match certificates.reload() {
            Ok(true) => tracing::info!("the certificate has changed and is in use"),
            Ok(false) => {}
            // Of two files one may be new already; what was loaded goes on being used.
            Err(error) => tracing::warn!(%error, "the certificate was not changed: {error}"),
        }
    }
}

fn address(listener: &TcpListener) -> Result<SocketAddr, StartError> {
    listener.local_addr().map_err(|error| StartError::Other(Error::internal(error)))
}

/// The base URL, or without one the address that is listened on.
fn url(listener: &TcpListener, origin: Option<&Arc<str>>) -> Result<Arc<str>, StartError> {
    match origin {
        Some(it) => Ok(it.clone()),
        None => Ok(format!("http://{}", host(address(listener)?)).into()),
    }
}

fn host(address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V6(ip) => format!("[{ip}]:{}", address.port()),
        IpAddr::V4(_) => address.to_string(),
    }
}

#[expect(clippy::print_stdout, reason = "the one URL is what standard output is for")]
fn announce(url: &str) {
    println!("{url}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_an_origin() {
        assert_eq!(&*origin("https://help.example/").unwrap(), "https://help.example");
        assert_eq!(&*origin("http://127.0.0.1:3000").unwrap(), "http://127.0.0.1:3000");
        for bad in [
            "help.example",
            "ftp://help.example",
            "https://help.example/portal",
            "https://a@b.example",
            "https://",
            "",
        ] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nobody_is_let_listen_in() {
        let serve = |listen: &str, base_url: Option<&str>| Serve {
            data: PathBuf::new(),
            listen: listen.parse().unwrap(),
            tls: None,
            base_url: base_url.map(str::to_owned),
            trusted_proxy: false,
            proxy_addresses: Vec::new(),
            zone: None,
            guests: None,
            undo: TimeDelta::zero(),
            oidc: OidcBoot::default(),
        };
        let opened =
            |it: &Serve| door(it, it.base_url.as_deref().map(|url| origin(url).unwrap()).as_ref());
        let https = Some("https://help.example");
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tls");
        let tls = Some((files.join("first.pem"), files.join("first.key.pem")));

        let alone = opened(&serve("127.0.0.1:3000", None)).unwrap();
        assert!(alone.tls.is_none() && alone.limits.connections_per_source.is_some());
        assert!(opened(&serve("[::1]:3000", None)).is_ok());
        for listen in ["0.0.0.0:3000", "[::]:3000", "192.0.2.1:3000"] {
            assert!(matches!(opened(&serve(listen, https)), Err(StartError::Exposed(_))));
        }

        let proxied = Serve { trusted_proxy: true, ..serve("0.0.0.0:3000", https) };
        assert_eq!(opened(&proxied).unwrap().limits.connections_per_source, None);
        let mapped = "::ffff:192.0.2.9".parse().unwrap();
        let known = Serve { proxy_addresses: vec![mapped], ..proxied.clone() };
        assert_eq!(opened(&known).unwrap().only_from, ["192.0.2.9".parse::<IpAddr>().unwrap()]);
        let nowhere = Serve { base_url: None, ..proxied };
        assert!(matches!(opened(&nowhere), Err(StartError::BaseUrlMissing)));

        let encrypted = Serve { tls: tls.clone(), ..serve("0.0.0.0:3000", https) };
        assert!(opened(&encrypted).unwrap().tls.is_some());
        let nowhere = Serve { base_url: None, ..encrypted.clone() };
        assert!(matches!(opened(&nowhere), Err(StartError::BaseUrlMissing)));
        let plain = Serve { base_url: Some("http://help.example".to_owned()), ..encrypted.clone() };
        assert!(matches!(opened(&plain), Err(StartError::BaseUrlPlain(_))));
        let mixed = (files.join("first.pem"), files.join("second.key.pem"));
        let unfit = Serve { tls: Some(mixed), ..encrypted };
        assert!(matches!(opened(&unfit), Err(StartError::Tls(TlsError::Unfit(_)))));
    }

    #[test]
    fn the_demo_throws_away_only_what_a_demo_made() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("precious"), "").unwrap();
        assert!(empty(folder.path()).is_err());
        assert!(folder.path().join("precious").exists());
        std::fs::write(folder.path().join(MARK), "").unwrap();
        empty(folder.path()).unwrap();
        assert!(!folder.path().join("precious").exists());
        assert!(folder.path().join(MARK).exists());
    }
}
