use super::{
    age::Age,
    filter::{QueueFilter, With},
    view::built_in,
    *,
};
use crate::{
    id::{PersonId, Reference},
    ticket::{
        intake::{Answers, Category, tree::Tree},
        priority::{Matrix, Priority},
        status::{Stage, Status},
        team::Team,
    },
};
use proptest::{collection::vec, prelude::*, sample::select};

const READER: PersonId = PersonId(2);

fn at(clock: &str) -> Instant {
    format!("2026-11-20T{clock}:00Z").parse().unwrap()
}

/// A ticket of the network team, High, received at nine.
fn ticket(id: u64) -> Ticket {
    let answers = Answers {
        description: "The café’s Wi-Fi stops".into(),
        category: "network".into(),
        topic: "wi-fi".into(),
        impact: "several".into(),
        urgency: "slowed".into(),
        ..Default::default()
    };
    let intake = answers.check(&Tree::starting()).unwrap();
    let reference = Reference::from_number(id);
    let nine = at("09:00");
    Ticket::file(TicketId(id), reference, PersonId(1), intake, &Matrix::default(), nine, nine).0
}

fn read(query: &str) -> QueueFilter {
    QueueFilter::read(query.split('&').filter_map(|it| it.split_once('=')))
}

#[test]
fn due_times_lie_late_soon_later_or_nowhere() {
    for (due, expected) in [
        (Some("11:59"), DueIn::Late),
        (Some("12:00"), DueIn::Soon),
        (Some("14:00"), DueIn::Soon),
        (Some("14:01"), DueIn::Later),
        (None, DueIn::Never),
    ] {
        assert_eq!(DueIn::of(due.map(at), at("12:00")), expected, "{due:?}");
    }
}

#[test]
fn each_part_of_a_filter_shows_what_it_asks_for() {
    let now = at("12:00");
    let mut taken = ticket(7);
    taken.assignee = Some(READER);
    taken.status = Status::InProgress;
    taken.unhappy_since = Some(at("11:00"));
    let reference = taken.reference.to_string();
    let new = ticket(8);
    let due = Some(at("11:30"));
    for (query, shows_taken, shows_new) in [
        ("", true, true),
        ("status=new", false, true),
        ("status=new&status=in-progress", true, true),
        ("status=closed", false, false),
        ("priority=high", true, true),
        ("priority=low&priority=critical", false, false),
        ("category=network&team=network", true, true),
        ("category=hardware", false, false),
        ("team=service-desk", false, false),
        ("with=me", true, false),
        ("with=nobody", false, true),
        ("with=2", true, false),
        ("with=3", false, false),
        ("due=late", true, true),
        ("due=soon", false, false),
        ("due=never", false, false),
        ("older=3h", true, true),
        ("older=181m", false, false),
        ("unhappy=true", true, false),
        ("unhappy=true&with=nobody", false, false),
        ("q=cafe wifi", true, true),
        ("q=rita stops", true, true),
        ("q=otto", false, false),
        (&format!("q={reference}"), true, false),
    ] {
        let filter = read(query);
        let filter = filter.prepared(READER, now);
        let shown = [&taken, &new].map(|it| filter.shows(it, "Rita Romero", due));
        assert_eq!(shown, [shows_taken, shows_new], "{query}");
    }
}

#[test]
fn what_an_address_says_wrongly_is_passed_over() {
    for (query, same_as) in [
        ("status=open&priority=9&team=no+team&with=x&due=now&older=1w&unhappy=yes&page=-1", ""),
        ("status=new&status=new&status=nonsense", "status=new"),
        ("priority=critical&priority=low", "priority=low&priority=critical"),
        ("with=2&with=x", "with=2"),
        ("q= a &q=b", "q=a"),
    ] {
        assert_eq!(read(query), read(same_as), "{query}");
    }
}

#[test]
fn values_in_addresses_are_those_in_json() {
    let json = |it: serde_json::Result<serde_json::Value>| it.unwrap().as_str().unwrap().to_owned();
    for it in Stage::ALL {
        assert_eq!(json(serde_json::to_value(it)), it.value());
    }
    for it in Priority::ALL {
        assert_eq!(json(serde_json::to_value(it)), it.value());
    }
    for it in Team::STARTING {
        assert_eq!(json(serde_json::to_value(it)), it.value());
    }
    for it in DueIn::ALL {
        assert_eq!(json(serde_json::to_value(it)), it.value());
    }
}

#[test]
fn whoever_is_not_happy_comes_first_then_what_is_due_next() {
    let [first, second, third, fourth, fifth] = [1, 2, 3, 4, 5].map(ticket);
    let unhappy = Ticket { unhappy_since: Some(at("11:00")), ..fifth };
    let untouched = Ticket { updated: at("08:00"), ..fourth };
    let in_order = [
        (&unhappy, None),
        (&second, Some(at("10:00"))),
        (&first, Some(at("11:00"))),
        // Due at the same time and touched at the same time: the older one.
        (&third, Some(at("11:00"))),
        (&untouched, None),
        (&second, None),
    ];
    let places: Vec<Place> = in_order.iter().map(|(it, due)| Place::of(it, *due)).collect();
    assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
}

#[test]
fn built_in_views_are_addresses_like_any_other() {
    let addresses = built_in().map(|view| {
        let pairs = view.filter.pairs();
        let query: Vec<String> = pairs.iter().map(|(name, it)| format!("{name}={it}")).collect();
        assert_eq!(read(&query.join("&")), view.filter);
        (view.name, query.join("&"))
    });
    assert_eq!(
        addresses.each_ref().map(|(name, query)| (*name, query.as_str())),
        [
            ("Next due", ""),
            ("Mine", "with=me"),
            ("Unassigned", "with=nobody"),
            ("Late", "due=late"),
            ("Waiting for us", "status=new&status=in-progress"),
        ]
    );
}

fn filters() -> impl Strategy<Value = QueueFilter> {
    let with = prop_oneof![
        Just(With::Anybody),
        Just(With::Me),
        Just(With::Nobody),
        any::<u64>().prop_map(|it| With::Person(PersonId(it))),
    ];
    let ages: Vec<Option<Age>> = Age::OFFERED.into_iter().map(Some).chain([None]).collect();
    let dues: Vec<Option<DueIn>> = DueIn::ALL.into_iter().map(Some).chain([None]).collect();
    let lists = (
        vec(select(Stage::ALL.to_vec()), 0..4),
        vec(select(Priority::ALL.to_vec()), 0..4),
        vec(select(Category::STARTING.to_vec()), 0..4),
        vec(select(Team::STARTING.to_vec()), 0..4),
    );
    ("\\PC{0,20}", lists, with, select(dues), select(ages), any::<bool>()).prop_map(
        |(q, (status, priority, category, team), with, due, older, unhappy)| QueueFilter {
            q,
            status,
            priority,
            category,
            team,
            with,
            due,
            older,
            unhappy,
        },
    )
}

proptest! {
    #[test]
    fn a_filter_survives_its_address(filter in filters()) {
        let pairs = filter.pairs();
        let read = QueueFilter::read(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        prop_assert_eq!(&read, &filter.clone().in_order());
        prop_assert_eq!(read.pairs(), filter.in_order().pairs());
    }

    #[test]
    fn a_filter_survives_json(filter in filters()) {
        let json = serde_json::to_string(&filter).unwrap();
        prop_assert_eq!(serde_json::from_str::<QueueFilter>(&json).unwrap(), filter);
    }
}
