//! Time runs out: who is told, and where the case goes.

use super::super::Ticket;
use super::super::event::{Content, Event, Owner, Routing};
use super::super::facts::{Facts, Fault};
use super::super::id::UserId;
use super::super::notice::NoticeKind;
use super::draft::Draft;
use super::notify;
use super::open::active_group;
use super::progress::{route, stop_waiting};
use crate::service_model::clock::Reached;
use crate::service_model::{Escalation, EscalationStep};
use crate::words::{Audience, Priority, Vocabulary};
use std::collections::BTreeSet;

/// The clocks of the case tell what they came to, and what was agreed for it happens.
pub(super) fn time_passed<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) -> Result<(), Fault> {
    let (reached, escalation) = draft.tell(ticket);
    for point in reached {
        let here = |step: &&EscalationStep| step.clock == point.kind && step.percent == point.percent;
        let steps =
            escalation.iter().flat_map(|escalation| escalation.steps.iter().map(move |step| (escalation, step)));
        let mut steps = steps.filter(|(_, step)| here(step)).peekable();
        // A step tells of it itself.
        if steps.peek().is_none() {
            notify::tell_of_time(draft, notice_of(point), ticket, &BTreeSet::new())?;
        }
        for (escalation, step) in steps {
            take(draft, ticket, escalation, step, point)?;
        }
    }
    Ok(())
}

/// How it is told that a clock came to this point.
const fn notice_of(point: Reached) -> NoticeKind {
    if point.percent < 100 { NoticeKind::DeadlineNear } else { NoticeKind::DeadlineMissed }
}

/// A step is taken, unless an earlier one of the same moment ended the clock.
fn take<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    escalation: &Escalation,
    step: &EscalationStep,
    point: Reached,
) -> Result<(), Fault> {
    if !ticket.clocks.iter().any(|clock| clock.kind == point.kind && clock.is_open()) {
        return Ok(());
    }
    // Whoever has it so far is told, not whoever gets it by this very step: they are told that it comes.
    let told = audience(draft, ticket, &step.notify)?;
    let event = Event::Escalated {
        ticket: ticket.number,
        escalation: escalation.id,
        name: escalation.name.clone(),
        clock: point.kind,
        percent: point.percent,
        told: told.clone(),
    };
    draft.event_on(ticket, event);
    notify::tell_of_time(draft, notice_of(point), ticket, &told)?;
    if step.raise_priority
        && let Some(priority) = above(ticket.priority)
    {
        let reason = Some(draft.keep(Owner::Desk, Content::Text(escalation.name.clone())));
        draft.event_on(ticket, Event::Prioritised { ticket: ticket.number, priority, reason });
    }
    let target = match step.pass_to.filter(|group| ticket.group != Some(*group)) {
        Some(group) => active_group(draft.facts, group)?,
        None => None,
    };
    if let Some(group) = target {
        stop_waiting(draft, ticket);
        route(draft, ticket, Routing::Passed, Some(&group), None);
    }
    Ok(())
}

/// The users who belong to any of these audiences.
fn audience<F: Facts>(
    draft: &Draft<'_, F>,
    ticket: &Ticket,
    audiences: &BTreeSet<Audience>,
) -> Result<BTreeSet<UserId>, Fault> {
    let mut users = BTreeSet::new();
    for audience in audiences {
        users.extend(notify::members(draft, ticket, *audience)?);
    }
    Ok(users)
}

/// The priority before this one.
fn above(priority: Priority) -> Option<Priority> {
    let place = Priority::ALL.iter().position(|other| *other == priority)?;
    place.checked_sub(1).and_then(|place| Priority::ALL.get(place)).copied()
}
