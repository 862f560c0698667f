//! sled 0.34.7, used in the only way that has stood kill -9 and simulated power cuts.
//!
//! One tree and one writer: a transaction reads the tree directly and its writes go in as one
//! batch, so there is nothing to validate. What that release needs, each found by losing data:
//! - `flush` does not sync on Linux, so the committer syncs `db` on a descriptor of its own;
//! - pages too large for a quarter of a segment go to files that are never synced, so segments
//!   have 8 MiB and values are bounded;
//! - iterators are no snapshots, so reads of several keys hold a gate that a commit must pass;
//! - its configuration is not synced and its snapshots may be half written: see [`super::folder`].

use std::convert::Infallible;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use sled::transaction::TransactionResult;
use tokio::sync::{
    Mutex as AsyncMutex, MutexGuard as AsyncMutexGuard, RwLock, RwLockReadGuard, broadcast,
};

use super::committer::{Committer, Flush, Receipt, describe, no_flush};
use super::condition::{Condition, contain};
use super::folder::{self, Folder};
use super::preimages::Preimages;
use crate::store::buffer::Changes;
use crate::store::key::{self, Key};
use crate::store::{Direction, Hint, Options, StoreError};

/// Stored in the engine's configuration when a folder is made: it may never change.
const SEGMENT_BYTES: usize = 8 * 1024 * 1024;

/// The version of what this release writes under [`key::schema_version`].
const SCHEMA_VERSION: u64 = 1;

/// How many hints a subscriber may lag behind before it is told that it missed some.
const HINTS_KEPT: usize = 4096;

/// How long sled may take to give up its lock after a tree is dropped.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// How many rows an export reads while commits wait.
const EXPORT_STRETCH: usize = 256;

/// An open folder. Dropping it waits for the last commits, then gives the folder back.
pub(in crate::store) struct Sled {
    // Fields are dropped in this order: the folder is given back last.
    committer: Committer,
    pages: Pages,
    writer: AsyncMutex<()>,
    gate: RwLock<()>,
    condition: Arc<Condition>,
    hints: broadcast::Sender<Hint>,
    exports: AsyncMutex<()>,
    preimages: Mutex<Option<Preimages>>,
    _folder: Folder,
}

/// The right to commit, which one transaction at a time has.
pub(in crate::store) struct Writer<'a> {
    _turn: AsyncMutexGuard<'a, ()>,
}

impl Sled {
    pub(in crate::store) fn open(root: &Path, options: Options) -> Result<Self, StoreError> {
        let folder = Folder::claim(root)?;
        if !folder.engine().exists() {
            create(&folder, options)?;
        }
        let engine = folder.engine();
        folder::remove_unfinished_snapshots(&engine)?;
        let tree = match open_tree(&engine, options) {
            Err(sled::Error::Corruption { .. }) if folder::set_snapshots_aside(&engine)? > 0 => {
                tracing::warn!(
                    "the store's snapshot cannot be read, reading the whole log instead"
                );
                open_tree(&engine, options)
            }
            opened => opened,
        }
        .map_err(|error| cannot_open(error, &folder))?;
        check_schema_version(&tree, &folder)?;
        if options.durable {
            tree.flush().map_err(cannot_read)?;
            folder::sync_contents(&engine)?;
            folder.sync_names()?;
        }
        let flush =
            if options.durable { flush_to_disk(tree.clone(), &engine)? } else { no_flush() };
        Self::start(folder, tree, flush)
    }

    fn start(folder: Folder, tree: sled::Tree, flush: Flush) -> Result<Self, StoreError> {
        let condition = Arc::new(Condition::default());
        let (hints, _) = broadcast::channel(HINTS_KEPT);
        let committer =
            Committer::start(folder.root(), flush, hints.clone(), Arc::clone(&condition))?;
        Ok(Self {
            committer,
            pages: Pages(tree),
            writer: AsyncMutex::default(),
            gate: RwLock::default(),
            condition,
            hints,
            exports: AsyncMutex::default(),
            preimages: Mutex::default(),
            _folder: folder,
        })
    }

    pub(in crate::store) fn pages(&self) -> Pages {
        self.pages.clone()
    }

    pub(in crate::store) fn subscribe(&self) -> broadcast::Receiver<Hint> {
        self.hints.subscribe()
    }

