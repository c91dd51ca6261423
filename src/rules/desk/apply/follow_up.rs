//! Folds what happened to a follow-up.

use super::{Entry, Fault, Tables, row};
use crate::desk::follow_up::{FollowUp, FollowUpChange, FollowUpNote, FollowedUp};
use crate::desk::id::FollowUpId;

pub(super) fn fold<T: Tables>(
    tables: &mut T,
    entry: &Entry,
    id: FollowUpId,
    what: &FollowUpChange,
) -> Result<(), Fault> {
    if let FollowUpChange::Opened(follow_up) = what {
        return tables.put(follow_up.as_ref());
    }
    let (by, at) = (entry.actor, entry.at);
    let mut after = row::<FollowUp, T>(tables, id.0)?;
    after.version += 1;
    match what {
        FollowUpChange::Opened(_) => {}
        FollowUpChange::Marked { low } => after.eased = (!low).then_some(at),
        FollowUpChange::Overdue => after.overdue = true,
        FollowUpChange::Taken { by } => after.taken_by = *by,
        FollowUpChange::Noted { text } => after.notes.push(FollowUpNote { by, at, text: *text }),
        FollowUpChange::Done { outcome, text } => {
            let at = after.done.map_or(at, |before| before.at);
            // Whoever corrects it does not take away what was written before.
            let before = after.done.and_then(|before| Some((before, before.text?)));
            after.notes.extend(before.map(|(before, text)| FollowUpNote { by: before.by, at: before.at, text }));
            after.done = Some(FollowedUp { by, at, outcome: *outcome, text: *text });
        }
    }
    tables.put(&after)
}
