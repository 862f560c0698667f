//! The service worker and the one page that it keeps. Neither knows anything of a person: the worker
//! never keeps a page that was made for somebody.

use crate::{http::assets, state::AppState};
use axum::{
    Router,
    extract::State,
    http::header,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use shared::settings::Contact;

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
pub(crate) fn router(app: AppState) -> Router {
    let router = Router::new().route("/sw.js", get(worker)).route("/offline", get(offline));
    router.with_state(app)
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

async fn offline(State(app): State<AppState>) -> Response {
    let head =
        [(header::CACHE_CONTROL, NEVER_OLD), (header::CONTENT_SECURITY_POLICY, OFFLINE_POLICY)];
    let contact = &app.rules().settings.organisation.contact;
    (head, Html(offline_page(&assets::for_pages().root, contact))).into_response()
}

/// The worker of the build at `root`, with the names of the files that it keeps from the beginning.
fn script(root: &str, files: &[&str]) -> String {
    let build = root.rsplit('/').next().unwrap_or_default();
    let files: Vec<String> = files.iter().map(|it| format!("\"{root}/{it}\"")).collect();
    format!("const BUILD = \"{build}\";\nconst FILES = [{}];\n\n{WORKER}", files.join(", "))
}

fn offline_page(root: &str, contact: &Contact) -> String {
    let label = escaped(&contact.label);
    let contact = match &contact.dial {
        Some(dial) => format!("<a class=\"nowrap\" href=\"tel:{}\">{label}</a>", escaped(dial)),
        None => label,
    };
    OFFLINE.replace("{root}", root).replace("{contact}", &contact)
}

/// A text as it stands between tags and between quotation marks.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::Label;

    #[test]
    fn the_worker_is_told_its_build() {
        let script = script("/pkg/0a1b", &["portico.js", "main.css"]);
        assert!(script.starts_with(
            "const BUILD = \"0a1b\";\nconst FILES = [\"/pkg/0a1b/portico.js\", \"/pkg/0a1b/main.css\"];\n"
        ));
    }

    #[test]
    fn the_offline_page_is_complete_and_says_whom_to_call() {
        let page = offline_page("/pkg/0a1b", &Contact::default());
        assert!(page.contains("/pkg/0a1b/main.css"));
        assert!(page.contains("href=\"tel:4400\">Extension 4400</a>"), "{page}");
        assert!(!page.contains(['{', '}']), "everything is filled in");
        assert!(!page.contains("<script") && !page.contains("style="));
    }

    /// What an administrator types is text here too.
    #[test]
    fn attack_1_the_contact_is_shown_as_text() {
        let label = Label::parse("<img src=x> \"& Co").unwrap();
        let page = offline_page("/pkg/0a1b", &Contact { label, dial: None });
        assert!(page.contains("&lt;img src=x&gt; &quot;&amp; Co"), "{page}");
    }
}
