//! Imports requests from JSON lines (ruling 24).
//!
//! A line has `id` and `description`, and may have `subject`, `tags`, `locale` and `created`; other
//! fields are passed over. A request stands in the name of one imported person for its locale, with
//! impact and urgency *not sure*. The time that is given is when it was reported; it is received
//! now, from when on its clocks run. Without a subject, the title is proposed from the description
//! like anybody's. Tags only choose the category; they are not kept.

use std::{fmt, path::Path, str::FromStr};

use chrono::{DateTime, SubsecRound, Utc};
use serde::Deserialize;
use shared::{
    id::TicketId,
    ticket::intake::{Answers, Category, Intake, NOT_SURE, tree::Tree},
    time::Instant,
};

use super::{
    ImportError, Reason,
    document::{Id, on_one_line},
    names::{self, LanguageTag},
    observer::Observer,
    people,
    report::Report,
    run::{Given, Import, Run, Stamp, check_id},
    source,
};
use crate::{
    ids::IdSource,
    service,
    store::{Store, Tx},
};

/// `created` as it is written where it is not RFC 3339: `2023-08-09 09:47:15 -0700`.
const CREATED: &str = "%Y-%m-%d %H:%M:%S %z";

/// Gives requests with a tag a category: `printer=Hardware`. Of several that match, the first counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRule {
    /// The tag, in any case.
    pub tag: String,
    /// The category.
    pub category: Category,
}

/// A text is no [`TagRule`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagRuleError {
    /// It is not `tag=category`.
    Form,
    /// There is no such category.
    Category(String),
}

impl FromStr for TagRule {
    type Err = TagRuleError;

    fn from_str(text: &str) -> Result<Self, TagRuleError> {
        let (tag, name) = text.rsplit_once('=').ok_or(TagRuleError::Form)?;
        let tag = tag.trim();
        if tag.is_empty() {
            return Err(TagRuleError::Form);
        }
        let category =
            names::category(name).ok_or_else(|| TagRuleError::Category(name.to_owned()))?;
        Ok(Self { tag: tag.to_owned(), category })
    }
}

impl fmt::Display for TagRuleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => formatter.write_str("not `tag=category`"),
            Self::Category(name) => {
                let known = names::categories().join(", ");
                write!(formatter, "unknown category `{name}`; known are {known}")
            }
        }
    }
}

impl std::error::Error for TagRuleError {}

/// Imports the requests in the file at `source`.
///
/// # Errors
/// The file cannot be read, or the store cannot write. Refused requests are no error.
pub async fn run(
    store: &Store,
    source: &Path,
    rules: &[TagRule],
    now: Instant,
    ids: &IdSource,
    observer: &mut dyn Observer,
) -> Result<Report, ImportError> {
    let requests = Requests { rules, now, tree: Tree::starting() };
    let file = source::json_lines(source)?;
    let files = std::slice::from_ref(&file);
    let mut run = Run::begin(store, Stamp { now, ids }, &requests, files, observer);
    run.json_lines(&file.path).await?;
    run.finish().await
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    #[serde(default)]
    subject: String,
    description: String,
    #[serde(default)]
    tags: Vec<String>,
    locale: Option<String>,
    created: Option<String>,
}

pub(super) struct Requests<'a> {
    pub(super) rules: &'a [TagRule],
    pub(super) now: Instant,
    pub(super) tree: Tree,
}

/// A request that is sound.
pub(super) struct Asked {
    intake: Intake,
    locale: Option<LanguageTag>,
    reported: Instant,
}

impl Requests<'_> {
    fn category(&self, tags: &[String]) -> Category {
        let matching = |rule: &&TagRule| {
            tags.iter().any(|it| it.trim().to_lowercase() == rule.tag.to_lowercase())
        };
        self.rules.iter().find(matching).map_or(Category::SOMETHING_ELSE, |it| it.category)
    }

    fn reported(&self, created: Option<&str>) -> Result<Instant, Reason> {
        let Some(text) = created else { return Ok(self.now) };
        let at = DateTime::parse_from_rfc3339(text.trim())
            .or_else(|_| DateTime::parse_from_str(text.trim(), CREATED))
            .map_err(|_| Reason::unknown("time", text))?
            .with_timezone(&Utc)
            .trunc_subsecs(3);
        if at > self.now { Err(Reason::InTheFuture) } else { Ok(at) }
    }
}

impl Import for Requests<'_> {
    const KIND: &'static str = "request";
    type Item = Asked;

    fn read_line(&self, line: &str) -> Result<Given<Asked>, Reason> {
        let line: Line = serde_json::from_str(line).map_err(Reason::Json)?;
        let locale = line.locale.filter(|it| !it.trim().is_empty());
        let locale =
            locale.map(|it| it.parse().map_err(|_| Reason::unknown("locale", &it))).transpose()?;
        let reported = self.reported(line.created.as_deref())?;
        let answers = Answers {
            description: line.description,
            title: on_one_line(&line.subject),
            category: self.category(&line.tags).to_string(),
            topic: NOT_SURE.to_owned(),
            impact: NOT_SURE.to_owned(),
            urgency: NOT_SURE.to_owned(),
            ..Answers::default()
        };
        let intake = answers.check(&self.tree).map_err(Reason::Problem)?;
        let id = check_id(&String::from(line.id))?.to_owned();
        Ok(Given { id, item: Asked { intake, locale, reported } })
    }

    async fn insert(
        &self,
        tx: &Tx,
        stamp: &Stamp<'_>,
        item: &Asked,
    ) -> Result<Result<u64, Reason>, ImportError> {
        let id = TicketId(stamp.new_id()?);
        let requester = people::imported(tx, stamp, item.locale.as_ref()).await?;
        let intake = item.intake.clone();
        service::requests::insert(tx, id, requester, intake, Vec::new(), item.reported, stamp.now)
            .await?;
        Ok(Ok(id.0))
    }
}
