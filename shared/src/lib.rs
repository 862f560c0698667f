//! The rules and types on which the browser and the server agree. See README.md.

pub mod actor;
pub mod api;
pub mod attachment;
pub mod catalogue;
pub mod handle;
pub mod id;
pub mod kb;
pub mod password;
pub mod permission;
pub mod problem;
pub mod redact;
pub mod report;
pub mod search;
pub mod settings;
pub mod sla;
pub mod text;
pub mod ticket;
pub mod time;
