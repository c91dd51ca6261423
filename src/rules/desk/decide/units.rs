//! The tree of units, and who heads them.

use super::super::command::UnitDraft;
use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::headship::{HEADED_MAX, HEADS_MAX, downwards};
use super::super::id::{PersonId, UnitId};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::NAME_MAX;
use super::super::{Person, Unit, phone};
use super::check::Check;
use super::clocks::units_upwards;
use super::draft::Draft;
use super::{Outcome, Stop};
use std::collections::BTreeSet;

/// How deep the tree of units may be.
pub(super) const DEPTH_MAX: usize = 16;

pub(super) fn save_unit<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<UnitId>,
    unit: &UnitDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before: Option<Unit> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    let name = check.line("name", &unit.name, NAME_MAX);
    if let Some(country) = &unit.country {
        check.that(phone::is_country(country), "country", FieldProblem::Unknown);
    }
    check_parent(&mut check, draft, id, unit.parent)?;
    let known = before.as_ref().map(|before| before.heads.clone()).unwrap_or_default();
    let heads = match &unit.heads {
        Some(named) => check_heads(&mut check, draft, named, &known)?,
        None => known.clone(),
    };
    check.done()?;
    if before.as_ref().is_none_or(|before| before.parent != unit.parent) || heads != known {
        check_headed(draft, id, unit.parent, &heads)?;
    }

    let id = match id {
        Some(id) => id,
        None => UnitId(draft.new_id::<Unit>()?),
    };
    draft.event(Event::UnitSaved(Unit {
        id,
        version: before.map_or(1, |before| before.version + 1),
        parent: unit.parent,
        name,
        country: unit.country.clone(),
        active: unit.active,
        heads,
    }));
    Ok(Outcome::Unit(id))
}

/// The units above must exist, be none of this unit's own, and not be too many.
fn check_parent<F: Facts>(
    check: &mut Check,
    draft: &Draft<'_, F>,
    id: Option<UnitId>,
    parent: Option<UnitId>,
) -> Result<(), Fault> {
    let mut next = parent;
    for _ in 0..DEPTH_MAX {
        let Some(above) = next else { return Ok(()) };
        if Some(above) == id {
            check.wrong("parent", FieldProblem::Circle);
            return Ok(());
        }
        let Some(row) = draft.facts.get::<Unit>(above.0)? else {
            check.wrong("parent", FieldProblem::Unknown);
            return Ok(());
        };
        next = row.parent;
    }
    check.wrong("parent", FieldProblem::TooLong { max: DEPTH_MAX });
    Ok(())
}

/// Heads are persons whom new cases may name; whoever is switched off stays until somebody takes them away.
fn check_heads<F: Facts>(
    check: &mut Check,
    draft: &Draft<'_, F>,
    named: &[PersonId],
    known: &BTreeSet<PersonId>,
) -> Result<BTreeSet<PersonId>, Fault> {
    check.that(named.len() <= HEADS_MAX, "heads", FieldProblem::TooLong { max: HEADS_MAX });
    for (place, head) in named.iter().take(HEADS_MAX).enumerate() {
        let person = draft.facts.get::<Person>(head.0)?;
        let fits = person.is_some_and(|person| person.active || known.contains(head));
        check.that(fits, format!("heads.{place}"), FieldProblem::Unknown);
    }
    Ok(named.iter().copied().collect())
}

/// Nobody comes to head more units than a list of their cases can look at: not by being named, and not by what is put
/// below a unit of theirs.
fn check_headed<F: Facts>(
    draft: &Draft<'_, F>,
    id: Option<UnitId>,
    parent: Option<UnitId>,
    heads: &BTreeSet<PersonId>,
) -> Result<(), Stop> {
    let mut affected = heads.clone();
    for above in units_upwards(draft.facts, parent)? {
        affected.extend(draft.facts.get::<Unit>(above.0)?.into_iter().flat_map(|unit| unit.heads));
    }
    let it = downwards(draft.facts, id.into_iter().collect())?;
    for head in affected {
        let theirs = downwards(draft.facts, draft.facts.units_of_head(head)?)?;
        if theirs.union(&it).count() + usize::from(id.is_none()) > HEADED_MAX {
            let field = if heads.contains(&head) { "heads" } else { "parent" };
            return Err(Refusal::field(field, FieldProblem::TooLong { max: HEADED_MAX }).into());
        }
    }
    Ok(())
}
