//! What leaves the desk: rows written in the transaction of their cause, and what became of them.

use super::digest;
use super::index::mail::message_key;
use super::keys::{Direction, KeyBuilder, KeyRange, first_moment, last_number};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::SentMail;
use crate::desk::id::{AnswerId, ContentId, InvitationId, Seq, TicketNumber, UserId, WebhookId};
use crate::desk::{Fault, Forgetting, Notice, NoticeKind, NoticeWay, Recipient};
use crate::mail::MailKey;
use crate::moment::Moment;
use crate::secret::{hex, random};
use crate::service_model::{ModelVersion, NoticeRuleId};
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// Outbox ids are the number of the entry that caused them times this, and a count.
const ROWS_PER_ENTRY: u64 = 256;

/// The most mails that are told as one.
const GATHERED_MAX: usize = 500;
/// How many of the last mails of a user tell whether the next ones are gathered.
const RECENT: usize = 101;

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
    /// The rule that says so, of a version of the model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<(ModelVersion, NoticeRuleId)>,
    /// The invitation that it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<InvitationId>,
    /// The answer to a survey that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerId>,
    /// The journal entry that caused it.
    pub cause: Seq,
    /// When it was caused.
    pub created: Moment,
    /// What became of it.
    pub state: OutboxState,
    /// Queued: when to send it. Leased: when the lease ends. Else: since when the state is so.
    pub when: Moment,
    /// Whether it waits to leave together with others to the same user.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gathered: bool,
    /// How often it was tried.
    pub attempts: u32,
    /// What the server, or the way to it, said last.
    pub last_error: Option<String>,
    /// Its Message-ID with the angle brackets, or what a message to a program is known by: the same at each attempt.
    pub message_id: String,
}

impl Outgoing {
    /// How it leaves.
    pub const fn way(&self) -> NoticeWay {
        match self.to {
            Recipient::Person(_) | Recipient::User(_) => NoticeWay::Mail,
            Recipient::Webhook(_) => NoticeWay::Webhook,
        }
    }
}

impl Row for Outgoing {
    const TABLE: Table = Table::Outbox;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        let pile = || pile_key(self.way(), self.state);
        derived.entry(Table::OutboxByState, pile().moment(self.when).number(id).done());
        if matches!(self.state, OutboxState::Queued | OutboxState::Leased) {
            derived.entry(Table::OutboxWaiting, way_key(self.way()).number(id).done());
        }
        if self.way() == NoticeWay::Mail {
            let key = message_key(&self.message_id);
            derived.entry(Table::OutboxByMessage, KeyBuilder::new().bytes(&key.0).number(id).done());
        }
        if let Some(ticket) = self.ticket {
            derived.entry(Table::OutboxByTicket, KeyBuilder::new().number(ticket.0).number(id).done());
        }
        if let (Recipient::User(user), Some(_)) = (self.to, self.ticket) {
            derived.entry(Table::OutboxByUser, user_key(user).number(id).done());
        }
        let of_survey = [self.answer.map(answer_key), self.invitation.map(invitation_key)];
        for key in of_survey.into_iter().flatten() {
            derived.entry(Table::OutboxBySurvey, key.number(id).done());
        }
        if let Recipient::Webhook(webhook) = self.to {
            derived.entry(Table::OutboxByWebhook, webhook_key(webhook).number(id).done());
        }
        derived.count(Table::OutboxCounts, pile().done());
    }
}

fn answer_key(answer: AnswerId) -> KeyBuilder {
    KeyBuilder::new().byte(1).number(answer.0)
}

fn invitation_key(invitation: InvitationId) -> KeyBuilder {
    KeyBuilder::new().byte(2).number(invitation.0)
}

/// Fixed: stored keys hold it.
fn way_key(way: NoticeWay) -> KeyBuilder {
    KeyBuilder::new().byte(match way {
        NoticeWay::Screen => 0,
        NoticeWay::Mail => 1,
        NoticeWay::Webhook => 2,
    })
}

fn pile_key(way: NoticeWay, state: OutboxState) -> KeyBuilder {
    way_key(way).byte(state.code())
}

fn webhook_key(webhook: WebhookId) -> KeyBuilder {
    KeyBuilder::new().number(webhook.0)
}

