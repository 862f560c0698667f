//! What an index is built from.

use chrono::NaiveDate;

use super::language::Language;

/// An article as the index sees it.
///
/// Everything but [`id`](Self::id), [`minutes`](Self::minutes) and [`reviewed`](Self::reviewed)
/// is plain text: markup is taken out by the caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// Identifies the article in a [`Hit`](super::index::Hit). Of two documents with the same id
    /// the later one is kept.
    pub id: &'a str,
    /// The language that it is written in.
    pub language: Language,
    /// The title; searched and shown.
    pub title: &'a str,
    /// Words that people use for the article's problem and that its text may not contain, such as
    /// symptoms and error codes; searched, never shown.
    pub keywords: &'a str,
    /// The headings within the article; searched.
    pub headings: &'a [&'a str],
    /// The text, with or without its headings; searched.
    pub body: &'a str,
    /// The beginning of the text, of which a passage is shown below the title; not searched.
    pub opening: &'a str,
    /// Reading time in minutes, see [`reading_minutes`](super::reading::reading_minutes).
    pub minutes: u16,
    /// The day on which somebody last confirmed that the article is right.
    pub reviewed: Option<NaiveDate>,
}
