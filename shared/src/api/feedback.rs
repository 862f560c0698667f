//! Whether an article solved it: asked of every reader, signed in or not, and told to those who write
//! (A59). Who said what is told to nobody.

use super::{Endpoint, Form, address, requests::Clock};
use crate::{
    problem::{Check, Problem},
    text::Remark,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where on an article's page its readers are asked.
pub const QUESTION: &str = "did-this-solve-it";

/// The page of an article.
const ARTICLE: &str = "/help/{slug}";

fn at(route: &str, slug: &str) -> String {
    address::fill(route, &[("slug", slug)])
}

/// Says whether an article solved it. Saying it again changes what was said: a person has one vote on an
/// article, and so has whoever holds the key of an earlier vote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RateArticle {
    /// Made when the form was rendered.
    pub key: String,
    /// The end of the article's address.
    pub slug: String,
    /// The [`Rated::vote`] that this one changes; empty for a new one. Only needed by who is not signed in.
    pub vote: String,
    /// `yes` or `no`.
    pub solved: String,
    /// What was missing; optional, and only where it did not solve it.
    pub missing: String,
    /// The page to come back to after a change of mind: a local address, or empty for the article's own.
    pub from: String,
}

/// A vote of sound form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rating {
    /// It did.
    Solved,
    /// It did not.
    NotSolved {
        /// What was missing.
        missing: Option<Remark>,
    },
}

/// A vote that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rated {
    /// What changes the vote or takes it back, for who is not signed in.
    pub vote: String,
}

impl RateArticle {
    /// The article's page, right where the question goes on.
    fn asked_on(&self, said: &str, vote: &str) -> String {
        let page = at(ARTICLE, &self.slug);
        let page = address::with_query(&page, &[("said", said), ("vote", vote)]);
        format!("{page}#{QUESTION}")
    }
}

impl Endpoint for RateArticle {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/feedback";
    const SUMMARY: &'static str = "Say whether an article solved it";
    type Response = Rated;

    fn address(&self) -> String {
        at(Self::ROUTE, &self.slug)
    }
}

impl Form for RateArticle {
    type Valid = Rating;
    const ACTION: &'static str = "/help/{slug}/feedback";

    fn action(&self) -> String {
        at(Self::ACTION, &self.slug)
    }

    fn page(&self) -> String {
        match self.missing.is_empty() {
            true => at(ARTICLE, &self.slug),
            false => self.asked_on("no", &self.vote),
        }
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Rating, Problem> {
        let mut check = Check::new();
        let rating = match self.solved.as_str() {
            "yes" => Some(Rating::Solved),
            "no" if self.missing.trim().is_empty() => Some(Rating::NotSolved { missing: None }),
            "no" => {
                let missing =
                    Remark::parse(&self.missing).map_err(|it| it.advice("what was missing"));
                let missing = check.take("missing", missing);
                missing.map(|it| Rating::NotSolved { missing: Some(it) })
            }
            _ => check.take("solved", Err("Say whether it solved it")),
        };
        check.finish(rating)
    }

    fn after(&self, rated: &Rated) -> String {
        match self.solved.as_str() {
            "yes" => {
                let pairs =
                    [("article", &*self.slug), ("vote", &*rated.vote), ("from", &*self.from)];
                address::with_query("/solved", &pairs)
            }
            _ if self.missing.trim().is_empty() => self.asked_on("no", &rated.vote),
            _ => self.asked_on("what", &rated.vote),
        }
    }
}

/// Takes back what was said of an article; what is not there any more is taken back already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TakeBackRating {
    /// Made when the form was rendered.
    pub key: String,
    /// The end of the article's address.
    pub slug: String,
    /// The [`Rated::vote`]; only needed by who is not signed in.
    pub vote: String,
    /// See [`RateArticle::from`].
    pub from: String,
}

/// What was said is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TakenBack {}

