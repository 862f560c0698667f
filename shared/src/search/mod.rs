//! Knowledge search: builds, reads and asks an index of articles, the same in the browser and on
//! the server, with the same order of results on both.
//!
//! An index is one immutable run of bytes ([`build::build`] writes it, [`index::Index::load`]
//! reads it). Ranking is BM25F: the weighted counts of a word in title, keywords, headings and
//! body share one saturation. The word being typed matches by its beginning, misspelt words match
//! words nearby, and words of one meaning stand for each other.
//!
//! Floating point is used with `+ - * /` and `sqrt` alone, which IEEE 754 defines to the last
//! bit, because the libraries behind `ln` and `powf` differ between targets and a near tie would
//! then be ordered differently in the browser.
//!
//! This module must not know who may read an article (an index is made for one audience), where
//! articles come from, or what time it is.

pub mod build;
pub mod document;
pub mod highlight;
pub mod index;
pub mod language;
pub mod reading;

mod analyzer;
mod bytes;
mod dictionary;
mod distance;
mod expand;
pub(crate) mod fold;
pub mod format;
mod passage;
mod postings;
mod query;
mod rules;
mod score;
mod section;
mod stem;
mod stored;
mod synonyms;
mod tokenize;

/// The words of a text as they are compared: in lower case and without accents.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> {
    tokenize::words(text).into_iter().map(|it| it.folded)
}

#[cfg(test)]
mod tests;
