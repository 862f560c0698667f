//! Who one is here.

pub mod link;
pub mod sign_in;
pub mod sign_out;
pub mod welcome;
