//! The one place where anything is kept: an ordered key-value store with serializable transactions.
//!
//! Everything above speaks [`Store`], [`Tx`] and [`Reader`], keys come from [`key`], values from
//! [`record`]. The engine is private, and nothing outside may assume which one it is: closures
//! are asynchronous and may run again, values are bounded, ids need no counter in here. Today it
//! is sled in one process; PostgreSQL fits behind the same face.
//!
//! The store knows nothing of tickets, people, permissions, HTTP or the clock.

mod buffer;
mod engine;
mod error;
#[cfg(test)]
pub(crate) mod golden;
mod hint;
pub mod key;
pub mod projection;
pub mod record;
pub mod solved;
pub mod staff;
pub mod tables;
mod tx;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::broadcast;

use engine::sled::Sled;

pub use error::StoreError;
pub use hint::Hint;
pub use tx::{Direction, Reader, Tx};

/// The largest value that [`Tx::put`] takes, in bytes.
///
/// sled moves larger pages into files that it never syncs. A leaf holds up to sixteen values, and
/// sixteen of these stay below the limit of the segment size that the engine sets.
pub const MAX_VALUE_BYTES: usize = 64 * 1024;

/// The longest key that [`Tx::put`] takes, in bytes: far below what any engine's index refuses.
pub const MAX_KEY_BYTES: usize = 1024;

/// How a store is opened.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Memory for cached pages, in bytes. The process takes about half as much again.
    pub cache_bytes: u64,
    /// Whether a commit returns only once the disk has it. `false` is for tests alone: a power
    /// cut or a killed process then loses commits.
    pub durable: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { cache_bytes: 32 * 1024 * 1024, durable: true }
    }
}

/// A handle to the store; clones are cheap and share one engine.
///
/// The folder is given back when the last clone is dropped, which waits for the last group of
/// commits to reach the disk.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Sled>,
}

impl Store {
    /// Opens the store in `folder`, which is created when missing and belongs to this store alone.
    ///
    /// Takes seconds per gigabyte after a crash, and blocks: call it before serving.
    ///
    /// # Errors
    ///
    /// [`StoreError::InUse`] when another process holds the folder, [`StoreError::Newer`] when a
    /// newer release wrote it, [`StoreError::Damaged`] when it cannot be read even after stale
    /// snapshots were set aside, [`StoreError::Io`] for all that the file system says.
    pub fn open(folder: &Path, options: Options) -> Result<Self, StoreError> {
        Ok(Self { engine: Arc::new(Sled::open(folder, options)?) })
    }

    /// Runs `work` as one serializable transaction and returns its result once the commit is durable.
    ///
    /// `work` may run again and must have no effect but on its [`Tx`]. When it returns an error,
    /// nothing is written. Its writes, and the hints that it published, happen together or not
    /// at all, also when the returned future is dropped half way. Whatever `work` has read is
    /// durable too before its result is returned, so that an answer may repeat it.
    ///
    /// Do not call the store from inside `work`: it would wait for itself.
    ///
    /// # Errors
    ///
    /// What `work` returned; else [`StoreError::ReadOnly`] when nothing was written because an
    /// earlier commit failed, and [`StoreError::Failed`] when only a restart will show whether it
    /// was written.
    pub async fn transact<T, E, F, Work>(&self, work: F) -> Result<T, E>
    where
        F: Fn(Tx) -> Work,
        Work: Future<Output = Result<T, E>>,
        E: From<StoreError>,
    {
        let writer = self.engine.begin().await?;
        let tx = Tx::new(self.engine.pages());
        let closed_at_end = tx.close_on_drop();
        let outcome = work(tx.clone()).await;
        let changes = tx.take();
        drop(closed_at_end);
        let receipt = match &outcome {
            Ok(_) => self.engine.commit(writer, changes).await?,
            Err(_) => self.engine.settle(writer)?,
        };
        receipt.durable().await?;
        outcome
    }

    /// Runs `work` on a state that does not change meanwhile.
    ///
    /// It holds back commits while it runs: read, return, and do the rest outside. It may see a
    /// commit a few milliseconds before that is durable; what must not be taken back belongs in
    /// [`Store::transact`]. Do not call the store from inside `work`.
    ///
    /// # Errors
    ///
    /// What `work` returned, or [`StoreError::Failed`] when the state in memory cannot be trusted.
    pub async fn read<T, E, F, Work>(&self, work: F) -> Result<T, E>
    where
        F: Fn(Reader) -> Work,
        Work: Future<Output = Result<T, E>>,
        E: From<StoreError>,
    {
        let _still = self.engine.hold_still().await?;
        let reader = Reader::new(self.engine.pages());
        let _closed_at_end = reader.close_on_drop();
        work(reader.clone()).await
    }

    /// Gives every key and value of this moment to `sink`, in key order, while others go on
    /// writing, and returns how many there were. A second export waits for the first.
    ///
    /// # Errors
    ///
    /// What `sink` returned, which ends the export, or what the engine says.
    pub async fn export<E, Sink>(&self, sink: Sink) -> Result<u64, E>
    where
        Sink: FnMut(&[u8], &[u8]) -> Result<(), E>,
        E: From<StoreError>,
    {
        self.engine.export(sink).await
    }

    /// Hears of every change after it is durable, in the order of the commits.
    ///
    /// Hints are only that: the truth is in the store. Whoever keeps a copy subscribes before
    /// reading it, and reads it again when the receiver lagged behind.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Hint> {
        self.engine.subscribe()
    }

    /// Whether commits are still taken. Once this is false it stays so until a restart.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.engine.is_writable()
    }
}
