//! Counts every answer, and tells the counts.

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Instant;

/// Counts a request.
pub(crate) async fn count(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let response = next.run(request).await;
    let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    app.metrics.add(response.status().as_u16(), took);
    response
}

/// Answers with all counts.
pub(crate) async fn show(State(app): State<AppState>) -> Response {
    let on_the_desk = app.open_tickets.all();
    let n_open = on_the_desk.iter().filter(|it| it.status.stage().is_open()).count();
    let text = app.metrics.text(n_open, app.store.is_writable());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
