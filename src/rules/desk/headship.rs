//! Who heads which units: those that they are named for, and all that lies below these in the tree.
//!
//! A case is of the unit that its requester had when it was registered. So a unit that is put elsewhere in the tree takes
//! its cases along, people who move leave theirs behind, and a unit that went into another is put below that one and
//! switched off: its own heads have no say any more, and the other's see what it asked for.

use super::facts::{Facts, Fault};
use super::id::{PersonId, UnitId};
use super::{Person, Unit};
use std::collections::BTreeSet;

/// How many heads a unit may have.
pub(super) const HEADS_MAX: usize = 10;
/// How many units somebody may head, those below the ones that they are named for included: a list of their cases looks
/// at each of them.
pub(super) const HEADED_MAX: usize = 1_000;

/// The units that a person heads now. Whoever is switched off heads none, and a unit that has ended gives nobody any.
///
/// # Errors
/// A fault of the storage below.
pub fn headed_by<F: Facts>(facts: &F, person: PersonId) -> Result<BTreeSet<UnitId>, Fault> {
    let mut named = facts.units_of_head(person)?;
    if named.is_empty() || !facts.get::<Person>(person.0)?.is_some_and(|person| person.active) {
        return Ok(BTreeSet::new());
    }
    let mut ended = Vec::new();
    for id in &named {
        if !facts.get::<Unit>(id.0)?.is_some_and(|unit| unit.active) {
            ended.push(*id);
        }
    }
    named.retain(|id| !ended.contains(id));
    downwards(facts, named)
}

/// These units and all that lie below them; of more than anybody may head one too many.
pub(super) fn downwards<F: Facts>(facts: &F, mut units: Vec<UnitId>) -> Result<BTreeSet<UnitId>, Fault> {
    let mut all = BTreeSet::new();
    while let Some(id) = units.pop().filter(|_| all.len() <= HEADED_MAX) {
        if all.insert(id) {
            units.extend(facts.units_below(id)?);
        }
    }
    Ok(all)
}
