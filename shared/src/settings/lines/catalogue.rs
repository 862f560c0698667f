//! The catalogue as lines of text. What there is stands in lists, `teams.order` and the like; each that is listed
//! has lines of its own.

use super::{Line, Reading};
use crate::{
    catalogue::{Catalogue, TeamEntry},
    handle::Handle,
    settings::Group,
    text::{Label, TextError, Word},
    ticket::{
        intake::{
            Category,
            tree::{Ask, AskFirst, CategoryEntry, Detail, Effect, Topic, TopicName, Tree},
        },
        kind::TicketType,
        priority::{Impact, Urgency},
        team::Team,
    },
};

/// What a file says of an effect that the requester is asked about.
const ASKED: &str = "asked";

/// The lines of `catalogue`.
pub(super) fn lines(catalogue: &Catalogue) -> Vec<Line> {
    let mut lines = Lines(Vec::new());
    lines.teams(&catalogue.teams);
    lines.tree(&catalogue.intake);
    lines.0
}

struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, group: Group, name: &str, label: String, value: String) {
        self.0.push(Line { group, key: format!("{}.{name}", group.value()), label, value });
    }

    fn teams(&mut self, teams: &[TeamEntry]) {
        let group = Group::Teams;
        let order = list(teams.iter().map(|it| it.value));
        let retired = list(teams.iter().filter(|it| it.retired).map(|it| it.value));
        self.add(group, "order", "Teams, in their order".to_owned(), order);
        self.add(group, "retired", "Teams that are no longer offered".to_owned(), retired);
        for TeamEntry { value, label, .. } in teams {
            let about = format!("Name of the team {value}");
            self.add(group, &format!("{value}.name"), about, label.to_string());
        }
    }

    fn tree(&mut self, tree: &Tree) {
        let group = Group::Intake;
        let order = list(tree.categories.iter().map(|it| it.value));
        let retired = list(tree.categories.iter().filter(|it| it.retired).map(|it| it.value));
        self.add(group, "order", "Categories, in their order".to_owned(), order);
        self.add(group, "retired", "Categories that are no longer offered".to_owned(), retired);
        tree.categories.iter().for_each(|it| self.category(it));
    }

    fn category(&mut self, category: &CategoryEntry) {
        let CategoryEntry { value, label, hint, team, ask_first, topics, .. } = category;
        let order = list(topics.iter().map(|it| it.value));
        let retired = list(topics.iter().filter(|it| it.retired).map(|it| it.value));
        for (name, about, said) in [
            ("name", "name", label.to_string()),
            ("hint", "examples", said(hint.as_ref())),
            ("team", "team for what fits no topic", team.to_string()),
            ("ask-first", "what staff ask first", ask_first.value().to_owned()),
            ("topics", "topics, in their order", order),
            ("retired", "topics that are no longer offered", retired),
        ] {
            let about = format!("Category {value}: {about}");
            self.add(Group::Intake, &format!("{value}.{name}"), about, said);
        }
        topics.iter().for_each(|it| self.topic(*value, it));
    }

    fn topic(&mut self, category: Category, topic: &Topic) {
        let Topic { value, label, words, ticket_type, team, asks, effect, .. } = topic;
        let (effect, because) = match effect {
            Effect::Asked => (ASKED.to_owned(), String::new()),
            Effect::Known { impact, urgency, because } => {
                (format!("{}, {}", impact.value(), urgency.value()), because.to_string())
            }
        };
        let mut add = |name: &str, about: &str, said: String| {
            let about = format!("Topic {value}: {about}");
            self.add(Group::Intake, &format!("{category}.{value}.{name}"), about, said);
        };
        add("label", "what people read", label.to_string());
        add("words", "words that speak for it", list(words));
        add("type", "type of ticket", ticket_type.value().to_owned());
        add("team", "team", team.to_string());
        add("effect", "who is affected, and whether they can work", effect);
        add("because", "why that is known", because);
        add("asks", "what else is asked", list(asks.iter().map(|it| detail_value(it.detail))));
        for Ask { detail, label, hint } in asks {
            let name = detail_value(*detail);
            add(name, &format!("question ({name})"), label.to_string());
            add(&format!("{name}.hint"), &format!("help ({name})"), said(hint.as_ref()));
        }
    }
}

