//! The side that looks afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::deed::{self, Done, Entry, Progress, TICKETS, Tally, WRITERS};
use super::{Findings, TortureError};
use crate::store::key::{self, Key};
use crate::store::{Direction, Options, Reader, Store, StoreError};

/// Opens what [`super::writer`] left in `folder` and checks it against the lines that it printed,
/// which are in the file `acknowledgements`; a torn last line is none.
///
/// # Errors
///
/// [`TortureError`] when the store cannot be opened or the file cannot be read. What was lost or
/// written by half is no error but in the [`Findings`].
pub async fn verify(folder: &Path, acknowledgements: &Path) -> Result<Findings, TortureError> {
    let acknowledged = read_acknowledgements(acknowledgements)?;
    let store = Store::open(folder, Options::default())?;
    let left = store.read(|reader| async move { read_all(&reader).await }).await?;
    Ok(compare(&acknowledged, &left))
}

/// Everything that the writers left.
struct Left {
    tallies: BTreeMap<u64, Tally>,
    index: BTreeSet<Key>,
    entries: BTreeMap<(u64, u64), Entry>,
    progress: BTreeMap<u64, u64>,
}

async fn read_all(reader: &Reader) -> Result<Left, StoreError> {
    let mut left = Left {
        tallies: BTreeMap::new(),
        index: BTreeSet::new(),
        entries: BTreeMap::new(),
        progress: BTreeMap::new(),
    };
    for (key, tally) in reader.record_range(&key::tickets(), usize::MAX, Direction::Forward).await?
    {
        left.tallies.insert(key::read_ticket(&key)?, tally);
    }
    for span in deed::index_spans() {
        left.index.extend(
            reader.range(&span, usize::MAX, Direction::Forward).await?.into_iter().map(|row| row.0),
        );
    }
    for ticket in 0..TICKETS {
        for (key, entry) in
            reader.record_range(&key::entries(ticket), usize::MAX, Direction::Forward).await?
        {
            left.entries.insert(key::read_entry(&key)?, entry);
        }
    }
    for writer in 0..WRITERS {
        let progress: Progress =
            reader.record(&deed::progress_key(writer)).await?.unwrap_or_default();
        left.progress.insert(writer, progress.n_deeds);
    }
    Ok(left)
}

fn compare(acknowledged: &[Done], left: &Left) -> Findings {
    let mut findings = Findings {
        n_acknowledged: count(acknowledged.len()),
        n_stored: left.progress.values().sum(),
        ..Findings::default()
    };
    for done in acknowledged {
        let entry = left.entries.get(&(done.ticket, done.entry));
        if entry.is_none_or(|entry| (entry.writer, entry.deed) != (done.writer, done.deed)) {
            findings.lost.push(done.to_string());
        }
    }
    let half = &mut findings.half;
    for (ticket, tally) in &left.tallies {
        let n_entries = left.entries.range((*ticket, 0)..=(*ticket, u64::MAX)).count();
        // Entries are numbered from one, so the right number of them and the last one leave no gap.
        if count(n_entries) != tally.n_entries
            || !left.entries.contains_key(&(*ticket, tally.n_entries))
        {
            half.push(format!(
                "ticket {ticket} counts {} entries and has {n_entries}",
                tally.n_entries
            ));
        }
    }
    let places: BTreeSet<Key> = left
        .tallies
        .iter()
        .map(|(ticket, tally)| deed::index_key(*ticket, tally.updated))
        .collect();
    if places != left.index {
        let n_different = places.symmetric_difference(&left.index).count();
        half.push(format!("the index differs from the tickets in {n_different} places"));
    }
    let mut deeds: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    for (place, entry) in &left.entries {
        if !left.tallies.contains_key(&place.0) {
            half.push(format!("entry {} of ticket {} has no ticket", place.1, place.0));
        }
        if entry.text != deed::text(entry.writer, entry.deed) {
            half.push(format!(
                "entry {} of ticket {} holds bytes that nobody wrote",
                place.1, place.0
            ));
        }
        if !deeds.entry(entry.writer).or_default().insert(entry.deed) {
            half.push(format!("deed {} of writer {} is there twice", entry.deed, entry.writer));
        }
    }
    for (writer, n_deeds) in &left.progress {
        let done = deeds.remove(writer).unwrap_or_default();
        if count(done.len()) != *n_deeds || done.last().copied().unwrap_or(0) != *n_deeds {
            half.push(format!("writer {writer} counts {n_deeds} deeds and has {}", done.len()));
        }
    }
    findings
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn read_acknowledgements(path: &Path) -> Result<Vec<Done>, TortureError> {
    let fail = |source| TortureError::Acknowledgements { path: path.to_path_buf(), source };
    let text = fs::read_to_string(path).map_err(fail)?;
    text.split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
        .map(|line| {
            line.parse()
                .map_err(|_| fail(io::Error::other(format!("not an acknowledgement: {line}"))))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Tx;

    /// Does sixty-four deeds, then `harm`, and checks: the number of lost and of half ones.
    async fn check(harm: impl Fn(&Tx) -> Result<(), StoreError>) -> (usize, usize) {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(folder.path(), Options { durable: false, ..Options::default() }).unwrap();
        let mut acknowledged = Vec::new();
        for number in 0..4 * WRITERS {
            let done = store.transact(|tx| async move { deed::next(&tx, number % WRITERS).await });
            acknowledged.push(done.await.unwrap());
        }
        store.transact(|tx| std::future::ready(harm(&tx))).await.unwrap();
        let left = store.read(|reader| async move { read_all(&reader).await }).await.unwrap();
        let findings = compare(&acknowledged, &left);
        assert_eq!(findings.n_acknowledged, 4 * WRITERS);
        (findings.lost.len(), findings.half.len())
    }

    #[tokio::test]
    async fn finds_nothing_where_nothing_is_wrong() {
        assert_eq!(check(|_| Ok(())).await, (0, 0));
    }

    #[tokio::test]
    async fn finds_what_is_lost_and_what_is_half() {
        let unwritten = check(|tx| tx.delete(deed::progress_key(3))).await;
        assert_eq!(unwritten, (0, 1), "a writer that counts less than it did");
        let unlisted = check(|tx| tx.put(deed::index_key(1, 7), [])).await;
        assert_eq!(unlisted, (0, 1), "a place in the index without its ticket");
        let (lost, half) =
            check(|tx| (0..TICKETS).try_for_each(|ticket| tx.delete(key::entry(ticket, 1)))).await;
        assert!(lost > 10 && half > 10, "first entries: {lost} lost, {half} half");
        let (lost, half) = check(|tx| {
            (0..TICKETS).try_for_each(|ticket| {
                tx.put_record(
                    key::entry(ticket, 1),
                    &Entry { writer: 3, deed: 1, text: String::new() },
                )
            })
        })
        .await;
        assert!(lost > 10 && half > 10, "bytes that nobody wrote: {lost} lost, {half} half");
    }
}
