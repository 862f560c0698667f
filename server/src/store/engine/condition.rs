//! Whether the engine may still be written to and read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use crate::store::StoreError;

/// Goes from good to bad once and never back: only opening the folder again tells what is true.
#[derive(Default)]
pub(super) struct Condition {
    commits_ended: OnceLock<Arc<str>>,
    memory_spoiled: OnceLock<Arc<str>>,
}

impl Condition {
    /// A commit did not reach the disk. What is in memory is whole, if perhaps not durable.
    pub(super) fn end_commits(&self, cause: &Arc<str>) {
        if self.commits_ended.set(Arc::clone(cause)).is_ok() {
            tracing::error!("a commit failed, no more are taken until a restart: {cause}");
        }
    }

    /// A commit stopped half way in memory: reads would see half of it.
    pub(super) fn spoil_memory(&self, cause: &Arc<str>) {
        self.end_commits(cause);
        // A second cause adds nothing to the first.
        let _ = self.memory_spoiled.set(Arc::clone(cause));
    }

    pub(super) fn is_writable(&self) -> bool {
        self.commits_ended.get().is_none()
    }

    pub(super) fn check_writable(&self) -> Result<(), StoreError> {
        if self.is_writable() { Ok(()) } else { Err(StoreError::ReadOnly) }
    }

    pub(super) fn check_readable(&self) -> Result<(), StoreError> {
        match self.memory_spoiled.get() {
            Some(cause) => Err(StoreError::Failed { cause: Arc::clone(cause) }),
            None => Ok(()),
        }
    }
}

/// Runs a piece of the engine's work; a panic in it is a failure like any other.
///
/// What the work was changing may be half changed afterwards: the caller stops using it.
pub(super) fn contain(work: impl FnOnce() -> Result<(), String>) -> Result<(), Arc<str>> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err("the engine panicked".into())).map_err(Arc::from)
}
