//! Moves the clocks of a case on to where the case is now.

use super::{Clock, How, Promise, Span};
use crate::Moment;
use crate::desk::id::GroupId;
use crate::service_model::{CalendarId, Hours, Meets, ModelVersion, ReadyModel, Target};
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
    /// The points that were reached.
    pub reached: Vec<Reached>,
}

/// A point of a clock that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Which clock.
    pub kind: ClockKind,
    /// How much of its time has passed, in percent; 100: its time is over.
    pub percent: u8,
}

/// What holds for a clock.
#[derive(Clone, Copy)]
struct Agreed<'a> {
    by: Promise,
    target: &'a Target,
    calendar: Option<CalendarId>,
}

/// What a clock should be doing.
#[derive(Clone, Copy)]
enum Wanted {
    Pass,
    Wait(WaitingFor),
    End(ClockState, Moment),
}

/// What the clocks of a case become at `now`. Clocks that nothing happened to come back as they were.
pub fn follow(models: Models<'_>, case: &Case<'_>, clocks: &[Clock], now: Moment) -> Followed {
    let mut followed = Followed::default();
    for kind in ClockKind::ALL.iter().copied() {
        let agreed = agreed(models.is, kind, case);
        let mut before = clocks.iter().find(|clock| clock.kind == kind).cloned();
        if let Some(clock) = before.take_if(|clock| is_over(clock, case, models.is.reopening)) {
            followed.ended.push(clock.left(models, now));
        }
        let begun = match (before, agreed) {
            (Some(clock), _) => clock,
            (None, Some(agreed)) if case.state.is_open() => Clock::begin(models.is.version, kind, case, agreed, now),
            (None, _) => continue,
        };
        let (clock, reached) = begun.moved(models, agreed, wanted(kind, case, now), now);
        followed.clocks.push(clock);
        followed.reached.extend(reached.map(|percent| Reached { kind, percent }));
    }
    followed
}

fn agreed<'a>(model: &'a ReadyModel, kind: ClockKind, case: &Case<'_>) -> Option<Agreed<'a>> {
    let (by, target, calendar) = match kind {
        ClockKind::FirstResponse | ClockKind::Solution => {
            let agreement = model.agreement_for(&case.meets)?;
            (Promise::Agreement(agreement.id), agreement.target(kind)?, agreement.calendar)
        }
        ClockKind::Acceptance | ClockKind::GroupSolution => {
            let agreement = model.group_agreement(case.group?)?;
            (Promise::Group(agreement.group), agreement.target(kind)?, agreement.calendar)
        }
    };
    Some(Agreed { by, target, calendar: calendar.filter(|_| target.time == Counting::Business) })
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
        // Whatever was done to it since it came here, somebody did it who took it.
        (ClockKind::Acceptance, _) if case.state != State::New && case.state != State::Cancelled => {
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
            warned: 0,
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

    /// The same at `now`, and the points that it reached since.
    fn moved(
        mut self,
        models: Models<'_>,
        agreed: Option<Agreed<'_>>,
        wanted: Wanted,
        now: Moment,
    ) -> (Self, impl Iterator<Item = u8> + use<>) {
        let told = (self.warned, self.missed.is_some());
        match wanted {
            Wanted::End(state, at) if self.is_open() => {
                // A clock that was begun just now must know by when it had to end.
                self.plan(models, agreed.map(|agreed| agreed.target), at);
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
        let warned = Some(self.warned).filter(|warned| *warned > told.0);
        let missed = self.missed.filter(|_| !told.1).map(|_| 100);
        (self, warned.into_iter().chain(missed))
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
        if same && (self.due.is_some() || self.state == ClockState::Stopped) && self.next.is_none_or(|next| now < next)
        {
            return;
        }
        if let Some(agreed) = agreed {
            (self.by, self.target) = (agreed.by, agreed.target.minutes);
        }
        self.turn(models, how, now);
        self.state = match how {
            How::Counting { .. } => ClockState::Running,
            _ => ClockState::Stopped,
        };
        self.plan(models, agreed.map(|agreed| agreed.target), now);
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
        if self.state == ClockState::Running && self.due.is_some_and(|due| due <= at) {
            self.missed = self.missed.or(self.due);
        }
        self.close_span(models, at);
        (self.state, self.ended, self.next) = (state, Some(at), None);
    }

    /// Reckons when its time is over, and when there is something to tell.
    fn plan(&mut self, models: Models<'_>, target: Option<&Target>, now: Moment) {
        let counted = self.counted();
        let (Some(span), Some(target), ClockState::Running) = (self.spans.last().copied(), target, self.state) else {
            (self.due, self.next) = (None, None);
            self.missed = (counted >= self.length()).then(|| self.missed.unwrap_or(now));
            return;
        };
        let How::Counting { model, calendar } = span.how else { return };
        let length = self.length();
        let moment = |percent: i32| {
            let left = length * percent / 100 - counted;
            models.hours(model, calendar).and_then(|hours| hours.add(span.from, left).ok())
        };
        self.due = moment(100);
        self.missed = self.due.filter(|due| *due <= now).map(|due| self.missed.unwrap_or(due));
        (self.warned, self.next) = (0, self.due.filter(|_| self.missed.is_none()));
        for percent in target.warn_at.iter().copied() {
            match moment(i32::from(percent)) {
                Some(at) if at <= now => self.warned = percent,
                Some(at) => {
                    self.next = Some(self.next.map_or(at, |next| next.min(at)));
                    break;
                }
                None => break,
            }
        }
    }
}
