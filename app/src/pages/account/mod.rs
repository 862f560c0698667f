//! Who one is here.

pub mod code;
pub mod link;
pub mod overview;
pub mod passkey_button;
pub mod passkeys;
pub mod proof;
pub mod recovery;
pub mod second_step;
pub mod sign_in;
pub mod sign_ins;
pub mod sign_out;
pub mod welcome;
