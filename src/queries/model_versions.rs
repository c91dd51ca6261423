//! The versions that there were of the service model.

use super::Unanswered;
use super::cursor::{Page, Question};
use crate::desk::id::{ContentId, Seq};
use crate::desk::{ActorRef, Event, Facts, Fault, Viewer};
use crate::moment::Moment;
use crate::service_model::{ModelVersion, ServiceModel};
use crate::store::Snapshot;

/// A version, with what the journal tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which.
    pub version: ModelVersion,
    /// When it came into force, and who saw to that.
    pub published: Option<(Moment, ActorRef)>,
    /// The scenarios that did not come out as they should, and why that did not matter.
    pub overruled: Option<(Vec<String>, ContentId)>,
    /// When the next one came into force; `None`: it is in force.
    pub superseded_at: Option<Moment>,
    /// How many open cases run by it; `None`: not for this viewer, who does not see every case.
    pub open_cases: Option<u64>,
}

/// A page of the versions, the newest first.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Published>, Unanswered> {
    if !viewer.works_here() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new("model versions");
    let before = cursor.map(|cursor| question.position(cursor).and_then(|position| number(&position))).transpose()?;
    // Versions are numbered without gaps.
    let last = snapshot.last::<ServiceModel>()?.unwrap_or(0);
    let end = before.map_or(last, |before| last.min(before.saturating_sub(1)));
    let shown = (1..=end).rev().take(limit).map(|version| one(snapshot, viewer, ModelVersion(version)));
    let items = shown.collect::<Result<Vec<_>, _>>()?;
    let next = items.last().filter(|oldest| oldest.version.0 > 1);
    let next = next.map(|oldest| question.cursor(&oldest.version.0.to_be_bytes()));
    Ok(Page { items, next })
}

fn one(snapshot: &Snapshot, viewer: &Viewer, version: ModelVersion) -> Result<Published, Fault> {
    let entry = snapshot.publication(version)?;
    // Who puts a version in force over scenarios says why in the same breath.
    let before = match &entry {
        Some(entry) => snapshot.entry(Seq(entry.seq.0 - 1))?,
        None => None,
    };
    let overruled = match before.map(|before| before.event) {
        Some(Event::ScenariosOverruled { scenarios, reason }) => Some((scenarios, reason)),
        _ => None,
    };
    let follower = snapshot.publication(ModelVersion(version.0 + 1))?;
    let counts = viewer.sees_all() || viewer.administers();
    Ok(Published {
        version,
        published: entry.map(|entry| (entry.at, entry.actor)),
        overruled,
        superseded_at: follower.map(|entry| entry.at),
        open_cases: if counts { Some(snapshot.open_cases_by(version)?) } else { None },
    })
}

fn number(position: &[u8]) -> Result<u64, Unanswered> {
    position.try_into().map(u64::from_be_bytes).map_err(|_| Unanswered::Cursor)
}
