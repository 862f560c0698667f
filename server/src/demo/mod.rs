//! What the demo shows: people for each role and two believable weeks of tickets, beside the starter articles
//! and what readers said of them.
//!
//! All but [`play`] is data, relative to the moment when the demo starts, and knows nothing of the store,
//! of HTTP or of the clock; [`play`] gives the same commands that people give.

pub mod files;
pub mod people;
pub mod play;
pub mod script;
pub mod votes;
