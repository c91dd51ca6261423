//! The door of a demonstration: one click, and one is somebody.

use super::Tag;
use super::entry::origin;
use super::input::Input;
use super::me::Me;
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::session::enter;
use super::state::State;
use super::word::Id;
use crate::desk::id::UserId;
use crate::desk::{Facts, ProvedBy, User};
use poem::Request;
use poem::web::Data;
use poem_openapi::{Object, OpenApi};
use std::sync::Arc;

/// The resource.
pub(super) struct Demo;

/// Whom to enter as.
#[derive(Debug, Object)]
pub(super) struct DemoEntry {
    /// The user.
    user: Id,
}

#[OpenApi(prefix_path = "/demo", tag = "Tag::Entry")]
impl Demo {
    /// Enter a demonstration
    ///
    /// Only with `serve --demo`; elsewhere it is not there.
    #[oai(path = "/enter", method = "post")]
    async fn enter(&self, request: &Request, state: Data<&Arc<State>>, input: Input<DemoEntry>) -> Answer<Shown<Me>> {
        let asked: UserId = input.0.user.to();
        if !state.options.demo.iter().flatten().any(|offered| *offered == asked) {
            return Err(Problem::of(Code::NotFound));
        }
        origin::check(request, &Entrance::of(request)?, false)?;
        let known = state.store.snapshot()?.get::<User>(asked.0)?.filter(|user| user.active);
        let user = known.ok_or_else(|| Problem::of(Code::NotFound))?;
        enter(request, &state, (user.id, None), ProvedBy::Demonstration).await
    }
}