    pub(in crate::store) fn is_writable(&self) -> bool {
        self.condition.is_writable()
    }

    /// Waits for the right to commit.
    pub(in crate::store) async fn begin(&self) -> Result<Writer<'_>, StoreError> {
        let turn = self.writer.lock().await;
        self.condition.check_writable()?;
        Ok(Writer { _turn: turn })
    }

    /// Keeps commits out while the returned guard lives.
    pub(in crate::store) async fn hold_still(&self) -> Result<RwLockReadGuard<'_, ()>, StoreError> {
        let still = self.gate.read().await;
        self.condition.check_readable()?;
        Ok(still)
    }

    /// Applies `changes` at once, and lets the next transaction begin before they are durable.
    ///
    /// Dropped while it waits for readers, it has changed nothing; after that it does not wait.
    pub(in crate::store) async fn commit(
        &self,
        writer: Writer<'_>,
        changes: Changes,
    ) -> Result<Receipt, StoreError> {
        if changes.writes.is_empty() && changes.hints.is_empty() {
            return self.settle(writer);
        }
        let Changes { writes, hints } = changes;
        let passed = self.gate.write().await;
        self.keep_preimages(writes.keys())?;
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            match value {
                Some(value) => batch.insert(key.as_bytes(), value),
                None => batch.remove(key.as_bytes()),
            }
        }
        self.pages.apply(&batch).map_err(|cause| {
            self.condition.spoil_memory(&cause);
            StoreError::Failed { cause }
        })?;
        drop(passed);
        // Still the only writer, so that hints are told in the order of the commits.
        Ok(self.committer.enqueue(hints))
    }

    /// A receipt for what a transaction that wrote nothing may have read.
    pub(in crate::store) fn settle(&self, _writer: Writer<'_>) -> Result<Receipt, StoreError> {
        if self.committer.is_idle() {
            Ok(Receipt::nothing_to_wait_for())
        } else {
            Ok(self.committer.enqueue(Vec::new()))
        }
    }

    /// Gives everything of this moment to `sink`, in key order, and returns how many rows.
    pub(in crate::store) async fn export<E: From<StoreError>>(
        &self,
        mut sink: impl FnMut(&[u8], &[u8]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let _only = self.exports.lock().await;
        let mut n_rows = 0;
        {
            // Between two commits.
            let _still = self.hold_still().await?;
            *self.preimages() = Some(Preimages::default());
        }
        let _forget = ForgetOnDrop(self);
        loop {
            let (rows, last) = self.next_stretch().await?;
            for (key, value) in &rows {
                sink(key.as_bytes(), value)?;
                n_rows += 1;
            }
            if last {
                return Ok(n_rows);
            }
            tokio::task::yield_now().await;
        }
    }

    async fn next_stretch(&self) -> Result<(Vec<(Key, Vec<u8>)>, bool), StoreError> {
        let _still = self.hold_still().await?;
        let mut preimages = self.preimages();
        let Some(preimages) = preimages.as_mut() else { return Ok((Vec::new(), true)) };
        let stretch = self.pages.after(preimages.passed(), EXPORT_STRETCH)?;
        let last = stretch.len() < EXPORT_STRETCH;
        Ok((preimages.restore(stretch, last).into_iter().collect(), last))
    }

    fn keep_preimages<'a>(&self, keys: impl Iterator<Item = &'a Key>) -> Result<(), StoreError> {
        if let Some(preimages) = self.preimages().as_mut() {
            for key in keys {
                if preimages.needs(key) {
                    preimages.keep(key.clone(), self.pages.get(key)?);
                }
            }
        }
        Ok(())
    }

    fn preimages(&self) -> MutexGuard<'_, Option<Preimages>> {
        // Every change under the lock is a single insertion or removal, so a panic spoils nothing.
        self.preimages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the keeping of old values, also when an export is dropped half way.
struct ForgetOnDrop<'a>(&'a Sled);

impl Drop for ForgetOnDrop<'_> {
    fn drop(&mut self) {
        *self.0.preimages() = None;
    }
}

/// Reads of the tree as it is now.
#[derive(Clone)]
pub(in crate::store) struct Pages(sled::Tree);

