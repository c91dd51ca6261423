//! Invitations: who is asked about a solved case, or in a round, when, and who is not.

use super::super::event::{ActorRef, Event};
use super::super::facts::{Facts, Fault};
use super::super::id::{InvitationId, PersonId, SurveyId};
use super::super::notice::{Notice, NoticeKind, NoticeWay, Recipient};
use super::super::refusal::{FieldError, Refusal};
use super::super::{AskedAbout, Invitation, NotAsked, Occasion, Person, Round, Sent, Stage, Stay, Survey, Ticket};
use super::by_phone::asked_by_phone;
use super::check::Check;
use super::clocks::{People, meets, units_upwards};
use super::draft::Draft;
use super::survey::known_among;
use super::{Outcome, Stop};
use crate::Moment;
use crate::service_model::{Hours, ReadyModel};
use crate::survey::{AfterCase, AskedAfter, Asking, LeftOut, Periodic, in_hours};
use crate::words::State;
use chrono::TimeDelta;
use std::sync::Arc;

/// So many stays of a case are looked through for those who worked on it.
const STAYS_MAX: u32 = 100;

pub(super) fn change_asking<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: SurveyId,
    asking: &Asking,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    let faults = faults_of_asking(draft.facts, asking, draft.now)?;
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults).into());
    }
    let mut asking = asking.clone();
    // Drawn once: whoever changes the rest draws no other sample.
    let new_seed = draft.now.millis().unsigned_abs() ^ (id.0 << 48);
    if let Some(after) = &mut asking.after_case {
        let kept = survey.asking.after_case.as_ref().map(|before| before.seed);
        after.seed = kept.unwrap_or(new_seed);
    }
    if let Some(periodic) = &mut asking.periodic {
        let kept = survey.asking.periodic.as_ref();
        periodic.seed = kept.map_or(new_seed, |before| before.seed);
        let same = |before: &&Periodic| (&before.schedule, before.calendar) == (&periodic.schedule, periodic.calendar);
        periodic.since = kept.filter(same).map_or(draft.now, |before| before.since);
    }
    if asking != survey.asking {
        draft.event(Event::AskingChanged { survey: id, asking: Box::new(asking) });
    }
    Ok(Outcome::Survey(id))
}

/// What is wrong with whom a survey is to ask.
///
/// # Errors
/// A fault of the storage below.
pub fn faults_of_asking<F: Facts>(facts: &F, asking: &Asking, now: Moment) -> Result<Vec<FieldError>, Fault> {
    let of_cases = asking.after_case.iter().flat_map(|after| &after.conditions.units);
    let of_audience = asking.periodic.iter().flat_map(|periodic| &periodic.audience.units);
    let known = known_among(facts, of_cases.chain(of_audience))?;
    let mut check = Check::default();
    asking.check(&mut check, &known, &*facts.model()?, now);
    Ok(check.errors())
}

/// A case came to its solution or its closing: whom the surveys ask about it.
pub(super) fn after<F: Facts>(draft: &mut Draft<'_, F>, ticket: &Ticket, came_to: AskedAfter) -> Result<(), Fault> {
    if draft.on_trial {
        return Ok(());
    }
    let surveys = draft.facts.asking_surveys()?;
    let asking = |survey: &'_ Survey| survey.asking.after_case.clone().filter(|after| after.after == came_to);
    let asking: Vec<_> = surveys.iter().filter_map(|survey| Some((survey.id, asking(survey)?))).collect();
    if asking.is_empty() {
        return Ok(());
    }
    let units = units_upwards(draft.facts, ticket.unit)?;
    let people = People::of(draft.facts, ticket.requester, ticket.affected)?;
    let case = meets(ticket, &units, people);
    let model = Arc::clone(&draft.model);
    let first = draft.new_id::<Invitation>()?;
    let own_work = worked_on_it(draft.facts, ticket, concerned_by(ticket))?;
    let concerned = asking.into_iter().filter(|(_, after)| after.concerns(&model, &case, ticket.group));
    for (id, (survey, after)) in (first..).zip(concerned) {
        let stage = stage(draft, ticket, &after, own_work);
        draft.event(Event::SurveyInvited(Box::new(Invitation {
            id: InvitationId(id),
            survey,
            person: Some(concerned_by(ticket)),
            day: draft.now.day(draft.settings.zone()),
            about: Occasion::Solution(about(ticket)),
            stage,
        })));
    }
    Ok(())
}

/// Whom a case concerns: they are asked, not whoever reported it for them.
pub(super) fn concerned_by(ticket: &Ticket) -> PersonId {
    ticket.affected.unwrap_or(ticket.requester)
}

