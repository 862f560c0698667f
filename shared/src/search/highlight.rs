//! Marking in shown text what a query found there.

use std::ops::Range;

use super::{
    analyzer::Analyzer,
    distance,
    language::Language,
    passage,
    query::{Query, QueryWord},
    synonyms::LONGEST_PHRASE,
    tokenize::{self, Word},
};

/// How many characters of an article are shown below its title.
pub const PASSAGE: usize = 160;

/// A piece of a text. All pieces together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The piece, as it is shown.
    pub text: &'a str,
    /// Whether the query asks for it.
    pub marked: bool,
}

/// Marks the words of one query in the texts of articles, by the rules of their languages.
pub struct Highlighter<'a> {
    queries: Vec<(Language, &'a Analyzer, Query)>,
}

impl<'a> Highlighter<'a> {
    pub(super) fn new(
        query: &str,
        analyzers: impl Iterator<Item = (Language, &'a Analyzer)>,
    ) -> Self {
        let parse = |analyzer| Query::parse(query, analyzer);
        let queries = analyzers.map(|(language, it)| (language, it, parse(it))).collect();
        Self { queries }
    }

    /// Cuts `text` into marked and unmarked pieces. Nothing is marked if the index that this
    /// comes from has no article in `language`.
    ///
    /// Words are marked that have the stem of a word of the query, stand for one, or start like
    /// the word being typed. A misspelt word marks what it was taken for.
    pub fn segments<'t>(&self, text: &'t str, language: Language) -> Vec<Segment<'t>> {
        cut(text, 0..text.len(), &self.matches(text, language))
    }

    /// The part of `text` that has most of the query, in marked and unmarked pieces: of no more
    /// than `length` characters, and with an ellipsis where it is cut.
    pub fn passage<'t>(
        &self,
        text: &'t str,
        language: Language,
        length: usize,
    ) -> Vec<Segment<'t>> {
        let matches = self.matches(text, language);
        let shown = trimmed(text, passage::best(text, &matches, length));
        let mut segments = Vec::new();
        let ellipsis = |text| Segment { text, marked: false };
        segments.extend((shown.start > 0).then(|| ellipsis("… ")));
        segments.extend(cut(text, shown.clone(), &matches));
        segments.extend((shown.end < text.trim_end().len()).then(|| ellipsis(" …")));
        segments
    }

    /// Where the words of the query are in `text`, in the order of the text.
    fn matches(&self, text: &str, language: Language) -> Vec<Match> {
        let Some((_, analyzer, query)) = self.queries.iter().find(|it| it.0 == language) else {
            return Vec::new();
        };
        let terms = terms(&tokenize::words(text), analyzer);
        let mut matches: Vec<Match> = Vec::new();
        for (number, word) in query.words.iter().enumerate() {
            let found = found(word, &terms).into_iter();
            matches.extend(found.map(|term| Match { word: number, range: term.range.clone() }));
        }
        matches.sort_unstable_by_key(|it| (it.range.start, it.range.end));
        matches
    }
}

/// The range without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let shown = &text[range.clone()];
    let start = range.start + (shown.len() - shown.trim_start().len());
    start..start + shown.trim().len()
}

/// A word of the query in a text.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The number of the word in the query.
    pub(super) word: usize,
    /// Where it is, in bytes.
    pub(super) range: Range<usize>,
}

/// The words of a text, those with a hyphen also written together, and the known phrases.
fn terms(words: &[Word], analyzer: &Analyzer) -> Vec<Term> {
    let Analyzer { stems, synonyms, .. } = analyzer;
    // Each word is part of several phrases, and stemming is the dear part.
    let stemmed: Vec<_> = words.iter().map(|word| stems.stem(&word.folded)).collect();
    let mut terms = Vec::with_capacity(words.len());
    let mut key = String::new();
    for (place, (word, stem)) in words.iter().zip(&stemmed).enumerate() {
        terms.push(Term::new(&words[place..=place], word.folded.clone(), stem.to_string()));
        if let Some(pair @ [left, right]) = words.get(place..place + 2)
            && left.is_hyphenated
        {
            let folded = [left.folded.as_str(), &right.folded].concat();
            let stem = stems.stem(&folded).into_owned();
            terms.push(Term::new(pair, folded, stem));
        }
        if !synonyms.may_start(stem) {
            continue;
        }
        key.clear();
        key.push_str(stem);
        for end in place + 2..=words.len().min(place + LONGEST_PHRASE) {
            key.push_str(&stemmed[end - 1]);
            if synonyms.contains(&key) {
                terms.push(Term::new(&words[place..end], key.clone(), key.clone()));
            }
        }
    }
    terms
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
}

