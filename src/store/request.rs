//! What goes into the writer, and what comes back.

use crate::desk::id::Seq;
use crate::desk::{ActorRef, Command, Origin, Outcome};
use crate::moment::Moment;

/// A command on its way to the writer.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks.
    pub actor: ActorRef,
    /// From where; `None`: the desk itself.
    pub from: Option<Origin>,
    /// For what.
    pub command: Command,
    /// When: what `decide` takes for now.
    pub at: Moment,
    /// Only when the thing it changes is still at this version.
    pub if_version: Option<u64>,
    /// The key under which a repetition is answered with the first outcome.
    pub idempotency: Option<IdempotencyKey>,
}

impl Request {
    /// A command of the desk itself, without conditions.
    pub fn new(actor: ActorRef, command: Command, at: Moment) -> Self {
        Self { actor, from: None, command, at, if_version: None, idempotency: None }
    }

    /// The same, from there.
    #[must_use]
    pub fn from(self, origin: Origin) -> Self {
        Self { from: Some(origin), ..self }
    }
}

/// What makes two requests the same one; the actor belongs to it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Which operation of the API.
    pub operation: String,
    /// The key that the client chose.
    pub key: String,
    /// SHA-256 of the body: the same key with another body is refused.
    pub body_hash: [u8; 32],
}

/// An accepted command, on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// What it came to.
    pub outcome: Outcome,
    /// The last journal entry that it made; when it made none, the last there was.
    pub seq: Seq,
    /// Whether this is the answer of an earlier request with the same idempotency key.
    pub replayed: bool,
}
