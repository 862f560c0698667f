//! Words and phrases that stand for one another.

use std::collections::HashMap;

use super::{analyzer::Stems, language::Language, tokenize};

/// A phrase of the table has at most this many words.
pub(super) const LONGEST_PHRASE: usize = 3;

/// What everyday IT language has several names for. Each line is a group; a phrase may have
/// several words, and writing those together or with hyphens is the same (`log in`, `log-in`,
/// `login`).
const ENGLISH: &[&[&str]] = &[
    &["wifi", "wireless", "wlan"],
    &["login", "logon", "sign in"],
    &["logout", "logoff", "sign out"],
    &["password", "passcode", "passphrase"],
    &["email", "mail"],
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
}

impl Synonyms {
    pub(super) fn new(language: Language, stems: &Stems) -> Self {
        let table = match language {
            Language::English => ENGLISH,
            Language::Other => &[],
        };
        let mut groups_by_key = HashMap::new();
        let mut groups = Vec::with_capacity(table.len());
        for (index, group) in table.iter().enumerate() {
            let keys: Vec<String> = group
                .iter()
                .map(|phrase| {
                    tokenize::words(phrase).iter().map(|word| stems.stem(&word.folded)).collect()
                })
                .collect();
            groups_by_key.extend(keys.iter().map(|key: &String| (key.clone(), index)));
            groups.push(keys);
        }
        Self { groups_by_key, groups }
    }

    /// Whether the stems written together as `key` are in the table.
    pub(super) fn contains(&self, key: &str) -> bool {
        self.groups_by_key.contains_key(key)
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
