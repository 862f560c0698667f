//! Files in a form: each goes to the disk as it arrives and becomes an upload of whoever sent it. What is
//! read of the form are the uploads' ids.

use super::body::{broken, parts};
use crate::{
    attachments::{Incoming, KeepError},
    error::Error,
    ids::hex,
    service::attachments::{self, told},
    state::AppState,
};
use axum::{
    body::Body,
    extract::multipart::Field,
    http::{HeaderMap, StatusCode},
};
use shared::{
    actor::Actor,
    api::attachments::UPLOAD_PART,
    attachment::{
        AttachmentRef, MAX_FILE_BYTES, MAX_FILES,
        name::FileName,
        refusal::{FileRefusal, too_many},
    },
    problem::{Code, FieldError, Problem},
};

/// The largest body with one file, in bytes: the file, and the lines around it.
const ONE_FILE: usize = MAX_FILE_BYTES as usize + 64 * 1024;

/// The largest body of a form with files, in bytes. It is larger than what is kept, so that most of those
/// who send too much are told on the page, with all that they typed.
pub(crate) const FORM_BYTES: usize = 2 * MAX_FILES * ONE_FILE;

/// Takes the files of one form.
pub(crate) struct Files<'a> {
    /// The list that their ids are added to.
    pub(crate) field: &'static str,
    /// Who sent them.
    pub(crate) actor: Actor,
    /// Where they are kept.
    pub(crate) app: &'a AppState,
}

/// A file that came with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrived {
    /// The id of the upload that it became.
    pub(crate) id: String,
    /// Its name and a hash of it: the same for the same file sent again, which is another upload.
    pub(crate) mark: String,
}

/// Why a file of a form was not kept.
#[derive(Debug)]
pub(crate) enum NotKept {
    /// A field that was left empty is sent as a file without a name.
    NoFile,
    /// Because of the file; the rest of the form can be read.
    Refused(FieldError),
    /// For another reason, such as that nothing is written at the moment.
    Failed(Problem),
}

impl Files<'_> {
    /// Takes one part, after which there are `n_before` already.
    ///
    /// # Errors
    /// [`NotKept`].
    pub(crate) async fn take(
        &self,
        mut part: Field<'_>,
        n_before: usize,
    ) -> Result<Arrived, NotKept> {
        let name = part.file_name().filter(|it| !it.is_empty()).map(FileName::of);
        let kept = match name {
            // Whoever is not signed in is told so by the form, and adds the file again.
            _ if attachments::uploader(&self.actor).is_err() => Err(NotKept::NoFile),
            None => Err(NotKept::NoFile),
            Some(_) if n_before >= MAX_FILES => Err(NotKept::Refused(self.about(too_many()))),
            Some(name) => self.keep(&mut part, name).await,
        };
        // What is not kept is read all the same, or the browser would not hear the answer. Where that
        // fails, so does the next part.
        while let Ok(Some(_)) = part.chunk().await {}
        kept
    }

    async fn keep(&self, part: &mut Field<'_>, name: FileName) -> Result<Arrived, NotKept> {
        let kept = async {
            let incoming = arrive(self.app, part, &name).await?;
            let mark = format!("{name} {}", hex(&incoming.hash()));
            let upload = attachments::upload(self.app, &self.actor, incoming, name).await?;
            Ok(Arrived { id: upload.id.to_string(), mark })
        };
        kept.await.map_err(|it: Error| match it.into_problem() {
            Problem { code: Code::Invalid, mut errors, .. } if errors.len() == 1 => {
                NotKept::Refused(self.about(errors.remove(0).text))
            }
            problem => NotKept::Failed(problem),
        })
    }

    fn about(&self, text: String) -> FieldError {
        FieldError { field: self.field.to_owned(), text }
    }
}

/// Reads a body that is one file, and keeps it.
///
/// # Errors
/// The body is no such form, or why the file is not kept.
pub(crate) async fn one(
    app: &AppState,
    actor: &Actor,
    headers: &HeaderMap,
    body: Body,
) -> Result<AttachmentRef, Error> {
    if super::content_type(headers) != "multipart/form-data" {
        return Err(Error::refused(Code::Unsupported, "Send the file as multipart/form-data."));
    }
    let mut parts = parts(headers, body, ONE_FILE).await?;
    let Some(mut part) = parts.next_field().await.map_err(broken)? else {
        return Err(Error::refused(Code::Malformed, "The form has no file."));
    };
    if part.name() != Some(UPLOAD_PART) {
        return Err(unknown(&part).into());
    }
    let name = FileName::of(part.file_name().unwrap_or_default());
    let incoming = arrive(app, &mut part, &name).await?;
    drop(part);
    if let Some(more) = parts.next_field().await.map_err(broken)? {
        return Err(unknown(&more).into());
    }
    attachments::upload(app, actor, incoming, name).await
}

fn unknown(part: &Field<'_>) -> Problem {
    let field = part.name().unwrap_or_default().to_owned();
    let text = format!("unknown field {field}");
    let problem = Problem::new(Code::Invalid, "Send one file, in a part that is called “file”.");
    Problem { errors: vec![FieldError { field, text }], ..problem }
}

/// Writes the bytes of a part to the disk as they come.
async fn arrive(app: &AppState, part: &mut Field<'_>, name: &FileName) -> Result<Incoming, Error> {
    let mut incoming = app.attachments.receive().await.map_err(Error::internal)?;
    loop {
        match part.chunk().await {
            Ok(Some(bytes)) => incoming.write(&bytes).await.map_err(|it| told(it, name))?,
            Ok(None) => return Ok(incoming),
            // Too much for a whole body is too much for a file.
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(told(KeepError::Refused(FileRefusal::TooLarge), name));
            }
            Err(error) => return Err(broken(error).into()),
        }
    }
}
