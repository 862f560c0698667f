//! The client and the style sheets, embedded in the binary by the build script. One folder per build,
//! named after the contents, so that browsers may keep it for ever.

use app::shell::Assets;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// One file in the forms in which it is sent.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    raw: &'static [u8],
    br: &'static [u8],
    gz: &'static [u8],
}

/// All of them.
#[derive(Debug)]
struct Embedded {
    hash: &'static str,
    files: &'static [Asset],
}

static EMBEDDED: Embedded = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ONE_DAY: &str = "public, max-age=86400";
const ICON: &str = "favicon.svg";
const SCRIPT: &str = "portico.js";
const DESK_STYLE: &str = "desk.css";
const DESK_CHUNK: &str = "split_desk.wasm";
const PORTAL_CHUNK: &str = "split_portal.wasm";
const COMMON_CHUNK: &str = "chunk_";

/// How much one file weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The file.
    pub name: &'static str,
    /// As it is, in bytes.
    pub raw: usize,
    /// Brotli, in bytes: what browsers download.
    pub br: usize,
}

/// The weight of everything that browsers download.
#[must_use]
pub fn sizes() -> Vec<Size> {
    let files = EMBEDDED.files.iter();
    files.map(|it| Size { name: it.name, raw: it.raw.len(), br: it.br.len() }).collect()
}

/// What the shell needs to know of the files.
#[must_use]
pub fn for_pages() -> Assets {
    Assets {
        root: format!("/pkg/{}", EMBEDDED.hash),
        has_client: find(SCRIPT).is_some(),
        has_icon: find(ICON).is_some(),
        desk_files: chunk_of(DESK_CHUNK),
        portal_files: chunk_of(PORTAL_CHUNK),
    }
}

/// The files of one chunk: its own, and those of what both have in common.
fn chunk_of(own: &str) -> Vec<String> {
    let names = EMBEDDED.files.iter().map(|it| it.name);
    names.filter(|it| *it == own || it.starts_with(COMMON_CHUNK)).map(str::to_owned).collect()
}

/// The names of what requesters download: everything but the staff's.
pub(crate) fn for_requesters() -> Vec<&'static str> {
    let names = EMBEDDED.files.iter().map(|it| it.name);
    names.filter(|it| ![DESK_CHUNK, DESK_STYLE].contains(it)).collect()
}

/// The routes of the files.
pub(crate) fn router() -> Router {
    Router::new().route("/pkg/{hash}/{file}", get(file)).route("/favicon.ico", get(icon))
}

async fn file(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let known = (hash == EMBEDDED.hash).then(|| find(&name)).flatten();
    known.map_or_else(not_here, |it| it.send(&headers, FOR_EVER))
}

/// Asked for by browsers where no page names an icon.
async fn icon(headers: HeaderMap) -> Response {
    find(ICON).map_or_else(not_here, |it| it.send(&headers, ONE_DAY))
}

fn find(name: &str) -> Option<&'static Asset> {
    EMBEDDED.files.iter().find(|it| it.name == name)
}

/// Of another build, most likely: never kept, or an update would be hidden by its own past.
pub(crate) fn not_here() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response()
}

impl Asset {
    fn send(&self, asked: &HeaderMap, keep: &'static str) -> Response {
        let head = [
            (header::CONTENT_TYPE, self.media_type()),
            (header::CACHE_CONTROL, keep),
            (header::VARY, "accept-encoding"),
        ];
        let (encoding, bytes) = match () {
            () if takes(asked, "br") => ("br", self.br),
            () if takes(asked, "gzip") => ("gzip", self.gz),
            () => return (head, self.raw).into_response(),
        };
        (head, [(header::CONTENT_ENCODING, encoding)], bytes).into_response()
    }

    fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("webmanifest") => "application/manifest+json",
            Some("txt") => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        }
    }
}

/// Whether the browser takes `encoding`: named, and not with a weight of nothing.
fn takes(asked: &HeaderMap, encoding: &str) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .filter_map(|it| {
            let (name, weight) = it.split_once(';').unwrap_or((it, "q=1"));
            name.trim().eq_ignore_ascii_case(encoding).then(|| weight.trim())
        })
        .any(|weight| !matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn an_encoding_is_taken_only_when_wanted() {
        let asked =
            |it| HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(it))]);
        assert!(takes(&asked("gzip, deflate, br;q=0.8"), "br"));
        assert!(!takes(&asked("gzip, br;q=0"), "br"));
        assert!(!takes(&asked("brotli"), "br"));
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }
}
