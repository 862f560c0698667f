//! Whether a catalogue is sound: every way through its tree is walked, and everything that would leave somebody
//! stuck, or a request with nobody, is named in plain words beside the setting in which it stands.

use super::{
    Catalogue,
    walk::{Choice, Stuck, choices, walk},
};
use crate::ticket::{
    intake::{
        Category,
        tree::{CategoryEntry, Topic, TopicName},
    },
    team::Team,
};
use std::collections::HashSet;

/// Categories on one page: more are too much to read.
pub const MOST_CATEGORIES: usize = 10;
/// Topics on one page, the way out aside.
pub const MOST_TOPICS: usize = 10;
/// Things that a topic asks besides.
pub const MOST_ASKS: usize = 2;
/// Teams that are offered.
pub const MOST_TEAMS: usize = 50;

/// Something that is wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The setting in which it stands, such as `intake.network.vpn.team`: see
    /// [`lines`](crate::settings::lines).
    pub key: String,
    /// What to do about it.
    pub text: String,
}

/// What walking every way has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// How many ways there are: each category and topic with each impact and urgency.
    pub n_ways: usize,
    /// The pages of the longest one, for whoever is signed in.
    pub longest: usize,
}

impl Catalogue {
    /// Walks every way.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the settings.
    pub fn proof(&self) -> Result<Proof, Vec<Fault>> {
        let mut faults = Faults::default();
        self.judge_teams(&mut faults);
        self.judge_categories(&mut faults);
        let proof = self.walk_all(&mut faults);
        if faults.0.is_empty() { Ok(proof) } else { Err(faults.0) }
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.proof().err().unwrap_or_default()
    }

    fn judge_teams(&self, faults: &mut Faults) {
        let (mut values, mut labels) = (HashSet::new(), HashSet::new());
        for it in &self.teams {
            if !values.insert(it.value) {
                faults
                    .add("teams.order", format!("Name each team once: {} stands twice", it.value));
            }
            if !it.retired && !labels.insert(it.label.to_lowercase()) {
                let key = format!("teams.{}.name", it.value);
                faults.add(&key, "Enter another name: a team is called that already");
            }
        }
        if !self.offers_team(Team::SERVICE_DESK) {
            let text = "Keep the team service-desk: what is for nobody else goes there";
            let is_there = values.contains(&Team::SERVICE_DESK);
            faults.add(if is_there { "teams.retired" } else { "teams.order" }, text);
        }
        if labels.len() > MOST_TEAMS {
            faults.add("teams.order", format!("Offer at most {MOST_TEAMS} teams"));
        }
    }

    fn judge_categories(&self, faults: &mut Faults) {
        let tree = &self.intake;
        let (mut values, mut labels) = (HashSet::new(), HashSet::new());
        // An address says a category or a topic, so neither may be called like the other.
        let mut names: HashSet<&str> = tree.categories.iter().map(|it| it.value.value()).collect();
        for it in &tree.categories {
            if !values.insert(it.value) {
                let text = format!("Name each category once: {} stands twice", it.value);
                faults.add("intake.order", text);
            }
            if !it.retired && !labels.insert(it.label.to_lowercase()) {
                let text = "Enter another name: a category is called that already";
                faults.add(&format!("intake.{}.name", it.value), text);
            }
            self.judge_category(it, &mut names, faults);
        }
        if tree.offers(Category::SOMETHING_ELSE).is_none() {
            let text = "Keep the category something-else: who finds nothing else goes there";
            let is_there = values.contains(&Category::SOMETHING_ELSE);
            faults.add(if is_there { "intake.retired" } else { "intake.order" }, text);
        }
        if labels.len() > MOST_CATEGORIES {
            let text =
                format!("Offer at most {MOST_CATEGORIES} categories: more are too much to read");
            faults.add("intake.order", text);
        }
    }

