//! Portico's server: the HTTP API, the pages around it, and what they stand on. See README.md.

#![recursion_limit = "512"]

pub mod accept;
pub mod allowance;
pub mod attachments;
pub mod auth;
pub mod bench;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod clock;
pub mod csv;
pub mod demo;
pub mod error;
pub mod http;
pub mod ids;
pub mod import;
pub mod outward;
pub mod presence;
mod random;
pub mod readings;
pub mod rules;
pub mod search;
pub mod serve;
pub mod service;
pub mod starter;
pub mod state;
pub mod store;
pub mod telemetry;
pub mod torture;
