//! Words and phrases that stand for one another.

use std::collections::{HashMap, HashSet};

use super::{stem::Stems, tokenize};

/// A phrase of the table has at most this many words.
pub(super) const LONGEST_PHRASE: usize = 3;

/// The compiled table of a language.
///
/// A phrase is known by its key: the stems of its words written together. The builder adds the
/// key as a term wherever an article has the phrase, so that a query needs no word positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Synonyms {
    /// Key to the index of its group.
    groups_by_key: HashMap<String, usize>,
    groups: Vec<Vec<String>>,
    /// The stems that a phrase of several words starts with.
    starts: HashSet<String>,
}

impl Synonyms {
    /// Reads the table, one group a line, with a comma between its words and phrases. A phrase of
    /// several words stands for its other spellings too: `log in` is also `log-in` and `login`.
    pub(super) fn read(text: &str, stems: &Stems) -> Self {
        let mut synonyms = Self::default();
        for line in text.lines() {
            let mut group: Vec<String> = Vec::new();
            for phrase in line.split(',') {
                let words = tokenize::words(phrase);
                let key: String = words.iter().map(|word| stems.stem(&word.folded)).collect();
                if let [first, _, ..] = words.as_slice() {
                    synonyms.starts.insert(stems.stem(&first.folded).into_owned());
                }
                if !group.contains(&key) {
                    synonyms.groups_by_key.insert(key.clone(), synonyms.groups.len());
                    group.push(key);
                }
            }
            synonyms.groups.push(group);
        }
        synonyms
    }

    /// Whether the stems written together as `key` are in the table.
    pub(super) fn contains(&self, key: &str) -> bool {
        self.groups_by_key.contains_key(key)
    }

    /// Whether a phrase of several words may start with `stem`.
    pub(super) fn may_start(&self, stem: &str) -> bool {
        self.starts.contains(stem)
    }

    /// The keys that `key` stands for, without itself.
    pub(super) fn others(&self, key: &str) -> impl Iterator<Item = &str> {
        self.groups_by_key
            .get(key)
            .and_then(|group| self.groups.get(*group))
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(move |other| *other != key)
    }
}
