//! What stops an import.

use std::{error::Error as StdError, fmt, io, path::PathBuf};

use crate::{error::Error, store::StoreError};

/// Why an import stopped. What it had written by then is kept; a second run goes on from there.
#[derive(Debug)]
pub enum ImportError {
    /// A file or folder cannot be read.
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is nothing in it that could be imported.
    NothingToImport {
        /// The file or folder.
        path: PathBuf,
        /// What it should be.
        expected: &'static str,
    },
    /// The store refused.
    Store(StoreError),
    /// Something else went wrong while writing.
    Write(Error),
}

impl fmt::Display for ImportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(formatter, "{}: {source}", path.display()),
            Self::NothingToImport { path, expected } => {
                write!(formatter, "{}: nothing to import, give {expected}", path.display())
            }
            Self::Store(error) => error.fmt(formatter),
            Self::Write(error) => error.fmt(formatter),
        }
    }
}

impl StdError for ImportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Store(error) => Some(error),
            Self::Write(error) => Some(error),
            Self::NothingToImport { .. } => None,
        }
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Error> for ImportError {
    fn from(error: Error) -> Self {
        Self::Write(error)
    }
}

impl From<getrandom::Error> for ImportError {
    fn from(error: getrandom::Error) -> Self {
        Self::Write(error.into())
    }
}
