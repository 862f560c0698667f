//! The parts that know what a ticket is. They show; they neither fetch nor decide.

pub mod colleagues;
pub mod colonnade;
pub mod composer;
pub mod due;
pub mod known;
pub mod priority;
pub mod promise;
pub mod promised;
pub mod queue;
pub mod status_badge;
pub mod timeline;
pub mod when;
