//! Reviewing the form of a survey: the link for the client, what they say of it, and that they agree.

use super::super::event::{ActorRef, Content, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, SurveyId};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::survey_review::{COMMENT_MAX, OPEN_COMMENTS_MAX, REVIEW_LINK_LASTS, ReviewStep, Reviewed};
use super::super::text::{NAME_MAX, clean_text};
use super::super::{Survey, SurveyComment, SurveyReview, SurveyVersion};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop, survey};
use crate::survey::QuestionId;

pub(super) fn review<F: Facts>(draft: &mut Draft<'_, F>, id: SurveyId, step: &ReviewStep) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.designs_surveys())?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    let review = draft.facts.get::<SurveyReview>(id.0)?.unwrap_or_default();
    let what = match step {
        ReviewStep::Link { hash } => change_link(draft, &review, hash.is_some()),
        ReviewStep::Comment { question, name, text } => {
            comment(draft, &survey, &review, *question, (name.as_deref(), text))?
        }
        ReviewStep::Settle { n, resolved } => settle(draft, id, *n, *resolved)?,
        ReviewStep::Approve { version, name } => Some(approve(draft, survey, *version, name.as_deref())?),
    };
    if let Some(what) = what {
        draft.event(Event::SurveyReviewed { survey: id, what });
    }
    Ok(Outcome::Survey(id))
}

fn change_link<F: Facts>(draft: &Draft<'_, F>, review: &SurveyReview, link: bool) -> Option<Reviewed> {
    let until = link.then(|| draft.now.plus(REVIEW_LINK_LASTS));
    (link || review.link_until.is_some()).then_some(Reviewed::LinkChanged { until })
}

/// The same comment sent twice in a row is one: a page without script cannot keep anybody from pressing twice.
fn comment<F: Facts>(
    draft: &mut Draft<'_, F>,
    survey: &Survey,
    review: &SurveyReview,
    question: Option<QuestionId>,
    (name, text): (Option<&str>, &str),
) -> Result<Option<Reviewed>, Stop> {
    let mut check = Check::default();
    let name = own_name(draft, &mut check, name);
    let text = clean_text(text);
    check.that(!text.is_empty(), "text", FieldProblem::Required);
    check.that(text.chars().count() <= COMMENT_MAX, "text", FieldProblem::TooLong { max: COMMENT_MAX });
    let asked = question.is_none_or(|id| survey.form.question(id).is_some());
    check.that(asked, "question", FieldProblem::Unknown);
    let most = FieldProblem::TooLong { max: OPEN_COMMENTS_MAX };
    check.that(review.open.len() < OPEN_COMMENTS_MAX, "comments", most);
    check.done()?;
    if let Some(last) = draft.facts.get::<SurveyComment>((survey.id.0, review.comments))?
        && !last.resolved
        && last.question == question
        && last.by.actor == draft.viewer.actor
        && said(draft.facts, Some(last.text))?.as_deref() == Some(text.as_str())
        && said(draft.facts, last.by.name)? == name
    {
        return Ok(None);
    }
    let name = keep_name(draft, name);
    let text = draft.keep_text(text);
    Ok(Some(Reviewed::Commented { n: review.comments + 1, question, name, text }))
}

fn settle<F: Facts>(draft: &Draft<'_, F>, id: SurveyId, n: u32, resolved: bool) -> Result<Option<Reviewed>, Stop> {
    let comment: SurveyComment = draft.facts.get((id.0, n))?.ok_or(Refusal::NotFound)?;
    Ok((comment.resolved != resolved).then_some(Reviewed::Settled { n, resolved }))
}

/// Only what may be published can be approved, and only as it was seen.
fn approve<F: Facts>(
    draft: &mut Draft<'_, F>,
    survey: Survey,
    version: u64,
    name: Option<&str>,
) -> Result<Reviewed, Stop> {
    Draft::<F>::need(draft.viewer.approves_surveys())?;
    if version != survey.version {
        return Err(Refusal::Stale { current: survey.version }.into());
    }
    let mut check = Check::default();
    let name = own_name(draft, &mut check, name);
    check.done()?;
    let asked = draft.facts.get::<SurveyVersion>((survey.id.0, survey.published))?;
    let faults = survey::faults(draft.facts, &survey.form, asked.as_ref())?;
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults).into());
    }
    let name = keep_name(draft, name);
    Ok(Reviewed::Approved { version, name, form: Box::new(survey.form) })
}

/// What whoever came by the link calls themselves; of users the desk knows it.
fn own_name<F: Facts>(draft: &Draft<'_, F>, check: &mut Check, name: Option<&str>) -> Option<String> {
    let by_link = draft.viewer.actor == ActorRef::System;
    by_link.then(|| check.line("name", name.unwrap_or_default(), NAME_MAX))
}

fn keep_name<F: Facts>(draft: &mut Draft<'_, F>, name: Option<String>) -> Option<ContentId> {
    name.map(|name| draft.keep(Owner::Desk, Content::Text(name)))
}

fn said<F: Facts>(facts: &F, id: Option<ContentId>) -> Result<Option<String>, Fault> {
    let Some(id) = id else { return Ok(None) };
    Ok(facts.content(id)?.and_then(|row| row.content.as_text().map(str::to_owned)))
}
