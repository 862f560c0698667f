//! The whole server in memory: its journey, its attacks, and who sees what.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod app;
mod attachments;
mod attacks;
mod batches;
mod browse;
mod calls;
mod completeness;
mod feedback;
mod guests;
mod journey;
mod knowledge;
mod known;
mod leaks;
mod nothing_lost;
mod promises;
mod queue;
mod related;
mod revisions;
mod starter;
mod ticket;
mod tracking;
mod tree;
mod undo;
