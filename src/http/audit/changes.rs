//! What a change changed, field by field.

use super::shape::AuditChange;
use crate::desk::{Area, Entry, Event, Fault};
use crate::export::row;
use crate::store::Snapshot;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many fields are shown.
const MOST_FIELDS: usize = 100;
/// How many characters of a value are shown.
const MOST_CHARACTERS: usize = 500;
/// What tells nothing: the count of changes, and ids that name the thing itself.
const OF_NO_INTEREST: [&str; 4] = ["version", "since", "id", "user"];

/// The fields in which two entries that say the same of the same thing differ.
pub(super) fn between(snapshot: &Snapshot, before: Option<&Entry>, after: &Entry) -> Result<Vec<AuditChange>, Fault> {
    if after.event.area() == Area::Cases || matches!(after.event, Event::Door(_)) {
        return Ok(Vec::new());
    }
    let told = |entry: &Entry| Ok(fields(&row::of(snapshot, &entry.event)?));
    let before = before.map(told).transpose()?.unwrap_or_default();
    Ok(differences(before, told(after)?))
}

fn differences(mut before: BTreeMap<String, String>, mut after: BTreeMap<String, String>) -> Vec<AuditChange> {
    let paths: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    let changes = paths.into_iter().filter_map(|field| {
        let (before, after) = (before.remove(&field), after.remove(&field));
        (before != after).then_some(AuditChange { field, before, after })
    });
    changes.take(MOST_FIELDS).collect()
}

/// The plain values of an event, by their paths. The event itself is the one field on top.
fn fields(event: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (name, value) in event.as_object().into_iter().flatten().filter_map(|(_, data)| data.as_object()).flatten() {
        // What is personal lies apart in the desk; to others it is a part of the thing.
        let path = if name == "content" { "" } else { name };
        if !OF_NO_INTEREST.contains(&path) {
            flatten(path, value, &mut found);
        }
    }
    found
}

fn flatten(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => fields.iter().for_each(|(name, value)| flatten(&below(name), value, into)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| flatten(&below(&n.to_string()), value, into));
        }
        Value::String(text) => {
            into.insert(path.to_owned(), text.chars().take(MOST_CHARACTERS).collect());
        }
        plain => {
            into.insert(path.to_owned(), plain.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{differences, fields};
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told_by_its_path() {
        let before = json!({ "settings_changed": { "version": 1, "name": "Mesa", "roles": ["agent"], "url": null } });
        let after = json!({ "settings_changed": { "version": 2, "name": "Mesa", "roles": [], "url": "https://m" } });
        let changes = differences(fields(&before), fields(&after));
        let told: Vec<_> =
            changes.iter().map(|c| (c.field.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
        assert_eq!(told, [("roles.0", Some("agent"), None), ("url", None, Some("https://m"))]);
    }

    #[test]
    fn what_is_known_of_somebody_is_theirs() {
        let event = json!({ "user_saved": { "id": 3, "content": { "name": "Ana" }, "active": true } });
        let told: Vec<_> = fields(&event).into_iter().collect();
        assert_eq!(told, [("active", "true"), ("name", "Ana")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
