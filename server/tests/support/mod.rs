//! What the tests of the server stand on.

pub(crate) mod browser;
pub(crate) mod library;
