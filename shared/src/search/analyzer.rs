//! What a language does to words, gathered for builder, query and highlighter.

use std::collections::HashSet;

use super::{rules::Rules, stem::Stems, synonyms::Synonyms, tokenize};

/// The compiled rules of a language.
#[derive(Clone, Debug)]
pub(super) struct Analyzer {
    pub(super) stems: Stems,
    pub(super) synonyms: Synonyms,
    stop_words: HashSet<String>,
    asking: HashSet<String>,
}

impl Analyzer {
    pub(super) fn new(rules: &Rules<'_>) -> Self {
        let folded = |text| tokenize::words(text).into_iter().map(|word| word.folded).collect();
        let stems = Stems::read(rules.endings);
        let synonyms = Synonyms::read(rules.synonyms, &stems);
        let (stop_words, asking) = (folded(rules.stop_words), folded(rules.asking));
        Self { stems, synonyms, stop_words, asking }
    }

    /// Whether articles are indexed without `folded`, but for their titles.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }

    /// Whether a query with other words is asked without `folded`.
    pub(super) fn is_query_stop_word(&self, folded: &str) -> bool {
        self.is_stop_word(folded) || self.asking.contains(folded)
    }
}
