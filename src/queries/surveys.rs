//! Surveys and their versions: for those who design them, and those who read what they say.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::units::named;
use super::users::last_id;
use crate::desk::id::SurveyId;
use crate::desk::{Facts, Fault, Survey, SurveyVersion, Unit, Viewer};
use crate::store::Snapshot;
use std::collections::BTreeSet;

/// A page of the surveys, the newest first; those too that ask nobody.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not read surveys; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Survey>, Unanswered> {
    if !viewer.reads_surveys() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new("surveys");
    let before = cursor.map(|cursor| last_id(&question.position(cursor)?)).transpose()?;
    let mut items: Vec<Survey> = snapshot.records_back(before)?.take(limit + 1).collect::<Result<_, _>>()?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| question.cursor(&last.id.0.to_be_bytes()));
    Ok(Page { items, next })
}

/// One survey.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not read surveys; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: SurveyId) -> Result<Survey, Unanswered> {
    snapshot.get::<Survey>(id.0)?.filter(|_| viewer.reads_surveys()).ok_or(Unanswered::NotFound)
}

/// The version that is asked.
///
/// # Errors
/// A fault of the storage below.
pub fn asked(snapshot: &Snapshot, survey: &Survey) -> Result<Option<SurveyVersion>, Fault> {
    snapshot.get::<SurveyVersion>((survey.id.0, survey.published))
}

/// The units that a condition of a survey may name: what `typed` finds, at most `limit`; without it those that the survey
/// names already.
///
/// # Errors
/// As for [`one`], and as for a search of units.
pub fn units(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    typed: Option<&str>,
    limit: usize,
) -> Result<Vec<Unit>, Unanswered> {
    let survey = one(snapshot, viewer, id)?;
    if let Some(typed) = typed {
        return named(snapshot, typed, limit);
    }
    let of_form = survey.form.questions.iter().flat_map(|question| &question.shown_if.case.units);
    let of_cases = survey.asking.after_case.iter().flat_map(|after| &after.conditions.units);
    let of_audience = survey.asking.periodic.iter().flat_map(|periodic| &periodic.audience.units);
    let ids: BTreeSet<_> = of_form.chain(of_cases).chain(of_audience).copied().collect();
    let mut units = Vec::with_capacity(ids.len());
    for id in ids {
        units.extend(snapshot.get::<Unit>(id.0)?);
    }
    Ok(units)
}

/// The latest 200 versions of a survey that were published, the first one first.
///
/// # Errors
/// As for [`one`].
pub fn versions(snapshot: &Snapshot, viewer: &Viewer, id: SurveyId) -> Result<Vec<SurveyVersion>, Unanswered> {
    one(snapshot, viewer, id)?;
    Ok(snapshot.newest_of(id.0, 200)?)
}
