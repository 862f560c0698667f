use super::{change::Change, lines::Line, *};
use crate::{
    catalogue::TeamEntry,
    problem::Problem,
    text::{Label, Word},
    ticket::{
        intake::{
            Category,
            tree::{AskFirst, Topic, TopicName},
        },
        team::Team,
    },
};

fn starting() -> Settings {
    Settings::starting(ZoneName::parse("Europe/London").unwrap(), true)
}

/// Settings of which nothing is as it was at the start.
fn changed() -> Settings {
    let mut it = starting();
    it.organisation.name = Some(Label::parse("Ädler & Söhne = 1; # 2").unwrap());
    it.organisation.contact =
        Contact { label: Label::parse("the front desk").unwrap(), dial: None };
    it.organisation.guests = false;
    it.organisation.second_step = true;
    it.matrix = Matrix::of(|_, _| Some(Priority::High)).unwrap();
    it.policy.acknowledgement = 90;
    it.policy.critical.runs = Runs::AroundTheClock;
    it.policy.low.resolution = Target::Days(10);
    it.calendar.zone = ZoneName::parse("Asia/Kolkata").unwrap();
    it.calendar.hours.week[0] = "09:00-12:00, 13:00-18:30".parse().unwrap();
    it.calendar.hours.week[5] = "00:00-24:00".parse().unwrap();
    it.calendar.hours.holidays.insert("2026-12-25".parse().unwrap());
    it.provider = Some(provider::tests::company());
    change_catalogue(&mut it.catalogue);
    it
}

/// Every kind of thing that there is in a catalogue, otherwise than at the start.
fn change_catalogue(catalogue: &mut Catalogue) {
    let label = |it: &str| Label::parse(it).unwrap();
    catalogue.teams[0].label = label("Ädler’s desk = 1; # 2");
    catalogue.teams.swap(1, 2);
    let (value, team) = (Team::from_value("field").unwrap(), Team::from_value("field").unwrap());
    catalogue.teams.push(TeamEntry { value, label: label("In the field"), retired: false });
    let value = Team::from_value("old").unwrap();
    catalogue.teams.insert(1, TeamEntry { value, label: label("Old"), retired: true });
    let categories = &mut catalogue.intake.categories;
    categories.swap(0, 3);
    let network = &mut categories[2];
    network.hint = None;
    network.ask_first = AskFirst::Details;
    let vpn = network.topics[1].clone();
    network.topics[0].retired = true;
    network.topics[1].asks.clear();
    network.topics[1].words = vec![Word::parse("remote = access").unwrap()];
    network.topics[1].team = team;
    let mut old = network.clone();
    old.value = Category::from_value("old").unwrap();
    old.retired = true;
    old.topics = vec![Topic { value: TopicName::from_value("older").unwrap(), ..vpn }];
    categories.insert(1, old);
}

/// What is wrong with `text`, as `key: what to do`.
fn faults(text: &str) -> Vec<String> {
    let Problem { errors, .. } = Settings::from_text(text).unwrap_err();
    errors.into_iter().map(|it| format!("{}: {}", it.field, it.text)).collect()
}

#[test]
fn the_texts_of_the_program_would_be_read() {
    let Contact { label, dial } = Contact::default();
    assert_eq!(Label::parse(&label), Ok(label));
    assert_eq!(Dial::parse(dial.as_ref().unwrap()).ok(), dial);
}

