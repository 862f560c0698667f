//! How people prove who they are. Knows nothing of what they may do.

pub mod cookie;
pub mod guessable;
pub mod link;
pub mod oidc;
pub mod password;
