//! The lead's pages: what wants an eye now, and the report over a period with the tickets behind its numbers.
//! They are in the desk's chunk of [`crate::lazy`]. All of them are plain links and `GET` forms: what is shown is
//! in the address, so that it works without scripts, can be kept and can be sent to somebody.

pub mod openings;
pub mod report;
pub mod reported;
pub mod wall;
