//! Files that are uploaded and not sent yet. An upload belongs to whoever uploaded it, until a form that
//! lists its id makes it part of a request; after a day without that it is forgotten (A06).

use super::{Endpoint, Form, address};
use crate::{
    attachment::AttachmentRef, id::AttachmentId, problem::Problem, ticket::intake::page::Page,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Uploads one file. The only call whose body is no JSON: it is `multipart/form-data` with one part, named
/// `file`. An upload that is repeated is another upload; the one that nothing refers to is forgotten.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadFile {}

/// The name of the part that is the file.
pub const UPLOAD_PART: &str = "file";

impl Endpoint for UploadFile {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/attachments";
    const SUMMARY: &'static str = "Upload a file";
    type Response = AttachmentRef;
}

/// One's own uploads that are not sent yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListUploads {}

/// Uploads that are not sent yet, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Uploads {
    /// The files.
    pub files: Vec<AttachmentRef>,
}

impl Endpoint for ListUploads {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/attachments";
    const SUMMARY: &'static str = "One's own uploads that are not sent yet";
    type Response = Uploads;
}

/// Takes an upload back before it is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RemoveUpload {
    /// Made when the file was added.
    pub key: String,
    /// The upload.
    pub attachment: AttachmentId,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UploadRemoved {
    /// The upload.
    pub attachment: AttachmentId,
}

impl Endpoint for RemoveUpload {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/attachments/{attachment}/removal";
    const SUMMARY: &'static str = "Take an upload back before it is sent";
    type Response = UploadRemoved;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("attachment", &self.attachment.to_string())])
    }
}

impl Form for RemoveUpload {
    type Valid = ();
    const ACTION: &'static str = "/attachments/{attachment}/removal";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("attachment", &self.attachment.to_string())])
    }

    fn page(&self) -> String {
        Page::Describe.address().to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &UploadRemoved) -> String {
        self.page()
    }
}
