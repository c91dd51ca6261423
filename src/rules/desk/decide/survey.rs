//! Surveys: designing and publishing them.

use super::super::command::SurveyDraft;
use super::super::event::{ActorRef, Content, Erasing, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::follow_up::FollowUp;
use super::super::forget::Forgetting;
use super::super::id::{AnswerId, ContentId, FollowUpId, GroupId, InvitationId, Seq, SurveyId, UnitId};
use super::super::refusal::{FieldError, FieldProblem, Refusal};
use super::super::text::NAME_MAX;
use super::super::{
    Group, Invitation, Occasion, Sent, SentAnswer, Survey, SurveyAnswer, SurveyApproval, SurveyVersion, Unit,
};
use super::by_phone::asked_by_phone;
use super::clocks::units_upwards;
use super::draft::Draft;
use super::{Outcome, Stop, follow_up};
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
    let asking = before.as_ref().map(|before| before.asking.clone()).unwrap_or_default();
    let themes = before.as_ref().and_then(|before| before.themes.clone());
    let forgotten = before.as_ref().and_then(|before| before.forgotten);
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
    let saved = Survey { id, version, name, form, last_id, published, active, link, asking, themes, forgotten };
    draft.event(Event::SurveySaved(Box::new(saved)));
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
    let mut new = draft.new_id::<SurveyAnswer>()?..;
    let mut new_follow_up = draft.new_id::<FollowUp>()?;
    for sent in sent {
        let version: SurveyVersion = draft.facts.get((survey.0, sent.n))?.ok_or(Refusal::NotFound)?;
        let anonymous = version.form.confidence == Confidence::Anonymous;
        let invitation = match sent.invitation.filter(|_| !anonymous) {
            Some(id) => Some(open_invitation(draft, survey, id)?),
            None => None,
        };
        let given = invitation.as_ref().and_then(|(_, invited)| invited.answer);
        let before: Option<SurveyAnswer> = match given.filter(|_| !sent.automatic) {
            Some(id) => draft.facts.get(id.0)?,
            None => None,
        };
        let about = invitation.as_ref().map(|(invitation, _)| invitation.about);
        let facts = about.as_ref().map_or_else(|| Ok(About::default()), |about| known_about(draft.facts, about))?;
        let accepted = version.form.accept(&facts, sent.answers.clone()).map_err(Refusal::Invalid)?;
        let asked = invitation.as_ref().and_then(|(invitation, _)| invitation.person);
        let owner = asked.map_or(Owner::Desk, Owner::Person);
        let kept = accepted.into_iter().map(|(question, given)| {
            let given = given.map(|words| draft.keep(owner, Content::Text(words)));
            (question, given)
        });
        let answers = kept.collect();
        let id = before.as_ref().map_or_else(|| new.next().map(AnswerId).unwrap_or_default(), |before| before.id);
        let mut answer = SurveyAnswer {
            id,
            survey,
            n: sent.n,
            day: before.as_ref().map_or(sent.day, |before| before.day),
            at: before.as_ref().map_or_else(|| (!anonymous).then_some(draft.now), |before| before.at),
            changed: before.as_ref().map(|_| draft.now),
            language: sent.language,
            way: sent.way,
            asked_by: None,
            invitation: invitation.as_ref().map(|(invitation, _)| invitation.id),
            about,
            follow_up: before.and_then(|before| before.follow_up),
            answers,
            automatic: sent.automatic,
            forgotten: false,
        };
        // What a program seems to have sent calls for nobody.
        if let Some((invitation, _)) = invitation.filter(|_| !answer.automatic) {
            let opened = FollowUpId(new_follow_up);
            answer.follow_up = follow_up::of_answer(draft, &version, &answer, &invitation, opened)?;
            new_follow_up += u64::from(answer.follow_up == Some(opened));
            follow_up::tell_answered(draft, &version, &answer)?;
        }
        draft.event(Event::SurveyAnswered(Box::new(answer)));
    }
    Ok(Outcome::Survey(survey))
}

