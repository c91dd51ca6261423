//! Rounds of surveys that ask at fixed times: one begins, it is planned step by step, and it may be stopped.

use super::super::event::{ActorRef, Event};
use super::super::facts::Facts;
use super::super::id::{InvitationId, PersonId, SurveyId};
use super::super::refusal::Refusal;
use super::super::round::{Planned, Planning, Round, RoundMoved, RoundStep};
use super::super::{Invitation, Person, Survey};
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::Day;
use crate::service_model::Hours;
use chrono::TimeDelta;
use std::sync::Arc;

pub(super) fn step<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: SurveyId,
    day: Day,
    step: &RoundStep,
) -> Result<Outcome, Stop> {
    let by_desk = draft.viewer.actor == ActorRef::System;
    Draft::<F>::need(by_desk || (matches!(step, RoundStep::Stop) && draft.viewer.administers()))?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    let round: Option<Round> = draft.facts.get((id.0, Round::number(day)))?;
    let moved = match (step, round) {
        // One a day: a desk that was stopped just after it began finds it.
        (RoundStep::Begin { .. }, Some(_)) => None,
        (RoundStep::Begin { audience }, None) => begin(draft, &survey, day, *audience),
        (_, None) => return Err(Refusal::NotFound.into()),
        (RoundStep::Plan { from, people, to }, Some(round)) => {
            // Whatever else was planned meanwhile, nobody is planned twice.
            let goes_on = round.is_planned_on() && round.planning == *from;
            if goes_on { Some(plan(draft, &round, people, *to)?) } else { None }
        }
        (RoundStep::Stop, Some(round)) => {
            let runs = round.stopped.is_none() && draft.now < round.closes;
            runs.then_some(RoundMoved::Stopped)
        }
    };
    if let Some(moved) = moved {
        draft.event(Event::RoundMoved { survey: id, day, moved });
    }
    Ok(Outcome::Survey(id))
}

fn begin<F: Facts>(draft: &Draft<'_, F>, survey: &Survey, day: Day, audience: u64) -> Option<RoundMoved> {
    let asking = &survey.asking;
    let periodic = asking.periodic.clone().filter(|_| survey.asks())?;
    let planning = Planning { done: audience == 0, ..Planning::default() };
    Some(RoundMoved::Begun(Box::new(Round {
        survey: survey.id,
        day,
        begun: draft.now,
        closes: draft.now.plus(TimeDelta::days(asking.open_days.into())),
        reminder_days: asking.reminder_days,
        sample: periodic.sample(audience, day),
        periodic,
        planning,
        stopped: None,
    })))
}

/// Somebody who moved to another unit while the round was being planned is met twice, and planned once.
fn plan<F: Facts>(
    draft: &Draft<'_, F>,
    round: &Round,
    people: &[PersonId],
    planning: Planning,
) -> Result<RoundMoved, Stop> {
    let model = Arc::clone(&draft.model);
    let hours = model.hours(Some(round.periodic.calendar)).unwrap_or(Hours::All);
    let mut invited: Vec<Planned> = Vec::with_capacity(people.len());
    for id in people {
        let Some(person) = draft.facts.get::<Person>(id.0)? else { continue };
        if !draft.facts.is_asked_in(round.survey, round.day, *id)?
            && invited.iter().all(|other| other.person != Some(*id))
        {
            let due = round.periodic.moment(*id, round.begun, hours);
            invited.push(Planned { person: Some(*id), unit: person.unit, due });
        }
    }
    let first = InvitationId(draft.new_id::<Invitation>()?);
    let on = draft.now.day(draft.settings.zone());
    Ok(RoundMoved::Planned { invited, first, on, planning })
}
