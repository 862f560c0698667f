//! What a requester answers before a request is sent: as typed, and once it is sound.

pub mod contact;
pub mod page;
pub mod proposal;
pub mod tree;

use super::{
    kind::TicketType,
    priority::{Assessment, Impact, Matrix, Urgency, assess},
    team::Team,
};
use crate::{
    attachment,
    handle::handles,
    id::AttachmentId,
    problem::{Check, Problem},
    text::{Body, Remark, ShortAnswer, Slug, TextError, Title},
};
use contact::Contact;
use page::Page;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tree::{CategoryEntry, Detail, Effect, Topic, TopicName, Tree};

handles! {
    /// What it is about, in people's own words (A14). Which there are, the organisation decides: see
    /// [`crate::catalogue`].
    Category;
}

impl Category {
    /// Anything else. There is always one.
    pub const SOMETHING_ELSE: Self = Self::own("something-else");
}

/// The value of "I'm not sure" (D1.5).
pub const NOT_SURE: &str = "not-sure";

/// As many read articles go with a request.
const MOST_ARTICLES: usize = 5;

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

/// The answers as typed. Reading them never fails; [`Answers::check`] is what judges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// What happened.
    pub description: String,
    /// For whom it is, when not for oneself (A04). Optional.
    pub behalf: String,
    /// Files that belong to it, by their ids.
    pub files: Vec<String>,
    /// Articles that were read and did not help, by their slugs (D2.7).
    pub articles: Vec<String>,
    /// A short title; empty means "propose one from the description" (A05).
    pub title: String,
    /// A [`Category`].
    pub category: String,
    /// A [`TopicName`] of that category, or [`NOT_SURE`].
    pub topic: String,
    /// See [`tree::Detail::Which`]. Optional, like all details.
    pub which: String,
    /// See [`tree::Detail::Place`].
    pub place: String,
    /// See [`tree::Detail::Message`].
    pub message: String,
    /// See [`tree::Detail::NeededBy`].
    pub needed_by: String,
    /// A value of [`IMPACTS`].
    pub impact: String,
    /// A value of [`URGENCIES`].
    pub urgency: String,
    /// When it began, in the requester's words. Optional.
    pub since: String,
    /// What was tried. Optional.
    pub tried: String,
    /// Where a guest is reached. Nobody who is signed in is asked (D1.7).
    pub email: String,
    /// What a guest is called. Optional.
    pub name: String,
}

/// The answers once they are sound, with what follows from them. Complete in itself: it stays true when
/// the tree is changed later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What happened.
    pub description: Body,
    /// For whom it is, when not for the requester.
    #[serde(default)]
    pub behalf: Option<ShortAnswer>,
    /// The short title.
    pub title: Title,
    /// What it is about.
    pub category: Category,
    /// The topic, in the words that the requester chose; `None` when not sure, or not asked.
    #[serde(default)]
    pub topic: Option<String>,
    /// What else was asked and answered.
    #[serde(default)]
    pub details: Vec<Answered>,
    /// The type that follows (A17).
    #[serde(default)]
    pub ticket_type: TicketType,
    /// The team that follows.
    #[serde(default)]
    pub team: Team,
    /// Who is affected; `None` when not sure.
    pub impact: Option<Impact>,
    /// How it stops work; `None` when not sure.
    pub urgency: Option<Urgency>,
    /// Why they are what they are, where nobody was asked.
    #[serde(default)]
    pub because: Option<String>,
    /// The requester was not sure of the topic.
    #[serde(default)]
    pub is_topic_unsure: bool,
    /// When it began, in the requester's words.
    pub since: Option<ShortAnswer>,
    /// What was tried.
    pub tried: Option<Remark>,
    /// Articles that were read and did not help, by their slugs.
    #[serde(default)]
    pub articles: Vec<String>,
}

/// A question and its answer, as they were read and written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: ShortAnswer,
}

impl Intake {
    /// The priority that follows by `matrix`, with its reason.
    #[must_use]
    pub fn assessment(&self, matrix: &Matrix) -> Assessment {
        let assessed = assess(matrix, self.impact, self.urgency);
        Assessment {
            reason: self.because.clone().unwrap_or(assessed.reason),
            needs_triage: assessed.needs_triage || self.is_topic_unsure,
            ..assessed
        }
    }
}

