//! The rows that the description asks for: each operation, and each further place of it that takes an id.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// Where the operations lie.
const PREFIX: &str = "/api/v1";

/// An operation, or one of its places that take an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// Below the prefix, such as `/tickets/{number}`.
    pub(super) path: String,
    pub(super) method: String,
    pub(super) place: Place,
}

/// Which id of an operation is one's own, or somebody else's; all others fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// All of the path together, if there are any.
    Path,
    /// Those of the path after the first: `{id}`.
    Further(String),
    /// A query parameter: `?group`.
    Query(String),
    /// A field of the body: `.requester.id`; the entries of a list: `.members.*`; within them: `.notices.*.id`.
    Body(String),
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<6} {}", self.method, self.path)?;
        match &self.place {
            Place::Path => Ok(()),
            Place::Further(name) => write!(f, " {{{name}}}"),
            Place::Query(name) => write!(f, " ?{name}"),
            Place::Body(field) => write!(f, " .{field}"),
        }
    }
}

impl Row {
    /// The statuses that the description has for the operation.
    pub(super) fn statuses(&self, document: &Value) -> BTreeSet<u16> {
        let path = format!("{PREFIX}{}", self.path);
        let responses = document["paths"][path][self.method.to_lowercase()]["responses"].as_object().unwrap();
        responses.keys().map(|status| status.parse().unwrap()).collect()
    }
}

/// Every row, in the order of the paths.
pub(super) fn rows() -> BTreeSet<Row> {
    let document: Value = serde_json::from_str(&ventanilla::http::description()).unwrap();
    let mut rows = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix(PREFIX).unwrap();
        for (method, operation) in operations.as_object().unwrap() {
            let row = |place| Row { path: path.to_owned(), method: method.to_uppercase(), place };
            rows.insert(row(Place::Path));
            let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
            rows.extend(in_path.skip(1).map(|name| row(Place::Further(name.to_owned()))));
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for query in parameters.filter(|it| it["in"] == "query" && takes_id(&it["schema"], &it["description"])) {
                rows.insert(row(Place::Query(query["name"].as_str().unwrap().to_owned())));
            }
            let mut fields = Vec::new();
            fields_of(&document, &operation["requestBody"]["content"]["application/json"]["schema"], "", &mut fields);
            rows.extend(fields.into_iter().map(|field| row(Place::Body(field))));
        }
    }
    rows
}

/// Collects the fields below `schema` that take ids.
fn fields_of(document: &Value, schema: &Value, path: &str, fields: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        return fields_of(document, document.pointer(reference.trim_start_matches('#')).unwrap(), path, fields);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fields_of(document, part, path, fields);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let field = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        // Of a list the entries.
        let (taken, field) = match &property["items"] {
            Value::Null => (property, field),
            entries => (entries, format!("{field}.*")),
        };
        if takes_id(taken, &property["description"]) {
            fields.push(field);
        } else {
            fields_of(document, taken, &field, fields);
        }
    }
}

/// Whether it is an id: a number of 64 bits, or a text of which the description says so.
fn takes_id(schema: &Value, description: &Value) -> bool {
    let said = description.as_str().unwrap_or_default();
    let says_so = said.split(|c: char| !c.is_alphanumeric()).any(|word| word == "id" || word == "ids");
    schema["format"] == "int64" || (schema["type"] == "string" && says_so)
}
