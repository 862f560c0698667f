//! Takes connections in and speaks HTTP/1.1 on them, so that nobody who is slow, silent or numerous keeps
//! others out (attack 69). What is answered is none of its business: it has a router for that.
//!
//! | who | is let go after |
//! |-|-|
//! | says nothing, or not the whole head of a request | [`Limits::head`] |
//! | asks nothing more | [`Limits::idle`] |
//! | sends a body, or takes an answer, more slowly than [`Limits::pace`] | its patience |
//! | has more connections than [`Limits::connections_per_source`] | at once |
//! | is not one of [`Door::only_from`] | at once |
//!
//! More than [`Limits::connections`] wait until one ends. There is no HTTP/2: what it would gain a page of
//! a few small files is less than what its frames have cost others.

mod bodies;
mod crowd;
mod guarded;
mod limits;
mod pace;
mod phase;
pub mod tls;

use crate::allowance::Source;
use axum::{Router, body::Body, extract::ConnectInfo};
use bodies::{Answered, Paced};
use crowd::Crowd;
use guarded::Guarded;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use phase::Phase;
use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tls::Certificates;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use tower::ServiceExt;

pub use bodies::is_too_slow;
pub use limits::Limits;
pub use pace::Pace;

/// How long nothing is accepted when the system has no room for another connection.
const BREATH: Duration = Duration::from_secs(1);

/// How connections are taken in.
#[derive(Debug, Clone)]
pub struct Door {
    /// What one may cost.
    pub limits: Limits,
    /// Speaks TLS with these; plain HTTP without.
    pub tls: Option<Arc<Certificates>>,
    /// Hangs up on whoever comes from elsewhere: where the proxy is, whose word is believed. Empty for anywhere.
    pub only_from: Vec<IpAddr>,
}

impl Door {
    /// Serves `router` on `listener` until `stop` is over. Then takes no new connections, and gives answers
    /// in progress at most `grace`; says whether all of them were given.
    pub async fn serve(
        self,
        listener: TcpListener,
        router: Router,
        stop: impl Future<Output = ()>,
        grace: Duration,
    ) -> bool {
        let room = Arc::new(Semaphore::new(self.limits.connections));
        let crowd = Arc::new(Crowd::new(self.limits.connections_per_source));
        let graceful = GracefulShutdown::new();
        let mut stop = pin!(stop);
        loop {
            let (stream, address, permit) = tokio::select! {
                accepted = accept(&listener, &room) => accepted,
                () = &mut stop => break,
            };
            if !self.is_expected_from(address.ip()) {
                continue;
            }
            let Some(place) = crowd.enter(Source::of(Some(address.ip()))) else { continue };
            let (door, router, watcher) = (self.clone(), router.clone(), graceful.watcher());
            tokio::spawn(async move {
                door.attend(stream, address, router, watcher).await;
                drop((place, permit));
            });
        }
        drop(listener);
        timeout(grace, graceful.shutdown()).await.is_ok()
    }

    fn is_expected_from(&self, address: IpAddr) -> bool {
        self.only_from.is_empty() || self.only_from.contains(&address.to_canonical())
    }

    /// Answers one connection until it ends.
    async fn attend(
        &self,
        stream: TcpStream,
        address: SocketAddr,
        router: Router,
        watcher: Watcher,
    ) {
        // Answers are written whole: waiting for more to send with them only delays their ends.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection has no options any more: {error}");
        }
        let Some(tls) = &self.tls else {
            return self.converse(stream, address, router, watcher).await;
        };
        match timeout(self.limits.head, tls.acceptor().accept(stream)).await {
            Ok(Ok(stream)) => self.converse(stream, address, router, watcher).await,
            Ok(Err(error)) => tracing::debug!(%error, "no TLS with a connection: {error}"),
            Err(_) => tracing::debug!("a connection was silent where TLS begins"),
        }
    }

    /// Speaks HTTP on one connection until it ends.
    async fn converse<Io>(&self, io: Io, address: SocketAddr, router: Router, watcher: Watcher)
    where
        Io: AsyncRead + AsyncWrite + Unpin + 'static,
    {
        let phase = Arc::new(Phase::default());
        let guarded = Guarded::new(io, phase.clone(), &self.limits);
        let pace = self.limits.pace;
        let answer = service_fn(move |request: Request<Incoming>| {
            let (router, phase) = (router.clone(), phase.clone());
            async move {
                phase.answer();
                let mut request = request.map(|it| Body::new(Paced::new(it, pace)));
                request.extensions_mut().insert(ConnectInfo(address));
                let response = router.oneshot(request).await;
                response.map(|it| it.map(|body| Answered::new(body, phase)))
            }
        });
        let connection = self.http().serve_connection(TokioIo::new(guarded), answer);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended early: {error}");
        }
    }

    fn http(&self) -> http1::Builder {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(self.limits.idle)
            .max_header_size(self.limits.head_bytes)
            .max_buf_size(2 * self.limits.head_bytes);
        http
    }
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // Nobody closes the semaphore, and without it there would be no limit, not no service.
    let permit = room.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, address, permit),
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken in: {error}");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Whether an error is about the connection that was to be accepted, and not about accepting.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
