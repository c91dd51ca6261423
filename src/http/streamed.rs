//! Bodies that are no JSON: read and answered bit by bit, never whole.

use super::problem::{Code, Problem};
use crate::export::row::Columns;
use crate::queries::Unanswered;
use futures_util::{StreamExt, stream};
use poem::http::{HeaderName, header};
use poem::{Body, IntoResponse, Request, RequestBody, Response, ResponseBuilder, Result};
use poem_openapi::registry::{
    MetaMediaType, MetaOperation, MetaRequest, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use poem_openapi::{ApiExtractor, ApiExtractorType, ApiResponse, ExtractParamOptions};
use serde_json::Value;
use std::io;

/// Rows as a table.
pub(super) const CSV: &str = "text/csv; charset=utf-8";
/// A document.
const JSON: &str = "application/json; charset=utf-8";
/// A spreadsheet.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A drawing.
const SVG: &str = "image/svg+xml";
/// What a body of bytes is called in the description.
const BYTES: &str = "application/octet-stream";

fn bytes_of(content_type: &'static str) -> MetaMediaType {
    let schema = MetaSchema::new_with_format("string", "binary");
    MetaMediaType { content_type, schema: MetaSchemaRef::Inline(Box::new(schema)) }
}

/// Whether the body of an operation is read bit by bit, by the operation itself.
pub(super) fn is_streamed(operation: &MetaOperation) -> bool {
    let content = operation.request.iter().flat_map(|request| &request.content);
    content.into_iter().any(|media| media.content_type == BYTES)
}

/// A request's body as it comes in. Any `Content-Type` will do: it is not believed.
pub(super) struct Incoming {
    /// The bytes.
    pub(super) body: Body,
    /// How many the request says that there are.
    pub(super) length: Option<u64>,
}

impl<'a> ApiExtractor<'a> for Incoming {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(_: &mut Registry) {}

    fn request_meta() -> Option<MetaRequest> {
        Some(MetaRequest {
            description: Some("The bytes of the file; an empty file has none."),
            content: vec![bytes_of(BYTES)],
            required: false,
        })
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, _: ExtractParamOptions<()>) -> Result<Self> {
        let length = match request.headers().get(header::CONTENT_LENGTH) {
            None => None,
            Some(length) => {
                let length = length.to_str().ok().and_then(|length| length.parse().ok());
                Some(length.ok_or_else(|| Problem::of(Code::Malformed))?)
            }
        };
        Ok(Self { body: body.take()?, length })
    }
}

/// An answer that is a file.
pub(super) struct File(pub(super) Response);

impl IntoResponse for File {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for File {
    fn meta() -> MetaResponses {
        let mut whole = answers("The bytes of the file.", vec![bytes_of(BYTES)]);
        let part = answers("The part of the file that `Range` asks for.", vec![bytes_of(BYTES)]);
        whole.responses.extend(part.responses.into_iter().map(|part| MetaResponse { status: Some(206), ..part }));
        whole
    }

    fn register(_: &mut Registry) {}
}

/// An answer that is a picture.
pub(super) struct PictureFile(pub(super) Response);

impl IntoResponse for PictureFile {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for PictureFile {
    fn meta() -> MetaResponses {
        answers("The picture.", vec![bytes_of("image/jpeg"), bytes_of("image/png")])
    }

    fn register(_: &mut Registry) {}
}

/// An answer that is the face of a mail: a page for a frame of its own.
pub(super) struct FacePage {
    /// What is shown.
    pub(super) html: String,
    /// Whether pictures from elsewhere were left out.
    pub(super) wants_more: bool,
    /// Whether pictures from elsewhere may be loaded.
    pub(super) elsewhere: bool,
}

/// Says whether pictures from elsewhere were left out.
const LEFT_OUT: HeaderName = HeaderName::from_static("pictures-left-out");

impl IntoResponse for FacePage {
    fn into_response(self) -> Response {
        let pictures = if self.elsewhere { "data: https: http:" } else { "data:" };
        // It may open links in new windows, and nothing else; only the desk's own pages may frame it.
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; frame-ancestors 'self'; \
             sandbox allow-popups allow-popups-to-escape-sandbox"
        );
        let page = format!(
            "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <style>body{{margin:0;padding:8px;font:14px/20px system-ui,sans-serif;background:#fff;color:#111;\
             overflow-wrap:anywhere}}img{{max-width:100%;height:auto}}</style><body>{}",
            self.html
        );
        Response::builder()
            .content_type("text/html; charset=utf-8")
            .header(header::CONTENT_SECURITY_POLICY, policy)
            .header(header::X_FRAME_OPTIONS, "SAMEORIGIN")
            .header(LEFT_OUT, if self.wants_more { "1" } else { "0" })
            .body(page)
    }
}

impl ApiResponse for FacePage {
    fn meta() -> MetaResponses {
        answers("The page.", vec![bytes_of("text/html; charset=utf-8")])
    }

    fn register(_: &mut Registry) {}
}

/// An answer that is a drawing.
pub(super) struct Drawing(pub(super) String);

impl IntoResponse for Drawing {
    fn into_response(self) -> Response {
        // Its style stands in it, and nothing else may come with it.
        Response::builder()
            .content_type(SVG)
            .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox")
            .body(self.0)
    }
}

impl ApiResponse for Drawing {
    fn meta() -> MetaResponses {
        answers("The drawing.", vec![bytes_of(SVG)])
    }

    fn register(_: &mut Registry) {}
}

/// An answer that is a whole document, to be saved.
pub(super) struct Document(Response);

impl Document {
    /// This text, which is JSON.
    pub(super) fn new(file: &str, json: String) -> Self {
        Self(to_be_saved(JSON, file).body(json))
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for Document {
    fn meta() -> MetaResponses {
        let schema = MetaSchemaRef::Inline(Box::new(MetaSchema::new("object")));
        answers("The document.", vec![MetaMediaType { content_type: JSON, schema }])
    }

    fn register(_: &mut Registry) {}
}

/// An answer of rows for a spreadsheet.
pub(super) struct Spreadsheet(Response);

impl Spreadsheet {
    /// As comma-separated values.
    pub(super) fn csv(lines: Lines) -> Self {
        Self(lines.0)
    }

    /// As a whole file.
    pub(super) fn xlsx(file: &str, bytes: Vec<u8>) -> Self {
        Self(to_be_saved(XLSX, file).body(bytes))
    }
}

impl IntoResponse for Spreadsheet {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for Spreadsheet {
    fn meta() -> MetaResponses {
        answers("The rows.", vec![bytes_of("text/csv"), bytes_of(XLSX)])
    }

    fn register(_: &mut Registry) {}
}

fn to_be_saved(content_type: &str, file: &str) -> ResponseBuilder {
    Response::builder()
        .content_type(content_type)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\""))
}

/// An answer of rows, a line each.
pub(super) struct Lines(Response);

impl Lines {
    /// A few rows as a CSV file to be saved.
    pub(super) fn whole(file: &str, columns: &Columns, rows: &[Value]) -> Self {
        let lines: String = rows.iter().map(|row| columns.line(row)).collect();
        Self(to_be_saved(CSV, file).body(columns.header() + &lines))
    }

    /// Rows as a file to be saved, a page after the other: no snapshot waits for the network, and they are never whole in
    /// memory. `page` gives the text of a page and the cursor of the next, from the cursor of the one before on.
    pub(super) fn paged<F>(content_type: &str, file: &str, mut page: F) -> Result<Self, Unanswered>
    where
        F: FnMut(Option<&str>) -> Result<(String, Option<String>), Unanswered> + Send + 'static,
    {
        // Whoever asks for what is not there, or not theirs, hears so instead of getting a file.
        let (first, next) = page(None)?;
        let rest = stream::unfold((page, next), |(mut page, next)| async move {
            let cursor = next?;
            Some(match page(Some(&cursor)) {
                Ok((text, next)) => (Ok(text), (page, next)),
                Err(unanswered) => (Err(io::Error::other(unanswered)), (page, None)),
            })
        });
        let chunks = stream::once(async { Ok(first) }).chain(rest);
        Ok(Self(to_be_saved(content_type, file).body(Body::from_bytes_stream(chunks))))
    }
}

impl IntoResponse for Lines {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for Lines {
    fn meta() -> MetaResponses {
        answers("The rows.", vec![bytes_of("application/jsonl"), bytes_of("text/csv")])
    }

    fn register(_: &mut Registry) {}
}

fn answers(description: &'static str, content: Vec<MetaMediaType>) -> MetaResponses {
    let headers = Vec::new();
    MetaResponses {
        responses: vec![MetaResponse { description, status: Some(200), status_range: None, content, headers }],
    }
}
