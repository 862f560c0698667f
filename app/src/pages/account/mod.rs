//! Who one is here.

pub mod code;
pub mod overview;
mod passkey_button;
mod passkeys;
pub mod proof;
pub mod recovery;
pub mod second_step;
pub mod sign_in;
mod sign_ins;
pub mod sign_out;
pub mod welcome;