    fn judge_category<'a>(
        &self,
        category: &'a CategoryEntry,
        names: &mut HashSet<&'a str>,
        faults: &mut Faults,
    ) {
        let key = |name: &str| format!("intake.{}.{name}", category.value);
        let is_fallback = category.value == Category::SOMETHING_ELSE;
        if !category.retired && !is_fallback && !category.has_topics() {
            faults.add(&key("topics"), "Add a topic, or do not offer the category");
        }
        if !category.retired {
            self.judge_team(category.team, &key("team"), faults);
        }
        if category.offered().count() > MOST_TOPICS {
            let text = format!("Offer at most {MOST_TOPICS} topics: more are too much to read");
            faults.add(&key("topics"), text);
        }
        let mut labels = HashSet::new();
        for topic in &category.topics {
            if topic.value == TopicName::NOT_SURE || !names.insert(topic.value.value()) {
                let text =
                    format!("Call {} otherwise: there is something of that name", topic.value);
                faults.add(&key("topics"), text);
            }
            if !topic.retired && !labels.insert(topic.label.to_lowercase()) {
                let text = "Enter other words: another topic says the same";
                faults.add(&key(&format!("{}.label", topic.value)), text);
            }
            self.judge_topic(topic, !category.retired, &key, faults);
        }
    }

    fn judge_topic(
        &self,
        topic: &Topic,
        is_within: bool,
        key: &dyn Fn(&str) -> String,
        faults: &mut Faults,
    ) {
        let key = |name: &str| key(&format!("{}.{name}", topic.value));
        if is_within && !topic.retired {
            self.judge_team(topic.team, &key("team"), faults);
        }
        let asked: HashSet<_> = topic.asks.iter().map(|it| it.detail.field()).collect();
        if asked.len() < topic.asks.len() {
            faults.add(&key("asks"), "Ask each thing once");
        }
        if topic.asks.len() > MOST_ASKS {
            faults.add(&key("asks"), format!("Ask at most {MOST_ASKS} things: more are a burden"));
        }
    }

    fn judge_team(&self, team: Team, key: &str, faults: &mut Faults) {
        if !self.offers_team(team) {
            let text = match self.teams.iter().any(|it| it.value == team) {
                true => {
                    format!("Choose another team: {} is no longer offered", self.team_label(team))
                }
                false => format!("Choose another team: there is no {team}"),
            };
            faults.add(key, text);
        }
    }

    fn walk_all(&self, faults: &mut Faults) -> Proof {
        let mut proof = Proof { n_ways: 0, longest: 0 };
        for choice in choices(&self.intake) {
            // One word about a choice is enough, however many ways lead through it.
            let mut is_told = false;
            for way in choice.ways() {
                proof.n_ways += 1;
                match walk(&self.intake, &way, false) {
                    Ok(met) => proof.longest = proof.longest.max(met.len()),
                    Err(stuck) if !is_told => {
                        is_told = true;
                        faults.add(&choice.key(), stuck.text());
                    }
                    Err(_) => {}
                }
                let guest = walk(&self.intake, &way, true);
                let filed = way.check(&self.intake);
                let is_sound = guest.is_ok() && filed.is_ok();
                if !is_sound && !is_told {
                    is_told = true;
                    faults.add(&choice.key(), "Change it: nobody could send what they answered");
                }
            }
        }
        proof
    }
}

impl Choice<'_> {
    fn key(self) -> String {
        match self.topic {
            Some(it) => format!("intake.{}.{}.label", self.category.value, it.value),
            None => format!("intake.{}.topics", self.category.value),
        }
    }
}

impl Stuck {
    fn text(self) -> String {
        match self {
            Self::At(page) => {
                format!("Change it: nobody could go on from the page “{}”", page.name())
            }
            Self::Long => "Ask less: nobody would get to the end of it".to_owned(),
        }
    }
}

/// What was found so far; each only once.
#[derive(Debug, Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, key: &str, text: impl Into<String>) {
        let fault = Fault { key: key.to_owned(), text: text.into() };
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }
}

#[cfg(test)]
mod tests;
