//! Telling languages apart by their stop words.

use super::Language;
use crate::search::tokenize;

/// So many words are looked at.
const MOST_WORDS: usize = 300;
/// At least this share of the words of a text are stop words of its language: one in so many.
const ONE_IN: usize = 8;

/// The language whose stop words `text` has most of; of equals the first. A text without enough
/// of them is in another language, unless it is short and plain, such as `VPN setup`: English.
pub(super) fn language(text: &str) -> Language {
    let mut words = tokenize::words(text);
    words.truncate(MOST_WORDS);
    let n_stop_words = |language: &Language| {
        let rules = language.rules();
        let mut known = tokenize::words(rules.stop_words);
        known.extend(tokenize::words(rules.asking));
        words.iter().filter(|word| known.iter().any(|it| it.folded == word.folded)).count()
    };
    let counts = Language::WITH_RULES.map(|language| (n_stop_words(&language), language));
    let most = counts.iter().rev().max_by_key(|(count, _)| *count);
    match most {
        Some((count, language)) if *count > 0 && count * ONE_IN >= words.len() => *language,
        _ if words.len() < ONE_IN && text.is_ascii() => Language::English,
        _ => Language::Other,
    }
}
