//! What the demo shows: people for each role, starter articles, and two believable weeks of tickets.
//!
//! Everything here is data, relative to the moment when the demo starts. It knows nothing of the
//! store, of HTTP or of the clock; whoever fills a demo reads it and gives the same commands that
//! people give.

pub mod articles;
pub mod people;
pub mod script;
