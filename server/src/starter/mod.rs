//! The starter articles, embedded as they are written: Markdown with front matter.
//!
//! They answer what every service desk is asked, and name no vendor. The demo publishes them, and the first
//! administrator of a real portal is offered them. To add one is to add a file to `articles/`, named after its
//! slug; the build script lists the folder. They are read by [`crate::import::front_matter`], like the files
//! of anybody else. Nothing here knows the store, or what time it is.

use chrono::TimeDelta;
use shared::{
    id::{ArticleId, PersonId},
    kb::{article::Article, audience::Audience},
    text::{Body, Remark, Slug, TextError, Title},
    time::Instant,
};

use crate::{
    error::Error,
    ids::IdSource,
    import::{front_matter, names},
};

#[cfg(test)]
mod tests;

/// The text of every starter article, front matter and body, in the order of the slugs.
pub const ARTICLES: &[&str] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// The article that `text` holds, as `owner` publishes it. It counts as published and reviewed as many days
/// before `now` as its front matter says.
///
/// # Errors
/// [`Error::Internal`] when the text is not of the form of [`ARTICLES`], or the system has no random numbers.
pub fn article(
    text: &str,
    ids: &IdSource,
    owner: PersonId,
    now: Instant,
) -> Result<Article, Error> {
    let (front, body) = front_matter::parse(text).map_err(|it| Error::internal(it.to_string()))?;
    let at = now - TimeDelta::days(i64::from(front.reviewed_days_ago.unwrap_or(0)));
    let category = front.category.as_deref().and_then(names::category);
    let audience = front.audience.as_deref().and_then(Audience::from_value);
    let (Some(slug), Some(category), Some(audience)) = (front.slug, category, audience) else {
        return Err(Error::internal(format!(
            "“{}” lacks a slug, a category or an audience",
            front.title
        )));
    };
    Ok(Article {
        id: ArticleId(ids.next(at)?),
        slug: Slug::parse(&slug).map_err(refused)?,
        revision: 1,
        title: Title::parse(&front.title).map_err(refused)?,
        body: Body::parse(body).map_err(refused)?,
        keywords: Remark::parse(&front.keywords.join(", ")).ok(),
        category,
        language: front.language.unwrap_or_else(|| "en".to_owned()),
        audience,
        owner,
        source: None,
        published: at,
        reviewed: at,
    })
}

fn refused(error: TextError) -> Error {
    Error::internal(format!("a text of a starter article {error}"))
}
