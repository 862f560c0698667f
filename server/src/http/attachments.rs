//! Files on their way in and out: the two calls whose bodies are neither JSON nor a page.

use crate::{
    error::Error,
    http::{
        answer::refusal,
        caller::{Caller, Reply},
        input,
        serve::{Accept, Serve, Submission},
    },
    service::{
        attachments::{self, Download},
        guests,
    },
    state::AppState,
};
use axum::{
    Json,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::{
    api::{
        address,
        attachments::{ListUploads, RemoveUpload, UploadRemoved, Uploads},
    },
    attachment::{AttachmentRef, Kind, PictureFormat},
};
use tokio_util::io::ReaderStream;

impl Serve for ListUploads {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Uploads>, Error> {
        let actor = caller.actor(app).await?;
        Ok(attachments::list(app, &actor).await?.into())
    }
}

impl Accept for RemoveUpload {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<UploadRemoved>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(attachments::remove(app, &actor, command, sent.entered.attachment).await?.into())
    }
}

/// Answers [`shared::api::attachments::UploadFile`]. Nothing is read for those who may not upload.
pub(crate) async fn upload(State(app): State<AppState>, request: Request) -> Response {
    match take(&app, request).await {
        Ok(it) => (StatusCode::CREATED, Json(it)).into_response(),
        Err(error) => refusal(&error.into_problem()),
    }
}

async fn take(app: &AppState, request: Request) -> Result<AttachmentRef, Error> {
    let (parts, body) = request.into_parts();
    let actor = Caller::of(&parts).actor(app).await?;
    attachments::uploader(&actor)?;
    input::files::one(app, &actor, &parts.headers, body).await
}

/// The route of [`download`].
pub(crate) const FILE_ROUTE: &str = "/attachments/{id}";

/// The bytes of a file, for those who may read it. To everybody else it is not there, and that is said as
/// of any other that is not (attacks 9 and 10).
pub(crate) async fn download(
    State(app): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = async {
        let id = id.parse().map_err(|_| Error::not_found())?;
        let caller = Caller::of(&parts);
        let guests = guests::of_links(&app, &caller.links(&app)).await?;
        let actors = [caller.actor(&app).await?].into_iter().chain(guests);
        attachments::read_by_any(&app, actors, id).await
    };
    match found.await {
        Ok(Download { reference, file }) => {
            (headers(&reference), Body::from_stream(ReaderStream::new(file))).into_response()
        }
        Err(error) => refusal(&error.into_problem()),
    }
}

/// Only a picture that was drawn anew may be shown; anything else is downloaded, and can do nothing where
/// a browser shows it all the same (attack 5).
fn headers(file: &AttachmentRef) -> HeaderMap {
    let (disposition, kind) = match file.kind {
        Kind::Picture(it) => match it.format {
            PictureFormat::Png => ("inline", "image/png"),
            PictureFormat::Jpeg => ("inline", "image/jpeg"),
        },
        Kind::File => ("attachment", "application/octet-stream"),
    };
    let name = address::encode(&file.name);
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_LENGTH, HeaderValue::from(file.size)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
        ),
    ]);
    // A percent-encoded name is always a header value.
    if let Ok(it) = HeaderValue::try_from(format!("{disposition}; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, it);
    }
    headers
}
