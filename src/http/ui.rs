//! The embedded web interface: its files as the build left them, each with its compressed siblings, and its first page
//! for every address that is a place in it.

use super::operations::method_not_allowed;
use super::problem::{Code, Problem};
use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::{IntoResponse, Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

/// The files. Empty but for a notice when the program was built without the interface.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/ui"]
struct Files;

/// The first page.
const INDEX: &str = "index.html";
/// What lies here carries a hash of its content in its name, so it never changes.
const HASHED: &str = "assets/";

/// What the interface has at the address of a request.
pub(super) fn page(request: &Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return method_not_allowed(request.method(), "GET, HEAD");
    }
    let path = request.uri().path().trim_start_matches('/');
    let name = if path.is_empty() { INDEX } else { path };
    let last = name.rsplit('/').next().unwrap_or_default();
    match find(name, request.headers()) {
        Some(found) => found.answer(name, request),
        // A file that is not there is missing; a place in the interface is found by the interface.
        None if last.contains('.') => Problem::of(Code::NotFound).into_response(),
        None => match find(INDEX, request.headers()) {
            Some(found) => found.answer(INDEX, request),
            None => Problem::of(Code::NotFound).into_response(),
        },
    }
}

/// A file in the form that suits the browser best.
struct Found {
    file: EmbeddedFile,
    encoding: Option<&'static str>,
}

fn find(name: &str, headers: &HeaderMap) -> Option<Found> {
    if name.ends_with(".br") || name.ends_with(".gz") {
        return None;
    }
    let plain = Files::get(name)?;
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(file) = Files::get(&format!("{name}.{ending}"))
        {
            return Some(Found { file, encoding: Some(encoding) });
        }
    }
    Some(Found { file: plain, encoding: None })
}

/// Whether `Accept-Encoding` names this encoding, and not with a weight of nothing.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(encoding) && weight.is_none_or(|weight| weight > 0.0)
    })
}

impl Found {
    fn answer(self, name: &str, request: &Request) -> Response {
        let hash = self.file.metadata.sha256_hash();
        let tag = hash.iter().take(12).fold(String::from("\""), |tag, byte| tag + &format!("{byte:02x}")) + "\"";
        let caching = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let known = request
            .header(header::IF_NONE_MATCH)
            .is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
        let mut response = Response::builder()
            .header(header::ETAG, tag)
            .header(header::CACHE_CONTROL, caching)
            .header(header::VARY, "Accept-Encoding");
        if known {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        if let Some(encoding) = self.encoding {
            response = response.header(header::CONTENT_ENCODING, encoding);
        }
        let response = response.content_type(content_type(name));
        if request.method() == Method::HEAD {
            return response.header(header::CONTENT_LENGTH, self.file.data.len()).finish();
        }
        match self.file.data {
            std::borrow::Cow::Borrowed(bytes) => response.body(bytes),
            std::borrow::Cow::Owned(bytes) => response.body(bytes),
        }
    }
}

/// What a file is, by its ending.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;
    use poem::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn encodings_are_taken_as_offered() {
        let offer = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            headers
        };
        assert!(accepts(&offer("gzip, deflate, br"), "br"));
        assert!(accepts(&offer("br;q=0.5"), "br"));
        assert!(!accepts(&offer("br;q=0, gzip"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}
