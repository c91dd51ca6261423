//! Instead of a flood: what somebody is told beyond a few mails waits a little, and leaves as one.

use super::outbox::{OutboxState, Outgoing};
use crate::moment::Moment;
use crate::service_model::Digest;
use chrono::TimeDelta;

/// When a mail of this moment leaves with others; `None`: at once, by itself. `recent` are the mails that its reader was
/// written, the newest first.
pub(super) fn gathered_until(digest: Digest, at: Moment, recent: &[Outgoing]) -> Option<Moment> {
    let span = TimeDelta::minutes(i64::from(digest.minutes));
    // One that was tried waits for its next try, not for others.
    let gathers = |mail: &&Outgoing| mail.gathered && mail.state == OutboxState::Queued && mail.attempts == 0;
    if let Some(begun) = recent.iter().filter(gathers).find(|mail| mail.when > at) {
        return Some(begun.when);
    }
    let of_late = recent.iter().take_while(|mail| mail.created > at.plus(-span)).count();
    (of_late >= digest.after as usize).then(|| at.plus(span))
}
