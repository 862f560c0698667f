//! A loaded index, ready to be asked.

use chrono::NaiveDate;

use super::format::IndexError;
use super::{
    analyzer::Analyzer,
    dictionary::Dictionary,
    expand::Expander,
    format::{self, Contents},
    language::Language,
    postings::Postings,
    query::Query,
    score,
    stored::StoredDocuments,
};

/// The articles of one audience in one language, searchable.
pub struct Index {
    analyzer: Analyzer,
    documents: StoredDocuments,
    dictionary: Dictionary,
    postings: Postings,
}

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The id that the document was built with.
    pub id: &'a str,
    /// The title.
    pub title: &'a str,
    /// The passage to show below it.
    pub lead: &'a str,
    /// Reading time in minutes.
    pub minutes: u16,
    /// The day on which somebody last confirmed that the article is right.
    pub reviewed: Option<NaiveDate>,
    /// Between 0 and 1; comparable with other hits of the same query only.
    pub score: f32,
}

impl Index {
    /// Reads what [`build`](super::build::build) wrote.
    ///
    /// # Errors
    ///
    /// Says what is wrong with bytes that are no index, or a damaged one; it never panics and
    /// sets no more memory aside than their length justifies.
    pub fn load(bytes: &[u8]) -> Result<Self, IndexError> {
        let Contents { language, documents, dictionary, postings } = format::decode(bytes)?;
        Ok(Self { analyzer: Analyzer::new(language), documents, dictionary, postings })
    }

    /// How many articles the index has.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether the index has no articles.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The language that the index was built for.
    pub fn language(&self) -> Language {
        self.analyzer.language
    }

    /// The best `limit` articles for `query`, best first, and of equals in the order of ids.
    ///
    /// The query is what somebody typed so far: its last word, if nothing ends it, matches by its
    /// beginning. Of a long query the first 1,024 bytes and of those 32 words are looked at.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit<'_>> {
        let query = Query::parse(query, &self.analyzer);
        let Self { analyzer, dictionary, postings, .. } = self;
        let words = Expander { analyzer, dictionary, postings }.expand(&query);
        let candidates = score::candidates(&words, postings, self.len());
        score::best(candidates, limit)
            .into_iter()
            .filter_map(|candidate| {
                let shown = self.documents.get(candidate.document)?;
                Some(Hit {
                    id: shown.id,
                    title: shown.title,
                    lead: shown.lead,
                    minutes: shown.minutes,
                    reviewed: shown.reviewed,
                    score: candidate.score,
                })
            })
            .collect()
    }
}
