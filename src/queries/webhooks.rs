//! Where other programs hear of what happens, and what became of it: for administrators. What messages are signed with
//! is never shown.

use super::Unanswered;
use super::cursor::{Page, Question};
use crate::desk::id::WebhookId;
use crate::desk::{Facts, Fault, Recipient, Viewer, Webhook};
use crate::store::Snapshot;
use crate::store::outbox::{self, OutboxId, OutboxState, Outgoing};

/// Every webhook, in the order of their ids; those too that are switched off.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer; a fault.
pub fn list(snapshot: &Snapshot, viewer: &Viewer) -> Result<Vec<Webhook>, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    Ok(snapshot.records::<Webhook>(None)?.collect::<Result<Vec<_>, _>>()?)
}

/// One webhook.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not administer; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: WebhookId) -> Result<Webhook, Unanswered> {
    snapshot.get::<Webhook>(id.0)?.filter(|_| viewer.administers()).ok_or(Unanswered::NotFound)
}

/// A page of what went to a webhook, the newest first.
///
/// # Errors
/// As for [`one`]; a foreign cursor.
pub fn deliveries(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: WebhookId,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Outgoing>, Unanswered> {
    one(snapshot, viewer, id)?;
    let question = Question::new(&format!("deliveries {id}"));
    let after = cursor.map(|cursor| question.position(cursor).and_then(|position| place(&position))).transpose()?;
    let mut items = outbox::of_webhook(snapshot, id, after, limit + 1)?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|row| question.cursor(&row.id.0.to_be_bytes()));
    Ok(Page { items, next })
}

/// One of them.
///
/// # Errors
/// As for [`one`]; [`Unanswered::NotFound`] too when it went elsewhere.
pub fn delivery(
    snapshot: &Snapshot,
    viewer: &Viewer,
    webhook: WebhookId,
    id: OutboxId,
) -> Result<Outgoing, Unanswered> {
    one(snapshot, viewer, webhook)?;
    outbox::find(snapshot, id)?.filter(|row| row.to == Recipient::Webhook(webhook)).ok_or(Unanswered::NotFound)
}

/// How many of the last deliveries are looked through for one that was tried.
const LOOKED_THROUGH: usize = 50;

/// The last delivery of which something came: taken or not.
///
/// # Errors
/// A fault of the storage below.
pub fn last_tried(snapshot: &Snapshot, id: WebhookId) -> Result<Option<Outgoing>, Fault> {
    let rows = outbox::of_webhook(snapshot, id, None, LOOKED_THROUGH)?;
    Ok(rows.into_iter().find(|row| row.attempts > 0 && row.state != OutboxState::Leased))
}

fn place(position: &[u8]) -> Result<OutboxId, Unanswered> {
    position.try_into().map(|id| OutboxId(u64::from_be_bytes(id))).map_err(|_| Unanswered::Cursor)
}
