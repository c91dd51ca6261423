//! One case.

use super::Unanswered;
use crate::desk::id::TicketNumber;
use crate::desk::{Facts, Stay, Ticket, Viewer, Wait, can_see, sees_from_desk};
use crate::store::Snapshot;

/// The case with this number, when the viewer may know of it.
///
/// # Errors
/// [`Unanswered::NotFound`]: what is not the viewer's looks the same as what is not there. Or a fault of the storage.
pub fn find(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Ticket, Unanswered> {
    snapshot.get::<Ticket>(number.0)?.filter(|ticket| can_see(viewer, ticket)).ok_or(Unanswered::NotFound)
}

/// So many stays and so many spells of waiting are shown; the timeline of a case tells of all of them, page by page.
const SHOWN: usize = 200;

/// The latest stays of a case, the first one first.
///
/// # Errors
/// [`Unanswered::NotFound`], also for who is not on the desk's side, or a fault of the storage.
pub fn stays(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Stay>, Unanswered> {
    Ok(with_stays(snapshot, viewer, number)?.1)
}

/// A case with its latest stays, the first one first.
///
/// # Errors
/// As [`stays`].
pub fn with_stays(
    snapshot: &Snapshot,
    viewer: &Viewer,
    number: TicketNumber,
) -> Result<(Ticket, Vec<Stay>), Unanswered> {
    let ticket = of_the_desk(snapshot, viewer, number)?;
    Ok((ticket, snapshot.newest_of::<Stay>(number.0, SHOWN)?))
}

/// The latest spells of waiting of a case, the first one first.
///
/// # Errors
/// As [`stays`].
pub fn waits(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Wait>, Unanswered> {
    of_the_desk(snapshot, viewer, number)?;
    Ok(snapshot.newest_of::<Wait>(number.0, SHOWN)?)
}

/// The case, when the viewer is on the desk's side of it.
pub(super) fn of_the_desk(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Ticket, Unanswered> {
    let ticket = find(snapshot, viewer, number)?;
    if sees_from_desk(viewer, &ticket) { Ok(ticket) } else { Err(Unanswered::Forbidden) }
}