impl Reading {
    /// The catalogue that the lines say.
    pub(super) fn catalogue(&mut self) -> Option<Catalogue> {
        let (teams, intake) = (self.teams(), self.tree());
        let catalogue = Catalogue { teams: teams?, intake: intake? };
        let faults = catalogue.faults();
        for it in &faults {
            self.check.refuse(&it.key, &*it.text);
        }
        faults.is_empty().then_some(catalogue)
    }

    fn teams(&mut self) -> Option<Vec<TeamEntry>> {
        let lists = self.listed::<Team>(Group::Teams, "order", "retired");
        let Some((order, retired)) = lists else {
            self.pass_over(Group::Teams);
            return None;
        };
        let teams: Vec<_> = order
            .into_iter()
            .map(|value| {
                let label = self.label(Group::Teams, &format!("{value}.name"), "the name");
                Some(TeamEntry { value, label: label?, retired: retired.contains(&value) })
            })
            .collect();
        teams.into_iter().collect()
    }

    fn tree(&mut self) -> Option<Tree> {
        let lists = self.listed::<Category>(Group::Intake, "order", "retired");
        let Some((order, retired)) = lists else {
            self.pass_over(Group::Intake);
            return None;
        };
        let categories: Vec<_> =
            order.into_iter().map(|it| self.category(it, retired.contains(&it))).collect();
        Some(Tree { categories: categories.into_iter().collect::<Option<_>>()? })
    }

    fn category(&mut self, value: Category, retired: bool) -> Option<CategoryEntry> {
        let group = Group::Intake;
        let key = |name: &str| format!("{value}.{name}");
        let label = self.label(group, &key("name"), "the name");
        let hint = self.take(group, &key("hint"), read_hint);
        let team = self.take(group, &key("team"), read_team);
        let ask_first = self.take(group, &key("ask-first"), read_ask_first);
        let (topics, gone) = self.listed::<TopicName>(group, &key("topics"), &key("retired"))?;
        let topics: Vec<_> =
            topics.into_iter().map(|it| self.topic(value, it, gone.contains(&it))).collect();
        Some(CategoryEntry {
            value,
            label: label?,
            hint: hint?,
            team: team?,
            ask_first: ask_first?,
            topics: topics.into_iter().collect::<Option<_>>()?,
            retired,
        })
    }

    fn topic(&mut self, category: Category, value: TopicName, retired: bool) -> Option<Topic> {
        let group = Group::Intake;
        let key = |name: &str| format!("{category}.{value}.{name}");
        let label = self.label(group, &key("label"), "what people read");
        let words = self.take(group, &key("words"), read_words);
        let ticket_type = self.take(group, &key("type"), read_type);
        let team = self.take(group, &key("team"), read_team);
        let effect = self.take(group, &key("effect"), read_effect);
        let because = match effect {
            Some(Some(_)) => self.label(group, &key("because"), "why that is known").map(Some),
            _ => self.take(group, &key("because"), read_hint).map(|_| None),
        };
        let Some(details) = self.take(group, &key("asks"), read_details) else {
            // What belongs to them is not at fault.
            for name in Detail::ALL.map(detail_value) {
                self.values.remove(&format!("{}.{}", group.value(), key(name)));
                self.values.remove(&format!("{}.{}.hint", group.value(), key(name)));
            }
            return None;
        };
        let asks: Vec<Option<Ask>> = details
            .into_iter()
            .map(|detail| {
                let name = detail_value(detail);
                let label = self.label(group, &key(name), "the question");
                let hint = self.take(group, &key(&format!("{name}.hint")), read_hint);
                Some(Ask { detail, label: label?, hint: hint? })
            })
            .collect();
        let effect = match (effect?, because?) {
            (Some((impact, urgency)), Some(because)) => Effect::Known { impact, urgency, because },
            _ => Effect::Asked,
        };
        Some(Topic {
            value,
            label: label?,
            words: words?,
            ticket_type: ticket_type?,
            team: team?,
            asks: asks.into_iter().collect::<Option<_>>()?,
            effect,
            retired,
        })
    }

