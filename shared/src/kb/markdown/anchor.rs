//! The ids of headings: made of their words, so that a link to one lasts as long as its words do.

use std::collections::BTreeMap;

/// Before every id, so that no heading takes the id of something else on its page.
const PREFIX: &str = "at-";
/// Letters of a heading that make its id.
const LONGEST: usize = 60;

/// Ids given so far in one text, each with how often it was wished for.
#[derive(Debug, Default)]
pub(super) struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    /// The id of the next heading; the second with the same words ends in `-2`.
    pub(super) fn of(&mut self, words: &str) -> String {
        let wished = wished(words);
        let mut n_before = self.0.get(&wished).copied().unwrap_or(0);
        let id = loop {
            let id = match n_before {
                0 => wished.clone(),
                n => format!("{wished}-{}", n + 1),
            };
            n_before += 1;
            if n_before == 1 || !self.0.contains_key(&id) {
                break id;
            }
        };
        self.0.insert(wished, n_before);
        self.0.entry(id.clone()).or_insert(1);
        id
    }
}

/// Letters and digits of any script, with dashes between the words.
fn wished(words: &str) -> String {
    let mut id = PREFIX.to_owned();
    for letter in words.chars().flat_map(char::to_lowercase).filter(|it| !"'’".contains(*it)) {
        if id.chars().count() >= PREFIX.len() + LONGEST {
            break;
        }
        if letter.is_alphanumeric() {
            id.push(letter);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.len() < PREFIX.len() { format!("{PREFIX}section") } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_words_of_its_heading() {
        for (words, id) in [
            ("Sign in again", "at-sign-in-again"),
            ("If you see “error 809”…", "at-if-you-see-error-809"),
            ("What you can't do", "at-what-you-cant-do"),
            ("Что делать?", "at-что-делать"),
            ("設定", "at-設定"),
            ("\"><script>", "at-script"),
            ("!?", "at-section"),
            ("", "at-section"),
        ] {
            assert_eq!(Anchors::default().of(words), id, "{words}");
        }
        assert!(Anchors::default().of(&"word ".repeat(100)).len() <= PREFIX.len() + LONGEST);
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut anchors = Anchors::default();
        let ids = ["Steps", "Steps", "Steps 2", "Steps", "Steps-2"].map(|it| anchors.of(it));
        assert_eq!(ids[..2], ["at-steps", "at-steps-2"]);
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
    }
}
