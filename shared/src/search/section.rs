//! The articles of one language, searchable.

use super::{
    analyzer::Analyzer,
    dictionary::Dictionary,
    expand::Expander,
    language::Language,
    postings::Postings,
    query::Query,
    score::{self, Candidate},
    stored::StoredDocuments,
};

pub(super) struct Section {
    pub(super) language: Language,
    pub(super) analyzer: Analyzer,
    pub(super) documents: StoredDocuments,
    pub(super) dictionary: Dictionary,
    pub(super) postings: Postings,
}

impl Section {
    /// The best `limit` documents, best first, and of equals in the order of ids.
    pub(super) fn search(&self, query: &str, limit: usize) -> Vec<Candidate> {
        let Self { analyzer, dictionary, postings, .. } = self;
        let query = Query::parse(query, analyzer);
        let words = Expander { analyzer, dictionary, postings }.expand(&query);
        score::best(score::candidates(&words, postings, self.documents.len()), limit)
    }
}
