//! The pages: each starts its data, then draws it.

pub mod gallery;
