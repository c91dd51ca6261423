//! Escalations as the API shows and takes them.

use super::agreement::{Conditions, set};
use crate::desk::id::GroupId;
use crate::http::problem::{FieldCode, FieldFault};
use crate::http::word::{Id, Word, words};
use crate::service_model::{self as rules, CalendarId, EscalationId, PassTo};
use crate::words::{Audience, ClockKind, Pick, TriggerKind};
use poem_openapi::Object;
use serde::Serialize;

/// What happens to some cases when their time runs out, or nobody looks after them. The first of the list that a case
/// meets counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Escalation {
    /// Its id; a new escalation has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    name: String,
    /// The calendar outside of which it tells nobody by mail: what falls into these quiet hours is told once, at their
    /// end. Without one it tells at all hours.
    mail_within: Option<Id>,
    /// For which cases.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// What happens when.
    steps: Vec<EscalationStep>,
}

/// What happens at a moment of a case.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct EscalationStep {
    /// The moment. No other step of its escalation has the same.
    when: Trigger,
    /// Who is told, by mail.
    notify: Vec<Word<Audience>>,
    /// The group that the case is passed on to.
    pass_to: Option<Id>,
    /// Whether it is passed on to a group of the next level instead: to the one of its category, else the first of that
    /// level; no when left out.
    next_level: Option<bool>,
    /// Whether it goes to somebody else of its group instead; no when left out. When nobody is picked it is for all of them
    /// again.
    own_group: Option<bool>,
    /// Who gets it there; nobody (by hand) when left out. Who is away gets none.
    pick: Option<Word<Pick>>,
    /// The skill that they need, when they are picked by skill.
    skill: Option<String>,
    /// Whether its priority is raised by one; no when left out.
    raise_priority: Option<bool>,
    /// The alarm that somebody has to acknowledge.
    alarm: Option<StepAlarm>,
    /// The webhooks that hear of it, at all hours; none when left out.
    webhooks: Option<Vec<Id>>,
}

/// What makes a step happen. Which members have a value follows from `on`.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(crate) struct Trigger {
    /// What it is about.
    on: Word<TriggerKind>,
    /// `clock`: which one.
    clock: Option<Word<ClockKind>>,
    /// `clock`: how much of its time has passed, in percent, 1 to 1000; more than 100 when it is over.
    percent: Option<u16>,
    /// `not_taken`, `no_update`: after so many minutes.
    minutes: Option<u32>,
    /// `not_taken`, `no_update`: the calendar by whose open hours they count; without one all hours alike.
    calendar: Option<Id>,
    /// `reopened`, `passed_on`: after so many times.
    times: Option<u32>,
}

/// An alarm. It stands until somebody acknowledges it, or the case is solved.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct StepAlarm {
    /// How it is told again until then; else it is told once.
    repeat: Option<Repeat>,
}

/// How an alarm is told again.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Repeat {
    /// After so many minutes, and again after as many.
    every: u32,
    /// How often at the most; until somebody acknowledges it when left out.
    times: Option<u32>,
}

impl Escalation {
    pub(crate) fn of(escalation: &rules::Escalation) -> Self {
        Self {
            id: Some(Id(escalation.id.0)),
            name: escalation.name.clone(),
            mail_within: escalation.mail_within.map(|id| Id(id.0)),
            conditions: Conditions::of(&escalation.conditions),
            steps: escalation.steps.iter().map(EscalationStep::of).collect(),
        }
    }

    /// As the model has it, with this id. What is missing is told with its place, which begins with `place`.
    pub(crate) fn read(&self, id: EscalationId, place: &str, faults: &mut Vec<FieldFault>) -> rules::Escalation {
        let steps = self.steps.iter().enumerate();
        rules::Escalation {
            id,
            name: self.name.clone(),
            mail_within: self.mail_within.map(|id| CalendarId(id.0)),
            conditions: self.conditions.read(),
            steps: steps.filter_map(|(n, step)| step.read(&format!("{place}.steps.{n}"), faults)).collect(),
        }
    }
}

