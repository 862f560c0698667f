//! The pages of intake and the way through them, which depends on the answers (D1.8).

use super::{
    Answers, Category,
    tree::{self, Topic},
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
    pub topic: Option<&'static Topic>,
    /// Whether a guest is asked, who has to say whom to answer. No address carries it.
    pub is_guest: bool,
}

impl Place {
    /// The place that an address names: a topic, or a category, or nothing.
    #[must_use]
    pub fn of(about: &str) -> Self {
        match tree::find(about) {
            Some((category, topic)) => {
                Self { category: Some(category), topic: Some(topic), is_guest: false }
            }
            None => Self { category: Category::from_value(about), ..Self::default() },
        }
    }

    /// The same place on the way of a guest, or of somebody who is signed in.
    #[must_use]
    pub fn of_guest(self, is_guest: bool) -> Self {
        Self { is_guest, ..self }
    }

    /// What an address says to come back to this place. Whoever is not sure of the topic is at the category.
    #[must_use]
    pub fn about(self) -> &'static str {
        let topic = self.topic.filter(|it| !it.is_unsure()).map(|it| it.value);
        topic.or(self.category.map(Category::value)).unwrap_or_default()
    }

    /// The pages on the way through this place, as far as it is known.
    pub fn pages(self) -> impl Iterator<Item = Page> {
        let has_topics = self.category.is_none_or(|it| !tree::topics(it).is_empty());
        let has_questions = self.topic.is_none_or(Topic::asks_anything);
        Page::ALL.into_iter().filter(move |page| match page {
            Page::Topic => has_topics,
            Page::Effect => has_questions,
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
    /// Where in the tree these answers are.
    #[must_use]
    pub fn place(&self) -> Place {
        let category = Category::from_value(&self.category);
        let topic = category.and_then(|it| tree::topic(it, &self.topic));
        Place { category, topic, is_guest: false }
    }

    /// The first page on the way through `place` that is not answered soundly; the last page when all are.
    #[must_use]
    pub fn first_open_page(&self, place: Place) -> Page {
        let mut pages = place.pages();
        pages.find(|it| self.check_page(*it).is_err()).unwrap_or(Page::Check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{
        intake::{IMPACTS, NOT_SURE, URGENCIES},
        priority::Matrix,
    };

    /// Every way through the tree: what is chosen on each page that offers a choice.
    fn ways() -> Vec<Answers> {
        let described = Answers {
            description: "It broke".into(),
            email: "gia@home.example".into(),
            ..Answers::default()
        };
        let mut ways = Vec::new();
        for category in Category::ALL {
            let chosen = Answers { category: category.value().into(), ..described.clone() };
            let topics = tree::topics(category).iter().map(|it| it.value);
            // A category without topics has one way, on which no topic is chosen.
            let topics: Vec<_> =
                topics.chain(tree::topics(category).is_empty().then_some("")).collect();
            for topic in topics {
                for impact in IMPACTS {
                    for urgency in URGENCIES {
                        ways.push(Answers {
                            topic: topic.into(),
                            impact: impact.0.into(),
                            urgency: urgency.0.into(),
                            ..chosen.clone()
                        });
                    }
                }
            }
        }
        ways
    }

    /// The pages that somebody meets who answers only what has to be answered.
    fn walk(all: &Answers, is_guest: bool) -> Vec<Page> {
        let (mut answers, mut page, mut met) = (Answers::default(), Page::Describe, vec![]);
        while page != Page::Check {
            met.push(page);
            assert!(met.len() < 10, "{met:?} goes round");
            // A page of optional questions is never open; every other one is, until it is answered.
            let here = answers.place().of_guest(is_guest);
            let is_open = answers.first_open_page(here) == page;
            assert!(
                is_open || answers.check_page(page).is_ok(),
                "{page:?} is passed over: {all:?}"
            );
            answers.merge(page, all.clone());
            assert!(answers.check_page(page).is_ok(), "{page:?} is a dead end for {all:?}");
            let here = answers.place().of_guest(is_guest);
            let next = here.next(page);
            assert_eq!(here.back(next), Some(page));
            // What the address carries is enough to find the way without the answers.
            let place = Place::of(here.about()).of_guest(is_guest);
            if answers.place().topic.is_none_or(|it| !it.is_unsure()) {
                assert_eq!((place.next(page), place.back(next)), (next, Some(page)));
            }
            page = next;
        }
        met.push(page);
        let here = answers.place().of_guest(is_guest);
        assert_eq!(answers.first_open_page(here), Page::Check);
        met
    }

    #[test]
    fn no_way_is_a_dead_end_and_none_is_long() {
        let ways = ways();
        assert!(ways.len() > 400, "{} ways", ways.len());
        // At most six, at least four (D1.8); a guest is asked for an address besides.
        for (is_guest, shortest, longest) in [(false, 4, 5), (true, 5, 6)] {
            let walks: Vec<Vec<Page>> = ways.iter().map(|it| walk(it, is_guest)).collect();
            assert_eq!(walks.iter().map(Vec::len).min(), Some(shortest));
            assert_eq!(walks.iter().map(Vec::len).max(), Some(longest));
            let asked = |it: &Vec<Page>| it.contains(&Page::Contact);
            assert!(walks.iter().all(|it| asked(it) == is_guest), "only guests are asked (D1.7)");
        }
    }

    #[test]
    fn every_way_ends_in_a_sound_request() {
        for answers in ways() {
            let intake = answers.clone().check().unwrap();
            let unsure = answers.topic == NOT_SURE;
            let topic = answers.place().topic.filter(|it| !it.is_unsure());
            assert_eq!(intake.topic.is_none(), topic.is_none(), "{answers:?}");
            assert!(!unsure || intake.assessment(&Matrix::default()).needs_triage, "{answers:?}");
        }
    }

    #[test]
    fn an_address_says_where_somebody_is() {
        assert_eq!(Place::of("vpn").category, Some(Category::Network));
        assert_eq!(Place::of("network").topic, None);
        assert_eq!(Place::of("no such thing"), Place::default());
        assert_eq!(Place::of("something-else").count(Page::Effect), (3, 4));
        assert_eq!(Place::of("network").count(Page::Topic), (3, 5));
    }
}