#[test]
fn a_file_says_everything_and_is_equal_after_a_round_trip() {
    for settings in [starting(), changed()] {
        let text = settings.to_text();
        let read = Settings::from_text(&text).unwrap();
        assert_eq!(read, settings, "{text}");
        assert_eq!(read.to_text(), text);
    }
    let text = starting().to_text();
    for line in [
        "organisation.name =",
        "organisation.contact = Extension 4400",
        "matrix.only-me.slowed = medium",
        "targets.critical.resolution = 4 hours",
        "targets.low.resolution = 5 days",
        "targets.critical.clock = working-hours",
        "hours.zone = Europe/London",
        "hours.friday = 09:00-17:00",
        "hours.sunday =",
        "teams.order = service-desk, workplace, applications, network, accounts-and-security",
        "teams.retired =",
        "teams.accounts-and-security.name = Accounts and security",
        "intake.order = hardware, software, network, account-access, something-else",
        "intake.network.hint = Wi-Fi, VPN or the internet",
        "intake.network.ask-first = affected",
        "intake.network.topics = wi-fi, vpn, internet, cable, server, network-access",
        "intake.network.vpn.label = VPN or working from elsewhere",
        "intake.network.vpn.words = vpn, remote access, from home",
        "intake.network.vpn.type = incident",
        "intake.network.vpn.team = network",
        "intake.network.vpn.effect = asked",
        "intake.network.vpn.because =",
        "intake.network.vpn.asks = place, message",
        "intake.network.vpn.place = Where are you?",
        "intake.hardware.lost.effect = several, blocked",
        "intake.hardware.lost.because = Somebody else could misuse it, so it cannot wait.",
        "intake.something-else.topics =",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
}

#[test]
fn a_text_from_before_there_was_a_second_step_is_read() {
    let text = starting().to_text().replace("organisation.second-step = off\n", "");
    assert_ne!(text, starting().to_text());
    assert_eq!(Settings::from_text(&text).unwrap(), starting());
}

#[test]
fn lines_may_be_typed_freely() {
    let text = starting().to_text().replace(" = ", "=").replace('\n', "\r\n");
    assert_eq!(Settings::from_text(&format!("\u{feff}{text}")).unwrap(), starting());
}

#[test]
fn every_line_at_fault_is_named_at_once() {
    let text = starting().to_text();
    for (from, to, said) in [
        ("guests = on", "guests = maybe", "organisation.guests: Choose on or off"),
        (
            "dial = 4400",
            "dial = call us",
            "organisation.dial: Check the number: digits, spaces, +, * and # only",
        ),
        (
            "contact = Extension 4400",
            "contact =",
            "organisation.contact: Enter how to reach a person",
        ),
        (
            "only-me.slowed = medium",
            "only-me.slowed = urgent",
            "matrix.only-me.slowed: Choose low, medium, high or critical",
        ),
        (
            "critical.resolution = 4 hours",
            "critical.resolution = 0 minutes",
            "targets.critical.resolution: Enter at least 1 minute",
        ),
        (
            "acknowledgement = 15 minutes",
            "acknowledgement = 2 days",
            "targets.acknowledgement: Enter minutes or hours, such as 15 minutes",
        ),
        (
            "friday = 09:00-17:00",
            "friday = 09:00-17:00, 16:00-18:00",
            "hours.friday: 16:00-18:00 begins before 09:00-17:00 ends; let them follow each other",
        ),
        (
            "zone = Europe/London",
            "zone = London, England",
            "hours.zone: Check the time zone, such as Europe/London",
        ),
        (
            "teams.retired =",
            "teams.retired = gone",
            "teams.retired: Name only what stands in the other list",
        ),
        (
            "teams.order = service-desk,",
            "teams.order = Service Desk,",
            "teams.order: Use lower-case letters, digits and dashes, at most 32, with commas between",
        ),
        (
            "vpn.team = network",
            "vpn.team = nobody",
            "intake.network.vpn.team: Choose another team: there is no nobody",
        ),
        (
            "vpn.type = incident",
            "vpn.type = trouble",
            "intake.network.vpn.type: Choose incident, service-request or question",
        ),
        (
            "lost.effect = several, blocked",
            "lost.effect = much",
            "intake.hardware.lost.effect: Choose asked, or write it as “only-me, can-wait”",
        ),
        (
            "vpn.asks = place, message",
            "vpn.asks = place, colour",
            "intake.network.vpn.asks: Choose of which, place, message and needed-by",
        ),
        ("hours.monday = 09:00-17:00\n", "", "hours.monday: Add this setting"),
        ("# Priority matrix", "hours.zone = UTC", "hours.zone: Say it once"),
        (
            "# Priority matrix",
            "hour.zone = UTC",
            "hour.zone: Leave this out: there is no such setting",
        ),
        ("# Priority matrix", "Priority matrix", "line 10: Write it as “key = value”"),
    ] {
        let text = text.replace(from, to);
        assert_eq!(faults(&text), [said], "{to}");
    }
    let idle = text.replace("= 09:00-17:00", "=");
    assert_eq!(faults(&idle), ["hours.monday: Enter the hours of at least one day"]);
    let is_listed = |it: &str| matches!(it, "order" | "retired");
    let always = |it: &Line| match it.group {
        Group::Teams | Group::Intake => it.key.split_once('.').is_some_and(|it| is_listed(it.1)),
        // Files from before it could be set leave it out.
        _ => it.key != "organisation.second-step",
    };
    let n_always = starting().lines().iter().filter(|it| always(it)).count();
    assert_eq!(faults("").len(), n_always, "all of them are missing");
}

#[test]
fn differences_are_told_setting_by_setting() {
    let before = starting();
    assert_eq!(before.differences(&before), []);
    let mut policy = before.policy.clone();
    policy.critical.first_response = Target::Minutes(30);
    let after = before.with(Change::Targets(policy));
    let [told] = before.differences(&after).try_into().unwrap();
    assert_eq!((told.group, &*told.key), (Group::Targets, "targets.critical.first-response"));
    assert_eq!(told.label, "Critical: a person replies within");
    assert_eq!((&*told.before, &*told.after), ("15 minutes", "30 minutes"));
    let whole = before.with(Change::Whole(Box::new(changed())));
    assert_eq!(whole, changed(), "nothing was taken out");
    let groups: Vec<_> = before.differences(&whole).into_iter().map(|it| it.group).collect();
    assert!(Group::ALL.iter().all(|it| groups.contains(it)));
}

#[test]
fn what_stands_in_lists_is_told_with_what_belongs_to_it() {
    let before = starting();
    let mut catalogue = before.catalogue.clone();
    catalogue.teams[3].label = Label::parse("Networks").unwrap();
    let value = Team::from_value("field").unwrap();
    let label = Label::parse("In the field").unwrap();
    catalogue.teams.push(TeamEntry { value, label, retired: false });
    let after = Settings { catalogue, ..before.clone() };
    let told = |from: &Settings, to: &Settings| -> Vec<String> {
        let told = from.differences(to).into_iter();
        told.map(|it| format!("{}: {} -> {}", it.key, it.before, it.after)).collect()
    };
    let teams = "service-desk, workplace, applications, network, accounts-and-security";
    assert_eq!(
        told(&before, &after),
        [
            format!("teams.order: {teams} -> {teams}, field"),
            "teams.network.name: Network -> Networks".to_owned(),
            "teams.field.name:  -> In the field".to_owned(),
        ]
    );
    assert_eq!(told(&after, &before)[2], "teams.field.name: In the field -> ");
}

#[test]
fn what_a_record_may_name_stays_when_the_whole_is_replaced() {
    let (now, earlier) = (changed(), starting());
    let restored = now.with(Change::Whole(Box::new(earlier.clone())));
    assert_eq!(restored.catalogue.faults(), []);
    let field = Team::from_value("field").unwrap();
    assert_eq!(restored.catalogue.team_label(field), "In the field");
    assert!(!restored.catalogue.offers_team(field));
    let old = Category::from_value("old").unwrap();
    assert_eq!(restored.catalogue.category_label(old), "Network");
    // What was there then is as it was then, and stands first.
    let n_teams = earlier.catalogue.teams.len();
    assert_eq!(restored.catalogue.teams[..n_teams], earlier.catalogue.teams);
    let again = restored.with(Change::Whole(Box::new(earlier)));
    assert_eq!(again, restored);
}

#[test]
fn settings_from_before_there_was_a_catalogue_have_the_one_of_the_start() {
    let mut json = serde_json::to_value(starting()).unwrap();
    json.as_object_mut().unwrap().remove("catalogue").unwrap();
    assert_eq!(serde_json::from_value::<Settings>(json).unwrap(), starting());
}

#[test]
fn working_time_is_laid_out_as_far_as_the_furthest_target() {
    // Five working days: a week, and two around it.
    let reach = |it: &Settings| it.calendar.reach(&it.policy);
    assert_eq!(reach(&starting()), 21);
    let mut rare = starting();
    rare.calendar.hours.week = std::array::from_fn(|_| Default::default());
    rare.calendar.hours.week[2] = "10:00-11:00".parse().unwrap();
    // Eight hours at one a week are further than five days at one a week.
    assert_eq!(reach(&rare), (8 + 2) * 7);
    rare.policy.low.runs = Runs::AroundTheClock;
    rare.policy.medium.runs = Runs::AroundTheClock;
    rare.policy.high.runs = Runs::AroundTheClock;
    assert_eq!(reach(&rare), (4 + 2) * 7);
}
