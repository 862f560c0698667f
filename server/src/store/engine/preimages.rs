//! What an export still needs of the values that are written over while it runs.
//!
//! An export walks the keys in order. Of every key that it has not passed yet, the first commit
//! that changes it leaves the old value here, so that the export gives the state of its start.
//! The memory taken is that of the values changed meanwhile ahead of the walk.

use std::collections::BTreeMap;

use crate::store::key::Key;

/// The values before the export began, of keys that it has not given out yet.
#[derive(Default)]
pub(super) struct Preimages {
    passed: Option<Key>,
    values: BTreeMap<Key, Option<Vec<u8>>>,
}

impl Preimages {
    /// Whether a commit must leave the value of `key` here before changing it.
    pub(super) fn needs(&self, key: &Key) -> bool {
        self.passed.as_ref().is_none_or(|passed| key > passed) && !self.values.contains_key(key)
    }

    pub(super) fn keep(&mut self, key: Key, value: Option<Vec<u8>>) {
        self.values.insert(key, value);
    }

    /// Where the next stretch begins: after this key.
    pub(super) fn passed(&self) -> Option<&Key> {
        self.passed.as_ref()
    }

    /// Puts the next stretch of keys back to how it was, and passes it. A `last` stretch reaches
    /// to the end of all keys.
    pub(super) fn restore(
        &mut self,
        stretch: Vec<(Key, Vec<u8>)>,
        last: bool,
    ) -> BTreeMap<Key, Vec<u8>> {
        let kept = match (last, stretch.last()) {
            (false, Some((end, _))) => {
                self.passed = Some(end.clone());
                let mut beyond = self.values.split_off(end);
                if let Some(value) = beyond.remove(end) {
                    self.values.insert(end.clone(), value);
                }
                std::mem::replace(&mut self.values, beyond)
            }
            (true, _) | (false, None) => std::mem::take(&mut self.values),
        };
        let mut rows: BTreeMap<Key, Vec<u8>> = stretch.into_iter().collect();
        for (key, value) in kept {
            match value {
                Some(value) => rows.insert(key, value),
                None => rows.remove(&key),
            };
        }
        rows
    }
}
