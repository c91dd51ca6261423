//! The clocks of the case that a command is about: they follow each of its events.

use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::id::{PersonId, TicketNumber, UnitId};
use super::super::{Person, Ticket, Unit};
use crate::Moment;
use crate::service_model::clock::{Case, Clock, Models, Reached, follow, tell};
use crate::service_model::{Escalation, Meets, ReadyModel};
use crate::words::OpenCases;
use std::sync::Arc;

/// How far up the tree of units a case is looked for: no organisation is deeper.
const UNITS_MAX: usize = 64;

/// What the clocks of a case need beside the case itself, and what became of them so far.
pub(super) struct Clocks {
    /// The version that they have run by.
    was: Arc<ReadyModel>,
    /// The version that they go by from now on.
    is: Arc<ReadyModel>,
    /// The unit of the case and those above it.
    units: Vec<UnitId>,
    /// Whether somebody whom it is about is to be treated with care.
    vip: bool,
    ticket: TicketNumber,
    before: Vec<Clock>,
    after: Vec<Clock>,
    ended: Vec<(u32, Clock)>,
    reached: Vec<Reached>,
}

impl Clocks {
    /// Looks up what the clocks of `ticket` need.
    pub fn of<F: Facts>(facts: &F, current: &Arc<ReadyModel>, ticket: &Ticket) -> Result<Self, Fault> {
        let was = if ticket.model == current.version {
            Arc::clone(current)
        } else {
            facts.model_at(ticket.model)?.unwrap_or_else(|| Arc::clone(current))
        };
        let keeps = current.open_cases == OpenCases::Keep;
        let is = Arc::clone(if keeps { &was } else { current });
        let mut clocks = Self {
            was,
            is,
            units: Vec::new(),
            vip: false,
            ticket: ticket.number,
            before: ticket.clocks.clone(),
            after: ticket.clocks.clone(),
            ended: Vec::new(),
            reached: Vec::new(),
        };
        // What groups promise has no conditions, but the escalation that goes with it may have.
        if !(clocks.is.promises_nothing() && current.promises_nothing()) {
            clocks.units = units_upwards(facts, ticket.unit)?;
            clocks.meet(facts, ticket.requester, ticket.affected)?;
        }
        Ok(clocks)
    }

    /// Looks at whom the case is about. To be said before the event that changes it.
    pub fn meet<F: Facts>(&mut self, facts: &F, requester: PersonId, affected: Option<PersonId>) -> Result<(), Fault> {
        self.vip = is_vip(facts, requester, affected)?;
        Ok(())
    }

    /// The case was decided anew by the version in force.
    pub fn go_by(&mut self, current: &Arc<ReadyModel>) {
        self.is = Arc::clone(current);
    }

    /// The version that the case goes by.
    pub fn model(&self) -> &Arc<ReadyModel> {
        &self.is
    }

    /// Something happened to the case, or time passed.
    pub fn follow(&mut self, ticket: &mut Ticket, now: Moment) {
        if ticket.clocks.is_empty() && self.is.promises_nothing() {
            return;
        }
        let case = self.case(ticket);
        let followed = follow(Models { was: &self.was, is: &self.is }, &case, &ticket.clocks, now);
        ticket.clocks.clone_from(&followed.clocks);
        self.after = followed.clocks;
        // They end with the stay before the one that has just begun.
        let stay = ticket.stays.saturating_sub(1).max(1);
        self.ended.extend(followed.ended.into_iter().map(|clock| (stay, clock)));
        self.was = Arc::clone(&self.is);
    }

    /// Time has passed: tells what the clocks came to.
    pub fn tell(&mut self, ticket: &mut Ticket, now: Moment) -> Vec<Reached> {
        self.follow(ticket, now);
        let mut clocks = ticket.clocks.clone();
        let models = Models { was: &self.was, is: &self.is };
        let reached = tell(models, &self.case(ticket), &mut clocks, now);
        ticket.clocks.clone_from(&clocks);
        self.after = clocks;
        self.reached.extend(&reached);
        reached
    }

    /// The escalation that counts for the case.
    pub fn escalation(&self, ticket: &Ticket) -> Option<&Escalation> {
        self.is.escalation_for(&self.case(ticket).meets)
    }

    fn case<'a>(&'a self, ticket: &Ticket) -> Case<'a> {
        Case {
            meets: Meets {
                kind: ticket.kind,
                category: ticket.category,
                units: &self.units,
                priority: ticket.priority,
                channel: ticket.channel,
                vip: self.vip,
            },
            state: ticket.state,
            waiting: ticket.waiting.map(|waiting| waiting.on),
            group: ticket.group,
            opened_at: ticket.opened_at,
            answered_at: ticket.answered_at,
            reopened: ticket.reopened,
        }
    }

    /// The case begins, with the clocks that follow from it.
    pub fn begin(&mut self, ticket: &mut Ticket, now: Moment) {
        self.follow(ticket, now);
        self.before.clone_from(&self.after);
    }

    /// What became of them, when anything did.
    pub fn moved(self) -> Option<Event> {
        (self.after != self.before || !self.ended.is_empty()).then_some(Event::ClocksMoved {
            ticket: self.ticket,
            model: self.is.version,
            clocks: self.after,
            ended: self.ended,
            reached: self.reached,
        })
    }
}

/// Whether one of those whom a case is about is somebody to be careful with.
pub(super) fn is_vip<F: Facts>(facts: &F, requester: PersonId, affected: Option<PersonId>) -> Result<bool, Fault> {
    for person in [Some(requester), affected].into_iter().flatten() {
        if facts.get::<Person>(person.0)?.is_some_and(|person| person.vip) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The unit and those above it, from below.
pub(super) fn units_upwards<F: Facts>(facts: &F, unit: Option<UnitId>) -> Result<Vec<UnitId>, Fault> {
    let mut units = Vec::new();
    let mut next = unit;
    while let Some(id) = next.filter(|_| units.len() < UNITS_MAX) {
        units.push(id);
        next = facts.get::<Unit>(id.0)?.and_then(|unit| unit.parent);
    }
    Ok(units)
}
