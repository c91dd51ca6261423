//! What happens when time runs out: who is told, and where a case goes.

use super::ServiceModel;
use super::agreement::{Conditions, Meets};
use crate::desk::id::GroupId;
use crate::words::{Audience, ClockKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An escalation, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EscalationId(pub u64);

/// What happens to some cases when their time runs out. The first escalation of the list that a case meets is the one
/// that counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id.
    pub id: EscalationId,
    /// What people read.
    pub name: String,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// What happens when.
    pub steps: Vec<EscalationStep>,
}

/// What happens at a point of a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationStep {
    /// The clock.
    pub clock: ClockKind,
    /// How much of its time has passed then, in percent; more than 100 when it is over.
    pub percent: u16,
    /// Who is told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub notify: BTreeSet<Audience>,
    /// The group that it is passed on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_to: Option<GroupId>,
    /// Whether its priority is raised by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub raise_priority: bool,
}

impl EscalationStep {
    /// Whether nothing happens in it.
    pub fn is_idle(&self) -> bool {
        self.notify.is_empty() && self.pass_to.is_none() && !self.raise_priority
    }
}

impl ServiceModel {
    /// The escalation that counts for a case.
    pub fn escalation_for(&self, case: &Meets<'_>) -> Option<&Escalation> {
        self.escalations.iter().find(|escalation| escalation.conditions.hold(self, case))
    }
}
