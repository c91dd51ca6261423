//! Whether the program lives, and whether it can work: for whoever watches over it. Neither tells more.

use crate::http::outside::Worded;
use crate::http::state::State;
use crate::store::Room;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};
use std::sync::Arc;

/// It runs and answers.
#[handler]
pub(in crate::http) fn livez() -> Response {
    answer(StatusCode::OK, "ok")
}

/// It can work: the data file can be read and written, there is room on its disk, and the program is not closing. When
/// it cannot, it says why.
#[handler]
pub(in crate::http) fn readyz(state: Data<&Arc<State>>) -> Response {
    match not_ready(&state) {
        Some(why) => answer(StatusCode::SERVICE_UNAVAILABLE, &format!("not ready: {why}")),
        None if state.store.room() == Room::NoAttachments => {
            answer(StatusCode::OK, "ok, but the disk fills up: attachments are refused; make room on it")
        }
        None => answer(StatusCode::OK, "ok"),
    }
}

fn not_ready(state: &State) -> Option<String> {
    if state.is_closing() {
        return Some("the desk is closing".to_owned());
    }
    if let Some(trouble) = state.store.trouble() {
        return Some(trouble.to_string());
    }
    if let Err(fault) = state.store.snapshot() {
        return Some(fault.to_string());
    }
    let full = state.store.room() == Room::NoWrites;
    full.then(|| "the disk is full: only reading and signing in go on; make room on it".to_owned())
}

fn answer(status: StatusCode, text: &str) -> Response {
    let text = format!("{text}\n").with_content_type("text/plain; charset=utf-8");
    let mut response = text.with_status(status).into_response();
    response.set_data(Worded);
    response
}
