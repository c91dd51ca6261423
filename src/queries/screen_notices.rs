//! What a user is told on screen. What is about a case that they do not see any more is not shown.

use super::names::Names;
use crate::desk::id::UserId;
use crate::desk::{Facts, Fault, Ticket, Viewer, can_see};
use crate::store::Snapshot;
use crate::store::screen_notice::{self, ScreenNotice};

/// A notice with its case, as of this snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownNotice {
    /// The notice.
    pub notice: ScreenNotice,
    /// The case.
    pub ticket: Ticket,
    /// The subject of the case.
    pub subject: String,
}

/// What `user`, who is this viewer, is told, the newest first: at most [`screen_notice::KEPT`].
///
/// # Errors
/// A fault of the storage below.
pub fn list(snapshot: &Snapshot, viewer: &Viewer, user: UserId) -> Result<Vec<ShownNotice>, Fault> {
    let names = Names::new(snapshot);
    let mut shown = Vec::new();
    for notice in screen_notice::of_user(snapshot, user)? {
        let ticket = snapshot.get::<Ticket>(notice.ticket.0)?.filter(|ticket| can_see(viewer, ticket));
        if let Some(ticket) = ticket {
            let subject = names.text(ticket.subject)?;
            shown.push(ShownNotice { notice, ticket, subject });
        }
    }
    Ok(shown)
}