fn user_key(user: UserId) -> KeyBuilder {
    KeyBuilder::new().number(user.0)
}

/// The mail that left with this Message-ID.
pub(super) fn sent_as(rows: &dyn Rows, key: &MailKey) -> Result<Option<SentMail>, Fault> {
    let range = KeyRange::prefix(&key.0);
    let mut found: Vec<Outgoing> = rows_behind(rows, Table::OutboxByMessage, &range, Direction::Ascending, 1, 8)?;
    Ok(found.pop().map(|Outgoing { ticket, to, invitation, .. }| SentMail { ticket, to, invitation }))
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
pub fn due(rows: &dyn Rows, way: NoticeWay, now: Moment, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    until(rows, (way, OutboxState::Queued), now, limit)
}

/// What was leased, and not answered for in time: its sender died or hangs, and nobody knows how far it came.
///
/// # Errors
/// A fault of the storage below.
pub fn lapsed(rows: &dyn Rows, way: NoticeWay, now: Moment, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    until(rows, (way, OutboxState::Leased), now, limit)
}

fn until(
    rows: &dyn Rows,
    (way, state): (NoticeWay, OutboxState),
    now: Moment,
    limit: usize,
) -> Result<Vec<Outgoing>, Fault> {
    let range = KeyRange {
        lower: Bound::Included(pile_key(way, state).done()),
        upper: Bound::Included(pile_key(way, state).moment(now).number(u64::MAX).done()),
    };
    rows_behind(rows, Table::OutboxByState, &range, Direction::Ascending, limit, 8)
}

/// When something is to be sent next, or a lease ends.
///
/// # Errors
/// A fault of the storage below.
pub fn next_due(rows: &dyn Rows, way: NoticeWay) -> Result<Option<Moment>, Fault> {
    let mut next: Option<Moment> = None;
    for state in [OutboxState::Queued, OutboxState::Leased] {
        let range = KeyRange::prefix(&pile_key(way, state).done());
        let first = rows::keys(rows, Table::OutboxByState, &range, Direction::Ascending, 1)?;
        let when = first.first().and_then(|key| first_moment(key.get(2..)?));
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
    (way, state): (NoticeWay, OutboxState),
    after: Option<(Moment, OutboxId)>,
    limit: usize,
) -> Result<Vec<Outgoing>, Fault> {
    let mut range = KeyRange::prefix(&pile_key(way, state).done());
    if let Some((when, id)) = after {
        range = range.after(pile_key(way, state).moment(when).number(id.0).done(), Direction::Descending);
    }
    rows_behind(rows, Table::OutboxByState, &range, Direction::Descending, limit, 8)
}

/// What waits longest of all that no server has taken. (Ids grow with the entries that cause them.)
///
/// # Errors
/// A fault of the storage below.
pub fn oldest_waiting(rows: &dyn Rows, way: NoticeWay) -> Result<Option<Outgoing>, Fault> {
    let all = KeyRange::prefix(&way_key(way).done());
    Ok(rows_behind(rows, Table::OutboxWaiting, &all, Direction::Ascending, 1, 8)?.pop())
}

/// How much is in a state.
///
/// # Errors
/// A fault of the storage below.
pub fn count(rows: &dyn Rows, way: NoticeWay, state: OutboxState) -> Result<u64, Fault> {
    let value = rows.get_raw(Table::OutboxCounts, &pile_key(way, state).done())?;
    Ok(value.as_deref().and_then(last_number).unwrap_or(0))
}

/// A page of what left or leaves for a webhook, the newest first.
///
/// # Errors
/// A fault of the storage below.
pub fn of_webhook(
    rows: &dyn Rows,
    webhook: WebhookId,
    after: Option<OutboxId>,
    limit: usize,
) -> Result<Vec<Outgoing>, Fault> {
    let mut range = KeyRange::prefix(&webhook_key(webhook).done());
    if let Some(id) = after {
        range = range.after(webhook_key(webhook).number(id.0).done(), Direction::Descending);
    }
    rows_behind(rows, Table::OutboxByWebhook, &range, Direction::Descending, limit, 8)
}

/// The last mails of cases that a user was written, the newest first.
fn of_user(rows: &dyn Rows, user: UserId, limit: usize) -> Result<Vec<Outgoing>, Fault> {
    let range = KeyRange::prefix(&user_key(user).done());
    rows_behind(rows, Table::OutboxByUser, &range, Direction::Descending, limit, 8)
}

/// What is to leave by now together with this row, itself included, the oldest first.
///
/// # Errors
/// A fault of the storage below.
pub fn gathered_with(rows: &dyn Rows, row: &Outgoing, now: Moment) -> Result<Vec<Outgoing>, Fault> {
    let Recipient::User(user) = row.to else { return Ok(Vec::new()) };
    let mut gathered = of_user(rows, user, GATHERED_MAX)?;
    gathered.retain(|other| other.gathered && other.state == OutboxState::Queued && other.when <= now);
    gathered.reverse();
    Ok(gathered)
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
    let gathered_until = match (notice.to, notice.digest) {
        (Recipient::User(user), Some(digest)) => {
            digest::gathered_until(digest, at, &of_user(operational, user, RECENT)?)
        }
        _ => None,
    };
    operational.put(&Outgoing {
        // As content ids are made: unique without a counter, also when old rows are gone.
        id: OutboxId(cause.0 * ROWS_PER_ENTRY + n as u64),
        kind: notice.kind,
        ticket: notice.ticket,
        to: notice.to,
        text: notice.text,
        rule: notice.rule,
        invitation: notice.invitation,
        answer: notice.answer,
        cause,
        created: at,
        state: OutboxState::Queued,
        when: gathered_until.unwrap_or(at),
        gathered: gathered_until.is_some(),
        attempts: 0,
        last_error: None,
        message_id: match notice.ticket {
            _ if matches!(notice.to, Recipient::Webhook(_)) => format!("{cause}.{n}.{instance}"),
            Some(ticket) => format!("<{ticket}.{cause}.{n}.{}@{instance}.ventanilla>", hex(&random::<8>()?)),
            None => format!("<{cause}.{n}@{instance}.ventanilla>"),
        },
    })
}

/// Takes queued rows for sending until `until`, and counts the attempt; nothing when one of them is not queued any more.
///
/// # Errors
/// A fault of the storage below; so for every change here.
pub fn lease_all(
    operational: &mut Operational<'_>,
    ids: &[OutboxId],
    until: Moment,
) -> Result<Option<Vec<Outgoing>>, Fault> {
    let mut leased = Vec::new();
    for id in ids {
        let Some(row) = find(operational, *id)?.filter(|row| row.state == OutboxState::Queued) else {
            return Ok(None);
        };
        let attempts = row.attempts.saturating_add(1);
        leased.push(Outgoing { state: OutboxState::Leased, when: until, attempts, ..row });
    }
    leased.iter().try_for_each(|row| operational.put(row))?;
    Ok(Some(leased))
}

/// Takes one queued row for sending.
///
/// # Errors
/// As [`lease_all`].
pub fn lease(operational: &mut Operational<'_>, id: OutboxId, until: Moment) -> Result<Option<Outgoing>, Fault> {
    Ok(lease_all(operational, &[id], until)?.and_then(|mut leased| leased.pop()))
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
    for way in NoticeWay::ALL {
        for state in [OutboxState::Sent, OutboxState::Cancelled] {
            for row in until(operational, (*way, state), before, limit.saturating_sub(cleared))? {
                operational.remove::<Outgoing>(&row.row_key())?;
                cleared += 1;
            }
        }
    }
    Ok(cleared)
}

/// Deletes what tells of answers and invitations of which it is forgotten whom they concern, whatever became of it.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn forget(operational: &mut Operational<'_>, forgetting: &Forgetting) -> Result<(), Fault> {
    let answers = forgetting.answers.iter().copied().map(answer_key);
    for key in answers.chain(forgetting.invitations.iter().copied().map(invitation_key)) {
        let of_it = KeyRange::prefix(&key.done());
        for key in rows::keys(operational, Table::OutboxBySurvey, &of_it, Direction::Ascending, usize::MAX)? {
            if let Some(id) = last_number(&key) {
                operational.remove::<Outgoing>(&id.to_be_bytes())?;
            }
        }
    }
    Ok(())
}
