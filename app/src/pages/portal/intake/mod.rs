//! Asking for help, in four or five pages of one thought each (D1); a guest meets one
//! more, about how to reach them.
//!
//! Without scripts every page is a plain form, and the answers live on the server under the address of a
//! draft. With scripts nothing is sent before "Send request": the answers are kept on the device, and the
//! pages follow each other with the same checks.

pub mod category;
pub mod check;
pub mod contact;
pub mod describe;
pub mod effect;
pub mod kept;
pub mod offer;
pub mod promise;
pub mod start;
pub mod step;
pub mod topic;
