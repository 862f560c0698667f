use super::{change::Change, *};
use crate::{problem::Problem, text::Label};

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
    it
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
        ("hours.monday = 09:00-17:00\n", "", "hours.monday: Add this setting"),
        ("# Priority matrix", "hours.zone = UTC", "hours.zone: Say it once"),
        (
            "# Priority matrix",
            "hour.zone = UTC",
            "hour.zone: Leave this out: there is no such setting",
        ),
        ("# Priority matrix", "Priority matrix", "line 9: Write it as “key = value”"),
    ] {
        let text = text.replace(from, to);
        assert_eq!(faults(&text), [said], "{to}");
    }
    let idle = text.replace("= 09:00-17:00", "=");
    assert_eq!(faults(&idle), ["hours.monday: Enter the hours of at least one day"]);
    assert_eq!(faults("").len(), starting().lines().len(), "all of them are missing");
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
    assert_eq!(whole, changed());
    let groups: Vec<_> = before.differences(&whole).into_iter().map(|it| it.group).collect();
    assert!(Group::ALL.iter().all(|it| groups.contains(it)));
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
