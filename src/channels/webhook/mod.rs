//! Webhooks: what happens is told to other programs.
//!
//! A row of the outbox becomes a [`message`], which is [`signed`](signature) and posted; where to is looked at when the
//! connection is made (`channels/web`), so that no name can lead to what lies inside the premises unless an administrator
//! allowed it. A repetition does no harm: a receiver knows it by its delivery id.

mod carrier;
mod message;
mod post;
mod probe;
mod signature;

pub use carrier::DROPPED_SWITCHED_OFF;
pub use probe::{Probe, probe};

use super::worker::{self, Courier};
use crate::clock::Clock;
use crate::store::Store;
use carrier::WebhookCarrier;
use tokio::task::JoinHandle;

/// Starts the worker for webhooks.
pub fn start(store: Store, clock: Clock) -> (Courier, JoinHandle<()>) {
    worker::start(WebhookCarrier, store, clock)
}
