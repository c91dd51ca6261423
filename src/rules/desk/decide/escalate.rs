//! A step of an escalation happens: who is told, and where the case goes. Its alarm, until somebody acknowledges it.

use super::super::actions::Action;
use super::super::alarm::Raised;
use super::super::event::{Content, Event, Owner, Routing};
use super::super::facts::{Facts, Fault};
use super::super::id::{GroupId, TicketNumber, UserId};
use super::super::notice::NoticeKind;
use super::super::{Group, Ticket};
use super::draft::Draft;
use super::open::active_group;
use super::progress::{hand_over, stop_waiting};
use super::{Outcome, Stop, assign, notify};
use crate::Moment;
use crate::service_model::clock::Reached;
use crate::service_model::{Escalation, EscalationId, EscalationStep, PassTo, Repeat, Trigger};
use crate::words::{Audience, Pick, Priority, State, Vocabulary};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The clocks of the case tell what they came to, and what was agreed for it happens.
pub(super) fn time_passed<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) -> Result<(), Fault> {
    let clock = |point: Reached| Trigger::Clock { kind: point.kind, percent: point.percent };
    let reached: Vec<Trigger> = draft.tell(ticket).into_iter().map(clock).collect();
    if reached.is_empty() {
        return Ok(());
    }
    let model = Arc::clone(draft.model_of_case());
    let escalation = draft.escalation(&model, ticket);
    // A step tells of its moment itself; of the others only rules of notices speak.
    let alone = |when: &&Trigger| escalation.as_ref().and_then(|escalation| escalation.step(**when)).is_none();
    for when in reached.iter().filter(alone) {
        notify::tell_of_time(draft, when.notice(), ticket, &BTreeSet::new())?;
    }
    take(draft, ticket, reached.into_iter())
}

/// What is watched of the case beside its clocks has come, and what was agreed for it happens.
pub(super) fn watched<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) -> Result<(), Fault> {
    let reached = draft.tell_watched(ticket);
    take(draft, ticket, reached.into_iter())
}

/// The steps that these make happen are taken, one after the other.
fn take<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    mut reached: impl Iterator<Item = Trigger>,
) -> Result<(), Fault> {
    let model = Arc::clone(draft.model_of_case());
    let Some(escalation) = draft.escalation(&model, ticket) else { return Ok(()) };
    let group = ticket.group;
    reached.try_for_each(|when| match escalation.step(when).filter(|_| is_still_so(ticket, when, group)) {
        Some(step) => take_step(draft, ticket, escalation, step),
        None => Ok(()),
    })
}

/// Whether an earlier step of the same moment left the case as this one needs it: that one may have passed it on.
fn is_still_so(ticket: &Ticket, when: Trigger, group: Option<GroupId>) -> bool {
    match when {
        Trigger::Clock { kind, .. } => ticket.clocks.iter().any(|clock| clock.kind == kind && clock.is_open()),
        Trigger::NotTaken(_) => ticket.state == State::New && ticket.group == group,
        Trigger::NoUpdate(_) | Trigger::Reopened { .. } | Trigger::PassedOn { .. } => ticket.state.is_open(),
    }
}

fn take_step<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    escalation: &Escalation,
    step: &EscalationStep,
) -> Result<(), Fault> {
    // Whoever has it so far is told, not whoever gets it by this very step: they are told that it comes.
    let told = audience(draft, ticket, &step.notify)?;
    let may_mail = escalation.may_mail(draft.model_of_case(), draft.now);
    let held = Some(may_mail).filter(|until| *until > draft.now && !told.is_empty());
    let alarm = step.alarm.map(|alarm| Raised {
        // What is held back is told first.
        next: alarm.repeat.filter(|_| held.is_none()).map(|repeat| told_again(draft, escalation, repeat)),
    });
    let event = Event::Escalated {
        ticket: ticket.number,
        escalation: escalation.id,
        name: escalation.name.clone(),
        when: step.when,
        audience: Some(step.notify.clone()),
        told: told.clone(),
        held,
        alarm,
    };
    draft.event_on(ticket, event);
    // On trial nothing is told once more when quiet hours end: it counts at once.
    if held.is_none() || draft.on_trial {
        notify::tell_of_time(draft, step.when.notice(), ticket, &told)?;
    }
    for webhook in &step.webhooks {
        draft.tell_webhook(step.when.notice(), Some(ticket.number), *webhook, None);
    }
    if step.raise_priority
        && let Some(priority) = above(ticket.priority)
    {
        let reason = Some(draft.keep(Owner::Desk, Content::Text(escalation.name.clone())));
        draft.event_on(ticket, Event::Prioritised { ticket: ticket.number, priority, reason });
    }
    let Some(to) = step.pass_to else { return Ok(()) };
    // In quiet hours whoever gets it sees it on the screen.
    draft.quiet = may_mail > draft.now && !draft.on_trial;
    pass_on(draft, ticket, step, to)?;
    draft.quiet = false;
    Ok(())
}

/// The case goes to another group, or to somebody else of its own.
fn pass_on<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    step: &EscalationStep,
    to: PassTo,
) -> Result<(), Fault> {
    let Some(group) = target(draft, ticket, to)? else { return Ok(()) };
    let elsewhere = ticket.group != Some(group.id);
    if !elsewhere && to != PassTo::OwnGroup {
        return Ok(());
    }
    let picked = assign::pick(draft, (step.pick, step.skill.as_deref()), &group, ticket)?;
    let how = match picked {
        _ if elsewhere => Routing::Passed,
        Some(_) => Routing::Assigned,
        // Nobody else is there: whoever has it keeps it.
        None if step.pick != Pick::ByHand || ticket.assignee.is_none() => return Ok(()),
        None => Routing::Released,
    };
    if elsewhere {
        stop_waiting(draft, ticket);
    }
    let turn = step.pick == Pick::InTurn && picked.is_some();
    hand_over(draft, ticket, (how, turn), Some(&group), picked);
    notify::tell(draft, NoticeKind::Assigned, ticket, None)?;
    if elsewhere {
        notify::tell(draft, NoticeKind::Passed, ticket, None)?;
    }
    Ok(())
}

