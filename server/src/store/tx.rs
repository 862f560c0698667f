//! What the closures of [`super::Store::transact`] and [`super::Store::read`] are given.
//!
//! Knows nothing of how a commit is made: it reads through the engine's pages and collects writes.

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::buffer::Changes;
use super::engine::sled::Pages;
use super::error::StoreError;
use super::hint::Hint;
use super::key::{Key, Span};
use super::{MAX_KEY_BYTES, MAX_VALUE_BYTES};

/// In which order a range is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest key first.
    Forward,
    /// Largest key first.
    Reverse,
}

/// Reads inside a transaction or a consistent read; clones are cheap.
///
/// It answers [`StoreError::Over`] once the closure that it was given to has returned.
#[derive(Clone)]
pub struct Reader {
    pages: Pages,
    /// Empty once the closure is over.
    changes: Arc<Mutex<Option<Changes>>>,
}

impl Reader {
    pub(super) fn new(pages: Pages) -> Self {
        Self { pages, changes: Arc::new(Mutex::new(Some(Changes::default()))) }
    }

    /// The value of `key`, as this transaction sees it.
    ///
    /// # Errors
    ///
    /// What the engine says, or [`StoreError::Over`].
    pub async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let guard = self.lock();
        let changes = guard.as_ref().ok_or(StoreError::Over)?;
        match changes.writes.get(key) {
            Some(written) => Ok(written.clone()),
            None => self.pages.get(key),
        }
    }

    /// The values of many keys, in their order: one round trip for an index page's records.
    ///
    /// # Errors
    ///
    /// As [`Reader::get`].
    pub async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let guard = self.lock();
        let changes = guard.as_ref().ok_or(StoreError::Over)?;
        keys.iter()
            .map(|key| match changes.writes.get(key) {
                Some(written) => Ok(written.clone()),
                None => self.pages.get(key),
            })
            .collect()
    }

    /// At most `limit` keys and values of `span`, in `direction`.
    ///
    /// # Errors
    ///
    /// As [`Reader::get`].
    pub async fn range(
        &self,
        span: &Span,
        limit: usize,
        direction: Direction,
    ) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let guard = self.lock();
        let changes = guard.as_ref().ok_or(StoreError::Over)?;
        let (from, to) = (span.from(), span.to());
        let wanted = limit.saturating_add(changes.count_deleted(from, to));
        let page = self.pages.range(from, to, wanted, direction)?;
        Ok(changes.overlay(page, from, to, limit, direction))
    }

    pub(super) fn close_on_drop(&self) -> CloseOnDrop {
        CloseOnDrop(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Changes>> {
        // Nothing that holds the lock leaves the changes half made, so a panic spoils nothing.
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads and writes inside a transaction; clones are cheap and write to the same transaction.
///
/// Reads see the transaction's own writes. It is passed by value, because closures that borrow
/// it cannot be proven `Send`.
#[derive(Clone)]
pub struct Tx {
    reader: Reader,
}

impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Tx {
    pub(super) fn new(pages: Pages) -> Self {
        Self { reader: Reader::new(pages) }
    }

    /// Sets `key` to `value` when the transaction commits.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooLarge`] above [`MAX_VALUE_BYTES`], [`StoreError::KeyTooLong`] above
    /// [`MAX_KEY_BYTES`], [`StoreError::Over`] when the closure has returned.
    pub fn put(&self, key: Key, value: impl Into<Vec<u8>>) -> Result<(), StoreError> {
        let value = value.into();
        if value.len() > MAX_VALUE_BYTES {
            return Err(StoreError::TooLarge { key, bytes: value.len() });
        }
        if key.as_bytes().len() > MAX_KEY_BYTES {
            return Err(StoreError::KeyTooLong { bytes: key.as_bytes().len() });
        }
        self.change(|changes| changes.writes.insert(key, Some(value))).map(drop)
    }

    /// Removes `key` when the transaction commits; one that is not there is no error.
    ///
    /// # Errors
    ///
    /// [`StoreError::Over`] when the closure has returned.
    pub fn delete(&self, key: Key) -> Result<(), StoreError> {
        self.change(|changes| changes.writes.insert(key, None)).map(drop)
    }

    /// Tells every subscriber `hint` after the commit is durable, once per transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError::Over`] when the closure has returned.
    pub fn publish(&self, hint: Hint) -> Result<(), StoreError> {
        self.change(|changes| {
            if !changes.hints.contains(&hint) {
                changes.hints.push(hint);
            }
        })
    }

    /// Ends the transaction and hands over what it wrote.
    pub(super) fn take(&self) -> Changes {
        self.reader.lock().take().unwrap_or_default()
    }

    fn change<T>(&self, apply: impl FnOnce(&mut Changes) -> T) -> Result<T, StoreError> {
        self.reader.lock().as_mut().map(apply).ok_or(StoreError::Over)
    }
}

/// Ends a closure's access when it returns, fails or is dropped half way, whatever clones it left.
pub(super) struct CloseOnDrop(Reader);

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.lock().take();
    }
}
