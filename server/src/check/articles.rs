//! Articles and their revisions, and what was imported.

use shared::kb::article::Article;

use crate::store::{StoreError, key, tables::articles::RevisionRecord};

use super::{
    Wrong,
    examination::{Examination, Series},
};

pub(super) async fn article(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    let Some(article) = row.record::<Article>() else { return Ok(()) };
    row.check(article.id.0 == id, Wrong::Misplaced);
    row.has_row(key::article_by_slug(&article.slug), &id.to_be_bytes()).await?;
    row.refers_to(key::person(article.owner.0)).await?;
    if let Some(ticket) = article.source {
        row.refers_to(key::ticket(ticket.0)).await?;
    }
    let revisions = Series {
        owner: id,
        all: key::revisions(id),
        key: key::revision,
        number_of: key::read_revision,
    };
    let last = u64::from(article.revision);
    row.has_series(&revisions, 1, last + 1).await?;
    match row.reader().record::<RevisionRecord>(&key::revision(id, last)).await {
        Ok(Some(it)) => row.check(it.article == article, Wrong::NotItsRevision),
        // Missing, or unreadable and noted where it stands.
        Ok(None) | Err(StoreError::Record(_)) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

pub(super) async fn by_slug(row: &mut Examination<'_>, slug: &str) -> Result<(), StoreError> {
    let Some(id) = row.id() else { return Ok(()) };
    if let Some(article) = row.target::<Article>(key::article(id)).await? {
        row.check(*article.slug == *slug, Wrong::Stale(key::article(id)));
    }
    Ok(())
}

pub(super) async fn revision(
    row: &mut Examination<'_>,
    id: u64,
    number: u64,
) -> Result<(), StoreError> {
    if let Some(article) = row.target::<Article>(key::article(id)).await? {
        let is_known = (1..=u64::from(article.revision)).contains(&number);
        row.check(is_known, Wrong::Beyond(key::article(id)));
    }
    let Some(revision) = row.record::<RevisionRecord>() else { return Ok(()) };
    let its_own = (revision.article.id.0, u64::from(revision.article.revision));
    row.check(its_own == (id, number), Wrong::Misplaced);
    if let Some(ticket) = revision.source {
        row.refers_to(key::ticket(ticket.0)).await?;
    }
    row.refers_to(key::person(revision.by.0)).await
}

/// What became of an imported item. Kinds that other importers remember are only read.
pub(super) async fn imported(row: &mut Examination<'_>, kind: &str) -> Result<(), StoreError> {
    let Some(id) = row.id() else { return Ok(()) };
    match kind {
        "article" => row.refers_to(key::article(id)).await,
        "request" => row.refers_to(key::ticket(id)).await,
        _ => Ok(()),
    }
}
