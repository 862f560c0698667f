//! Texts that have been checked: not empty, not too long, without control characters. Whoever holds one
//! never checks again. Limits are in bytes, because bytes are what a record holds (D1.14).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, ops::Deref};

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but white space.
    Empty,
    /// Longer than allowed.
    TooLong {
        /// What it has, in bytes.
        bytes: usize,
        /// What it may have, in bytes.
        limit: usize,
    },
    /// A control character other than a tab or a line break.
    Control,
    /// Not of the form that is asked for.
    Form,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong { bytes, limit } => {
                write!(f, "is {} characters too long", bytes.saturating_sub(*limit))
            }
            Self::Control => f.write_str("contains characters that cannot be shown"),
            Self::Form => f.write_str("has the wrong form"),
        }
    }
}

impl TextError {
    /// What to do about it, for a field whose content is called `what` (“a title”, “what happened”).
    #[must_use]
    pub fn advice(self, what: &str) -> String {
        match self {
            Self::Empty => format!("Enter {what}"),
            Self::TooLong { bytes, limit } => {
                format!("Shorten {what} by {} characters", bytes.saturating_sub(limit))
            }
            Self::Control => format!("Enter {what} without special control characters"),
            Self::Form => format!("Check {what}"),
        }
    }
}

/// Whether each word of `q` begins a word in one of `texts`; upper and lower case are one.
#[must_use]
pub fn fits_name(q: &str, texts: &[&str]) -> bool {
    let is_edge = |it: char| !it.is_alphanumeric();
    let texts: Vec<String> = texts.iter().map(|it| it.to_lowercase()).collect();
    let begins = |word: &str| {
        texts
            .iter()
            .any(|it| it.starts_with(word) || it.split(is_edge).any(|it| it.starts_with(word)))
    };
    q.to_lowercase().split_whitespace().all(begins)
}

fn checked(text: &str, limit: usize, lines: bool) -> Result<String, TextError> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.len() > limit {
        return Err(TextError::TooLong { bytes: text.len(), limit });
    }
    if text.chars().any(|it| it.is_control() && !(lines && matches!(it, '\n' | '\t'))) {
        return Err(TextError::Control);
    }
    Ok(text)
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $limit:expr, lines: $lines:literal, $form:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// The most it may hold, in bytes.
            pub const LIMIT: usize = $limit;

            /// The text, checked and trimmed.
            ///
            /// # Errors
            /// What is wrong with it.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let text = checked(text, Self::LIMIT, $lines)?;
                let form: fn(String) -> Option<String> = $form;
                form(text).map(Self).ok_or(TextError::Form)
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(it: $name) -> Self {
                it.0
            }
        }
    )*};
}

texts! {
    /// The short title of a request or an article.
    Title, 400, lines: false, Some;
    /// What somebody wrote: a description, a message, an article.
    Body, 48 * 1024, lines: true, Some;
    /// A few words or sentences beside something larger.
    Remark, 4 * 1024, lines: true, Some;
    /// What somebody calls a view of the queue.
    ViewName, 80, lines: false, Some;
    /// A short answer to a question of intake.
    ShortAnswer, 1024, lines: true, Some;
    /// What a person is called.
    PersonName, 200, lines: false, Some;
    /// What something is called: an organisation, a team, a telephone.
    Label, 200, lines: false, Some;
    /// One of several words or phrases in a list, in lower case.
    Word, 60, lines: false, word;
    /// The name of a time zone, such as `Europe/London`. Only its shape is checked: which zones there are, the
    /// server knows.
    ZoneName, 64, lines: false, zone;
    /// What a telephone dials: digits, and what else is on its keys.
    Dial, 40, lines: false, dial;
    /// An e-mail address, in lower case. Only its shape is checked; that it belongs to somebody is shown
    /// by a message that arrives.
    EmailAddress, 254, lines: false, email;
    /// The readable end of an address: lower-case letters, digits and dashes.
    Slug, 120, lines: false, slug;
    /// What an identity provider calls itself: an https address, or an http one of this very machine.
    Issuer, 500, lines: false, issuer;
    /// What is asked for at an identity provider, such as `groups`.
    Scope, 100, lines: false, scope;
}

fn email(text: String) -> Option<String> {
    let (name, domain) = text.rsplit_once('@')?;
    let label = |it: &str| !it.is_empty() && !it.starts_with('-') && !it.ends_with('-');
    let sound = !name.is_empty()
        && name.len() <= 64
        && !text.contains(|it: char| it.is_whitespace() || "<>()[]\\,;:\"".contains(it))
        && !name.contains('@')
        && domain.contains('.')
        && domain.split('.').all(label);
    sound.then(|| text.to_lowercase())
}

fn zone(text: String) -> Option<String> {
    let allowed = |it: char| it.is_ascii_alphanumeric() || "/_-+".contains(it);
    text.chars().all(allowed).then_some(text)
}

/// Commas part the words of a list.
fn word(text: String) -> Option<String> {
    (!text.contains(',')).then(|| text.to_lowercase())
}

/// Spaces and dashes are for people; what is dialled has none.
fn dial(text: String) -> Option<String> {
    let dialled: String = text.chars().filter(|it| !matches!(it, ' ' | '-')).collect();
    let is_key = |it: char| it.is_ascii_digit() || matches!(it, '+' | '*' | '#' | ',');
    (!dialled.is_empty() && dialled.chars().all(is_key)).then_some(dialled)
}

fn slug(text: String) -> Option<String> {
    let allowed = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    (text.chars().all(allowed) && !text.starts_with('-') && !text.ends_with('-')).then_some(text)
}

