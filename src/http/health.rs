//! Whether the program lives, and whether it can work: for whoever watches over it. Neither tells more.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

/// It runs and answers.
#[handler]
pub(super) fn livez() -> Response {
    "ok\n".with_content_type("text/plain; charset=utf-8").into_response()
}

/// The answer to "can it work?".
pub(super) fn readiness(ready: bool) -> Response {
    let (status, text) =
        if ready { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
    text.with_content_type("text/plain; charset=utf-8").with_status(status).into_response()
}
