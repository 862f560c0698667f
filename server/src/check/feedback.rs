//! What readers said of articles.

use crate::store::{
    Direction, StoreError,
    key::{self, Key, VotePlace},
    tables::{
        feedback::{TallyRecord, VoteRecord, VoterHash},
        key_time,
    },
};

use super::{PAGE, Wrong, examination::Examination};

pub(super) async fn vote(
    row: &mut Examination<'_>,
    article: u64,
    voter: &VoterHash,
) -> Result<(), StoreError> {
    let Some(vote) = row.record::<VoteRecord>() else { return Ok(()) };
    for (key, value) in rows_of_vote(&vote, article, voter) {
        row.has_row(key, &value).await?;
    }
    row.refers_to(key::tally(article)).await?;
    row.refers_to(key::article(article)).await
}

pub(super) async fn row_of_vote(
    row: &mut Examination<'_>,
    place: &VotePlace,
) -> Result<(), StoreError> {
    let VotePlace { article, voter_hash, .. } = place;
    let owner = key::vote(*article, voter_hash);
    if let Some(vote) = row.target::<VoteRecord>(owner.clone()).await? {
        row.is_one_of(&rows_of_vote(&vote, *article, voter_hash), owner);
    }
    Ok(())
}

fn rows_of_vote(vote: &VoteRecord, article: u64, voter: &VoterHash) -> Vec<(Key, Vec<u8>)> {
    let by_time = key::vote_with_text(article, key_time(vote.at), voter);
    vote.missing.iter().map(|_| (by_time.clone(), Vec::new())).collect()
}

pub(super) async fn tally(row: &mut Examination<'_>, article: u64) -> Result<(), StoreError> {
    row.refers_to(key::article(article)).await?;
    let Some(tally) = row.record::<TallyRecord>() else { return Ok(()) };
    let (mut counted, mut span) = (TallyRecord::default(), key::votes(article));
    loop {
        // A vote that cannot be read is noted where it stands; then the tally cannot be checked.
        let page = row.reader().record_range::<VoteRecord>(&span, PAGE, Direction::Forward).await;
        let votes = match page {
            Ok(it) => it,
            Err(StoreError::Record(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        votes.iter().for_each(|(_, vote)| counted.add(vote));
        match votes.last() {
            Some((last, _)) => span = span.after(last),
            None => break,
        }
    }
    row.check(tally == counted, Wrong::Miscounted);
    Ok(())
}
