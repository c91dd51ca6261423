//! Moves the clocks of a case on to where the case is now.

use super::{Clock, How, Promise, Span};
use crate::Moment;
use crate::desk::id::GroupId;
use crate::service_model::{
    Agreement, CalendarId, EscalationStep, GroupAgreement, Hours, Meets, ModelVersion, ReadyModel, Target, Trigger,
};
use crate::words::{ClockKind, ClockState, Counting, Reopening, State, Vocabulary, WaitingFor};
use serde::{Deserialize, Serialize};

/// So many spans a clock keeps; then the oldest ones become one.
const SPANS_MAX: usize = 100;

/// What of a case its clocks follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// What decides which agreement counts.
    pub meets: Meets<'a>,
    /// Where it stands.
    pub state: State,
    /// Whether somebody of the group that has it took it. (Others may make it wait, or bring it back from that.)
    pub taken: bool,
    /// What it waits for.
    pub waiting: Option<WaitingFor>,
    /// The group that has it.
    pub group: Option<GroupId>,
    /// When it was registered.
    pub opened_at: Moment,
    /// When the desk first answered.
    pub answered_at: Option<Moment>,
    /// How often it was reopened.
    pub reopened: u32,
}

/// The models that clocks go by.
#[derive(Clone, Copy, Debug)]
pub struct Models<'a> {
    /// The version that they have run by so far.
    pub was: &'a ReadyModel,
    /// The version that holds from now on.
    pub is: &'a ReadyModel,
}

/// What became of the clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The clocks as they are now, one of a kind at the most.
    pub clocks: Vec<Clock>,
    /// Those that others took the place of: of a stay that is over, or of a solution before the reopening.
    pub ended: Vec<Clock>,
}

/// A point of a clock that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Which clock.
    pub kind: ClockKind,
    /// How much of its time has passed, in percent; from 100 on its time is over.
    pub percent: u16,
}

/// What holds for a clock.
#[derive(Clone, Copy)]
struct Agreed<'a> {
    by: Promise,
    target: &'a Target,
    calendar: Option<CalendarId>,
    steps: &'a [EscalationStep],
}

impl Agreed<'_> {
    /// The points of this clock at which there is something to tell, in percent and in no order.
    fn points(&self, kind: ClockKind) -> impl Iterator<Item = u16> {
        let steps = self.steps.iter().filter_map(move |step| match step.when {
            Trigger::Clock { kind: of, percent } if of == kind => Some(percent),
            _ => None,
        });
        self.target.warn_at.iter().map(|percent| u16::from(*percent)).chain([100]).chain(steps)
    }

    /// The first point after this one.
    fn point_after(&self, kind: ClockKind, told: u16) -> Option<u16> {
        self.points(kind).filter(|percent| *percent > told).min()
    }
}

/// What of a model counts for a case, looked up once for all its clocks.
struct Terms<'a> {
    agreement: Option<&'a Agreement>,
    group: Option<&'a GroupAgreement>,
    steps: &'a [EscalationStep],
}

impl<'a> Terms<'a> {
    fn of(model: &'a ReadyModel, case: &Case<'_>) -> Self {
        Self {
            agreement: model.agreement_for(&case.meets),
            group: case.group.and_then(|group| model.group_agreement(group)),
            steps: model.escalation_for(&case.meets).map_or(&[], |escalation| &escalation.steps),
        }
    }

    fn of_clock(&self, kind: ClockKind) -> Option<Agreed<'a>> {
        let (by, target, calendar) = match kind {
            ClockKind::FirstResponse | ClockKind::Solution => {
                let agreement = self.agreement?;
                (Promise::Agreement(agreement.id), agreement.target(kind)?, agreement.calendar)
            }
            ClockKind::Acceptance | ClockKind::GroupSolution => {
                let agreement = self.group?;
                (Promise::Group(agreement.group), agreement.target(kind)?, agreement.calendar)
            }
        };
        let calendar = calendar.filter(|_| target.time == Counting::Business);
        Some(Agreed { by, target, calendar, steps: self.steps })
    }
}

/// What a clock should be doing.
#[derive(Clone, Copy)]
enum Wanted {
    Pass,
    Wait(WaitingFor),
    End(ClockState, Moment),
}

/// What the clocks of a case, in the order of their kinds, become at `now`. Clocks that nothing happened to come back as
/// they were.
pub fn follow(models: Models<'_>, case: &Case<'_>, clocks: Vec<Clock>, now: Moment) -> Followed {
    let mut followed = Followed { clocks: Vec::with_capacity(ClockKind::ALL.len()), ended: Vec::new() };
    let mut clocks = clocks.into_iter().peekable();
    let terms = Terms::of(models.is, case);
    for kind in ClockKind::ALL.iter().copied() {
        let agreed = terms.of_clock(kind);
        let mut before = clocks.next_if(|clock| clock.kind == kind);
        if let Some(clock) = before.take_if(|clock| is_over(clock, case, models.is.reopening)) {
            followed.ended.push(clock.left(models, now));
        }
        let begun = match (before, agreed) {
            (Some(clock), _) => clock,
            (None, Some(agreed)) if case.state.is_open() => Clock::begin(models.is.version, kind, case, agreed, now),
            (None, _) => continue,
        };
        followed.clocks.push(begun.moved(models, agreed, wanted(kind, case, now), now));
    }
    followed
}

