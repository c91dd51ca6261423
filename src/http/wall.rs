//! What a screen on a wall shows: figures, and what is due first. No people, no subjects.

use super::Tag;
use super::board::{Load, SOON_MINUTES};
use super::caller::Onlooker;
use super::clocks::ClockBrief;
use super::list::Named;
use super::reply::{Answer, Shown};
use super::word::{At, Id};
use crate::desk::{Fault, Ticket};
use crate::queries::board;
use crate::queries::names::Names;
use crate::store::Snapshot;
use chrono::TimeDelta;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct WallResource;

/// What a screen on a wall shows.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Wall {
    /// When it was so.
    at: At,
    /// All open cases; soon is within four hours.
    all: Load,
    /// The four cases that are overdue for longest, and the four that are due next, in the order of their deadlines.
    due: Vec<WallCase>,
}

/// A case, as a wall shows it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct WallCase {
    /// Its number.
    number: Id,
    /// Its group; null: none.
    group: Option<Named>,
    /// Its clocks, one of a kind at the most.
    clocks: Vec<ClockBrief>,
}

#[OpenApi(prefix_path = "/wall", tag = "Tag::Tickets")]
impl WallResource {
    /// What a screen on a wall shows
    ///
    /// Figures and what is due first, without people and subjects. For a token of scope `wall`, which may ask for this
    /// and listen to live events, and for nothing else; and for who sees every case.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Onlooker) -> Answer<Shown<Wall>> {
        let caller = caller.0;
        let snapshot = caller.snapshot()?;
        let soon = TimeDelta::minutes(SOON_MINUTES.into());
        let wall = board::wall(&snapshot, caller.viewer(), caller.now(), soon)?;
        let names = Names::new(&snapshot);
        let due = wall.due.iter().map(|case| WallCase::of(&names, case));
        Ok(Shown::new(Wall { at: At(caller.now()), all: Load::of(wall.all), due: due.collect::<Result<_, Fault>>()? }))
    }
}

impl WallCase {
    fn of(names: &Names<'_, Snapshot>, case: &Ticket) -> Result<Self, Fault> {
        Ok(Self {
            number: Id::of(case.number),
            group: case.group.map(|id| Ok(Named::new(id, names.group(id)?))).transpose()?,
            clocks: case.clocks.iter().map(ClockBrief::of).collect(),
        })
    }
}
