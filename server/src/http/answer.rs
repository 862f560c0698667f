//! The one door: from a request to an endpoint and back, as JSON or as a page.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        input::{self, Input, fields::Fields},
        render::Pages,
        serve::{Accept, Serve, Submission},
    },
    state::AppState,
};
use app::form::Attempt;
use axum::{
    Json,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use leptos::context::provide_context;
use shared::{
    api::Form,
    problem::{Code, Problem},
};
use std::sync::Arc;

/// Answers a call that reads.
pub(crate) async fn read<E: Serve>(
    fields: Arc<Fields>,
    app: AppState,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let caller = Caller::of(&parts);
    let outcome = match input::query::<E>(&fields, &mut parts).await {
        Ok(entered) => entered.serve(&app, &caller).await.map_err(Error::into_problem),
        Err(problem) => Err(problem),
    };
    outcome.map_or_else(|it| refusal(&it), |it| (cookies(&it), Json(it.body)).into_response())
}

/// Answers a form that a program or the client sent.
pub(crate) async fn json<F: Accept>(
    fields: Arc<Fields>,
    app: AppState,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let outcome = match input::json::<F>(&fields, &mut parts, body).await {
        Ok(entered) => accept(entered, &app, &parts).await,
        Err(problem) => Err(problem),
    };
    outcome.map_or_else(
        |it| refusal(&it),
        |it| (StatusCode::CREATED, cookies(&it), Json(it.body)).into_response(),
    )
}

/// Answers a form that a browser posted: on to where it leads, or back to its page.
pub(crate) async fn form<F: Accept>(
    fields: Arc<Fields>,
    app: AppState,
    pages: Pages,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(Input { entered, refusal: refused }) = input::form::<F>(&fields, &mut parts, body).await
    else {
        return nothing_here(&pages, parts).await;
    };
    let outcome = match refused {
        Some(problem) => Err(problem),
        None => accept(entered.clone(), &app, &parts).await,
    };
    match outcome {
        Ok(reply) => (cookies(&reply), Redirect::to(&entered.after(&reply.body))).into_response(),
        Err(problem) => page_again(&pages, parts, entered, problem).await,
    }
}

/// Answers `GET` where a form is posted: with the page, or with the way to it.
pub(crate) async fn show<F: Form>(fields: Arc<Fields>, pages: Pages, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(entered) = input::path_only::<F>(&fields, &mut parts).await else {
        return nothing_here(&pages, parts).await;
    };
    let page = entered.page();
    if page.split('?').next() == Some(parts.uri.path()) {
        return pages.render(Request::from_parts(parts, body), || ()).await;
    }
    Redirect::to(&page).into_response()
}

/// Answers every other address: a page, or the page that says that there is none.
pub(crate) async fn page(pages: Pages, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return not_found().await;
    }
    match *request.method() {
        Method::GET | Method::HEAD => pages.render(request, || ()).await,
        _ => method_not_allowed().await,
    }
}

/// There is no such call.
pub(crate) async fn not_found() -> Response {
    refusal(&Problem::new(Code::NotFound, "There is nothing at this address."))
}

/// There is such a call, with another method.
pub(crate) async fn method_not_allowed() -> Response {
    refusal(&Problem::new(Code::MethodNotAllowed, "Use the method that the API document names."))
}

/// A refusal as programs read it.
pub(crate) fn refusal(problem: &Problem) -> Response {
    let status = status_of(problem);
    let kind = (header::CONTENT_TYPE, "application/problem+json");
    match serde_json::to_string(problem) {
        Ok(body) => (status, [kind], body).into_response(),
        Err(_) => status.into_response(),
    }
}

async fn accept<F: Accept>(
    entered: F,
    app: &AppState,
    parts: &Parts,
) -> Result<Reply<F::Response>, Problem> {
    let substance = entered.clone().substance();
    let bytes = serde_json::to_vec(&substance).map_err(|it| Error::internal(it).into_problem())?;
    let fingerprint = blake3::hash(&bytes).into();
    let valid = entered.clone().check()?;
    let sent = Submission { entered, valid, fingerprint };
    F::accept(sent, app, &Caller::of(parts)).await.map_err(Error::into_problem)
}

/// The page of the form, with what was entered and what is wrong with it.
async fn page_again<F: Form>(
    pages: &Pages,
    mut parts: Parts,
    entered: F,
    problem: Problem,
) -> Response {
    let Ok(uri) = entered.page().parse::<Uri>() else { return refusal(&problem) };
    parts.uri = uri;
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);

    let status = status_of(&problem);
    let attempt = Attempt { entered: entered.without_secrets(), problem: Some(problem) };
    let request = Request::from_parts(parts, Body::empty());
    let mut response = pages.render(request, move || provide_context(attempt.clone())).await;
    // A page that cannot be shown at all says so itself.
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The page at an address that names nothing: it finds that out by itself.
async fn nothing_here(pages: &Pages, mut parts: Parts) -> Response {
    parts.method = Method::GET;
    let mut response = pages.render(Request::from_parts(parts, Body::empty()), || ()).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn cookies<T>(reply: &Reply<T>) -> HeaderMap<HeaderValue> {
    reply.cookies.iter().map(|it| (header::SET_COOKIE, it.clone())).collect()
}
