//! The service worker and the one page that it keeps. Neither knows anything of a person: the worker
//! never keeps a page that was made for somebody.

use crate::http::assets;
use app::pages::problem::{SERVICE_DESK, SERVICE_DESK_DIAL};
use axum::{
    Router,
    http::header,
    response::{Html, IntoResponse, Response},
    routing::get,
};

const WORKER: &str = include_str!("worker/sw.js");
const OFFLINE: &str = include_str!("worker/offline.html");

/// Always asked for anew, so that an update is noticed.
const NEVER_OLD: &str = "no-cache";
/// The worker may fetch from here and nothing else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// The offline page has no scripts and sends nothing.
const OFFLINE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
                              form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The routes of both.
pub(crate) fn router() -> Router {
    Router::new().route("/sw.js", get(worker)).route("/offline", get(offline))
}

async fn worker() -> Response {
    if !assets::for_pages().has_client {
        return assets::not_here();
    }
    let head = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, NEVER_OLD),
        (header::CONTENT_SECURITY_POLICY, WORKER_POLICY),
    ];
    (head, script(&assets::for_pages().root, &assets::for_requesters())).into_response()
}

async fn offline() -> Response {
    let head =
        [(header::CACHE_CONTROL, NEVER_OLD), (header::CONTENT_SECURITY_POLICY, OFFLINE_POLICY)];
    (head, Html(offline_page(&assets::for_pages().root))).into_response()
}

/// The worker of the build at `root`, with the names of the files that it keeps from the beginning.
fn script(root: &str, files: &[&str]) -> String {
    let build = root.rsplit('/').next().unwrap_or_default();
    let files: Vec<String> = files.iter().map(|it| format!("\"{root}/{it}\"")).collect();
    format!("const BUILD = \"{build}\";\nconst FILES = [{}];\n\n{WORKER}", files.join(", "))
}

fn offline_page(root: &str) -> String {
    OFFLINE
        .replace("{root}", root)
        .replace("{phone}", SERVICE_DESK)
        .replace("{dial}", SERVICE_DESK_DIAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_told_its_build() {
        let script = script("/pkg/0a1b", &["portico.js", "main.css"]);
        assert!(script.starts_with(
            "const BUILD = \"0a1b\";\nconst FILES = [\"/pkg/0a1b/portico.js\", \"/pkg/0a1b/main.css\"];\n"
        ));
    }

    #[test]
    fn the_offline_page_is_complete_and_says_whom_to_call() {
        let page = offline_page("/pkg/0a1b");
        assert!(page.contains("/pkg/0a1b/main.css") && page.contains(SERVICE_DESK));
        assert!(!page.contains(['{', '}']), "everything is filled in");
        assert!(!page.contains("<script") && !page.contains("style="));
    }
}
