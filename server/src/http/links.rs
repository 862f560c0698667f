//! Guests' links: opened once, then carried by a cookie, so that no address tells them (attack 37).

use crate::{
    auth::link::LinkToken,
    error::Error,
    http::{
        answer,
        caller::{Caller, Reply},
        render::Pages,
        serve::{Accept, Submission},
    },
    service::guests::{self, OnRequest},
    state::AppState,
};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use shared::{
    api::{
        links::{RenewLink, RevokeLink},
        requests::RequestChanged,
    },
    id::Reference,
};

/// Opens a link: leads on to the request, at an address that tells nothing.
pub(crate) async fn open(
    State(app): State<AppState>,
    pages: Extension<Pages>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let caller = Caller::of(&parts);
    match counted(&app, &caller, opened(&app, &token)).await {
        Ok((reference, token)) => {
            let cookie = app.cookie().set_links(&token, &caller.links(&app));
            let cookies = AppendHeaders(cookie.map(|it| (header::SET_COOKIE, it)));
            (cookies, Redirect::to(&format!("/requests/{reference}"))).into_response()
        }
        Err(error) => {
            let page = pages.render(Request::from_parts(parts, body), || ()).await;
            answer::with_refusal(page, &error.into_problem())
        }
    }
}

async fn opened(app: &AppState, token: &str) -> Result<(Reference, LinkToken), Error> {
    let token = LinkToken::parse(token).ok_or_else(Error::not_found)?;
    Ok((guests::open(app, &token).await?, token))
}

/// Does what a link is for. Tries with links that are none are counted, and after too many of them none is made
/// (attack 36).
pub(super) async fn counted<T>(
    app: &AppState,
    caller: &Caller,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let (limit, source) = (&app.allowances.wrong_links, caller.source(app));
    limit.check(&source, app.now()).map_err(|wait| Error::too_often(wait, "Your link is safe."))?;
    let done = work.await;
    if done.as_ref().is_err_and(Error::is_absence) {
        // Whether there was room for it was asked before.
        let _ = limit.take(source, app.now());
    }
    done
}

/// The reply with one link more in the caller's cookie.
pub(crate) fn with_link<T>(
    app: &AppState,
    caller: &Caller,
    body: T,
    token: &LinkToken,
) -> Reply<T> {
    let mut reply = Reply::from(body);
    reply.cookies.extend(app.cookie().set_links(token, &caller.links(app)));
    reply
}

impl Accept for RenewLink {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<RequestChanged>, Error> {
        let OnRequest { actor, .. } = caller.on_request(app, &sent.entered.reference).await?;
        let (changed, token) = guests::renew(app, &actor, sent.command()).await?;
        Ok(with_link(app, caller, changed, &token))
    }
}

impl Accept for RevokeLink {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<RequestChanged>, Error> {
        let OnRequest { actor, .. } = caller.on_request(app, &sent.entered.reference).await?;
        Ok(guests::revoke(app, &actor, sent.command()).await?.into())
    }
}
