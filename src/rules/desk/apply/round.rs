//! Folds what happens to a round of a survey.

use super::{Fault, Tables, row};
use crate::Day;
use crate::desk::id::{InvitationId, SurveyId};
use crate::desk::round::{Round, RoundMoved};
use crate::desk::{AskedInRound, Entry, Invitation, Occasion, Stage};

pub(super) fn fold<T: Tables>(
    tables: &mut T,
    entry: &Entry,
    survey: SurveyId,
    day: Day,
    moved: &RoundMoved,
) -> Result<(), Fault> {
    if let RoundMoved::Begun(round) = moved {
        return tables.put(round.as_ref());
    }
    let mut round = row::<Round, T>(tables, (survey.0, Round::number(day)))?;
    match moved {
        RoundMoved::Begun(_) => {}
        RoundMoved::Planned { invited, first, on, planning } => {
            for (id, planned) in (first.0..).zip(invited) {
                let about = Occasion::Round(AskedInRound { day, unit: planned.unit });
                let (id, person, stage) = (InvitationId(id), planned.person, Stage::Planned { due: planned.due });
                tables.put(&Invitation { id, survey, person, day: *on, about, stage })?;
            }
            round.planning = *planning;
        }
        RoundMoved::Stopped => round.stopped = Some(entry.at),
    }
    tables.put(&round)
}
