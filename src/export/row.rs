//! A row as it leaves the desk: with the words that it points to, without secrets; and as a line of CSV.

use crate::desk::id::ContentId;
use crate::desk::{Content, Facts, Fault};
use crate::secret::hex;
use crate::store::Snapshot;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The fields that hold the id of a content wherever they stand; what was erased comes out as null.
const CONTENTS: [&str; 9] =
    ["subject", "description", "text", "reason", "cancelled", "detail", "content", "other", "name"];
/// The field that holds the ids of the contents that are files.
const ATTACHMENTS: &str = "attachments";
/// What stays in the desk: hashes of secrets, and what names this one data file.
const KEPT_BACK: [&str; 2] = ["hash", "message_id"];
/// With these a spreadsheet takes a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A record as it is exported.
///
/// # Errors
/// A fault of the storage below.
pub fn of<T: Serialize>(snapshot: &Snapshot, record: &T) -> Result<Value, Fault> {
    let value = serde_json::to_value(record).map_err(|error| Fault(Box::new(error)))?;
    let Value::Object(mut row) = told(snapshot, value)? else { return Ok(Value::Null) };
    // What is personal lies apart in the desk; to others it is a part of the person.
    if let Some(Value::Object(details)) = row.remove("details") {
        row.remove("content");
        row.extend(details);
    }
    Ok(Value::Object(row))
}

/// The same value with the contents that it points to, and without what stays here.
fn told(snapshot: &Snapshot, value: Value) -> Result<Value, Fault> {
    Ok(match value {
        Value::Object(fields) => {
            let mut shown = Map::new();
            for (name, value) in fields.into_iter().filter(|(name, _)| !KEPT_BACK.contains(&name.as_str())) {
                let value = match (name.as_str(), value) {
                    (ATTACHMENTS, Value::Array(ids)) => {
                        let ids = ids.iter().filter_map(Value::as_u64);
                        Value::Array(ids.map(|id| content(snapshot, ContentId(id))).collect::<Result<_, _>>()?)
                    }
                    (name, value) => match value.as_u64().filter(|_| CONTENTS.contains(&name)) {
                        Some(id) => content(snapshot, ContentId(id))?,
                        None => told(snapshot, value)?,
                    },
                };
                shown.insert(name, value);
            }
            Value::Object(shown)
        }
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| told(snapshot, item)).collect::<Result<_, _>>()?)
        }
        plain => plain,
    })
}

/// The contents that a record points to.
///
/// # Errors
/// When it cannot be read as a value.
pub fn contents_of<T: Serialize>(record: &T) -> Result<Vec<ContentId>, Fault> {
    let mut found = Vec::new();
    find_contents(&serde_json::to_value(record).map_err(|error| Fault(Box::new(error)))?, &mut found);
    Ok(found)
}

fn find_contents(value: &Value, found: &mut Vec<ContentId>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Array(ids) if name == ATTACHMENTS => {
                        found.extend(ids.iter().filter_map(Value::as_u64).map(ContentId));
                    }
                    Value::Number(id) if CONTENTS.contains(&name.as_str()) => found.extend(id.as_u64().map(ContentId)),
                    value => find_contents(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| find_contents(item, found)),
        _ => {}
    }
}

fn content(snapshot: &Snapshot, id: ContentId) -> Result<Value, Fault> {
    let shown = match snapshot.content(id)?.map(|row| row.content) {
        None => Ok(Value::Null),
        Some(Content::Text(text)) => Ok(Value::String(text)),
        Some(Content::Person(details)) => serde_json::to_value(details),
        Some(Content::User(details)) => serde_json::to_value(details),
        Some(Content::MailHead(head)) => serde_json::to_value(head),
        Some(Content::File(file)) => {
            let hash = hex(&file.hash);
            Ok(json!({ "name": file.name, "size": file.size, "sha256": hash }))
        }
    };
    shown.map_err(|error| Fault(Box::new(error)))
}

/// The columns of a CSV file, in the order in which they were seen.
#[derive(Default)]
pub struct Columns(Vec<String>);

impl Columns {
    /// These, whatever a row has.
    pub fn of(names: &[&str]) -> Self {
        Self(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// What they are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Takes in the fields of a row.
    pub(super) fn see(&mut self, row: &Value) {
        for name in row.as_object().into_iter().flat_map(Map::keys) {
            if !self.0.contains(name) {
                self.0.push(name.clone());
            }
        }
    }

    /// The first line.
    pub fn header(&self) -> String {
        line(self.0.iter().map(|name| quoted(name)))
    }

    /// The line of a row.
    pub fn line(&self, row: &Value) -> String {
        line(self.0.iter().map(|name| row.get(name).map_or_else(String::new, cell)))
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let mut line = cells.collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        // Whoever wrote to the desk must not reach into the spreadsheet of whoever opens this.
        Value::String(text) if text.starts_with(FORMULA) => quoted(&format!("'{text}")),
        Value::String(text) => quoted(text),
        plain @ (Value::Bool(_) | Value::Number(_)) => plain.to_string(),
        nested => quoted(&nested.to_string()),
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use serde_json::json;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_formulas() {
        let rows = [
            json!({ "id": 1, "name": "Ana \"la jefa\", Rojas", "vip": true }),
            json!({ "id": -2, "name": "=HYPERLINK(\"x\")", "phones": ["+56 2"], "gone": null }),
        ];
        let mut columns = Columns::default();
        rows.iter().for_each(|row| columns.see(row));
        let [first, second] = rows.each_ref().map(|row| columns.line(row));
        assert_eq!(columns.header(), "id,name,vip,gone,phones\r\n");
        assert_eq!(first, "1,\"Ana \"\"la jefa\"\", Rojas\",true,,\r\n");
        assert_eq!(second, "-2,\"'=HYPERLINK(\"\"x\"\")\",,,\"[\"\"+56 2\"\"]\"\r\n");
    }
}