impl Endpoint for TakeBackRating {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/feedback/withdrawal";
    const SUMMARY: &'static str = "Take back what was said of an article";
    type Response = TakenBack;

    fn address(&self) -> String {
        at(Self::ROUTE, &self.slug)
    }
}

impl Form for TakeBackRating {
    type Valid = ();
    const ACTION: &'static str = "/help/{slug}/feedback/withdrawal";

    fn action(&self) -> String {
        at(Self::ACTION, &self.slug)
    }

    fn page(&self) -> String {
        let pairs = [("article", &*self.slug), ("vote", &*self.vote), ("from", &*self.from)];
        address::with_query("/solved", &pairs)
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &TakenBack) -> String {
        match address::is_local(&self.from) {
            true => self.from.clone(),
            false => at(ARTICLE, &self.slug),
        }
    }
}

/// What readers said of an article, for those who may write it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetFeedback {
    /// The end of the article's address.
    pub slug: String,
}

/// What readers said of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Feedback {
    /// When and where to show the times.
    pub clock: Clock,
    /// The end of the article's address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many it helped.
    pub n_solved: u64,
    /// How many it did not help.
    pub n_not_solved: u64,
    /// What was missing, the newest first; not all of it where there is much.
    pub missing: Vec<Missing>,
}

/// What somebody missed in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// In their words.
    pub text: String,
    /// When they said it.
    pub at: Instant,
    /// They read an older revision.
    pub is_of_older: bool,
}

impl Endpoint for GetFeedback {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/articles/{slug}/feedback";
    const SUMMARY: &'static str = "What readers said of an article";
    type Response = Feedback;

    fn address(&self) -> String {
        at(Self::ROUTE, &self.slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(solved: &str, missing: &str) -> RateArticle {
        RateArticle {
            slug: "vpn".into(),
            solved: solved.into(),
            missing: missing.into(),
            from: "/new?draft=1&change=1".into(),
            ..RateArticle::default()
        }
    }

    #[test]
    fn a_vote_is_yes_or_no_and_what_was_missing_is_bounded() {
        assert_eq!(rate("yes", "").check().unwrap(), Rating::Solved);
        assert_eq!(rate("yes", "ignored").check().unwrap(), Rating::Solved);
        assert_eq!(rate("no", " \n").check().unwrap(), Rating::NotSolved { missing: None });
        let missing = Some(Remark::parse("The port").unwrap());
        assert_eq!(rate("no", " The port ").check().unwrap(), Rating::NotSolved { missing });
        assert!(rate("", "").check().unwrap_err().text_for("solved").is_some());
        let long = "é".repeat(Remark::LIMIT / 2 + 1);
        let problem = rate("no", &long).check().unwrap_err();
        assert_eq!(problem.text_for("missing"), Some("Shorten what was missing by 2 characters"));
    }

    #[test]
    fn each_answer_leads_on() {
        let rated = Rated { vote: "k".into() };
        for (solved, missing, address) in [
            ("yes", "", "/solved?article=vpn&vote=k&from=%2Fnew%3Fdraft%3D1%26change%3D1"),
            ("no", "", "/help/vpn?said=no&vote=k#did-this-solve-it"),
            ("no", "The port", "/help/vpn?said=what&vote=k#did-this-solve-it"),
        ] {
            assert_eq!(rate(solved, missing).after(&rated), address);
        }
    }

    #[test]
    fn attack_54_taking_back_leads_to_a_page_of_ours() {
        for (from, address) in [
            ("/new?draft=1", "/new?draft=1"),
            ("", "/help/vpn"),
            ("//evil.example", "/help/vpn"),
            ("https://evil.example", "/help/vpn"),
            ("/\\evil.example", "/help/vpn"),
        ] {
            let form = TakeBackRating {
                slug: "vpn".into(),
                from: from.into(),
                ..TakeBackRating::default()
            };
            assert_eq!(form.after(&TakenBack {}), address, "{from}");
        }
    }
}
