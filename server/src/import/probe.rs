//! Reads what an import would, and forgets it: to see that nothing which is in a file breaks the reading.

use super::{articles::Options, document, lines::Lines, requests::Requests, run::Import};
use shared::{ticket::intake::tree::Tree, time::Instant};

/// A Markdown file.
pub(crate) fn article_file(text: &str) {
    drop(document::of_markdown("probe.md", text, &Options::default(), Instant::UNIX_EPOCH));
}

/// A file of articles as JSON lines.
pub(crate) fn article_lines(bytes: &[u8]) {
    each(bytes, |line| drop(document::of_line(line, &Options::default(), Instant::UNIX_EPOCH)));
}

/// A file of requests as JSON lines.
pub(crate) fn request_lines(bytes: &[u8]) {
    let requests = Requests { rules: &[], now: Instant::UNIX_EPOCH, tree: Tree::starting() };
    each(bytes, |line| drop(requests.read_line(line)));
}

fn each(bytes: &[u8], read: impl Fn(&str)) {
    let mut lines = Lines::of(bytes);
    // Bytes in memory can be read to their end.
    while let Ok(Some(line)) = lines.next() {
        if let Ok(text) = line.text {
            read(&text);
        }
    }
}