impl Answers {
    /// Takes over what `page` asks from `newer`, and nothing else. What hangs on a choice goes with it.
    pub fn merge(&mut self, page: Page, newer: Self) {
        match page {
            Page::Describe => {
                self.description = newer.description;
                self.behalf = newer.behalf;
                self.files = newer.files;
                if !newer.articles.is_empty() {
                    self.articles = newer.articles;
                }
            }
            Page::Category if self.category != newer.category => {
                self.category = newer.category;
                self.merge(Page::Topic, Self::default());
            }
            Page::Topic if self.topic != newer.topic => {
                self.topic = newer.topic;
                for detail in Detail::ALL {
                    self.detail_mut(detail).clear();
                }
            }
            Page::Category | Page::Topic => {}
            Page::Effect => {
                self.which = newer.which;
                self.place = newer.place;
                self.message = newer.message;
                self.needed_by = newer.needed_by;
                self.impact = newer.impact;
                self.urgency = newer.urgency;
                self.since = newer.since;
                self.tried = newer.tried;
            }
            Page::Contact => {
                self.email = newer.email;
                self.name = newer.name;
            }
            Page::Check => self.title = newer.title,
        }
    }

    /// The answer that holds a detail.
    #[must_use]
    pub fn detail(&self, detail: Detail) -> &str {
        match detail {
            Detail::Which => &self.which,
            Detail::Place => &self.place,
            Detail::Message => &self.message,
            Detail::NeededBy => &self.needed_by,
        }
    }

    fn detail_mut(&mut self, detail: Detail) -> &mut String {
        match detail {
            Detail::Which => &mut self.which,
            Detail::Place => &mut self.place,
            Detail::Message => &mut self.message,
            Detail::NeededBy => &mut self.needed_by,
        }
    }

    /// The title that was given, or the one that follows from the description.
    #[must_use]
    pub fn title_or_proposal(&self) -> String {
        let given = self.title.trim();
        if given.is_empty() { Title::propose(&self.description) } else { given.to_owned() }
    }

