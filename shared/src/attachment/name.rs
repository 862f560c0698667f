//! What a file is called. A name comes from somebody else's machine: it is made harmless once, here, and
//! is never a reason to refuse a file, unless it is that of a program.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, ops::Deref};

/// What a nameless file is called; pasted screenshots have names of their own.
const NAMELESS: &str = "file";
/// The longest ending that is kept when a name is shortened, in bytes with its dot.
const LONGEST_ENDING: usize = 16;

/// Endings of what a double click would run. Somebody at the desk would press it (A06).
const PROGRAMS: [&str; 26] = [
    "apk", "app", "bat", "cmd", "com", "cpl", "deb", "dmg", "exe", "hta", "jar", "js", "jse",
    "lnk", "msi", "msix", "pif", "ps1", "reg", "rpm", "scr", "vb", "vbe", "vbs", "wsf", "wsh",
];

/// The name of a file: one line, no path, nothing that is not seen, not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct FileName(String);

/// A stored or sent name is not as [`FileName::of`] makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameError;

impl FileName {
    /// The longest name, in bytes: with a hash or a number in front it still fits every file system.
    pub const LIMIT: usize = 200;

    /// The harmless name of what a browser calls `sent`: the last part of a path, without control
    /// characters and marks that turn the direction of reading, shortened before its ending.
    #[must_use]
    pub fn of(sent: &str) -> Self {
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String = last.chars().filter(|it| !is_unseen(*it)).collect();
        // Dots and spaces at the end hide what the ending is.
        let seen = seen.trim_end_matches(|it: char| it == '.' || it.is_whitespace()).trim_start();
        let name = shortened(seen);
        Self(if name.is_empty() { NAMELESS.to_owned() } else { name })
    }

    /// The ending in lower case, without its dot; empty where there is none.
    #[must_use]
    pub fn ending(&self) -> String {
        match self.0.rsplit_once('.') {
            Some((_, ending)) => ending.to_ascii_lowercase(),
            None => String::new(),
        }
    }

    /// Whether a double click on it would run it.
    #[must_use]
    pub fn is_program(&self) -> bool {
        PROGRAMS.contains(&self.ending().as_str())
    }

    /// The same name with another ending, unless it has one of `endings` already: for a picture that is
    /// kept in another format than it came in.
    #[must_use]
    pub fn with_ending(&self, endings: &[&str]) -> Self {
        let (Some(new), false) = (endings.first(), endings.contains(&self.ending().as_str()))
        else {
            return self.clone();
        };
        let stem = self.0.rsplit_once('.').map_or(self.0.as_str(), |it| it.0);
        Self::of(&format!("{stem}.{new}"))
    }
}

/// At most [`FileName::LIMIT`] bytes, with the ending.
fn shortened(name: &str) -> String {
    if name.len() <= FileName::LIMIT {
        return name.to_owned();
    }
    let (stem, ending) = match name.rfind('.') {
        Some(dot) if name.len() - dot <= LONGEST_ENDING => name.split_at(dot),
        _ => (name, ""),
    };
    let room = FileName::LIMIT - ending.len();
    let cut = (0..=room).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    format!("{}{ending}", stem[..cut].trim_end())
}

/// What nobody sees in a name, or what makes them see another one: control characters, line and paragraph
/// separators, marks of direction, and characters of no width but those that join letters.
fn is_unseen(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

impl Deref for FileName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no name of a file")
    }
}

impl TryFrom<String> for FileName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        let name = Self::of(&text);
        if name.0 == text { Ok(name) } else { Err(NameError) }
    }
}

impl From<FileName> for String {
    fn from(it: FileName) -> Self {
        it.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_made_harmless() {
        for (sent, name) in [
            ("error-809.png", "error-809.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\rita\\log.txt", "log.txt"),
            ("photo\u{202E}gnp.exe", "photognp.exe"),
            ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt"),
            ("setup.exe. . ", "setup.exe"),
            ("  report.pdf", "report.pdf"),
            ("\"><img src=x onerror=alert(1)>.png", "\"><img src=x onerror=alert(1)>.png"),
            ("..", "file"),
            ("", "file"),
            ("folder/", "file"),
            (".env", ".env"),
            ("снимок экрана.png", "снимок экрана.png"),
        ] {
            assert_eq!(&*FileName::of(sent), name, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = FileName::of(&format!("{}.png", "é".repeat(300)));
        assert!(long.len() <= FileName::LIMIT && long.ends_with("é.png"), "{long}");
        let endless = FileName::of(&format!("a.{}", "b".repeat(300)));
        assert_eq!(endless.len(), FileName::LIMIT);
    }

    #[test]
    fn programs_are_known_by_their_ending() {
        for program in ["setup.exe", "SETUP.EXE", "a.txt.js", "run.ps1", "setup.exe."] {
            assert!(FileName::of(program).is_program(), "{program}");
        }
        for other in ["exe", "error.png", "archive.zip", "notes.txt", "page.html", "a.json"] {
            assert!(!FileName::of(other).is_program(), "{other}");
        }
    }

    #[test]
    fn an_ending_is_changed_only_when_it_is_another() {
        let jpeg = ["jpg", "jpeg"];
        for (name, after) in
            [("a.webp", "a.jpg"), ("a.JPEG", "a.JPEG"), ("a", "a.jpg"), ("a.tar.webp", "a.tar.jpg")]
        {
            assert_eq!(&*FileName::of(name).with_ending(&jpeg), after);
        }
    }

    #[test]
    fn a_stored_name_is_checked_when_it_is_read() {
        assert!(FileName::try_from("a/b".to_owned()).is_err());
        assert!(FileName::try_from(String::new()).is_err());
        assert!(FileName::try_from("a.png".to_owned()).is_ok());
    }

    proptest! {
        #[test]
        fn whatever_is_sent_a_name_comes_of_it(sent in ".{0,300}") {
            let name = FileName::of(&sent);
            prop_assert!(!name.is_empty() && name.len() <= FileName::LIMIT);
            prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(is_unseen));
            prop_assert_eq!(FileName::of(&name), name);
        }
    }
}
