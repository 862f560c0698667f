//! Proves the store's promise on this machine's disk: `portico torture writer` commits and says
//! so as fast as it can until it is killed, and `portico torture verify` then looks for anything
//! that was acknowledged and is gone, or that was written by half.
//!
//! [`fuzz`] is another thing: it feeds parsers.
//!
//! It stands on the store's face alone and keeps its invariants by itself, so it does not share
//! the rest of the product's mistakes.

mod deed;
mod findings;
pub mod fuzz;
mod verify;
mod writer;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

pub use findings::Findings;
pub use verify::verify;
pub use writer::writer;

/// Why a torture could not be carried out; what it finds is in [`Findings`].
#[derive(Debug)]
pub enum TortureError {
    /// The store could not be opened, read or written.
    Store(StoreError),
    /// Acknowledgements could not be printed: whoever reads them is gone.
    Output(io::Error),
    /// The file of acknowledgements could not be read.
    Acknowledgements {
        /// The file.
        path: PathBuf,
        /// What the system says, or that a line is none.
        source: io::Error,
    },
}

impl From<StoreError> for TortureError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for TortureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Output(error) => write!(f, "cannot print acknowledgements: {error}"),
            Self::Acknowledgements { path, source } => {
                write!(f, "cannot read {}: {source}", path.display())
            }
        }
    }
}

impl Error for TortureError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Store(error) => Some(error),
            Self::Output(error) => Some(error),
            Self::Acknowledgements { source, .. } => Some(source),
        }
    }
}
