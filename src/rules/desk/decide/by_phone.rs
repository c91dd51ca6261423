//! An agent asks a survey's questions on the telephone, and writes down what is answered.

use super::super::access::{handles, sees_from_desk};
use super::super::event::{Content, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::follow_up::FollowUp;
use super::super::id::{AnswerId, FollowUpId, InvitationId, PersonId, SurveyId, TicketNumber};
use super::super::invitation::PhoneRefusal;
use super::super::refusal::{FieldError, FieldProblem, Refusal};
use super::super::{
    AnswerWay, Invitation, NotAsked, Occasion, Person, Sent, Stage, Survey, SurveyAnswer, SurveyVersion, Ticket,
};
use super::draft::Draft;
use super::invite::{about, concerned_by, worked_on_it};
use super::survey::known_about;
use super::{Outcome, Stop, follow_up};
use crate::Moment;
use crate::survey::{Answers, Confidence};
use crate::words::{Language, State};

/// Why a survey may not be asked on the telephone about a case; `None`: it may.
///
/// # Errors
/// A fault of the storage below.
pub fn why_not_by_phone<F: Facts>(
    facts: &F,
    ticket: &Ticket,
    survey: &Survey,
    version: &SurveyVersion,
) -> Result<Option<PhoneRefusal>, Fault> {
    // Whoever asks hears the answer, and knows whom they asked.
    if version.form.confidence == Confidence::Anonymous {
        return Ok(Some(PhoneRefusal::Anonymous));
    }
    if !matches!(ticket.state, State::Resolved | State::Closed) {
        return Ok(Some(PhoneRefusal::NotSolved));
    }
    let whom = concerned_by(ticket);
    let Some(person) = facts.get::<Person>(whom.0)?.filter(|person| person.active) else {
        return Ok(Some(PhoneRefusal::Gone));
    };
    match person.not_asked {
        Some(NotAsked::Themselves) => return Ok(Some(PhoneRefusal::OptedOut)),
        Some(NotAsked::Desk) => return Ok(Some(PhoneRefusal::NeverAsked)),
        None => {}
    }
    if worked_on_it(facts, ticket, whom)? {
        return Ok(Some(PhoneRefusal::OwnWork));
    }
    let forgotten = survey.forgotten.and_then(|forgotten| forgotten.before);
    if ticket.resolution.as_ref().zip(forgotten).is_some_and(|(solved, before)| solved.day < before) {
        // Whether they answered then is not known any more.
        return Ok(Some(PhoneRefusal::LongAgo));
    }
    for id in facts.invitations_about(ticket.number)? {
        let of_this = |invitation: &Invitation| is_of(invitation, survey.id, ticket);
        let stage = facts.get::<Invitation>(id.0)?.filter(of_this).map(|invitation| invitation.stage);
        if matches!(stage, Some(Stage::Asked { .. } | Stage::Sent(Sent { answer: Some(_), .. }))) {
            return Ok(Some(PhoneRefusal::Answered));
        }
    }
    Ok(None)
}

/// Whether it is this survey's about the last solution of a case.
fn is_of(invitation: &Invitation, survey: SurveyId, ticket: &Ticket) -> bool {
    invitation.survey == survey && invitation.about.case().is_some_and(|about| about.solution == ticket.reopened + 1)
}

/// When somebody answered on the telephone what an invitation asks; `None`: they did not. It is looked up, and kept beside
/// neither: what is told of the one in the moment of the other would lead from the answer to the case for ever.
///
/// # Errors
/// A fault of the storage below.
pub fn asked_by_phone<F: Facts>(facts: &F, invitation: &Invitation) -> Result<Option<Moment>, Fault> {
    let Some(about) = invitation.about.case() else { return Ok(None) };
    let Some(ticket) = about.ticket else { return Ok(None) };
    for id in facts.invitations_about(ticket)? {
        let other: Option<Invitation> = facts.get(id.0)?;
        let same = |other: &Invitation| {
            other.survey == invitation.survey && other.about.case().is_some_and(|it| it.solution == about.solution)
        };
        if let Some(Stage::Asked { at, .. }) = other.filter(same).map(|other| other.stage) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Whom a survey about a case asks, and about what.
pub fn phone_about(ticket: &Ticket) -> (PersonId, Occasion) {
    (concerned_by(ticket), Occasion::Solution(about(ticket)))
}

/// What was answered on the telephone, before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneAnswer {
    /// The version that was asked.
    pub n: u32,
    /// The language in which it was asked.
    pub language: Language,
    /// What was answered.
    pub answers: Answers<String>,
}

pub(super) fn take<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: TicketNumber,
    survey: SurveyId,
    given: &PhoneAnswer,
) -> Result<Outcome, Stop> {
    let ticket: Option<Ticket> = draft.facts.get(ticket.0)?;
    let ticket = ticket.filter(|ticket| sees_from_desk(&draft.viewer, ticket)).ok_or(Refusal::NotFound)?;
    // A program has no voice.
    let asked_by = draft.viewer.user().filter(|_| handles(&draft.viewer, &ticket)).ok_or(Refusal::Forbidden)?;
    draft.at_version(ticket.version)?;
    let wrong = |problem| Refusal::Invalid(vec![FieldError { field: "survey".to_owned(), problem }]);
    let survey: Option<Survey> = draft.facts.get(survey.0)?;
    let survey = survey.filter(|survey| survey.active && survey.published > 0);
    let survey = survey.ok_or_else(|| wrong(FieldProblem::Unknown))?;
    if given.n != survey.published {
        return Err(Refusal::Stale { current: survey.published.into() }.into());
    }
    let version: SurveyVersion = draft.facts.get((survey.id.0, given.n))?.ok_or(Refusal::NotFound)?;
    if why_not_by_phone(draft.facts, &ticket, &survey, &version)?.is_some() {
        return Err(wrong(FieldProblem::NotAllowed).into());
    }
    let (person, about) = phone_about(&ticket);
    let facts = known_about(draft.facts, &about)?;
    let accepted = version.form.accept(&facts, given.answers.clone()).map_err(Refusal::Invalid)?;
    let kept = accepted.into_iter().map(|(question, given)| {
        (question, given.map(|words| draft.keep(Owner::Person(person), Content::Text(words))))
    });
    let answers = kept.collect();
    let (at, day) = (draft.now, draft.now.day(draft.settings.zone()));
    let id = AnswerId(draft.new_id::<SurveyAnswer>()?);
    let invitation = Invitation {
        id: InvitationId(draft.new_id::<Invitation>()?),
        survey: survey.id,
        person: Some(person),
        day,
        about,
        stage: Stage::Asked { at, answer: Some(id) },
    };
    let mut answer = SurveyAnswer {
        id,
        survey: survey.id,
        n: given.n,
        day,
        at: Some(at),
        changed: None,
        language: Some(version.form.language_for(Some(given.language))),
        way: AnswerWay::Phone,
        asked_by: Some(asked_by),
        invitation: Some(invitation.id),
        about: Some(about),
        follow_up: None,
        answers,
        automatic: false,
        forgotten: false,
    };
    let opened = FollowUpId(draft.new_id::<FollowUp>()?);
    answer.follow_up = follow_up::of_answer(draft, &version, &answer, &invitation, opened)?;
    follow_up::tell_answered(draft, &version, &answer)?;
    draft.event(Event::SurveyInvited(Box::new(invitation)));
    draft.event(Event::SurveyAnswered(Box::new(answer)));
    Ok(Outcome::Survey(survey.id))
}
