//! The agents' desk: the queue, one ticket, and the article made of its resolution. All of it is in the
//! one chunk of [`crate::lazy`], so that no requester downloads it. Knows nothing of who may do what: the
//! server says so with each answer.

pub mod article;
pub mod batch;
pub mod call;
pub mod confidential;
pub mod feedback;
pub mod followed;
pub mod frame;
pub mod keys;
mod latest;
pub mod queue;
pub mod ticket;
