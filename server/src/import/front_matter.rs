//! The head of an article file: `key: value` lines between two lines of `---`.
//!
//! A small, strict subset of what other tools call front matter. It is strict on purpose: a
//! misspelt `audience` that was skipped in silence could publish what was meant for agents alone.
//! Which audiences, categories and languages exist is the business of the importer, not of this
//! module; it hands them on as written.

use std::fmt;

/// The line before and after the head.
const FENCE: &str = "---";

/// What the head of an article file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The title, never empty.
    pub title: String,
    /// The last part of the article's address; derived from the title when it is missing.
    pub slug: Option<String>,
    /// The category by the name that people see.
    pub category: Option<String>,
    /// The language of the text as a BCP 47 tag, such as `en-GB`.
    pub language: Option<String>,
    /// Who may read it: `public`, `signed-in`, `agents` or `leads`.
    pub audience: Option<String>,
    /// What people in trouble would type, in their own words; separated by commas in the file.
    pub keywords: Vec<String>,
    /// How many days before the import somebody last checked the text.
    pub reviewed_days_ago: Option<u32>,
}

/// Why the head of an article file was refused; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrontMatterError {
    /// The file does not begin with the opening fence.
    NoFence,
    /// No second fence ends the head.
    NoEnd,
    /// A line of the head is not of the form `key: value`.
    NotAPair { line: usize },
    /// A key that means nothing here.
    UnknownKey { line: usize, key: String },
    /// A key that stands twice.
    RepeatedKey { line: usize, key: &'static str },
    /// A key without a value.
    EmptyValue { line: usize, key: &'static str },
    /// A value that should be a whole number of days.
    NotDays { line: usize, value: String },
    /// The head has no title.
    NoTitle,
}

impl FrontMatterError {
    /// The line at fault, which the message does not repeat; the first for a fault of the whole head.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::NoFence | Self::NoEnd | Self::NoTitle => 1,
            Self::NotAPair { line }
            | Self::UnknownKey { line, .. }
            | Self::RepeatedKey { line, .. }
            | Self::EmptyValue { line, .. }
            | Self::NotDays { line, .. } => *line,
        }
    }
}

impl fmt::Display for FrontMatterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFence => write!(formatter, "the first line is not `{FENCE}`"),
            Self::NoEnd => write!(formatter, "no line `{FENCE}` ends the head"),
            Self::NotAPair { .. } => write!(formatter, "not `key: value`"),
            Self::UnknownKey { key, .. } => {
                write!(formatter, "unknown key `{key}`; known are ")?;
                let mut separator = "";
                for known in Key::ALL {
                    write!(formatter, "{separator}{}", known.name())?;
                    separator = ", ";
                }
                Ok(())
            }
            Self::RepeatedKey { key, .. } => {
                write!(formatter, "`{key}` stands here a second time")
            }
            Self::EmptyValue { key, .. } => write!(formatter, "`{key}` is empty"),
            Self::NotDays { value, .. } => {
                write!(formatter, "`{value}` is not a whole number of days")
            }
            Self::NoTitle => write!(formatter, "the head has no `title`"),
        }
    }
}

impl std::error::Error for FrontMatterError {}

/// Splits a file into what its head says and the body below it.
///
/// A byte order mark and Windows line ends are accepted; a value may stand in quotes, and keywords
/// in square brackets. Only the first colon of a line separates, so that a title may contain one.
/// The body begins at its first line that is not blank.
///
/// # Errors
///
/// The first fault that is met, with its line.
pub fn parse(text: &str) -> Result<(FrontMatter, &str), FrontMatterError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|it| it.trim_end() == FENCE);
    let mut n_bytes = opening.ok_or(FrontMatterError::NoFence)?.len();

    let mut head = Head::default();
    for (above, raw) in lines.enumerate() {
        n_bytes += raw.len();
        if raw.trim_end() == FENCE {
            return Ok((head.finish()?, without_blank_lines(&text[n_bytes..])));
        }
        head.read_line(above + 2, raw.trim())?;
    }
    Err(FrontMatterError::NoEnd)
}

/// The keys that mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Slug,
    Category,
    Language,
    Audience,
    Keywords,
    ReviewedDaysAgo,
}

impl Key {
    const ALL: [Self; 7] = [
        Self::Title,
        Self::Slug,
        Self::Category,
        Self::Language,
        Self::Audience,
        Self::Keywords,
        Self::ReviewedDaysAgo,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Slug => "slug",
            Self::Category => "category",
            Self::Language => "language",
            Self::Audience => "audience",
            Self::Keywords => "keywords",
            Self::ReviewedDaysAgo => "reviewed_days_ago",
        }
    }
}

/// The head as far as it has been read.
#[derive(Default)]
struct Head {
    seen: Vec<Key>,
    front: FrontMatter,
}

impl Head {
    fn read_line(&mut self, line: usize, content: &str) -> Result<(), FrontMatterError> {
        if content.is_empty() || content.starts_with('#') {
            return Ok(());
        }
        let (name, value) = content.split_once(':').ok_or(FrontMatterError::NotAPair { line })?;
        let name = name.trim_end();
        let Some(key) = Key::ALL.into_iter().find(|it| it.name() == name) else {
            return Err(FrontMatterError::UnknownKey { line, key: name.to_owned() });
        };
        if self.seen.contains(&key) {
            return Err(FrontMatterError::RepeatedKey { line, key: key.name() });
        }
        self.seen.push(key);
        let value = unquoted(value.trim());
        if value.is_empty() {
            return Err(FrontMatterError::EmptyValue { line, key: key.name() });
        }
        self.set(line, key, value)
    }

