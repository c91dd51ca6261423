//! What follows from a command.

use super::event::{ContentRow, Event};
use super::facts::{Facts, Fault};
use super::id::{GroupId, PersonId, TicketNumber, TokenId, UnitId, UserId};
use super::{ActorRef, Command, Notice, Refusal};
use crate::Moment;
use crate::service_model::ModelVersion;
use serde::{Deserialize, Serialize};

/// What an accepted command comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The texts and personal details that the events refer to.
    pub contents: Vec<ContentRow>,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    /// What the caller asked for.
    pub outcome: Outcome,
}

/// The thing that a command made or changed: what an idempotency key remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A case, and the version that it has now.
    Ticket(TicketNumber),
    /// A person.
    Person(PersonId),
    /// A unit.
    Unit(UnitId),
    /// A group.
    Group(GroupId),
    /// A user.
    User(UserId),
    /// A token.
    Token(TokenId),
    /// A version of the service model.
    Model(ModelVersion),
    /// Settings, or nothing.
    Done,
}

/// Why a command did not go through.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The desk said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The storage failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What follows from `command`, asked by `actor` at `now`. `if_version`: only when the thing it changes is still at
/// this version. Total: it returns, and changes nothing itself.
///
/// # Errors
/// A refusal, or a fault of the storage below.
pub fn decide<F: Facts>(
    facts: &F,
    actor: ActorRef,
    command: &Command,
    if_version: Option<u64>,
    now: Moment,
) -> Result<Accepted, Stop> {
    let _ = (facts, actor, command, if_version, now);
    Err(Refusal::NotFound.into())
}
