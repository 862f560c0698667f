//! The pages of intake and the way through them, which depends on the answers (D1.8).

use super::{
    Answers, Category, Chosen, Closest, NOT_SURE,
    tree::{Topic, TopicName, Tree},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The pages of intake, in order. Not everybody is asked all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// What happened.
    #[default]
    Describe,
    /// What it is about.
    Category,
    /// Which of the category's topics is closest.
    Topic,
    /// What else is worth knowing: details, who is affected, can they work, since when.
    Effect,
    /// Whom to answer: for guests alone (D1.8).
    Contact,
    /// Check your answers.
    Check,
}

impl Page {
    /// All pages in order.
    pub const ALL: [Self; 6] =
        [Self::Describe, Self::Category, Self::Topic, Self::Effect, Self::Contact, Self::Check];

    /// Its name in forms and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Category => "category",
            Self::Topic => "topic",
            Self::Effect => "effect",
            Self::Contact => "contact",
            Self::Check => "check",
        }
    }

    /// Its address.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Describe => "/new",
            Self::Category => "/new/category",
            Self::Topic => "/new/topic",
            Self::Effect => "/new/effect",
            Self::Contact => "/new/contact",
            Self::Check => "/new/check",
        }
    }
}

/// Where somebody is in the tree, as an address carries it: what a page needs to know to ask the right
/// questions, and nothing that anybody wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The category, once chosen.
    pub category: Option<Category>,
    /// The topic in it, once chosen.
    pub topic: Option<TopicName>,
    /// Whether a guest is asked, who has to say whom to answer. No address carries it.
    pub is_guest: bool,
    /// The category has no topics.
    skips_topics: bool,
    /// Nothing is left to ask about the topic.
    skips_effect: bool,
}

impl Tree {
    /// The place that an address names: a topic, or a category, or nothing.
    #[must_use]
    pub fn place(&self, about: &str) -> Place {
        if let Some((category, topic)) = self.find(about) {
            return Place::at(Chosen { category, topic: Some(Closest::Topic(topic)) });
        }
        let category = Category::from_value(about).and_then(|it| self.offers(it));
        category.map(|category| Place::at(Chosen { category, topic: None })).unwrap_or_default()
    }
}

impl Place {
    fn at(Chosen { category, topic }: Chosen<'_>) -> Self {
        Self {
            category: Some(category.value),
            topic: topic.and_then(Closest::name),
            is_guest: false,
            skips_topics: !category.has_topics(),
            skips_effect: topic
                .and_then(Closest::topic)
                .is_some_and(|it| !Topic::asks_anything(it)),
        }
    }

    /// The same place on the way of a guest, or of somebody who is signed in.
    #[must_use]
    pub fn of_guest(self, is_guest: bool) -> Self {
        Self { is_guest, ..self }
    }

    /// Whether there are topics to choose from.
    #[must_use]
    pub fn has_topics(self) -> bool {
        self.category.is_some() && !self.skips_topics
    }

    /// What an address says to come back to this place. Whoever is not sure of the topic is at the category.
    #[must_use]
    pub fn about(&self) -> &str {
        let topic = self.topic.as_ref().filter(|it| !it.is_unsure()).map(TopicName::value);
        topic.or(self.category.as_ref().map(Category::value)).unwrap_or_default()
    }

    /// The pages on the way through this place, as far as it is known.
    pub fn pages(self) -> impl Iterator<Item = Page> {
        Page::ALL.into_iter().filter(move |page| match page {
            Page::Topic => !self.skips_topics,
            Page::Effect => !self.skips_effect,
            Page::Contact => self.is_guest,
            _ => true,
        })
    }

    /// The page after `page`; the last one stays.
    #[must_use]
    pub fn next(self, page: Page) -> Page {
        self.pages().skip_while(|it| *it != page).nth(1).unwrap_or(Page::Check)
    }

    /// The page before `page`, if any.
    #[must_use]
    pub fn back(self, page: Page) -> Option<Page> {
        self.pages().take_while(|it| *it != page).last()
    }

    /// The number of `page` from one, and how many there are at most.
    #[must_use]
    pub fn count(self, page: Page) -> (usize, usize) {
        let before = self.pages().take_while(|it| *it != page).count();
        (before + 1, self.pages().count())
    }
}

impl Answers {
    /// Where in `tree` these answers are.
    #[must_use]
    pub fn place(&self, tree: &Tree) -> Place {
        self.chosen(tree).map(Place::at).unwrap_or_default()
    }

    /// What an address says to come back to where these answers are, whether or not there is such a place.
    #[must_use]
    pub fn about(&self) -> &str {
        match self.topic.as_str() {
            "" | NOT_SURE => &self.category,
            topic => topic,
        }
    }

    /// The first page on the way through `place` that is not answered soundly; the last page when all are.
    #[must_use]
    pub fn first_open_page(&self, tree: &Tree, place: Place) -> Page {
        let mut pages = place.pages();
        pages.find(|it| self.check_page(tree, *it).is_err()).unwrap_or(Page::Check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_somebody_is() {
        let tree = Tree::starting();
        assert_eq!(tree.place("vpn").category, Some(Category::NETWORK));
        assert_eq!(tree.place("network").topic, None);
        assert_eq!(tree.place("no such thing"), Place::default());
        assert_eq!(tree.place("something-else").count(Page::Effect), (3, 4));
        assert_eq!(tree.place("network").count(Page::Topic), (3, 5));
    }

    #[test]
    fn what_is_retired_is_no_place() {
        let mut tree = Tree::starting();
        for it in tree.categories.iter_mut().filter(|it| it.value == Category::NETWORK) {
            it.retired = true;
        }
        assert_eq!(tree.place("network"), Place::default());
        assert_eq!(tree.place("vpn"), Place::default());
        let of_network =
            Answers { category: "network".into(), topic: "vpn".into(), ..Answers::default() };
        assert_eq!(of_network.place(&tree), Place::default());
        assert_eq!(of_network.about(), "vpn");
    }
}
