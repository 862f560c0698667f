//! The requester's pages. All of them work as plain pages and forms; scripts make them faster and keep
//! what is typed on the device.

pub mod article;
pub mod articles;
pub mod draft_hits;
pub mod frame;
pub mod home;
pub mod intake;
pub mod known;
pub mod link;
pub mod notices;
pub mod request;
pub mod request_colleagues;
pub mod request_complaint;
pub mod request_forms;
pub mod request_history;
pub mod request_link;
pub mod requests;
pub mod sent;
pub mod solved;
pub mod suggestions;
pub mod waiting;
