//! Refuses what another site makes a browser send in our people's name (attack 43).
//!
//! Everything but `GET` and `HEAD` must come from one of our own pages, by what browsers say of it:
//!
//! - `Sec-Fetch-Site` is `same-origin`, or `none` (the person did it: no page can cause that);
//! - `Origin` is ours, and not `null`;
//! - where both are missing there must be no cookie. A browser sends `Origin` with every post, so this
//!   is a program; one without a cookie brings its own credentials, which no other site can add.

use crate::{http::answer, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, header},
    middleware::Next,
    response::Response,
};
use shared::problem::{Code, Problem};

static FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request through, or refuses it before anything is read.
pub(crate) async fn check(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_read || is_ours(request.headers(), app.public_origin.as_deref()) {
        return next.run(request).await;
    }
    answer::refusal(&Problem::new(
        Code::CrossSite,
        "This was sent from another site. Open the page here and send it again.",
    ))
}

fn is_ours(headers: &HeaderMap, public_origin: Option<&str>) -> bool {
    let text = |name| headers.get(name).map(|it| it.to_str().unwrap_or_default());
    let site = text(&FETCH_SITE);
    let origin = text(&header::ORIGIN);
    if site.is_none() && origin.is_none() {
        return !headers.contains_key(header::COOKIE);
    }
    let site_is_ours = site.is_none_or(|it| it == "same-origin" || it == "none");
    let origin_is_ours = origin.is_none_or(|it| match public_origin {
        Some(public) => it.eq_ignore_ascii_case(public),
        None => is_host(it, text(&header::HOST).unwrap_or_default()),
    });
    site_is_ours && origin_is_ours
}

/// Whether `origin` is that of `host`, with either scheme.
fn is_host(origin: &str, host: &str) -> bool {
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    !host.is_empty() && authority.is_some_and(|it| it.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://help.example";

    fn ours(headers: &[(&'static str, &'static str)], public: Option<&str>) -> bool {
        let named = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        is_ours(&headers.iter().map(named).collect(), public)
    }

    #[test]
    fn only_our_own_pages_may_post() {
        let host = ("host", "help.example");
        let cases: [(bool, &[(&str, &str)]); 13] = [
            (true, &[host, ("origin", OURS), ("sec-fetch-site", "same-origin"), ("cookie", "a=b")]),
            (true, &[host, ("origin", OURS), ("cookie", "a=b")]),
            (true, &[host, ("sec-fetch-site", "same-origin"), ("cookie", "a=b")]),
            (true, &[host, ("sec-fetch-site", "none"), ("cookie", "a=b")]),
            (true, &[host, ("authorization", "Bearer x")]),
            (false, &[host, ("cookie", "a=b")]),
            (false, &[host, ("sec-fetch-site", "cross-site")]),
            (false, &[host, ("sec-fetch-site", "same-site"), ("origin", OURS)]),
            (false, &[host, ("origin", "https://evil.example")]),
            (false, &[host, ("origin", "https://desk.help.example")]),
            (false, &[host, ("origin", "https://help.example.evil.example")]),
            (false, &[host, ("origin", "null")]),
            (false, &[host, ("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")]),
        ];
        for (expected, headers) in cases {
            assert_eq!(ours(headers, None), expected, "by host: {headers:?}");
            assert_eq!(ours(headers, Some(OURS)), expected, "by configuration: {headers:?}");
        }
    }

    #[test]
    fn a_configured_origin_is_compared_whole() {
        assert!(!ours(&[("host", "help.example"), ("origin", "http://help.example")], Some(OURS)));
        assert!(!ours(&[("host", "evil.example"), ("origin", "https://evil.example")], Some(OURS)));
    }

    #[test]
    fn without_a_host_no_origin_is_ours() {
        assert!(!ours(&[("origin", OURS)], None));
        assert!(!ours(&[("origin", "https://")], None));
    }
}
