//! Everything that can go wrong in the store.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::key::{Key, KeyError};
use super::record::RecordError;
use super::{MAX_KEY_BYTES, MAX_VALUE_BYTES};

/// Why the store refused, for the log and the operator; people are shown something else.
#[derive(Debug)]
pub enum StoreError {
    /// Another process, or another store of this one, holds the folder.
    InUse {
        /// The store's folder.
        folder: PathBuf,
    },
    /// The folder was written by a newer release.
    Newer {
        /// The version found in the folder.
        found: u64,
        /// The newest version that this release reads.
        known: u64,
    },
    /// The folder holds an engine's files but not this store's version key.
    Foreign {
        /// The store's folder.
        folder: PathBuf,
    },
    /// The engine found bytes that it did not write.
    Damaged {
        /// What the engine says.
        detail: String,
    },
    /// The file system refused.
    Io {
        /// The file or folder that was worked on.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A value above [`MAX_VALUE_BYTES`]; the transaction goes on without it.
    TooLarge {
        /// The key that it was meant for.
        key: Key,
        /// Its size in bytes.
        bytes: usize,
    },
    /// A key above [`MAX_KEY_BYTES`]; the transaction goes on without it.
    KeyTooLong {
        /// Its size in bytes.
        bytes: usize,
    },
    /// A transaction was used after its closure had returned.
    Over,
    /// An earlier commit failed, so this one was refused and nothing of it was written.
    ReadOnly,
    /// The disk refused this commit: only a restart will show whether it was written.
    Failed {
        /// What the disk or the engine said.
        cause: Arc<str>,
    },
    /// The engine could not read.
    Engine {
        /// What the engine says.
        cause: String,
    },
    /// A value is not the record that its key promises.
    Record(RecordError),
    /// A key read back from the store does not have its parts.
    Key(KeyError),
}

impl StoreError {
    /// Whether the same call may succeed later without anybody changing it.
    ///
    /// A retry after [`StoreError::Failed`] must carry the same idempotency key, since the first
    /// attempt may have been written.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::InUse { .. } | Self::ReadOnly | Self::Failed { .. } => true,
            Self::Newer { .. }
            | Self::Foreign { .. }
            | Self::Damaged { .. }
            | Self::Io { .. }
            | Self::TooLarge { .. }
            | Self::KeyTooLong { .. }
            | Self::Over
            | Self::Engine { .. }
            | Self::Record(_)
            | Self::Key(_) => false,
        }
    }

    /// For `map_err`: names the file or folder that an operation was about.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse { folder } => write!(
                f,
                "the data in {} is in use by another running portico: stop that one first, or give this one \
                 another folder",
                folder.display()
            ),
            Self::Newer { found, known } => write!(
                f,
                "the data was written by a newer release (format {found}, this release reads up to {known}): \
                 start that release, or restore a backup made before the upgrade"
            ),
            Self::Foreign { folder } => {
                write!(f, "{} holds data that portico did not write: give it another folder", folder.display())
            }
            Self::Damaged { detail } => {
                write!(f, "the data cannot be read, restore the newest backup: {detail}")
            }
            Self::Io { path, source } => write!(f, "cannot use {}: {source}", path.display()),
            Self::TooLarge { key, bytes } => {
                write!(f, "a value of {bytes} bytes for {key:?} is above the limit of {MAX_VALUE_BYTES}")
            }
            Self::KeyTooLong { bytes } => {
                write!(f, "a key of {bytes} bytes is above the limit of {MAX_KEY_BYTES}")
            }
            Self::Over => f.write_str("the transaction is over"),
            Self::ReadOnly => f.write_str(
                "the data is read-only since a commit failed: free the disk or repair it, then restart",
            ),
            Self::Failed { cause } => write!(f, "the commit could not be confirmed: {cause}"),
            Self::Engine { cause } => write!(f, "the data could not be read: {cause}"),
            Self::Record(error) => error.fmt(f),
            Self::Key(error) => error.fmt(f),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Record(error) => Some(error),
            Self::Key(error) => Some(error),
            Self::InUse { .. }
            | Self::Newer { .. }
            | Self::Foreign { .. }
            | Self::Damaged { .. }
            | Self::TooLarge { .. }
            | Self::KeyTooLong { .. }
            | Self::Over
            | Self::ReadOnly
            | Self::Failed { .. }
            | Self::Engine { .. } => None,
        }
    }
}

impl From<RecordError> for StoreError {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl From<KeyError> for StoreError {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}
