//! Cases that are about the same: solved ones, with how they were solved, and open ones that somebody is about to ask for
//! once more.

use super::{desk_lenses, learns_from_others, lenses, visible_groups};
use crate::desk::id::TicketNumber;
use crate::desk::{Content, Facts, Fault, Person, Resolution, Ticket, Viewer, can_see, may_hear_of, sees_from_desk};
use crate::queries::tickets::{self, Asked};
use crate::queries::{Unanswered, ticket};
use crate::service_model::CategoryId;
use crate::store::Snapshot;
use crate::store::search::{Lens, Mark, Search};
use crate::words::State;

/// How many characters of what a case says are looked at.
const LOOKED_AT: usize = 2_000;
/// How many of the open cases that somebody sees are looked at for one of a category.
const OPEN_LOOKED_AT: usize = 50;

/// A solved case, with how it was solved.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The case.
    pub case: Ticket,
    /// What it is about.
    pub subject: String,
    /// What was done.
    pub solution: String,
    /// More of how it was solved.
    pub resolution: Resolution,
}

/// Solved cases like this one.
///
/// # Errors
/// [`Unanswered::NotFound`], [`Unanswered::Forbidden`] for who is not on the desk's side, or a fault of the storage.
pub fn like_case(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    number: TicketNumber,
    limit: usize,
) -> Result<Vec<Alike>, Unanswered> {
    let case = ticket::of_the_desk(snapshot, viewer, number)?;
    let mut said = text(snapshot, case.subject)?;
    if let Some(description) = case.description {
        said.push('\n');
        said.push_str(&text(snapshot, description)?);
    }
    like(search, snapshot, viewer, &said, Some(number), limit)
}

/// Solved cases like one that is not registered yet, by what was typed of it.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work on cases, or a fault of the storage.
pub fn like_text(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    said: &str,
    limit: usize,
) -> Result<Vec<Alike>, Unanswered> {
    if !learns_from_others(viewer) {
        return Err(Unanswered::Forbidden);
    }
    like(search, snapshot, viewer, said, None, limit)
}

fn like(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    said: &str,
    without: Option<TicketNumber>,
    limit: usize,
) -> Result<Vec<Alike>, Unanswered> {
    let lenses = desk_lenses(viewer);
    if lenses.is_empty() {
        return Ok(Vec::new());
    }
    // One more, since the case itself may be among them.
    let numbers = search.similar(beginning(said), &[Mark::Solved], &lenses, limit + 1).unwrap_or_default();
    let mut alike = Vec::new();
    for number in numbers.into_iter().filter(|number| Some(*number) != without) {
        let case = snapshot.get::<Ticket>(number.0)?.filter(|case| sees_from_desk(viewer, case));
        if let Some(case) = case
            && let Some(resolution) = case.resolution.clone()
        {
            let solution = text(snapshot, resolution.text)?;
            // What was erased helps nobody.
            if !solution.is_empty() {
                alike.push(Alike { subject: text(snapshot, case.subject)?, solution, resolution, case });
            }
        }
    }
    alike.truncate(limit);
    Ok(alike)
}

/// The open cases that `viewer` sees and that may be what they are about to ask for: those of this category, and those
/// that are like what was typed, at most `limit`.
///
/// # Errors
/// A fault of the storage.
pub fn open_like(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    category: Option<CategoryId>,
    said: &str,
    limit: usize,
) -> Result<Vec<Ticket>, Unanswered> {
    let mut alike = Vec::new();
    if category.is_some() {
        let asked = Asked { states: State::OPEN.iter().copied().collect(), ..Asked::default() };
        let page = tickets::list(snapshot, viewer, &asked, None, OPEN_LOOKED_AT)?;
        alike.extend(page.items.into_iter().filter(|case| case.category == category));
    }
    let lenses = lenses(viewer);
    if !lenses.is_empty() {
        for number in search.similar(beginning(said), &open_marks(), &lenses, limit).unwrap_or_default() {
            let case = snapshot.get::<Ticket>(number.0)?;
            let case = case.filter(|case| case.state.is_open() && can_see(viewer, case));
            alike.extend(case.filter(|case| alike.iter().all(|other: &Ticket| other.number != case.number)));
        }
    }
    alike.truncate(limit);
    Ok(alike)
}

/// The open cases of the viewer's unit that are like what was typed and that the viewer does not see, at most `limit`: no
/// more may be told of them than that they are there.
///
/// # Errors
/// A fault of the storage.
pub fn open_in_unit(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    said: &str,
    limit: usize,
) -> Result<Vec<Ticket>, Fault> {
    let person = viewer.person.map(|person| snapshot.get::<Person>(person.0)).transpose()?.flatten();
    let Some(unit) = person.and_then(|person| person.unit) else { return Ok(Vec::new()) };
    let lens = Lens { marks: vec![vec![Mark::From(unit)], visible_groups(viewer)], notes: false };
    let mut found = Vec::new();
    for number in search.similar(beginning(said), &open_marks(), &[lens], limit).unwrap_or_default() {
        let case = snapshot.get::<Ticket>(number.0)?;
        found.extend(case.filter(|case| may_hear_of(viewer, unit, case) && !can_see(viewer, case)));
    }
    Ok(found)
}

fn open_marks() -> Vec<Mark> {
    State::OPEN.iter().copied().map(Mark::State).collect()
}

/// So much of what is said as is looked at.
fn beginning(said: &str) -> &str {
    said.get(..said.floor_char_boundary(LOOKED_AT)).unwrap_or(said)
}

fn text(snapshot: &Snapshot, id: crate::desk::id::ContentId) -> Result<String, Fault> {
    Ok(match snapshot.content(id)?.map(|row| row.content) {
        Some(Content::Text(text)) => text,
        _ => String::new(),
    })
}
