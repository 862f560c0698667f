//! The rules and types on which the browser and the server agree. See README.md.

pub mod api;
pub mod problem;
pub mod search;
