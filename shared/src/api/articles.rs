//! Knowledge: finding, reading, and making an article of a resolution.

use super::{Endpoint, Form, address, known::KnownList, requests::Clock};
use crate::{
    id::TicketId,
    kb::{article::Texts, audience::Audience, markdown::Heading},
    problem::{Check, Problem},
    text::{Body, Remark, Slug, Title},
    ticket::intake::Category,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Searches the articles that the reader may read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchArticles {
    /// What people typed.
    #[serde(default)]
    pub q: String,
}

/// What was found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// The known incidents that are close to it, which are shown first (D2.8); `None` when there are none.
    pub known: Option<KnownList>,
    /// The articles.
    pub articles: Vec<FoundArticle>,
}

/// An article that answers what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundArticle {
    /// The end of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The part of its text that has most of what was asked (D2.4).
    pub passage: Vec<Piece>,
    /// Minutes to read it.
    pub minutes: u16,
    /// When it was last reviewed, as a date: `2026-11-03`.
    pub reviewed: String,
    /// Whether it has enough of what was asked to be shown to somebody who has not asked for articles.
    pub is_close: bool,
}

/// A piece of a passage. All pieces together are the passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// The words, with the spaces around them.
    pub text: String,
    /// Whether they are what was asked for.
    pub is_marked: bool,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleHead {
    /// The end of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its first words.
    pub lead: String,
    /// Minutes to read it.
    pub minutes: u16,
    /// When it was last reviewed, as a date: `2026-11-03`.
    pub reviewed: String,
}

impl Endpoint for SearchArticles {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/search";
    const SUMMARY: &'static str = "Search articles";
    type Response = Found;

    fn address(&self) -> String {
        address::with_query(Self::ROUTE, &[("q", &self.q)])
    }
}

/// The articles that the reader may read, by category: a few of each, those that helped most first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListArticles {}

/// Articles by category.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shelves {
    /// Categories that have articles.
    pub shelves: Vec<Shelf>,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shelf {
    /// The category.
    pub category: Category,
    /// How many articles it has.
    pub n_articles: usize,
    /// The first of them.
    pub articles: Vec<ArticleHead>,
}

impl Endpoint for ListArticles {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles";
    const SUMMARY: &'static str = "Articles by category";
    type Response = Shelves;
}

/// All articles of one category that the reader may read, by their titles.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCategory {
    /// The category.
    pub category: Category,
    /// Which page of them, from 1; 0 is the first as well.
    #[serde(default)]
    pub page: u32,
}

/// One page of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CategoryPage {
    /// The category.
    pub category: Category,
    /// How many articles it has.
    pub n_articles: usize,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub n_pages: u32,
    /// The articles of this page.
    pub articles: Vec<ArticleHead>,
}

impl Endpoint for ListCategory {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/category";
    const SUMMARY: &'static str = "Articles of one category";
    type Response = CategoryPage;

    fn address(&self) -> String {
        let page = self.page.max(1).to_string();
        address::with_query(Self::ROUTE, &[("category", self.category.value()), ("page", &page)])
    }
}

/// The articles to start from: those that helped the most readers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListOftenAsked {}

/// The articles to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OftenAsked {
    /// Whether readers have said which articles helped them; else these are the last reviewed.
    pub by_readers: bool,
    /// The articles.
    pub articles: Vec<ArticleHead>,
}

impl Endpoint for ListOftenAsked {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/often-asked";
    const SUMMARY: &'static str = "Articles to start from";
    type Response = OftenAsked;
}

/// One article.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetArticle {
    /// The end of its address.
    pub slug: String,
}

/// An article to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleView {
    /// When and where to show the times.
    pub clock: Clock,
    /// The end of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its text as safe HTML.
    pub html: String,
    /// Its headings, with the places that they have in the HTML.
    pub contents: Vec<Heading>,
    /// What it is about.
    pub category: Category,
    /// Who may read it; only staff are told.
    pub audience: Option<Audience>,
    /// Minutes to read it.
    pub minutes: u16,
    /// When it was last reviewed.
    pub reviewed: Instant,
}

impl Endpoint for GetArticle {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/{slug}";
    const SUMMARY: &'static str = "One article";
    type Response = ArticleView;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("slug", &self.slug)])
    }
}

/// Where the reader's search index is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetIndex {}

/// The most articles for which the browser is given an index; above, the server answers (decision 7).
pub const INDEX_LIMIT: usize = 2000;

