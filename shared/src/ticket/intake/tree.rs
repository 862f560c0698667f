//! The tree behind intake: for each category what people's troubles are called in their own words, and
//! what follows from each (A02, A14, A17). Plain data, which the organisation sets (see [`crate::catalogue`]);
//! knows nothing of answers or pages.

use super::{Category, NOT_SURE};
use crate::{
    handle::handles,
    text::{Label, Word},
    ticket::{
        kind::TicketType,
        priority::{Impact, Urgency},
        team::Team,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What people read who choose none of the topics.
pub const NONE_OF_THESE: &str = "None of these, or I’m not sure";

handles! {
    /// How a form says a topic. Unique in the whole tree, and no category's: an address says either.
    TopicName;
}

/// What people can ask about, in the order in which it is offered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tree {
    /// The categories, those that are no longer offered among them.
    pub categories: Vec<CategoryEntry>,
}

/// A category, with what it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CategoryEntry {
    /// How programs say it. Never changes.
    pub value: Category,
    /// What people read.
    pub label: Label,
    /// Examples that help to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Label>,
    /// Who takes what fits no topic.
    pub team: Team,
    /// What staff are advised to ask first where it was not said.
    #[serde(default)]
    pub ask_first: AskFirst,
    /// What somebody's trouble may be closest to. Without any, nobody is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// No longer offered; what was filed under it keeps its label.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// What helps most where much was left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AskFirst {
    /// What the topic asks for.
    #[default]
    Details,
    /// Who it is: an account is discussed with somebody who is known.
    Person,
    /// Who is affected: how far something has failed says more about it than any detail.
    Affected,
}

/// A leaf of the tree: what somebody's trouble is closest to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Topic {
    /// What a form carries. Never changes.
    pub value: TopicName,
    /// What people read.
    pub label: Label,
    /// Words in a description that speak for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
    /// What type of ticket it makes.
    pub ticket_type: TicketType,
    /// Who works on it.
    pub team: Team,
    /// What else is worth knowing; all optional, so that there is no dead end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// How it bears on work.
    pub effect: Effect,
    /// No longer offered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// Something else that is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ask {
    /// Which answer holds it.
    pub detail: Detail,
    /// The question.
    pub label: Label,
    /// One short sentence that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Label>,
}

/// The answers that hold details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Which thing it is.
    Which,
    /// Where.
    Place,
    /// The exact words on the screen, or what else was seen.
    Message,
    /// By when something is needed.
    NeededBy,
}

/// How a topic bears on work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The requester is asked.
    Asked,
    /// It is known, and asking would be a burden.
    Known {
        /// Who is affected.
        impact: Impact,
        /// How it stops work.
        urgency: Urgency,
        /// Why, as one sentence for the requester.
        because: Label,
    },
}

impl Tree {
    /// A category, whether it is offered or not.
    #[must_use]
    pub fn entry(&self, category: Category) -> Option<&CategoryEntry> {
        self.categories.iter().find(|it| it.value == category)
    }

    /// A category that is offered.
    #[must_use]
    pub fn offers(&self, category: Category) -> Option<&CategoryEntry> {
        self.entry(category).filter(|it| !it.retired)
    }

    /// The categories that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &CategoryEntry> {
        self.categories.iter().filter(|it| !it.retired)
    }

    /// A topic that is offered, with its category; nobody finds "not sure", which belongs to every category.
    #[must_use]
    pub fn find(&self, value: &str) -> Option<(&CategoryEntry, &Topic)> {
        self.offered().find_map(|it| Some((it, it.topic(value)?)))
    }

    /// The topic at a place in the tree, where one was chosen.
    #[must_use]
    pub fn topic(&self, category: Option<Category>, topic: Option<TopicName>) -> Option<&Topic> {
        self.offers(category?)?.topic(topic?.value())
    }

    /// The tree without what is no longer offered: what people have to know who ask for help.
    #[must_use]
    pub fn offer(&self) -> Self {
        let categories = self
            .offered()
            .map(|it| CategoryEntry { topics: it.offered().cloned().collect(), ..it.clone() });
        Self { categories: categories.collect() }
    }
}

impl CategoryEntry {
    /// The topics that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter().filter(|it| !it.retired)
    }

    /// Whether anybody is asked which topic is closest.
    #[must_use]
    pub fn has_topics(&self) -> bool {
        self.offered().next().is_some()
    }

    /// A topic that is offered.
    #[must_use]
    pub fn topic(&self, value: &str) -> Option<&Topic> {
        self.offered().find(|it| it.value.value() == value)
    }

    /// The topic that people read as `label`, offered or not.
    #[must_use]
    pub fn topic_called(&self, label: &str) -> Option<&Topic> {
        self.topics.iter().find(|it| &*it.label == label)
    }
}

impl Topic {
    /// Whether there is anything left to ask about it.
    #[must_use]
    pub fn asks_anything(&self) -> bool {
        !self.asks.is_empty() || self.effect == Effect::Asked
    }
}

impl TopicName {
    /// "I'm not sure" (D1.5).
    pub const NOT_SURE: Self = Self::own(NOT_SURE);

    /// Whether this is the way out: none of the others, or not sure.
    #[must_use]
    pub fn is_unsure(self) -> bool {
        self == Self::NOT_SURE
    }
}

impl Detail {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Which, Self::Place, Self::Message, Self::NeededBy];

    /// The field of a form that carries it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Which => "which",
            Self::Place => "place",
            Self::Message => "message",
            Self::NeededBy => "needed_by",
        }
    }

    /// What it is, for whoever makes the question.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Which => "Which thing it is",
            Self::Place => "Where it is",
            Self::Message => "What exactly was seen",
            Self::NeededBy => "By when it is needed",
        }
    }
}

impl AskFirst {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Details, Self::Person, Self::Affected];

    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Details => "What the topic asks for",
            Self::Person => "Who it is",
            Self::Affected => "Who is affected",
        }
    }

    /// The value that forms carry.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Person => "person",
            Self::Affected => "affected",
        }
    }

    /// The one with this value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}
