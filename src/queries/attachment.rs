//! The files of a case. Who sees what a file came with sees the file.

use super::names::Names;
use super::{Unanswered, ticket};
use crate::desk::id::{ContentId, Seq, TicketNumber};
use crate::desk::{Attachment, Event, Facts, Fault, Viewer, sees_from_desk};
use crate::store::{Direction, Snapshot};

/// How many entries of its case a command makes at the most: the one that a content came with is among them.
const OF_A_COMMAND: usize = 16;

/// A file on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its number.
    pub id: ContentId,
    /// The file.
    pub file: Attachment,
}

/// The file with this number on this case, when the viewer sees the message, note or case that it came with.
///
/// # Errors
/// [`Unanswered::NotFound`]: what is not the viewer's looks the same as what is not there. Or a fault of the storage.
pub fn find(
    snapshot: &Snapshot,
    viewer: &Viewer,
    number: TicketNumber,
    id: ContentId,
) -> Result<Attachment, Unanswered> {
    let case = ticket::find(snapshot, viewer, number)?;
    let before = Seq(id.seq().0.saturating_sub(1));
    let entries = snapshot.entries_of(number, Some(before), Direction::Ascending, OF_A_COMMAND)?;
    let came_with = entries.iter().map(|entry| &entry.event).find(|event| event.attachments().contains(&id));
    let seen = match came_with {
        Some(Event::Noted { .. }) => sees_from_desk(viewer, &case),
        Some(_) => true,
        None => false,
    };
    let file = if seen { file(snapshot, id)? } else { None };
    file.ok_or(Unanswered::NotFound)
}

/// The file that this content is; nothing when it was erased.
///
/// # Errors
/// A fault of the storage below.
pub fn file(facts: &impl Facts, id: ContentId) -> Result<Option<Attachment>, Fault> {
    Ok(facts.content(id)?.and_then(|row| row.content.as_file().cloned()))
}

impl<F: Facts> Names<'_, F> {
    /// The files with these numbers, without those that were erased.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn attached(&self, ids: &[ContentId]) -> Result<Vec<Attached>, Fault> {
        let mut attached = Vec::with_capacity(ids.len());
        for id in ids {
            attached.extend(file(self.facts(), *id)?.map(|file| Attached { id: *id, file }));
        }
        Ok(attached)
    }
}
