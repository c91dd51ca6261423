//! Follow-ups of low marks that nobody has seen to in time: that is told once.

use super::{Interrupted, LOOK_AGAIN, Pace};
use crate::clock::Clock;
use crate::store::{Request, Store, SubmitError};
use futures_util::future::try_join_all;
use rules::Moment;
use rules::desk::follow_up::FollowUpStep;
use rules::desk::id::FollowUpId;
use rules::desk::{ActorRef, Command};

/// So many are told at once; then the others have their turn at the writer.
const BATCH: usize = 20;

/// Tells the desk about the follow-ups whose time is over, at most a batch of them, and says when to look again.
pub(super) async fn tell_due(store: &Store, clock: &Clock) -> Result<Pace, Interrupted> {
    let now = clock.now();
    let (due, next) = {
        let snapshot = store.snapshot()?;
        (snapshot.due_follow_ups(now, BATCH)?, snapshot.next_follow_up()?)
    };
    let later = now.plus(LOOK_AGAIN);
    if due.is_empty() {
        return Ok(Pace::Until(next.map_or(later, |next| next.min(later))));
    }
    try_join_all(due.iter().map(|follow_up| tell(store, follow_up.id, now))).await?;
    // One that is still there was refused; it must not be told again and again without a pause.
    let still = store.snapshot()?.due_follow_ups(now, 1)?;
    let refused = still.first().is_some_and(|first| due.iter().any(|told| told.id == first.id));
    Ok(if refused { Pace::Until(later) } else { Pace::AtOnce })
}

async fn tell(store: &Store, id: FollowUpId, now: Moment) -> Result<(), Interrupted> {
    let command = Command::FollowUp { id, step: FollowUpStep::ComeDue };
    match store.submit(Request::new(ActorRef::System, command, now)).await {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(refusal)) => {
            tracing::warn!(follow_up = id.0, %refusal, "the end of a follow-up's time was refused");
            Ok(())
        }
        Err(cause) => Err(cause.into()),
    }
}
