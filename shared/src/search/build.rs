//! Building an index from documents.

use std::collections::{BTreeMap, HashMap};

use super::{
    analyzer::Analyzer,
    bytes,
    dictionary::Dictionary,
    document::Document,
    format::{self, Part},
    language::Language,
    postings::{Posting, Postings},
    stored::StoredDocuments,
    synonyms::LONGEST_PHRASE,
    tokenize::{self, Word},
};

/// Title, keywords, headings, body.
const N_FIELDS: usize = 4;
const TITLE: usize = 0;
/// How much a word counts in each field.
const WEIGHTS: [f32; N_FIELDS] = [3.0, 3.0, 2.0, 1.0];
/// How much a field that is longer than the average dilutes its words: 0 not at all, 1 fully.
const DILUTIONS: [f32; N_FIELDS] = [0.4, 0.2, 0.5, 0.75];
/// The weighted count at which a word has half of its greatest effect.
const HALF_EFFECT: f32 = 1.6;

/// A hyphenated pair is indexed written together too if its parts are no longer than this:
/// `wi-fi` and `e-mail`, but not `customer-facing`.
const LONGEST_HYPHENATED: (usize, usize) = (4, 8);

/// How often a term occurs in the fields of a document.
type Counts = [u16; N_FIELDS];

/// Builds the index of `documents`, in any order, as bytes for
/// [`Index::load`](super::index::Index::load). Equal documents give equal bytes.
///
/// The articles of each language make a section of their own, which carries the language's rules.
pub fn build(documents: &[Document<'_>]) -> Vec<u8> {
    let mut by_language: BTreeMap<Language, Vec<Document<'_>>> = BTreeMap::new();
    for document in in_order(documents) {
        by_language.entry(document.language).or_default().push(document);
    }
    let sections = by_language.iter().map(|(language, documents)| section(*language, documents));
    format::encode(&sections.collect::<Vec<_>>())
}

/// The section of `documents`, which are in the order of their ids.
fn section(language: Language, documents: &[Document<'_>]) -> Part {
    let rules = language.rules();
    let mut builder = Builder::new(Analyzer::new(&rules));
    for (number, document) in (0..).zip(documents) {
        builder.add(number, document);
    }
    let (terms, lists) = builder.finish();
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    Part {
        language,
        rules: rules.encode(),
        documents: StoredDocuments::encode(documents),
        dictionary: Dictionary::encode(&terms),
        postings: Postings::encode(lists.iter().map(Vec::as_slice)),
    }
}

/// The documents by id, each id once.
fn in_order<'a>(documents: &[Document<'a>]) -> Vec<Document<'a>> {
    let mut ordered: Vec<Document<'a>> = documents.iter().rev().copied().collect();
    ordered.sort_by_key(|document| document.id);
    // The sort is stable: the first of equals is the one that came last.
    ordered.dedup_by_key(|document| document.id);
    ordered
}

struct Builder {
    analyzer: Analyzer,
    /// Where in `known` each word is.
    words: HashMap<String, usize>,
    /// What has been found out about each word, so that it is stemmed once.
    known: Vec<Known>,
    terms: HashMap<String, u32>,
    /// For each term its documents, ascending.
    lists: Vec<Vec<(u32, Counts)>>,
    /// The length of each document's fields in words.
    lengths: Vec<[u32; N_FIELDS]>,
}

struct Known {
    stem: String,
    term: u32,
    is_stop_word: bool,
    may_start_phrase: bool,
}

impl Builder {
    fn new(analyzer: Analyzer) -> Self {
        Self {
            analyzer,
            words: HashMap::new(),
            known: Vec::new(),
            terms: HashMap::new(),
            lists: Vec::new(),
            lengths: Vec::new(),
        }
    }

    fn add(&mut self, number: u32, document: &Document<'_>) {
        self.lengths.push([0; N_FIELDS]);
        self.add_text(number, 0, document.title);
        self.add_text(number, 1, document.keywords);
        for heading in document.headings {
            self.add_text(number, 2, heading);
        }
        self.add_text(number, 3, document.body);
    }

    fn add_text(&mut self, number: u32, field: usize, text: &str) {
        let words = tokenize::words(text);
        let places: Vec<usize> = words.iter().map(|word| self.place(&word.folded)).collect();
        for place in &places {
            let Known { term, is_stop_word, .. } = self.known[*place];
            if !is_stop_word || field == TITLE {
                self.count(number, field, term);
            }
            if !is_stop_word && let Some(lengths) = self.lengths.last_mut() {
                lengths[field] += 1;
            }
        }
        for pair in words.windows(2) {
            if let [left, right] = pair
                && is_written_together(left, right)
            {
                let place = self.place(&[left.folded.as_str(), &right.folded].concat());
                self.count(number, field, self.known[place].term);
            }
        }
        for start in 0..places.len() {
            self.add_phrases(number, field, &places[start..]);
        }
    }

