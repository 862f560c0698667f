//! What may help with a ticket: articles that answer it, and open tickets that are like it (A34).

use super::{Endpoint, Form, address, articles::Piece, step::step_form, tickets::TicketChanged};
use crate::{
    id::{Reference, TicketId},
    problem::{Check, Problem},
    text::Slug,
    ticket::status::Stage,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may help with a ticket.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetMatches {
    /// The ticket.
    pub id: TicketId,
}

/// What may help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Matches {
    /// Articles, the used ones first, then the best.
    pub articles: Vec<MatchingArticle>,
    /// Open tickets, the most alike first.
    pub similar: Vec<SimilarTicket>,
    /// Whether the reader can say that an article was used.
    pub can_use: bool,
}

/// An article that may answer a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MatchingArticle {
    /// The end of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The part of its text that has most of the ticket.
    pub passage: Vec<Piece>,
    /// Whether it was used for this ticket.
    pub is_used: bool,
}

/// An open ticket that is like another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SimilarTicket {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// Where it stands.
    pub stage: Stage,
}

impl Endpoint for GetMatches {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/tickets/{id}/matches";
    const SUMMARY: &'static str = "What may help with a ticket";
    type Response = Matches;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

step_form! {
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged;
    UseArticle {
        /// The end of the article’s address.
        slug
    },
    "articles",
    "Say that an article was used for a ticket",
    Slug,
    |it| {
        let mut check = Check::new();
        let slug = check.take("slug", Slug::parse(&it.slug).map_err(|it| it.advice("an article")));
        check.finish(slug)
    }
}
