//! An article as it is kept: its present revision with what belongs to the article as a whole.

use super::audience::Audience;
use crate::{
    id::{ArticleId, PersonId, TicketId},
    text::{Body, Remark, Slug, Title},
    ticket::intake::Category,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// What is written of an article, in one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The title.
    pub title: Title,
    /// Markdown.
    pub body: Body,
    /// Symptoms in people's own words and other words to be found by.
    pub keywords: Option<Remark>,
    /// What it is about.
    pub category: Category,
    /// Who may read it.
    pub audience: Audience,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// For programs.
    pub id: ArticleId,
    /// The readable end of its address; never changes once published.
    pub slug: Slug,
    /// The number of its present revision, from one.
    pub revision: u32,
    /// The title.
    pub title: Title,
    /// Markdown.
    pub body: Body,
    /// Symptoms in people's own words and other words to be found by.
    pub keywords: Option<Remark>,
    /// What it is about.
    pub category: Category,
    /// A BCP 47 tag.
    pub language: String,
    /// Who may read it.
    pub audience: Audience,
    /// Who answers for it.
    pub owner: PersonId,
    /// The ticket it came from.
    pub source: Option<TicketId>,
    /// When it was first published.
    pub published: Instant,
    /// When somebody last read it through.
    pub reviewed: Instant,
}

impl Article {
    /// The texts of this revision.
    #[must_use]
    pub fn texts(&self) -> Texts {
        Texts {
            title: self.title.clone(),
            body: self.body.clone(),
            keywords: self.keywords.clone(),
            category: self.category,
            audience: self.audience,
        }
    }
}
