//! Telephone numbers, as people write them.

use std::ops::Range;

/// Digits of a number that can be called from anywhere (ITU-T E.164), and of the shortest worth hiding.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// What stands before the number of a desk.
const EXTENSION: [&str; 6] = ["extension", "ext", "ext.", "durchwahl", "poste", "anknytning"];

/// Where telephone numbers are: they begin with a plus sign or a zero, or follow the word for an extension.
pub(super) fn found(text: &str) -> impl Iterator<Item = Range<usize>> {
    dialled(text).into_iter().chain(extensions(text))
}

fn dialled(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let follows = at.checked_sub(1).map(|it| bytes[it]);
        let is_apart = follows.is_none_or(|it| it.is_ascii_whitespace() || b"(:,;\"".contains(&it));
        if !is_apart || !matches!(bytes[at], b'+' | b'0' | b'(') {
            at += 1;
            continue;
        }
        let end = end_of_run(bytes, at);
        if is_number(&text[at..end]) {
            out.push(at..end);
        }
        at = end.max(at + 1);
    }
    out
}

/// The end of a run of digits that starts here, parted by one or two signs at most.
fn end_of_run(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut end) = (start, start);
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            end = at + 1;
        } else if !(b" -/()+".contains(byte) && at - end < 2) {
            break;
        }
        at += 1;
    }
    let is_inside_a_word =
        bytes.get(end).is_some_and(|it| it.is_ascii_alphabetic() || b".:".contains(it))
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if is_inside_a_word { start } else { end }
}

fn is_number(run: &str) -> bool {
    let groups: Vec<usize> =
        run.split(|it: char| !it.is_ascii_digit()).map(str::len).filter(|it| *it > 0).collect();
    let starts = run.trim_start_matches('(');
    let is_date = matches!(groups[..], [2, 2, 4] | [4, 2, 2] | [2, 2, 2]);
    (starts.starts_with('+') || starts.starts_with('0'))
        && DIGITS.contains(&groups.iter().sum())
        && !is_date
}

fn extensions(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut is_announced = false;
    for piece in text.split_whitespace() {
        let range = super::trimmed(text, super::offset(text, piece));
        let word = &text[range.clone()];
        if is_announced
            && (3..=6).contains(&word.len())
            && word.bytes().all(|it| it.is_ascii_digit())
        {
            out.push(range);
        }
        is_announced = EXTENSION.contains(&word.to_lowercase().as_str());
    }
    out
}
