//! Measurements behind the hidden command `bench`. Nothing else may depend on them.

pub mod search;