pub(super) fn about(ticket: &Ticket) -> AskedAbout {
    let solver = ticket.resolution.as_ref().and_then(|resolution| match resolution.by {
        ActorRef::User(user) => Some(user),
        _ => None,
    });
    AskedAbout {
        ticket: Some(ticket.number),
        solution: ticket.reopened + 1,
        kind: ticket.kind,
        category: ticket.category,
        unit: ticket.unit,
        channel: ticket.channel,
        priority: ticket.priority,
        group: ticket.group,
        solver,
    }
}

/// Whether the case is asked about, and when.
fn stage<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket, after: &AfterCase, own_work: bool) -> Stage {
    if own_work {
        return Stage::LeftOut { why: LeftOut::OwnWork };
    }
    let n = ticket.number.0 << 16 | u64::from(ticket.reopened.min(0xffff));
    if !after.draws(n) {
        return Stage::LeftOut { why: LeftOut::Sample };
    }
    let delay = TimeDelta::minutes(after.delay_minutes.into());
    Stage::Planned { due: in_service(&draft.model, draft.now, delay) }
}

/// The moment at which so much of the hours of service has passed, and somebody answers the telephone. By the clock on
/// the wall where no hours were agreed, or none are left.
fn in_service(model: &ReadyModel, from: Moment, delay: TimeDelta) -> Moment {
    let hours = model.service.hours.and_then(|id| model.hours(Some(id)));
    in_hours(hours.unwrap_or(Hours::All), from, delay)
}

/// Whether somebody solved the case that they are asked about, or had it.
pub(super) fn worked_on_it<F: Facts>(facts: &F, ticket: &Ticket, person: PersonId) -> Result<bool, Fault> {
    let them = facts.users_of_person(person)?;
    if them.is_empty() {
        return Ok(false);
    }
    let solved = about(ticket).solver.is_some_and(|user| them.contains(&user));
    let mut had = ticket.assignee.is_some_and(|user| them.contains(&user));
    for n in (1..=ticket.stays).rev().take(STAYS_MAX as usize) {
        let stay: Option<Stay> = facts.get((ticket.number.0, n))?;
        had |= stay.and_then(|stay| stay.assignee).is_some_and(|user| them.contains(&user));
    }
    Ok(solved || had)
}

/// A case is open again: who was to be asked about it is not.
pub(super) fn call_off<F: Facts>(draft: &mut Draft<'_, F>, ticket: &Ticket) -> Result<(), Fault> {
    if draft.on_trial {
        return Ok(());
    }
    for id in draft.facts.invitations_about(ticket.number)? {
        let invitation: Option<Invitation> = draft.facts.get(id.0)?;
        let stage = match invitation.map(|invitation| invitation.stage) {
            Some(Stage::Planned { .. }) => Stage::Cancelled,
            Some(Stage::Sent(sent @ Sent { remind: Some(_), answer: None, .. })) => {
                Stage::Sent(Sent { remind: None, ..sent })
            }
            _ => continue,
        };
        draft.event(Event::InvitationMoved { invitation: id, stage });
    }
    Ok(())
}

/// An invitation's moment has come. Whoever may not be asked by now is left out.
pub(super) fn come_due<F: Facts>(draft: &mut Draft<'_, F>, id: InvitationId, answered: bool) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System)?;
    let invitation: Invitation = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    if invitation.due().is_none_or(|due| due > draft.now) {
        return Ok(Outcome::Survey(invitation.survey));
    }
    let survey: Survey = draft.facts.get(invitation.survey.0)?.ok_or(Refusal::NotFound)?;
    let person: Option<Person> = match invitation.person {
        Some(person) => draft.facts.get(person.0)?,
        None => None,
    };
    let round: Option<Round> = match invitation.about.round() {
        Some(day) => draft.facts.get((survey.id.0, Round::number(day)))?,
        None => None,
    };
    let so_still = match &invitation.about {
        Occasion::Solution(about) => is_still_solved(draft.facts, about)?,
        Occasion::Round(_) => round.as_ref().is_some_and(|round| round.stopped.is_none()),
    };
    let ended = round.as_ref().is_some_and(|round| round.closes <= draft.now);
    let by_phone = asked_by_phone(draft.facts, &invitation)?;
    let stage = match invitation.stage {
        stage if let Some(at) = by_phone => stage.called_off(at),
        Stage::Planned { .. } if !so_still => Stage::Cancelled,
        Stage::Planned { .. } if ended => Stage::LeftOut { why: LeftOut::Ended },
        Stage::Planned { .. } => match why_not_asked(draft.facts, &survey, person.as_ref(), draft.now)? {
            Some(why) => Stage::LeftOut { why },
            None => {
                bring(draft, NoticeKind::SurveyInvitation, &invitation);
                let of_case = || Sent::now(&survey.asking, draft.now);
                Stage::Sent(round.as_ref().map_or_else(of_case, |round| Sent::in_round(round, draft.now)))
            }
        },
        Stage::Sent(sent) => {
            let wanted = survey.active && !answered && !sent.refused && so_still && draft.now < sent.until;
            let reachable = person.is_some_and(|person| person.active && person.not_asked.is_none());
            if wanted && reachable {
                bring(draft, NoticeKind::SurveyReminder, &invitation);
            }
            Stage::Sent(Sent { remind: None, ..sent })
        }
        stage @ (Stage::LeftOut { .. } | Stage::Cancelled | Stage::Asked { .. }) => stage,
    };
    draft.event(Event::InvitationMoved { invitation: id, stage });
    Ok(Outcome::Survey(invitation.survey))
}

