//! Bringing in what was written elsewhere: articles and requests, from files.
//!
//! Each file is read line by line with bounded memory and written a batch at a time, so that an
//! import that is stopped half way has kept all but its last batch. What came in is remembered by
//! the id that its source gave it: a second run adds nothing and goes on where the first stopped.
//! One refused line never stops the rest. Validation is the portal's own. Knows nothing of the
//! command line, of permissions, or of what time it is.

pub mod articles;
mod document;
mod error;
pub mod front_matter;
mod lines;
pub mod names;
pub mod observer;
mod people;
pub(crate) mod probe;
mod refusal;
pub mod report;
pub mod requests;
mod run;
mod source;

pub use error::ImportError;
pub use refusal::{Reason, Refused};
