//! The clocks of the case that a command is about, and what is watched of it beside them: they follow each of its events.

use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::id::{PersonId, TicketNumber, UnitId};
use super::super::{Profile, Stay, Ticket, Unit};
use crate::Moment;
use crate::service_model::clock::{Case, Clock, Models, Reached, follow, pass, plan_anew, tell};
use crate::service_model::{
    AssignmentRule, Escalation, EscalationStep, Happened, Meets, Past, ReadyModel, Trigger, Watch,
};
use crate::words::{Language, OpenCases, State};
use std::sync::Arc;

/// How far up the tree of units a case is looked for: no organisation is deeper.
const UNITS_MAX: usize = 64;

/// What the clocks of a case need beside the case itself, and what became of them so far.
pub(super) struct Clocks {
    /// The version that they have run by.
    was: Arc<ReadyModel>,
    /// The version that they go by from now on.
    is: Arc<ReadyModel>,
    /// The unit of the case and those above it, when a condition names units.
    units: Vec<UnitId>,
    /// Whether a condition names units.
    asks_units: bool,
    /// Whether a condition asks who it is that asks.
    asks_people: bool,
    /// Those whom it is about, when a condition does.
    people: People,
    ticket: TicketNumber,
    /// The case as they last followed it, without its units; `None`: they have not yet, or its units are others now.
    followed: Option<Case<'static>>,
    ended: Vec<(u32, Clock)>,
    reached: Vec<Reached>,
    /// What the case has been through, when a watch over it may begin.
    past: Option<Past>,
    /// What is told of their moves; `None`: nobody asks.
    moves: Option<Moves>,
}

/// How the clocks and the watch of a case were, and how they are now.
struct Moves {
    before: Vec<Clock>,
    after: Vec<Clock>,
    watch_before: Option<Box<Watch>>,
    watch_after: Option<Box<Watch>>,
}

impl Moves {
    fn of(ticket: &Ticket) -> Self {
        let (clocks, watch) = (&ticket.clocks, &ticket.watch);
        Self { before: clocks.clone(), after: clocks.clone(), watch_before: watch.clone(), watch_after: watch.clone() }
    }

    fn follow(&mut self, ticket: &Ticket) {
        if self.after != ticket.clocks {
            self.after.clone_from(&ticket.clocks);
        }
        self.watch_after.clone_from(&ticket.watch);
    }
}

