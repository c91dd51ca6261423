//! Replays of a past period through a model: what was asked, and what came of it.

use super::operational::Operational;
use super::rows::{self, Row, Rows, Visit};
use super::tables::Table;
use super::{codec, keys};
use crate::desk::Fault;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// A replay. What it came to is written by the program that made it; the store does not look into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// Its number, from 1.
    pub id: u64,
    /// What people call it.
    pub name: String,
    /// Cases that were opened from then on.
    pub from: Moment,
    /// Cases that were opened before then.
    pub to: Moment,
    /// Which model was tried, and by what it is known.
    pub tried: Tried,
    /// Who asked for it.
    pub by: crate::desk::ActorRef,
    /// When it began.
    pub began: Moment,
    /// How it ended; `None`: it runs, or was broken off with the desk.
    pub ended: Option<Ended>,
    /// In which form what it came to is packed: the program that made it says so.
    #[serde(default)]
    pub form: u32,
    /// What it came to, packed; empty until then.
    #[serde(with = "serde_bytes")]
    pub tally: Vec<u8>,
}

/// Which model was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    /// The draft, at this revision.
    Draft(u64),
    /// A version that was or is in force.
    Version(u64),
}

/// How a replay ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It is done.
    Done {
        /// When.
        at: Moment,
    },
    /// Somebody stopped it.
    Stopped {
        /// When.
        at: Moment,
    },
    /// It failed.
    Failed {
        /// When.
        at: Moment,
        /// Why.
        trouble: String,
    },
}

/// Some of the cases of a replay, packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayCases {
    /// The replay.
    pub replay: u64,
    /// The number of the first case.
    pub first: u64,
    /// The cases.
    #[serde(with = "serde_bytes")]
    pub packed: Vec<u8>,
}

impl Row for Replay {
    const TABLE: Table = Table::Replay;

    fn row_key(&self) -> Vec<u8> {
        self.id.to_be_bytes().to_vec()
    }
}

impl Row for ReplayCases {
    const TABLE: Table = Table::ReplayCases;

    fn row_key(&self) -> Vec<u8> {
        keys::KeyBuilder::new().number(self.replay).number(self.first).done()
    }
}

/// The replay with this number.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn find(rows: &dyn Rows, id: u64) -> Result<Option<Replay>, Fault> {
    rows::get(rows, &id.to_be_bytes())
}

/// Every replay that is kept, the first one first.
pub fn all(rows: &dyn Rows) -> Result<Vec<Replay>, Fault> {
    super::operational::all(rows)
}

/// Visits the packed cases of a replay in the order of their numbers, from the row on that holds the case `from`, until
/// `visitor` has enough.
pub fn visit_cases(
    rows: &dyn Rows,
    replay: u64,
    from: u64,
    visitor: &mut dyn FnMut(ReplayCases) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let of_replay = keys::KeyRange::prefix(&replay.to_be_bytes());
    let key = |first: u64| keys::KeyBuilder::new().number(replay).number(first).done();
    // The row that holds it begins with it or with a case before it.
    let mut first = key(from);
    let before = keys::KeyRange { lower: of_replay.lower.clone(), upper: std::ops::Bound::Included(key(from)) };
    rows.visit(Table::ReplayCases, &before, keys::Direction::Descending, &mut |key, _| {
        first = key.to_vec();
        Ok(Visit::Enough)
    })?;
    let range = keys::KeyRange { lower: std::ops::Bound::Included(first), upper: of_replay.upper };
    rows.visit(Table::ReplayCases, &range, keys::Direction::Ascending, &mut |_, value| {
        Ok(if visitor(codec::decode(value)?)? { Visit::On } else { Visit::Enough })
    })
}

/// Keeps a replay.
pub fn keep(operational: &mut Operational<'_>, replay: &Replay) -> Result<(), Fault> {
    operational.put(replay)
}

/// Keeps some of its cases.
pub fn keep_cases(operational: &mut Operational<'_>, cases: &ReplayCases) -> Result<(), Fault> {
    operational.put(cases)
}

/// Forgets a replay and its cases.
pub fn forget(operational: &mut Operational<'_>, id: u64) -> Result<(), Fault> {
    operational.remove::<Replay>(&id.to_be_bytes())?;
    let mut keys = Vec::new();
    let range = keys::KeyRange::prefix(&id.to_be_bytes());
    operational.visit(Table::ReplayCases, &range, keys::Direction::Ascending, &mut |key, _| {
        keys.push(key.to_vec());
        Ok(Visit::On)
    })?;
    keys.iter().try_for_each(|key| operational.remove::<ReplayCases>(key).map(drop))
}
