//! Requests that were answered: the same one again gets the same outcome. What is kept is the outcome's id, never a
//! body.

use super::keys::{Direction, KeyBuilder, KeyRange, actor_code};
use super::operational::Operational;
use super::request::{IdempotencyKey, Request};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::id::Seq;
use crate::desk::{ActorRef, Fault, Outcome};
use crate::moment::Moment;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// How long an answer is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// An answered request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answered {
    actor: ActorRef,
    operation: String,
    key: String,
    pub(super) body_hash: [u8; 32],
    pub(super) outcome: Outcome,
    pub(super) seq: Seq,
    at: Moment,
}

impl Row for Answered {
    const TABLE: Table = Table::Idempotency;

    fn row_key(&self) -> Vec<u8> {
        row_key(self.actor, &self.operation, &self.key)
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::IdempotencyByAge, KeyBuilder::new().moment(self.at).bytes(&self.row_key()).done());
    }
}

fn row_key(actor: ActorRef, operation: &str, key: &str) -> Vec<u8> {
    let (tag, id) = actor_code(actor);
    KeyBuilder::new().byte(tag).number(id).text(operation).bytes(key.as_bytes()).done()
}

/// What the same request was answered with, when it is not too long ago.
pub(super) fn find(rows: &dyn Rows, request: &Request, by: &IdempotencyKey) -> Result<Option<Answered>, Fault> {
    let answered = rows::get::<Answered>(rows, &row_key(request.actor, &by.operation, &by.key))?;
    Ok(answered.filter(|answered| request.at.since(answered.at) < KEPT))
}

/// Keeps what a request was answered with.
pub(super) fn keep(
    operational: &mut Operational<'_>,
    request: &Request,
    by: &IdempotencyKey,
    outcome: Outcome,
    seq: Seq,
) -> Result<(), Fault> {
    operational.put(&Answered {
        actor: request.actor,
        operation: by.operation.clone(),
        key: by.key.clone(),
        body_hash: by.body_hash,
        outcome,
        seq,
        at: request.at,
    })
}

/// Deletes at most `limit` answers that are no longer kept; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_old(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let end = KeyBuilder::new().moment(now.plus(-KEPT)).done();
    let range = KeyRange { upper: Bound::Excluded(end), ..KeyRange::all() };
    let old = rows::keys(operational, Table::IdempotencyByAge, &range, Direction::Ascending, limit)?;
    for entry in &old {
        operational.remove::<Answered>(entry.get(8..).unwrap_or_default())?;
    }
    Ok(old.len())
}
