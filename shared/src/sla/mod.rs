//! The service promise: what is promised for each priority, when it falls due, and how it is said.

pub mod calendar;
pub mod clock;
pub mod ledger;
pub mod policy;
pub mod running;
pub mod words;
