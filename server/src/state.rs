//! What every request needs, shared by all of them.

use std::sync::Arc;

/// The server's state. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct AppState {
    /// The origin that people type, such as `https://help.example`; without it, the request's `Host` is
    /// believed (loopback and tests).
    pub public_origin: Option<Arc<str>>,
}
