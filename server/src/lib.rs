//! Portico: server.

pub mod demo;
pub mod import;
