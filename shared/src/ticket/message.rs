//! What somebody writes on a ticket, once it is sound.

use crate::{id::AttachmentId, text::Body};

/// A text with the files that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What was written.
    pub body: Body,
    /// Uploads of whoever writes; see [`crate::attachment::chosen`].
    pub files: Vec<AttachmentId>,
}
