//! Articles as foreign files have them, read and judged. Knows nothing of the store.

use chrono::TimeDelta;
use serde::Deserialize;
use shared::{
    kb::audience::Audience,
    search::language::Language,
    text::{Body, Remark, Slug, Title},
    ticket::intake::Category,
    time::Instant,
};

use super::{
    Reason,
    articles::Options,
    front_matter::{self, FrontMatter},
    names::{self, LanguageTag},
    run::{Given, check_id},
};

/// An article that is sound.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) title: Title,
    /// The end of the address that the file asks for.
    pub(super) slug: Option<Slug>,
    pub(super) body: Body,
    pub(super) keywords: Option<Remark>,
    pub(super) category: Category,
    pub(super) language: LanguageTag,
    pub(super) audience: Audience,
    pub(super) reviewed: Instant,
}

/// A line. An unknown field is refused: a misspelt `audience` that was passed over in silence could
/// publish what was meant for agents alone (attack 24).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: Id,
    title: String,
    body: String,
    #[serde(default)]
    headings: Vec<String>,
    keywords: Option<String>,
    category: Option<String>,
    language: Option<String>,
    audience: Option<String>,
}

/// An id as a source writes it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Id {
    Text(String),
    Number(u64),
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Text(it) => it,
            Id::Number(it) => it.to_string(),
        }
    }
}

/// Reads an article from a JSON line.
pub(super) fn of_line(
    line: &str,
    options: &Options,
    now: Instant,
) -> Result<Given<Document>, Reason> {
    let line: Line = serde_json::from_str(line).map_err(Reason::Json)?;
    let keywords = with_headings(line.keywords.as_deref(), &line.headings, &line.body);
    let document = Document {
        title: title(&line.title)?,
        slug: None,
        body: Body::parse(&line.body).map_err(Reason::text("body"))?,
        keywords: remark(&keywords)?,
        category: category(line.category.as_deref(), options)?,
        language: language(line.language.as_deref(), &[&line.title, &line.body], options)?,
        audience: audience(line.audience.as_deref(), options)?,
        reviewed: now,
    };
    given(&String::from(line.id), document)
}

/// Reads an article from a Markdown file called `name`; a fault comes with its line.
pub(super) fn of_markdown(
    name: &str,
    text: &str,
    options: &Options,
    now: Instant,
) -> Result<Given<Document>, (u64, Reason)> {
    let (front, body) = front_matter::parse(text)
        .map_err(|it| (u64::try_from(it.line()).unwrap_or(u64::MAX), Reason::Head(it)))?;
    of_front_matter(name, front, body, options, now).map_err(|it| (1, it))
}

fn of_front_matter(
    name: &str,
    front: FrontMatter,
    body: &str,
    options: &Options,
    now: Instant,
) -> Result<Given<Document>, Reason> {
    let slug = front.slug.as_deref().map(Slug::parse).transpose().map_err(Reason::text("slug"))?;
    let days = TimeDelta::days(i64::from(front.reviewed_days_ago.unwrap_or(0)));
    let id = slug.as_deref().unwrap_or(name).to_owned();
    let document = Document {
        title: title(&front.title)?,
        slug,
        body: Body::parse(body).map_err(Reason::text("body"))?,
        keywords: remark(&front.keywords.join(", "))?,
        category: category(front.category.as_deref(), options)?,
        language: language(front.language.as_deref(), &[&front.title, body], options)?,
        audience: audience(front.audience.as_deref(), options)?,
        reviewed: now.checked_sub_signed(days).unwrap_or(now),
    };
    given(&id, document)
}

/// A translation may have the id of its original, so the language is part of what it is known by.
fn given(id: &str, document: Document) -> Result<Given<Document>, Reason> {
    let id = format!("{}/{}", document.language, check_id(id)?);
    Ok(Given { id, item: document })
}

/// A title on one line: files break and indent them freely.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(text: &str) -> Result<Title, Reason> {
    Title::parse(&on_one_line(text)).map_err(Reason::text("title"))
}

fn remark(text: &str) -> Result<Option<Remark>, Reason> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Remark::parse(text).map(Some).map_err(Reason::text("keywords"))
}

/// The keywords with those headings behind them that the body lacks, as far as there is room: they
/// are searched like keywords, and the body stays as it was written.
fn with_headings(keywords: Option<&str>, headings: &[String], body: &str) -> String {
    let mut all = keywords.unwrap_or_default().trim().to_owned();
    for heading in headings.iter().map(|it| on_one_line(it)) {
        let is_needed = !heading.is_empty() && !body.contains(&heading) && !all.contains(&heading);
        if is_needed && all.len() + 2 + heading.len() <= Remark::LIMIT {
            if !all.is_empty() {
                all.push_str(", ");
            }
            all.push_str(&heading);
        }
    }
    all
}

fn category(name: Option<&str>, options: &Options) -> Result<Category, Reason> {
    match name {
        Some(it) => names::category(it).ok_or_else(|| Reason::unknown("category", it)),
        None => Ok(options.category.unwrap_or(Category::SOMETHING_ELSE)),
    }
}

/// What is said, or else what the texts look like.
fn language(tag: Option<&str>, texts: &[&str], options: &Options) -> Result<LanguageTag, Reason> {
    match tag {
        Some(it) => it.parse().map_err(|_| Reason::unknown("language", it)),
        None => {
            let found = || Language::of_text(&texts.join("\n")).into();
            Ok(options.language.clone().unwrap_or_else(found))
        }
    }
}

fn audience(value: Option<&str>, options: &Options) -> Result<Audience, Reason> {
    match value {
        Some(it) => Audience::from_value(it).ok_or_else(|| Reason::unknown("audience", it)),
        None => options.audience.ok_or(Reason::NoAudience),
    }
}
