//! Words and phrases that stand for one another.

use std::collections::{HashMap, HashSet};

use super::{analyzer::Stems, language::Language, tokenize};

/// A phrase of the table has at most this many words.
pub(super) const LONGEST_PHRASE: usize = 3;

/// What everyday IT language has several names for. Each line is a group. A phrase of several
/// words stands for its other spellings too: `log in` is also `log-in` and `login`.
const ENGLISH: &[&[&str]] = &[
    &["wi fi", "wireless", "wlan"],
    &["log in", "log on", "sign in"],
    &["log out", "log off", "sign out"],
    &["password", "passcode", "passphrase"],
    &["e mail", "mail"],
    &[
        "2fa",
        "mfa",
        "two factor",
        "multi factor",
        "two factor authentication",
        "multi factor authentication",
        "two step verification",
    ],
    &["vpn", "virtual private network"],
    &["usb stick", "flash drive", "thumb drive", "memory stick"],
    &["shared drive", "network drive", "file share"],
    &["smartphone", "mobile phone", "cell phone"],
    &["laptop", "notebook"],
    &["computer", "pc"],
    &["monitor", "screen"],
    &["headphones", "headset", "earphones"],
    &["microphone", "mic"],
    &["webcam", "camera"],
    &["screenshot", "screen capture"],
    &["restart", "reboot"],
    &["delete", "remove"],
    &["folder", "directory"],
    &["app", "application", "program"],
    &["settings", "preferences"],
    &["picture", "photo", "image"],
    &["spam", "junk mail"],
    &["trash", "recycle bin"],
];

/// The compiled table of a language.
///
/// A phrase is known by its key: the stems of its words written together. The builder adds the
/// key as a term wherever an article has the phrase, so that a query needs no word positions.
#[derive(Clone, Debug)]
pub(super) struct Synonyms {
    /// Key to the index of its group.
    groups_by_key: HashMap<String, usize>,
    groups: Vec<Vec<String>>,
    /// The stems that a phrase of several words starts with.
    starts: HashSet<String>,
}

impl Synonyms {
    pub(super) fn new(language: Language, stems: &Stems) -> Self {
        let table = match language {
            Language::English => ENGLISH,
            Language::Other => &[],
        };
        let mut groups_by_key = HashMap::new();
        let mut groups = Vec::with_capacity(table.len());
        let mut starts = HashSet::new();
        for (index, group) in table.iter().enumerate() {
            let mut keys = Vec::with_capacity(group.len());
            for phrase in *group {
                let words = tokenize::words(phrase);
                let key: String = words.iter().map(|word| stems.stem(&word.folded)).collect();
                if let [first, _, ..] = words.as_slice() {
                    starts.insert(stems.stem(&first.folded).into_owned());
                }
                groups_by_key.insert(key.clone(), index);
                keys.push(key);
            }
            groups.push(keys);
        }
        Self { groups_by_key, groups, starts }
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
