//! Pages, rendered whole, with all that a render needs from the server: the client's files, fresh
//! idempotency keys, the policy with its nonce, and the door for its own calls.

use crate::http::assets;
use app::api::{FreshKey, InProcess, Inner, SetStatus};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::Response,
};
use leptos::{
    context::{provide_context, use_context},
    nonce::use_nonce,
    prelude::{AnyView, IntoAny},
};
use leptos_axum::ResponseOptions;
use shared::{
    api::{
        account::factor::{FACTOR_PAGE, RECOVERY_PAGE},
        session::LAST_INPUT,
    },
    ticket::intake::page::Page,
};
use std::{net::SocketAddr, sync::Arc};
use tower::ServiceExt;

/// What is rendered at every address of a page.
pub type Shell = fn() -> AnyView;

/// Portico's own shell.
#[must_use]
pub fn portico() -> AnyView {
    app::shell::shell().into_any()
}

/// The renderer.
#[derive(Debug, Clone)]
pub(crate) struct Pages {
    api: Router,
    shell: Shell,
}

impl Pages {
    /// Pages whose calls are answered by `api`, in memory.
    pub(crate) fn new(api: Router, shell: Shell) -> Self {
        // Fails when it was done before, which is as good.
        let _ = any_spawner::Executor::init_tokio();
        Self { api, shell }
    }

    /// Renders the page at the request's address, with more in context.
    pub(crate) async fn render(
        &self,
        request: Request,
        more: impl Fn() + Clone + Send + Sync + 'static,
    ) -> Response {
        let api = self.api.clone();
        let context = move || {
            provide(&api);
            more();
        };
        let is_kept = !shows_answers(request.uri()) && !shows_secrets(request.uri());
        let render = leptos_axum::render_app_async_with_context(context, self.shell);
        let mut response = render(request).await;
        if !is_kept {
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}

/// Whether the page shows what nobody else may find in this browser later.
fn shows_secrets(uri: &Uri) -> bool {
    [FACTOR_PAGE, RECOVERY_PAGE].contains(&uri.path())
}

/// Whether the page shows answers that are gone once they are sent. The Back button asks for it again, and
/// does not offer to send what was sent.
fn shows_answers(uri: &Uri) -> bool {
    let is_step = Page::ALL.iter().any(|it| it.address() == uri.path());
    let has_draft = uri.query().is_some_and(|it| it.split('&').any(|it| it.starts_with("draft=")));
    uri.path() == Page::Check.address() || is_step && has_draft
}

/// Runs inside the render, once.
fn provide(api: &Router) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let outer = use_context::<Parts>();
    provide_context(assets::for_pages());
    provide_context(FreshKey(fresh_key));
    provide_context(InProcess(door(api.clone(), outer.as_ref(), response.clone())));
    let for_status = response.clone();
    provide_context(SetStatus(Arc::new(move |status| for_status.set_status(status))));
    if let Some(policy) = use_nonce().and_then(|it| HeaderValue::try_from(policy(&it)).ok()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Scripts run only with the nonce of this very answer; nothing else runs, loads or embeds. Chunks are
/// fetched and compiled, hence `connect-src` and `wasm-unsafe-eval`.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; worker-src 'self'"
    )
}

type Answer = Arc<dyn Fn(http::Request<Vec<u8>>) -> Inner + Send + Sync>;

/// The way in for calls made while rendering: the page's own cookies go in, cookies that are set come out
/// to the browser, and what a page cannot have is the page's own status.
fn door(api: Router, outer: Option<&Parts>, response: ResponseOptions) -> Answer {
    let headers = outer.map(|it| forwarded(&it.headers)).unwrap_or_default();
    let address = outer.and_then(|it| it.extensions.get::<ConnectInfo<SocketAddr>>().copied());
    Arc::new(move |request| {
        let (api, response) = (api.clone(), response.clone());
        let mut request: Request = request.map(Body::from);
        request.headers_mut().extend(headers.clone());
        if let Some(address) = address {
            request.extensions_mut().insert(address);
        }
        Box::pin(async move {
            let (parts, body) = match api.oneshot(request).await {
                Ok(inner) => inner.into_parts(),
                Err(never) => match never {},
            };
            for cookie in parts.headers.get_all(header::SET_COOKIE) {
                response.append_header(header::SET_COOKIE, cookie.clone());
            }
            if is_status_of_page(parts.status) {
                response.set_status(parts.status);
            }
            match to_bytes(body, usize::MAX).await {
                Ok(bytes) => (parts.status.as_u16(), bytes.to_vec()),
                Err(error) => {
                    tracing::error!(error = %error, "an inner answer broke off: {error}");
                    (StatusCode::INTERNAL_SERVER_ERROR.as_u16(), Vec::new())
                }
            }
        })
    })
}

/// Who is asking, in which language, and that somebody opened the page just now.
fn forwarded(outer: &HeaderMap) -> HeaderMap {
    const NAMES: [HeaderName; 3] = [header::COOKIE, header::ACCEPT_LANGUAGE, header::USER_AGENT];
    let mut inner = HeaderMap::new();
    for name in NAMES {
        for value in outer.get_all(&name) {
            inner.append(name.clone(), value.clone());
        }
    }
    inner.insert(LAST_INPUT, HeaderValue::from_static("0"));
    inner
}

/// A page about something that is not there, or not for this person, or broken, is not a success.
fn is_status_of_page(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN)
}

/// 128 random bits.
fn fresh_key() -> String {
    let mut bytes = [0; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::error!(error = %error, "no randomness for an idempotency key: {error}");
        return String::new();
    }
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}
