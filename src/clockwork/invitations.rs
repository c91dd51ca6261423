//! Invitations to surveys whose moment has come: the desk decides whether each is sent, or whoever it is for reminded.

use super::{Interrupted, LOOK_AGAIN, Pace};
use crate::clock::Clock;
use crate::store::{Request, Store, SubmitError, invitation_link};
use futures_util::future::try_join_all;
use rules::Moment;
use rules::desk::id::InvitationId;
use rules::desk::{ActorRef, Command};

/// So many are sent at once; then the others have their turn at the writer.
const BATCH: usize = 20;

/// Tells the desk about the invitations that are due, at most a batch of them, and says when to look again. The desk
/// compares each with how things stand, so that one which is told twice is sent once.
pub(super) async fn send_due(store: &Store, clock: &Clock) -> Result<Pace, Interrupted> {
    let now = clock.now();
    let (due, next) = {
        let snapshot = store.snapshot()?;
        let mut due = Vec::new();
        for invitation in snapshot.due_invitations(now, BATCH)? {
            due.push((invitation.id, invitation_link::is_used(&snapshot, invitation.id)?));
        }
        (due, snapshot.next_invitation()?)
    };
    let later = now.plus(LOOK_AGAIN);
    if due.is_empty() {
        return Ok(Pace::Until(next.map_or(later, |next| next.min(later))));
    }
    try_join_all(due.iter().map(|(id, answered)| send(store, *id, *answered, now))).await?;
    // One that is still there was refused; it must not be told again and again without a pause.
    let still = store.snapshot()?.due_invitations(now, 1)?;
    let refused = still.first().is_some_and(|first| due.iter().any(|(id, _)| *id == first.id));
    Ok(if refused { Pace::Until(later) } else { Pace::AtOnce })
}

async fn send(store: &Store, invitation: InvitationId, answered: bool, now: Moment) -> Result<(), Interrupted> {
    let command = Command::Invite { invitation, answered };
    match store.submit(Request::new(ActorRef::System, command, now)).await {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(refusal)) => {
            tracing::warn!(invitation = invitation.0, %refusal, "an invitation was refused");
            Ok(())
        }
        Err(cause) => Err(cause.into()),
    }
}
