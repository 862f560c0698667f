//! What readers said of articles: one vote for each voter and article, those with a text by time, and the
//! votes of each article counted. A voter is known by a hash alone, so that nobody reads off who said what.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record, tables::key_time};
use serde::{Deserialize, Serialize};
use shared::{id::ArticleId, text::Remark, time::Instant};

/// What stands for a voter.
pub type VoterHash = [u8; key::HASH_BYTES];

/// What a voter said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRecord {
    /// Whether the article solved it.
    pub solved: bool,
    /// What was missing.
    pub missing: Option<Remark>,
    /// The revision that was read.
    pub revision: u32,
    /// When it was said last.
    pub at: Instant,
}

impl Record for VoteRecord {
    const NAME: &'static str = "vote";
    const VERSION: u8 = 1;
}

/// The votes on an article, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyRecord {
    /// How many it helped.
    pub n_solved: u64,
    /// How many it did not help.
    pub n_not_solved: u64,
}

impl Record for TallyRecord {
    const NAME: &'static str = "tally";
    const VERSION: u8 = 1;
}

impl TallyRecord {
    /// One vote more.
    pub fn add(&mut self, vote: &VoteRecord) {
        let count = if vote.solved { &mut self.n_solved } else { &mut self.n_not_solved };
        *count += 1;
    }

    fn remove(&mut self, vote: &VoteRecord) {
        let count = if vote.solved { &mut self.n_solved } else { &mut self.n_not_solved };
        *count = count.saturating_sub(1);
    }
}

/// What `voter` said of `article`, if anything.
///
/// # Errors
/// What the store says.
pub async fn vote(
    reader: &Reader,
    article: ArticleId,
    voter: &VoterHash,
) -> Result<Option<VoteRecord>, StoreError> {
    reader.record(&key::vote(article.0, voter)).await
}

/// The votes on `article`, counted.
///
/// # Errors
/// What the store says.
pub async fn tally(reader: &Reader, article: ArticleId) -> Result<TallyRecord, StoreError> {
    Ok(reader.record(&key::tally(article.0)).await?.unwrap_or_default())
}

/// All tallies there are.
///
/// # Errors
/// What the store says.
pub async fn tallies(reader: &Reader) -> Result<Vec<(ArticleId, TallyRecord)>, StoreError> {
    let rows = reader.record_range(&key::tallies(), usize::MAX, Direction::Forward).await?;
    rows.into_iter().map(|(at, tally)| Ok((ArticleId(key::read_tally(&at)?), tally))).collect()
}

/// The newest votes on `article` that say what was missing, at most `limit`.
///
/// # Errors
/// What the store says.
pub async fn with_text(
    reader: &Reader,
    article: ArticleId,
    limit: usize,
) -> Result<Vec<VoteRecord>, StoreError> {
    let rows = reader.range(&key::votes_with_text(article.0), limit, Direction::Forward).await?;
    let votes: Result<Vec<_>, _> = rows
        .iter()
        .map(|(row, _)| Ok(key::vote(article.0, &key::read_vote_with_text(row)?.voter_hash)))
        .collect::<Result<_, StoreError>>();
    Ok(reader.records(&votes?).await?.into_iter().flatten().collect())
}

/// Puts what `voter` says of `article` in the place of what they said before; `None` takes it back.
///
/// # Errors
/// What the store says.
pub async fn put(
    tx: &Tx,
    article: ArticleId,
    voter: &VoterHash,
    newer: Option<&VoteRecord>,
) -> Result<(), StoreError> {
    let mut tally = tally(tx, article).await?;
    if let Some(before) = vote(tx, article, voter).await? {
        tally.remove(&before);
        if before.missing.is_some() {
            tx.delete(key::vote_with_text(article.0, key_time(before.at), voter))?;
        }
        tx.delete(key::vote(article.0, voter))?;
    }
    if let Some(newer) = newer {
        tally.add(newer);
        if newer.missing.is_some() {
            tx.put(key::vote_with_text(article.0, key_time(newer.at), voter), [])?;
        }
        tx.put_record(key::vote(article.0, voter), newer)?;
    }
    tx.put_record(key::tally(article.0), &tally)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_vote_is_stored_as_ever() {
        golden::check(&VoteRecord {
            solved: false,
            missing: Some(Remark::parse("Where the port is").unwrap()),
            revision: 2,
            at: "2026-11-20T09:00:00Z".parse().unwrap(),
        });
    }

    #[test]
    fn a_tally_is_stored_as_ever() {
        golden::check(&TallyRecord { n_solved: 41, n_not_solved: 3 });
    }
}
