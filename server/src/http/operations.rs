//! What operators and their tools ask: is it alive, is it ready, what can be called.

use crate::{http::table, state::AppState};
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Map, Value, json};
use shared::api::attachments::UPLOAD_PART;

/// The routes that belong to no noun.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/api/v1/openapi.json", get(|| async { Json(document()) }))
}

/// Ready is who takes writes.
async fn ready(State(app): State<AppState>) -> Response {
    if app.store.is_writable() {
        "ready\n".into_response()
    } else {
        let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        (StatusCode::SERVICE_UNAVAILABLE, plain, "read-only: see the log, then restart\n")
            .into_response()
    }
}

/// A form with one part, which is a file.
fn one_file() -> Value {
    let file = json!({ "type": "string", "format": "binary" });
    json!({ "type": "object", "properties": { UPLOAD_PART: file }, "required": [UPLOAD_PART] })
}

/// The API document, made of the route table and of the types themselves.
#[must_use]
pub fn document() -> Value {
    let mut generator = schemars::generate::SchemaSettings::openapi3().into_generator();
    let problem = generator.subschema_for::<shared::problem::Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for route in table() {
        let (request, response) =
            ((route.request)(&mut generator), (route.response)(&mut generator));
        let parameters = parameters(route.path, &request, generator.definitions(), route.mutates);
        let mut operation = json!({
            "operationId": route.name,
            "summary": route.summary,
            "parameters": parameters,
            "responses": {
                "default": content("application/problem+json", "A refusal", &json!(problem)),
            },
        });
        let success = if route.mutates { "201" } else { "200" };
        operation["responses"][success] =
            content("application/json", "It worked", &json!(response));
        if route.mutates {
            let content = match route.takes_file {
                true => json!({ "multipart/form-data": { "schema": one_file() } }),
                false => json!({ "application/json": { "schema": request } }),
            };
            operation["requestBody"] = json!({ "required": true, "content": content });
        }
        let method = route.method.as_str().to_lowercase();
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[method] = operation;
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Portico",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "One API for pages, scripts and mail. Every mutation carries an idempotency key.",
        },
        "paths": paths,
        "components": { "schemas": generator.take_definitions(true) },
    })
}

fn content(kind: &str, description: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { kind: { "schema": schema } } })
}

/// The parameters in the path, and for reads every other field as the query.
fn parameters(
    path: &str,
    request: &schemars::Schema,
    definitions: &Map<String, Value>,
    mutates: bool,
) -> Vec<Value> {
    let named = request.get("$ref").and_then(Value::as_str).and_then(|it| it.rsplit('/').next());
    let schema = named.and_then(|it| definitions.get(it)).unwrap_or(request.as_value());
    let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    fields
        .filter_map(|(name, schema)| {
            let in_path = path.contains(&format!("{{{name}}}"));
            (in_path || !mutates).then(|| {
                let place = if in_path { "path" } else { "query" };
                json!({ "name": name, "in": place, "required": in_path, "schema": schema })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_every_route_with_its_parameters_and_no_loose_ends() {
        let document = document();
        for route in table() {
            let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
            assert_eq!(operation["operationId"], route.name);
            let n_braces = route.path.matches('{').count();
            let parameters = operation["parameters"].as_array().unwrap();
            assert_eq!(
                parameters.iter().filter(|it| it["in"] == "path").count(),
                n_braces,
                "{}",
                route.path
            );
        }
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"").skip(1).filter_map(|it| it.split('"').next()) {
            let name = reference.strip_prefix("#/components/schemas/").unwrap();
            assert!(document["components"]["schemas"].get(name).is_some(), "{name} is described");
        }
    }
}