fn is_still_solved<F: Facts>(facts: &F, about: &AskedAbout) -> Result<bool, Fault> {
    let Some(number) = about.ticket else { return Ok(false) };
    let ticket: Option<Ticket> = facts.get(number.0)?;
    let is_solved = |ticket: &Ticket| matches!(ticket.state, State::Resolved | State::Closed);
    Ok(ticket.is_some_and(|ticket| is_solved(&ticket) && ticket.reopened + 1 == about.solution))
}

/// Why a survey cannot ask somebody at a moment.
///
/// # Errors
/// A fault of the storage below.
pub fn why_not_asked<F: Facts>(
    facts: &F,
    survey: &Survey,
    person: Option<&Person>,
    now: Moment,
) -> Result<Option<LeftOut>, Fault> {
    let Some(person) = person.filter(|person| person.active) else { return Ok(Some(LeftOut::Gone)) };
    if !survey.active || survey.published == 0 {
        return Ok(Some(LeftOut::Ended));
    }
    if let Some(not) = person.not_asked {
        return Ok(Some(match not {
            NotAsked::Themselves => LeftOut::OptedOut,
            NotAsked::Desk => LeftOut::NeverAsked,
        }));
    }
    if person.details.emails.is_empty() {
        return Ok(Some(LeftOut::NoAddress));
    }
    let tact = facts.settings()?.tact;
    let asked = facts.asked_since(person.id, tact.since(now), tact.most.into())?;
    Ok((!tact.allows(&asked, now)).then_some(LeftOut::AskedLately))
}

fn bring<F: Facts>(draft: &mut Draft<'_, F>, kind: NoticeKind, invitation: &Invitation) {
    let Some(person) = invitation.person else { return };
    draft.notify(Notice {
        kind,
        ticket: invitation.about.case().and_then(|about| about.ticket),
        to: Recipient::Person(person),
        text: None,
        way: NoticeWay::Mail,
        rule: None,
        digest: None,
        invitation: Some(invitation.id),
        answer: None,
    });
}

/// The mail of an invitation was never taken; or it was, once somebody had it sent again.
pub(super) fn note_delivery<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: InvitationId,
    taken: bool,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System)?;
    mark_refused(draft, id, !taken)?.ok_or_else(|| Refusal::NotFound.into()).map(Outcome::Survey)
}

/// Notes whether the mail of an invitation came back; gives its survey, when it is there.
pub(super) fn mark_refused<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: InvitationId,
    refused: bool,
) -> Result<Option<SurveyId>, Fault> {
    let Some(invitation) = draft.facts.get::<Invitation>(id.0)? else { return Ok(None) };
    // Whoever answered has got it.
    if let Some(sent) = invitation.sent().filter(|sent| sent.answer.is_none() && sent.refused != refused) {
        let stage = Stage::Sent(Sent { refused, remind: None, ..*sent });
        draft.event(Event::InvitationMoved { invitation: id, stage });
    }
    Ok(Some(invitation.survey))
}

/// Surveys may ask somebody, or never again. What somebody said for themselves only they take back, or somebody of the
/// desk for them.
pub(super) fn change_asked<F: Facts>(draft: &mut Draft<'_, F>, id: PersonId, asked: bool) -> Result<Outcome, Stop> {
    let by_link = draft.viewer.actor == ActorRef::System;
    Draft::<F>::need(by_link || draft.viewer.serves() || draft.viewer.administers())?;
    let person: Person = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(person.version)?;
    let said = if by_link { NotAsked::Themselves } else { NotAsked::Desk };
    let may = asked && person.erased.is_none();
    let not = if may { None } else { person.not_asked.or(Some(said)) };
    if not != person.not_asked {
        draft.event(Event::AskedChanged { person: id, not });
    }
    Ok(Outcome::Person(id))
}
