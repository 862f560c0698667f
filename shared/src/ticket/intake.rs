//! What a requester answers before a request is sent: as typed, and once it is sound.

use super::priority::{Assessment, Impact, Urgency, assess};
use crate::{
    problem::{Check, Problem},
    text::{Body, Remark, Title},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What it is about, in people's own words (A14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Computers, screens, printers, phones.
    Hardware,
    /// Programs, mail, files.
    Software,
    /// Wi-Fi, VPN, the internet.
    Network,
    /// Signing in, passwords, rights.
    AccountAccess,
    /// Anything else.
    SomethingElse,
}

impl Category {
    /// All categories, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Hardware, Self::Software, Self::Network, Self::AccountAccess, Self::SomethingElse];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hardware => "Hardware",
            Self::Software => "Software",
            Self::Network => "Network",
            Self::AccountAccess => "Account access",
            Self::SomethingElse => "Something else",
        }
    }

    /// Examples that help to choose.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Hardware => "A computer, screen, printer or phone",
            Self::Software => "A program, mail, calendar or files",
            Self::Network => "Wi-Fi, VPN or the internet",
            Self::AccountAccess => "Signing in, a password or permission to use something",
            Self::SomethingElse => "You are not sure, or none of these",
        }
    }

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Hardware => "hardware",
            Self::Software => "software",
            Self::Network => "network",
            Self::AccountAccess => "account-access",
            Self::SomethingElse => "something-else",
        }
    }

    /// The category of a form's value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// The value of "I'm not sure" (D1.5).
pub const NOT_SURE: &str = "not-sure";

/// The choices for who is affected: value, label.
pub const IMPACTS: [(&str, &str, Option<Impact>); 4] = [
    ("only-me", "Only me", Some(Impact::OnlyMe)),
    ("several", "Several people", Some(Impact::Several)),
    ("shared", "A whole team, a site or a service many people share", Some(Impact::Shared)),
    (NOT_SURE, "I’m not sure", None),
];

/// The choices for whether one can work: value, label.
pub const URGENCIES: [(&str, &str, Option<Urgency>); 4] = [
    ("blocked", "No, and there is no way around it", Some(Urgency::Blocked)),
    ("slowed", "Yes, but slowed down; there is a way around", Some(Urgency::Slowed)),
    ("can-wait", "Yes, it can wait", Some(Urgency::CanWait)),
    (NOT_SURE, "I’m not sure", None),
];

/// The pages of intake, in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// What happened.
    #[default]
    Describe,
    /// What it is about.
    Category,
    /// Who is affected, can they work, since when.
    Effect,
    /// Check your answers.
    Check,
}

impl Page {
    /// All pages in order.
    pub const ALL: [Self; 4] = [Self::Describe, Self::Category, Self::Effect, Self::Check];

    /// Its name in forms and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Category => "category",
            Self::Effect => "effect",
            Self::Check => "check",
        }
    }

    /// Its address.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Describe => "/new",
            Self::Category => "/new/category",
            Self::Effect => "/new/effect",
            Self::Check => "/new/check",
        }
    }

    /// The page after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Describe => Self::Category,
            Self::Category => Self::Effect,
            Self::Effect | Self::Check => Self::Check,
        }
    }

    /// The page before it, if any.
    #[must_use]
    pub fn back(self) -> Option<Self> {
        match self {
            Self::Describe => None,
            Self::Category => Some(Self::Describe),
            Self::Effect => Some(Self::Category),
            Self::Check => Some(Self::Effect),
        }
    }

    /// Its number, from one.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Describe => 1,
            Self::Category => 2,
            Self::Effect => 3,
            Self::Check => 4,
        }
    }
}

/// The answers as typed. Reading them never fails; [`Answers::check`] is what judges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// What happened.
    pub description: String,
    /// A short title; empty means "propose one from the description" (A05).
    pub title: String,
    /// A [`Category::value`].
    pub category: String,
    /// A value of [`IMPACTS`].
    pub impact: String,
    /// A value of [`URGENCIES`].
    pub urgency: String,
    /// When it began, in the requester's words. Optional.
    pub since: String,
    /// What was tried. Optional.
    pub tried: String,
}

/// The answers once they are sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What happened.
    pub description: Body,
    /// The short title.
    pub title: Title,
    /// What it is about.
    pub category: Category,
    /// Who is affected; `None` when not sure.
    pub impact: Option<Impact>,
    /// How it stops work; `None` when not sure.
    pub urgency: Option<Urgency>,
    /// When it began, in the requester's words.
    pub since: Option<Remark>,
    /// What was tried.
    pub tried: Option<Remark>,
}

