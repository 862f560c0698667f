//! From foreign bytes to a request type, with limits. Whatever is sent, the answer is a [`Problem`] or a
//! request; nothing here panics, and nothing is kept that was not asked for.

pub(crate) mod body;
pub(crate) mod fields;
pub(crate) mod files;

use axum::{
    body::Body,
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, header, request::Parts},
};
use fields::{Fields, Pairs};
use files::{Arrived, Files};
use serde_json::{Map, Value};
use shared::{
    api::{Endpoint, Form},
    problem::{Code, Problem},
};

/// The largest body of a form without files.
pub const BODY_BYTES: usize = 256 * 1024;

/// A form as it was typed, and what was wrong with it before its own check.
#[derive(Debug)]
pub(crate) struct Input<F> {
    pub(crate) entered: F,
    pub(crate) refusal: Option<Problem>,
    /// Files that came with it and are uploads by now.
    pub(crate) arrived: Vec<Arrived>,
}

/// Reads a call from its path and query.
pub(crate) async fn query<E: Endpoint>(fields: &Fields, parts: &mut Parts) -> Result<E, Problem> {
    let pairs = body::pairs(parts.uri.query().unwrap_or_default().as_bytes())?;
    let Pairs { object, refusal } = fields.read(pairs);
    if let Some(problem) = refusal {
        return Err(problem);
    }
    let in_path = path_parameters(fields, parts).await?;
    let names_a_thing = !in_path.is_empty();
    let read = typed(fields, with_path(in_path, object)?);
    // A thing whose name cannot be one is not there, like any other that is not.
    read.map_err(|it| if names_a_thing { not_found() } else { it })
}

/// Reads a form from JSON and its path.
pub(crate) async fn json<F: Form>(
    fields: &Fields,
    parts: &mut Parts,
    body: Body,
) -> Result<F, Problem> {
    if content_type(&parts.headers) != "application/json" {
        return Err(Problem::new(Code::Unsupported, "Send the content type application/json."));
    }
    let bytes = body::bytes(body).await?;
    // The parser itself refuses more than 128 levels.
    let object: Map<String, Value> = serde_json::from_slice(&bytes)
        .map_err(|it| Problem::new(Code::Malformed, format!("This is not a JSON object: {it}")))?;
    fields.refuse_unknown(object.keys())?;
    path_only::<F>(fields, parts).await?;
    typed(fields, with_path(path_parameters(fields, parts).await?, object)?)
}

/// Reads what a browser posted. The files of a form that takes some go to `files`.
///
/// # Errors
/// Only where the address names nothing; anything else comes with what could be read.
pub(crate) async fn form<F: Form>(
    fields: &Fields,
    parts: &mut Parts,
    body: Body,
    files: Option<&Files<'_>>,
) -> Result<Input<F>, Problem> {
    let from_path: F = path_only(fields, parts).await?;
    let read = match content_type(&parts.headers).as_str() {
        "application/x-www-form-urlencoded" => body::urlencoded(body).await,
        "multipart/form-data" => body::multipart(&parts.headers, body, files).await,
        _ => Err(Problem::new(Code::Unsupported, "Send the page's form as it is.")),
    };
    let sent = match read {
        Ok(it) => it,
        Err(problem) => return Ok(Input::nothing(from_path, problem)),
    };
    let arrived = sent.arrived;
    let Pairs { object, refusal } = fields.read(sent.pairs);
    let in_path = path_parameters(fields, parts).await?;
    Ok(match with_path(in_path, object).and_then(|it| typed(fields, it)) {
        Ok(entered) => Input { entered, refusal: sent.refusal.or(refusal), arrived },
        Err(problem) => Input::nothing(from_path, problem),
    })
}

impl<F> Input<F> {
    /// Of what was sent nothing could be read.
    fn nothing(from_path: F, problem: Problem) -> Self {
        Self { entered: from_path, refusal: Some(problem), arrived: Vec::new() }
    }
}

/// The form as its address alone tells it, everything else empty.
///
/// # Errors
/// The address names something that cannot exist.
pub(crate) async fn path_only<F: Form>(fields: &Fields, parts: &mut Parts) -> Result<F, Problem> {
    let Ok(Value::Object(mut object)) = serde_json::to_value(F::default()) else {
        return Ok(F::default());
    };
    for (name, value) in path_parameters(fields, parts).await? {
        object.insert(name, value);
    }
    typed(fields, object).map_err(|_| not_found())
}

/// Adds the parameters of the path. A body may name them too, with the same values.
fn with_path(
    in_path: Vec<(String, Value)>,
    mut object: Map<String, Value>,
) -> Result<Map<String, Value>, Problem> {
    for (name, value) in in_path {
        if object.get(&name).is_some_and(|it| *it != value) {
            let detail = format!("The field {name} contradicts the address.");
            return Err(Problem::new(Code::Malformed, detail));
        }
        object.insert(name, value);
    }
    Ok(object)
}

async fn path_parameters(
    fields: &Fields,
    parts: &mut Parts,
) -> Result<Vec<(String, Value)>, Problem> {
    let parameters = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| Problem::new(Code::Malformed, "The address cannot be read."))?;
    Ok(parameters.iter().map(|(name, value)| (name.to_owned(), fields.one(name, value))).collect())
}

fn typed<E: Endpoint>(fields: &Fields, object: Map<String, Value>) -> Result<E, Problem> {
    serde_json::from_value(fields.whole(object))
        .map_err(|it| Problem::new(Code::Malformed, format!("A field cannot be read: {it}")))
}

fn not_found() -> Problem {
    Problem::new(Code::NotFound, "There is nothing at this address.")
}

/// The media type, without its parameters, in lower case.
fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = value.unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().to_ascii_lowercase()
}
