//! The timers of cases: what is due is told to the desk, which decides what follows.

use super::{Interrupted, LOOK_AGAIN, Pace};
use crate::clock::Clock;
use crate::store::{DueTimer, Request, Store, SubmitError};
use futures_util::future::try_join_all;
use rules::Moment;
use rules::desk::{ActorRef, Command};

/// So many timers are told at once; then the others have their turn at the writer.
const BATCH: usize = 100;
/// So many of them share a commit: whoever writes meanwhile waits for one such commit and no longer, also when each of them
/// is an escalation that tells several people.
const AT_ONCE: usize = 5;

/// Tells the desk about the timers that are due, at most a batch of them, and says when to look again.
///
/// Setting the clock does no harm: the desk itself compares each timer with the case as it is, so that one which is
/// told early, late or twice changes nothing that it should not.
pub(super) async fn tell_due(store: &Store, clock: &Clock) -> Result<Pace, Interrupted> {
    let now = clock.now();
    let (due, next) = {
        let snapshot = store.snapshot()?;
        (snapshot.due_timers(now, BATCH)?, snapshot.next_timer()?)
    };
    let later = now.plus(LOOK_AGAIN);
    if due.is_empty() {
        return Ok(Pace::Until(next.map_or(later, |next| next.min(later))));
    }
    // A few share a commit, and others have their turn between them.
    for some in due.chunks(AT_ONCE) {
        try_join_all(some.iter().map(|timer| tell(store, *timer, now))).await?;
    }
    // A timer that is still there was refused; it must not be told again and again without a pause.
    let still = store.snapshot()?.due_timers(now, 1)?;
    Ok(if still.first().is_some_and(|first| due.contains(first)) { Pace::Until(later) } else { Pace::AtOnce })
}

async fn tell(store: &Store, timer: DueTimer, now: Moment) -> Result<(), Interrupted> {
    let command = Command::TimerDue { ticket: timer.ticket, timer: timer.kind };
    match store.submit(Request::new(ActorRef::System, command, now)).await {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(refusal)) => {
            tracing::warn!(ticket = timer.ticket.0, ?timer.kind, %refusal, "a timer was refused");
            Ok(())
        }
        Err(cause) => Err(cause.into()),
    }
}
