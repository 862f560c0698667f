//! How people prove who they are. Knows nothing of what they may do.

pub mod base32;
pub mod cookie;
pub mod device;
pub mod guessable;
pub mod link;
pub mod oidc;
pub mod passkey;
pub mod password;
pub mod recovery;
pub mod totp;
pub mod waiting;
