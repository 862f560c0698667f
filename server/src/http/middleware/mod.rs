//! The layers around all routes.

pub mod headers;
pub mod origin;

use crate::state::AppState;
use axum::{
    Router,
    middleware::{from_fn_with_state, map_response},
};

/// Puts the layers around `inner`; the headers are outermost, so that refusals have them too.
pub(crate) fn around(app: AppState, inner: Router) -> Router {
    inner.layer(from_fn_with_state(app, origin::check)).layer(map_response(headers::secure))
}
