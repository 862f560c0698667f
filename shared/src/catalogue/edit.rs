//! What can be done to a catalogue on one page. Entries are named by the handles that they have, so that an edit
//! fits whatever else was changed meanwhile; nothing is ever taken out.

use super::{Catalogue, TeamEntry};
use crate::{
    handle::Handle,
    text::{Label, Word},
    ticket::{
        intake::{
            Category,
            tree::{Ask, AskFirst, CategoryEntry, Effect, Topic, TopicName, Tree},
        },
        kind::TicketType,
        team::Team,
    },
};

/// What becomes of the teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamsEdit {
    /// Their names, in their order; whoever is not named comes after them.
    pub teams: Vec<(Team, Label)>,
    /// Those that are offered.
    pub offered: Vec<Team>,
    /// One that is added.
    pub new: Option<Label>,
}

/// What becomes of the list of categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoriesEdit {
    /// Their order; what is not named comes after.
    pub order: Vec<Category>,
    /// Those that are offered.
    pub offered: Vec<Category>,
    /// One that is added. It is not offered before it has topics.
    pub new: Option<Label>,
}

/// What becomes of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryEdit {
    /// Which.
    pub category: Category,
    /// What people read.
    pub label: Label,
    /// Examples that help to choose.
    pub hint: Option<Label>,
    /// Who takes what fits no topic.
    pub team: Team,
    /// What staff ask first.
    pub ask_first: AskFirst,
    /// The order of its topics; what is not named comes after.
    pub order: Vec<TopicName>,
    /// Those that are offered.
    pub offered: Vec<TopicName>,
    /// One that is added, for the team of the category.
    pub new: Option<Label>,
}

/// What becomes of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicEdit {
    /// In which category.
    pub category: Category,
    /// Which.
    pub topic: TopicName,
    /// What people read.
    pub label: Label,
    /// Words that speak for it.
    pub words: Vec<Word>,
    /// What type of ticket it makes.
    pub ticket_type: TicketType,
    /// Who works on it.
    pub team: Team,
    /// What else is asked.
    pub asks: Vec<Ask>,
    /// How it bears on work.
    pub effect: Effect,
}

impl TeamsEdit {
    /// Does it.
    pub fn apply(self, catalogue: &mut Catalogue) {
        let Self { teams, offered, new } = self;
        let order: Vec<Team> = teams.iter().map(|it| it.0).collect();
        for it in &mut catalogue.teams {
            if let Some((_, label)) = teams.iter().find(|(value, _)| *value == it.value) {
                it.label = label.clone();
                it.retired = !offered.contains(&it.value);
            }
        }
        catalogue.teams.sort_by_key(|it| place_in(&order, &it.value));
        if let Some(label) = new {
            let is_taken = |it| catalogue.teams.iter().any(|team| team.value == Team::from(it));
            let value = Handle::fresh(&label, "team", is_taken).into();
            catalogue.teams.push(TeamEntry { value, label, retired: false });
        }
    }
}

impl CategoriesEdit {
    /// Does it.
    pub fn apply(self, tree: &mut Tree) {
        let Self { order, offered, new } = self;
        for it in tree.categories.iter_mut().filter(|it| order.contains(&it.value)) {
            it.retired = !offered.contains(&it.value);
        }
        tree.categories.sort_by_key(|it| place_in(&order, &it.value));
        if let Some(label) = new {
            let value = Handle::fresh(&label, "category", |it| tree.is_taken(it)).into();
            let (team, ask_first) = (Team::SERVICE_DESK, AskFirst::default());
            let (hint, topics, retired) = (None, Vec::new(), true);
            let new = CategoryEntry { value, label, hint, team, ask_first, topics, retired };
            // What is for everything else stays last.
            let is_last = |it: &CategoryEntry| it.value == Category::SOMETHING_ELSE;
            let place = tree.categories.iter().position(is_last).unwrap_or(tree.categories.len());
            tree.categories.insert(place, new);
        }
    }
}

impl CategoryEdit {
    /// Does it, if there is such a category.
    pub fn apply(self, tree: &mut Tree) {
        let Self { category, label, hint, team, ask_first, order, offered, new } = self;
        let fresh = |label: &Label| Handle::fresh(label, "topic", |it| tree.is_taken(it));
        let fresh = new.as_ref().map(fresh);
        let Some(entry) = tree.entry_mut(category) else { return };
        (entry.label, entry.hint, entry.team, entry.ask_first) = (label, hint, team, ask_first);
        for it in entry.topics.iter_mut().filter(|it| order.contains(&it.value)) {
            it.retired = !offered.contains(&it.value);
        }
        entry.topics.sort_by_key(|it| place_in(&order, &it.value));
        if let Some((value, label)) = fresh.zip(new) {
            entry.topics.push(Topic {
                value: value.into(),
                label,
                words: Vec::new(),
                ticket_type: TicketType::default(),
                team,
                asks: Vec::new(),
                effect: Effect::Asked,
                retired: false,
            });
        }
    }
}

