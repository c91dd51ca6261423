//! Tests of the store as a whole.

mod batch;
mod crash;
mod desk;
mod disk;
mod fault_disk;
mod faults;
mod files;
mod house;
mod image;
mod laws;
mod measure;
mod open;
mod operational;
mod submit;

pub(crate) use fault_disk::Disk;

use super::request::Request;
use crate::desk::Fault;
use std::sync::Arc;

type Strike = dyn Fn(&Request) -> Result<(), Fault> + Send + Sync;

/// Makes commands fail half-way: after an event of theirs was written.
#[derive(Clone, Default)]
pub(crate) struct Sabotage(Option<Arc<Strike>>);

impl Sabotage {
    fn new(strike: impl Fn(&Request) -> Result<(), Fault> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(strike)))
    }

    pub(super) fn strike(&self, request: &Request) -> Result<(), Fault> {
        self.0.as_ref().map_or(Ok(()), |strike| strike(request))
    }
}
