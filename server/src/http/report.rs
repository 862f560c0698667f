//! The report, and its table, which is the one answer that is written while it is read.

use crate::{
    error::Error,
    http::{
        answer::refusal,
        caller::{Caller, Reply},
        input::{self, fields::Fields},
        serve::Serve,
    },
    service::report::{self, Table},
    state::AppState,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use shared::{
    api::report::{GetReport, ListReported, Report, Reported},
    problem::Problem,
    report::{measure::Measure, period::Period},
};

impl Serve for GetReport {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Report>, Error> {
        let actor = caller.actor(app).await?;
        Ok(report::report(app, &actor, &self).await?.into())
    }
}

impl Serve for ListReported {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Reported>, Error> {
        let actor = caller.actor(app).await?;
        Ok(report::list(app, &actor, &self).await?.into())
    }
}

/// Answers [`shared::api::report::REPORTED_TABLE`]: the tickets behind a number, all of them.
pub(crate) async fn table(State(app): State<AppState>, request: Request) -> Response {
    match found(&app, request).await {
        Ok((of, table)) => {
            (headers(of, table.period), Body::from_stream(table.text())).into_response()
        }
        Err(problem) => refusal(&problem),
    }
}

async fn found(app: &AppState, request: Request) -> Result<(Option<Measure>, Table), Problem> {
    let (mut parts, _) = request.into_parts();
    let asked: ListReported = input::query(&Fields::of::<ListReported>(), &mut parts).await?;
    let actor = Caller::of(&parts).actor(app).await.map_err(Error::into_problem)?;
    let table = report::table(app, &actor, &asked).await.map_err(Error::into_problem)?;
    Ok((asked.of, table))
}

/// It is downloaded, kept by nobody on the way, and can do nothing where a browser shows it all the same.
fn headers(of: Option<Measure>, Period { from, to }: Period) -> HeaderMap {
    let what = of.map_or("tickets", Measure::value);
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
        ),
    ]);
    let name = format!("portico-{what}-{from}-to-{to}.csv");
    // Words and dates are always a header value.
    if let Ok(it) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, it);
    }
    headers
}