    /// The category and what was chosen in it, as far as `tree` offers them.
    pub(super) fn chosen<'a>(&self, tree: &'a Tree) -> Option<Chosen<'a>> {
        let category = tree.offers(Category::from_value(&self.category)?)?;
        let topic = match self.topic.as_str() {
            _ if !category.has_topics() => Some(Closest::NotAsked),
            NOT_SURE => Some(Closest::Unsure),
            topic => category.topic(topic).map(Closest::Topic),
        };
        Some(Chosen { category, topic })
    }

    /// The priority that follows by `matrix`, once enough is answered.
    #[must_use]
    pub fn assessment(&self, tree: &Tree, matrix: &Matrix) -> Option<Assessment> {
        let topic = self.chosen(tree).and_then(|it| it.topic);
        let known = topic.and_then(Closest::topic).map(|it| &it.effect);
        if let Some(Effect::Known { impact, urgency, because }) = known {
            let known = assess(matrix, Some(*impact), Some(*urgency));
            return Some(Assessment { reason: because.to_string(), ..known });
        }
        let (impact, urgency) = (self.impact_chosen()?, self.urgency_chosen()?);
        let assessed = assess(matrix, impact, urgency);
        let is_unsure = topic.is_some_and(Closest::is_unsure);
        Some(Assessment { needs_triage: assessed.needs_triage || is_unsure, ..assessed })
    }

    fn impact_chosen(&self) -> Option<Option<Impact>> {
        IMPACTS.iter().find(|it| it.0 == self.impact).map(|it| it.2)
    }

    fn urgency_chosen(&self) -> Option<Option<Urgency>> {
        URGENCIES.iter().find(|it| it.0 == self.urgency).map(|it| it.2)
    }

    /// Judges what one page asks (D1.9) of what `tree` offers.
    ///
    /// # Errors
    /// Every field of that page at fault.
    pub fn check_page(&self, tree: &Tree, page: Page) -> Result<(), Problem> {
        let mut check = Check::new();
        match page {
            Page::Describe => {
                drop((self.check_description(&mut check), self.check_files(&mut check)));
                drop(self.check_behalf(&mut check));
            }
            Page::Category => drop(self.check_category(tree, &mut check)),
            Page::Topic => {
                if let Some(chosen) = self.check_category(tree, &mut check) {
                    check_topic(chosen, &mut check);
                }
            }
            Page::Effect => {
                let topic = self.chosen(tree).and_then(|it| it.topic).and_then(Closest::topic);
                drop(self.check_effect(topic, &mut check));
            }
            Page::Contact => return Contact::check(self).map(drop),
            Page::Check => return self.clone().check(tree).map(drop),
        }
        check.finish(Some(()))
    }

    /// Judges everything, by what `tree` offers.
    ///
    /// # Errors
    /// Every field at fault, in the order of the pages.
    pub fn check(self, tree: &Tree) -> Result<Intake, Problem> {
        let mut check = Check::new();
        let description = self.check_description(&mut check);
        let files = self.check_files(&mut check);
        let behalf = self.check_behalf(&mut check);
        let chosen = self.check_category(tree, &mut check);
        let closest = chosen.map(|it| check_topic(it, &mut check));
        let topic = closest.flatten().and_then(Closest::topic);
        let effect = self.check_effect(topic, &mut check);
        let title = description.is_some().then(|| {
            let title = Title::parse(&self.title_or_proposal());
            check.take("title", title.map_err(|it| it.advice("a short title")))
        });
        let valid = (|| {
            let Judged { details, impact, urgency, because, since, tried } = effect?;
            let (category, closest) = (chosen?.category, closest??);
            files?;
            Some(Intake {
                description: description?,
                behalf: behalf?,
                title: title??,
                category: category.value,
                topic: topic.map(|it| it.label.to_string()),
                details,
                ticket_type: topic.map_or_else(TicketType::default, |it| it.ticket_type),
                team: topic.map_or(category.team, |it| it.team),
                impact,
                urgency,
                because,
                is_topic_unsure: closest.is_unsure(),
                since,
                tried,
                articles: self.sound_articles(),
            })
        })();
        check.finish(valid)
    }

    /// What is no slug was not read here.
    fn sound_articles(&self) -> Vec<String> {
        let slugs = self.articles.iter().filter(|it| Slug::parse(it).is_ok());
        slugs.take(MOST_ARTICLES).cloned().collect()
    }

    fn check_description(&self, check: &mut Check) -> Option<Body> {
        let body = Body::parse(&self.description);
        check.take("description", body.map_err(|it| it.advice("what happened")))
    }

    /// The files themselves stand beside the intake: see [`crate::ticket::event::Entry::files`].
    fn check_files(&self, check: &mut Check) -> Option<Vec<AttachmentId>> {
        check.take("files", attachment::chosen(&self.files))
    }

    fn check_behalf(&self, check: &mut Check) -> Option<Option<ShortAnswer>> {
        check.take("behalf", short(&self.behalf, "whom it is for"))
    }

    fn check_category<'a>(&self, tree: &'a Tree, check: &mut Check) -> Option<Chosen<'a>> {
        check.take("category", self.chosen(tree).ok_or("Choose what it is about"))
    }

    fn check_effect(&self, topic: Option<&Topic>, check: &mut Check) -> Option<Judged> {
        let mut details = Vec::new();
        for ask in topic.map_or(&[][..], |it| &it.asks) {
            let answer = short(self.detail(ask.detail), "this answer");
            if let Some(answer) = check.take(ask.detail.field(), answer)? {
                details.push(Answered { question: ask.label.to_string(), answer });
            }
        }
        if let Some(Topic { effect: Effect::Known { impact, urgency, because }, .. }) = topic {
            return Some(Judged {
                details,
                impact: Some(*impact),
                urgency: Some(*urgency),
                because: Some(because.to_string()),
                since: None,
                tried: None,
            });
        }
        let impact = check.take("impact", self.impact_chosen().ok_or("Choose who is affected"));
        let urgency =
            check.take("urgency", self.urgency_chosen().ok_or("Choose whether you can work"));
        let since = check.take("since", short(&self.since, "when it started"));
        let tried = check.take("tried", optional(&self.tried, Remark::parse, "what you tried"));
        Some(Judged {
            details,
            impact: impact?,
            urgency: urgency?,
            because: None,
            since: since?,
            tried: tried?,
        })
    }
}

/// A category, and which of its topics is closest, once that is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub(super) category: &'a CategoryEntry,
    pub(super) topic: Option<Closest<'a>>,
}

/// What somebody's trouble is closest to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Closest<'a> {
    /// The category has no topics.
    NotAsked,
    /// None of them, or not sure.
    Unsure,
    /// This one.
    Topic(&'a Topic),
}

impl<'a> Closest<'a> {
    pub(super) fn topic(self) -> Option<&'a Topic> {
        match self {
            Self::Topic(it) => Some(it),
            Self::NotAsked | Self::Unsure => None,
        }
    }

    pub(super) fn is_unsure(self) -> bool {
        matches!(self, Self::Unsure)
    }

    /// As an answer carries it.
    pub(super) fn name(self) -> Option<TopicName> {
        match self {
            Self::NotAsked => None,
            Self::Unsure => Some(TopicName::NOT_SURE),
            Self::Topic(it) => Some(it.value),
        }
    }
}

fn check_topic<'a>(chosen: Chosen<'a>, check: &mut Check) -> Option<Closest<'a>> {
    check.take("topic", chosen.topic.ok_or("Choose what is closest"))
}

