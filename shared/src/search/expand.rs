//! From the words of a query to the terms of an index.

use super::{
    analyzer::Analyzer,
    dictionary::{Dictionary, Near},
    distance,
    postings::Postings,
    query::{Query, QueryWord},
    tokenize,
};

/// Of the terms that start with the word being typed, the most frequent this many count.
const MOST_COMPLETIONS: usize = 24;
/// Of the terms that are like a misspelt word, the nearest this many count.
const MOST_CORRECTIONS: usize = 5;
/// An unknown word is taken for two words if both parts have this many letters.
const SHORTEST_PART: usize = 3;

/// How much a term counts that completes the word being typed, less for each letter it adds.
const COMPLETION_WEIGHT: f32 = 0.9;
const LETTER_COST: f32 = 0.05;
const LEAST_COMPLETION_WEIGHT: f32 = 0.4;

/// A term that counts as a query's word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alternative {
    pub(super) term: u32,
    /// How much it counts, 1 being the word itself.
    pub(super) weight: f32,
}

/// Looks words up in one index.
pub(super) struct Expander<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) dictionary: &'a Dictionary,
    pub(super) postings: &'a Postings,
}

impl Expander<'_> {
    /// The alternatives of each word of `query`; none for a word that nothing is like.
    pub(super) fn expand(&self, query: &Query) -> Vec<Vec<Alternative>> {
        let mut expanded = Vec::with_capacity(query.words.len());
        for word in &query.words {
            let mut alternatives = self.known(word);
            if alternatives.is_empty() {
                alternatives = self.corrections(word);
            }
            if alternatives.is_empty()
                && let Some(parts) = self.parts(&word.folded)
            {
                expanded.extend(parts.map(|term| vec![Alternative { term, weight: 1.0 }]));
            } else {
                expanded.push(alternatives);
            }
        }
        expanded
    }

    /// Terms that need no correction.
    fn known(&self, word: &QueryWord) -> Vec<Alternative> {
        let itself = self.dictionary.find(&word.stem);
        let mut alternatives: Vec<Alternative> =
            itself.into_iter().map(|term| Alternative { term, weight: 1.0 }).collect();
        for (variant, weight) in &word.variants {
            let term = self.dictionary.find(variant);
            alternatives.extend(term.map(|term| Alternative { term, weight: *weight }));
        }
        if word.is_open {
            self.complete(&word.folded, &mut alternatives);
        }
        alternatives
    }

    /// Adds the terms that `beginning` may become.
    fn complete(&self, beginning: &str, alternatives: &mut Vec<Alternative>) {
        let n_letters = beginning.chars().count();
        if n_letters < 2 && !beginning.starts_with(tokenize::is_unspaced) {
            return;
        }
        let mut terms: Vec<u32> = self
            .dictionary
            .starting_with(beginning)
            .filter(|term| !self.analyzer.is_stop_word(self.dictionary.term(*term)))
            .collect();
        terms.sort_by_key(|term| (std::cmp::Reverse(self.postings.count(*term)), *term));
        for term in terms.into_iter().take(MOST_COMPLETIONS) {
            let n_added = self.dictionary.term(term).chars().count() - n_letters;
            let weight =
                (COMPLETION_WEIGHT - LETTER_COST * n_added as f32).max(LEAST_COMPLETION_WEIGHT);
            alternatives.push(Alternative { term, weight });
        }
        if alternatives.is_empty() && n_letters > SHORTEST_PART {
            alternatives.extend(self.complete_ending(beginning));
        }
    }

    /// The terms that are `beginning` without an ending that it has begun.
    fn complete_ending(&self, beginning: &str) -> Vec<Alternative> {
        let stems = self.analyzer.stems.unfinished(beginning);
        let terms = stems.filter_map(|stem| self.dictionary.find(stem));
        terms.map(|term| Alternative { term, weight: COMPLETION_WEIGHT }).collect()
    }

    /// The terms that a misspelt word may stand for, nearest and most frequent first.
    fn corrections(&self, word: &QueryWord) -> Vec<Alternative> {
        let most = distance::tolerance(word.folded.chars().count());
        if most == 0 {
            return Vec::new();
        }
        let letters: Vec<char> = word.stem.chars().collect();
        let mut near = self.dictionary.near(&letters, most, false);
        if near.is_empty() && word.is_open {
            let letters: Vec<char> = word.folded.chars().collect();
            near = self.dictionary.near(&letters, most, true);
        }
        near.retain(|near| !self.analyzer.is_stop_word(self.dictionary.term(near.term)));
        // People seldom miss the first letter.
        let misses_first = |near: &Near| {
            u8::from(
                !self
                    .dictionary
                    .term(near.term)
                    .starts_with(letters.first().copied().unwrap_or_default()),
            )
        };
        near.sort_by_key(|near| {
            let count = self.postings.count(near.term);
            (near.distance + misses_first(near), std::cmp::Reverse(count), near.term)
        });
        near.truncate(MOST_CORRECTIONS);
        near.iter()
            .map(|near| {
                let weight = match near.distance + misses_first(near) {
                    0 | 1 => 0.6,
                    2 => 0.35,
                    _ => 0.2,
                };
                Alternative { term: near.term, weight }
            })
            .collect()
    }

    /// The two words that `folded` is made of, if both are known: the rarer the better.
    fn parts(&self, folded: &str) -> Option<[u32; 2]> {
        folded
            .char_indices()
            .filter_map(|(at, _)| folded.split_at_checked(at))
            .filter(|(left, right)| {
                left.chars().count() >= SHORTEST_PART && right.chars().count() >= SHORTEST_PART
            })
            .filter_map(|(left, right)| {
                let find = |part| self.dictionary.find(&self.analyzer.stems.stem(part));
                Some([find(left)?, find(right)?])
            })
            .max_by_key(|[left, right]| self.postings.count(*left).min(self.postings.count(*right)))
    }
}
