//! Invitations: of a survey, for those who read what surveys say; and about a case, for those who work on it. Who answered
//! what is told of a survey that names its people, and of no other.

use super::cursor::{Page, Question};
use super::names::Names;
use super::surveys;
use super::users::last_id;
use super::{Unanswered, ticket};
use crate::desk::id::{PersonId, SurveyId, TicketNumber};
use crate::desk::{
    Facts, Fault, Invitation, Stage, Survey, SurveyAnswer, SurveyVersion, Viewer, asked_by_phone, sees_from_desk,
};
use crate::store::Snapshot;
use crate::survey::{Confidence, Form, Given};
use crate::words::Language;

/// An invitation with what it is shown with.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The invitation.
    pub invitation: Invitation,
    /// What the survey is called.
    pub survey: String,
    /// Whom it is for.
    pub person: (PersonId, String),
    /// The marks that were given: what was asked, the mark, and the highest one.
    pub marks: Vec<(String, u8, u8)>,
    /// Whether one of these calls for somebody to see to it.
    pub low: bool,
    /// Who asked on the telephone.
    pub asked_by: Option<String>,
}

/// A page of the invitations of a survey, the last one first.
///
/// # Errors
/// As for [`surveys::one`]; a foreign cursor.
pub fn of_survey(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Shown>, Unanswered> {
    surveys::one(snapshot, viewer, id)?;
    if !viewer.sees_invitations() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new("survey-invitations");
    let before = cursor.map(|cursor| last_id(&question.position(cursor)?)).transpose()?;
    let mut found = snapshot.invitations_of(id, before.map(Into::into), limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| question.cursor(&last.id.0.to_be_bytes()));
    let names = Names::new(snapshot);
    let items = found.into_iter().filter_map(|invitation| shown(snapshot, &names, invitation).transpose());
    Ok(Page { items: items.collect::<Result<_, _>>()?, next })
}

/// The invitations about a case, the last one first.
///
/// # Errors
/// As for a case; [`Unanswered::Forbidden`] for its requester.
pub fn about_case(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Shown>, Unanswered> {
    let ticket = ticket::find(snapshot, viewer, number)?;
    if !sees_from_desk(viewer, &ticket) {
        return Err(Unanswered::Forbidden);
    }
    let names = Names::new(snapshot);
    let found = snapshot.invitations_about_case(number)?.into_iter();
    let found = found.filter_map(|invitation| shown(snapshot, &names, invitation).transpose());
    Ok(found.collect::<Result<_, _>>()?)
}

/// Nothing of one of which it was forgotten whom it asked.
fn shown(snapshot: &Snapshot, names: &Names<'_, Snapshot>, mut invitation: Invitation) -> Result<Option<Shown>, Fault> {
    let survey = snapshot.get::<Survey>(invitation.survey.0)?.map(|survey| survey.name).unwrap_or_default();
    let Some(person) = invitation.person else { return Ok(None) };
    let person = (person, names.person(person)?.name);
    let answer = match invitation.answer() {
        Some(id) => snapshot.get::<SurveyAnswer>(id.0)?,
        None => None,
    };
    let version = match &answer {
        Some(answer) => snapshot.get::<SurveyVersion>((answer.survey.0, answer.n))?,
        None => None,
    };
    let named = version.filter(|version| version.form.confidence == Confidence::Named);
    let (mut marks, mut low) = (Vec::new(), false);
    let asked_by = answer.as_ref().and_then(|answer| answer.asked_by).map(|user| names.user(user)).transpose()?;
    match answer.zip(named) {
        Some((answer, SurveyVersion { form, .. })) => {
            low = form.has_low_mark(&answer.answers);
            marks = given_marks(&form, &answer, answer.language);
        }
        None => hide_answer(&mut invitation),
    }
    if let Some(at) = asked_by_phone(snapshot, &invitation)? {
        invitation.stage = invitation.stage.called_off(at);
    }
    Ok(Some(Shown { invitation, survey, person, marks, low, asked_by }))
}

/// Where nobody is named, whether somebody answered is not told either.
fn hide_answer(invitation: &mut Invitation) {
    if let Stage::Sent(sent) = &mut invitation.stage {
        sent.answer = None;
        sent.remind = None;
    }
}

pub(super) fn given_marks(form: &Form, answer: &SurveyAnswer, language: Option<Language>) -> Vec<(String, u8, u8)> {
    let language = form.language_for(language);
    let marks = answer.answers.iter().filter_map(|(id, given)| {
        let Given::Mark(mark) = given else { return None };
        let question = form.question(*id)?;
        let (_, of) = question.asked.marks()?;
        Some((question.text.in_language(language).to_owned(), *mark, of))
    });
    marks.collect()
}
