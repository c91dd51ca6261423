//! Why a clock stands as it does: the sum that its deadline is.

use super::{Clock, How};
use crate::service_model::calendar::Reason;
use crate::service_model::{CalendarId, Hours, ModelVersion, ReadyModel};
use crate::words::{ClockState, Vocabulary, WaitingFor};
use crate::{Day, Moment};
use chrono::TimeDelta;
use std::sync::Arc;

/// So many lines an explanation has at the most; what comes before them is one line.
const LINES_MAX: usize = 200;

/// Why a clock stands as it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Dated lines, in order. The lengths of those that count add up to `counted`.
    pub lines: Vec<Line>,
    /// What they add up to: while the clock runs, until it is due; else until it stopped.
    pub counted: TimeDelta,
    /// How much of its time is left at the moment that was asked for; negative when it is over.
    pub left: TimeDelta,
}

/// A dated line of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it begins.
    pub from: Moment,
    /// When it is over.
    pub to: Moment,
    /// How much of it counts.
    pub counted: TimeDelta,
    /// Why.
    pub why: Why,
}

vocabulary! {
    /// Why a line counts, or does not, in a word.
    LineReason {
        /// [`Why::Open`].
        Open = "open",
        /// [`Why::AllHours`].
        AllHours = "all_hours",
        /// [`Why::Holiday`].
        Holiday = "holiday",
        /// [`Why::Waiting`].
        Waiting = "waiting",
        /// [`Why::Solved`].
        Solved = "solved",
        /// [`Why::NotAgreed`].
        NotAgreed = "not_agreed",
        /// [`Why::Earlier`].
        Earlier = "earlier",
    }
}

/// Why a line counts, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The calendar is open.
    Open {
        /// The calendar.
        calendar: CalendarId,
        /// The version of the model that has it.
        model: ModelVersion,
        /// What the day is called when its hours are not those of its weekday.
        special: Option<String>,
    },
    /// All hours count.
    AllHours,
    /// A holiday of this name: nothing counts.
    Holiday(String),
    /// The case waits.
    Waiting(WaitingFor),
    /// The case was solved, until it was reopened.
    Solved,
    /// Nothing is agreed.
    NotAgreed,
    /// What was counted before what is kept line by line.
    Earlier,
}

impl Why {
    /// In a word.
    pub const fn word(&self) -> LineReason {
        match self {
            Self::Open { .. } => LineReason::Open,
            Self::AllHours => LineReason::AllHours,
            Self::Holiday(_) => LineReason::Holiday,
            Self::Waiting(_) => LineReason::Waiting,
            Self::Solved => LineReason::Solved,
            Self::NotAgreed => LineReason::NotAgreed,
            Self::Earlier => LineReason::Earlier,
        }
    }
}

/// The sum of a clock at `now`. `model` finds a version of the model; what it does not find counts as it was counted,
/// in one line.
pub fn explain<E>(
    clock: &Clock,
    model: impl Fn(ModelVersion) -> Result<Option<Arc<ReadyModel>>, E>,
    now: Moment,
) -> Result<Sum, E> {
    let mut lines = Vec::new();
    let mut passed = TimeDelta::zero();
    for (place, span) in clock.spans.iter().enumerate() {
        let next = clock.spans.get(place + 1).map(|next| next.from).or(clock.ended);
        let end = next.or(clock.due.filter(|_| clock.state == ClockState::Running)).unwrap_or(now).max(span.from);
        let line = |why| Line { from: span.from, to: end, counted: TimeDelta::milliseconds(span.counted), why };
        match span.how {
            How::Counting { model: version, calendar } => {
                let found = model(version)?;
                let hours = found.as_deref().and_then(|model| model.hours(calendar));
                if next.is_none() {
                    passed = hours.and_then(|hours| hours.between(span.from, now).ok()).unwrap_or_default();
                }
                match (hours, calendar) {
                    (Some(hours), Some(calendar)) => lines.extend(pieces(hours, calendar, version, span.from, end)),
                    _ => lines.push(Line { counted: end.since(span.from), ..line(Why::AllHours) }),
                }
            }
            How::Waiting(on) => lines.push(line(Why::Waiting(on))),
            How::Solved => lines.push(line(Why::Solved)),
            How::NotAgreed => lines.push(line(Why::NotAgreed)),
            How::Earlier => lines.push(line(Why::Earlier)),
        }
    }
    let left = clock.length() - clock.counted() - passed;
    let counted = lines.iter().map(|line| line.counted).sum();
    Ok(Sum { lines: shortened(lines), counted, left })
}

/// What a calendar counts from one moment to another, and the holidays on which it counts nothing.
fn pieces(hours: Hours<'_>, calendar: CalendarId, model: ModelVersion, from: Moment, to: Moment) -> Vec<Line> {
    let Hours::Open(open) = hours else { return Vec::new() };
    let mut lines: Vec<Line> = open
        .segments(from, to)
        .unwrap_or_default()
        .into_iter()
        .map(|segment| {
            let special = match open.day(segment.day).reason {
                Reason::Special(day) => Some(day.name.clone()),
                Reason::Weekday | Reason::Holiday(_) => None,
            };
            let why = Why::Open { calendar, model, special };
            Line { from: segment.from, to: segment.to, counted: segment.length(), why }
        })
        .collect();
    let (first, last) = (from.day(open.zone()), to.day(open.zone()));
    for number in (first.number()..=last.number()).take(LINES_MAX) {
        let day = Day::from_number(number);
        if let Reason::Holiday(name) = open.day(day).reason {
            let begin = day.begins(open.zone()).max(from);
            let end = Day::from_number(number + 1).begins(open.zone()).min(to);
            let why = Why::Holiday(name.to_owned());
            lines.push(Line { from: begin, to: end, counted: TimeDelta::zero(), why });
        }
    }
    lines.sort_by_key(|line| (line.from, line.to));
    lines
}

/// The last lines, with one before them for all that came earlier.
fn shortened(mut lines: Vec<Line>) -> Vec<Line> {
    let extra = lines.len().saturating_sub(LINES_MAX - 1);
    if extra > 1 {
        let earlier: Vec<Line> = lines.drain(..extra).collect();
        if let (Some(first), Some(last)) = (earlier.first(), earlier.last()) {
            let counted = earlier.iter().map(|line| line.counted).sum();
            lines.insert(0, Line { from: first.from, to: last.to, counted, why: Why::Earlier });
        }
    }
    lines
}