    fn set(&mut self, line: usize, key: Key, value: &str) -> Result<(), FrontMatterError> {
        let front = &mut self.front;
        match key {
            Key::Title => front.title = value.to_owned(),
            Key::Slug => front.slug = Some(value.to_owned()),
            Key::Category => front.category = Some(value.to_owned()),
            Key::Language => front.language = Some(value.to_owned()),
            Key::Audience => front.audience = Some(value.to_owned()),
            Key::Keywords => front.keywords = keywords(value),
            Key::ReviewedDaysAgo => {
                let days = value.parse();
                let not_days = |_| FrontMatterError::NotDays { line, value: value.to_owned() };
                front.reviewed_days_ago = Some(days.map_err(not_days)?);
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<FrontMatter, FrontMatterError> {
        if self.front.title.is_empty() { Err(FrontMatterError::NoTitle) } else { Ok(self.front) }
    }
}

/// The value without one pair of quotes around it.
fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .map_or(value, str::trim)
}

fn keywords(value: &str) -> Vec<String> {
    let inner = value.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(value);
    let words = inner.split(',').map(|it| unquoted(it.trim()));
    words.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The text from its first line that is not blank; that line keeps its indentation, which Markdown
/// may give a meaning.
fn without_blank_lines(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, below)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = below;
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(head: &str) -> FrontMatterError {
        parse(&format!("---\n{head}\n---\nbody")).unwrap_err()
    }

    #[test]
    fn every_key_is_read() {
        let text = "---\n\
            title: Connect to the VPN: error 809\n\
            slug: vpn\n\
            category: Network\n\
            language: en-GB\n\
            audience: signed-in\n\
            keywords: vpn, error 809 , ,remote\n\
            reviewed_days_ago: 18\n\
            ---\n\n\n    code first\ntext\n";
        let expected = FrontMatter {
            title: "Connect to the VPN: error 809".to_owned(),
            slug: Some("vpn".to_owned()),
            category: Some("Network".to_owned()),
            language: Some("en-GB".to_owned()),
            audience: Some("signed-in".to_owned()),
            keywords: vec!["vpn".to_owned(), "error 809".to_owned(), "remote".to_owned()],
            reviewed_days_ago: Some(18),
        };
        assert_eq!(parse(text), Ok((expected, "    code first\ntext\n")));
    }

    #[test]
    fn the_habits_of_other_tools_are_accepted() {
        let text = "\u{feff}---\r\n# made by hand\r\n\r\ntitle: \"Wi-Fi: again\"\r\n\
            keywords: ['no internet', \"slow\"]\r\n---\r\n\r\nText\r\n";
        let (front, body) = parse(text).unwrap();
        assert_eq!(front.title, "Wi-Fi: again");
        assert_eq!(front.keywords, ["no internet", "slow"]);
        assert_eq!(body, "Text\r\n");
    }

    #[test]
    fn a_rule_in_the_body_does_not_end_it() {
        let (_, body) = parse("---\ntitle: T\n---\none\n---\ntwo").unwrap();
        assert_eq!(body, "one\n---\ntwo");
    }

    #[test]
    fn a_body_may_be_missing() {
        assert_eq!(parse("---\ntitle: T\n---").unwrap().1, "");
        assert_eq!(parse("---\ntitle: T\n---\n\n").unwrap().1, "");
    }

    #[test]
    fn each_fault_names_its_line() {
        for (head, error) in [
            ("title: T\nno colon", FrontMatterError::NotAPair { line: 3 }),
            (
                "audence: agents",
                FrontMatterError::UnknownKey { line: 2, key: "audence".to_owned() },
            ),
            ("title: T\ntitle: U", FrontMatterError::RepeatedKey { line: 3, key: "title" }),
            ("title: T\n\nslug:", FrontMatterError::EmptyValue { line: 4, key: "slug" }),
            ("title: ''", FrontMatterError::EmptyValue { line: 2, key: "title" }),
            (
                "reviewed_days_ago: -1",
                FrontMatterError::NotDays { line: 2, value: "-1".to_owned() },
            ),
            ("slug: t", FrontMatterError::NoTitle),
        ] {
            assert_eq!(refused(head), error, "{head:?}");
        }
        assert_eq!(parse(""), Err(FrontMatterError::NoFence));
        assert_eq!(parse("title: T"), Err(FrontMatterError::NoFence));
        assert_eq!(parse("---\ntitle: T\n"), Err(FrontMatterError::NoEnd));
    }

    #[test]
    fn an_unknown_key_is_answered_with_the_known_ones() {
        assert_eq!(
            refused("layout: page").to_string(),
            "unknown key `layout`; known are title, slug, category, language, audience, \
             keywords, reviewed_days_ago"
        );
    }

    proptest! {
        #[test]
        fn foreign_text_never_panics(text in "\\PC*", head in "[ -~\n]*") {
            let _ = parse(&text);
            let _ = parse(&format!("---\n{head}\n---\n{text}"));
        }

        #[test]
        fn a_title_and_a_body_come_back(title in "[A-Za-z][a-z :]{0,40}[a-z]", body in "[a-z]+") {
            let text = format!("---\ntitle: {title}\n---\n{body}");
            let (front, read) = parse(&text).unwrap();
            prop_assert_eq!(front.title, title);
            prop_assert_eq!(read, body);
        }
    }
}
