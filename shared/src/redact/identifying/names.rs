//! Names of people: those who are known to be involved, and those whom letters begin and end with.

use std::ops::Range;

/// How letters begin.
const GREETINGS: [&str; 10] =
    ["hi", "hello", "hey", "dear", "hallo", "liebe", "lieber", "bonjour", "hola", "hej"];
/// Whom they greet who greet nobody by name.
const EVERYBODY: [&str; 8] =
    ["all", "team", "everyone", "everybody", "there", "support", "helpdesk", "it"];
/// How letters end.
const CLOSINGS: [&str; 13] = [
    "regards",
    "kind regards",
    "best regards",
    "many thanks",
    "thanks",
    "thank you",
    "cheers",
    "best",
    "mit freundlichen grüßen",
    "viele grüße",
    "cordialement",
    "saludos",
    "hälsningar",
];
/// As long is a word such as "del" or "von", in bytes.
const PARTICLE: usize = 3;
/// Folders that are called like the people they belong to.
const HOMES: [&str; 3] = ["\\Users\\", "/home/", "/Users/"];

/// The names of those involved.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Whole names, as lower-case words.
    whole: Vec<Vec<String>>,
    /// Parts that stand for the whole when they are written like names.
    parts: Vec<String>,
}

impl Names {
    /// Of people called so. Of "Fay from Finance" the first word alone stands for her.
    #[must_use]
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for name in names {
            let parts: Vec<&str> = words(name).map(|it| &name[it]).collect();
            let is_all_names = parts.iter().all(|it| is_capitalised(it));
            out.whole.push(parts.iter().map(|it| it.to_lowercase()).collect());
            let short = parts.first().into_iter().chain(parts.last().filter(|_| is_all_names));
            out.parts.extend(short.filter(|it| is_capitalised(it)).map(|it| (*it).to_owned()));
        }
        out.whole.retain(|it| it.len() > 1);
        out
    }

    /// Where one of them, or somebody in a greeting or under a closing, is named.
    pub(super) fn found(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let all: Vec<Range<usize>> = words(text).collect();
        let mut out = Vec::new();
        for (n, word) in all.iter().enumerate() {
            let whole = self.whole.iter().filter_map(|name| end_of(text, &all[n..], name)).max();
            if let Some(end) = whole {
                out.push(word.start..end);
            } else if self.parts.iter().any(|it| *it == text[word.clone()]) {
                out.push(word.clone());
            }
        }
        out.extend(greeted(text));
        out.extend(signed(text));
        out.into_iter()
    }
}

/// The end of `name` if `words` begin with it, parted by one sign each.
fn end_of(text: &str, words: &[Range<usize>], name: &[String]) -> Option<usize> {
    let here = words.get(..name.len())?;
    let is_same = here.iter().zip(name).all(|(it, part)| text[it.clone()].to_lowercase() == *part);
    let is_close = here.windows(2).all(|it| it[1].start - it[0].end == 1);
    (is_same && is_close).then(|| here.last().map(|it| it.end)).flatten()
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let pieces = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    pieces.map(move |it| super::offset(text, it))
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().nth(1).is_some()
}

/// "Hi Maria,": at most two names, and a sign or the end of the line behind them.
fn greeted(text: &str) -> Vec<Range<usize>> {
    let lines = text.lines().filter_map(|line| {
        let (greeting, rest) = line.trim_start().split_once(' ')?;
        if !GREETINGS.contains(&greeting.to_lowercase().as_str()) {
            return None;
        }
        let name = rest.split([',', '!', '.', ':']).next()?.trim();
        let is_all = EVERYBODY.contains(&name.to_lowercase().as_str());
        (is_name(name, 2) && !is_all).then(|| super::offset(text, name))
    });
    lines.collect()
}

/// The line below "Kind regards".
fn signed(text: &str) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    let pairs = lines.windows(2).filter_map(|it| {
        let closing = it[0].trim_end_matches([',', '.', '!']).to_lowercase();
        let name = it[1].trim_end_matches([',', '.']);
        (CLOSINGS.contains(&closing.as_str()) && is_name(name, 3))
            .then(|| super::offset(text, name))
    });
    pairs.collect()
}

/// Whether a line is nothing but up to `most` words that are written like names; particles between them aside.
fn is_name(line: &str, most: usize) -> bool {
    let parts: Vec<&str> = line.split(' ').collect();
    let is_word = |it: &&str| it.chars().all(|it| it.is_alphabetic() || "-’'.".contains(it));
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    (1..=most).contains(&parts.len())
        && parts.iter().all(is_word)
        && is_capitalised(first)
        && is_capitalised(last)
        && parts.iter().all(|it| is_capitalised(it) || it.len() <= PARTICLE)
}

/// The part of a path that is called like whoever it belongs to.
pub(super) fn of_a_folder(path: &str) -> Option<Range<usize>> {
    let start = HOMES.iter().find_map(|it| path.find(it).map(|at| at + it.len()))?;
    let name = path[start..].split(['\\', '/']).next().unwrap_or_default();
    let is_anybody = name.is_empty() || ["Public", "Default", "[name]"].contains(&name);
    (!is_anybody).then(|| start..start + name.len())
}
