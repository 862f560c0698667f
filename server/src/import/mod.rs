//! Bringing in what was written elsewhere.
//!
//! The parsers here read foreign bytes and answer with values or precise errors. They know nothing
//! of the store or of permissions.

pub mod front_matter;