impl TopicEdit {
    /// Does it, if there is such a topic.
    pub fn apply(self, tree: &mut Tree) {
        let Self { category, topic, label, words, ticket_type, team, asks, effect } = self;
        let entry = tree.entry_mut(category);
        let found = entry.and_then(|it| it.topics.iter_mut().find(|it| it.value == topic));
        if let Some(found) = found {
            let retired = found.retired;
            *found = Topic { value: topic, label, words, ticket_type, team, asks, effect, retired };
        }
    }
}

impl Tree {
    fn entry_mut(&mut self, category: Category) -> Option<&mut CategoryEntry> {
        self.categories.iter_mut().find(|it| it.value == category)
    }

    /// Whether an address with this name leads somewhere already.
    fn is_taken(&self, name: Handle) -> bool {
        let is_topic = |it: &Topic| it.value == TopicName::from(name);
        let is_here =
            |it: &CategoryEntry| it.value == Category::from(name) || it.topics.iter().any(is_topic);
        TopicName::from(name).is_unsure() || self.categories.iter().any(is_here)
    }
}

/// What is not in the order comes after it, as it stood.
fn place_in<T: PartialEq>(order: &[T], value: &T) -> usize {
    order.iter().position(|it| it == value).unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Label {
        Label::parse(text).unwrap()
    }

    #[test]
    fn teams_are_renamed_ordered_retired_and_added() {
        let mut catalogue = Catalogue::starting();
        let edit = TeamsEdit {
            teams: vec![
                (Team::NETWORK, label("Networks")),
                (Team::SERVICE_DESK, label("Service desk")),
                (Team::WORKPLACE, label("Workplace")),
            ],
            offered: vec![Team::NETWORK, Team::SERVICE_DESK],
            new: Some(label("Network")),
        };
        edit.apply(&mut catalogue);
        let shown = catalogue.teams.iter();
        let shown: Vec<_> =
            shown.map(|it| format!("{} {} {}", it.value, it.label, !it.retired)).collect();
        assert_eq!(
            shown,
            [
                "network Networks true",
                "service-desk Service desk true",
                "workplace Workplace false",
                "applications Applications true",
                "accounts-and-security Accounts and security true",
                "network-2 Network true",
            ]
        );
    }

    #[test]
    fn a_category_is_added_filled_and_offered_and_then_leads_somewhere() {
        let mut catalogue = Catalogue::starting();
        let tree = &mut catalogue.intake;
        let starting = Category::STARTING.to_vec();
        let add = CategoriesEdit {
            order: starting.clone(),
            offered: starting.clone(),
            new: Some(label("Buildings")),
        };
        add.apply(tree);
        let buildings = Category::from_value("buildings").unwrap();
        assert_eq!(tree.categories[4].value, buildings, "before what is for everything else");
        assert!(tree.offers(buildings).is_none());

        let fill = CategoryEdit {
            category: buildings,
            label: label("Buildings"),
            hint: Some(label("A door, a desk or the heating")),
            team: Team::WORKPLACE,
            ask_first: AskFirst::Details,
            order: Vec::new(),
            offered: Vec::new(),
            new: Some(label("Network")),
        };
        fill.apply(tree);
        // An address says either, so it is not called like a category.
        let topic = tree.entry(buildings).unwrap().topics[0].value;
        assert_eq!(topic.value(), "network-2");

        let offered = [starting.as_slice(), &[buildings]].concat();
        let offer = CategoriesEdit { order: starting, offered: offered.clone(), new: None };
        offer.apply(tree);
        assert!(tree.offers(buildings).is_none(), "what is not listed stays as it is");
        CategoriesEdit { order: offered.clone(), offered, new: None }.apply(tree);
        let effect = Effect::Asked;
        let change = TopicEdit {
            category: buildings,
            topic,
            label: label("A door does not open"),
            words: vec![Word::parse("Door").unwrap()],
            ticket_type: TicketType::Incident,
            team: Team::SERVICE_DESK,
            asks: Vec::new(),
            effect,
        };
        change.apply(tree);
        let (category, topic) = tree.find("network-2").unwrap();
        assert_eq!((category.value, topic.team), (buildings, Team::SERVICE_DESK));
        assert_eq!(catalogue.faults(), []);
    }
}
