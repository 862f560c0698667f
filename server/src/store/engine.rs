//! The engines behind the store's face. Only the store itself may name what is in here.

mod committer;
mod condition;
mod folder;
mod preimages;
pub(super) mod sled;
