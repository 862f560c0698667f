//! How complete a request is (A02, A03): what was said of what intake asks on its way, and the one question
//! whose answer would help most. For staff: no requester is given marks. Knows nothing of who may ask.

use super::{
    event::{Entry, Event},
    intake::{
        Intake,
        tree::{Ask, AskFirst, Tree},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A description of fewer words says that something is wrong, and not what.
const ENOUGH_WORDS: usize = 4;

/// What is known of a request and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Completeness {
    /// What was said, each by its name.
    pub known: Vec<String>,
    /// What was not.
    pub missing: Vec<String>,
    /// The question to ask the requester next, ready to be sent; `None` when nothing is missing, and while
    /// one of them waits for its answer.
    pub question: Option<String>,
}

impl Completeness {
    /// How complete the request is that was filed with `intake`, by what `tree` asks now. What was asked `since` and answered counts as
    /// said; `is_requester_known` tells whether there is a name to whoever asked.
    #[must_use]
    pub fn of(tree: &Tree, intake: &Intake, is_requester_known: bool, since: &[Entry]) -> Self {
        let mut completeness = Self::default();
        let ask_first = tree.entry(intake.category).map(|it| it.ask_first).unwrap_or_default();
        let (mut is_asked, mut open) = (false, Vec::new());
        for part in parts(tree, intake) {
            let asked = asked(&part.question(), since);
            let is_known = part.is_in(intake, is_requester_known) || asked == Asked::Answered;
            if is_known {
                completeness.known.push(part.name().to_owned());
            } else {
                is_asked |= asked == Asked::Waiting;
                completeness.missing.push(part.name().to_owned());
                open.push(part);
            }
        }
        let next = open.into_iter().min_by_key(|it| it.turn(ask_first));
        completeness.question = next.filter(|_| !is_asked).map(Part::question);
        completeness
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// How much is known, such as "4 of 5".
    #[must_use]
    pub fn score(&self) -> String {
        let n_known = self.known.len();
        format!("{n_known} of {}", n_known + self.missing.len())
    }
}

/// Something that is worth knowing of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Person,
    Happened,
    Detail(&'a Ask),
    Since,
    Affected,
    Tried,
}

/// What intake asks on the way that `intake` came: no more can be missing.
fn parts<'a>(tree: &'a Tree, intake: &Intake) -> impl Iterator<Item = Part<'a>> + use<'a> {
    // A topic that the tree has lost since asked nothing that is still known.
    let category = tree.entry(intake.category);
    let topic = category.zip(intake.topic.as_ref()).and_then(|(it, label)| it.topic_called(label));
    let details = topic.map_or(&[][..], |it| &it.asks).iter().map(Part::Detail);
    // Where the effect follows from the topic, nobody is asked about it.
    let is_effect_asked = intake.because.is_none();
    let effect = [Part::Since, Part::Affected, Part::Tried];
    let effect = effect.into_iter().filter(move |_| is_effect_asked);
    [Part::Person, Part::Happened].into_iter().chain(details).chain(effect)
}

impl Part<'_> {
    fn is_in(self, intake: &Intake, is_requester_known: bool) -> bool {
        match self {
            Self::Person => is_requester_known,
            Self::Happened => n_words(&intake.description) >= ENOUGH_WORDS,
            Self::Detail(ask) => intake.details.iter().any(|it| it.question == *ask.label),
            Self::Since => intake.since.is_some(),
            Self::Affected => intake.impact.is_some(),
            Self::Tried => intake.tried.is_some(),
        }
    }

    /// What staff read.
    fn name(&self) -> &str {
        match self {
            Self::Person => "Who it is",
            Self::Happened => "What happened",
            Self::Detail(ask) => &ask.label,
            Self::Since => "When it started",
            Self::Affected => "Who is affected",
            Self::Tried => "What was tried",
        }
    }

    /// What the requester reads, in one line: so that it is found again in what was sent.
    fn question(self) -> String {
        match self {
            Self::Person => "What is your name, and which team do you belong to?".to_owned(),
            Self::Happened => "Could you tell us a little more? What did you want to do, and what \
                               happened instead?"
                .to_owned(),
            Self::Detail(Ask { label, hint: None, .. }) => label.to_string(),
            Self::Detail(Ask { label, hint: Some(hint), .. }) => format!("{label} {hint}."),
            Self::Since => {
                "When did it start? A rough time is enough, such as “this morning”.".to_owned()
            }
            Self::Affected => "Who is affected: only you, several people, or everybody?".to_owned(),
            Self::Tried => "What have you tried so far, and what came of it?".to_owned(),
        }
    }

    /// Which of what is missing is asked first: the lowest. The category may know better; else what the topic
    /// asks for helps most.
    fn turn(self, ask_first: AskFirst) -> u8 {
        match (self, ask_first) {
            (Self::Happened, _) => 0,
            (Self::Person, AskFirst::Person) | (Self::Affected, AskFirst::Affected) => 1,
            (Self::Detail(_), _) => 3,
            (Self::Since, _) => 4,
            (Self::Affected, _) => 5,
            (Self::Tried, _) => 6,
            (Self::Person, _) => 7,
        }
    }
}

