//! What an operation answers when it was done: the body, with its version as `ETag` and other headers.

use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::{ToJSON, Type};
use serde::Serialize;

/// How many bytes a body mostly fits in: it grows when it does not.
const USUAL: usize = 4 * 1024;

/// What an operation comes to.
pub type Answer<T> = Result<T, super::problem::Problem>;

/// A body that is shown: status 200.
pub type Shown<T> = Reply<T, 200>;
/// A thing that was made: status 201.
pub type Made<T> = Reply<T, 201>;

/// A JSON body with a status, and headers.
#[derive(Debug)]
pub struct Reply<T, const STATUS: u16> {
    body: T,
    headers: HeaderMap,
    /// Writes the body.
    bytes: fn(&T) -> Vec<u8>,
}

impl<T: ToJSON, const STATUS: u16> Reply<T, STATUS> {
    /// This body, without further headers.
    pub fn new(body: T) -> Self {
        Self { body, headers: HeaderMap::new(), bytes: |body| body.to_json_string().into_bytes() }
    }

    /// The same for what is read all day: serde writes it straight away, where the framework builds a tree of values
    /// first, a quarter of what reading a case takes. Both say the same: tests hold every such answer against the
    /// other way.
    pub fn written(body: T) -> Self
    where
        T: Serialize,
    {
        debug_assert_eq!(serde_json::to_value(&body).ok(), body.to_json(), "described one way, answered another");
        let bytes = |body: &T| {
            let mut bytes = Vec::with_capacity(USUAL);
            // What serde cannot write has keys that are no text; there is none here.
            if serde_json::to_writer(&mut bytes, body).is_ok() { bytes } else { body.to_json_string().into_bytes() }
        };
        Self { body, headers: HeaderMap::new(), bytes }
    }
}

impl<T, const STATUS: u16> Reply<T, STATUS> {
    /// With the version of what is shown, as `ETag`.
    #[must_use]
    pub fn version(self, of: impl FnOnce(&T) -> u64) -> Self {
        let version = of(&self.body);
        self.header(header::ETAG, &format!("\"{version}\""))
    }

    /// With the address of what was made.
    #[must_use]
    pub fn location(self, path: &str) -> Self {
        self.header(header::LOCATION, path)
    }

    /// With a header more. (A value that no header can hold is left out.)
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

impl<T: ToJSON, const STATUS: u16> IntoResponse for Reply<T, STATUS> {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(STATUS).unwrap_or_default();
        let mut response =
            Response::builder().status(status).content_type("application/json").body((self.bytes)(&self.body));
        response.headers_mut().extend(self.headers);
        response
    }
}

impl<T: ToJSON, const STATUS: u16> ApiResponse for Reply<T, STATUS> {
    fn meta() -> MetaResponses {
        let mut headers = Vec::new();
        if STATUS == 201 {
            headers.push(header_meta("Location", "The address of what was made."));
        }
        MetaResponses {
            responses: vec![MetaResponse {
                description: if STATUS == 201 { "It was made." } else { "As it is now." },
                status: Some(STATUS),
                status_range: None,
                content: vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }],
                headers,
            }],
        }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// Nothing to show: status 204.
#[derive(Debug, Default)]
pub struct Done {
    headers: HeaderMap,
}

impl Done {
    /// With a header more. (A value that no header can hold is left out.)
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(StatusCode::NO_CONTENT).finish();
        response.headers_mut().extend(self.headers);
        response
    }
}

impl ApiResponse for Done {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![MetaResponse {
                description: "It was done.",
                status: Some(204),
                status_range: None,
                content: Vec::new(),
                headers: Vec::new(),
            }],
        }
    }

    fn register(_: &mut Registry) {}
}

fn header_meta(name: &str, description: &str) -> MetaHeader {
    MetaHeader {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        required: false,
        deprecated: false,
        schema: String::schema_ref(),
    }
}
