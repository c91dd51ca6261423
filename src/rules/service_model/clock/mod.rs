//! The clocks of a case: what was promised about its time, and how much of that has passed.
//!
//! [`follow`] is the only code that moves them; the live desk, the preview and every trial call it. Its rules:
//!
//! - *First response* runs from the opening to the first answer of the desk (a solution is one too; whoever is on the
//!   telephone or at the counter is answered at once). *Solution* runs from the opening to the solution. Both by the first
//!   agreement that the case meets.
//! - *Acceptance* and *group solution* run for each stay with a group that promised something: from its coming there until
//!   somebody of the group takes it, and until the group solves it or passes it on.
//! - While the case waits for something that stops a target, its time does not pass.
//! - What has been counted stays counted. When the priority, the category, the calendar or the model changes, the rest
//!   is counted by what holds from then on. So a deadline is always the sum of what its clock kept.
//! - While no agreement holds, no time passes. A clock whose agreement came later than the case counts from the opening.
//! - A reopened case's solution goes on from where it stopped, or begins anew, as the model says. A first response stays
//!   given.
//! - A point of a clock (a warning, a step of an escalation, its end) is told once, by [`tell`], when its timer is due.
//! - At the moment at which something is due its time is over: what is done then is late.

mod explain;
mod follow;

pub use explain::{Line, LineReason, Sum, Why, explain};
pub use follow::{Case, Followed, Models, Reached, follow, pass, plan_anew, tell};

use super::{AgreementId, CalendarId, ModelVersion};
use crate::Moment;
use crate::desk::id::GroupId;
use crate::words::{ClockKind, ClockState, WaitingFor};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A clock of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it measures.
    pub kind: ClockKind,
    /// Whose target.
    pub by: Promise,
    /// How often the case had been reopened when it began.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub round: u32,
    /// How long it may take, in minutes.
    pub target: u32,
    /// How it stands.
    pub state: ClockState,
    /// What it has been through, in order; the last one runs, or has ended.
    pub spans: Vec<Span>,
    /// When it came to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// When its time is over: while it runs, and as it was when it ended. `None` while it stands still, and when its
    /// calendar is never open for so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// Since when its time is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Moment>,
    /// The point, in percent of the target, that was told last.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub told: u16,
    /// The point, in percent of the target, that is told next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<u16>,
    /// When that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Moment>,
}

/// Whose target a clock has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// An agreement with the client.
    Agreement(AgreementId),
    /// What a group promised.
    Group(GroupId),
}

/// A stretch in the life of a clock. It lasts until the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// When it began.
    pub from: Moment,
    /// What happened in it.
    pub how: How,
    /// How much was counted in it, in milliseconds, once it is over.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub counted: i64,
}

/// What happens in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Time passes, by a calendar of this version of the model; without one all hours alike.
    Counting {
        /// The version.
        model: ModelVersion,
        /// The calendar.
        calendar: Option<CalendarId>,
    },
    /// The case waits for something that stops the clock.
    Waiting(WaitingFor),
    /// The case was solved, until it was reopened.
    Solved,
    /// Nothing is agreed for the case as it is.
    NotAgreed,
    /// What was counted before the oldest span that is kept.
    Earlier,
}

fn is_zero<T: Default + PartialEq>(number: &T) -> bool {
    *number == T::default()
}

impl Clock {
    /// How long it may take.
    pub fn length(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.target))
    }

    /// What was counted in the spans that are over.
    pub fn counted(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.spans.iter().map(|span| span.counted).sum())
    }

    /// When it began.
    pub fn started(&self) -> Moment {
        self.spans.first().map_or_else(Moment::default, |span| span.from)
    }

    /// Whether it runs or stands still, and has not come to an end.
    pub fn is_open(&self) -> bool {
        matches!(self.state, ClockState::Running | ClockState::Stopped)
    }

    /// Whether it is open, and something is agreed for the case as it is: then it runs, or waits to run again.
    pub fn is_promise(&self) -> bool {
        self.is_open() && self.spans.last().is_none_or(|span| span.how != How::NotAgreed)
    }

    /// The version of the model by which it was last counted.
    pub fn counted_by(&self) -> Option<ModelVersion> {
        self.spans.iter().rev().find_map(|span| match span.how {
            How::Counting { model, .. } => Some(model),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
