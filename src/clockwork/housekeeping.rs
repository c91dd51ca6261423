//! What the desk clears away by itself. Each job may be interrupted at any moment and run again.

use super::Interrupted;
use crate::store::{Operational, Store, device, idempotency, outbox, session, throttle, upload};
use chrono::TimeDelta;
use rules::Moment;
use rules::desk::Fault;
use std::future::Future;
use std::pin::Pin;

/// What a job does at a moment.
pub(super) type Work = for<'a> fn(&'a Store, Moment) -> Done<'a>;
/// Its end: how much it cleared away.
pub(super) type Done<'a> = Pin<Box<dyn Future<Output = Result<u64, Interrupted>> + Send + 'a>>;

/// Rows cleared in one step, so that nobody waits long for the writer.
const STEP: usize = 500;
/// How long failures to sign in are remembered.
const THROTTLE_KEPT: TimeDelta = TimeDelta::days(1);
/// How long an upload waits to be claimed.
const UPLOADS_KEPT: TimeDelta = TimeDelta::days(1);
/// How long what was sent or dropped can be looked up, and mails of one case follow each other.
const OUTBOX_KEPT: TimeDelta = TimeDelta::days(180);

/// Sessions that have ended.
pub(super) fn sessions(store: &Store, now: Moment) -> Done<'_> {
    in_steps(store, move |operational| session::clear_expired(operational, now, STEP))
}

/// Browsers in which nobody has signed in for a year.
pub(super) fn devices(store: &Store, now: Moment) -> Done<'_> {
    in_steps(store, move |operational| device::clear_old(operational, now, STEP))
}

/// Failures to sign in that no delay depends on any more.
pub(super) fn throttles(store: &Store, now: Moment) -> Done<'_> {
    in_steps(store, move |operational| throttle::clear_old(operational, now.plus(-THROTTLE_KEPT), STEP))
}

/// Idempotency keys that nobody may repeat any more.
pub(super) fn idempotency_keys(store: &Store, now: Moment) -> Done<'_> {
    in_steps(store, move |operational| idempotency::clear_old(operational, now, STEP))
}

/// Mails that left, or were dropped, long ago. What failed or is unknown stays until somebody looks at it.
pub(super) fn outbox(store: &Store, now: Moment) -> Done<'_> {
    in_steps(store, move |operational| outbox::clear_old(operational, now.plus(-OUTBOX_KEPT), STEP))
}

/// What was uploaded and nobody has claimed.
pub(super) fn uploads(store: &Store, now: Moment) -> Done<'_> {
    let before = now.plus(-UPLOADS_KEPT);
    Box::pin(async move {
        let mut cleared = 0;
        loop {
            match store.operate(move |operational| upload::clear_old(operational, before)).await? {
                upload::Step::Gone => return Ok(cleared),
                upload::Step::Done => cleared += 1,
                upload::Step::More => {}
            }
        }
    })
}

/// Step by step until nothing is left.
fn in_steps(
    store: &Store,
    step: impl Fn(&mut Operational<'_>) -> Result<usize, Fault> + Copy + Send + Sync + 'static,
) -> Done<'_> {
    Box::pin(async move {
        let mut cleared = 0;
        loop {
            let more = store.operate(step).await?;
            cleared += more as u64;
            if more < STEP {
                return Ok(cleared);
            }
        }
    })
}