/// Time passes until `now`, and nothing has happened to the case since its clocks followed it.
pub fn pass(clocks: &mut [Clock], now: Moment) {
    clocks.iter_mut().filter(|clock| clock.is_open()).for_each(|clock| clock.passes(now));
}

/// Reckons anew when the time of the clocks that run is over: what holds may lie elsewhere by another time-zone database.
/// What was counted stays counted.
pub fn plan_anew(models: Models<'_>, case: &Case<'_>, clocks: &mut [Clock], now: Moment) {
    let terms = Terms::of(models.is, case);
    for clock in clocks.iter_mut().filter(|clock| clock.state == ClockState::Running) {
        clock.plan(models, terms.of_clock(clock.kind), now);
    }
}

/// Tells what the clocks of a case came to by `now`: each point once.
pub fn tell(models: Models<'_>, case: &Case<'_>, clocks: &mut [Clock], now: Moment) -> Vec<Reached> {
    let mut reached = Vec::new();
    let terms = Terms::of(models.is, case);
    for clock in clocks.iter_mut().filter(|clock| clock.next.is_some_and(|next| next <= now)) {
        let Some(agreed) = terms.of_clock(clock.kind) else { continue };
        clock.passes(now);
        // Later points are later moments.
        while let Some(percent) = clock.point.filter(|_| clock.next.is_some_and(|next| next <= now)) {
            clock.told = percent;
            reached.push(Reached { kind: clock.kind, percent });
            clock.look_ahead(models, agreed);
        }
    }
    reached
}

/// Whether another clock takes its place: the stay is another one, or the solution is measured anew.
fn is_over(clock: &Clock, case: &Case<'_>, reopening: Reopening) -> bool {
    match clock.kind {
        ClockKind::FirstResponse => false,
        ClockKind::Solution => reopening == Reopening::Restart && clock.round != case.reopened && !clock.is_open(),
        ClockKind::Acceptance | ClockKind::GroupSolution => {
            clock.round != case.reopened || case.group.map(Promise::Group) != Some(clock.by)
        }
    }
}

fn wanted(kind: ClockKind, case: &Case<'_>, now: Moment) -> Wanted {
    match (kind, case.answered_at) {
        (ClockKind::FirstResponse, Some(at)) => return Wanted::End(ClockState::Done, at),
        (ClockKind::Acceptance, _) if case.taken && case.state != State::Cancelled => {
            return Wanted::End(ClockState::Done, now);
        }
        _ => {}
    }
    match (case.state, case.waiting) {
        (State::Resolved | State::Closed, _) => Wanted::End(ClockState::Done, now),
        (State::Cancelled, _) => Wanted::End(ClockState::Dropped, now),
        (State::Waiting, Some(on)) => Wanted::Wait(on),
        (State::New | State::InProgress | State::Waiting, _) => Wanted::Pass,
    }
}

impl Models<'_> {
    fn hours(&self, version: ModelVersion, calendar: Option<CalendarId>) -> Option<Hours<'_>> {
        let model = if version == self.is.version { self.is } else { self.was };
        model.hours(calendar)
    }

    /// How much passes in a span until `to`, in milliseconds. What lies outside of all calendars counts nothing.
    fn passed(&self, span: &Span, to: Moment) -> i64 {
        let How::Counting { model, calendar } = span.how else { return 0 };
        let passed = self.hours(model, calendar).and_then(|hours| hours.between(span.from, to).ok());
        passed.map_or(0, |passed| passed.num_milliseconds().max(0))
    }
}

impl Clock {
    fn begin(model: ModelVersion, kind: ClockKind, case: &Case<'_>, agreed: Agreed<'_>, now: Moment) -> Self {
        let from = match kind {
            ClockKind::FirstResponse => case.opened_at,
            ClockKind::Solution if case.reopened == 0 => case.opened_at,
            _ => now,
        };
        Self {
            kind,
            by: agreed.by,
            round: case.reopened,
            target: agreed.target.minutes,
            state: ClockState::Running,
            spans: vec![Span { from, how: How::Counting { model, calendar: agreed.calendar }, counted: 0 }],
            ended: None,
            due: None,
            missed: None,
            told: 0,
            point: None,
            next: None,
        }
    }

    /// The clock of a stay that is over: what was promised of it is done, unless nobody took it.
    fn left(mut self, models: Models<'_>, now: Moment) -> Self {
        if self.is_open() {
            let state = if self.kind == ClockKind::Acceptance { ClockState::Dropped } else { ClockState::Done };
            self.end(models, state, now);
        }
        self
    }

