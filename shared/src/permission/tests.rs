//! The whole matrix against `matrix.txt`, a line for each action: what changes is seen in the difference.
//! `PORTICO_GOLDEN=write` writes the file anew.

use super::{
    Action, Denied,
    matrix::{Thing, things},
};
use crate::{
    actor::{Person, Roles, Teams},
    id::PersonId,
    text::{EmailAddress, PersonName},
};
use std::{collections::HashSet, fmt::Write, fs};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/permission/matrix.txt");

fn somebody() -> Person {
    Person {
        id: PersonId(7),
        name: PersonName::parse("Somebody").unwrap(),
        email: EmailAddress::parse("somebody@portico.example").unwrap(),
        roles: Roles::default(),
        teams: Teams::All,
        opened: Vec::new(),
    }
}

fn letter(decision: Result<(), Denied>) -> char {
    match decision {
        Ok(()) => 'G',
        Err(Denied::Role(_)) => 'r',
        Err(Denied::Hidden) => '-',
        Err(Denied::SignIn) => 's',
    }
}

/// A block of letters for each thing, and a letter in it for everybody who comes to it.
fn written(things: &[Thing]) -> String {
    let mut text = String::from(
        "Who may do what. Each block is a thing, each letter somebody:\n\
         G granted, r for others to do, - not there for them, s has to sign in first.\n\n",
    );
    for (thing, n) in things.iter().zip(1..) {
        let everybody: Vec<&str> = thing.everybody().collect();
        writeln!(text, "{n:2} {}: {}", thing.name, everybody.join("; ")).unwrap();
    }
    text.push('\n');
    for action in Action::ALL {
        let mut line = format!("{:<20}", format!("{action:?}"));
        for thing in things {
            let block: String = thing.decisions(*action).map(letter).collect();
            write!(line, " {block}").unwrap();
        }
        writeln!(text, "{line}").unwrap();
    }
    text
}

#[test]
fn the_matrix_is_the_one_that_was_agreed() {
    let written = written(&things(&somebody()));
    if std::env::var("PORTICO_GOLDEN").is_ok_and(|it| it == "write") {
        fs::write(FILE, &written).unwrap();
    }
    let agreed = fs::read_to_string(FILE).unwrap_or_default();
    let (mut before, mut now): (Vec<&str>, Vec<&str>) =
        (agreed.lines().collect(), written.lines().collect());
    let (known, found): (HashSet<&str>, HashSet<&str>) =
        (before.iter().copied().collect(), now.iter().copied().collect());
    before.retain(|it| !found.contains(it));
    now.retain(|it| !known.contains(it));
    assert!(
        agreed == written,
        "no longer:\n{}\nbut:\n{}\nPORTICO_GOLDEN=write writes {FILE} anew",
        before.join("\n"),
        now.join("\n")
    );
}

#[test]
fn every_action_is_somebody_s() {
    let things = things(&somebody());
    for action in Action::ALL {
        let is_granted = things.iter().any(|it| it.decisions(*action).any(|it| it.is_ok()));
        assert!(is_granted, "{action:?} is never allowed");
    }
}

#[test]
fn the_page_says_what_holds() {
    for thing in things(&somebody()) {
        for (action, who) in thing.granted() {
            let all: Vec<&str> = thing.everybody().collect();
            for (it, decision) in all.iter().zip(thing.decisions(action)) {
                assert_eq!(who.contains(it), decision.is_ok(), "{action:?}: {it}");
            }
        }
    }
}