/// It is forgotten who answered, with the words: theirs, and those of whoever saw to it.
pub(super) fn forget<F: Facts>(
    draft: &mut Draft<'_, F>,
    forgetting: &Forgetting,
    (words, entries): (&[ContentId], &[Seq]),
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System)?;
    let survey: Survey = draft.facts.get(forgetting.survey.0)?.ok_or(Refusal::NotFound)?;
    let mut contents = words.to_vec();
    for id in &forgetting.follow_ups {
        let follow_up: FollowUp = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
        contents.extend(follow_up.notes.iter().map(|note| note.text));
        contents.extend(follow_up.done.and_then(|done| done.text));
    }
    draft.erase(Erasing { contents, entries: entries.to_vec(), ..Erasing::default() });
    draft.event(Event::SurveyForgotten(Box::new(forgetting.clone())));
    Ok(Outcome::Survey(survey.id))
}

/// What is wrong with a form, as the one to come after `asked`.
///
/// # Errors
/// A fault of the storage below.
pub fn faults<F: Facts>(facts: &F, form: &Form, asked: Option<&SurveyVersion>) -> Result<Vec<FieldError>, Fault> {
    Ok(form.check(asked.map(|asked| &asked.form), &known(facts, form)?))
}

/// The invitation that somebody answers, as long as it takes an answer: the first, or another one in its place while
/// that may be changed. What a program seems to have sent can be answered by a person at any time.
fn open_invitation<F: Facts>(
    draft: &Draft<'_, F>,
    survey: SurveyId,
    id: InvitationId,
) -> Result<(Invitation, Sent), Stop> {
    let invitation: Option<Invitation> = draft.facts.get(id.0)?;
    let invitation = invitation.filter(|invitation| invitation.survey == survey).ok_or(Refusal::NotFound)?;
    let answer = match invitation.sent().and_then(|sent| sent.answer) {
        Some(id) => draft.facts.get::<SurveyAnswer>(id.0)?,
        None => None,
    };
    match invitation.sent().copied() {
        Some(sent) if sent.takes(answer.as_ref(), draft.now) && asked_by_phone(draft.facts, &invitation)?.is_none() => {
            Ok((invitation, sent))
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

/// What a form may ask of what somebody is asked about.
///
/// # Errors
/// A fault of the storage below.
pub fn known_about<F: Facts>(facts: &F, occasion: &Occasion) -> Result<About, Fault> {
    let units = units_upwards(facts, occasion.unit())?;
    let Some(about) = occasion.case() else { return Ok(About { units, ..About::default() }) };
    let model = facts.model()?;
    let mut categories = Vec::new();
    let mut next = about.category;
    while let Some(id) = next.filter(|id| !categories.contains(id)) {
        categories.push(id);
        next = model.categories.iter().find(|category| category.id == id).and_then(|category| category.parent);
    }
    Ok(About { categories, units, group: about.group, channel: Some(about.channel) })
}

/// What of the desk a form may name.
///
/// # Errors
/// A fault of the storage below.
fn known<F: Facts>(facts: &F, form: &Form) -> Result<Known, Fault> {
    known_among(facts, form.questions.iter().flat_map(|question| &question.shown_if.case.units))
}

/// What of the desk may be named, and which of these units.
pub(super) fn known_among<'a, F: Facts>(facts: &F, named: impl Iterator<Item = &'a UnitId>) -> Result<Known, Fault> {
    let mut units = BTreeSet::<UnitId>::new();
    for id in named {
        if facts.get::<Unit>(id.0)?.is_some() {
            units.insert(*id);
        }
    }
    let groups = facts.groups()?.iter().map(|group: &Group| group.id).collect::<BTreeSet<GroupId>>();
    let categories = facts.model()?.categories.iter().map(|category| category.id).collect::<BTreeSet<CategoryId>>();
    Ok(Known { categories, units, groups })
}
