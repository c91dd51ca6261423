//! Keys whose bytes sort as their values do.

use crate::desk::ActorRef;
use crate::moment::{Day, Moment};
use crate::words::{Priority, State};
use std::ops::Bound;

/// Puts a key together, part by part.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyBuilder(Vec<u8>);

impl KeyBuilder {
    pub(super) fn new() -> Self {
        Self(Vec::with_capacity(48))
    }

    pub(super) fn byte(mut self, byte: u8) -> Self {
        self.0.push(byte);
        self
    }

    pub(super) fn number(mut self, number: u64) -> Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    /// Negative moments sort before positive ones: the sign bit is turned round.
    pub(super) fn moment(self, at: Moment) -> Self {
        self.number((at.millis() as u64) ^ (1 << 63))
    }

    pub(super) fn day(mut self, day: Day) -> Self {
        self.0.extend_from_slice(&((day.number() as u32) ^ (1 << 31)).to_be_bytes());
        self
    }

    /// Text that more parts follow. A zero byte ends it, so that a shorter word sorts before a longer one that begins
    /// with it; zero bytes of its own are left out (cleaned text has none).
    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.extend(text.bytes().filter(|byte| *byte != 0));
        self.0.push(0);
        self
    }

    /// Bytes of a fixed length, or the last part.
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// The last eight bytes of a key: the number that most keys end with.
pub(super) fn last_number(key: &[u8]) -> Option<u64> {
    key.last_chunk().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The first eight bytes of a key.
pub(super) fn first_number(key: &[u8]) -> Option<u64> {
    key.first_chunk().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The moment that begins a key.
pub(super) fn first_moment(key: &[u8]) -> Option<Moment> {
    first_number(key).map(|bits| Moment::from_millis((bits ^ (1 << 63)) as i64))
}

/// The byte of a state in keys. Fixed: stored keys hold it.
pub(super) const fn state_code(state: State) -> u8 {
    match state {
        State::New => 1,
        State::InProgress => 2,
        State::Waiting => 3,
        State::Resolved => 4,
        State::Closed => 5,
        State::Cancelled => 6,
    }
}

/// The state of a byte.
pub(super) const fn state_of(code: u8) -> Option<State> {
    Some(match code {
        1 => State::New,
        2 => State::InProgress,
        3 => State::Waiting,
        4 => State::Resolved,
        5 => State::Closed,
        6 => State::Cancelled,
        _ => return None,
    })
}

/// The byte of a priority in keys: what is done first sorts first.
pub(super) const fn priority_code(priority: Priority) -> u8 {
    match priority {
        Priority::Critical => 1,
        Priority::High => 2,
        Priority::Medium => 3,
        Priority::Low => 4,
    }
}

/// The byte and the number of an actor in keys. Fixed: stored keys hold them.
pub(super) const fn actor_code(actor: ActorRef) -> (u8, u64) {
    match actor {
        ActorRef::User(id) => (1, id.0),
        ActorRef::Token(id) => (2, id.0),
        ActorRef::Person(id) => (3, id.0),
        ActorRef::System => (4, 0),
        ActorRef::Setup => (5, 0),
        ActorRef::Nobody => (6, 0),
    }
}

/// A stretch of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRange {
    /// Where it begins.
    pub lower: Bound<Vec<u8>>,
    /// Where it ends.
    pub upper: Bound<Vec<u8>>,
}

/// Which way a scan goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest key.
    Ascending,
    /// From the greatest.
    Descending,
}

impl KeyRange {
    /// Every key.
    pub const fn all() -> Self {
        Self { lower: Bound::Unbounded, upper: Bound::Unbounded }
    }

    /// Every key that begins with these bytes.
    pub fn prefix(prefix: &[u8]) -> Self {
        Self { lower: Bound::Included(prefix.to_vec()), upper: after_prefix(prefix) }
    }

    /// Keys from this one on.
    pub fn from(key: Vec<u8>) -> Self {
        Self { lower: Bound::Included(key), upper: Bound::Unbounded }
    }

    /// What a scan in this direction has left after `key`.
    #[must_use]
    pub fn after(mut self, key: Vec<u8>, direction: Direction) -> Self {
        match direction {
            Direction::Ascending => self.lower = Bound::Excluded(key),
            Direction::Descending => self.upper = Bound::Excluded(key),
        }
        self
    }

    /// Whether no key can be in it: redb wants the bounds in order.
    pub(super) fn is_empty(&self) -> bool {
        match (&self.lower, &self.upper) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
            (Bound::Included(lower), Bound::Included(upper)) => lower > upper,
            (Bound::Included(lower) | Bound::Excluded(lower), Bound::Included(upper) | Bound::Excluded(upper)) => {
                lower >= upper
            }
        }
    }

    pub(super) fn bounds(&self) -> (Bound<&[u8]>, Bound<&[u8]>) {
        (self.lower.as_ref().map(Vec::as_slice), self.upper.as_ref().map(Vec::as_slice))
    }
}

/// The first key after all that begin with `prefix`.
fn after_prefix(prefix: &[u8]) -> Bound<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Bound::Excluded(end);
        }
    }
    Bound::Unbounded
}
