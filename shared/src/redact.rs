//! Secrets in what people write: passwords, keys and card numbers, found by their form so that the browser
//! can offer to hide them before anything is sent. Never certain, so it never decides: whoever wrote it
//! does. Knows nothing of pages.

pub mod identifying;

use std::ops::Range;

/// What kind of secret it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// Something that follows the word "password" or one like it.
    Password,
    /// A private key or a token of a program.
    Key,
    /// The number of a payment card, with a right check digit.
    CardNumber,
}

impl Secret {
    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Password => "a password",
            Self::Key => "a secret key",
            Self::CardNumber => "a card number",
        }
    }

    /// What stands in its place once it is hidden.
    #[must_use]
    pub fn mask(self) -> &'static str {
        match self {
            Self::Password => "[password hidden]",
            Self::Key => "[key hidden]",
            Self::CardNumber => "[card number hidden]",
        }
    }
}

/// Where something looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub secret: Secret,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// Everything in `text` that looks like a secret, in order, without overlaps.
#[must_use]
pub fn secrets(text: &str) -> Vec<Found> {
    let mut found = private_keys(text);
    let mut before = None;
    for word in words(text) {
        let token = trimmed(text, word);
        let secret = if is_key(&text[token.clone()]) {
            Some(Secret::Key)
        } else if announces(text, before, &token) && is_password(&text[token.clone()]) {
            Some(Secret::Password)
        } else {
            None
        };
        if let Some(secret) = secret {
            found.push(Found { secret, range: token.clone() });
        }
        before = Some(token);
    }
    found.extend(card_numbers(text));
    found.sort_by_key(|it| it.range.start);
    let mut end = 0;
    found.retain(|it| {
        let is_apart = it.range.start >= end;
        end = end.max(it.range.end);
        is_apart
    });
    found
}

/// `text` with every secret in it hidden.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for Found { secret, range } in secrets(text) {
        out.push_str(&text[end..range.start]);
        out.push_str(secret.mask());
        end = range.end;
    }
    out.push_str(&text[end..]);
    out
}

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// Keys in their armour, up to its end or the end of the text.
fn private_keys(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(BEGIN).map(|it| from + it) {
        let head = &text[start..];
        let label = head[BEGIN.len()..].split(DASHES).next().unwrap_or_default();
        let end = head.find(END).map_or(text.len(), |it| {
            let tail = &head[it + END.len()..];
            let close = tail.find(DASHES).map_or(tail.len(), |it| it + DASHES.len());
            start + it + END.len() + close
        });
        if label.contains("PRIVATE KEY") {
            found.push(Found { secret: Secret::Key, range: start..end });
        }
        from = end.max(start + BEGIN.len());
    }
    found
}

/// The words of a text: what stands between white space, and behind a colon or an equals sign.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_boundary = |it: char| it.is_whitespace();
    let pieces = text.split(is_boundary).map(move |it| offset(text, it));
    pieces.filter(|it| !it.is_empty()).flat_map(move |it| {
        let word = &text[it.clone()];
        match word.find([':', '=']).filter(|at| !word[*at..].starts_with("://")) {
            Some(at) if at > 0 && at + 1 < word.len() => {
                vec![it.start..it.start + at + 1, it.start + at + 1..it.end]
            }
            _ => vec![it],
        }
    })
}

fn offset(text: &str, part: &str) -> Range<usize> {
    // Both are of one allocation: `part` was split off `text`.
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// Without quotes around it and a sentence's end behind it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let is_quote = |it: char| "\"'`“”„‘’«»()[]<>".contains(it);
    let left = word.trim_start_matches(is_quote);
    let right = left.trim_end_matches(|it| is_quote(it) || ".,;:=".contains(it));
    let start = range.start + (word.len() - left.len());
    start..start + right.len()
}

const ANNOUNCING: [&str; 12] = [
    "password",
    "passwords",
    "passwort",
    "kennwort",
    "passcode",
    "passphrase",
    "pwd",
    "pw",
    "pin",
    "contraseña",
    "пароль",
    "lösenord",
];
const BETWEEN: [&str; 9] = ["is", "was", "ist", "war", "est", "es", "är", "to", "it’s"];

/// Whether the words before `token` say that a password follows.
fn announces(text: &str, before: Option<Range<usize>>, token: &Range<usize>) -> bool {
    let Some(before) = before else { return false };
    let is_announcing = |word: &str| ANNOUNCING.contains(&word.to_lowercase().as_str());
    let word = &text[before.clone()];
    let is_near = token.start - before.end <= 4;
    if is_near && is_announcing(word) {
        return true;
    }
    // "password is hunter2": one small word in between.
    let is_between = BETWEEN.contains(&word.to_lowercase().as_str());
    let earlier = text[..before.start].trim_end().rsplit(char::is_whitespace).next();
    is_near && is_between && earlier.is_some_and(is_announcing)
}