impl Intake {
    /// The priority that follows, with its reason.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        assess(self.impact, self.urgency)
    }
}

impl Answers {
    /// Takes over what `page` asks from `newer`, and nothing else.
    pub fn merge(&mut self, page: Page, newer: Self) {
        match page {
            Page::Describe => self.description = newer.description,
            Page::Category => self.category = newer.category,
            Page::Effect => {
                self.impact = newer.impact;
                self.urgency = newer.urgency;
                self.since = newer.since;
                self.tried = newer.tried;
            }
            Page::Check => self.title = newer.title,
        }
    }

    /// The title that was given, or the one that follows from the description.
    #[must_use]
    pub fn title_or_proposal(&self) -> String {
        let given = self.title.trim();
        if given.is_empty() { Title::propose(&self.description) } else { given.to_owned() }
    }

    /// Judges what one page asks (D1.9).
    ///
    /// # Errors
    /// Every field of that page at fault.
    pub fn check_page(&self, page: Page) -> Result<(), Problem> {
        let mut check = Check::new();
        match page {
            Page::Describe => drop(self.check_description(&mut check)),
            Page::Category => drop(self.check_category(&mut check)),
            Page::Effect => drop(self.check_effect(&mut check)),
            Page::Check => return self.clone().check().map(drop),
        }
        check.finish(Some(()))
    }

    /// Judges everything.
    ///
    /// # Errors
    /// Every field at fault, in the order of the pages.
    pub fn check(self) -> Result<Intake, Problem> {
        let mut check = Check::new();
        let description = self.check_description(&mut check);
        let category = self.check_category(&mut check);
        let effect = self.check_effect(&mut check);
        let title = description.is_some().then(|| {
            let title = Title::parse(&self.title_or_proposal());
            check.take("title", title.map_err(|it| it.advice("a short title")))
        });
        let valid = (|| {
            let (impact, urgency, since, tried) = effect?;
            let (description, title, category) = (description?, title??, category?);
            Some(Intake { description, title, category, impact, urgency, since, tried })
        })();
        check.finish(valid)
    }

    fn check_description(&self, check: &mut Check) -> Option<Body> {
        let body = Body::parse(&self.description);
        check.take("description", body.map_err(|it| it.advice("what happened")))
    }

    fn check_category(&self, check: &mut Check) -> Option<Category> {
        check
            .take("category", Category::from_value(&self.category).ok_or("Choose what it is about"))
    }

    fn check_effect(&self, check: &mut Check) -> Option<Effect> {
        let impact = IMPACTS.iter().find(|it| it.0 == self.impact).map(|it| it.2);
        let urgency = URGENCIES.iter().find(|it| it.0 == self.urgency).map(|it| it.2);
        let impact = check.take("impact", impact.ok_or("Choose who is affected"));
        let urgency = check.take("urgency", urgency.ok_or("Choose whether you can work"));
        let since = check.take("since", optional(&self.since, "when it started"));
        let tried = check.take("tried", optional(&self.tried, "what you tried"));
        Some((impact?, urgency?, since?, tried?))
    }
}

type Effect = (Option<Impact>, Option<Urgency>, Option<Remark>, Option<Remark>);

fn optional(text: &str, what: &str) -> Result<Option<Remark>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Remark::parse(text).map(Some).map_err(|it| it.advice(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Answers {
        Answers {
            description: "VPN stops at verifying. Error 809.".into(),
            category: "network".into(),
            impact: "several".into(),
            urgency: "slowed".into(),
            ..Answers::default()
        }
    }

    #[test]
    fn complete_answers_make_an_intake_with_a_proposed_title() {
        let intake = complete().check().unwrap();
        assert_eq!(&*intake.title, "VPN stops at verifying");
        assert_eq!(intake.since, None);
    }

    #[test]
    fn everything_missing_is_told_at_once_in_the_order_of_the_pages() {
        let problem = Answers::default().check().unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["description", "category", "impact", "urgency"]);
    }

    #[test]
    fn a_page_is_judged_alone() {
        let answers = Answers { description: "It broke".into(), ..Answers::default() };
        assert!(answers.check_page(Page::Describe).is_ok());
        assert!(answers.check_page(Page::Category).is_err());
    }

    #[test]
    fn a_page_changes_only_what_it_asks() {
        let mut kept = complete();
        kept.merge(Page::Category, Answers { category: "hardware".into(), ..Answers::default() });
        assert_eq!(kept, Answers { category: "hardware".into(), ..complete() });
    }
}
