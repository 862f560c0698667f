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
    fn what_people_type_cannot_leave_its_place() {
        assert_eq!(fill("/a/{id}/b", &[("id", "../x?y")]), "/a/..%2Fx%3Fy/b");
        assert_eq!(
            with_query("/s", &[("q", "wi-fi & é"), ("page", "")]),
            "/s?q=wi-fi%20%26%20%C3%A9"
        );
        assert_eq!(with_query("/s?q=a", &[("page", "2")]), "/s?q=a&page=2");
    }
}
