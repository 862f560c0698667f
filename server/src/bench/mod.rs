//! Measurements behind the hidden command `bench`. Nothing else may depend on them.

mod corpus;
pub mod fill;
pub mod pages;
pub mod search;
