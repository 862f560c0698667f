//! The starter articles: offered to the administrator of a portal that has none (ruling 25).

use super::{Endpoint, Form};
use crate::problem::{Check, Problem};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether there is anything to offer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetStarterOffer {}

/// What is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StarterOffer {
    /// How many articles; none to whom nothing is offered, because they are no administrator or because
    /// there are articles already.
    pub n_articles: usize,
}

impl Endpoint for GetStarterOffer {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/starter-articles";
    const SUMMARY: &'static str = "Whether starter articles are offered";
    type Response = StarterOffer;
}

/// What is done with them. Whoever wants none does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarterChoice {
    /// Each is published for whom it was written.
    Publish,
    /// Only agents see them, until somebody has read each and widened its audience.
    Review,
}

impl StarterChoice {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::Publish, Self::Review];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Review => "review",
        }
    }

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Publish => "Publish them",
            Self::Review => "Keep them for agents, to be read first",
        }
    }
}

/// Takes the starter articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TakeStarterArticles {
    /// Made when the form was rendered.
    pub key: String,
    /// A [`StarterChoice::value`].
    pub choice: String,
}

impl Endpoint for TakeStarterArticles {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/starter-articles";
    const SUMMARY: &'static str = "Take the starter articles";
    type Response = StarterOffer;
}

impl Form for TakeStarterArticles {
    type Valid = StarterChoice;
    const ACTION: &'static str = "/help/starter-articles";

    fn page(&self) -> String {
        "/help".to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<StarterChoice, Problem> {
        let mut check = Check::new();
        let choice = StarterChoice::ALL.into_iter().find(|it| it.value() == self.choice);
        let choice = check.take("choice", choice.ok_or("Choose what to do with the articles"));
        check.finish(choice)
    }

    fn after(&self, _: &StarterOffer) -> String {
        self.page()
    }
}
