//! What a service desk did in a period (A67): how much came in and was solved, which promises were kept, how
//! long it took, and what those who asked said of it. Computed from the tickets themselves with the same clock
//! that their pages show. Knows nothing of where tickets are kept, of pages, or of who may read a number.
//!
//! Everything that counts is a moment: a ticket counts for a measure in a period when one of its moments for
//! that measure lies in it, and then once. So the number, the list behind it, and the same number of one day
//! of it are one question asked three times.

pub mod counting;
pub mod figures;
pub mod history;
pub mod measure;
pub mod period;
pub mod slice;
pub mod spread;

#[cfg(test)]
mod tests;
