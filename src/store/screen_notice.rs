//! What users are told on screen: the newest of each, written in the transaction of their cause.

use super::keys::{Direction, KeyBuilder, KeyRange, last_number};
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::id::{AnswerId, Seq, TicketNumber, UserId};
use crate::desk::{Fault, Notice, NoticeKind};
use crate::moment::Moment;
use crate::service_model::{ModelVersion, NoticeRuleId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Bound;

/// So many are kept for a user; then the oldest goes.
pub const KEPT: u64 = 200;
/// Ids are the number of the entry that caused them times this, and a count.
const NOTICES_PER_ENTRY: u64 = 256;

/// Something that a user is told on screen. It holds nobody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenNotice {
    /// Whom.
    pub user: UserId,
    /// Its number among theirs; it grows with time.
    pub id: u64,
    /// What it says.
    pub kind: NoticeKind,
    /// About which case.
    pub ticket: TicketNumber,
    /// The rule that says so, of a version of the model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<(ModelVersion, NoticeRuleId)>,
    /// The answer to a survey that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerId>,
    /// When it happened.
    pub at: Moment,
    /// Whether they have read it.
    pub read: bool,
}

impl Row for ScreenNotice {
    const TABLE: Table = Table::ScreenNotice;

    fn row_key(&self) -> Vec<u8> {
        key(self.user, self.id)
    }

    fn derive(&self, derived: &mut rows::Derived) {
        let by_cause = KeyBuilder::new().number(self.id).number(self.user.0).done();
        derived.entry(Table::ScreenNoticesByCause, by_cause);
        if let Some(answer) = self.answer {
            let by_answer = KeyBuilder::new().number(answer.0).bytes(&self.row_key());
            derived.entry(Table::ScreenNoticesByAnswer, by_answer.done());
        }
        derived.count(Table::ScreenNoticeCounts, self.user.0.to_be_bytes().to_vec());
    }
}

fn key(user: UserId, id: u64) -> Vec<u8> {
    KeyBuilder::new().number(user.0).number(id).done()
}

/// Tells a user something; only the writer does, in the transaction of its cause.
pub(super) fn tell(
    operational: &mut Operational<'_>,
    (user, ticket): (UserId, TicketNumber),
    notice: &Notice,
    (cause, n): (Seq, usize),
    at: Moment,
) -> Result<(), Fault> {
    let count = operational.get_raw(Table::ScreenNoticeCounts, &user.0.to_be_bytes())?;
    if count.as_deref().and_then(last_number).unwrap_or(0) >= KEPT {
        let theirs = KeyRange::prefix(&user.0.to_be_bytes());
        for oldest in rows::keys(operational, Table::ScreenNotice, &theirs, Direction::Ascending, 1)? {
            operational.remove::<ScreenNotice>(&oldest)?;
        }
    }
    let id = cause.0 * NOTICES_PER_ENTRY + n as u64;
    let (kind, rule, answer) = (notice.kind, notice.rule, notice.answer);
    operational.put(&ScreenNotice { user, id, kind, ticket, rule, answer, at, read: false })
}

/// What a user is told, the newest first.
///
/// # Errors
/// A fault of the storage below; so for all here.
pub fn of_user(rows: &dyn Rows, user: UserId) -> Result<Vec<ScreenNotice>, Fault> {
    let theirs = KeyRange::prefix(&user.0.to_be_bytes());
    let keys = rows::keys(rows, Table::ScreenNotice, &theirs, Direction::Descending, KEPT as usize)?;
    let found = keys.iter().map(|key| rows::get::<ScreenNotice>(rows, key));
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Deletes what users were told of these answers.
pub(super) fn forget(operational: &mut Operational<'_>, answers: &[AnswerId]) -> Result<(), Fault> {
    for answer in answers {
        let of_it = KeyRange::prefix(&answer.0.to_be_bytes());
        for key in rows::keys(operational, Table::ScreenNoticesByAnswer, &of_it, Direction::Ascending, usize::MAX)? {
            operational.remove::<ScreenNotice>(key.get(8..).unwrap_or_default())?;
        }
    }
    Ok(())
}

/// The users who are told something because of these entries.
///
/// # Errors
/// A fault of the storage below.
pub fn told_between(rows: &dyn Rows, first: Seq, last: Seq) -> Result<BTreeSet<UserId>, Fault> {
    let at = |seq: u64| KeyBuilder::new().number(seq.saturating_mul(NOTICES_PER_ENTRY)).done();
    let range = KeyRange { lower: Bound::Included(at(first.0)), upper: Bound::Excluded(at(last.0.saturating_add(1))) };
    let keys = rows::keys(rows, Table::ScreenNoticesByCause, &range, Direction::Ascending, usize::MAX)?;
    Ok(keys.iter().filter_map(|key| last_number(key)).map(UserId).collect())
}

/// A user has read one of theirs; says whether there is such a one.
///
/// # Errors
/// A fault of the storage below.
pub fn read_one(operational: &mut Operational<'_>, user: UserId, id: u64) -> Result<bool, Fault> {
    match rows::get::<ScreenNotice>(operational, &key(user, id))? {
        Some(notice) => {
            operational.put(&ScreenNotice { read: true, ..notice })?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// A user has read all of theirs up to this one.
///
/// # Errors
/// A fault of the storage below.
pub fn read_up_to(operational: &mut Operational<'_>, user: UserId, last: u64) -> Result<(), Fault> {
    for notice in of_user(operational, user)?.into_iter().filter(|notice| notice.id <= last && !notice.read) {
        operational.put(&ScreenNotice { read: true, ..notice })?;
    }
    Ok(())
}
