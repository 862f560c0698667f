//! What is stored under which keys: one file per noun, each with its records, its indexes and nothing of
//! the rules. Functions take a [`super::Tx`] or [`super::Reader`], so that whoever calls decides what is
//! one transaction.

pub mod articles;
pub mod attachments;
pub mod audit;
pub mod batches;
pub mod commands;
pub mod drafts;
pub mod factors;
pub mod feedback;
pub mod followers;
pub mod held;
pub mod identities;
pub mod imports;
pub mod links;
pub mod openings;
pub mod passkeys;
pub mod people;
pub mod sessions;
pub mod settings;
pub mod tickets;
pub mod views;
pub mod watchers;
pub mod welcomes;

use shared::time::Instant;

/// A time as keys have it: milliseconds since 1970, and zero for anything before.
#[must_use]
pub fn key_time(at: Instant) -> u64 {
    u64::try_from(at.timestamp_millis()).unwrap_or(0)
}
