//! Who one is here.

pub mod sign_in;
