//! The whole server in memory: its journey, its attacks, and who sees what.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

mod account;
mod app;
mod attachments;
mod attacks;
mod audit;
mod batches;
mod browse;
mod calls;
mod catalogue;
mod completeness;
mod confidential;
mod doors;
mod feedback;
mod foreign;
mod guests;
mod hostile_texts;
mod journey;
mod knowledge;
mod known;
mod leaks;
mod logs;
mod nothing_lost;
mod oidc;
mod onward;
mod passkeys;
mod people;
mod presence;
mod promises;
mod queue;
mod related;
mod report;
mod revisions;
mod rights;
mod second_step;
mod settings;
mod sign_in;
mod starter;
mod teams;
mod ticket;
mod tracking;
mod tree;
mod undo;
mod watching;
