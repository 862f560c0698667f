//! What a language does to words, gathered for builder, query and highlighter.

use std::borrow::Cow;

use super::{language::Language, stop_words, synonyms::Synonyms};

/// The stemmer of a language.
#[derive(Clone)]
pub(super) struct Stems(Option<frostem::Stemmer>);

impl Stems {
    pub(super) fn new(language: Language) -> Self {
        Self(language.algorithm().map(frostem::Stemmer::new))
    }

    /// The stem of a folded word; the word itself where the language has no stemmer.
    pub(super) fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        match self.0 {
            Some(stemmer) => stemmer.stem(folded),
            None => Cow::Borrowed(folded),
        }
    }
}

/// Everything that depends on the language.
#[derive(Clone)]
pub(super) struct Analyzer {
    pub(super) language: Language,
    pub(super) stems: Stems,
    pub(super) synonyms: Synonyms,
}

impl Analyzer {
    pub(super) fn new(language: Language) -> Self {
        let stems = Stems::new(language);
        let synonyms = Synonyms::new(language, &stems);
        Self { language, stems, synonyms }
    }

    /// Whether articles are indexed without `folded`, but for their titles.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        stop_words::in_articles(self.language).contains(&folded)
    }

    /// Whether a query with other words is asked without `folded`.
    pub(super) fn is_query_stop_word(&self, folded: &str) -> bool {
        self.is_stop_word(folded) || stop_words::in_queries(self.language).contains(&folded)
    }
}
