//! A loaded index, ready to be asked.

use chrono::NaiveDate;

use super::{
    format::{self, IndexError},
    highlight::Highlighter,
    language::Language,
    score::Candidate,
    section::Section,
};

/// The articles of one audience, searchable.
pub struct Index {
    /// One for each language.
    sections: Vec<Section>,
}

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The id that the document was built with.
    pub id: &'a str,
    /// The title.
    pub title: &'a str,
    /// The language that it is written in.
    pub language: Language,
    /// The beginning of the text, for [`Highlighter::passage`].
    pub opening: &'a str,
    /// Reading time in minutes.
    pub minutes: u16,
    /// The day on which somebody last confirmed that the article is right.
    pub reviewed: Option<NaiveDate>,
    /// Between 0 and 1; comparable with other hits of the same query only.
    pub score: f32,
    /// Whether it has enough of the query to be shown to somebody who has not asked for articles.
    pub is_close: bool,
}

impl Hit<'_> {
    fn is_before(&self, other: &Self) -> bool {
        (other.score, self.id) < (self.score, other.id)
    }
}

impl Index {
    /// Reads what [`build`](super::build::build) wrote.
    ///
    /// # Errors
    ///
    /// Says what is wrong with bytes that are no index, or a damaged one; it never panics and
    /// sets no more memory aside than their length justifies.
    pub fn load(bytes: &[u8]) -> Result<Self, IndexError> {
        Ok(Self { sections: format::decode(bytes)? })
    }

    /// How many articles the index has.
    pub fn len(&self) -> usize {
        self.sections.iter().map(|section| section.documents.len()).sum()
    }

    /// Whether the index has no articles.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best `limit` articles for `query`, best first, and of equals in the order of ids.
    ///
    /// The query is what somebody typed so far: its last word, if nothing ends it, matches by its
    /// beginning. Of a long query the first 1,024 bytes and of those 32 words are looked at.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for section in &self.sections {
            let found = section.search(query, limit).into_iter();
            for hit in found.filter_map(|it| hit(section, it)) {
                // Few are wanted, so a sort would be more to download than it saves.
                hits.insert(hits.partition_point(|before| before.is_before(&hit)), hit);
            }
        }
        hits.truncate(limit);
        hits
    }

    /// Marks what `query` found in the texts of hits.
    pub fn highlighter(&self, query: &str) -> Highlighter<'_> {
        Highlighter::new(query, self.sections.iter().map(|it| (it.language, &it.analyzer)))
    }
}

fn hit(section: &Section, candidate: Candidate) -> Option<Hit<'_>> {
    let shown = section.documents.get(candidate.document)?;
    Some(Hit {
        id: shown.id,
        title: shown.title,
        language: section.language,
        opening: shown.opening,
        minutes: shown.minutes,
        reviewed: shown.reviewed,
        score: candidate.score,
        is_close: candidate.is_close,
    })
}
