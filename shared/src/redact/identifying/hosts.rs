//! What machines are called: addresses in the network, names below a domain, and what computers call
//! themselves. A link to a public page stays: articles are made of them.

use std::{net::IpAddr, ops::Range};

/// Ends of names that are known inside an organisation alone (RFC 2606, RFC 6762, RFC 8375, and usage).
const INSIDE: [&str; 9] =
    ["local", "lan", "internal", "intern", "intra", "corp", "home", "localdomain", "test"];
/// Ends of file names of several parts.
const FILES: [&str; 19] = [
    "gz", "zip", "bak", "txt", "log", "pdf", "docx", "xlsx", "pptx", "exe", "dll", "xml", "json",
    "csv", "png", "jpg", "conf", "ini", "cfg",
];
/// What computers are called that nobody named, and what administrators call theirs.
const PREFIXES: [&str; 11] = [
    "desktop-", "laptop-", "win-", "pc-", "nb-", "ws-", "srv-", "server-", "prn-", "printer-",
    "nas-",
];

/// The part of a word without white space that names a machine.
pub(super) fn found(word: &str) -> Option<Range<usize>> {
    if let Some(start) = word.find("://").map(|it| it + 3) {
        let authority = word[start..].split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default();
        let end = start + authority.len();
        let is_inside = is_address(host) || is_inside(host) || !host.contains('.');
        return (is_inside && !host.is_empty()).then_some(start..end);
    }
    if let Some(rest) = word.strip_prefix("\\\\") {
        let host = rest.split('\\').next().unwrap_or_default();
        return (!host.is_empty() && host != "[host]").then_some(2..2 + host.len());
    }
    // A port may follow, and a path may come before.
    let host =
        if is_address(word) { word } else { word.split([':', '/']).next().unwrap_or_default() };
    let is_named =
        is_address(host) || is_inside(host) || is_below_a_domain(host) || is_computer(host);
    is_named.then_some(0..host.len())
}

fn is_address(word: &str) -> bool {
    let is_hardware = |sign: char| {
        let pairs: Vec<&str> = word.split(sign).collect();
        pairs.len() == 6
            && pairs.iter().all(|it| it.len() == 2 && it.bytes().all(|it| it.is_ascii_hexdigit()))
    };
    // "::" alone, and times such as 1::2, are no addresses.
    word.len() >= 6 && word.parse::<IpAddr>().is_ok() || is_hardware(':') || is_hardware('-')
}

/// The labels of a host name, if it is one.
fn labels(word: &str) -> Option<Vec<&str>> {
    let labels: Vec<&str> = word.split('.').collect();
    let is_label = |it: &&str| {
        !it.is_empty()
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && !it.starts_with('-')
    };
    labels.iter().all(is_label).then_some(labels)
}

fn is_inside(word: &str) -> bool {
    let Some(labels) = labels(word) else { return false };
    let [_, .., last] = labels[..] else { return false };
    INSIDE.iter().any(|it| last.eq_ignore_ascii_case(it))
}

fn is_below_a_domain(word: &str) -> bool {
    let Some(labels) = labels(word) else { return false };
    let [first, .., last] = labels[..] else { return false };
    let is_top = last.len() >= 2 && last.bytes().all(|it| it.is_ascii_alphabetic());
    labels.len() >= 3
        && is_top
        && !first.eq_ignore_ascii_case("www")
        && labels.iter().any(|it| it.len() > 2)
        && !FILES.iter().any(|it| last.eq_ignore_ascii_case(it))
}

fn is_computer(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let rest = PREFIXES.iter().find_map(|it| lower.strip_prefix(it));
    rest.is_some_and(|it| {
        it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && it.bytes().any(|it| it.is_ascii_digit())
    })
}
