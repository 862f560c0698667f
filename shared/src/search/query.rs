//! What somebody typed, as the words to look for. Nothing here trusts its length or its letters.

use super::{analyzer::Analyzer, synonyms, tokenize};

/// What comes after this many bytes of a query is ignored.
pub(super) const LONGEST_QUERY: usize = 1024;
/// Of the different words of a query, this many are looked for.
pub(super) const MOST_WORDS: usize = 32;

/// How much a word counts where it stands for another of the same meaning.
const SYNONYM_WEIGHT: f32 = 0.7;

/// The words to look for.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) words: Vec<QueryWord>,
}

/// One word of a query.
#[derive(Debug)]
pub(super) struct QueryWord {
    /// As typed, in lower case and without accents.
    pub(super) folded: String,
    pub(super) stem: String,
    /// The word is still being typed: it may be the beginning of a longer one.
    pub(super) is_open: bool,
    /// Terms that count in its place, and how much.
    pub(super) variants: Vec<(String, f32)>,
}

impl Query {
    pub(super) fn parse(text: &str, analyzer: &Analyzer) -> Self {
        let cut = cut(text);
        let is_open = cut.len() == text.len() && tokenize::ends_within_word(text);
        let found = Found::new(cut, analyzer);
        let has_content = found.folded.iter().any(|word| !analyzer.is_query_stop_word(word));
        let mut words: Vec<QueryWord> = Vec::new();
        for (place, (folded, stem)) in found.folded.iter().zip(&found.stems).enumerate() {
            let is_open =
                is_open && place + 1 == found.folded.len() || tokenize::is_half_a_pair(folded);
            let is_wanted = !has_content || !analyzer.is_query_stop_word(folded);
            let is_repeated = words.iter().any(|word| word.stem == *stem && !is_open);
            if is_wanted && !is_repeated && words.len() < MOST_WORDS {
                let variants = found.variants(place, analyzer);
                let (folded, stem) = (folded.clone(), stem.clone());
                words.push(QueryWord { folded, stem, is_open, variants });
            }
        }
        Self { words }
    }
}

/// The words of a query with those that are not looked for, which may be part of a phrase.
struct Found {
    folded: Vec<String>,
    stems: Vec<String>,
}

impl Found {
    fn new(text: &str, analyzer: &Analyzer) -> Self {
        let folded: Vec<String> =
            tokenize::words(text).into_iter().map(|word| word.folded).collect();
        let stems = folded.iter().map(|word| analyzer.stems.stem(word).into_owned()).collect();
        Self { folded, stems }
    }

    /// The terms that count in place of the word at `place`: the phrases that it is part of, what
    /// those stand for, and the word written together with its neighbours.
    fn variants(&self, place: usize, analyzer: &Analyzer) -> Vec<(String, f32)> {
        let mut variants: Vec<(String, f32)> = Vec::new();
        let mut add = |term: &str, weight| {
            if variants.iter().all(|(known, _)| known != term) {
                variants.push((term.to_owned(), weight));
            }
        };
        for length in (1..=synonyms::LONGEST_PHRASE).rev() {
            let first = (place + 1).saturating_sub(length);
            for start in first..=place {
                let Some(stems) = self.stems.get(start..start + length) else { continue };
                let key = stems.concat();
                if analyzer.synonyms.contains(&key) {
                    add(&key, 1.0);
                    analyzer.synonyms.others(&key).for_each(|other| add(other, SYNONYM_WEIGHT));
                }
            }
        }
        for start in [place.checked_sub(1), Some(place)].into_iter().flatten() {
            // `wi-fi` and `plug in` are `wifi` and `plugin`, but `in form` is not `inform`.
            if let Some([left, right]) = self.folded.get(start..start + 2)
                && !analyzer.is_stop_word(left)
            {
                add(&analyzer.stems.stem(&[left.as_str(), right].concat()), 1.0);
            }
        }
        variants
    }
}

/// The part of `text` that is looked at, cut between letters.
fn cut(text: &str) -> &str {
    let end = (0..=LONGEST_QUERY.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::language::Language;

    fn stems(text: &str) -> Vec<String> {
        let query = Query::parse(text, &Analyzer::new(&Language::English.rules()));
        query.words.into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn words_that_say_nothing_are_left_out_unless_there_are_no_others() {
        assert_eq!(stems("How do I connect to the printers?"), ["connect", "printer"]);
        assert_eq!(stems("who am I"), ["who", "am", "i"]);
        assert_eq!(stems(" ?! "), [""; 0]);
    }

    #[test]
    fn a_word_is_looked_for_once() {
        assert_eq!(stems("print printing prints now"), ["print", "now"]);
    }

    #[test]
    fn only_a_last_word_without_an_end_is_open() {
        let analyzer = Analyzer::new(&Language::English.rules());
        let open = |text: &str| -> Vec<bool> {
            Query::parse(text, &analyzer).words.iter().map(|word| word.is_open).collect()
        };
        assert_eq!(open("reset pass"), [false, true]);
        assert_eq!(open("reset pass "), [false, false]);
        assert_eq!(open("reset pass."), [false, false]);
        assert_eq!(open(&"ü".repeat(LONGEST_QUERY)), [false]);
    }

    #[test]
    fn a_query_is_cut_in_bytes_and_in_words() {
        let many: String = (0..200).map(|n| format!("w{n} ")).collect();
        assert_eq!(stems(&many).len(), MOST_WORDS);
        let late = format!("{} printer", " ".repeat(LONGEST_QUERY));
        assert_eq!(stems(&late), [""; 0]);
    }

    #[test]
    fn a_word_has_the_variants_of_its_phrases() {
        let analyzer = Analyzer::new(&Language::English.rules());
        for (text, word, expected) in [
            ("sign in", 0, vec![("signin", 1.0), ("login", 0.7), ("logon", 0.7)]),
            ("wi-fi", 0, vec![("wifi", 1.0), ("wireless", 0.7), ("wlan", 0.7)]),
            ("wi-fi", 1, vec![("wifi", 1.0), ("wireless", 0.7), ("wlan", 0.7)]),
            (
                "screen shots",
                1,
                vec![("screenshot", 1.0), ("screencaptur", 0.7), ("printscreen", 0.7)],
            ),
            ("in form", 0, vec![]),
        ] {
            let query = Query::parse(text, &analyzer);
            let variants = &query.words[word].variants;
            let found: Vec<_> =
                variants.iter().map(|(term, weight)| (term.as_str(), *weight)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
