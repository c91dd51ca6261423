//! Units: the tree of sites and departments, a page at a time, or found by name.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::persons::{FEWEST_TYPED, MOST_TYPED};
use crate::desk::id::UnitId;
use crate::desk::{Facts, Unit, Viewer};
use crate::store::fold::fold;
use crate::store::{Snapshot, index};

/// How many units with a matching word are looked at when several words were typed.
const LOOKED_AT: usize = 1_000;

/// The unit with this id.
///
/// # Errors
/// [`Unanswered::NotFound`], also for who does not work here, or a fault of the storage.
pub fn find(snapshot: &Snapshot, viewer: &Viewer, id: UnitId) -> Result<Unit, Unanswered> {
    snapshot.get::<Unit>(id.0)?.filter(|_| viewer.works_here()).ok_or(Unanswered::NotFound)
}

/// A page of the units directly below `parent`, or of the sites, by name.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here, [`Unanswered::Cursor`], or a fault of the storage.
pub fn children(
    snapshot: &Snapshot,
    viewer: &Viewer,
    parent: Option<UnitId>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Unit>, Unanswered> {
    works_here(viewer)?;
    let question = Question::new(&format!("units {parent:?}"));
    let after = cursor.map(|cursor| question.position(cursor)).transpose()?;
    let mut listed = index::unit::children(snapshot, parent, after.as_deref(), limit + 1)?;
    let more = listed.len() > limit;
    listed.truncate(limit);
    let next = listed.last().filter(|_| more).map(|last| question.cursor(&last.place));
    let mut items = Vec::with_capacity(listed.len());
    for place in listed {
        items.extend(snapshot.get::<Unit>(place.id.0)?);
    }
    Ok(Page { items, next })
}

/// The units that `typed` finds, at most `limit`: those of whose name each word begins a word.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here, [`Unanswered::TooShort`], [`Unanswered::TooLong`], or a
/// fault of the storage.
pub fn search(snapshot: &Snapshot, viewer: &Viewer, typed: &str, limit: usize) -> Result<Vec<Unit>, Unanswered> {
    works_here(viewer)?;
    named(snapshot, typed, limit)
}

/// What [`search`] finds, for whom it is.
pub(super) fn named(snapshot: &Snapshot, typed: &str, limit: usize) -> Result<Vec<Unit>, Unanswered> {
    if typed.chars().count() > MOST_TYPED {
        return Err(Unanswered::TooLong { max: MOST_TYPED });
    }
    let typed = fold(typed);
    let Some(longest) = typed.split_whitespace().max_by_key(|word| word.len()) else {
        return Err(Unanswered::TooShort { min: FEWEST_TYPED });
    };
    if typed.chars().filter(|c| *c != ' ').count() < FEWEST_TYPED {
        return Err(Unanswered::TooShort { min: FEWEST_TYPED });
    }
    let mut found: Vec<Unit> = Vec::new();
    for id in index::unit::by_word(snapshot, longest, LOOKED_AT)? {
        if found.len() >= limit {
            break;
        }
        if found.iter().any(|unit| unit.id == id) {
            continue;
        }
        if let Some(unit) = snapshot.get::<Unit>(id.0)? {
            let name = fold(&unit.name);
            if typed.split(' ').all(|typed| name.split(' ').any(|word| word.starts_with(typed))) {
                found.push(unit);
            }
        }
    }
    Ok(found)
}

fn works_here(viewer: &Viewer) -> Result<(), Unanswered> {
    if viewer.works_here() { Ok(()) } else { Err(Unanswered::Forbidden) }
}
