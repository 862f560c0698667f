//! Portico's server: the HTTP API, the pages around it, and what they stand on. See README.md.

pub mod error;
pub mod http;
pub mod state;
pub mod store;