/// Whether a word could be a password rather than what somebody says of one: it has a digit or a sign.
fn is_password(word: &str) -> bool {
    // "wrong!" says something of a password; "Sommer26!" may be one, sign and all.
    let said = word.trim_end_matches(['!', '?']);
    let n_letters = word.chars().count();
    let is_odd = |it: char| !it.is_alphabetic() && !"-'’/".contains(it);
    (4..=64).contains(&n_letters) && said.chars().any(is_odd) && !word.contains("://")
}

const KEY_STARTS: [&str; 12] = [
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "sk-",
    "sk_live_",
    "AIza",
];

/// Whether a word is a token of a known form, or long and as mixed as only a machine writes.
fn is_key(word: &str) -> bool {
    let is_plain = word.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.+/=".contains(&it));
    if !is_plain || word.len() < 20 {
        return false;
    }
    let is_known = KEY_STARTS.iter().any(|it| word.starts_with(it));
    let is_web_token = word.starts_with("eyJ") && word.matches('.').count() == 2;
    let has = |kind: fn(&u8) -> bool| word.as_bytes().iter().filter(|it| kind(it)).count() >= 4;
    let is_mixed = word.len() >= 32
        && !word.contains(['/', '.'])
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase);
    is_known || is_web_token || is_mixed
}

/// Runs of digits, parted by single blanks or dashes at most, that are numbers of payment cards.
fn card_numbers(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (start, mut end, mut digits) = (at, at, Vec::new());
        while at < bytes.len() {
            let is_joint = matches!(bytes[at], b' ' | b'-')
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if bytes[at].is_ascii_digit() {
                digits.push(bytes[at] - b'0');
                end = at + 1;
            } else if !is_joint {
                break;
            }
            at += 1;
        }
        if is_card_number(&digits) {
            found.push(Found { secret: Secret::CardNumber, range: start..end });
        }
    }
    found
}

/// Whether the digits begin and are as long as those of a large issuer, and the check digit is right.
fn is_card_number(digits: &[u8]) -> bool {
    let first = digits.iter().take(4).fold(0_u32, |sum, it| sum * 10 + u32::from(*it));
    let is_issued = match digits.len() {
        13 | 19 => first / 1000 == 4,
        15 => matches!(first / 100, 34 | 37),
        16 => {
            matches!(first / 1000, 4)
                || matches!(first / 100, 51..=55 | 65)
                || matches!(first, 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    };
    is_issued && luhn(digits)
}

/// The check of ISO/IEC 7812.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, digit)| {
            let doubled = u32::from(*digit) * (1 + n as u32 % 2);
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_and_the_rest_is_left() {
        for (text, hidden) in [
            ("My password is hunter2, help", "My password is [password hidden], help"),
            ("password: Sommer2026! does not work", "password: [password hidden] does not work"),
            ("pwd=tr0ub4dor&3", "pwd=[password hidden]"),
            ("Passwort „Geheim7“", "Passwort „[password hidden]“"),
            ("PIN 4711 is refused", "PIN [password hidden] is refused"),
            ("I paid with 4111 1111 1111 1111.", "I paid with [card number hidden]."),
            ("card 5500-0000-0000-0004", "card [card number hidden]"),
            ("use AKIAIOSFODNN7EXAMPLE please", "use [key hidden] please"),
            ("token ghp_16C7e42F292c6912E7710c838347Ae178B4a", "token [key hidden]"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nThat one",
                "[key hidden]\nThat one",
            ),
            ("-----BEGIN PRIVATE KEY-----\nMIIE cut off", "[key hidden]"),
        ] {
            assert_eq!(masked(text), hidden);
        }
    }

    #[test]
    fn what_people_say_of_passwords_is_no_secret() {
        for text in [
            "My password is wrong!",
            "The password has expired, and the passwords of my team too",
            "password: incorrect",
            "It asks for a PIN again and again",
            "Error 0x80070005 since 2026-11-20",
            "Call me: 030 1234 5678 90",
            "My phone has the number 35 209900 176148 1",
            "4111 1111 1111 1112 has a wrong check digit",
            "https://intranet.example/password?id=ABCDEF0123456789abcdef0123456789",
            "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
            "commit 3f786850e387550fdab836ed7e6dc881de23001b",
            "Der Drucker druckt nicht. Übrigens: 日本語",
        ] {
            assert_eq!(secrets(text), [], "{text}");
        }
    }

    #[test]
    fn hiding_twice_changes_nothing_more() {
        let text = "password: a1b2c3, card 4111111111111111, key AKIAIOSFODNN7EXAMPLE";
        assert_eq!(masked(&masked(text)), masked(text));
    }
}
