//! Whether the program lives, and whether it can work: for whoever watches over it. Neither tells more.

use super::outside::Worded;
use super::state::State;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};
use std::sync::Arc;

/// It runs and answers.
#[handler]
pub(super) fn livez() -> Response {
    answer(true)
}

/// It can work: the data file can be read and written, and the program is not closing.
#[handler]
pub(super) fn readyz(state: Data<&Arc<State>>) -> Response {
    answer(!state.is_closing() && state.store.stopped().is_none() && state.store.snapshot().is_ok())
}

fn answer(well: bool) -> Response {
    let (status, text) = if well { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
    let mut response = text.with_content_type("text/plain; charset=utf-8").with_status(status).into_response();
    response.set_data(Worded);
    response
}
