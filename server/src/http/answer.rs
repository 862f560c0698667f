//! The one door: from a request to an endpoint and back, as JSON or as a page.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        input::{
            self, Input,
            fields::Fields,
            files::{Arrived, Files},
        },
        render::Pages,
        serve::{Accept, Serve, Submission},
    },
    service::attachments,
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
use serde_json::Value;
use shared::{
    api::Form,
    attachment::AttachmentRef,
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
        Ok(entered) => accept(entered, &[], &app, &parts).await,
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
    let files = match F::FILES {
        Some(field) => match Caller::of(&parts).actor(&app).await {
            Ok(actor) => Some(Files { field, actor, app: &app }),
            Err(error) => return refusal(&error.into_problem()),
        },
        None => None,
    };
    let read = input::form::<F>(&fields, &mut parts, body, files.as_ref()).await;
    let Ok(Input { entered, refusal: refused, arrived }) = read else {
        return nothing_here(&pages, parts).await;
    };
    let outcome = match refused {
        Some(problem) => Err(with_own_check(problem, &entered)),
        None => accept(entered.clone(), &arrived, &app, &parts).await,
    };
    match outcome {
        Ok(reply) => (cookies(&reply), Redirect::to(&entered.after(&reply.body))).into_response(),
        Err(problem) => {
            let uploads = uploads_of(&entered, files.as_ref()).await;
            page_again(&pages, parts, entered, problem, uploads).await
        }
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
    let kind = (header::CONTENT_TYPE, "application/problem+json");
    let response = match serde_json::to_string(problem) {
        Ok(body) => ([kind], body).into_response(),
        Err(_) => ().into_response(),
    };
    with_refusal(response, problem)
}

/// `response` with the status of a refusal, and when to try again.
pub(crate) fn with_refusal(mut response: Response, problem: &Problem) -> Response {
    *response.status_mut() = status_of(problem);
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

async fn accept<F: Accept>(
    entered: F,
    arrived: &[Arrived],
    app: &AppState,
    parts: &Parts,
) -> Result<Reply<F::Response>, Problem> {
    let fingerprint = fingerprint(entered.clone().substance(), arrived)?;
    let valid = entered.clone().check()?;
    let sent = Submission { entered, valid, fingerprint };
    F::accept(sent, app, &Caller::of(parts)).await.map_err(Error::into_problem)
}

/// A hash of all that was entered. Files that came with the form count by what they are: posted twice, they
/// are other uploads and still the same form (attack 70).
fn fingerprint<F: Form>(substance: F, arrived: &[Arrived]) -> Result<[u8; 32], Problem> {
    let broken = |it| Error::internal(it).into_problem();
    let mut entered = serde_json::to_value(substance).map_err(broken)?;
    let files = F::FILES.and_then(|field| entered.get_mut(field)).and_then(Value::as_array_mut);
    for file in files.into_iter().flatten() {
        if let Some(it) = arrived.iter().find(|it| *file == it.id.as_str()) {
            *file = it.mark.as_str().into();
        }
    }
    let bytes = serde_json::to_vec(&entered).map_err(broken)?;
    Ok(blake3::hash(&bytes).into())
}

/// A refusal of fields, with all that the form's own check finds, so that people are told once (D1.10).
fn with_own_check<F: Form>(problem: Problem, entered: &F) -> Problem {
    match (problem.code, entered.clone().check()) {
        (Code::Invalid, Err(own)) if own.code == Code::Invalid => {
            Problem { errors: [own.errors, problem.errors].concat(), ..own }
        }
        _ => problem,
    }
}

/// The files of a form that was refused: they stay uploads, and need not be added again.
async fn uploads_of<F: Form>(entered: &F, files: Option<&Files<'_>>) -> Vec<AttachmentRef> {
    let Some(files) = files else { return Vec::new() };
    let listed = serde_json::to_value(entered).ok();
    let listed = listed.as_ref().and_then(|it| it.get(files.field)).and_then(Value::as_array);
    let ids: Vec<&str> = listed.into_iter().flatten().filter_map(Value::as_str).collect();
    // Without them the page still says what is wrong.
    attachments::named(files.app, &files.actor, &ids).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "the files of a refused form are not shown: {error}");
        Vec::new()
    })
}

/// The page of the form, with what was entered and what is wrong with it.
async fn page_again<F: Form>(
    pages: &Pages,
    mut parts: Parts,
    entered: F,
    problem: Problem,
    files: Vec<AttachmentRef>,
) -> Response {
    let Ok(uri) = entered.page().parse::<Uri>() else { return refusal(&problem) };
    parts.uri = uri;
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);

    let entered = entered.without_secrets();
    let attempt = Attempt { entered, problem: Some(problem.clone()), files };
    let request = Request::from_parts(parts, Body::empty());
    let response = pages.render(request, move || provide_context(attempt.clone())).await;
    // A page that cannot be shown at all says so itself.
    match response.status() {
        StatusCode::OK => with_refusal(response, &problem),
        _ => response,
    }
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
