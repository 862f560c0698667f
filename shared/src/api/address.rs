//! Addresses from routes: fills in parameters and appends queries, percent-encoding what people typed.

use std::fmt::Write;

/// `route` with each `{name}` replaced by its value, percent-encoded.
#[must_use]
pub fn fill(route: &str, parameters: &[(&str, &str)]) -> String {
    let mut address = route.to_owned();
    for (name, value) in parameters {
        address = address.replace(&format!("{{{name}}}"), &encode(value));
    }
    address
}

/// `address` with the pairs whose value is not empty added to its query.
#[must_use]
pub fn with_query(address: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = address.to_owned();
    let mut separator = if address.contains('?') { '&' } else { '?' };
    for (name, value) in pairs.iter().filter(|it| !it.1.is_empty()) {
        let _ = write!(out, "{separator}{name}={}", encode(value));
        separator = '&';
    }
    out
}

/// The pairs of a query, decoded; what is no UTF-8 is replaced.
#[must_use]
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|it| !it.is_empty());
    pairs
        .map(|it| it.split_once('=').unwrap_or((it, "")))
        .map(|it| (decode(it.0), decode(it.1)))
        .collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let encoded = after.get(..2).and_then(|it| str::from_utf8(it).ok());
        let hex = encoded.filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
        let (byte, after) = match (first, hex.and_then(|it| u8::from_str_radix(it, 16).ok())) {
            (b'%', Some(byte)) => (byte, &after[2..]),
            (b'+', _) => (b' ', after),
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The parameters of `route` that `address` has, as they stand there: name and value.
pub fn parameters<'a>(
    route: &'a str,
    address: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let path = address.split('?').next().unwrap_or_default();
    let parts = route.split('/').zip(path.split('/'));
    parts.filter_map(|(part, value)| Some((part.strip_prefix('{')?.strip_suffix('}')?, value)))
}

/// Whether `address` is a page of this site and nothing else, however a browser reads it (attack 54).
#[must_use]
pub fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|it: char| it == '\\' || it.is_control() || it.is_whitespace())
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_filled_in_is_read_back() {
        let route = "/a/{slug}/b/{number}";
        let address = fill(route, &[("slug", "vpn-stops"), ("number", "3")]);
        let read: Vec<_> = parameters(route, &address).collect();
        assert_eq!(read, [("slug", "vpn-stops"), ("number", "3")]);
        assert_eq!(parameters("/a/{slug}", "/a/x?y=/b/1").collect::<Vec<_>>(), [("slug", "x")]);
        assert_eq!(parameters("/new", "/new").count(), 0);
    }

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        for (query, expected) in [
            ("", vec![]),
            ("q=wi-fi+%26%20%C3%A9&page", vec![("q", "wi-fi & é"), ("page", "")]),
            ("&a=1&&a=2=3", vec![("a", "1"), ("a", "2=3")]),
            (
                "q=100%&r=%4&s=%+1&t=%zz",
                vec![("q", "100%"), ("r", "%4"), ("s", "% 1"), ("t", "%zz")],
            ),
            ("q=%FF", vec![("q", "\u{fffd}")]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(pairs(query), expected, "{query}");
        }
    }

    #[test]
    fn what_people_type_cannot_leave_its_place() {
        assert_eq!(fill("/a/{id}/b", &[("id", "../x?y")]), "/a/..%2Fx%3Fy/b");
        assert_eq!(
            with_query("/s", &[("q", "wi-fi & é"), ("page", "")]),
            "/s?q=wi-fi%20%26%20%C3%A9"
        );
        assert_eq!(with_query("/s?q=a", &[("page", "2")]), "/s?q=a&page=2");
    }
}
