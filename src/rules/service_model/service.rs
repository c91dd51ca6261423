//! When the desk serves, and in which languages.

use super::calendar::{CalendarId, OpenHours};
use super::{Hours, ReadyModel, ServiceModel};
use crate::Moment;
use crate::desk::{Check, FieldError, FieldProblem};
use crate::words::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the contract says of the desk itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceTerms {
    /// The calendar in whose hours somebody answers; `None`: nothing was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<CalendarId>,
    /// The languages in which it serves; none: nothing was agreed.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<Language>,
}

/// Whether the desk serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// It does, or no hours were agreed.
    Now,
    /// It does from this moment on; `None`: that cannot be reckoned.
    From(Option<Moment>),
}

impl ServiceTerms {
    /// Whether nothing was agreed.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }
}

impl ServiceModel {
    pub(super) fn check_service(&self, check: &mut Check) {
        let known = self.service.hours.is_none_or(|id| self.calendar(id).is_some());
        check.that(known, "service.hours", FieldProblem::Unknown);
    }

    /// What should be looked at, although the model may be put in force: languages of the contract in which no active
    /// agent helps, and rules of notices that keep quiet what an escalation is to tell. `spoken` are the languages in which
    /// one helps.
    pub fn warnings(&self, spoken: &BTreeSet<Language>) -> Vec<FieldError> {
        let languages = self.service.languages.iter().enumerate();
        let missing = languages.filter(|(_, language)| !spoken.contains(language));
        let missing =
            missing.map(|(n, _)| FieldError { field: format!("service.languages.{n}"), problem: FieldProblem::Nobody });
        missing.chain(self.silencing()).collect()
    }
}

impl ReadyModel {
    /// Whether the desk serves at a moment.
    pub fn serves_at(&self, at: Moment) -> Serves {
        let Some(Hours::Open(hours)) = self.service.hours.and_then(|id| self.hours(Some(id))) else {
            return Serves::Now;
        };
        let next = |hours: &OpenHours| hours.next_open(at).ok();
        if hours.is_open(at).unwrap_or(false) { Serves::Now } else { Serves::From(next(hours)) }
    }
}
