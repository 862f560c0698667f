//! Portico's server: the HTTP API, the pages around it, and what they stand on. See README.md.

pub mod demo;
pub mod error;
pub mod http;
pub mod import;
pub mod state;
pub mod store;
pub mod torture;
