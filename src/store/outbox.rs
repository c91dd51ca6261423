//! What leaves the desk: rows written in the transaction of their cause, and what became of them.

use super::keys::{Direction, KeyBuilder, KeyRange, first_moment, last_number};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::id::{ContentId, Seq, TicketNumber};
use crate::desk::{Fault, Notice, NoticeKind, Recipient};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// Outbox ids are the number of the entry that caused them times this, and a count.
const ROWS_PER_ENTRY: u64 = 256;

/// The number of an outbox row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutboxId(pub u64);

/// What became of something that leaves the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// It waits for its moment.
    Queued,
    /// Somebody is sending it.
    Leased,
    /// The server took it.
    Sent,
    /// It cannot be sent, or was tried often enough.
    Failed,
    /// It is not wanted any more.
    Cancelled,
    /// The connection broke when the server may have taken it.
    Unknown,
}

impl OutboxState {
    /// Every state.
    pub const ALL: &'static [Self] =
        &[Self::Queued, Self::Leased, Self::Sent, Self::Failed, Self::Cancelled, Self::Unknown];

    /// Its name to people and programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Leased => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }

    /// Fixed: stored keys hold it.
    const fn code(self) -> u8 {
        match self {
            Self::Queued => 1,
            Self::Leased => 2,
            Self::Sent => 3,
            Self::Failed => 4,
            Self::Cancelled => 5,
            Self::Unknown => 6,
        }
    }
}

/// Something that leaves the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Its number.
    pub id: OutboxId,
    /// What it says.
    pub kind: NoticeKind,
    /// About which case; `None`: about the desk itself.
    pub ticket: Option<TicketNumber>,
    /// To whom.
    pub to: Recipient,
    /// The words that it carries.
    pub text: Option<ContentId>,
    /// The journal entry that caused it.
    pub cause: Seq,
    /// When it was caused.
    pub created: Moment,
    /// What became of it.
    pub state: OutboxState,
    /// Queued: when to send it. Leased: when the lease ends. Else: since when the state is so.
    pub when: Moment,
    /// How often it was tried.
    pub attempts: u32,
    /// What the server, or the way to it, said last.
    pub last_error: Option<String>,
    /// Its Message-ID with the angle brackets, the same at each attempt.
    pub message_id: String,
}

impl Row for Outgoing {
    const TABLE: Table = Table::Outbox;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        derived.entry(Table::OutboxByState, state_key(self.state).moment(self.when).number(id).done());
        if matches!(self.state, OutboxState::Queued | OutboxState::Leased) {
            derived.entry(Table::OutboxWaiting, self.row_key());
        }
        if let Some(ticket) = self.ticket {
            derived.entry(Table::OutboxByTicket, KeyBuilder::new().number(ticket.0).number(id).done());
        }
        derived.count(Table::OutboxCounts, state_key(self.state).done());
    }
}

fn state_key(state: OutboxState) -> KeyBuilder {
    KeyBuilder::new().byte(state.code())
}

/// The row with this number.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, id: OutboxId) -> Result<Option<Outgoing>, Fault> {
    rows::get(rows, &id.0.to_be_bytes())
}

/// What is to be sent by now, the longest due first.
///
/// # Errors
/// A fault of the storage below.
pub fn due(rows: &dyn Rows, now: Moment, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    by_state_until(rows, OutboxState::Queued, now, limit)
}

/// What was leased, and not answered for in time: its sender died or hangs, and nobody knows how far it came.
///
/// # Errors
/// A fault of the storage below.
pub fn lapsed(rows: &dyn Rows, now: Moment, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    by_state_until(rows, OutboxState::Leased, now, limit)
}

fn by_state_until(rows: &dyn Rows, state: OutboxState, now: Moment, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    let range = KeyRange {
        lower: Bound::Included(state_key(state).done()),
        upper: Bound::Included(state_key(state).moment(now).number(u64::MAX).done()),
    };
    rows_behind(rows, Table::OutboxByState, &range, Direction::Ascending, limit, 8)
}

/// When something is to be sent next, or a lease ends.
///
/// # Errors
/// A fault of the storage below.
pub fn next_due(rows: &dyn Rows) -> Result<Option<Moment>, Fault> {
    let mut next: Option<Moment> = None;
    for state in [OutboxState::Queued, OutboxState::Leased] {
        let range = KeyRange::prefix(&state_key(state).done());
        let first = rows::keys(rows, Table::OutboxByState, &range, Direction::Ascending, 1)?;
        let when = first.first().and_then(|key| first_moment(key.get(1..)?));
        next = [next, when].into_iter().flatten().min();
    }
    Ok(next)
}

/// A page of what is in a state, the newest first.
///
/// # Errors
/// A fault of the storage below.
pub fn list(
    rows: &dyn Rows,
    state: OutboxState,
    after: Option<(Moment, OutboxId)>,
    limit: usize,
) -> Result<Vec<Outgoing>, Fault> {
    let mut range = KeyRange::prefix(&state_key(state).done());
    if let Some((when, id)) = after {
        range = range.after(state_key(state).moment(when).number(id.0).done(), Direction::Descending);
    }
    rows_behind(rows, Table::OutboxByState, &range, Direction::Descending, limit, 8)
}

/// What waits longest of all that no server has taken. (Ids grow with the entries that cause them.)
///
/// # Errors
/// A fault of the storage below.
pub fn oldest_waiting(rows: &dyn Rows) -> Result<Option<Outgoing>, Fault> {
    let all = KeyRange::prefix(&[]);
    Ok(rows_behind(rows, Table::OutboxWaiting, &all, Direction::Ascending, 1, 8)?.pop())
}

