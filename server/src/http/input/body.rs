//! The bodies themselves: bounded bytes, pairs of names and texts.

use super::{
    BODY_BYTES,
    files::{Arrived, FORM_BYTES, Files, NotKept},
};
use crate::accept::is_too_slow;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode, header},
};
use shared::{
    attachment::MAX_FILE_BYTES,
    problem::{Check, Code, FieldError, Problem},
};

/// What a browser posted.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// Names and texts, in the order of the page.
    pub(crate) pairs: Vec<(String, String)>,
    /// Why it cannot be accepted although it could be read.
    pub(crate) refusal: Option<Problem>,
    /// Files that are uploads by now; their ids are among the pairs.
    pub(crate) arrived: Vec<Arrived>,
    /// Bytes of text that may still come.
    room: usize,
}

/// All of a body.
pub(crate) async fn bytes(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, BODY_BYTES).await.map_err(|it| unread(&it))
}

/// The pairs of a query or an urlencoded body. What is not UTF-8 is replaced, as browsers do.
pub(crate) fn pairs(encoded: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    serde_html_form::from_bytes(encoded)
        .map_err(|it| Problem::new(Code::Malformed, format!("The form cannot be read: {it}")))
}

/// Reads `application/x-www-form-urlencoded`.
pub(crate) async fn urlencoded(body: Body) -> Result<Sent, Problem> {
    let pairs = pairs(&bytes(body).await?)?;
    Ok(Sent { pairs, ..Sent::default() })
}

/// Reads `multipart/form-data`: texts are kept, chosen files go to `files`, and are refused where the form
/// takes none.
pub(crate) async fn multipart(
    headers: &HeaderMap,
    body: Body,
    files: Option<&Files<'_>>,
) -> Result<Sent, Problem> {
    let limit = if files.is_some() { FORM_BYTES } else { BODY_BYTES };
    let mut parts = parts(headers, body, limit).await?;
    let mut sent = Sent { room: BODY_BYTES, ..Sent::default() };
    if let Err(problem) = sent.add_all(&mut parts, files).await {
        // What came before it is shown again, with the first that was wrong.
        sent.refusal.get_or_insert(problem);
    }
    Ok(sent)
}

/// The parts of a multipart body of at most `limit` bytes.
///
/// # Errors
/// It is no such body.
pub(crate) async fn parts(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<Multipart, Problem> {
    let mut request = Request::new(body);
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    Multipart::from_request(request, &())
        .await
        .map_err(|it| Problem::new(Code::Malformed, format!("The form cannot be read: {it}")))
}

impl Sent {
    async fn add_all(
        &mut self,
        parts: &mut Multipart,
        files: Option<&Files<'_>>,
    ) -> Result<(), Problem> {
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            self.add(part, files).await?;
        }
        Ok(())
    }

    async fn add(&mut self, part: Field<'_>, files: Option<&Files<'_>>) -> Result<(), Problem> {
        let Some(name) = part.name().map(str::to_owned) else { return Ok(()) };
        if part.file_name().is_none() {
            let text = self.text(part).await?;
            self.pairs.push((name, text));
            return Ok(());
        }
        match files.filter(|it| it.field == name) {
            Some(files) => self.add_file(part, files).await,
            None => self.refuse_file(part, name).await,
        }
    }

    /// The text of a part, while there is room.
    async fn text(&mut self, mut part: Field<'_>) -> Result<String, Problem> {
        let mut bytes = Vec::new();
        while let Some(more) = part.chunk().await.map_err(broken)? {
            self.room = self.room.checked_sub(more.len()).ok_or_else(too_large)?;
            bytes.extend_from_slice(&more);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn add_file(&mut self, part: Field<'_>, files: &Files<'_>) -> Result<(), Problem> {
        match files.take(part, self.arrived.len()).await {
            Ok(arrived) => {
                self.pairs.push((files.field.to_owned(), arrived.id.clone()));
                self.arrived.push(arrived);
            }
            Err(NotKept::NoFile) => {}
            Err(NotKept::Refused(error)) => self.refuse(error),
            Err(NotKept::Failed(problem)) => return Err(problem),
        }
        Ok(())
    }

    async fn refuse_file(&mut self, part: Field<'_>, field: String) -> Result<(), Problem> {
        // A file field left empty is sent as a file of no bytes.
        if !part.bytes().await.map_err(broken)?.is_empty() {
            let text = "Files cannot be sent with this form. Remove the file and send again.";
            self.refuse(FieldError { field, text: text.to_owned() });
        }
        Ok(())
    }

    fn refuse(&mut self, error: FieldError) {
        let problem = self.refusal.get_or_insert_with(|| Check::new().problem());
        if !problem.errors.contains(&error) {
            problem.errors.push(error);
        }
    }
}

fn unread(error: &axum::Error) -> Problem {
    if is_too_slow(error) {
        return Problem::new(Code::Malformed, "It came too slowly. Send it again.");
    }
    too_large()
}

fn too_large() -> Problem {
    let detail = format!("Send at most {} KiB of text.", BODY_BYTES / 1024);
    Problem::new(Code::TooLarge, detail)
}

/// A body that breaks off, or is cut off at its limit.
pub(super) fn broken(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let (kib, mib) = (BODY_BYTES / 1024, MAX_FILE_BYTES / (1024 * 1024));
        let detail = format!("Send at most {kib} KiB of text, and no file of more than {mib} MB.");
        return Problem::new(Code::TooLarge, detail);
    }
    Problem::new(Code::Malformed, format!("The form cannot be read: {error}"))
}
