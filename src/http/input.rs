//! A request's JSON body: read within a limit, checked against the published schema, then parsed.

use super::problem::{Code, FieldCode, Problem};
use super::schema;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::{MetaMediaType, MetaRequest, Registry};
use poem_openapi::types::ParseFromJSON;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::Value;
use std::sync::Arc;

/// How many objects and lists may lie within each other.
pub const MOST_LEVELS: usize = 64;

/// The schemas of the API, for every request.
pub(super) type Schemas = Arc<Registry>;

/// A JSON body. Fields that the schema lacks are refused, and every field that does not fit is named.
pub struct Input<T>(pub T);

impl<T: ParseFromJSON> Input<T> {
    fn read(schemas: &Registry, bytes: &[u8]) -> Result<T, Problem> {
        if depth(bytes) > MOST_LEVELS {
            return Err(Problem::new(Code::Malformed, format!("The JSON is nested deeper than {MOST_LEVELS} levels.")));
        }
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|error| Problem::new(Code::Malformed, format!("The body is not well-formed JSON: {error}.")))?;
        let faults = schema::faults(schemas, &T::schema_ref(), &value);
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        T::parse_from_json(Some(value)).map_err(|error| {
            tracing::debug!(error = error.message(), "a body fits its schema and does not parse");
            Problem::field("body", FieldCode::Malformed)
        })
    }
}

/// How deep objects and lists lie within each other, without reading the values: brackets in strings do not count.
fn depth(json: &[u8]) -> usize {
    let (mut now, mut most, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                now += 1;
                most = most.max(now);
            }
            b'}' | b']' if !in_string => now = now.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// Whether a content type says JSON.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

impl<'a, T: ParseFromJSON> ApiExtractor<'a> for Input<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }];
        Some(MetaRequest { description: None, content, required: true })
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, _: ExtractParamOptions<()>) -> Result<Self> {
        if !request.content_type().is_some_and(is_json) {
            return Err(Problem::of(Code::UnsupportedMediaType).into());
        }
        let Some(schemas) = request.data::<Schemas>() else {
            return Err(Problem::internal(&"an operation was reached outside the API").into());
        };
        // The bytes were read within the limit before the operation began: see `operations`.
        let bytes = body.take()?.into_bytes().await?;
        Ok(Self(Self::read(schemas, &bytes)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{depth, is_json};

    #[test]
    fn brackets_count_only_outside_strings() {
        assert_eq!(depth(br#"{"a": ["[[[", {"b": "\"{{"}]}"#), 3);
        assert_eq!(depth(b"]]]["), 1);
    }

    #[test]
    fn json_is_told_by_its_label() {
        assert!(is_json("application/json; charset=utf-8"));
        assert!(is_json("application/merge-patch+json"));
        assert!(!is_json("text/json"));
        assert!(!is_json("application/jsonx"));
    }
}
