//! Changing an article: every change is a revision that can be looked at and brought back (A57).

use super::{
    Endpoint, Form, address,
    articles::{FromTicket, Published, Written},
    requests::Clock,
};
use crate::{
    id::TicketId,
    kb::{article::Texts, audience::Audience},
    problem::{Check, Problem},
    text::Remark,
    ticket::intake::Category,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The form field that says: put mine in the place of what somebody published meanwhile.
pub const OVER: &str = "over";

/// An article to change.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetArticleEditor {
    /// The end of its address.
    pub slug: String,
    /// The ticket whose resolution is to improve it, if one is.
    #[serde(default)]
    pub ticket: Option<TicketId>,
}

/// What the editor of an article starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleEditor {
    /// The end of its address.
    pub slug: String,
    /// The number of the present revision.
    pub revision: u32,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Other words to be found by.
    pub keywords: String,
    /// What it is about.
    pub category: Category,
    /// Who may read it.
    pub audience: Audience,
    /// Audiences that the writer may choose from.
    pub audiences: Vec<Audience>,
    /// What is to improve it.
    pub from: Option<FromTicket>,
}

impl Endpoint for GetArticleEditor {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/editor";
    const SUMMARY: &'static str = "An article to change";
    type Response = ArticleEditor;

    fn address(&self) -> String {
        let address = address::fill(Self::ROUTE, &[("slug", &self.slug)]);
        let ticket = self.ticket.map(|it| it.to_string()).unwrap_or_default();
        address::with_query(&address, &[("ticket", &ticket)])
    }
}

/// Publishes the next revision of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviseArticle {
    /// Made when the form was rendered.
    pub key: String,
    /// The end of the article's address.
    pub slug: String,
    /// The revision that the writer started from.
    pub revision: u32,
    /// `yes` to put this in the place of what somebody published since then; see [`OVER`].
    pub over: String,
    /// The id of the ticket whose resolution improves it; optional.
    pub ticket: String,
    /// The title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Other words to be found by; optional.
    pub keywords: String,
    /// A [`Category`].
    pub category: String,
    /// An [`Audience::value`].
    pub audience: String,
    /// What changed, for those who look at the revisions; optional.
    pub note: String,
}

/// A revision of sound form.
#[derive(Debug)]
pub struct NewRevision {
    /// The end of the article's address.
    pub slug: String,
    /// The revision that the writer started from; `None` to come after whichever there is.
    pub after: Option<u32>,
    /// The ticket whose resolution improves it.
    pub ticket: Option<TicketId>,
    /// What is written.
    pub texts: Texts,
    /// What changed.
    pub note: Option<Remark>,
}

impl Endpoint for ReviseArticle {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/revisions";
    const SUMMARY: &'static str = "Publish the next revision of an article";
    type Response = Published;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("slug", &self.slug)])
    }
}

impl Form for ReviseArticle {
    type Valid = NewRevision;
    const ACTION: &'static str = "/desk/articles/{slug}/edit";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("slug", &self.slug)])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<NewRevision, Problem> {
        let mut check = Check::new();
        let written = Written {
            title: &self.title,
            body: &self.body,
            keywords: &self.keywords,
            category: &self.category,
            audience: &self.audience,
        };
        let texts = written.check(&mut check);
        let note = if self.note.trim().is_empty() {
            Some(None)
        } else {
            let note = Remark::parse(&self.note).map_err(|it| it.advice("what changed"));
            check.take("note", note).map(Some)
        };
        let ticket = match self.ticket.trim() {
            "" => Some(None),
            it => check.take("ticket", it.parse().map_err(|_| "There is no such ticket")).map(Some),
        };
        let after = (self.over != "yes").then_some(self.revision);
        let valid = (|| {
            let (texts, note, ticket) = (texts?, note?, ticket?);
            Some(NewRevision { slug: self.slug, after, ticket, texts, note })
        })();
        check.finish(valid)
    }

    fn after(&self, published: &Published) -> String {
        format!("/help/{}", published.slug)
    }
}

