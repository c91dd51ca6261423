//! Tests of the store as a whole.

mod desk;
mod submit;

use super::request::Request;
use crate::desk::Fault;
use std::sync::Arc;

type Strike = dyn Fn(&Request) -> Result<(), Fault> + Send + Sync;

/// Makes commands fail half-way: after an event of theirs was written.
#[derive(Clone, Default)]
pub(super) struct Sabotage(Option<Arc<Strike>>);

impl Sabotage {
    pub(super) fn strike(&self, request: &Request) -> Result<(), Fault> {
        self.0.as_ref().map_or(Ok(()), |strike| strike(request))
    }
}
