//! The layers around all routes.

pub mod headers;
pub mod origin;

use crate::{http::metrics, state::AppState};
use axum::{
    Router,
    middleware::{from_fn_with_state, map_response},
};
use tower_http::compression::CompressionLayer;

/// Puts the layers around `inner`; the headers are outermost, so that refusals have them too.
pub(crate) fn around(app: AppState, inner: Router) -> Router {
    inner
        .layer(from_fn_with_state(app.clone(), origin::check))
        .layer(map_response(headers::secure))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app, metrics::count))
}
