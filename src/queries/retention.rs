//! What a survey would forget if it kept who answered for so many months: a dry run, reckoned from what is counted. The
//! little that waits for its end goes later.

use super::{Unanswered, surveys};
use crate::desk::id::SurveyId;
use crate::desk::{Facts, SurveyVersion, Viewer, kept_since};
use crate::moment::{Day, Moment};
use crate::store::Snapshot;
use crate::store::index::follow_up::CameTo;
use crate::store::index::survey::{Breakdown, Counted, Month};
use crate::survey::{QuestionId, QuestionKind};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// The time of day at which the job forgets.
const AT_NIGHT: TimeDelta = TimeDelta::minutes(3 * 60 + 20);

/// What would be forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// What belongs to an earlier day; nothing when it is kept for ever.
    pub before: Option<Day>,
    /// How many answers lose whom they came from, and their words.
    pub answers: u64,
    /// How many words go: so many questions were answered by some.
    pub texts: u64,
    /// How many invitations lose whom they asked.
    pub invitations: u64,
    /// How many follow-ups lose whom they are about.
    pub follow_ups: u64,
}

/// What would be forgotten of a survey that kept it for so many months; as it does, when none are named.
///
/// # Errors
/// As for [`surveys::one`]; [`Unanswered::Forbidden`] for who does not administer.
pub fn of(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    months: Option<u16>,
    now: Moment,
) -> Result<Retention, Unanswered> {
    let survey = surveys::one(snapshot, viewer, id)?;
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    let Some(months) = months.or(survey.asking.keep_months) else { return Ok(Retention::default()) };
    // As the job reckons it in the night to come.
    let zone = snapshot.settings()?.zone();
    let before = kept_since(now.plus(TimeDelta::days(1) - AT_NIGHT).day(zone), months);
    let mut found = Retention { before: Some(before), ..Retention::default() };
    let so_far = survey.forgotten.and_then(|forgotten| forgotten.before).map_or(Month::FIRST, Month::of);
    let end = Month::of(before);
    if so_far >= end {
        return Ok(found);
    }
    let mut in_words = BTreeSet::<QuestionId>::new();
    for n in 1..=survey.published {
        let version: Option<SurveyVersion> = snapshot.get((id.0, n))?;
        let questions = version.into_iter().flat_map(|version| version.form.questions);
        in_words.extend(questions.filter(|it| it.asked.kind() == QuestionKind::Text).map(|it| it.id));
    }
    let months = (so_far, end.back(1));
    for ((_, _, counted), count) in snapshot.answer_counts(id, Breakdown::All, months)? {
        match counted {
            Counted::Answer | Counted::Automatic => found.answers += count,
            Counted::To(question) if in_words.contains(&question) => found.texts += count,
            Counted::Other(_) => found.texts += count,
            Counted::Planned | Counted::Invited | Counted::Cancelled | Counted::LeftOut(_) => {
                found.invitations += count;
            }
            Counted::To(_)
            | Counted::Mark(..)
            | Counted::YesNo(..)
            | Counted::Chosen(..)
            | Counted::Replied
            | Counted::Refused => {}
        }
    }
    for ((_, came_to), count) in snapshot.follow_up_counts(id, months)? {
        found.follow_ups += if came_to == CameTo::Opened { count } else { 0 };
    }
    Ok(found)
}
