//! The published description of the API (OpenAPI), made of the resources themselves.

use super::operations::Operations;
use super::problem::{Code, FieldCode};
use super::{Resources, resources};
use crate::words::Vocabulary;
use poem_openapi::OpenApiService;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where the API lies.
pub(super) const PREFIX: &str = "/api/v1";

/// The same objects appear here with members left out when they have nothing to say.
const SPARSE: [&str; 2] = ["Problem", "FieldFault"];

/// The service that answers the API's requests.
pub(super) fn service() -> OpenApiService<Operations<Resources>, ()> {
    OpenApiService::new(Operations(resources()), "Ventanilla", env!("CARGO_PKG_VERSION"))
        .summary("A complete service desk: cases, people, groups, the service model.")
        .description(introduction())
        .url_prefix(PREFIX)
}

/// The description as JSON text, the same for the same program: what `ventanilla openapi` prints.
pub fn description() -> String {
    let mut document: Value = serde_json::from_str(&service().spec()).unwrap_or_default();
    sharpen(&mut document);
    format!("{document:#}\n")
}

fn introduction() -> String {
    let mut text = String::from(
        "Moments are RFC 3339 in UTC with milliseconds. Ids are whole numbers. Unknown fields and unknown query \
         parameters are refused. Bodies are JSON of at most 1 MiB, nested at most 64 levels deep.\n\n\
         Sign in with the session's cookie (changes then need `Origin` or `Sec-Fetch-Site`, as browsers send them) or \
         send an API token as `Authorization: Bearer …`. Changes accept `Idempotency-Key`; updates accept `If-Match` \
         with the `ETag` that was seen. Lists answer `items` and `next`, a cursor or null. Every answer has an \
         `X-Request-Id`, by which the desk's log calls the request.\n\n\
         Whatever is not done is answered with a problem document (RFC 9457), `application/problem+json`:\n\n\
         | code | status | what happened | what to do |\n| --- | --- | --- | --- |\n",
    );
    for code in Code::ALL {
        text += &format!("| `{}` | {} | {} | {} |\n", code.as_str(), code.status(), code.title(), code.advice());
    }
    text += "\nFields that cannot be taken are named in `errors`, each with its path and one of these codes:\n\n\
             | code | meaning |\n| --- | --- |\n";
    for code in FieldCode::ALL {
        text += &format!("| `{}` | {} |\n", code.as_str(), code.meaning());
    }
    text
}

/// Says of each object what the framework leaves open: in answers every member is there, and null when it has no value;
/// in requests what is not needed may be left out or null.
fn sharpen(document: &mut Value) {
    say_once(document);
    let requested = requested_schemas(document);
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    for (name, schema) in schemas.iter_mut().filter(|(name, _)| !SPARSE.contains(&name.as_str())) {
        let Some(schema) = schema.as_object_mut() else { continue };
        let required: BTreeSet<String> = names(schema.get("required"));
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { continue };
        for (_, property) in properties.iter_mut().filter(|(property, _)| !required.contains(*property)) {
            make_nullable(property);
        }
        let all: Vec<String> = properties.keys().cloned().collect();
        if requested.contains(name) {
            schema.insert("additionalProperties".to_owned(), json!(false));
        } else {
            schema.insert("required".to_owned(), json!(all));
        }
    }
}

/// The framework says a description twice where it stands beside a reference: once is enough.
fn say_once(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(parts) = object.get_mut("allOf").and_then(Value::as_array_mut) {
                parts.retain(|part| part.as_object().is_none_or(|part| part.keys().any(|key| key != "description")));
            }
            object.values_mut().for_each(say_once);
        }
        Value::Array(items) => items.iter_mut().for_each(say_once),
        _ => {}
    }
}

fn names(list: Option<&Value>) -> BTreeSet<String> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn make_nullable(property: &mut Value) {
    if let Some(reference) = property.as_object_mut().and_then(|object| object.remove("$ref")) {
        *property = json!({ "allOf": [{ "$ref": reference }] });
    }
    if let Some(object) = property.as_object_mut() {
        object.insert("nullable".to_owned(), json!(true));
    }
}

/// The schemas that requests are made of.
fn requested_schemas(document: &Value) -> BTreeSet<String> {
    let mut waiting = Vec::new();
    for operation in document["paths"].as_object().into_iter().flat_map(Map::values).filter_map(Value::as_object) {
        operation.values().for_each(|operation| references(&operation["requestBody"], &mut waiting));
    }
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if found.insert(name.clone()) {
            references(&document["components"]["schemas"][&name], &mut waiting);
        }
    }
    found
}

/// The schemas that a value refers to, directly.
fn references(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
                into.push(name.to_owned());
            }
            object.values().for_each(|value| references(value, into));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, into)),
        _ => {}
    }
}
