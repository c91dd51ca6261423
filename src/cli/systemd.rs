//! What the desk tells systemd, when that started it: that it is ready, that it ends, and that its writer lives.
//! Elsewhere nobody listens, and nothing is said.

use crate::store::{Measured, Meter};
use sd_notify::NotifyState;
use std::sync::Arc;

/// It answers.
pub(super) fn ready() {
    tell(NotifyState::Ready);
}

/// It finishes what is under way, and ends.
pub(super) fn stopping() {
    tell(NotifyState::Stopping);
}

/// Passes on what the writer does, and says each time that it looks around that it lives: the watchdog hears of the
/// thread on which all depends, not of a timer beside it.
pub(super) fn watched(meter: Meter) -> Meter {
    Arc::new(move |measured| {
        if measured == Measured::Alive {
            tell(NotifyState::Watchdog);
        }
        meter(measured);
    })
}

fn tell(state: NotifyState<'_>) {
    // Whoever does not hear it acts as if it had not been said: nothing can be done here.
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::debug!(%error, "systemd could not be told");
    }
}