    fn label(&mut self, group: Group, name: &str, what: &str) -> Option<Label> {
        self.take(group, name, |it| Label::parse(it).map_err(|it| it.advice(what)))
    }

    /// Everything that there is, and what of it is no longer offered.
    fn listed<T: From<Handle> + PartialEq>(
        &mut self,
        group: Group,
        all: &str,
        retired: &str,
    ) -> Option<(Vec<T>, Vec<T>)> {
        let list = self.take(group, all, read_handles::<T>);
        let gone = self.take(group, retired, read_handles::<T>);
        let (list, gone) = (list?, gone?);
        let known = gone.iter().all(|it| list.contains(it));
        let key = format!("{}.{retired}", group.value());
        let known = if known { Ok(()) } else { Err("Name only what stands in the other list") };
        self.check.take(&key, known)?;
        Some((list, gone))
    }

    /// Leaves the other lines of a group alone: it is not known what belongs there.
    fn pass_over(&mut self, group: Group) {
        let begins = format!("{}.", group.value());
        self.values.retain(|key, _| !key.starts_with(&begins));
    }
}

fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|it| it.to_string()).collect::<Vec<_>>().join(", ")
}

fn said(text: Option<&Label>) -> String {
    text.map(Label::to_string).unwrap_or_default()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|it| !it.is_empty())
}

fn read_handles<T: From<Handle>>(text: &str) -> Result<Vec<T>, &'static str> {
    let handles: Option<Vec<T>> = parts(text).map(|it| Handle::parse(it).map(T::from)).collect();
    handles.ok_or("Use lower-case letters, digits and dashes, at most 32, with commas between")
}

/// A text that may be missing.
pub(crate) fn read_hint(text: &str) -> Result<Option<Label>, String> {
    super::read_optional(text, Label::parse, "this text")
}

/// A team's value.
pub(crate) fn read_team(text: &str) -> Result<Team, &'static str> {
    Team::from_value(text).ok_or("Choose a team")
}

/// The words of a topic, with commas between.
pub(crate) fn read_words(text: &str) -> Result<Vec<Word>, String> {
    let words = parts(text).map(Word::parse).collect::<Result<Vec<_>, TextError>>();
    words.map_err(|it| it.advice("these words, with commas between"))
}

/// What type of ticket a topic makes.
pub(crate) fn read_type(text: &str) -> Result<TicketType, &'static str> {
    TicketType::from_value(text).ok_or("Choose incident, service-request or question")
}

/// What staff ask first.
pub(crate) fn read_ask_first(text: &str) -> Result<AskFirst, &'static str> {
    AskFirst::from_value(text).ok_or("Choose details, person or affected")
}

fn read_effect(text: &str) -> Result<Option<(Impact, Urgency)>, &'static str> {
    if text == ASKED {
        return Ok(None);
    }
    let known = text.split_once(',').and_then(|(impact, urgency)| {
        Some((Impact::from_value(impact.trim())?, Urgency::from_value(urgency.trim())?))
    });
    known.map(Some).ok_or("Choose asked, or write it as “only-me, can-wait”")
}

fn read_details(text: &str) -> Result<Vec<Detail>, &'static str> {
    let known = |it: &str| Detail::ALL.into_iter().find(|detail| detail_value(*detail) == it);
    let details: Option<Vec<Detail>> = parts(text).map(known).collect();
    details.ok_or("Choose of which, place, message and needed-by")
}

fn detail_value(detail: Detail) -> &'static str {
    match detail {
        Detail::Which => "which",
        Detail::Place => "place",
        Detail::Message => "message",
        Detail::NeededBy => "needed-by",
    }
}
