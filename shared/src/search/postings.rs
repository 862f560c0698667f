//! Which documents have a term, and how much it counts in each.

use super::{
    bytes::{self, Reader},
    format::IndexError,
};

/// A document that has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// The saturated weight of the term in the document; 255 stands for 1.
    pub(super) impact: u8,
}

/// The lists of all terms, one after another.
pub(super) struct Postings {
    /// Where each list starts, and at last where the last one ends.
    starts: Vec<u32>,
    documents: Vec<u32>,
    impacts: Vec<u8>,
}

impl Postings {
    /// `lists` holds the postings of each term, ascending by document.
    pub(super) fn encode<'a>(lists: impl Iterator<Item = &'a [Posting]>) -> Vec<u8> {
        let (mut counts, mut gaps, mut impacts) = (Vec::new(), Vec::new(), Vec::new());
        for list in lists {
            bytes::write_number(&mut counts, bytes::length(list));
            let mut next = 0;
            for posting in list {
                bytes::write_number(&mut gaps, posting.document - next);
                next = posting.document + 1;
                impacts.push(posting.impact);
            }
        }
        let mut section = Vec::new();
        // Apart, each of the three compresses better than mixed.
        for part in [&counts, &gaps, &impacts] {
            bytes::write_section(&mut section, part);
        }
        section
    }

    pub(super) fn decode(
        mut reader: Reader<'_>,
        n_terms: usize,
        n_documents: usize,
    ) -> Result<Self, IndexError> {
        let mut counts = reader.section()?;
        let mut gaps = reader.section()?;
        let impacts = reader.section()?.rest().to_vec();
        reader.finish("list of documents")?;
        let mut starts = Vec::with_capacity(n_terms + 1);
        starts.push(0);
        let mut documents = Vec::with_capacity(impacts.len());
        for _ in 0..n_terms {
            let count = counts.number()?;
            let mut next = 0_u32;
            for _ in 0..count {
                let document = next.saturating_add(gaps.number()?);
                if document as usize >= n_documents {
                    return Err(IndexError::Malformed("list of documents"));
                }
                documents.push(document);
                next = document.saturating_add(1);
            }
            starts.push(bytes::length(&documents));
        }
        counts.finish("list of documents")?;
        gaps.finish("list of documents")?;
        if documents.len() != impacts.len() {
            return Err(IndexError::Malformed("list of impacts"));
        }
        Ok(Self { starts, documents, impacts })
    }

    /// How many documents have `term`.
    pub(super) fn count(&self, term: u32) -> u32 {
        self.range(term).map_or(0, |range| bytes::length(self.documents.get(range).unwrap_or(&[])))
    }

    /// The documents that have `term`, ascending.
    pub(super) fn of(&self, term: u32) -> impl Iterator<Item = Posting> {
        let range = self.range(term).unwrap_or(0..0);
        let documents = self.documents.get(range.clone()).unwrap_or(&[]);
        let impacts = self.impacts.get(range).unwrap_or(&[]);
        documents
            .iter()
            .zip(impacts)
            .map(|(document, impact)| Posting { document: *document, impact: *impact })
    }

    fn range(&self, term: u32) -> Option<std::ops::Range<usize>> {
        let term = term as usize;
        Some(*self.starts.get(term)? as usize..*self.starts.get(term + 1)? as usize)
    }
}
