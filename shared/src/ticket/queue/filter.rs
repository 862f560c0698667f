//! Which tickets of the queue are shown. A filter is what stands behind the `?` of an address: it is read from
//! one, printed into one, and applied here, so that a link, a form without scripts and a saved view are the
//! same thing.

use super::{DueIn, age::Age};
use crate::{
    id::PersonId,
    ticket::{
        Ticket, filter::Words, intake::Category, priority::Priority, status::Stage, team::Team,
    },
    time::Instant,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What is asked for: of each list any one, of all parts every one. The default shows everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(inline)]
pub struct QueueFilter {
    /// Words of the title, the reference or the requester’s name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Where it stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<Stage>,
    /// What comes first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<Priority>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<Category>,
    /// Which team it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<Team>,
    /// Who works on it: `me`, `nobody`, or the id of a person.
    #[serde(skip_serializing_if = "With::is_anybody")]
    pub with: With,
    /// When something has to happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DueIn>,
    /// How long ago it was received at least: `15m`, `4h`, `3d`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older: Option<Age>,
    /// Only those whose requester is not happy.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unhappy: bool,
}

/// Who works on a ticket.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum With {
    /// Anybody or nobody.
    #[default]
    Anybody,
    /// Whoever reads the queue.
    Me,
    /// Nobody yet.
    Nobody,
    /// This one.
    Person(PersonId),
}

impl With {
    fn is_anybody(&self) -> bool {
        *self == Self::Anybody
    }

    fn fits(self, assignee: Option<PersonId>, reader: PersonId) -> bool {
        match self {
            Self::Anybody => true,
            Self::Me => assignee == Some(reader),
            Self::Nobody => assignee.is_none(),
            Self::Person(person) => assignee == Some(person),
        }
    }
}

impl fmt::Display for With {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anybody => Ok(()),
            Self::Me => f.write_str("me"),
            Self::Nobody => f.write_str("nobody"),
            Self::Person(person) => person.fmt(f),
        }
    }
}

impl FromStr for With {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" => Ok(Self::Anybody),
            "me" => Ok(Self::Me),
            "nobody" => Ok(Self::Nobody),
            id => id.parse().map(Self::Person),
        }
    }
}

impl TryFrom<String> for With {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<With> for String {
    fn from(with: With) -> Self {
        with.to_string()
    }
}

impl QueueFilter {
    /// What an address asks for; what it says wrongly is passed over.
    #[must_use]
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name {
                "q" if filter.q.is_empty() => filter.q = value.trim().to_owned(),
                "status" => filter.status.extend(Stage::from_value(value)),
                "priority" => filter.priority.extend(Priority::from_value(value)),
                "category" => filter.category.extend(Category::from_value(value)),
                "team" => filter.team.extend(Team::from_value(value)),
                "with" => filter.with = value.parse().unwrap_or(filter.with),
                "due" => filter.due = DueIn::from_value(value).or(filter.due),
                "older" => filter.older = value.parse().ok().or(filter.older),
                "unhappy" => filter.unhappy |= value == TRUE,
                _ => {}
            }
        }
        filter.in_order()
    }

    /// The same with every list in its one order and without repetition: two filters that ask for the same
    /// are equal.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.q = self.q.trim().to_owned();
        order(&mut self.status, &Stage::ALL);
        order(&mut self.priority, &Priority::ALL);
        self.category.sort_unstable();
        self.category.dedup();
        self.team.sort_unstable();
        self.team.dedup();
        self
    }

    /// What an address says, by name and value. [`QueueFilter::read`] reads it back.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: &str| {
            if !value.is_empty() {
                pairs.push((name, value.to_owned()));
            }
        };
        add("q", self.q.trim());
        self.status.iter().for_each(|it| add("status", it.value()));
        self.priority.iter().for_each(|it| add("priority", it.value()));
        self.category.iter().for_each(|it| add("category", it.value()));
        self.team.iter().for_each(|it| add("team", it.value()));
        add("with", &self.with.to_string());
        add("due", self.due.map(DueIn::value).unwrap_or_default());
        add("older", &self.older.map(|it| it.to_string()).unwrap_or_default());
        add("unhappy", if self.unhappy { TRUE } else { "" });
        pairs
    }

    /// Whether it shows everything.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Ready to be asked about many tickets: for `reader`, who is “me”, at `now`.
    #[must_use]
    pub fn prepared(&self, reader: PersonId, now: Instant) -> Prepared<'_> {
        Prepared { filter: self, words: Words::of(&self.q), reader, now }
    }
}

/// How an address says yes.
const TRUE: &str = "true";

fn order<T: Copy + PartialEq>(list: &mut Vec<T>, all: &[T]) {
    *list = all.iter().copied().filter(|it| list.contains(it)).collect();
}

/// A filter for one reader at one time.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    filter: &'a QueueFilter,
    words: Words,
    reader: PersonId,
    now: Instant,
}

impl Prepared<'_> {
    /// Whether it shows `ticket`, of somebody called `requester`, where something is due at `due`.
    #[must_use]
    pub fn shows(&self, ticket: &Ticket, requester: &str, due: Option<Instant>) -> bool {
        let it = self.filter;
        is_among(&it.status, ticket.status.stage())
            && is_among(&it.priority, ticket.priority)
            && is_among(&it.category, ticket.category)
            && is_among(&it.team, ticket.team)
            && it.with.fits(ticket.assignee, self.reader)
            && it.due.is_none_or(|wanted| DueIn::of(due, self.now) == wanted)
            && it.older.is_none_or(|age| self.now - ticket.received >= age.delta())
            && (!it.unhappy || ticket.unhappy_since.is_some())
            && self.words.fit_any(&[&ticket.title, requester], ticket.reference)
    }
}

/// An empty list asks for nothing in particular.
fn is_among<T: PartialEq>(list: &[T], value: T) -> bool {
    list.is_empty() || list.contains(&value)
}
