//! Surveys: designing and publishing them.

use super::super::command::SurveyDraft;
use super::super::event::{ActorRef, Content, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{AnswerId, GroupId, SurveyId, UnitId};
use super::super::refusal::{FieldError, FieldProblem, Refusal};
use super::super::text::NAME_MAX;
use super::super::{Group, SentAnswer, Survey, SurveyAnswer, SurveyApproval, SurveyVersion, Unit};
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::service_model::CategoryId;
use crate::survey::{About, Confidence, Form, Known};
use std::collections::BTreeSet;

/// How many surveys a desk may have.
const SURVEYS_MAX: u64 = 200;

pub(super) fn save<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<SurveyId>,
    survey: &SurveyDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.designs_surveys())?;
    let before: Option<Survey> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let form = survey.form.cleaned();
    let mut check = form.within_bounds("form.");
    let name = check.line("name", &survey.name, NAME_MAX);
    let id = match id {
        Some(id) => id,
        None => SurveyId(draft.new_id::<Survey>()?),
    };
    check.that(id.0 <= SURVEYS_MAX, "name", FieldProblem::TooLong { max: SURVEYS_MAX as usize });
    let published = before.as_ref().map_or(0, |before| before.published);
    let link = before.as_ref().is_some_and(|before| before.link);
    let asked = draft.facts.get::<SurveyVersion>((id.0, published))?;
    let (mut last_id, mut there) = (0, BTreeSet::new());
    if let Some(before) = &before {
        last_id = before.last_id;
        there.extend(before.form.ids());
    }
    there.extend(asked.iter().flat_map(|asked| asked.form.ids()));
    // Results are joined by ids, so an id that something else had is never given again.
    let new: Vec<u32> = form.ids().difference(&there).copied().collect();
    check.that(new.iter().all(|id| *id > last_id), "form.questions", FieldProblem::Taken);
    check.done()?;
    let last_id = new.into_iter().max().unwrap_or(0).max(last_id);
    let version = before.map_or(1, |before| before.version + 1);
    let active = survey.active;
    draft.event(Event::SurveySaved(Box::new(Survey { id, version, name, form, last_id, published, active, link })));
    Ok(Outcome::Survey(id))
}

pub(super) fn publish<F: Facts>(draft: &mut Draft<'_, F>, id: SurveyId) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    let asked = draft.facts.get::<SurveyVersion>((id.0, survey.published))?;
    let faults = faults(draft.facts, &survey.form, asked.as_ref())?;
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults).into());
    }
    if asked.is_none_or(|asked| asked.form != survey.form) {
        let (n, approved) = (survey.published + 1, draft.facts.get::<SurveyApproval>(id.0)?);
        let as_approved = approved.as_ref().is_some_and(|approved| approved.form == survey.form);
        let (form, approval) = (Box::new(survey.form), approved.map(|approved| approved.approval));
        draft.event(Event::SurveyPublished { survey: id, n, form, approval, as_approved });
    }
    Ok(Outcome::Survey(id))
}

pub(super) fn change_link<F: Facts>(draft: &mut Draft<'_, F>, id: SurveyId, link: bool) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    if survey.link || link {
        draft.event(Event::SurveyLinkChanged { survey: id, link });
    }
    Ok(Outcome::Survey(id))
}

pub(super) fn take_answers<F: Facts>(
    draft: &mut Draft<'_, F>,
    survey: SurveyId,
    sent: &[SentAnswer],
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System)?;
    let ids = draft.new_id::<SurveyAnswer>()?..;
    for (id, SentAnswer { n, day, language, answers, automatic }) in ids.zip(sent) {
        let version: SurveyVersion = draft.facts.get((survey.0, *n))?.ok_or(Refusal::NotFound)?;
        let accepted = version.form.accept(&About::default(), answers.clone()).map_err(Refusal::Invalid)?;
        let kept = accepted.into_iter().map(|(question, given)| {
            let given = given.map(|words| draft.keep(Owner::Desk, Content::Text(words)));
            (question, given)
        });
        let answers = kept.collect();
        let at = (version.form.confidence != Confidence::Anonymous).then_some(draft.now);
        let (id, n, day, language, automatic) = (AnswerId(id), *n, *day, *language, *automatic);
        let answer = SurveyAnswer { id, survey, n, day, at, language, answers, automatic };
        draft.event(Event::SurveyAnswered(Box::new(answer)));
    }
    Ok(Outcome::Survey(survey))
}

/// What is wrong with a form, as the one to come after `asked`.
///
/// # Errors
/// A fault of the storage below.
pub fn faults<F: Facts>(facts: &F, form: &Form, asked: Option<&SurveyVersion>) -> Result<Vec<FieldError>, Fault> {
    Ok(form.check(asked.map(|asked| &asked.form), &known(facts, form)?))
}

/// What of the desk a form may name.
///
/// # Errors
/// A fault of the storage below.
fn known<F: Facts>(facts: &F, form: &Form) -> Result<Known, Fault> {
    let cases = || form.questions.iter().map(|question| &question.shown_if.case);
    let mut units = BTreeSet::<UnitId>::new();
    for id in cases().flat_map(|case| &case.units) {
        if facts.get::<Unit>(id.0)?.is_some() {
            units.insert(*id);
        }
    }
    let groups = facts.groups()?.iter().map(|group: &Group| group.id).collect::<BTreeSet<GroupId>>();
    let categories = facts.model()?.categories.iter().map(|category| category.id).collect::<BTreeSet<CategoryId>>();
    Ok(Known { categories, units, groups })
}
