//! Who one is here.

pub mod sign_in;
pub mod sign_out;
pub mod welcome;
