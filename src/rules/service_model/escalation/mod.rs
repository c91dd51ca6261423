//! What happens when time runs out, or nothing happens: who is told, and where a case goes.
//!
//! A step happens once in the spell that its trigger is about: a clock's point once for the clock, a wait for somebody who
//! takes the case once in each stay, a silence once until somebody does something, a count once for the case. So nothing
//! repeats after a restart, nor with another version of the model.

mod check;
mod watch;

pub use watch::{Happened, Past, Watch};

use super::agreement::{Conditions, Meets};
use super::{CalendarId, Hours, ReadyModel, ServiceModel};
use crate::Moment;
use crate::desk::NoticeKind;
use crate::desk::id::{GroupId, WebhookId};
use crate::words::{Audience, ClockKind, Level, Pick};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An escalation, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EscalationId(pub u64);

/// What happens to some cases when their time runs out, or nobody looks after them. The first escalation of the list that
/// a case meets is the one that counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id.
    pub id: EscalationId,
    /// What people read.
    pub name: String,
    /// The calendar outside of which it tells nobody by mail: what falls into these quiet hours is told once, at their
    /// end. Without one it tells at all hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_within: Option<CalendarId>,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// What happens when.
    pub steps: Vec<EscalationStep>,
}

/// What happens at a moment of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationStep {
    /// The moment. No other step of its escalation has the same.
    pub when: Trigger,
    /// Who is told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub notify: BTreeSet<Audience>,
    /// Where it is passed on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_to: Option<PassTo>,
    /// Who gets it there.
    #[serde(default, skip_serializing_if = "is_by_hand")]
    pub pick: Pick,
    /// The skill that they need, when they are picked by skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Whether its priority is raised by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub raise_priority: bool,
    /// The alarm that somebody has to acknowledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<StepAlarm>,
    /// The webhooks that hear of it, at all hours.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub webhooks: BTreeSet<WebhookId>,
}

fn is_by_hand(pick: &Pick) -> bool {
    *pick == Pick::ByHand
}

/// What makes a step happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// So much of the time of a clock has passed.
    Clock {
        /// The clock.
        kind: ClockKind,
        /// How much of its time, in percent; more than 100 when it is over.
        percent: u16,
    },
    /// Nobody has taken it for so long since it came to whoever has it. Each stay begins the wait anew.
    NotTaken(Lapse),
    /// People have neither written nor changed anything for so long. Until the end of a wait for a moment nobody need.
    NoUpdate(Lapse),
    /// It was reopened so often.
    Reopened {
        /// How often.
        times: u32,
    },
    /// It was passed on to another group so often, the first time counted.
    PassedOn {
        /// How often.
        times: u32,
    },
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lapse {
    /// How long, in minutes.
    pub minutes: u32,
    /// The calendar by whose open hours it counts; without one all hours alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
}

/// Where a step passes a case on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassTo {
    /// This group.
    Group(GroupId),
    /// A group of the level after the one that the case is at: the one of its category, else the first.
    NextLevel,
    /// Somebody else of the group that has it; when nobody is picked it is for all of them again.
    OwnGroup,
}

/// An alarm that a step raises. It stands until somebody acknowledges it, or the case is solved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepAlarm {
    /// How it is told again until then; else it is told once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

/// How an alarm is told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// After so many minutes, and again after as many.
    pub every: u32,
    /// How often at the most; `None`: until somebody acknowledges it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

impl Trigger {
    /// How those who are told of it are told.
    pub const fn notice(self) -> NoticeKind {
        match self {
            Self::Clock { percent: 0..100, .. } => NoticeKind::DeadlineNear,
            Self::Clock { .. } => NoticeKind::DeadlineMissed,
            Self::NotTaken(_) => NoticeKind::NotTaken,
            Self::NoUpdate(_) => NoticeKind::NoUpdate,
            Self::Reopened { .. } => NoticeKind::ReopenedOften,
            Self::PassedOn { .. } => NoticeKind::PassedOften,
        }
    }

    /// Whether each stay of a case begins its wait anew.
    const fn is_of_a_stay(self) -> bool {
        matches!(self, Self::NotTaken(_) | Self::Clock { kind: ClockKind::Acceptance | ClockKind::GroupSolution, .. })
    }
}

impl Lapse {
    /// The moment at which it has passed since `from`; `None` when its calendar is never open for so long.
    fn end(self, model: &ReadyModel, from: Moment) -> Option<Moment> {
        model.hours(self.calendar)?.add(from, TimeDelta::minutes(i64::from(self.minutes))).ok()
    }
}

impl Repeat {
    /// How long after it was told it is told again.
    pub fn pause(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.every))
    }
}

impl EscalationStep {
    /// One in which nothing happens yet.
    pub const fn new(when: Trigger) -> Self {
        Self {
            when,
            notify: BTreeSet::new(),
            pass_to: None,
            pick: Pick::ByHand,
            skill: None,
            raise_priority: false,
            alarm: None,
            webhooks: BTreeSet::new(),
        }
    }

    /// Whether anything but a clock makes it happen.
    pub const fn is_watched(&self) -> bool {
        !matches!(self.when, Trigger::Clock { .. })
    }

    /// Whether nothing happens in it.
    pub fn is_idle(&self) -> bool {
        let Self { when: _, notify, pass_to, pick: _, skill: _, raise_priority, alarm, webhooks } = self;
        notify.is_empty() && pass_to.is_none() && !raise_priority && alarm.is_none() && webhooks.is_empty()
    }
}

impl Escalation {
    /// The step that this makes happen.
    pub fn step(&self, when: Trigger) -> Option<&EscalationStep> {
        self.steps.iter().find(|step| step.when == when)
    }

    /// From when on it may tell by mail what it has to tell at `at`.
    pub fn may_mail(&self, model: &ReadyModel, at: Moment) -> Moment {
        let hours = self.mail_within.and_then(|calendar| model.hours(Some(calendar)));
        match hours {
            // Where no calendar reaches, there are no quiet hours either.
            Some(Hours::Open(hours)) => hours.next_open(at).unwrap_or(at),
            Some(Hours::All) | None => at,
        }
    }
}

impl ServiceModel {
    /// The escalation that counts for a case.
    pub fn escalation_for(&self, case: &Meets<'_>) -> Option<&Escalation> {
        self.escalations.iter().find(|escalation| escalation.conditions.hold(self, case))
    }

    /// The escalation with this id.
    pub fn escalation(&self, id: EscalationId) -> Option<&Escalation> {
        self.escalations.iter().find(|escalation| escalation.id == id)
    }
}

impl Level {
    /// The level after it.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::First => Some(Self::Second),
            Self::Second => Some(Self::Third),
            Self::Third => None,
        }
    }
}
