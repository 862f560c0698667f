//! Portico: server.

pub mod store;