    /// The same at `now`.
    fn moved(mut self, models: Models<'_>, agreed: Option<Agreed<'_>>, wanted: Wanted, now: Moment) -> Self {
        match wanted {
            Wanted::End(state, at) if self.is_open() => {
                // A clock that was begun just now must know by when it had to end.
                if self.due.is_none() || agreed.is_none() {
                    self.plan(models, agreed, at);
                }
                self.end(models, state, at);
            }
            Wanted::End(..) => {}
            Wanted::Pass | Wanted::Wait(_) => {
                if !self.is_open() && self.kind == ClockKind::Solution {
                    self.turn(models, How::Solved, self.ended.unwrap_or(now));
                    self.ended = None;
                    self.state = ClockState::Stopped;
                }
                if self.is_open() {
                    self.go_by(models, agreed, wanted, now);
                }
            }
        }
        self
    }

    /// Runs or stands still as it should.
    fn go_by(&mut self, models: Models<'_>, agreed: Option<Agreed<'_>>, wanted: Wanted, now: Moment) {
        let how = match (agreed, wanted) {
            (None, _) => How::NotAgreed,
            (Some(agreed), Wanted::Wait(on)) if agreed.target.stopped_by.contains(&on) => How::Waiting(on),
            (Some(agreed), _) => How::Counting { model: models.is.version, calendar: agreed.calendar },
        };
        let same_promise = agreed.is_none_or(|agreed| self.by == agreed.by && self.target == agreed.target.minutes);
        let same = same_promise && self.spans.last().is_some_and(|span| span.how == how);
        // What is told of it may be another thing now, by another escalation.
        let same_point = || agreed.is_some_and(|agreed| agreed.point_after(self.kind, self.told) == self.point);
        if same && (self.state == ClockState::Stopped || self.due.is_some() && same_point()) {
            return self.passes(now);
        }
        if let Some(agreed) = agreed {
            (self.by, self.target) = (agreed.by, agreed.target.minutes);
        }
        self.turn(models, how, now);
        self.state = match how {
            How::Counting { .. } => ClockState::Running,
            _ => ClockState::Stopped,
        };
        self.plan(models, agreed, now);
    }

    /// Begins another span, unless the one that runs is like it.
    fn turn(&mut self, models: Models<'_>, how: How, now: Moment) {
        if self.spans.last().is_some_and(|span| span.how == how) {
            return;
        }
        self.close_span(models, now);
        if self.spans.len() >= SPANS_MAX
            && let [first, second, ..] = self.spans.as_mut_slice()
        {
            *second = Span { from: first.from, how: How::Earlier, counted: first.counted + second.counted };
            self.spans.remove(0);
        }
        self.spans.push(Span { from: now, how, counted: 0 });
    }

    fn close_span(&mut self, models: Models<'_>, at: Moment) {
        if let Some(span) = self.spans.last_mut() {
            span.counted = models.passed(span, at);
        }
    }

    fn end(&mut self, models: Models<'_>, state: ClockState, at: Moment) {
        self.passes(at);
        self.close_span(models, at);
        (self.state, self.ended, self.point, self.next) = (state, Some(at), None, None);
    }

    /// When so much of its time, in percent, will have passed while it runs as it does; `None`: it does not run, or the
    /// calendar is never open for so long.
    fn moment(&self, models: Models<'_>, percent: u16) -> Option<Moment> {
        let span = self.spans.last().filter(|_| self.state == ClockState::Running)?;
        let How::Counting { model, calendar } = span.how else { return None };
        let left = self.length() * i32::from(percent) / 100 - self.counted();
        models.hours(model, calendar)?.add(span.from, left).ok()
    }

    /// Reckons when its time is over, and when there is something to tell. What was told under another target, and lies
    /// ahead now, is told again.
    fn plan(&mut self, models: Models<'_>, agreed: Option<Agreed<'_>>, now: Moment) {
        let promised = agreed.is_some();
        let Some(agreed) = agreed.filter(|_| self.state == ClockState::Running) else {
            (self.due, self.point, self.next) = (None, None, None);
            // What is no longer promised is not late either.
            let over = promised && self.counted() >= self.length();
            self.missed = over.then(|| self.missed.unwrap_or(now));
            return;
        };
        // What was over before this span began was over then, and not when the span began.
        let over = self.missed.filter(|_| self.counted() >= self.length());
        self.due = over.or_else(|| self.moment(models, 100));
        self.missed = self.missed.filter(|_| self.due.is_some_and(|due| due <= now));
        self.passes(now);
        let behind = |percent: &u16| self.moment(models, *percent).is_some_and(|at| at <= now);
        self.told = agreed.points(self.kind).filter(|percent| *percent <= self.told).filter(behind).max().unwrap_or(0);
        self.look_ahead(models, agreed);
    }

    /// Reckons when there is something to tell next.
    fn look_ahead(&mut self, models: Models<'_>, agreed: Agreed<'_>) {
        self.point = agreed.point_after(self.kind, self.told);
        self.next = self.point.and_then(|percent| self.moment(models, percent));
    }

    /// Time passes until `now`: it may be late by then.
    fn passes(&mut self, now: Moment) {
        self.missed = self.missed.or(self.due.filter(|due| *due <= now));
    }
}