/// Quiet hours are over, or an alarm is told again. Everybody is told once, whatever was held back and however late it is.
pub(super) fn remind<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) -> Result<(), Fault> {
    let now = draft.now;
    let (held, alarm) = (ticket.held.clone(), ticket.open_alarm().cloned());
    let escalation = |id: EscalationId| draft.model_of_case().escalation(id).cloned();
    // A desk that stood still may come back in the next quiet hours.
    let told_at = |planned: Moment, of: EscalationId| match escalation(of) {
        Some(escalation) if planned <= now => escalation.may_mail(draft.model_of_case(), now),
        _ => planned.max(now),
    };
    let held_until = held.as_ref().map(|held| told_at(held.until, held.escalation));
    let told_again_at = alarm.as_ref().and_then(|alarm| Some(told_at(alarm.next?, alarm.escalation)));
    let released = held.filter(|_| held_until == Some(now));
    let repeated = u32::from(told_again_at == Some(now));

    let again = alarm.iter().filter(|_| repeated > 0).flat_map(|alarm| &alarm.told);
    let told: BTreeSet<UserId> = released.iter().flat_map(|held| &held.told).chain(again).copied().collect();
    let kind = released.as_ref().map_or(NoticeKind::AlarmOpen, |held| held.when.notice());
    let repeated = alarm.as_ref().map_or(0, |alarm| alarm.repeated) + repeated;
    let planned = || {
        let alarm = alarm.as_ref().filter(|_| !told.is_empty())?;
        let escalation = escalation(alarm.escalation)?;
        let repeat = escalation
            .step(alarm.when)?
            .alarm?
            .repeat
            .filter(|repeat| repeat.times.is_none_or(|times| repeated < times))?;
        Some(told_again(draft, &escalation, repeat))
    };
    let event = Event::Reminded {
        ticket: ticket.number,
        held: held_until.filter(|until| *until > now),
        repeated,
        next: told_again_at.filter(|at| *at > now).or_else(planned),
        told: told.clone(),
    };
    draft.event_on(ticket, event);
    notify::tell_of_time(draft, kind, ticket, &told)
}

/// Quiet hours may end at another moment than the one until which they hold back what was told. (The repetition of an
/// alarm asks for them when it is due.)
pub(super) fn hold_anew<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) {
    let Some(held) = &ticket.held else { return };
    let model = draft.model_of_case();
    let until = model.escalation(held.escalation).map(|escalation| escalation.may_mail(model, draft.now));
    let Some(until) = until.filter(|until| *until != held.until) else { return };
    let (repeated, next) = ticket.open_alarm().map_or((0, None), |alarm| (alarm.repeated, alarm.next));
    let number = ticket.number;
    let event = Event::Reminded { ticket: number, told: BTreeSet::new(), held: Some(until), repeated, next };
    draft.event_on(ticket, event);
}

/// Somebody knows of the alarm: nobody is told of it any more.
pub(super) fn acknowledge<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Acknowledge)?;
    draft.event_on(&mut ticket, Event::Acknowledged { ticket: number });
    Ok(Outcome::Ticket(number))
}

/// When an alarm that is told now is told again.
fn told_again<F: Facts>(draft: &Draft<'_, F>, escalation: &Escalation, repeat: Repeat) -> Moment {
    escalation.may_mail(draft.model_of_case(), draft.now.plus(repeat.pause()))
}

/// The group that a step passes the case on to, while cases may be passed to it.
fn target<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket, to: PassTo) -> Result<Option<Group>, Fault> {
    match to {
        PassTo::Group(group) => active_group(draft.facts, group),
        PassTo::NextLevel => next_level(draft, ticket),
        PassTo::OwnGroup => ticket.group.map_or(Ok(None), |group| active_group(draft.facts, group)),
    }
}

/// The group of the case's category, when it is of the next level; else the first of that level.
fn next_level<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket) -> Result<Option<Group>, Fault> {
    let Some(level) = ticket.level.next() else { return Ok(None) };
    let of_category = ticket.category.and_then(|id| draft.model_of_case().category(id)?.defaults.group);
    let groups = draft.facts.groups()?;
    let mut fit = groups.iter().filter(|group| group.active && group.level == level);
    let is_of_category = |group: &&Group| Some(group.id) == of_category;
    Ok(fit.clone().find(is_of_category).or_else(|| fit.next()).cloned())
}

/// The users who belong to any of these audiences.
fn audience<F: Facts>(
    draft: &Draft<'_, F>,
    ticket: &Ticket,
    audiences: &BTreeSet<Audience>,
) -> Result<BTreeSet<UserId>, Fault> {
    let mut users = BTreeSet::new();
    for audience in audiences {
        notify::add_members(draft, ticket, *audience, &mut users)?;
    }
    Ok(users)
}

/// The priority before this one.
fn above(priority: Priority) -> Option<Priority> {
    let place = Priority::ALL.iter().position(|other| *other == priority)?;
    place.checked_sub(1).and_then(|place| Priority::ALL.get(place)).copied()
}
