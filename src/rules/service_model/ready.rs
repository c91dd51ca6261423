//! The model made ready for reckoning.

use super::assignment::apart;
use super::calendar::{CalendarError, CalendarId, OpenHours, Segment};
use super::{AssignmentRule, Calendar, Conditions, EscalationStep, Meets, ServiceModel};
use crate::Moment;
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::ops::Deref;

/// A service model whose calendars are ready for reckoning.
#[derive(Debug)]
pub struct ReadyModel {
    model: ServiceModel,
    hours: BTreeMap<CalendarId, OpenHours>,
    /// The words of each rule of assignment, as they are looked for.
    words: Vec<Vec<String>>,
    names_units: bool,
    names_people: bool,
    watches: bool,
}

/// The time that a target counts.
#[derive(Clone, Copy, Debug)]
pub enum Hours<'a> {
    /// All hours alike.
    All,
    /// Those in which a calendar is open.
    Open(&'a OpenHours),
}

impl From<ServiceModel> for ReadyModel {
    /// A calendar that cannot be reckoned with is left out: no model that has one is ever put in force.
    fn from(model: ServiceModel) -> Self {
        let ready = |calendar: &Calendar| Some((calendar.id, calendar.open_hours().ok()?));
        let names_units = model.conditions_of_clocks().any(|conditions| !conditions.units.is_empty());
        let names_people = model.conditions_of_clocks().any(Conditions::name_people);
        let mut steps = model.escalations.iter().flat_map(|escalation| &escalation.steps);
        let watches = steps.any(EscalationStep::is_watched);
        Self {
            words: model.assignment_rules.iter().map(AssignmentRule::apart).collect(),
            hours: model.calendars.iter().filter_map(ready).collect(),
            names_units,
            names_people,
            watches,
            model,
        }
    }
}

impl Deref for ReadyModel {
    type Target = ServiceModel;

    fn deref(&self) -> &ServiceModel {
        &self.model
    }
}

impl ReadyModel {
    /// The rule of assignment that counts for a case. Its subject is asked for once it matters.
    ///
    /// # Errors
    /// Those of `subject`.
    pub fn assignment_for<E>(
        &self,
        case: &Meets<'_>,
        subject: impl FnOnce() -> Result<String, E>,
    ) -> Result<Option<&AssignmentRule>, E> {
        let mut ask = Some(subject);
        let mut heard = String::new();
        let rules = self.assignment_rules.iter().zip(&self.words);
        for (rule, words) in rules.filter(|(rule, _)| rule.conditions.hold(self, case)) {
            if words.is_empty() {
                return Ok(Some(rule));
            }
            if let Some(subject) = ask.take() {
                heard = apart(&subject()?);
            }
            if words.iter().any(|word| heard.contains(word.as_str())) {
                return Ok(Some(rule));
            }
        }
        Ok(None)
    }

    /// Whether anything in it depends on where a case comes from.
    pub fn names_units(&self) -> bool {
        self.names_units
    }

    /// Whether anything in it depends on who asks.
    pub fn names_people(&self) -> bool {
        self.names_people
    }

    /// Whether a step of an escalation happens by anything but a clock.
    pub fn watches(&self) -> bool {
        self.watches
    }

    /// The time of this calendar; without one all hours alike. `None` when there is no such calendar.
    pub fn hours(&self, calendar: Option<CalendarId>) -> Option<Hours<'_>> {
        match calendar {
            None => Some(Hours::All),
            Some(id) => self.hours.get(&id).map(Hours::Open),
        }
    }
}

impl Hours<'_> {
    /// How much of it lies between two moments.
    pub fn between(self, from: Moment, to: Moment) -> Result<TimeDelta, CalendarError> {
        match self {
            Self::All => Ok(to.since(from)),
            Self::Open(hours) => hours.open_between(from, to),
        }
    }

    /// The moment at which so much of it will have passed.
    pub fn add(self, from: Moment, length: TimeDelta) -> Result<Moment, CalendarError> {
        match self {
            Self::All => Ok(from.plus(length.max(TimeDelta::zero()))),
            Self::Open(hours) => hours.add(from, length),
        }
    }

    /// What of it lies between two moments, piece by piece. `None`: it is not by a calendar,
    /// so there are no pieces.
    pub fn segments(self, from: Moment, to: Moment) -> Result<Option<Vec<Segment>>, CalendarError> {
        match self {
            Self::All => Ok(None),
            Self::Open(hours) => hours.segments(from, to).map(Some),
        }
    }
}
