//! The clocks of a case, in short on lists and in full with the sum that each deadline is.

use super::list::Named;
use super::reply::Answer;
use super::word::{At, Id, Word};
use crate::desk::Fault;
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::service_model::clock::{self, Line, LineReason, Promise, Why, explain};
use crate::service_model::{CalendarId, ModelVersion};
use crate::store::Snapshot;
use crate::words::{ClockKind, ClockState, WaitingFor};
use poem_openapi::Object;
use serde::Serialize;

/// A clock of a case, in short.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct ClockBrief {
    /// What it measures.
    clock: Word<ClockKind>,
    /// How it stands.
    state: Word<ClockState>,
    /// When its time is over, or was when it ended; null while it stands still.
    due_at: Option<At>,
    /// Since when its time is over.
    missed_at: Option<At>,
    /// When it came to its end.
    ended_at: Option<At>,
    /// How long it may take, in minutes.
    target_minutes: u32,
    /// What is left of it while it stands still, in seconds; negative when its time is over.
    left_seconds: Option<i64>,
}

/// A clock of a case, with the sum that its deadline is.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct Clock {
    /// What it measures.
    clock: Word<ClockKind>,
    /// How it stands.
    state: Word<ClockState>,
    /// The agreement whose target it has.
    agreement: Option<Named>,
    /// The group whose promise it is.
    group: Option<Named>,
    /// The version of the service model by which it was last counted.
    model: Option<u64>,
    /// When it began.
    started_at: At,
    /// When its time is over, or was when it ended; null while it stands still.
    due_at: Option<At>,
    /// Since when its time is over.
    missed_at: Option<At>,
    /// When it came to its end.
    ended_at: Option<At>,
    /// How long it may take, in minutes.
    target_minutes: u32,
    /// What the segments add up to, in seconds: while it runs, until it is due; else until it stopped.
    counted_seconds: i64,
    /// What is left of it now, in seconds; negative when its time is over.
    left_seconds: i64,
    /// What was counted, and what was not, in order.
    segments: Vec<Segment>,
}

/// A dated piece of the sum.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct Segment {
    /// When it begins.
    from: At,
    /// When it is over.
    to: At,
    /// How much of it counts, in seconds.
    seconds: i64,
    /// Why it counts, or does not.
    why: Word<LineReason>,
    /// Open: the calendar.
    calendar: Option<Named>,
    /// Holiday, or open on a day with hours of its own: what the day is called.
    day: Option<String>,
    /// Waiting: for whom or what.
    waiting_for: Option<Word<WaitingFor>>,
}

impl ClockBrief {
    pub(super) fn of(clock: &clock::Clock) -> Self {
        let stands = clock.state == ClockState::Stopped;
        Self {
            clock: Word(clock.kind),
            state: Word(clock.state),
            due_at: clock.due.map(At),
            missed_at: clock.missed.map(At),
            ended_at: clock.ended.map(At),
            target_minutes: clock.target,
            left_seconds: stands.then(|| (clock.length() - clock.counted()).num_seconds()),
        }
    }
}

impl Clock {
    /// The clock with its sum at `now`.
    pub(super) fn of(names: &Names<'_, Snapshot>, clock: &clock::Clock, now: Moment) -> Answer<Self> {
        let sum = explain(clock, |version| names.model(version), now)?;
        let model = clock.counted_by();
        let agreed = model.map(|version| names.model(version)).transpose()?.flatten();
        let (agreement, group) = match clock.by {
            Promise::Agreement(id) => {
                let found = agreed.as_ref().and_then(|model| model.agreements.iter().find(|other| other.id == id));
                (found.map(|agreement| Named::new(id.0, agreement.name.clone())), None)
            }
            Promise::Group(id) => (None, Some(Named::new(id, names.group(id)?))),
        };
        let segments = sum.lines.into_iter().map(|line| Segment::of(names, line)).collect::<Result<_, Fault>>()?;
        Ok(Self {
            clock: Word(clock.kind),
            state: Word(clock.state),
            agreement,
            group,
            model: model.map(|version| version.0),
            started_at: At(clock.started()),
            due_at: clock.due.map(At),
            missed_at: clock.missed.map(At),
            ended_at: clock.ended.map(At),
            target_minutes: clock.target,
            counted_seconds: sum.counted.num_seconds(),
            left_seconds: sum.left.num_seconds(),
            segments,
        })
    }
}

impl Segment {
    fn of(names: &Names<'_, Snapshot>, line: Line) -> Result<Self, Fault> {
        let mut segment = Self {
            from: At(line.from),
            to: At(line.to),
            seconds: line.counted.num_seconds(),
            why: Word(line.why.word()),
            calendar: None,
            day: None,
            waiting_for: None,
        };
        match line.why {
            Why::Open { calendar, model, special } => {
                segment.calendar = calendar_name(names, model, calendar)?;
                segment.day = special;
            }
            Why::Holiday(name) => segment.day = Some(name),
            Why::Waiting(on) => segment.waiting_for = Some(Word(on)),
            Why::AllHours | Why::Solved | Why::NotAgreed | Why::Earlier => {}
        }
        Ok(segment)
    }
}

fn calendar_name(names: &Names<'_, Snapshot>, model: ModelVersion, id: CalendarId) -> Result<Option<Named>, Fault> {
    let model = names.model(model)?;
    Ok(model.and_then(|model| Some(Named { id: Id(id.0), name: model.calendar(id)?.name.clone() })))
}
