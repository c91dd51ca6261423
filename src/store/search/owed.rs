//! What the index still has to take in besides the journal's new entries: everything, when it is being made, and documents
//! that follow from something else, such as all cases of somebody who is called otherwise now.

use super::document::Key;
use crate::desk::id::{PersonId, Seq};
use crate::desk::{Fault, Person, Ticket};
use crate::store::Snapshot;
use std::collections::VecDeque;

/// What is owed, and since which entry.
#[derive(Debug, Default)]
pub(super) struct Owed {
    /// Everything that lies before these places: the newest comes first, since that is what people look for.
    sweep: Option<Sweep>,
    some: VecDeque<Key>,
    /// The entry that the oldest part of it follows from.
    since: Option<Seq>,
}

/// How far everything was taken in. What lies before these was not.
#[derive(Clone, Copy, Debug)]
struct Sweep {
    cases: u64,
    persons: u64,
    /// How many there were, and how many were taken in.
    of: u64,
    done: u64,
}

/// What is to be written, and whether something may be there already.
pub(super) enum Due {
    /// New to the index.
    New(Vec<Key>),
    /// To be replaced.
    Again(Vec<Key>),
    Nothing,
}

impl Owed {
    /// Everything that this snapshot has.
    pub(super) fn everything(cases: u64, persons: u64) -> Self {
        let sweep = Sweep { cases: u64::MAX, persons: u64::MAX, of: cases + persons, done: 0 };
        Self { sweep: Some(sweep), ..Self::default() }
    }

    /// How far it is with everything.
    pub(super) fn progress(&self) -> Option<(u64, u64)> {
        self.sweep.map(|sweep| (sweep.done.min(sweep.of), sweep.of))
    }

    /// Documents that follow from this entry.
    pub(super) fn add(&mut self, keys: impl IntoIterator<Item = Key>, since: Seq) {
        let before = self.some.len();
        self.some.extend(keys);
        if self.some.len() > before {
            self.since = Some(self.since.map_or(since, |known| known.min(since)));
        }
    }

    /// Whether a document will come in any case.
    pub(super) fn has_before_it(&self, key: Key) -> bool {
        self.sweep.is_some_and(|sweep| match key {
            Key::Case(number) => number.0 < sweep.cases,
            Key::Person(id) => id.0 < sweep.persons,
        })
    }

    /// The entry up to which nothing is owed any more, of those up to `position`; nothing while everything is.
    pub(super) fn settled(&self, position: Seq) -> Option<Seq> {
        match (&self.sweep, self.since) {
            (Some(_), _) => None,
            (None, Some(since)) if !self.some.is_empty() => Some(Seq(since.0.saturating_sub(1))),
            (None, _) => Some(position),
        }
    }

    /// The next documents, at most so many.
    pub(super) fn next(&mut self, snapshot: &Snapshot, most: usize) -> Result<Due, Fault> {
        if !self.some.is_empty() {
            let taken = self.some.drain(..most.min(self.some.len())).collect();
            if self.some.is_empty() {
                self.since = None;
            }
            return Ok(Due::Again(taken));
        }
        let Some(mut sweep) = self.sweep else { return Ok(Due::Nothing) };
        let mut keys = Vec::new();
        for case in snapshot.records_back::<Ticket>(Some(sweep.cases))?.take(most) {
            let number = case?.number;
            sweep.cases = number.0;
            keys.push(Key::Case(number));
        }
        if keys.len() < most {
            sweep.cases = 0;
            for person in snapshot.records_back::<Person>(Some(sweep.persons))?.take(most - keys.len()) {
                let id: PersonId = person?.id;
                sweep.persons = id.0;
                keys.push(Key::Person(id));
            }
        }
        sweep.done += keys.len() as u64;
        self.sweep = (keys.len() == most).then_some(sweep);
        Ok(if keys.is_empty() { Due::Nothing } else { Due::New(keys) })
    }
}
