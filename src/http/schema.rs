//! Holds a JSON body against the published schema, and names each field that does not fit by its path.
//!
//! The framework stops at the first mismatch and says it in a sentence; a form needs every field, with a code. The
//! schemas are the ones that the description is made of, so nothing is declared twice.

use super::problem::{FieldCode, FieldFault};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use serde_json::Value;

/// More faults than this in one body are not listed.
const MOST_FAULTS: usize = 50;

/// What in `value` does not fit the schema.
pub(super) fn faults(registry: &Registry, schema: &MetaSchemaRef, value: &Value) -> Vec<FieldFault> {
    let mut walk = Walk { registry, faults: Vec::new() };
    walk.check(schema, value, "");
    walk.faults
}

struct Walk<'a> {
    registry: &'a Registry,
    faults: Vec<FieldFault>,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, path: &str, code: FieldCode) {
        if self.faults.len() < MOST_FAULTS {
            let path = if path.is_empty() { "body" } else { path };
            self.faults.push(FieldFault::new(path, code));
        }
    }

    fn resolve(&self, schema: &'a MetaSchemaRef) -> Option<&'a MetaSchema> {
        match schema {
            MetaSchemaRef::Inline(schema) => Some(schema),
            MetaSchemaRef::Reference(name) => self.registry.schemas.get(name),
        }
    }

    fn check(&mut self, schema: &'a MetaSchemaRef, value: &Value, path: &str) {
        let Some(schema) = self.resolve(schema) else { return };
        for part in &schema.all_of {
            self.check(part, value, path);
        }
        if !schema.enum_items.is_empty() {
            if !value.is_string() {
                self.fault(path, FieldCode::Malformed);
            } else if !schema.enum_items.contains(value) {
                self.fault(path, FieldCode::Unknown);
            }
            return;
        }
        match (schema.ty, value) {
            ("object", Value::Object(object)) => self.check_object(schema, object, path),
            ("array", Value::Array(items)) => {
                if let Some(of) = &schema.items {
                    for (n, item) in items.iter().enumerate() {
                        self.check(of, item, &format!("{path}.{n}"));
                    }
                }
            }
            ("string", Value::String(text)) => {
                if schema.format == Some("date-time") && crate::moment::Moment::parse(text).is_none() {
                    self.fault(path, FieldCode::Malformed);
                }
            }
            ("integer", Value::Number(number)) => {
                let whole = number.as_i64().is_some() || number.as_u64().is_some();
                let least = schema.minimum.or_else(|| schema.format.filter(|f| f.starts_with("uint")).map(|_| 0.0));
                let fits = |bound: Option<f64>, ok: fn(f64, f64) -> bool| {
                    bound.is_none_or(|bound| number.as_f64().is_some_and(|number| ok(number, bound)))
                };
                if !whole || !fits(least, |n, b| n >= b) || !fits(schema.maximum, |n, b| n <= b) {
                    self.fault(path, FieldCode::Malformed);
                }
            }
            ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) | ("", _) => {}
            _ => self.fault(path, FieldCode::Malformed),
        }
    }

    fn check_object(&mut self, schema: &'a MetaSchema, object: &serde_json::Map<String, Value>, path: &str) {
        let at = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for name in &schema.required {
            if object.get(*name).is_none_or(Value::is_null) {
                self.fault(&at(name), FieldCode::Required);
            }
        }
        for (name, value) in object {
            match schema.properties.iter().find(|(known, _)| known == name) {
                // Null stands for "not given", or takes a value away; where a value is needed it was found above.
                Some(_) if value.is_null() => {}
                Some((_, of)) => self.check(of, value, &at(name)),
                None => match &schema.additional_properties {
                    Some(of) => self.check(of, value, &at(name)),
                    None => self.fault(&at(name), FieldCode::Unknown),
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::http::word::{At, Id, Word};
    use crate::words::Kind;
    use poem_openapi::Object;
    use poem_openapi::registry::Registry;
    use poem_openapi::types::Type;
    use serde_json::{Value, json};

    #[derive(Object)]
    struct Inner {
        id: Id,
        until: Option<At>,
    }

    #[derive(Object)]
    struct Outer {
        name: String,
        kind: Word<Kind>,
        inner: Option<Inner>,
        list: Option<Vec<Inner>>,
        count: Option<u16>,
    }

    fn found(value: Value) -> Vec<(String, &'static str)> {
        let mut registry = Registry::new();
        Outer::register(&mut registry);
        let faults = faults(&registry, &Outer::schema_ref(), &value);
        faults.into_iter().map(|fault| (fault.field, crate::words::Vocabulary::as_str(fault.code.0))).collect()
    }

    #[test]
    fn what_fits_has_no_faults() {
        assert!(
            found(json!({"name": "a", "kind": "incident", "inner": null, "list": [{"id": 1}], "count": 3})).is_empty()
        );
    }

    #[test]
    fn each_field_is_named_by_its_path() {
        let value = json!({"kind": "x", "inner": {"id": -1, "until": "soon"}, "list": [{"id": 1}, {"idd": 1}], "count": -1, "more": 1});
        let mut found = found(value);
        found.sort();
        let expected = [
            ("count", "malformed"),
            ("inner.id", "malformed"),
            ("inner.until", "malformed"),
            ("kind", "unknown"),
            ("list.1.id", "required"),
            ("list.1.idd", "unknown"),
            ("more", "unknown"),
            ("name", "required"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
        assert_eq!(self::found(json!([])), [("body".to_owned(), "malformed")]);
    }
}