/// The search index of what the reader may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexAddress {
    /// Its address, which changes with its contents; `None` above [`INDEX_LIMIT`] articles.
    pub address: Option<String>,
    /// How many articles it holds.
    pub n_articles: usize,
    /// The known incidents that go on, which the index finds too; `None` when there are none.
    pub known: Option<KnownList>,
}

impl Endpoint for GetIndex {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/index";
    const SUMMARY: &'static str = "Where the search index is";
    type Response = IndexAddress;
}

/// A first draft of an article, out of a ticket's resolution.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetArticleDraft {
    /// The ticket.
    pub ticket: TicketId,
}

/// What an editor starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleDraft {
    /// What the ticket told.
    pub from: FromTicket,
    /// The ticket's category.
    pub category: Category,
    /// Audiences that the writer may choose from.
    pub audiences: Vec<Audience>,
    /// Articles that say much the same, the nearest first: one of them may be the one to improve (A57).
    pub nearest: Vec<FoundArticle>,
}

/// What a ticket's resolution told, with what identifies somebody masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FromTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Its reference.
    pub reference: String,
    /// A proposed title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// So many places were masked.
    pub n_masked: usize,
}

impl Endpoint for GetArticleDraft {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/tickets/{ticket}/article";
    const SUMMARY: &'static str = "A first draft of an article";
    type Response = ArticleDraft;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("ticket", &self.ticket.to_string())])
    }
}

/// Publishes an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PublishArticle {
    /// Made when the form was rendered.
    pub key: String,
    /// The ticket it comes from.
    pub ticket: TicketId,
    /// The title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Other words to be found by; optional.
    pub keywords: String,
    /// A [`Category`].
    pub category: String,
    /// An [`Audience::value`]; nothing is chosen beforehand.
    pub audience: String,
}

/// An article of sound form.
#[derive(Debug)]
pub struct NewArticle {
    /// The ticket it comes from.
    pub ticket: TicketId,
    /// What is written.
    pub texts: Texts,
}

/// An article as it was typed.
pub(super) struct Written<'a> {
    pub(super) title: &'a str,
    pub(super) body: &'a str,
    pub(super) keywords: &'a str,
    pub(super) category: &'a str,
    pub(super) audience: &'a str,
}

impl Written<'_> {
    /// Its texts, once they are sound.
    pub(super) fn check(&self, check: &mut Check) -> Option<Texts> {
        let title = Title::parse(self.title).map_err(|it| it.advice("a title"));
        let title = check.take("title", title);
        let body = check.take("body", Body::parse(self.body).map_err(|it| it.advice("the text")));
        let keywords = if self.keywords.trim().is_empty() {
            Some(None)
        } else {
            let keywords = Remark::parse(self.keywords).map_err(|it| it.advice("the other words"));
            check.take("keywords", keywords).map(Some)
        };
        let category = Category::from_value(self.category).ok_or("Choose what it is about");
        let category = check.take("category", category);
        let audience = Audience::from_value(self.audience).ok_or("Choose who may read it");
        let audience = check.take("audience", audience);
        Some(Texts {
            title: title?,
            body: body?,
            keywords: keywords?,
            category: category?,
            audience: audience?,
        })
    }
}

/// An article that is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The end of its address.
    pub slug: Slug,
}

impl Endpoint for PublishArticle {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/tickets/{ticket}/article";
    const SUMMARY: &'static str = "Publish an article from a resolution";
    type Response = Published;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("ticket", &self.ticket.to_string())])
    }
}

impl Form for PublishArticle {
    type Valid = NewArticle;
    const ACTION: &'static str = "/desk/tickets/{ticket}/article";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("ticket", &self.ticket.to_string())])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<NewArticle, Problem> {
        let mut check = Check::new();
        let written = Written {
            title: &self.title,
            body: &self.body,
            keywords: &self.keywords,
            category: &self.category,
            audience: &self.audience,
        };
        let texts = written.check(&mut check);
        check.finish(texts.map(|texts| NewArticle { ticket: self.ticket, texts }))
    }

    fn after(&self, published: &Published) -> String {
        format!("/help/{}", published.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_no_audience_until_somebody_chooses_one() {
        let form = PublishArticle {
            title: "VPN".into(),
            body: "Sign in again.".into(),
            category: "network".into(),
            ..PublishArticle::default()
        };
        let problem = form.clone().check().unwrap_err();
        assert_eq!(problem.errors.len(), 1);
        assert_eq!(problem.text_for("audience"), Some("Choose who may read it"));
        assert!(PublishArticle { audience: "agents".into(), ..form }.check().is_ok());
    }
}