/// The revisions of an article.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListRevisions {
    /// The end of its address.
    pub slug: String,
}

/// The revisions of an article, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revisions {
    /// When and where to show the times.
    pub clock: Clock,
    /// The end of the article's address.
    pub slug: String,
    /// Its present title.
    pub title: String,
    /// The revisions.
    pub revisions: Vec<RevisionHead>,
}

/// One revision in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionHead {
    /// Its number, from one.
    pub number: u32,
    /// Who published it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What changed, if they said so.
    pub note: Option<String>,
    /// The reference of the ticket that it comes from, and the ticket.
    pub source: Option<(String, TicketId)>,
}

impl Endpoint for ListRevisions {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/revisions";
    const SUMMARY: &'static str = "The revisions of an article";
    type Response = Revisions;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("slug", &self.slug)])
    }
}

/// One revision, beside the one before it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetRevision {
    /// The end of the article's address.
    pub slug: String,
    /// Its number.
    pub number: u32,
}

/// A revision and what is different in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionView {
    /// When and where to show the times.
    pub clock: Clock,
    /// The end of the article's address.
    pub slug: String,
    /// The revision.
    pub head: RevisionHead,
    /// Its title.
    pub title: String,
    /// The number of the present revision.
    pub present: u32,
    /// What is different from the revision before, in order; empty for the first.
    pub changes: Vec<Change>,
    /// Its text as safe HTML.
    pub html: String,
}

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Both have it.
    Same(String),
    /// Only the newer has it.
    Added(String),
    /// Only the older has it.
    Removed(String),
    /// Lines that both have were left out here.
    Skipped,
}

impl Endpoint for GetRevision {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/revisions/{number}";
    const SUMMARY: &'static str = "One revision of an article";
    type Response = RevisionView;

    fn address(&self) -> String {
        let number = self.number.to_string();
        address::fill(Self::ROUTE, &[("slug", &self.slug), ("number", &number)])
    }
}

/// Publishes an older revision again, as the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RestoreRevision {
    /// Made when the form was rendered.
    pub key: String,
    /// The end of the article's address.
    pub slug: String,
    /// Which to bring back.
    pub number: u32,
    /// The present revision, as the writer saw it.
    pub present: u32,
}

impl Endpoint for RestoreRevision {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/revisions/{number}";
    const SUMMARY: &'static str = "Bring an older revision back";
    type Response = Published;

    fn address(&self) -> String {
        let number = self.number.to_string();
        address::fill(Self::ROUTE, &[("slug", &self.slug), ("number", &number)])
    }
}

impl Form for RestoreRevision {
    type Valid = Self;
    const ACTION: &'static str = "/desk/articles/{slug}/revisions/{number}";

    fn action(&self) -> String {
        let number = self.number.to_string();
        address::fill(Self::ACTION, &[("slug", &self.slug), ("number", &number)])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Self, Problem> {
        Ok(self)
    }

    fn after(&self, published: &Published) -> String {
        format!("/help/{}", published.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_comes_after_the_one_that_was_read_unless_somebody_says_otherwise() {
        let form = ReviseArticle {
            slug: "vpn".into(),
            revision: 3,
            title: "VPN".into(),
            body: "Sign in again.".into(),
            category: "network".into(),
            audience: "agents".into(),
            ..ReviseArticle::default()
        };
        assert_eq!(form.clone().check().unwrap().after, Some(3));
        let over = ReviseArticle { over: "yes".into(), ..form.clone() };
        assert_eq!(over.check().unwrap().after, None);
        let improved = ReviseArticle { ticket: "12".into(), ..form.clone() };
        assert_eq!(improved.check().unwrap().ticket, Some(TicketId(12)));
        let problem = ReviseArticle { ticket: "x".into(), ..form }.check().unwrap_err();
        assert_eq!(problem.text_for("ticket"), Some("There is no such ticket"));
    }
}