/// Compared to the letter with what the provider says, so nothing of it is put right here.
fn issuer(text: String) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = match authority.split_once(']') {
        Some((host, _)) => host.strip_prefix('[')?,
        None => authority.split(':').next()?,
    };
    let is_sound = |it: char| it.is_ascii_graphic() && !"?#@\\<>\"".contains(it);
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "::1");
    let fits = scheme == "https" || scheme == "http" && is_here;
    (fits && !host.is_empty() && rest.chars().all(is_sound)).then_some(text)
}

fn scope(text: String) -> Option<String> {
    let allowed = |it: char| it.is_ascii_graphic() && !"\"\\".contains(it);
    text.chars().all(allowed).then_some(text)
}

impl Label {
    /// A text of the program's own, of which a test shows that it would be read.
    pub(crate) fn own(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl Word {
    /// See [`Label::own`].
    pub(crate) fn own(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl Dial {
    /// See [`Label::own`].
    pub(crate) fn own(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl Slug {
    /// A slug from a title. A title without Latin letters or digits gives `None`.
    #[must_use]
    pub fn from_title(title: &str) -> Option<Self> {
        let mut out = String::new();
        for it in title.to_lowercase().chars() {
            match it {
                'a'..='z' | '0'..='9' => out.push(it),
                '\'' | '’' => {}
                _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                _ => {}
            }
            if out.len() >= 80 {
                break;
            }
        }
        Self::parse(out.trim_matches('-')).ok()
    }
}

impl Title {
    /// Proposes a title from a description (A05): its first sentence or line, cut at a word.
    #[must_use]
    pub fn propose(description: &str) -> String {
        const LONG: usize = 80;
        let line = description.trim().lines().next().unwrap_or_default().trim();
        let sentence_end = line
            .char_indices()
            .find(|(at, it)| {
                matches!(it, '.' | '!' | '?') && line[at + 1..].starts_with(char::is_whitespace)
            })
            .map_or(line.len(), |(at, _)| at);
        let sentence = line[..sentence_end].trim_end_matches(['.', ',', ':', ';', ' ']);
        if sentence.chars().count() <= LONG {
            return sentence.to_owned();
        }
        let cut: String = sentence.chars().take(LONG).collect();
        let words = cut.rsplit_once(' ').map_or(cut.as_str(), |it| it.0);
        format!("{}…", words.trim_end_matches([',', ':', ';', ' ']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded_in_bytes() {
        assert_eq!(&*Title::parse("  VPN stops \n").unwrap(), "VPN stops");
        assert_eq!(Title::parse(" \n\t "), Err(TextError::Empty));
        assert_eq!(Title::parse("a\u{7}b"), Err(TextError::Control));
        assert_eq!(Title::parse("two\nlines"), Err(TextError::Control));
        assert_eq!(&*Body::parse("two\r\nlines").unwrap(), "two\nlines");
        assert!(Body::parse(&"é".repeat(24 * 1024)).is_ok());
        let over = Body::parse(&"é".repeat(24 * 1024 + 1)).unwrap_err();
        assert_eq!(over, TextError::TooLong { bytes: 49_154, limit: 49_152 });
        assert_eq!(over.advice("what happened"), "Shorten what happened by 2 characters");
    }

    #[test]
    fn addresses_have_a_shape() {
        for good in ["a@b.example", "Ana.Silva+it@mail.example", "é@bücher.example"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "a",
            "@b.example",
            "a@b",
            "a@b..example",
            "a b@c.example",
            "a@b@c.example",
            "<a@b.example>",
            "a@-b.example",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(&*EmailAddress::parse("Ana@Mail.Example").unwrap(), "ana@mail.example");
    }

    #[test]
    fn telephones_and_zones_have_a_shape() {
        assert_eq!(&*Dial::parse("+44 20-7946 0000").unwrap(), "+442079460000");
        for bad in ["", "-", "call us", "4400;ext=1", "javascript:1"] {
            assert!(Dial::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(&*ZoneName::parse("America/Port-au-Prince").unwrap(), "America/Port-au-Prince");
        assert!(ZoneName::parse("Europe/London\n").is_ok() && ZoneName::parse("../etc").is_err());
    }

    #[test]
    fn issuers_are_https_but_for_this_machine() {
        for good in [
            "https://login.example",
            "https://login.example:8443/realms/desk/",
            "http://127.0.0.1:4000",
            "http://[::1]:4000/x",
            "http://localhost",
        ] {
            assert_eq!(&*Issuer::parse(good).unwrap(), good);
        }
        for bad in [
            "login.example",
            "http://login.example",
            "http://127.0.0.1.evil.example",
            "https://",
            "https://a@b.example",
            "https://login.example?x=1",
            "https://login.example/#x",
            "file:///etc/passwd",
            "https://login.example/a b",
        ] {
            assert_eq!(Issuer::parse(bad), Err(TextError::Form), "{bad}");
        }
        assert!(Scope::parse("groups").is_ok() && Scope::parse("a b").is_err());
    }

    #[test]
    fn slugs_come_from_titles() {
        for (title, slug) in [
            (
                "Connect to the VPN when it stops at “verifying”",
                Some("connect-to-the-vpn-when-it-stops-at-verifying"),
            ),
            ("Can't print?", Some("cant-print")),
            ("Сеть", None),
        ] {
            assert_eq!(Slug::from_title(title).as_deref(), slug, "{title}");
        }
    }

    #[test]
    fn a_title_is_proposed_from_what_was_written() {
        for (text, title) in [
            ("VPN stops at verifying. Error 809 shows.", "VPN stops at verifying"),
            ("Version 2.5 does not start", "Version 2.5 does not start"),
            ("\n\nPrinter\nmore", "Printer"),
            ("", ""),
        ] {
            assert_eq!(Title::propose(text), title);
        }
        let long = Title::propose(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= 81, "{long}");
    }
}