impl Pages {
    pub(in crate::store) fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let value = self.0.get(key.as_bytes()).map_err(cannot_read)?;
        Ok(value.map(|value| value.to_vec()))
    }

    pub(in crate::store) fn range(
        &self,
        from: &Key,
        to: &Key,
        limit: usize,
        direction: Direction,
    ) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        if from >= to {
            return Ok(Vec::new());
        }
        let rows = self.0.range(from.as_bytes()..to.as_bytes());
        match direction {
            Direction::Forward => rows.take(limit).map(row).collect(),
            Direction::Reverse => rows.rev().take(limit).map(row).collect(),
        }
    }

    fn after(&self, key: Option<&Key>, limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let rows = match key {
            Some(key) => self.0.range([key.as_bytes(), &[0]].concat()..),
            None => self.0.iter(),
        };
        rows.take(limit).map(row).collect()
    }

    fn apply(&self, batch: &sled::Batch) -> Result<(), Arc<str>> {
        contain(|| {
            let applied: TransactionResult<(), Infallible> =
                self.0.transaction(|tree| Ok(tree.apply_batch(batch)?));
            applied.map_err(|error| format!("the engine refused a commit: {error}"))
        })
    }
}

fn row(row: sled::Result<(sled::IVec, sled::IVec)>) -> Result<(Key, Vec<u8>), StoreError> {
    let (key, value) = row.map_err(cannot_read)?;
    Ok((Key::from_engine(&key), value.to_vec()))
}

/// Makes the engine's files beside their place, and moves them there once they are durable.
fn create(folder: &Folder, options: Options) -> Result<(), StoreError> {
    let unfinished = folder.clear_unfinished()?;
    let tree = open_tree(&unfinished, options).map_err(|error| cannot_open(error, folder))?;
    tree.insert(key::schema_version().as_bytes(), &SCHEMA_VERSION.to_be_bytes())
        .map_err(cannot_read)?;
    tree.flush().map_err(cannot_read)?;
    drop(tree);
    if options.durable {
        folder::sync_contents(&unfinished)?;
        folder.sync_names_above()?;
    }
    folder.adopt(&unfinished)
}

/// Opens sled once it lets go of its own lock. The folder is claimed by then, so whoever holds that lock
/// is this process: sled gives it up from a thread of its own, a moment after a tree is dropped.
fn open_tree(engine: &Path, options: Options) -> sled::Result<sled::Tree> {
    let began = Instant::now();
    loop {
        let opened = sled::Config::new()
            .path(engine)
            .segment_size(SEGMENT_BYTES)
            .cache_capacity(options.cache_bytes)
            .flush_every_ms(None)
            .open();
        match opened {
            Err(error) if is_locked(&error) && began.elapsed() < LOCK_PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            opened => return Ok((*opened?).clone()),
        }
    }
}

fn is_locked(error: &sled::Error) -> bool {
    matches!(error, sled::Error::Io(source) if source.to_string().contains("could not acquire lock"))
}

fn check_schema_version(tree: &sled::Tree, folder: &Folder) -> Result<(), StoreError> {
    let stored = tree.get(key::schema_version().as_bytes()).map_err(cannot_read)?;
    let foreign = || StoreError::Foreign { folder: folder.root().to_path_buf() };
    let stored = stored.ok_or_else(foreign)?;
    let found = stored.as_ref().try_into().map(u64::from_be_bytes).map_err(|_| foreign())?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
    }
    Ok(())
}

/// `flush` writes the log but does not sync it on Linux, so the log's file is synced here.
fn flush_to_disk(tree: sled::Tree, engine: &Path) -> Result<Flush, StoreError> {
    let path = engine.join("db");
    let log = File::options().write(true).open(&path).map_err(StoreError::io(&path))?;
    Ok(Box::new(move || {
        tree.flush().map_err(|error| format!("the engine refused to flush: {error}"))?;
        log.sync_data().map_err(describe)
    }))
}

fn cannot_open(error: sled::Error, folder: &Folder) -> StoreError {
    let path = folder.engine();
    match error {
        locked if is_locked(&locked) => StoreError::InUse { folder: folder.root().to_path_buf() },
        sled::Error::Io(source) => StoreError::Io { path, source },
        other => cannot_read(other),
    }
}

fn cannot_read(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Corruption { .. } => StoreError::Damaged { detail: error.to_string() },
        other => StoreError::Engine { cause: other.to_string() },
    }
}

#[cfg(test)]
mod tests;