    /// Counts the phrases of the table of synonyms that the words at `places` start with.
    fn add_phrases(&mut self, number: u32, field: usize, places: &[usize]) {
        if !places.first().is_some_and(|first| self.known[*first].may_start_phrase) {
            return;
        }
        for n_words in 2..=LONGEST_PHRASE.min(places.len()) {
            let stems = places[..n_words].iter().map(|place| self.known[*place].stem.as_str());
            let key: String = stems.collect();
            if self.analyzer.synonyms.contains(&key) {
                let term = self.term(key);
                self.count(number, field, term);
            }
        }
    }

    fn count(&mut self, number: u32, field: usize, term: u32) {
        let list = &mut self.lists[term as usize];
        match list.last_mut() {
            Some((last, counts)) if *last == number => {
                counts[field] = counts[field].saturating_add(1);
            }
            _ => {
                let mut counts = [0; N_FIELDS];
                counts[field] = 1;
                list.push((number, counts));
            }
        }
    }

    /// Where in `known` the word is, found out about now if it is new.
    fn place(&mut self, folded: &str) -> usize {
        if let Some(place) = self.words.get(folded) {
            return *place;
        }
        let stem = self.analyzer.stems.stem(folded).into_owned();
        let place = self.known.len();
        let known = Known {
            term: self.term(stem.clone()),
            is_stop_word: self.analyzer.is_stop_word(folded),
            may_start_phrase: self.analyzer.synonyms.may_start(&stem),
            stem,
        };
        self.known.push(known);
        self.words.insert(folded.to_owned(), place);
        place
    }

    fn term(&mut self, stem: String) -> u32 {
        let next = bytes::length(&self.lists);
        let term = *self.terms.entry(stem).or_insert(next);
        if term == next {
            self.lists.push(Vec::new());
        }
        term
    }

    /// The terms, ascending, and the postings of each.
    fn finish(self) -> (Vec<String>, Vec<Vec<Posting>>) {
        let averages = averages(&self.lengths);
        let mut terms: Vec<(String, u32)> = self.terms.into_iter().collect();
        terms.retain(|(_, term)| !self.lists[*term as usize].is_empty());
        terms.sort_unstable();
        terms
            .into_iter()
            .map(|(text, term)| {
                let postings = self.lists[term as usize]
                    .iter()
                    .map(|(document, counts)| Posting {
                        document: *document,
                        impact: impact(counts, &self.lengths[*document as usize], &averages),
                    })
                    .collect();
                (text, postings)
            })
            .unzip()
    }
}

fn is_written_together(left: &Word, right: &Word) -> bool {
    left.is_hyphenated
        && left.folded.chars().count() <= LONGEST_HYPHENATED.0
        && right.folded.chars().count() <= LONGEST_HYPHENATED.1
}

/// The average length of each field.
fn averages(lengths: &[[u32; N_FIELDS]]) -> [f32; N_FIELDS] {
    let mut averages = [0.0; N_FIELDS];
    for (field, average) in averages.iter_mut().enumerate() {
        let total: f64 = lengths.iter().map(|lengths| f64::from(lengths[field])).sum();
        *average = (total / lengths.len().max(1) as f64) as f32;
    }
    averages
}

/// The effect of a term in a document: its counts are weighted and added up over the fields
/// first, and saturate together, so that a word in title and body does not count twice.
fn impact(counts: &Counts, lengths: &[u32; N_FIELDS], averages: &[f32; N_FIELDS]) -> u8 {
    let mut weighted = 0.0;
    for field in (0..N_FIELDS).filter(|field| counts[*field] > 0) {
        let relative_length = lengths[field] as f32 / averages[field].max(1.0);
        let dilution = 1.0 - DILUTIONS[field] + DILUTIONS[field] * relative_length;
        weighted += WEIGHTS[field] * f32::from(counts[field]) / dilution;
    }
    let effect = weighted / (HALF_EFFECT + weighted);
    // Nothing rounds to 0, which would be the same as not having the term.
    (effect * f32::from(u8::MAX) + 0.5).clamp(1.0, f32::from(u8::MAX)) as u8
}
