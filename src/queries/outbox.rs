//! What leaves the desk by mail, and what became of it: for administrators and supervisors.

use super::Unanswered;
use super::cursor::{Page, Question};
use crate::desk::{Facts, Fault, NoticeWay, Person, Recipient, User, Viewer, Webhook};
use crate::moment::Moment;
use crate::store::Snapshot;
use crate::store::outbox::{self, OutboxId, OutboxState, Outgoing};
use crate::words::Role;

/// Something that leaves the desk, with whom it goes to.
#[derive(Clone, Debug, PartialEq)]
pub struct OutgoingRow {
    /// The row.
    pub outgoing: Outgoing,
    /// The recipient's name; empty once it was erased.
    pub name: String,
    /// The address it goes to; `None`: there is none.
    pub address: Option<String>,
}

/// Whether this viewer sees what leaves the desk.
pub fn is_open_to(viewer: &Viewer) -> bool {
    viewer.administers() || viewer.is(Role::Supervisor)
}

/// A page of what is in `state`, the newest first.
///
/// # Errors
/// [`Unanswered::Forbidden`]; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    state: OutboxState,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<OutgoingRow>, Unanswered> {
    if !is_open_to(viewer) {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new(&format!("outbox {state:?}"));
    let after = cursor.map(|cursor| question.position(cursor).and_then(|position| place(&position))).transpose()?;
    let mut rows = outbox::list(snapshot, (NoticeWay::Mail, state), after, limit + 1)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| question.cursor(&[row.when.millis().to_be_bytes(), row.id.0.to_be_bytes()].concat()));
    let items = rows.into_iter().map(|row| named(snapshot, row)).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

/// One row.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or it is not the viewer's to see; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: OutboxId) -> Result<OutgoingRow, Unanswered> {
    let row = outbox::find(snapshot, id)?.filter(|row| row.way() == NoticeWay::Mail && is_open_to(viewer));
    let row = row.ok_or(Unanswered::NotFound)?;
    Ok(named(snapshot, row)?)
}

/// How much is in each state, in the order of [`OutboxState::ALL`].
///
/// # Errors
/// A fault of the storage below.
pub fn counts(snapshot: &Snapshot) -> Result<Vec<(OutboxState, u64)>, Fault> {
    OutboxState::ALL.iter().map(|state| Ok((*state, outbox::count(snapshot, NoticeWay::Mail, *state)?))).collect()
}

fn named(snapshot: &Snapshot, outgoing: Outgoing) -> Result<OutgoingRow, Fault> {
    let (name, address) = match outgoing.to {
        Recipient::Person(id) => snapshot
            .get::<Person>(id.0)?
            .map_or_else(Default::default, |person| (person.details.name, person.details.emails.into_iter().next())),
        Recipient::User(id) => snapshot
            .get::<User>(id.0)?
            .map_or_else(Default::default, |user| (user.details.name, Some(user.details.email))),
        Recipient::Webhook(id) => {
            snapshot.get::<Webhook>(id.0)?.map_or_else(Default::default, |webhook| (webhook.name, Some(webhook.url)))
        }
    };
    Ok(OutgoingRow { outgoing, name, address })
}

fn place(position: &[u8]) -> Result<(Moment, OutboxId), Unanswered> {
    let (when, id) = position.split_first_chunk::<8>().ok_or(Unanswered::Cursor)?;
    let id = id.try_into().map(u64::from_be_bytes).map_err(|_| Unanswered::Cursor)?;
    Ok((Moment::from_millis(i64::from_be_bytes(*when)), OutboxId(id)))
}
