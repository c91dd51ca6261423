//! The model made ready for reckoning.

use super::calendar::{CalendarError, CalendarId, OpenHours, Segment};
use super::{Calendar, ServiceModel};
use crate::Moment;
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::ops::Deref;

/// A service model whose calendars are ready for reckoning.
#[derive(Debug)]
pub struct ReadyModel {
    model: ServiceModel,
    hours: BTreeMap<CalendarId, OpenHours>,
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
        Self { hours: model.calendars.iter().filter_map(ready).collect(), model }
    }
}

impl Deref for ReadyModel {
    type Target = ServiceModel;

    fn deref(&self) -> &ServiceModel {
        &self.model
    }
}

impl ReadyModel {
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
