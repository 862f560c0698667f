//! The bodies themselves: bounded bytes, pairs of names and texts.

use super::BODY_BYTES;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{HeaderMap, header},
};
use shared::problem::{Code, FieldError, Problem};

/// What a browser posted.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// Names and texts, in the order of the page.
    pub(crate) pairs: Vec<(String, String)>,
    /// Why it cannot be accepted although it could be read.
    pub(crate) refusal: Option<Problem>,
}

/// All of a body.
pub(crate) async fn bytes(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, BODY_BYTES).await.map_err(|_| {
        let detail = format!("Send at most {} KiB of text.", BODY_BYTES / 1024);
        Problem::new(Code::TooLarge, detail)
    })
}

/// The pairs of a query or an urlencoded body. What is not UTF-8 is replaced, as browsers do.
pub(crate) fn pairs(encoded: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    serde_html_form::from_bytes(encoded).map_err(unreadable)
}

/// Reads `application/x-www-form-urlencoded`.
pub(crate) async fn urlencoded(body: Body) -> Result<Sent, Problem> {
    let pairs = pairs(&bytes(body).await?)?;
    Ok(Sent { pairs, refusal: None })
}

/// Reads `multipart/form-data`: texts are kept, chosen files are refused.
pub(crate) async fn multipart(headers: &HeaderMap, body: Body) -> Result<Sent, Problem> {
    let mut request = Request::new(Body::from(bytes(body).await?));
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        request.headers_mut().insert(header::CONTENT_TYPE, kind.clone());
    }
    let mut parts = Multipart::from_request(request, &()).await.map_err(unreadable)?;
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        sent.add(part).await?;
    }
    Ok(sent)
}

impl Sent {
    async fn add(&mut self, part: Field<'_>) -> Result<(), Problem> {
        let Some(name) = part.name().map(str::to_owned) else { return Ok(()) };
        if part.file_name().is_none() {
            self.pairs.push((name, part.text().await.map_err(unreadable)?));
            return Ok(());
        }
        // A file field left empty is sent as a file of no bytes.
        if !part.bytes().await.map_err(unreadable)?.is_empty() {
            let text = "Files cannot be sent with this form. Remove the file and send again.";
            let problem = self
                .refusal
                .get_or_insert_with(|| Problem::new(Code::Invalid, "Change the answers below."));
            problem.errors.push(FieldError { field: name, text: text.to_owned() });
        }
        Ok(())
    }
}

fn unreadable(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Malformed, format!("The form cannot be read: {error}"))
}
