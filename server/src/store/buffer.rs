//! The writes of one transaction before they are committed.
//!
//! Knows nothing of engines: it is an ordered map laid over what an engine reads.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::hint::Hint;
use super::key::Key;
use super::tx::Direction;

/// Keys with their new values (`None` deletes), and the hints to publish once they are durable.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) writes: BTreeMap<Key, Option<Vec<u8>>>,
    pub(super) hints: Vec<Hint>,
}

impl Changes {
    /// How many rows between `from` and `to` this transaction deletes: an engine must be asked for
    /// that many more to fill a page.
    pub(super) fn count_deleted(&self, from: &Key, to: &Key) -> usize {
        self.within(from, to).filter(|(_, value)| value.is_none()).count()
    }

    /// Lays the writes over a page that the engine read in `direction`.
    ///
    /// The page must hold `limit` rows more than are deleted, or everything that there is.
    pub(super) fn overlay(
        &self,
        page: Vec<(Key, Vec<u8>)>,
        from: &Key,
        to: &Key,
        limit: usize,
        direction: Direction,
    ) -> Vec<(Key, Vec<u8>)> {
        if self.within(from, to).next().is_none() {
            return page;
        }
        let mut rows: BTreeMap<Key, Vec<u8>> = page.into_iter().collect();
        for (key, value) in self.within(from, to) {
            match value {
                Some(value) => rows.insert(key.clone(), value.clone()),
                None => rows.remove(key),
            };
        }
        let rows = rows.into_iter();
        match direction {
            Direction::Forward => rows.take(limit).collect(),
            Direction::Reverse => rows.rev().take(limit).collect(),
        }
    }

    fn within(&self, from: &Key, to: &Key) -> impl Iterator<Item = (&Key, &Option<Vec<u8>>)> {
        // A range whose start lies behind its end panics in the standard library; here it is empty.
        let bounds = (from < to).then_some((Bound::Included(from), Bound::Excluded(to)));
        bounds.into_iter().flat_map(|bounds| self.writes.range::<Key, _>(bounds))
    }
}
