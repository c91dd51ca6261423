//! One case.

use super::Unanswered;
use crate::desk::id::TicketNumber;
use crate::desk::{Facts, Stay, Ticket, Viewer, Wait, can_see};
use crate::store::Snapshot;
use crate::words::Role;

/// The case with this number, when the viewer may know of it.
///
/// # Errors
/// [`Unanswered::NotFound`]: what is not the viewer's looks the same as what is not there. Or a fault of the storage.
pub fn find(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Ticket, Unanswered> {
    snapshot.get::<Ticket>(number.0)?.filter(|ticket| can_see(viewer, ticket)).ok_or(Unanswered::NotFound)
}

/// The stays of a case, the first one first.
///
/// # Errors
/// [`Unanswered::NotFound`], also for who is not on the desk's side, or a fault of the storage.
pub fn stays(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Stay>, Unanswered> {
    of_the_desk(snapshot, viewer, number)?;
    Ok(snapshot.records_of::<Stay>(number.0)?)
}

/// The spells of waiting of a case, the first one first.
///
/// # Errors
/// As [`stays`].
pub fn waits(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Wait>, Unanswered> {
    of_the_desk(snapshot, viewer, number)?;
    Ok(snapshot.records_of::<Wait>(number.0)?)
}

fn of_the_desk(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<(), Unanswered> {
    let ticket = find(snapshot, viewer, number)?;
    if reads_as_desk(viewer, &ticket) { Ok(()) } else { Err(Unanswered::Forbidden) }
}

/// Whether the viewer reads of this case what the desk reads: notes, followers, reasons. An agent who sees a case only
/// because they asked for it themselves reads what every requester reads.
pub fn reads_as_desk(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.sees_all() || (viewer.is(Role::Agent) && can_see(&Viewer { person: None, ..viewer.clone() }, ticket))
}
