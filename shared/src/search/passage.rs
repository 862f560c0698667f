//! Choosing the part of a long text to show below a title.

use std::ops::Range;

use super::{highlight::Match, query::MOST_WORDS};

/// Of the characters of a passage, at most one in so many stands before its first match: a match
/// near the beginning of a sentence is shown with that beginning.
const BEFORE_FIRST: usize = 2;

/// The part of `text` of at most `length` characters, cut between words, that has most of the
/// words matched; of equals the first.
pub(super) fn best(text: &str, matches: &[Match], length: usize) -> Range<usize> {
    let mut best = window(text, 0, length);
    let mut most = n_words(matches, &best);
    for first in matches {
        if best.end == text.len() && best.start == 0 {
            break;
        }
        let shown = window(text, start(text, first.range.start, length), length);
        let n_words = n_words(matches, &shown);
        if n_words > most {
            (best, most) = (shown, n_words);
        }
    }
    best
}

/// How many different words of the query are within `shown`.
fn n_words(matches: &[Match], shown: &Range<usize>) -> u32 {
    const { assert!(MOST_WORDS <= u32::BITS as usize) }
    let is_within = |it: &&Match| shown.start <= it.range.start && it.range.end <= shown.end;
    let words = matches.iter().filter(is_within).fold(0_u32, |words, it| words | 1 << it.word);
    words.count_ones()
}

/// Where a passage starts whose first match is at `at`: where the sentence starts, or else a few
/// words before.
fn start(text: &str, at: usize, length: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let letters = before.char_indices().rev().take(length / BEFORE_FIRST);
    let earliest = letters.last().map_or(at, |(place, _)| place);
    let near = before.get(earliest..).unwrap_or_default();
    let mut first_word = (earliest == 0).then_some(0);
    for (place, space) in near.rmatch_indices(char::is_whitespace) {
        let next = earliest + place + space.len();
        let is_end = near.get(..place).is_some_and(|it| it.ends_with(['.', '!', '?', ':']));
        if is_end || space == "\n" {
            return next;
        }
        if earliest > 0 {
            first_word = Some(next);
        }
    }
    first_word.unwrap_or(at)
}

/// At most `length` characters of `text` from `start` on, cut between words where there are any.
fn window(text: &str, start: usize, length: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let Some((cut, _)) = rest.char_indices().nth(length) else { return start..text.len() };
    // With the character behind it, so that a word that ends exactly there is whole.
    let whole = rest.get(..cut).unwrap_or_default();
    let end = match rest.get(cut..).is_some_and(|it| it.starts_with(char::is_whitespace)) {
        true => cut,
        false => whole.rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(cut),
    };
    start..start + whole.get(..end).unwrap_or_default().trim_end().len()
}
