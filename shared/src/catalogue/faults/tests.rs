use super::*;
use crate::{
    catalogue::TeamEntry,
    text::Label,
    ticket::{
        intake::{Answers, NOT_SURE, page::Page, tree::Detail},
        priority::Matrix,
    },
};

/// The ways of the starting catalogue.
fn ways() -> Vec<Answers> {
    choices(&Catalogue::starting().intake).flat_map(Choice::ways).collect()
}

#[test]
fn no_way_is_a_dead_end_and_none_is_long() {
    let catalogue = Catalogue::starting();
    let ways = ways();
    assert!(ways.len() > 400, "{} ways", ways.len());
    // At most six, at least four (D1.8); a guest is asked for an address besides.
    for (is_guest, shortest, longest) in [(false, 4, 5), (true, 5, 6)] {
        let walk = |it| walk(&catalogue.intake, it, is_guest).unwrap();
        let walks: Vec<Vec<Page>> = ways.iter().map(walk).collect();
        assert_eq!(walks.iter().map(Vec::len).min(), Some(shortest));
        assert_eq!(walks.iter().map(Vec::len).max(), Some(longest));
        let asked = |it: &Vec<Page>| it.contains(&Page::Contact);
        assert!(walks.iter().all(|it| asked(it) == is_guest), "only guests are asked (D1.7)");
    }
    assert_eq!(catalogue.proof(), Ok(Proof { n_ways: ways.len(), longest: 5 }));
}

#[test]
fn every_way_ends_in_a_sound_request_with_a_team_and_a_priority() {
    let Catalogue { intake: tree, .. } = Catalogue::starting();
    for answers in ways() {
        let intake = answers.clone().check(&tree).unwrap();
        let unsure = answers.topic == NOT_SURE;
        let place = answers.place(&tree);
        let topic = tree.topic(place.category, place.topic);
        assert_eq!(intake.topic.is_none(), topic.is_none(), "{answers:?}");
        assert!(!unsure || intake.assessment(&Matrix::default()).needs_triage, "{answers:?}");
        assert!(Catalogue::starting().offers_team(intake.team), "{answers:?}");
        let promised = answers.assessment(&tree, &Matrix::default()).unwrap();
        assert_eq!(promised, intake.assessment(&Matrix::default()), "{answers:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_named_beside_its_setting() {
    type Spoil = fn(&mut Catalogue);
    let table: &[(Spoil, &str, &str)] = &[
        (|it| it.teams.push(it.teams[1].clone()), "teams.order", "Name each team once: workplace"),
        (
            |it| it.teams[1].label = it.teams[2].label.clone(),
            "teams.applications.name",
            "Enter another name",
        ),
        (|it| it.teams[0].retired = true, "teams.retired", "Keep the team service-desk"),
        (|it| it.teams[0].value = Team::own("desk"), "teams.order", "Keep the team service-desk"),
        (
            |it| it.teams[3].retired = true,
            "intake.network.team",
            "Choose another team: Network is no longer offered",
        ),
        (
            |it| it.intake.categories[2].topics[0].team = Team::own("gone"),
            "intake.network.wi-fi.team",
            "Choose another team: there is no gone",
        ),
        (
            |it| it.intake.categories[4].retired = true,
            "intake.retired",
            "Keep the category something-else",
        ),
        (|it| drop(it.intake.categories.pop()), "intake.order", "Keep the category something-else"),
        (
            |it| it.intake.categories[0].topics.clear(),
            "intake.hardware.topics",
            "Add a topic, or do not offer",
        ),
        (
            |it| it.intake.categories[0].topics.iter_mut().for_each(|it| it.retired = true),
            "intake.hardware.topics",
            "Add a topic, or do not offer",
        ),
        (
            |it| it.intake.categories[1].topics[0].value = TopicName::own("vpn"),
            "intake.network.topics",
            "Call vpn otherwise",
        ),
        (
            |it| it.intake.categories[1].topics[0].value = TopicName::own("network"),
            "intake.software.topics",
            "Call network otherwise",
        ),
        (
            |it| it.intake.categories[1].topics[0].value = TopicName::NOT_SURE,
            "intake.software.topics",
            "Call not-sure otherwise",
        ),
        (
            |it| it.intake.categories[1].label = it.intake.categories[0].label.clone(),
            "intake.software.name",
            "Enter another name",
        ),
        (
            |it| {
                let topics = &mut it.intake.categories[2].topics;
                topics[1].label = topics[0].label.clone();
            },
            "intake.network.vpn.label",
            "Enter other words",
        ),
        (
            |it| {
                let asks = &mut it.intake.categories[2].topics[1].asks;
                asks[1].detail = Detail::Place;
            },
            "intake.network.vpn.asks",
            "Ask each thing once",
        ),
        (
            |it| {
                let asks = &mut it.intake.categories[2].topics[1].asks;
                asks.push(asks[0].clone());
                asks[2].detail = Detail::Which;
            },
            "intake.network.vpn.asks",
            "Ask at most 2 things",
        ),
    ];
    for (spoil, key, text) in table {
        let mut catalogue = Catalogue::starting();
        spoil(&mut catalogue);
        let faults = catalogue.faults();
        let is_named = faults.iter().any(|it| it.key == *key && it.text.starts_with(text));
        assert!(is_named, "{key}: {text}\n{faults:#?}");
    }
}

#[test]
fn more_than_can_be_read_is_refused() {
    let mut catalogue = Catalogue::starting();
    for n in 0..MOST_TEAMS {
        let value = Team::from_value(&format!("team-{n}")).unwrap();
        let label = Label::parse(&format!("Team {n}")).unwrap();
        catalogue.teams.push(TeamEntry { value, label, retired: false });
    }
    let hardware = catalogue.intake.categories[0].clone();
    for n in 0..6 {
        let value = Category::from_value(&format!("category-{n}")).unwrap();
        let label = Label::parse(&format!("Category {n}")).unwrap();
        let topic = Topic {
            value: TopicName::from_value(&format!("topic-{n}")).unwrap(),
            ..hardware.topics[0].clone()
        };
        let topics = vec![topic];
        catalogue.intake.categories.push(CategoryEntry {
            value,
            label,
            topics,
            ..hardware.clone()
        });
    }
    let keys: Vec<_> = catalogue.faults().into_iter().map(|it| it.key).collect();
    assert_eq!(keys, ["teams.order", "intake.order"]);
}

#[test]
fn what_is_retired_may_lead_anywhere() {
    let mut catalogue = Catalogue::starting();
    catalogue
        .teams
        .iter_mut()
        .filter(|it| it.value == Team::NETWORK)
        .for_each(|it| it.retired = true);
    for it in &mut catalogue.intake.categories {
        it.retired |= it.value == Category::NETWORK;
    }
    assert_eq!(catalogue.faults(), []);
}