/// What the page about the effect comes to.
struct Judged {
    details: Vec<Answered>,
    impact: Option<Impact>,
    urgency: Option<Urgency>,
    because: Option<String>,
    since: Option<ShortAnswer>,
    tried: Option<Remark>,
}

fn short(text: &str, what: &str) -> Result<Option<ShortAnswer>, String> {
    optional(text, ShortAnswer::parse, what)
}

fn optional<T>(
    text: &str,
    parse: fn(&str) -> Result<T, TextError>,
    what: &str,
) -> Result<Option<T>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).map_err(|it| it.advice(what))
}

#[cfg(test)]
mod tests {
    use super::{page::Place, *};

    fn complete() -> Answers {
        Answers {
            description: "VPN stops at verifying. Error 809.".into(),
            category: "network".into(),
            topic: "vpn".into(),
            impact: "several".into(),
            urgency: "slowed".into(),
            ..Answers::default()
        }
    }

    #[test]
    fn complete_answers_make_an_intake_with_a_proposed_title() {
        let intake = complete().check(&Tree::starting()).unwrap();
        assert_eq!(&*intake.title, "VPN stops at verifying");
        assert_eq!(intake.since, None);
    }

    #[test]
    fn everything_missing_is_told_at_once_in_the_order_of_the_pages() {
        let problem = Answers::default().check(&Tree::starting()).unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["description", "category", "impact", "urgency"]);
        assert_eq!(
            Answers::default().first_open_page(&Tree::starting(), Place::default()),
            Page::Describe
        );
    }

    #[test]
    fn a_page_is_judged_alone() {
        let answers = Answers { description: "It broke".into(), ..Answers::default() };
        assert!(answers.check_page(&Tree::starting(), Page::Describe).is_ok());
        assert!(answers.check_page(&Tree::starting(), Page::Category).is_err());
        assert!(answers.check_page(&Tree::starting(), Page::Topic).is_err());
    }

    #[test]
    fn a_page_changes_only_what_it_asks() {
        let mut kept = complete();
        kept.merge(Page::Check, Answers { title: "No VPN".into(), ..Answers::default() });
        assert_eq!(kept, Answers { title: "No VPN".into(), ..complete() });
    }

    #[test]
    fn what_hangs_on_a_choice_goes_with_it() {
        let mut kept = Answers { place: "at home".into(), ..complete() };
        kept.merge(Page::Category, complete());
        assert_eq!(kept.topic, "vpn", "the same choice changes nothing");
        kept.merge(Page::Category, Answers { category: "hardware".into(), ..Answers::default() });
        assert_eq!((kept.topic.as_str(), kept.place.as_str()), ("", ""));
        let tree = Tree::starting();
        assert_eq!(kept.first_open_page(&tree, kept.place(&tree)), Page::Topic);
    }

    #[test]
    fn a_topic_of_another_category_is_refused() {
        let problem =
            Answers { topic: "printer".into(), ..complete() }.check(&Tree::starting()).unwrap_err();
        assert_eq!(problem.text_for("topic"), Some("Choose what is closest"));
    }

    #[test]
    fn type_team_and_priority_follow_from_the_topic() {
        use crate::ticket::priority::Priority::{High, Low};
        for (category, topic, ticket_type, team, priority) in [
            ("network", "vpn", TicketType::Incident, Team::NETWORK, High),
            ("hardware", "new-device", TicketType::ServiceRequest, Team::WORKPLACE, Low),
            ("software", "how-to", TicketType::Question, Team::SERVICE_DESK, Low),
            ("hardware", "lost", TicketType::Incident, Team::ACCOUNTS_AND_SECURITY, High),
        ] {
            let answers = Answers { category: category.into(), topic: topic.into(), ..complete() };
            let matrix = Matrix::default();
            let promised = answers.assessment(&Tree::starting(), &matrix).unwrap();
            let intake = answers.check(&Tree::starting()).unwrap();
            assert_eq!((intake.ticket_type, intake.team), (ticket_type, team), "{topic}");
            assert_eq!(intake.assessment(&matrix).priority, priority, "{topic}");
            assert_eq!(
                intake.assessment(&matrix),
                promised,
                "{topic}: what is shown is what comes out"
            );
        }
    }

    #[test]
    fn details_are_kept_with_their_questions() {
        let answers = Answers { place: "at home".into(), which: "ignored".into(), ..complete() };
        let details = answers.check(&Tree::starting()).unwrap().details;
        assert_eq!(details.len(), 1);
        assert_eq!((&*details[0].question, &*details[0].answer), ("Where are you?", "at home"));
    }
}
