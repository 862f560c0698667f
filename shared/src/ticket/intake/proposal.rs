//! What a description sounds like: a category and topic proposed from the words in it, with the words as
//! the reason (A14). A proposal is shown and never chosen for anybody.

use super::{
    Category,
    tree::{TopicName, Tree},
};
use crate::text::Word;

/// What a description sounds like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The category.
    pub category: Category,
    /// The topic in it.
    pub topic: TopicName,
    /// The word that speaks for it.
    pub word: Word,
}

/// The topic with most words in `description`, the longer words first; `None` when no word speaks for any.
#[must_use]
pub fn propose(tree: &Tree, description: &str) -> Option<Proposal> {
    let text = plain(description);
    let mut best: Option<(usize, Proposal)> = None;
    for category in tree.offered() {
        for topic in category.offered() {
            let spoken = topic.words.iter().filter(|it| text.contains(&plain(it)));
            let weight = spoken.clone().map(|it| it.len()).sum();
            let Some(word) = spoken.max_by_key(|it| it.len()) else { continue };
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                let (category, topic) = (category.value, topic.value);
                best = Some((weight, Proposal { category, topic, word: word.clone() }));
            }
        }
    }
    best.map(|(_, proposal)| proposal)
}

/// Lower case, words parted by one space, with a space at both ends: so that only whole words are found.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_understood() {
        for (description, topic) in [
            ("VPN stops at verifying since this morning", "vpn"),
            ("the printer on floor 2 wont print", "printer"),
            ("I forgot my password!!", "password"),
            ("my laptop was stolen on the train", "lost"),
            ("Wi-Fi keeps dropping in the kitchen", "wi-fi"),
            ("Outlook: the invitation never arrived in my inbox", "mail"),
            ("blue screen, then it does not boot", "computer-dead"),
            ("got a strange email, looks like phishing", "suspicious"),
        ] {
            let proposal = propose(&Tree::starting(), description).unwrap();
            assert_eq!(proposal.topic.value(), topic, "{description}: {}", proposal.word);
        }
    }

    #[test]
    fn parts_of_words_say_nothing() {
        assert_eq!(propose(&Tree::starting(), "The postcodes are scanty"), None);
        assert_eq!(propose(&Tree::starting(), ""), None);
    }
}
