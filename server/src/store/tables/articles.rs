//! Articles, their revisions, and how they are found by the end of their address.

use super::people::id_of;
use crate::store::{Direction, Hint, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{ArticleId, PersonId, TicketId},
    kb::article::Article,
    text::{Remark, Slug},
    time::Instant,
};

impl Record for Article {
    const NAME: &'static str = "article";
    const VERSION: u8 = 1;
}

/// An article as it was at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionRecord {
    /// The article with the revision's texts.
    pub article: Article,
    /// Who wrote the revision.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// What changed, if they said so.
    #[serde(default)]
    pub note: Option<Remark>,
    /// The ticket whose resolution it comes from.
    #[serde(default)]
    pub source: Option<TicketId>,
}

impl Record for RevisionRecord {
    const NAME: &'static str = "revision";
    const VERSION: u8 = 1;
}

/// The article with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(reader: &Reader, id: ArticleId) -> Result<Option<Article>, StoreError> {
    reader.record(&key::article(id.0)).await
}

/// The article at this address.
///
/// # Errors
/// What the store says.
pub async fn by_slug(reader: &Reader, slug: &Slug) -> Result<Option<Article>, StoreError> {
    match reader.get(&key::article_by_slug(slug)).await? {
        Some(id) => by_id(reader, ArticleId(id_of(&id))).await,
        None => Ok(None),
    }
}

/// `limit` articles in the order of their ids, after `after`.
///
/// # Errors
/// What the store says.
pub async fn page(
    reader: &Reader,
    after: Option<ArticleId>,
    limit: usize,
) -> Result<Vec<Article>, StoreError> {
    let mut span = key::articles();
    if let Some(after) = after {
        span = span.after(&key::article(after.0));
    }
    let rows = reader.record_range(&span, limit, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// The revisions of an article, the newest first.
///
/// # Errors
/// What the store says.
pub async fn revisions(reader: &Reader, id: ArticleId) -> Result<Vec<RevisionRecord>, StoreError> {
    let rows = reader.record_range(&key::revisions(id.0), usize::MAX, Direction::Reverse).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// One revision of an article.
///
/// # Errors
/// What the store says.
pub async fn revision(
    reader: &Reader,
    id: ArticleId,
    number: u32,
) -> Result<Option<RevisionRecord>, StoreError> {
    reader.record(&key::revision(id.0, u64::from(number))).await
}

/// Adds an article that comes from nowhere else, or replaces it by its next revision.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, article: &Article, by: PersonId, at: Instant) -> Result<(), StoreError> {
    let (article, source) = (article.clone(), article.source);
    put_revision(tx, &RevisionRecord { article, by, at, note: None, source })
}

/// Adds an article, or replaces it by its next revision.
///
/// # Errors
/// What the store says.
pub fn put_revision(tx: &Tx, revision: &RevisionRecord) -> Result<(), StoreError> {
    let article = &revision.article;
    let id = article.id.0;
    tx.put(key::article_by_slug(&article.slug), id.to_be_bytes())?;
    tx.put_record(key::article(id), article)?;
    tx.put_record(key::revision(id, u64::from(article.revision)), revision)?;
    tx.publish(Hint::Article(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::{
        kb::audience::Audience,
        text::{Body, Title},
        ticket::intake::Category,
    };

    fn article() -> Article {
        let at: Instant = "2026-11-20T09:00:00Z".parse().unwrap();
        Article {
            id: ArticleId(3),
            slug: Slug::parse("vpn-stops").unwrap(),
            revision: 2,
            title: Title::parse("VPN stops").unwrap(),
            body: Body::parse("## What to do\n\n1. Sign in again").unwrap(),
            keywords: Some(Remark::parse("remote access").unwrap()),
            category: Category::NETWORK,
            language: "en".to_owned(),
            audience: Audience::SignedIn,
            owner: PersonId(8),
            source: Some(TicketId(9)),
            published: at,
            reviewed: at,
        }
    }

    #[test]
    fn an_article_is_stored_as_ever() {
        golden::check(&article());
    }

    #[test]
    fn a_revision_is_stored_as_ever() {
        let revision = RevisionRecord {
            article: article(),
            by: PersonId(8),
            at: article().published,
            note: Some(Remark::parse("A step was missing").unwrap()),
            source: Some(TicketId(9)),
        };
        golden::check(&revision);
        let before = RevisionRecord { note: None, source: None, ..revision };
        golden::check_old("revision.v1-before-note", &before);
    }
}
