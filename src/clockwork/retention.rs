//! Forgets who answered surveys longer ago than these keep it, a few answers at a time. How far that has come lies in the
//! data file, so that what is broken off goes on.

use super::housekeeping::Done;
use crate::store::index::journal::Shelf;
use crate::store::{Direction, Request, Snapshot, Store};
use chrono::TimeDelta;
use rules::Moment;
use rules::desk::id::{Seq, SurveyId};
use rules::desk::{ActorRef, Command, Facts, Fault, Forgetting, Forgotten, Remembered, Subject, Survey, kept_since};

/// So many rows change in one step, so that nobody waits long for the writer.
const STEP: usize = 200;
/// So many entries are looked at in one step.
const LOOKED_AT: usize = 2_000;
/// Anonymous answers of a day enter the journal after it, and those of a round when it is planned.
const LATE: TimeDelta = TimeDelta::days(2);

/// Forgets who answered the surveys that keep it for a time, and says how many rows that was.
pub(super) fn forget(store: &Store, now: Moment) -> Done<'_> {
    Box::pin(async move {
        let mut forgotten = 0;
        let surveys = store.snapshot()?.last::<Survey>()?.unwrap_or(0);
        for survey in (1..=surveys).map(SurveyId) {
            let mut walked = None;
            while let Some(step) = next(&store.snapshot()?, survey, walked, now)? {
                forgotten += step.rows as u64;
                walked = Some(step.walked);
                store.submit(Request::new(ActorRef::System, step.command, now)).await?;
            }
        }
        Ok(forgotten)
    })
}

/// A step of forgetting.
struct Step {
    command: Command,
    /// How many rows it changes.
    rows: usize,
    /// The last entry that was looked at.
    walked: Seq,
}

/// The next step of forgetting, after the entry that was looked at last, if there is one.
fn next(snapshot: &Snapshot, id: SurveyId, walked: Option<Seq>, now: Moment) -> Result<Option<Step>, Fault> {
    let Some(survey) = snapshot.get::<Survey>(id.0)? else { return Ok(None) };
    let Some(months) = survey.asking.keep_months else { return Ok(None) };
    let settings = snapshot.settings()?;
    let before = kept_since(now.day(settings.zone()), months);
    let so_far = survey.forgotten.unwrap_or_default();
    if so_far.before.is_some_and(|so_far| so_far >= before) {
        return Ok(None);
    }
    let end = before.begins(settings.zone()).plus(LATE);
    let (mut found, mut through, mut whole) = (Remembered::default(), so_far.through, true);
    let mut walked = walked.unwrap_or(so_far.through);
    // An entry that is to be forgotten later, now or in a step before, is met again.
    let mut all = walked == so_far.through;
    let seqs = Seq(walked.0 + 1)..Seq(u64::MAX);
    for (n, seq) in Shelf::Subject(Subject::Survey(id)).entries(snapshot, seqs, Direction::Ascending)?.enumerate() {
        if found.rows() >= STEP || n >= LOOKED_AT {
            whole = false;
            break;
        }
        let seq = seq?;
        let Some(entry) = snapshot.entry(seq)? else { continue };
        if entry.at >= end {
            break;
        }
        all &= found.gather(snapshot, &entry, before, now)?;
        walked = seq;
        if all {
            through = seq;
        }
    }
    let to = Forgotten { before: if whole { Some(before) } else { so_far.before }, through };
    let rows = found.rows();
    let Remembered { invitations, answers, follow_ups, words, entries } = found;
    let forgetting = Box::new(Forgetting { survey: id, to, invitations, answers, follow_ups });
    Ok(Some(Step { command: Command::ForgetAnswers { forgetting, words, entries }, rows, walked }))
}
