//! The forms that change the catalogue, a page each. A list is sent as it stands, with a button in each row that
//! moves it: then no reason has to be typed.

use super::{SettingsChanged, proposal};
use crate::{
    api::{Endpoint, Form, address},
    catalogue::edit::{CategoriesEdit, CategoryEdit, TeamsEdit, TopicEdit},
    problem::{Check, Problem},
    settings::{
        change::{Change, Proposal},
        lines::catalogue::{read_ask_first, read_hint, read_team, read_type, read_words},
    },
    text::{Label, Word},
    ticket::{
        intake::{
            Category,
            tree::{Ask, CategoryEntry, Detail, Effect, Topic, TopicName},
        },
        priority::{Impact, Urgency},
        team::Team,
    },
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the categories are.
pub const INTAKE_PAGE: &str = "/admin/intake";

/// A form about one part of the catalogue: its path parameters, its fields, and lists of texts last.
macro_rules! catalogue_form {
    (
        $name:ident { $($(#[$doc:meta])* $field:ident),* $(,)? }
        [$($list:ident: $list_doc:literal),*] at $noun:literal { $($parameter:ident),* },
        after $after:expr, $summary:literal, $change:expr
    ) => {
        #[doc = $summary]
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Made when the form was rendered.
            pub key: String,
            /// The version that it was made from.
            pub version: String,
            /// Why; may be empty where a button moves a row.
            pub reason: String,
            /// The button of a row: `up:` or `down:` and its value; empty for the button that saves.
            pub press: String,
            $(#[doc = "Which one it is about."] pub $parameter: String,)*
            $($(#[$doc])* pub $field: String,)*
            $(#[doc = $list_doc] pub $list: Vec<String>,)*
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = concat!("/api/v1/settings/", $noun);
            const SUMMARY: &'static str = $summary;
            type Response = SettingsChanged;

            fn address(&self) -> String {
                address::fill(Self::ROUTE, &[$((stringify!($parameter), &self.$parameter)),*])
            }
        }

        impl Form for $name {
            type Valid = Proposal;
            const ACTION: &'static str = concat!("/admin/", $noun);

            fn action(&self) -> String {
                address::fill(Self::ACTION, &[$((stringify!($parameter), &self.$parameter)),*])
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<Proposal, Problem> {
                let mut check = Check::new();
                let press = check.take("press", Press::read(&self.press));
                let read: fn(&Self, Option<Press<'_>>, &mut Check) -> Option<Change> = $change;
                let change = read(&self, press.flatten(), &mut check);
                let moved = press.flatten().map(Press::in_words).filter(|_| self.reason.trim().is_empty());
                proposal(check, &self.version, moved.as_deref().unwrap_or(&self.reason), change)
            }

            fn after(&self, _: &SettingsChanged) -> String {
                let after: fn(&Self) -> String = $after;
                after(self)
            }
        }
    };
}

catalogue_form!(
    ChangeTeams {
        /// What a team is called that is added; optional.
        new
    } [
        teams: "The teams in their order, by value.",
        names: "Their names, in the same order.",
        offered: "Those that are offered."
    ] at "teams" {},
    after |_| "/admin/teams".to_owned(),
    "Change the teams",
    |it, press, check| {
        let mut teams = Vec::new();
        for (value, name) in it.teams.iter().zip(&it.names) {
            let what = format!("the name of {value}");
            let label = Label::parse(name).map_err(|it| it.advice(&what));
            let (team, label) = (check.take("names", read_team(value)), check.take("names", label));
            teams.extend(team.zip(label));
        }
        if it.teams.len() != it.names.len() {
            check.refuse("names", "Enter a name for each team");
        }
        move_row(&mut teams, press, |it| it.0.value());
        let offered = check.take("offered", values(&it.offered, Team::from_value))?;
        let new = check.take("new", read_hint(&it.new))?;
        Some(Change::Teams(TeamsEdit { teams, offered, new }))
    }
);

catalogue_form!(
    ChangeCategories {
        /// What a category is called that is added; optional.
        new
    } [
        categories: "The categories in their order, by value.",
        offered: "Those that are offered."
    ] at "intake" {},
    after |_| INTAKE_PAGE.to_owned(),
    "Change which categories there are",
    |it, press, check| {
        let mut order = check.take("offered", values(&it.categories, Category::from_value))?;
        move_row(&mut order, press, Category::value);
        let offered = check.take("offered", values(&it.offered, Category::from_value))?;
        let new = check.take("new", read_hint(&it.new))?;
        Some(Change::Categories(CategoriesEdit { order, offered, new }))
    }
);

catalogue_form!(
    ChangeCategory {
        /// What people read.
        name,
        /// Examples that help to choose; optional.
        hint,
        /// Who takes what fits no topic, by value.
        team,
        /// What staff ask first: `details`, `person` or `affected`.
        ask_first,
        /// What people read of a topic that is added; optional.
        new
    } [
        topics: "Its topics in their order, by value.",
        offered: "Those that are offered."
    ] at "intake/{category}" { category },
    after |it| category_page(&it.category),
    "Change a category",
    |it, press, check| {
        let category = check.take("name", read_category(&it.category));
        let label = check.take("name", Label::parse(&it.name).map_err(|it| it.advice("the name")));
        let hint = check.take("hint", read_hint(&it.hint));
        let team = check.take("team", read_team(&it.team));
        let ask_first = check.take("ask_first", read_ask_first(&it.ask_first));
        let order = check.take("offered", values(&it.topics, TopicName::from_value));
        let offered = check.take("offered", values(&it.offered, TopicName::from_value));
        let new = check.take("new", read_hint(&it.new));
        let mut order = order?;
        move_row(&mut order, press, TopicName::value);
        Some(Change::Category(Box::new(CategoryEdit {
            category: category?,
            label: label?,
            hint: hint?,
            team: team?,
            ask_first: ask_first?,
            order,
            offered: offered?,
            new: new?,
        })))
    }
);

catalogue_form!(
    ChangeTopic {
        /// What people read.
        label,
        /// Words in a description that speak for it, with commas between; optional.
        words,
        /// What type of ticket it makes: `incident`, `service-request` or `question`.
        makes,
        /// Who works on it, by value.
        team,
        /// Whether the requester is asked how it bears on work, `asked`, or it is `known`.
        effect,
        /// Who is affected, where that is known.
        impact,
        /// Whether they can work, where that is known.
        urgency,
        /// Why that is known, as one sentence for the requester.
        because,
        /// The question which thing it is; empty where it is not asked.
        which,
        /// What helps to answer it; optional, as with the others.
        which_hint,
        /// The question where it is.
        place,
        /// As with `which`.
        place_hint,
        /// The question what exactly was seen.
        message,
        /// As with `which`.
        message_hint,
        /// The question by when it is needed.
        needed_by,
        /// As with `which`.
        needed_by_hint
    } [] at "intake/{category}/{topic}" { category, topic },
    after Form::action,
    "Change a topic",
    |it, _, check| {
        let category = check.take("label", read_category(&it.category));
        let topic = TopicName::from_value(&it.topic).ok_or("There is no such topic");
        let topic = check.take("label", topic);
        let label = Label::parse(&it.label).map_err(|it| it.advice("what people read"));
        let label = check.take("label", label);
        let words = check.take("words", read_words(&it.words));
        let ticket_type = check.take("makes", read_type(&it.makes));
        let team = check.take("team", read_team(&it.team));
        let effect = it.effect(check);
        let asks = it.asks(check);
        Some(Change::Topic(Box::new(TopicEdit {
            category: category?,
            topic: topic?,
            label: label?,
            words: words?,
            ticket_type: ticket_type?,
            team: team?,
            asks: asks?,
            effect: effect?,
        })))
    }
);

/// The page of a category.
#[must_use]
pub fn category_page(category: &str) -> String {
    address::fill(ChangeCategory::ACTION, &[("category", category)])
}

impl ChangeTopic {
    /// The form that says `topic`.
    #[must_use]
    pub fn saying(category: Category, topic: &Topic) -> Self {
        let (effect, known) = match &topic.effect {
            Effect::Asked => ("asked", None),
            Effect::Known { impact, urgency, because } => {
                ("known", Some((impact, urgency, because)))
            }
        };
        let words: Vec<&str> = topic.words.iter().map(|it: &Word| &**it).collect();
        let mut form = Self {
            category: category.to_string(),
            topic: topic.value.to_string(),
            label: topic.label.to_string(),
            words: words.join(", "),
            makes: topic.ticket_type.value().to_owned(),
            team: topic.team.to_string(),
            effect: effect.to_owned(),
            impact: known.map_or("", |it| it.0.value()).to_owned(),
            urgency: known.map_or("", |it| it.1.value()).to_owned(),
            because: known.map(|it| it.2.to_string()).unwrap_or_default(),
            ..Self::default()
        };
        for Ask { detail, label, hint } in &topic.asks {
            let (question, help) = form.ask_mut(*detail);
            *question = label.to_string();
            *help = hint.as_ref().map(Label::to_string).unwrap_or_default();
        }
        form
    }

    /// What the form says of a detail: the question, and what helps to answer it.
    #[must_use]
    pub fn ask(&self, detail: Detail) -> (&str, &str) {
        match detail {
            Detail::Which => (&self.which, &self.which_hint),
            Detail::Place => (&self.place, &self.place_hint),
            Detail::Message => (&self.message, &self.message_hint),
            Detail::NeededBy => (&self.needed_by, &self.needed_by_hint),
        }
    }

    fn ask_mut(&mut self, detail: Detail) -> (&mut String, &mut String) {
        match detail {
            Detail::Which => (&mut self.which, &mut self.which_hint),
            Detail::Place => (&mut self.place, &mut self.place_hint),
            Detail::Message => (&mut self.message, &mut self.message_hint),
            Detail::NeededBy => (&mut self.needed_by, &mut self.needed_by_hint),
        }
    }

    fn asks(&self, check: &mut Check) -> Option<Vec<Ask>> {
        let mut asks = Some(Vec::new());
        for detail in Detail::ALL {
            let (question, help) = self.ask(detail);
            let label = check.take(detail.field(), read_hint(question));
            let hint = check.take(hint_field(detail), read_hint(help));
            let Some((label, hint)) = label.zip(hint) else {
                asks = None;
                continue;
            };
            if let (Some(asks), Some(label)) = (&mut asks, label) {
                asks.push(Ask { detail, label, hint });
            }
        }
        asks
    }

    fn effect(&self, check: &mut Check) -> Option<Effect> {
        if self.effect != "known" {
            let asked = (self.effect == "asked").then_some(Effect::Asked);
            return check.take("effect", asked.ok_or("Choose whether people are asked"));
        }
        let impact = Impact::from_value(&self.impact).ok_or("Choose who is affected");
        let urgency = Urgency::from_value(&self.urgency).ok_or("Choose whether they can work");
        let because = Label::parse(&self.because).map_err(|it| it.advice("why that is known"));
        let impact = check.take("impact", impact);
        let urgency = check.take("urgency", urgency);
        let because = check.take("because", because);
        Some(Effect::Known { impact: impact?, urgency: urgency?, because: because? })
    }
}

/// The field that holds what helps to answer.
#[must_use]
pub fn hint_field(detail: Detail) -> &'static str {
    match detail {
        Detail::Which => "which_hint",
        Detail::Place => "place_hint",
        Detail::Message => "message_hint",
        Detail::NeededBy => "needed_by_hint",
    }
}

impl ChangeCategory {
    /// The form that says `entry`.
    #[must_use]
    pub fn saying(entry: &CategoryEntry) -> Self {
        Self {
            category: entry.value.to_string(),
            name: entry.label.to_string(),
            hint: entry.hint.as_ref().map(Label::to_string).unwrap_or_default(),
            team: entry.team.to_string(),
            ask_first: entry.ask_first.value().to_owned(),
            topics: entry.topics.iter().map(|it| it.value.to_string()).collect(),
            offered: entry.offered().map(|it| it.value.to_string()).collect(),
            ..Self::default()
        }
    }
}

/// The button of a row.
#[derive(Debug, Clone, Copy)]
struct Press<'a> {
    value: &'a str,
    is_up: bool,
}

impl<'a> Press<'a> {
    fn read(text: &'a str) -> Result<Option<Self>, &'static str> {
        if text.is_empty() {
            return Ok(None);
        }
        let pressed = match text.split_once(':') {
            Some(("up", value)) => Some(Self { value, is_up: true }),
            Some(("down", value)) => Some(Self { value, is_up: false }),
            _ => None,
        };
        pressed.map(Some).ok_or("Load the page again")
    }

    fn in_words(self) -> String {
        let way = if self.is_up { "up" } else { "down" };
        format!("Moved {} {way}", self.value)
    }
}

/// Moves the row whose button was pressed; the first stays up, the last down.
fn move_row<T>(rows: &mut [T], press: Option<Press<'_>>, value: fn(&T) -> &str) {
    let Some(Press { value: pressed, is_up }) = press else { return };
    let Some(at) = rows.iter().position(|it| value(it) == pressed) else { return };
    let to = if is_up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(to) = to.filter(|it| *it < rows.len()) {
        rows.swap(at, to);
    }
}

fn values<T>(texts: &[String], read: fn(&str) -> Option<T>) -> Result<Vec<T>, &'static str> {
    let all: Option<Vec<T>> = texts.iter().map(|it| read(it)).collect();
    all.ok_or("Load the page again")
}

fn read_category(text: &str) -> Result<Category, &'static str> {
    Category::from_value(text).ok_or("There is no such category")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::Catalogue, settings::Settings, text::ZoneName};

    fn starting() -> Settings {
        Settings::starting(ZoneName::parse("UTC").unwrap(), true)
    }

    fn teams(press: &str, reason: &str) -> ChangeTeams {
        let teams = Catalogue::starting().teams;
        ChangeTeams {
            version: "0".into(),
            reason: reason.into(),
            press: press.into(),
            names: teams.iter().map(|it| it.label.to_string()).collect(),
            teams: teams.iter().map(|it| it.value.to_string()).collect(),
            offered: teams.iter().map(|it| it.value.to_string()).collect(),
            ..ChangeTeams::default()
        }
    }

    #[test]
    fn a_row_is_moved_by_its_button_without_a_reason() {
        let order = |form: ChangeTeams| -> Vec<String> {
            let after = starting().with(form.check().unwrap().change);
            after.catalogue.teams.iter().map(|it| it.value.to_string()).take(3).collect()
        };
        assert_eq!(order(teams("up:workplace", "")), ["workplace", "service-desk", "applications"]);
        assert_eq!(
            order(teams("down:workplace", "")),
            ["service-desk", "applications", "workplace"]
        );
        assert_eq!(
            order(teams("up:service-desk", "")),
            ["service-desk", "workplace", "applications"]
        );
        let moved = teams("up:workplace", "").check().unwrap();
        assert_eq!(&*moved.reason, "Moved workplace up");
        assert_eq!(&*teams("up:workplace", "Busier").check().unwrap().reason, "Busier");
        assert_eq!(
            teams("", "").check().unwrap_err().text_for("reason"),
            Some("Enter why you change it")
        );
        assert!(teams("sideways:workplace", "").check().unwrap_err().text_for("press").is_some());
    }

    #[test]
    fn a_form_that_says_what_there_is_changes_nothing() {
        let settings = starting();
        let why = || ("0".to_owned(), "Because".to_owned());
        for entry in &settings.catalogue.intake.categories {
            let (version, reason) = why();
            let form = ChangeCategory { version, reason, ..ChangeCategory::saying(entry) };
            assert_eq!(settings.with(form.check().unwrap().change), settings, "{}", entry.value);
            for topic in &entry.topics {
                let (version, reason) = why();
                let said = ChangeTopic::saying(entry.value, topic);
                let form = ChangeTopic { version, reason, ..said };
                let after = settings.with(form.check().unwrap().change);
                assert_eq!(after, settings, "{}", topic.value);
            }
        }
        let same = teams("", "Because").check().unwrap().change;
        assert_eq!(settings.with(same), settings);
    }

    #[test]
    fn everything_wrong_with_a_topic_is_told_at_once() {
        let form = ChangeTopic { effect: "known".into(), ..ChangeTopic::default() };
        let problem = form.check().unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|it| it.field.as_str()).collect();
        let expected = [
            "label", "label", "label", "makes", "team", "impact", "urgency", "because", "reason",
            "version",
        ];
        assert_eq!(fields, expected);
    }
}
