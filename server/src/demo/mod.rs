//! What the demo shows: people for each role and two believable weeks of tickets, beside the starter articles
//! and what readers said of them.
//!
//! [`people`] and [`script`] are data, relative to the moment when the demo starts, and know nothing of the
//! store, of HTTP or of the clock; [`play`] and [`known`] give the same commands that people give.

pub mod files;
pub mod known;
pub mod people;
pub mod play;
pub mod script;
pub mod votes;