/// How much is in a state.
///
/// # Errors
/// A fault of the storage below.
pub fn count(rows: &dyn Rows, state: OutboxState) -> Result<u64, Fault> {
    let value = rows.get_raw(Table::OutboxCounts, &state_key(state).done())?;
    Ok(value.as_deref().and_then(last_number).unwrap_or(0))
}

/// What left or leaves about a case, the oldest first: for References.
///
/// # Errors
/// A fault of the storage below.
pub fn of_ticket(rows: &dyn Rows, ticket: TicketNumber, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    let range = KeyRange::prefix(&ticket.0.to_be_bytes());
    rows_behind(rows, Table::OutboxByTicket, &range, Direction::Ascending, limit, 8)
}

/// What left or leaves about a case because of these entries, the oldest first.
///
/// # Errors
/// A fault of the storage below.
pub fn of_ticket_between(rows: &dyn Rows, ticket: TicketNumber, first: Seq, last: Seq) -> Result<Vec<Outgoing>, Fault> {
    let key = |seq: u64| KeyBuilder::new().number(ticket.0).number(seq.saturating_mul(ROWS_PER_ENTRY)).done();
    let range =
        KeyRange { lower: Bound::Included(key(first.0)), upper: Bound::Excluded(key(last.0.saturating_add(1))) };
    rows_behind(rows, Table::OutboxByTicket, &range, Direction::Ascending, usize::MAX, 8)
}

/// Queues a notice; only the writer does, in the transaction of its cause.
pub(super) fn queue(
    operational: &mut Operational<'_>,
    notice: &Notice,
    (cause, n): (Seq, usize),
    at: Moment,
    instance: &str,
) -> Result<(), Fault> {
    operational.put(&Outgoing {
        // As content ids are made: unique without a counter, also when old rows are gone.
        id: OutboxId(cause.0 * ROWS_PER_ENTRY + n as u64),
        kind: notice.kind,
        ticket: notice.ticket,
        to: notice.to,
        text: notice.text,
        cause,
        created: at,
        state: OutboxState::Queued,
        when: at,
        attempts: 0,
        last_error: None,
        message_id: match notice.ticket {
            Some(ticket) => format!("<{ticket}.{cause}.{n}@{instance}.ventanilla>"),
            None => format!("<{cause}.{n}@{instance}.ventanilla>"),
        },
    })
}

/// Takes a queued row for sending until `until`, and counts the attempt; nothing when it is not queued any more.
///
/// # Errors
/// A fault of the storage below; so for every change here.
pub fn lease(operational: &mut Operational<'_>, id: OutboxId, until: Moment) -> Result<Option<Outgoing>, Fault> {
    let Some(mut row) = find(operational, id)?.filter(|row| row.state == OutboxState::Queued) else {
        return Ok(None);
    };
    (row.state, row.when) = (OutboxState::Leased, until);
    row.attempts = row.attempts.saturating_add(1);
    operational.put(&row)?;
    Ok(Some(row))
}

/// The server took it.
///
/// # Errors
/// A fault of the storage below.
pub fn sent(operational: &mut Operational<'_>, id: OutboxId, at: Moment) -> Result<(), Fault> {
    settle(operational, id, OutboxState::Sent, at, None)
}

/// It is tried again at `when`.
///
/// # Errors
/// A fault of the storage below.
pub fn retry_at(operational: &mut Operational<'_>, id: OutboxId, when: Moment, error: &str) -> Result<(), Fault> {
    settle(operational, id, OutboxState::Queued, when, Some(error))
}

/// It is not tried again.
///
/// # Errors
/// A fault of the storage below.
pub fn failed(operational: &mut Operational<'_>, id: OutboxId, at: Moment, error: &str) -> Result<(), Fault> {
    settle(operational, id, OutboxState::Failed, at, Some(error))
}

/// The server may have taken it.
///
/// # Errors
/// A fault of the storage below.
pub fn unknown(operational: &mut Operational<'_>, id: OutboxId, at: Moment, error: &str) -> Result<(), Fault> {
    settle(operational, id, OutboxState::Unknown, at, Some(error))
}

/// It is not wanted any more.
///
/// # Errors
/// A fault of the storage below.
pub fn cancelled(operational: &mut Operational<'_>, id: OutboxId, at: Moment, why: &str) -> Result<(), Fault> {
    settle(operational, id, OutboxState::Cancelled, at, Some(why))
}

fn settle(
    operational: &mut Operational<'_>,
    id: OutboxId,
    state: OutboxState,
    when: Moment,
    error: Option<&str>,
) -> Result<(), Fault> {
    if let Some(mut row) = find(operational, id)? {
        (row.state, row.when) = (state, when);
        row.last_error = error.map(str::to_owned);
        operational.put(&row)?;
    }
    Ok(())
}

/// Queues a row again that is neither queued nor leased, with its own Message-ID; says whether it did.
///
/// # Errors
/// A fault of the storage below.
pub fn send_again(operational: &mut Operational<'_>, id: OutboxId, now: Moment) -> Result<bool, Fault> {
    let Some(mut row) = find(operational, id)? else { return Ok(false) };
    if matches!(row.state, OutboxState::Queued | OutboxState::Leased) {
        return Ok(false);
    }
    (row.state, row.when, row.attempts) = (OutboxState::Queued, now, 0);
    operational.put(&row)?;
    Ok(true)
}

/// Deletes at most `limit` rows that were sent or cancelled before `before`; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_old(operational: &mut Operational<'_>, before: Moment, limit: usize) -> Result<usize, Fault> {
    let mut cleared = 0;
    for state in [OutboxState::Sent, OutboxState::Cancelled] {
        for row in by_state_until(operational, state, before, limit.saturating_sub(cleared))? {
            operational.remove::<Outgoing>(&row.row_key())?;
            cleared += 1;
        }
    }
    Ok(cleared)
}
