//! One row under examination, and the questions that every kind of row asks.

use crate::store::{
    Direction, Reader, StoreError,
    key::{Key, KeyError, Span},
    record::{self, Record},
};

use super::{Fault, PAGE, Wrong};

/// A row under examination.
pub(super) struct Examination<'a> {
    reader: &'a Reader,
    key: Key,
    value: Vec<u8>,
    faults: &'a mut Vec<Fault>,
}

/// Records that belong to one owner and are numbered.
pub(super) struct Series {
    /// Whose they are.
    pub(super) owner: u64,
    /// All of them.
    pub(super) all: Span,
    /// The key of an owner's record with a number.
    pub(super) key: fn(u64, u64) -> Key,
    /// The owner and the number of a key.
    pub(super) number_of: fn(&Key) -> Result<(u64, u64), KeyError>,
}

impl<'a> Examination<'a> {
    pub(super) fn of(
        reader: &'a Reader,
        key: Key,
        value: Vec<u8>,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        Self { reader, key, value, faults }
    }

    /// For what the questions below do not cover.
    pub(super) fn reader(&self) -> &'a Reader {
        self.reader
    }

    /// Notes what is wrong here.
    pub(super) fn fault(&mut self, wrong: Wrong) {
        self.faults.push(Fault { at: self.key.clone(), wrong });
    }

    /// The record here; `None` when it cannot be read, which is noted.
    pub(super) fn record<R: Record>(&mut self) -> Option<R> {
        record::decode(&self.value).map_err(|it| self.fault(Wrong::Record(it))).ok()
    }

    /// The id here; `None` when it is none, which is noted.
    pub(super) fn id(&mut self) -> Option<u64> {
        let id = self.value.as_slice().try_into().map(u64::from_be_bytes);
        id.map_err(|_| self.fault(Wrong::Value)).ok()
    }

    /// Notes `wrong` unless something is true.
    pub(super) fn check(&mut self, is_true: bool, wrong: Wrong) {
        if !is_true {
            self.fault(wrong);
        }
    }

    /// There must be a row that belongs to the record here, with this value.
    pub(super) async fn has_row(&mut self, row: Key, value: &[u8]) -> Result<(), StoreError> {
        match self.reader.get(&row).await? {
            Some(found) => self.check(found == value, Wrong::Elsewhere(row)),
            None => self.fault(Wrong::Missing(row)),
        }
        Ok(())
    }

    /// What is here refers to `target`, which must exist.
    pub(super) async fn refers_to(&mut self, target: Key) -> Result<(), StoreError> {
        if self.reader.get(&target).await?.is_none() {
            self.fault(Wrong::Dangling(target));
        }
        Ok(())
    }

    /// The record that what is here refers to. `None` when there is none, which is noted, or when
    /// it cannot be read, which is noted where it stands.
    pub(super) async fn target<R: Record>(&mut self, target: Key) -> Result<Option<R>, StoreError> {
        match self.reader.record(&target).await {
            Ok(Some(it)) => Ok(Some(it)),
            Ok(None) => {
                self.fault(Wrong::Dangling(target));
                Ok(None)
            }
            Err(StoreError::Record(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The records of `series` must be there without a gap, from the number `first` up to `end`, which is not
    /// one of them. Only their keys are looked at.
    pub(super) async fn has_series(
        &mut self,
        series: &Series,
        first: u64,
        end: u64,
    ) -> Result<(), StoreError> {
        let (mut next, mut last) = (first, None);
        loop {
            let span = match &last {
                Some(last) => series.all.clone().after(last),
                None => series.all.clone(),
            };
            let page = self.reader.range(&span, PAGE, Direction::Forward).await?;
            for (key, _) in &page {
                let number = (series.number_of)(key)?.1;
                self.check(number <= next, Wrong::Missing((series.key)(series.owner, next)));
                next = number.saturating_add(1).max(first);
            }
            match page.into_iter().next_back() {
                Some((key, _)) => last = Some(key),
                None => break,
            }
        }
        self.check(next >= end, Wrong::Missing((series.key)(series.owner, next)));
        Ok(())
    }

    /// The row here belongs to the record at `owner`, which must have exactly these `rows`.
    pub(super) fn is_one_of(&mut self, rows: &[(Key, Vec<u8>)], owner: Key) {
        match rows.iter().find(|it| it.0 == self.key) {
            Some((_, value)) => self.check(self.value == *value, Wrong::Value),
            None => self.fault(Wrong::Stale(owner)),
        }
    }
}