fn found<'a>(word: &QueryWord, terms: &'a [Term]) -> Vec<&'a Term> {
    let exact: Vec<&Term> = terms.iter().filter(|term| term.is(word)).collect();
    let most = distance::tolerance(word.folded.chars().count());
    if !exact.is_empty() || most == 0 {
        return exact;
    }
    let letters: Vec<char> = word.stem.chars().collect();
    let mut rows = distance::Rows::new(&letters, most);
    terms.iter().filter(|term| rows.is_within(&term.stem)).collect()
}

/// Cuts the part of `text` within `shown` at those of `matches` that are in it. They ascend and
/// may overlap.
fn cut<'a>(text: &'a str, shown: Range<usize>, matches: &[Match]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut push = |range: Range<usize>, marked| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            segments.push(Segment { text, marked });
        }
    };
    let is_shown = |it: &&Range<usize>| shown.start <= it.start && it.end <= shown.end;
    let mut ranges = matches.iter().map(|it| &it.range).filter(is_shown).cloned().peekable();
    let mut end = shown.start;
    while let Some(mut range) = ranges.next() {
        while let Some(next) = ranges.next_if(|next| next.start <= range.end) {
            range.end = range.end.max(next.end);
        }
        push(end..range.start, false);
        end = range.end;
        push(range, true);
    }
    push(end..shown.end, false);
    segments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(segments: &[Segment<'_>]) -> String {
        segments
            .iter()
            .map(|segment| match segment.marked {
                true => format!("[{}]", segment.text),
                false => segment.text.to_owned(),
            })
            .collect()
    }

    fn with<T>(query: &str, run: impl Fn(&Highlighter<'_>) -> T) -> T {
        let analyzer = Analyzer::new(&Language::English.rules());
        run(&Highlighter::new(query, [(Language::English, &analyzer)].into_iter()))
    }

    fn shown(text: &str, query: &str) -> String {
        with(query, |it| show(&it.segments(text, Language::English)))
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

    #[test]
    fn the_passage_with_most_of_the_query_is_shown() {
        let text = "Printers are on every floor. Ask at the desk for a card. When the paper is \
            stuck, open the tray of the printer and pull the paper out. Then close the tray.";
        for (query, expected) in [
            ("zebra", "Printers are on every floor. Ask at the desk for a card. When the …"),
            (
                "stuck paper ",
                "… When the [paper] is [stuck], open the tray of the printer and pull the …",
            ),
            ("close tray ", "… Then [close] the [tray]."),
        ] {
            let found = with(query, |it| show(&it.passage(text, Language::English, 70)));
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn a_language_that_the_index_lacks_is_not_marked() {
        let found = with("printer", |it| show(&it.segments("Printer", Language::German)));
        assert_eq!(found, "Printer");
    }

    proptest! {
        #[test]
        fn a_passage_is_no_longer_than_asked(
            text in "(\\PC{0,9}[ .]){0,30}",
            query in "\\PC{0,20}",
            length in 1_usize..80,
        ) {
            let shown: String = with(&query, |it| {
                let pieces = it.passage(&text, Language::English, length);
                pieces.iter().map(|segment| segment.text).collect()
            });
            let inner = shown.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(inner.chars().count() <= length, "{shown}");
        }

        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,60}", query in "\\PC{0,20}") {
            let joined: String = with(&query, |it| {
                let pieces = it.segments(&text, Language::English);
                pieces.iter().map(|segment| segment.text).collect()
            });
            prop_assert_eq!(joined, text);
        }
    }
}