impl Clocks {
    /// Looks up what the clocks of `ticket` need. On trial nobody asks how they moved.
    pub fn of<F: Facts>(facts: &F, current: &Arc<ReadyModel>, ticket: &Ticket, on_trial: bool) -> Result<Self, Fault> {
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
            asks_units: false,
            asks_people: false,
            people: People::default(),
            ticket: ticket.number,
            followed: None,
            ended: Vec::new(),
            reached: Vec::new(),
            past: None,
            moves: (!on_trial).then(|| Moves::of(ticket)),
        };
        clocks.asks_units = clocks.is.names_units() || current.names_units();
        clocks.asks_people = clocks.is.names_people() || current.names_people();
        clocks.meet(facts, ticket.requester, ticket.affected, ticket.unit)?;
        if ticket.watch.is_none() && (clocks.is.watches() || current.watches()) {
            clocks.past = Some(past(facts, ticket)?);
        }
        Ok(clocks)
    }

    /// Looks at whom the case is about, and where it comes from. To be said before the event that changes it.
    pub fn meet<F: Facts>(
        &mut self,
        facts: &F,
        requester: PersonId,
        affected: Option<PersonId>,
        unit: Option<UnitId>,
    ) -> Result<(), Fault> {
        if self.asks_units && self.units.first() != unit.as_ref() {
            self.units = units_upwards(facts, unit)?;
            self.followed = None;
        }
        if self.asks_people {
            self.people = People::of(facts, requester, affected)?;
        }
        Ok(())
    }

    /// Whether they are those of this case.
    pub fn is_of(&self, ticket: &Ticket) -> bool {
        self.ticket == ticket.number
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
        let now_is = case(ticket, &[], self.people);
        // A reply or a note changes nothing that they follow, nor does time alone.
        if self.followed == Some(now_is) && Arc::ptr_eq(&self.was, &self.is) {
            pass(&mut ticket.clocks, now);
            return self.keep(ticket);
        }
        self.followed = Some(now_is);
        let case = self.case(ticket);
        let clocks = std::mem::take(&mut ticket.clocks);
        let followed = follow(Models { was: &self.was, is: &self.is }, &case, clocks, now);
        ticket.clocks = followed.clocks;
        self.keep(ticket);
        // They end with the stay before the one that has just begun.
        let stay = ticket.stays.saturating_sub(1).max(1);
        self.ended.extend(followed.ended.into_iter().map(|clock| (stay, clock)));
        if !Arc::ptr_eq(&self.was, &self.is) {
            self.was = Arc::clone(&self.is);
        }
    }

    /// They follow, and are reckoned anew by the calendars as they are now.
    pub fn plan_anew(&mut self, ticket: &mut Ticket, now: Moment) {
        self.follow(ticket, now);
        let case = self.case(ticket);
        plan_anew(Models { was: &self.was, is: &self.is }, &case, &mut ticket.clocks, now);
        self.keep(ticket);
    }

    /// Time has passed: tells what the clocks came to.
    pub fn tell(&mut self, ticket: &mut Ticket, now: Moment) -> Vec<Reached> {
        self.follow(ticket, now);
        let case = self.case(ticket);
        let reached = tell(Models { was: &self.was, is: &self.is }, &case, &mut ticket.clocks, now);
        self.keep(ticket);
        self.reached.extend(&reached);
        reached
    }

    fn keep(&mut self, ticket: &Ticket) {
        if let Some(moves) = &mut self.moves {
            moves.follow(ticket);
        }
    }

    /// Something happened to the case, or time passed: its watch follows. One begins when a step asks for it.
    pub fn watch(&mut self, ticket: &mut Ticket, happened: Happened, now: Moment) {
        if self.past.is_none() && ticket.watch.is_none() {
            return;
        }
        let steps = self.steps(ticket);
        let asked = || ticket.state.is_open() && steps.iter().any(EscalationStep::is_watched);
        let over = ticket.sealed || ticket.state == State::Cancelled;
        let watch = ticket.watch.take().map(|watch| *watch).filter(|_| !over);
        let watch = watch.or_else(|| self.past.filter(|_| asked()).map(Watch::begin));
        ticket.watch = watch.map(|mut watch| {
            watch.follow(&self.is, steps, &self.case(ticket), happened, now);
            Box::new(watch)
        });
        self.keep(ticket);
        if let Some(past) = &mut self.past {
            past.follow(happened, now);
        }
    }

    /// What has come of what is watched.
    pub fn tell_watched(&mut self, ticket: &mut Ticket, now: Moment) -> Vec<Trigger> {
        let Some(mut watch) = ticket.watch.take() else { return Vec::new() };
        let reached = watch.reach(&self.is, self.steps(ticket), &self.case(ticket), now);
        ticket.watch = Some(watch);
        self.keep(ticket);
        reached
    }

    fn steps(&self, ticket: &Ticket) -> &[EscalationStep] {
        self.escalation(&self.is, ticket).map_or(&[], |escalation| &escalation.steps)
    }

    /// The escalation of a model that counts for the case.
    pub fn escalation<'m>(&self, model: &'m ReadyModel, ticket: &Ticket) -> Option<&'m Escalation> {
        model.escalation_for(&self.meets(ticket))
    }

    /// The rule that says who gets the case.
    pub fn assignment(
        &self,
        ticket: &Ticket,
        subject: impl FnOnce() -> Result<String, Fault>,
    ) -> Result<Option<&AssignmentRule>, Fault> {
        let people = [ticket.requester, ticket.affected.unwrap_or(ticket.requester)];
        self.is.assignment_for(&self.meets(ticket), &people, subject)
    }

    fn meets(&self, ticket: &Ticket) -> Meets<'_> {
        meets(ticket, &self.units, self.people)
    }

    fn case(&self, ticket: &Ticket) -> Case<'_> {
        case(ticket, &self.units, self.people)
    }

    /// The case begins, with the clocks that follow from it.
    pub fn begin(&mut self, ticket: &mut Ticket, now: Moment) {
        self.follow(ticket, now);
        self.watch(ticket, Happened::nothing(ticket.updated_at), now);
        self.moves = self.moves.take().map(|_| Moves::of(ticket));
    }

    /// Those that ended with a stay or a reopening.
    pub fn ended(self) -> Vec<Clock> {
        self.ended.into_iter().map(|(_, clock)| clock).collect()
    }

    /// What became of them, when anything did.
    pub fn moved(self) -> Vec<Event> {
        let Self { ticket, is, moves, ended, reached, .. } = self;
        let Some(Moves { before, after, watch_before, watch_after }) = moves else { return Vec::new() };
        let clocks = (after != before || !ended.is_empty()).then(|| Event::ClocksMoved {
            ticket,
            model: is.version,
            changed: after.into_iter().filter(|clock| !before.contains(clock)).collect(),
            ended,
            reached,
        });
        let watch = (watch_after != watch_before).then_some(Event::WatchMoved { ticket, watch: watch_after });
        clocks.into_iter().chain(watch).collect()
    }
}

