//! What a connection may cost.

use super::pace::Pace;
use std::time::Duration;

/// Connections that are there at one time, if the system allows as many.
const CONNECTIONS: usize = 4_096;

/// Files that are open besides connections: the log of the store, pictures being drawn, files being sent.
#[cfg(unix)]
const OTHER_FILES: u64 = 192;

/// What a connection may cost, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at one time; more wait.
    pub connections: usize,
    /// Of these, from one source; more are closed at once. An office behind one address is many people.
    /// None behind a proxy, from which all of them come.
    pub connections_per_source: Option<usize>,
    /// Bytes of a request's head, and of its fields' names and values together; half as much again may
    /// have to arrive before it is refused.
    pub head_bytes: usize,
    /// How long it may take to say what is asked: from the connection or, with a later request, from its
    /// first byte. The same for the beginning of TLS.
    pub head: Duration,
    /// How long a connection is kept without a request: longer than the minute for which proxies keep
    /// theirs, so that it is never we who hang up on a request.
    pub idle: Duration,
    /// How slowly a body may come and an answer be taken.
    pub pace: Pace,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: CONNECTIONS,
            connections_per_source: Some(256),
            head_bytes: 32 * 1024,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            pace: Pace { patience: Duration::from_secs(30), bytes_per_second: 1_024 },
        }
    }
}

impl Limits {
    /// The usual ones, and no more connections than this process may have open files. It is allowed as many
    /// of those as the system lets it have.
    #[must_use]
    pub fn of_this_process() -> Self {
        Self { connections: room_for_connections(), ..Self::default() }
    }
}

#[cfg(unix)]
fn room_for_connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = CONNECTIONS as u64 + OTHER_FILES;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let possible = maximum.map_or(wanted, |it| it.min(wanted));
    let allowed = match current {
        Some(it) if it < possible => {
            let raised = Rlimit { current: Some(possible), maximum };
            setrlimit(Resource::Nofile, raised).map_or(it, |()| possible)
        }
        Some(it) => it.min(wanted),
        None => wanted,
    };
    let room = usize::try_from(allowed.saturating_sub(OTHER_FILES)).unwrap_or(CONNECTIONS);
    room.clamp(16, CONNECTIONS)
}

#[cfg(not(unix))]
fn room_for_connections() -> usize {
    CONNECTIONS
}
