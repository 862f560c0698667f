//! Colleagues who are called in an internal note: `@` and a name, a first name that only one of them has, or an address.
//! Knows nobody: who is on the desk comes in.

use crate::{id::PersonId, text::EmailAddress};

/// Somebody who is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// One of the desk.
    Person(PersonId),
    /// Whoever has this address.
    Address(EmailAddress),
    /// Several of the desk are called so.
    Several(String),
}

/// Everybody whom `text` calls, each once, in its order; `desk` are the people there are, by what they are called.
/// What is nobody’s name is a word like any other.
#[must_use]
pub fn mentions(text: &str, desk: &[(PersonId, &str)]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, letter) in text.char_indices() {
        // Inside an address or a word nobody is called.
        let begins = !before.is_some_and(|it: char| it.is_alphanumeric() || "._%+-".contains(it));
        if letter == '@' && begins {
            let rest = &text[at + letter.len_utf8()..];
            let mention = address(rest).map(Mention::Address).or_else(|| name(rest, desk));
            found.extend(mention.filter(|it| !found.contains(it)));
        }
        before = Some(letter);
    }
    found
}

fn address(rest: &str) -> Option<EmailAddress> {
    let ends = |it: char| it.is_whitespace() || ",;:!?()<>\"".contains(it);
    let word = rest.split(ends).next()?.trim_end_matches(['.', '’', '\'']);
    word.contains('@').then(|| EmailAddress::parse(word).ok()).flatten()
}

/// Whole names first, the longest of them; else a first name.
fn name(rest: &str, desk: &[(PersonId, &str)]) -> Option<Mention> {
    let whole = desk.iter().filter(|it| begins_with(rest, it.1));
    let length = whole.clone().map(|it| it.1.chars().count()).max();
    let longest = whole.filter(|it| Some(it.1.chars().count()) == length);
    one_of(longest.copied().collect()).or_else(|| {
        let people = desk.iter().map(|(id, name)| (*id, first_name(name)));
        one_of(people.filter(|it| begins_with(rest, it.1)).collect())
    })
}

/// "Lee" of "Lee, who leads the service desk".
fn first_name(name: &str) -> &str {
    let first = name.split_whitespace().next().unwrap_or_default();
    first.trim_end_matches(|it: char| !it.is_alphanumeric())
}

fn one_of(people: Vec<(PersonId, &str)>) -> Option<Mention> {
    match people[..] {
        [] => None,
        [(id, _)] => Some(Mention::Person(id)),
        [(_, name), ..] => Some(Mention::Several(name.to_owned())),
    }
}

/// Whether `rest` begins with `name`, in any case, and goes on with something else.
fn begins_with(rest: &str, name: &str) -> bool {
    let n_letters = name.chars().count();
    let head: String = rest.chars().take(n_letters).collect();
    let goes_on = rest.chars().nth(n_letters).is_some_and(char::is_alphanumeric);
    n_letters > 0 && !goes_on && head.to_lowercase() == name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colleagues_are_called_by_name_or_by_address() {
        let desk = [
            (PersonId(1), "Ana"),
            (PersonId(2), "Ana Lucía"),
            (PersonId(3), "Dee from device support"),
            (PersonId(4), "Kim Berg"),
            (PersonId(5), "Kim Dahl"),
            (PersonId(6), "Lee, who leads"),
        ];
        let person = |id| Mention::Person(PersonId(id));
        let several = |name: &str| Mention::Several(name.to_owned());
        let address = |it| Mention::Address(EmailAddress::parse(it).unwrap());
        for (text, expected) in [
            ("@Ana, look", vec![person(1)]),
            ("@ana lucía: look", vec![person(2)]),
            ("(@Ana Lucíana)", vec![person(1)]),
            ("@Anastasia", vec![]),
            ("@dee and @Dee from device support", vec![person(3)]),
            ("@Kim", vec![several("Kim")]),
            ("@Lee can you hear it?", vec![person(6)]),
            ("@Kim Dahl’s", vec![person(5)]),
            ("@kim@portico.example.", vec![address("kim@portico.example")]),
            ("ana@portico.example", vec![]),
            ("x.@Ana", vec![]),
            ("@Override @everybody @ @@", vec![]),
            ("@@Ana", vec![person(1)]),
            ("@Dee\n@Ana", vec![person(3), person(1)]),
        ] {
            assert_eq!(mentions(text, &desk), expected, "{text}");
        }
        assert_eq!(mentions("@Ana", &[]), []);
    }
}
