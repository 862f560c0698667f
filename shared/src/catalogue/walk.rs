//! Every way through a tree, walked as somebody would who answers only what has to be answered.

use crate::ticket::intake::{
    Answers, IMPACTS, NOT_SURE, URGENCIES,
    page::Page,
    tree::{CategoryEntry, Topic, Tree},
};

/// More pages than any way may have: at most six, of which guests alone meet one (D1.8).
const TOO_MANY: usize = 7;

/// A choice of a category and of one of its topics, or of none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    pub(super) category: &'a CategoryEntry,
    /// `None` for "not sure", and where there are no topics.
    pub(super) topic: Option<&'a Topic>,
}

/// Everything that can be chosen.
pub(super) fn choices(tree: &Tree) -> impl Iterator<Item = Choice<'_>> {
    tree.offered().flat_map(|category| {
        let topics = category.offered().map(move |it| Choice { category, topic: Some(it) });
        topics.chain([Choice { category, topic: None }])
    })
}

impl Choice<'_> {
    /// All answers with this choice: one for each impact and each urgency.
    pub(super) fn ways(self) -> impl Iterator<Item = Answers> {
        let unsure = if self.category.has_topics() { NOT_SURE } else { "" };
        let chosen = Answers {
            description: "It broke".to_owned(),
            category: self.category.value.to_string(),
            topic: self.topic.map_or(unsure, |it| it.value.value()).to_owned(),
            email: "guest@home.example".to_owned(),
            ..Answers::default()
        };
        IMPACTS.into_iter().flat_map(move |impact| {
            let chosen = chosen.clone();
            URGENCIES.map(|urgency| Answers {
                impact: impact.0.to_owned(),
                urgency: urgency.0.to_owned(),
                ..chosen.clone()
            })
        })
    }
}

/// Where a way does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stuck {
    /// What was answered on this page does not do, or it was passed over.
    At(Page),
    /// There is no end to it.
    Long,
}

/// The pages that somebody meets on the way to `all` of these answers.
pub(super) fn walk(tree: &Tree, all: &Answers, is_guest: bool) -> Result<Vec<Page>, Stuck> {
    let (mut answers, mut page, mut met) = (Answers::default(), Page::Describe, Vec::new());
    while page != Page::Check {
        met.push(page);
        if met.len() >= TOO_MANY {
            return Err(Stuck::Long);
        }
        // A page of optional questions is never open; every other one is, until it is answered.
        let here = answers.place(tree).of_guest(is_guest);
        let is_open = answers.first_open_page(tree, here) == page;
        if !is_open && answers.check_page(tree, page).is_err() {
            return Err(Stuck::At(page));
        }
        answers.merge(page, all.clone());
        if answers.check_page(tree, page).is_err() {
            return Err(Stuck::At(page));
        }
        let here = answers.place(tree).of_guest(is_guest);
        let next = here.next(page);
        // What the address carries is enough to find the way without the answers.
        let place = tree.place(here.about()).of_guest(is_guest);
        let is_told = answers.topic == NOT_SURE || place.next(page) == next;
        if here.back(next) != Some(page) || !is_told {
            return Err(Stuck::At(page));
        }
        page = next;
    }
    met.push(page);
    let here = answers.place(tree).of_guest(is_guest);
    match answers.first_open_page(tree, here) {
        Page::Check => Ok(met),
        open => Err(Stuck::At(open)),
    }
}
