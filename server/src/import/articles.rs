//! Imports knowledge articles: JSON lines, or Markdown with front matter.
//!
//! A line has `id`, `title` and `body`, and may have `headings`, `keywords`, `category` (its label
//! or value), `language` and `audience`. The body is taken as Markdown and kept as it is written.
//! Headings that the body lacks are added to the keywords. What [`super::front_matter`] reads says
//! the same of a Markdown file, which is known by its slug, else by its path below the folder.

use std::{fs, path::Path};

use shared::{
    id::ArticleId, kb::article::Article, kb::audience::Audience, ticket::intake::Category,
    time::Instant,
};

use super::{
    ImportError, Reason,
    document::{self, Document},
    lines::MAX_BYTES,
    names::LanguageTag,
    observer::Observer,
    people,
    report::Report,
    run::{Given, Import, Run, Stamp},
    source::{self, File, Form},
};
use crate::{
    error::Error,
    ids::IdSource,
    service,
    store::{Store, Tx},
};
use shared::problem::Code;

/// What holds for every article that does not say otherwise.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Who may read it. Without one, an article that does not say so itself is refused, so that
    /// nothing becomes public by accident (attack 24).
    pub audience: Option<Audience>,
    /// What it is about; *Something else* without one.
    pub category: Option<Category>,
    /// In which language it is written; found out from its words without one.
    pub language: Option<LanguageTag>,
}

/// Imports the `.jsonl` or `.md` file at `source`, or all of them below that folder.
///
/// # Errors
/// A file cannot be read, or the store cannot write. Refused articles are no error.
pub async fn run(
    store: &Store,
    source: &Path,
    options: &Options,
    now: Instant,
    ids: &IdSource,
    observer: &mut dyn Observer,
) -> Result<Report, ImportError> {
    let articles = Articles { options, now };
    let files = source::articles(source)?;
    let mut run = Run::begin(store, Stamp { now, ids }, &articles, &files, observer);
    for file in &files {
        match file.form {
            Form::JsonLines => run.json_lines(&file.path).await?,
            Form::Markdown => {
                let (line, read) = match articles.read_file(file)? {
                    Ok(given) => (1, Ok(given)),
                    Err((line, reason)) => (line, Err(reason)),
                };
                run.take(&file.path, line, file.bytes, read).await?;
            }
        }
    }
    run.finish().await
}

struct Articles<'a> {
    options: &'a Options,
    now: Instant,
}

impl Articles<'_> {
    /// A fault comes with its line.
    fn read_file(
        &self,
        file: &File,
    ) -> Result<Result<Given<Document>, (u64, Reason)>, ImportError> {
        if file.bytes > MAX_BYTES {
            return Ok(Err((1, Reason::TooLong)));
        }
        let bytes = fs::read(&file.path).map_err(source::unreadable(&file.path))?;
        let text = String::from_utf8(bytes).map_err(|_| (1, Reason::NotUtf8));
        Ok(text.and_then(|it| document::of_markdown(&file.name, &it, self.options, self.now)))
    }
}

impl Import for Articles<'_> {
    const KIND: &'static str = "article";
    type Item = Document;

    fn read_line(&self, line: &str) -> Result<Given<Document>, Reason> {
        document::of_line(line, self.options, self.now)
    }

    async fn insert(
        &self,
        tx: &Tx,
        stamp: &Stamp<'_>,
        item: &Document,
    ) -> Result<Result<u64, Reason>, ImportError> {
        let id = ArticleId(stamp.new_id()?);
        let slug = match &item.slug {
            Some(it) if service::articles::is_free(tx, it).await? => it.clone(),
            Some(it) => return Ok(Err(Reason::SlugTaken { slug: it.to_string() })),
            None => match service::articles::free_slug(tx, &item.title, id).await {
                Ok(it) => it,
                Err(Error::Refused(it)) if it.code == Code::Conflict => {
                    return Ok(Err(Reason::Problem(it)));
                }
                Err(error) => return Err(error.into()),
            },
        };
        let owner = people::imported(tx, stamp, None).await?;
        let article = Article {
            id,
            slug,
            revision: 1,
            title: item.title.clone(),
            body: item.body.clone(),
            keywords: item.keywords.clone(),
            category: item.category,
            language: item.language.to_string(),
            audience: item.audience,
            owner,
            source: None,
            published: stamp.now,
            reviewed: item.reviewed,
        };
        service::articles::put(tx, &article, owner, stamp.now)?;
        Ok(Ok(id.0))
    }
}