impl EscalationStep {
    fn of(step: &rules::EscalationStep) -> Self {
        let repeat = |repeat: rules::Repeat| Repeat { every: repeat.every, times: repeat.times };
        Self {
            when: Trigger::of(step.when),
            notify: words(&step.notify),
            pass_to: match step.pass_to {
                Some(PassTo::Group(group)) => Some(Id::of(group)),
                Some(PassTo::NextLevel | PassTo::OwnGroup) | None => None,
            },
            next_level: Some(step.pass_to == Some(PassTo::NextLevel)),
            own_group: Some(step.pass_to == Some(PassTo::OwnGroup)),
            pick: Some(Word(step.pick)),
            skill: step.skill.clone(),
            raise_priority: Some(step.raise_priority),
            alarm: step.alarm.map(|alarm| StepAlarm { repeat: alarm.repeat.map(repeat) }),
            webhooks: Some(step.webhooks.iter().copied().map(Id::of).collect()),
        }
    }

    fn read(&self, place: &str, faults: &mut Vec<FieldFault>) -> Option<rules::EscalationStep> {
        let repeat = |repeat: &Repeat| rules::Repeat { every: repeat.every, times: repeat.times };
        let said = |flag: Option<bool>, to| flag.unwrap_or(false).then_some(to);
        let group = self.pass_to.map(|group| PassTo::Group(group.to::<GroupId>()));
        let next_level = said(self.next_level, PassTo::NextLevel);
        let own_group = said(self.own_group, PassTo::OwnGroup);
        // It goes to one place.
        if next_level.is_some() && group.is_some() {
            faults.push(FieldFault::new(format!("{place}.next_level"), FieldCode::NotAllowed));
        }
        if own_group.is_some() && group.or(next_level).is_some() {
            faults.push(FieldFault::new(format!("{place}.own_group"), FieldCode::NotAllowed));
        }
        Some(rules::EscalationStep {
            when: self.when.read(&format!("{place}.when"), faults)?,
            notify: set(&self.notify),
            pass_to: group.or(next_level).or(own_group),
            pick: self.pick.map_or(Pick::ByHand, |pick| pick.0),
            skill: self.skill.clone(),
            raise_priority: self.raise_priority.unwrap_or(false),
            alarm: self.alarm.as_ref().map(|alarm| rules::StepAlarm { repeat: alarm.repeat.as_ref().map(repeat) }),
            webhooks: self.webhooks.iter().flatten().map(|id| id.to()).collect(),
        })
    }
}

impl Trigger {
    pub(crate) fn of(when: rules::Trigger) -> Self {
        let on = |kind| Self { on: Word(kind), clock: None, percent: None, minutes: None, calendar: None, times: None };
        let lapse = |kind, lapse: rules::Lapse| Self {
            minutes: Some(lapse.minutes),
            calendar: lapse.calendar.map(|id| Id(id.0)),
            ..on(kind)
        };
        match when {
            rules::Trigger::Clock { kind, percent } => {
                Self { clock: Some(Word(kind)), percent: Some(percent), ..on(TriggerKind::Clock) }
            }
            rules::Trigger::NotTaken(time) => lapse(TriggerKind::NotTaken, time),
            rules::Trigger::NoUpdate(time) => lapse(TriggerKind::NoUpdate, time),
            rules::Trigger::Reopened { times } => Self { times: Some(times), ..on(TriggerKind::Reopened) },
            rules::Trigger::PassedOn { times } => Self { times: Some(times), ..on(TriggerKind::PassedOn) },
        }
    }

    /// As the model has it; `None`, with a fault, when something of it is missing.
    fn read(&self, place: &str, faults: &mut Vec<FieldFault>) -> Option<rules::Trigger> {
        let calendar = self.calendar.map(|id| CalendarId(id.0));
        let lapse = |minutes| rules::Lapse { minutes, calendar };
        let (read, missing) = match self.on.0 {
            TriggerKind::Clock if self.clock.is_none() => (None, "clock"),
            TriggerKind::Clock => {
                let clock = self.clock.zip(self.percent);
                (clock.map(|(kind, percent)| rules::Trigger::Clock { kind: kind.0, percent }), "percent")
            }
            TriggerKind::NotTaken => (self.minutes.map(lapse).map(rules::Trigger::NotTaken), "minutes"),
            TriggerKind::NoUpdate => (self.minutes.map(lapse).map(rules::Trigger::NoUpdate), "minutes"),
            TriggerKind::Reopened => (self.times.map(|times| rules::Trigger::Reopened { times }), "times"),
            TriggerKind::PassedOn => (self.times.map(|times| rules::Trigger::PassedOn { times }), "times"),
        };
        if read.is_none() {
            faults.push(FieldFault::new(format!("{place}.{missing}"), FieldCode::Required));
        }
        read
    }
}
