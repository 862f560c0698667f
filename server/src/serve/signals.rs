//! What the system or an operator asks of the running program.

/// Ends when a stop is asked for: by Ctrl-C, or where there is one by SIGTERM.
pub(super) async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminated) =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        // Without a handler the process ends at once, as it would have anyway.
        let _ = interrupted.await;
    }
}

/// SIGHUP, where there is one: read again what was read at the start.
pub(super) struct Hangup(#[cfg(unix)] Option<tokio::signal::unix::Signal>);

impl Hangup {
    /// Hears of it from now on.
    #[cfg(unix)]
    pub(super) fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let heard = signal(SignalKind::hangup());
        // Without it what is renewed is found a minute later.
        Self(heard.inspect_err(|error| tracing::warn!(%error, "no SIGHUP: {error}")).ok())
    }

    /// Ends when it comes; where it cannot come, never.
    #[cfg(unix)]
    pub(super) async fn next(&mut self) {
        if let Some(signal) = &mut self.0
            && signal.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }

    #[cfg(not(unix))]
    pub(super) fn new() -> Self {
        Self()
    }

    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) {
        std::future::pending().await
    }
}