/// Words as people would count them; in scripts that put nothing between them, letters.
fn n_words(text: &str) -> usize {
    let is_word_by_itself = |it: char| it >= '\u{2e80}' && it.is_alphanumeric();
    let (mut n_words, mut is_inside) = (0, false);
    for letter in text.chars() {
        let starts = letter.is_alphanumeric() && !is_inside;
        n_words += usize::from(starts || is_word_by_itself(letter));
        is_inside = letter.is_alphanumeric() || (is_inside && "'’-".contains(letter));
    }
    n_words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Never,
    Waiting,
    Answered,
}

/// What became of `question`. Whatever the requester wrote after it is taken for the answer.
fn asked(question: &str, entries: &[Entry]) -> Asked {
    let asks = |it: &Entry| match &it.event {
        Event::Asked(body) | Event::Replied(body) => body.contains(question),
        _ => false,
    };
    let is_answer = |it: &Entry| matches!(it.event, Event::Answered(_) | Event::Reopened(_));
    match entries.iter().position(asks) {
        None => Asked::Never,
        Some(at) if entries.iter().skip(at).any(is_answer) => Asked::Answered,
        Some(_) => Asked::Waiting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::PersonId,
        text::Body,
        ticket::intake::{Answers, NOT_SURE},
        time::Instant,
    };

    /// A request about `topic` with all that is asked on its way.
    fn all_said(category: &str, topic: &str) -> Answers {
        Answers {
            description: "It stopped after lunch today".into(),
            category: category.into(),
            topic: topic.into(),
            which: "The black one".into(),
            place: "At home".into(),
            message: "Error 809".into(),
            needed_by: "On Friday".into(),
            impact: "only-me".into(),
            urgency: "slowed".into(),
            since: "This morning".into(),
            tried: "A restart".into(),
            ..Answers::default()
        }
    }

    fn of(answers: Answers) -> Completeness {
        Completeness::of(&Tree::starting(), &answers.check(&Tree::starting()).unwrap(), true, &[])
    }

    fn entry(event: Event) -> Entry {
        Entry { sequence: 1, at: Instant::UNIX_EPOCH, by: PersonId(1), event, files: Vec::new() }
    }

    fn body(text: &str) -> Body {
        Body::parse(text).unwrap()
    }

    #[test]
    fn whoever_answers_everything_is_asked_nothing() {
        for category in Tree::starting().offered() {
            let unsure = [NOT_SURE].into_iter();
            let topics = category.offered().map(|it| it.value.value()).chain(unsure);
            for topic in topics {
                let said = of(all_said(category.value.value(), topic));
                assert_eq!((said.is_complete(), &said.question), (true, &None), "{topic}");
            }
        }
    }

    #[test]
    fn what_is_asked_makes_the_score() {
        for (category, topic, score) in [
            ("network", "vpn", "7 of 7"),
            ("hardware", "computer-slow", "6 of 6"),
            ("something-else", "", "5 of 5"),
            ("software", NOT_SURE, "5 of 5"),
            // Nobody is asked when a new device started, or who is affected by a lost one.
            ("hardware", "new-device", "4 of 4"),
            ("hardware", "lost", "4 of 4"),
        ] {
            assert_eq!(of(all_said(category, topic)).score(), score, "{topic}");
        }
    }

    #[test]
    fn the_most_useful_of_what_is_missing_is_asked_first() {
        type Leave = fn(Answers) -> Answers;
        let no_time: Leave = |it| Answers { since: String::new(), ..it };
        let no_words: Leave = |it| Answers { message: String::new(), ..it };
        let no_name: Leave = |it| Answers { which: String::new(), ..it };
        let bare: Leave = |it| Answers {
            description: "VPN broken!".into(),
            place: String::new(),
            message: String::new(),
            since: String::new(),
            impact: NOT_SURE.into(),
            tried: String::new(),
            ..it
        };
        for (category, topic, left, score, question) in [
            ("network", "vpn", no_time, "6 of 7", "When did it start?"),
            ("network", "vpn", no_words, "6 of 7", "What does it say exactly? The words or"),
            ("network", "vpn", bare, "1 of 7", "Could you tell us a little more?"),
            ("hardware", "computer-slow", no_name, "5 of 6", "Which computer is it? The name or"),
            ("hardware", "room", no_name, "5 of 6", "Which room is it?"),
            ("hardware", "new-device", no_name, "3 of 4", "What do you need?"),
            ("something-else", "", no_time, "4 of 5", "When did it start?"),
        ] {
            let said = of(left(all_said(category, topic)));
            assert_eq!(said.score(), score, "{topic}");
            let asked = said.question.unwrap();
            assert!(asked.starts_with(question), "{topic}: {asked}");
        }
    }

    #[test]
    fn what_comes_first_depends_on_what_it_is_about() {
        let little = |category: &str, topic: &str| Answers {
            place: String::new(),
            which: String::new(),
            message: String::new(),
            since: String::new(),
            tried: String::new(),
            impact: NOT_SURE.into(),
            ..all_said(category, topic)
        };
        for (category, topic, is_known, question) in [
            ("network", "vpn", true, "Who is affected: only you"),
            ("software", "program", true, "Which program is it?"),
            ("software", "mail", false, "What does it say exactly?"),
            ("account-access", "locked", true, "Which account is it?"),
            ("account-access", "locked", false, "What is your name"),
            ("something-else", "", false, "When did it start?"),
        ] {
            let intake = little(category, topic).check(&Tree::starting()).unwrap();
            let asked =
                Completeness::of(&Tree::starting(), &intake, is_known, &[]).question.unwrap();
            assert!(asked.starts_with(question), "{topic}: {asked}");
        }
    }

    #[test]
    fn what_was_asked_and_answered_is_said() {
        let answers = Answers { since: String::new(), ..all_said("network", "vpn") };
        let (known, intake) =
            (of(all_said("network", "vpn")), answers.check(&Tree::starting()).unwrap());
        let question = Completeness::of(&Tree::starting(), &intake, true, &[]).question.unwrap();
        let asked = entry(Event::Asked(body(&format!("Hello Sam,\n\n{question}\n\nDee"))));
        let answered = entry(Event::Answered(body("Since ten")));
        let noted = entry(Event::Noted(body(&question)));

        let waiting =
            Completeness::of(&Tree::starting(), &intake, true, &[noted.clone(), asked.clone()]);
        assert_eq!((waiting.score().as_str(), waiting.question), ("6 of 7", None));
        assert_eq!(waiting.missing, ["When it started"]);
        assert_eq!(
            Completeness::of(&Tree::starting(), &intake, true, &[asked, answered.clone()]),
            known
        );
        // Nobody but staff has read a note, so it is no question.
        let said = Completeness::of(&Tree::starting(), &intake, true, &[noted, answered]);
        assert_eq!(said.question, Some(question));
    }

    #[test]
    fn a_few_words_are_not_enough() {
        for (text, n) in [
            ("It broke", 2),
            ("  VPN -- down!! ", 2),
            ("the mail doesn’t arrive", 4),
            ("Wi-Fi is gone", 3),
            ("打印机没有反应", 7),
            ("", 0),
        ] {
            assert_eq!(n_words(text), n, "{text:?}");
        }
    }
}
