//! The documentation of the API, browsable without the Internet, and the page that explains each problem.

use super::description::{description, service};
use super::problem::{Code, FieldCode};
use crate::words::Vocabulary;
use poem::http::header;
use poem::{Response, Route, get, handler};
use std::fmt::Write;
use std::sync::LazyLock;

/// The description, made once.
static DESCRIPTION: LazyLock<String> = LazyLock::new(description);
/// Style and script of Swagger UI, as the framework carries them within one page.
static STYLE: LazyLock<String> = LazyLock::new(|| cut(&service().swagger_ui_html(), "style"));
static SCRIPT: LazyLock<String> = LazyLock::new(|| cut(&service().swagger_ui_html(), "script"));
static PROBLEMS: LazyLock<String> = LazyLock::new(problems_page);

/// What the documentation may load: its own script from here, and the pictures within its style.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<title>Ventanilla: API</title>\n\
    <link rel=\"stylesheet\" href=\"/docs/swagger-ui.css\">\n</head>\n<body>\n<div id=\"ui\"></div>\n\
    <script src=\"/docs/swagger-ui.js\"></script>\n<script src=\"/docs/start.js\"></script>\n</body>\n</html>\n";

const START: &str = "SwaggerUIBundle({ url: \"/openapi.json\", dom_id: \"#ui\", deepLinking: true });\n";

/// The routes below `/docs`.
pub(super) fn routes() -> Route {
    Route::new()
        .at("/", get(browse))
        .at("/problems", get(problems))
        .at("/start.js", get(start))
        .at("/swagger-ui.css", get(style))
        .at("/swagger-ui.js", get(script))
}

/// `/openapi.json`.
#[handler]
pub(super) fn openapi() -> Response {
    text("application/json", DESCRIPTION.as_str())
}

#[handler]
fn browse() -> Response {
    text("text/html; charset=utf-8", PAGE)
}

#[handler]
fn problems() -> Response {
    text("text/html; charset=utf-8", PROBLEMS.as_str())
}

#[handler]
fn start() -> Response {
    text("text/javascript; charset=utf-8", START)
}

#[handler]
fn style() -> Response {
    text("text/css; charset=utf-8", STYLE.as_str())
}

#[handler]
fn script() -> Response {
    text("text/javascript; charset=utf-8", SCRIPT.as_str())
}

fn text(content_type: &str, body: &'static str) -> Response {
    Response::builder()
        .content_type(content_type)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::CACHE_CONTROL, "no-cache")
        .body(body)
}

/// What stands in the first element of this name.
fn cut(page: &str, element: &str) -> String {
    let inner = || {
        let (_, rest) = page.split_once(&format!("<{element} "))?;
        let (_, rest) = rest.split_once('>')?;
        Some(rest.split_once(&format!("</{element}>"))?.0)
    };
    inner().unwrap_or_default().to_owned()
}

fn problems_page() -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Ventanilla: problems</title>\n</head>\n<body>\n\
         <h1>Problems</h1>\n<p>Whatever the desk does not do is answered with a problem document (RFC 9457). Its \
         <code>code</code> is one of these.</p>\n<dl>\n",
    );
    for code in Code::ALL {
        let (word, status, title, advice) = (code.as_str(), code.status(), code.title(), code.advice());
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "<dt id=\"{word}\"><code>{word}</code> ({status}): {title}</dt>\n<dd>{}</dd>",
            escape(advice)
        );
    }
    page += "</dl>\n<h2>Fields</h2>\n<p>Fields that cannot be taken are named in <code>errors</code>.</p>\n<dl>\n";
    for code in FieldCode::ALL {
        let _ = writeln!(page, "<dt><code>{}</code></dt>\n<dd>{}</dd>", code.as_str(), escape(code.meaning()));
    }
    page + "</dl>\n</body>\n</html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE, problems_page};

    #[test]
    fn the_documentation_is_whole_without_the_internet() {
        assert!(SCRIPT.len() > 500_000 && SCRIPT.contains("SwaggerUIBundle"));
        assert!(STYLE.len() > 50_000 && STYLE.contains(".swagger-ui"));
        assert!(problems_page().contains("id=\"not_possible\""));
    }
}
