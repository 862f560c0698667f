//! Marking in shown text what a query found there.

use std::ops::Range;

use super::{
    analyzer::Analyzer,
    distance,
    language::Language,
    query::{Query, QueryWord},
    synonyms::LONGEST_PHRASE,
    tokenize::{self, Word},
};

/// A piece of a text. All pieces together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The piece, as it is shown.
    pub text: &'a str,
    /// Whether the query asks for it.
    pub marked: bool,
}

/// Cuts `text` into marked and unmarked pieces for `query`.
///
/// Use a [`Highlighter`] to mark several texts for the same query.
pub fn highlight<'a>(text: &'a str, query: &str, language: Language) -> Vec<Segment<'a>> {
    Highlighter::new(query, language).segments(text)
}

/// Marks the words of one query in texts.
pub struct Highlighter {
    analyzer: Analyzer,
    query: Query,
}

impl Highlighter {
    /// Takes the words of `query` as [`Index::search`](super::index::Index::search) does.
    pub fn new(query: &str, language: Language) -> Self {
        let analyzer = Analyzer::new(language);
        let query = Query::parse(query, &analyzer);
        Self { analyzer, query }
    }

    /// Cuts `text` into marked and unmarked pieces.
    ///
    /// Words are marked that have the stem of a word of the query, stand for one, or start like
    /// the word being typed. A misspelt word marks what it was taken for.
    pub fn segments<'a>(&self, text: &'a str) -> Vec<Segment<'a>> {
        let words = tokenize::words(text);
        let terms = self.terms(&words);
        let mut ranges: Vec<Range<usize>> = self
            .query
            .words
            .iter()
            .flat_map(|word| found(word, &terms))
            .map(|term| term.range.clone())
            .collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        cut(text, &ranges)
    }

    /// The words of a text, those with a hyphen also written together, and the known phrases.
    fn terms(&self, words: &[Word]) -> Vec<Term> {
        let Analyzer { stems, synonyms, .. } = &self.analyzer;
        let mut terms = Vec::with_capacity(words.len());
        for (place, word) in words.iter().enumerate() {
            let folded = word.folded.clone();
            let stem = stems.stem(&folded).into_owned();
            terms.push(Term::new(&words[place..=place], folded, stem));
            if let Some(pair @ [left, right]) = words.get(place..place + 2)
                && left.is_hyphenated
            {
                let folded = [left.folded.as_str(), &right.folded].concat();
                let stem = stems.stem(&folded).into_owned();
                terms.push(Term::new(pair, folded, stem));
            }
            for n_words in 2..=LONGEST_PHRASE {
                let Some(phrase) = words.get(place..place + n_words) else { continue };
                let key: String = phrase.iter().map(|word| stems.stem(&word.folded)).collect();
                if synonyms.contains(&key) {
                    terms.push(Term::new(phrase, key.clone(), key));
                }
            }
        }
        terms
    }
}

/// A word of a text, or several that are known together.
struct Term {
    folded: String,
    stem: String,
    range: Range<usize>,
}

impl Term {
    fn new(words: &[Word], folded: String, stem: String) -> Self {
        let start = words.first().map_or(0, |first| first.start);
        let end = words.last().map_or(start, |last| last.end);
        Self { folded, stem, range: start..end }
    }

    fn is_variant_of(&self, word: &QueryWord) -> bool {
        word.variants.iter().any(|(variant, _)| *variant == self.stem)
    }

    fn is(&self, word: &QueryWord) -> bool {
        let is_completion = word.is_open && self.folded.starts_with(&word.folded);
        self.stem == word.stem || is_completion || self.is_variant_of(word)
    }

    fn is_like(&self, word: &QueryWord) -> bool {
        let letters: Vec<char> = word.stem.chars().collect();
        let most = distance::tolerance(word.folded.chars().count());
        most > 0 && distance::is_within(&letters, &self.stem, most)
    }
}

fn found<'a>(word: &QueryWord, terms: &'a [Term]) -> Vec<&'a Term> {
    let exact: Vec<&Term> = terms.iter().filter(|term| term.is(word)).collect();
    if exact.is_empty() { terms.iter().filter(|term| term.is_like(word)).collect() } else { exact }
}

/// Cuts `text` at `ranges`, which ascend and may overlap.
fn cut<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut push = |range: Range<usize>, marked| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            segments.push(Segment { text, marked });
        }
    };
    let mut ranges = ranges.iter().cloned().peekable();
    let mut end = 0;
    while let Some(mut range) = ranges.next() {
        while let Some(next) = ranges.next_if(|next| next.start <= range.end) {
            range.end = range.end.max(next.end);
        }
        push(end..range.start, false);
        end = range.end;
        push(range, true);
    }
    push(end..text.len(), false);
    segments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, query: &str) -> String {
        highlight(text, query, Language::English)
            .iter()
            .map(|segment| match segment.marked {
                true => format!("[{}]", segment.text),
                false => segment.text.to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_a_query_asks_for_is_marked() {
        for (text, query, expected) in [
            ("", "printer", ""),
            ("Connecting to a printer", "", "Connecting to a printer"),
            ("Connecting to a printer", "connect ", "[Connecting] to a printer"),
            (
                "Connecting to a printer",
                "how to connect to the printers",
                "[Connecting] to a [printer]",
            ),
            ("Printers and prints", "prin", "[Printers] and [prints]"),
            ("Printers and prints", "pri ", "Printers and prints"),
            ("Printer setup", "pritner", "[Printer] setup"),
            ("Printing a print", "print ", "[Printing] a [print]"),
            ("Café Wi-Fi", "cafe wifi", "[Café] [Wi-Fi]"),
            ("Block pop-ups", "popup", "Block [pop-ups]"),
            ("The wireless network", "wifi ", "The [wireless] network"),
            ("How to log in here", "sign in", "How to [log in] here"),
            ("設定無線網路", "無線網", "設定[無線網]路"),
            ("who am I", "who am i", "[who] [am] [I]"),
            ("the printer", "the printer", "the [printer]"),
        ] {
            assert_eq!(shown(text, query), expected, "{query} in {text}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,60}", query in "\\PC{0,20}") {
            let pieces = highlight(&text, &query, Language::English);
            let joined: String = pieces.iter().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
