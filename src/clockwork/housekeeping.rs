//! What the desk clears away by itself. Each job may be interrupted at any moment and run again.

use super::Interrupted;
use crate::store::{
    Operational, Request, Store, SubmitError, answer_pool, case_link, device, guest_session, idempotency, outbox,
    session, sign_in_code, throttle, upload,
};
use chrono::TimeDelta;
use rules::Moment;
use rules::desk::id::SurveyId;
use rules::desk::{ActorRef, Command, Fault, Refusal};
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

/// Sessions and codes that have ended, and links to cases that have.
pub(super) fn sessions(store: &Store, now: Moment) -> Done<'_> {
    Box::pin(async move {
        let sessions = in_steps(store, move |operational| session::clear_expired(operational, now, STEP)).await?;
        let guests = in_steps(store, move |operational| guest_session::clear_expired(operational, now, STEP)).await?;
        let codes = in_steps(store, move |operational| sign_in_code::clear_expired(operational, now, STEP)).await?;
        let links = in_steps(store, move |operational| case_link::clear_ended(operational, now, STEP)).await?;
        Ok(sessions + guests + codes + links)
    })
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

/// Anonymous answers that wait for others: when the day is over, those that there are enter the journal together.
pub(super) fn answers(store: &Store, now: Moment) -> Done<'_> {
    Box::pin(take_answers_out(store, None, now))
}

/// Takes anonymous answers out of where they wait, of one survey or of all, and says how many.
///
/// # Errors
/// The store does not take them now; they go on waiting.
pub async fn take_answers_out(store: &Store, survey: Option<SurveyId>, now: Moment) -> Result<u64, Interrupted> {
    let waiting = answer_pool::waiting(&store.snapshot()?, survey, STEP)?;
    let mut taken = 0;
    // They lie by survey, and within one in no order at all.
    for of_one in waiting.chunk_by(|one, other| one.survey == other.survey) {
        let Some(first) = of_one.first() else { continue };
        let sent = of_one.iter().map(|pooled| pooled.sent.clone()).collect();
        let waited = of_one.iter().map(|pooled| pooled.place).collect();
        let command = Command::TakeAnswers { survey: first.survey, sent, waited };
        match store.submit(Request::new(ActorRef::System, command, now)).await {
            Ok(_) => taken += of_one.len() as u64,
            // Another request took them out at the same moment.
            Err(SubmitError::Refused(Refusal::NotFound)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(taken)
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