/// What of a case its clocks follow.
fn case<'a>(ticket: &Ticket, units: &'a [UnitId], people: People) -> Case<'a> {
    Case {
        meets: meets(ticket, units, people),
        state: ticket.state,
        taken: ticket.assignee.is_some() && ticket.state != State::New,
        waiting: ticket.waiting.map(|waiting| waiting.on),
        group: ticket.group,
        opened_at: ticket.opened_at,
        answered_at: ticket.answered_at,
        reopened: ticket.reopened,
    }
}

/// What of a case decides which conditions hold, with what was looked up for it.
pub(super) fn meets<'a>(ticket: &Ticket, units: &'a [UnitId], people: People) -> Meets<'a> {
    Meets {
        kind: ticket.kind,
        category: ticket.category,
        units,
        priority: ticket.priority,
        impact: ticket.impact,
        urgency: ticket.urgency,
        channel: ticket.channel,
        language: people.language,
        vip: people.vip,
    }
}

/// What a case has been through so far, by its stays.
fn past<F: Facts>(facts: &F, ticket: &Ticket) -> Result<Past, Fault> {
    let mut past = Past { stay_since: ticket.opened_at, passed_on: 0 };
    if ticket.stays == 1 {
        return Ok(past);
    }
    let mut group = None;
    for n in 1..=ticket.stays {
        let Some(stay) = facts.get::<Stay>((ticket.number.0, n))? else { continue };
        past.passed_on += u32::from(n > 1 && stay.group != group);
        (past.stay_since, group) = (stay.start, stay.group);
    }
    Ok(past)
}

/// What of those whom a case is about conditions ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct People {
    /// Whether one of them is somebody to be careful with.
    vip: bool,
    /// The language in which the desk writes to the requester.
    language: Option<Language>,
}

impl People {
    pub fn of<F: Facts>(facts: &F, requester: PersonId, affected: Option<PersonId>) -> Result<Self, Fault> {
        let Profile { vip, language, .. } = facts.profile(requester)?;
        let careful = |person: PersonId| facts.profile(person).map(|profile| profile.vip);
        Ok(Self { vip: vip || affected.map_or(Ok(false), careful)?, language: Some(language) })
    }
}

/// The unit and those above it, from below.
///
/// # Errors
/// A fault of the storage below.
pub fn units_upwards<F: Facts>(facts: &F, unit: Option<UnitId>) -> Result<Vec<UnitId>, Fault> {
    let mut units = Vec::new();
    let mut next = unit;
    while let Some(id) = next.filter(|_| units.len() < UNITS_MAX) {
        units.push(id);
        next = facts.get::<Unit>(id.0)?.and_then(|unit| unit.parent);
    }
    Ok(units)
}
