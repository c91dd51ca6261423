//! What was agreed about time: with the client (SLA), and with each resolver group (OLA).

use super::ServiceModel;
use super::calendar::CalendarId;
use super::category::CategoryId;
use crate::desk::id::{GroupId, UnitId};
use crate::words::{Channel, ClockKind, Counting, Impact, Kind, Language, Priority, Urgency, WaitingFor};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An agreement, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgreementId(pub u64);

/// What was agreed with the client for some cases. The first agreement of the list that a case meets is the one that
/// counts for it, whole: no target of a later one is mixed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// What people read.
    pub name: String,
    /// The calendar by which its business time is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// By when somebody answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_response: Option<Target>,
    /// By when it is solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<Target>,
}

/// What a resolver group promised for each stay of a case with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupAgreement {
    /// The group; it has one of these at the most.
    pub group: GroupId,
    /// The calendar by which its business time is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// By when somebody of the group takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Target>,
    /// By when the group solves it or passes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<Target>,
}

/// Which cases. What is empty says nothing; all that is said must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conditions {
    /// Of one of these kinds.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// Of one of these categories, or below one.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub categories: BTreeSet<CategoryId>,
    /// From one of these units, or from below one.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<UnitId>,
    /// Of one of these priorities.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub priorities: BTreeSet<Priority>,
    /// That touch so much.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub impacts: BTreeSet<Impact>,
    /// That hurt so soon.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub urgencies: BTreeSet<Urgency>,
    /// That came by one of these ways.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<Channel>,
    /// Of a requester to whom the desk writes in one of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<Language>,
    /// Of somebody to be careful with, or just not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vip: Option<bool>,
}

/// How long something may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// How long, in minutes.
    pub minutes: u32,
    /// Of which time.
    pub time: Counting,
    /// What stops it: while the case waits for one of these, no time passes.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stopped_by: BTreeSet<WaitingFor>,
    /// When it is told that the time runs out, in percent of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub warn_at: BTreeSet<u8>,
}

/// What of a case decides which agreement counts for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meets<'a> {
    /// Question, request or incident.
    pub kind: Kind,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The unit that it comes from and those above it.
    pub units: &'a [UnitId],
    /// Its priority.
    pub priority: Priority,
    /// How much is touched.
    pub impact: Impact,
    /// How soon it hurts.
    pub urgency: Urgency,
    /// How it came.
    pub channel: Channel,
    /// The language in which the desk writes to the requester, when a condition names languages.
    pub language: Option<Language>,
    /// Whether it is about somebody to be careful with.
    pub vip: bool,
}

impl Target {
    /// How long it is.
    pub fn length(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.minutes))
    }
}

impl Agreement {
    /// Its target for what this clock measures.
    pub fn target(&self, kind: ClockKind) -> Option<&Target> {
        match kind {
            ClockKind::FirstResponse => self.first_response.as_ref(),
            ClockKind::Solution => self.solution.as_ref(),
            ClockKind::Acceptance | ClockKind::GroupSolution => None,
        }
    }
}

impl GroupAgreement {
    /// Its target for what this clock measures.
    pub fn target(&self, kind: ClockKind) -> Option<&Target> {
        match kind {
            ClockKind::Acceptance => self.acceptance.as_ref(),
            ClockKind::GroupSolution => self.solution.as_ref(),
            ClockKind::FirstResponse | ClockKind::Solution => None,
        }
    }
}

impl Conditions {
    /// Whether they hold for every case.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they ask who it is that asks.
    pub(super) fn name_people(&self) -> bool {
        self.vip.is_some() || !self.languages.is_empty()
    }

    /// Whether a case meets them.
    pub fn hold(&self, model: &ServiceModel, case: &Meets<'_>) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&case.kind))
            && (self.priorities.is_empty() || self.priorities.contains(&case.priority))
            && (self.impacts.is_empty() || self.impacts.contains(&case.impact))
            && (self.urgencies.is_empty() || self.urgencies.contains(&case.urgency))
            && (self.channels.is_empty() || self.channels.contains(&case.channel))
            && (self.languages.is_empty() || case.language.is_some_and(|spoken| self.languages.contains(&spoken)))
            && self.vip.is_none_or(|vip| vip == case.vip)
            && (self.units.is_empty() || case.units.iter().any(|unit| self.units.contains(unit)))
            && (self.categories.is_empty()
                || case.category.is_some_and(|id| model.is_within(id, |above| self.categories.contains(&above))))
    }
}

impl ServiceModel {
    /// Whether a case can be given one of these categories, or one below them; an empty set says nothing, so it can.
    pub(super) fn offers_any_of(&self, categories: &BTreeSet<CategoryId>) -> bool {
        let within = |id: CategoryId| self.is_within(id, |above| categories.contains(&above));
        categories.is_empty() || self.categories.iter().any(|category| category.active && within(category.id))
    }

    /// Whether it promises no time to anybody.
    pub fn promises_nothing(&self) -> bool {
        self.agreements.is_empty() && self.group_agreements.is_empty()
    }

    /// Whether some case may have this clock.
    pub(super) fn promises(&self, kind: ClockKind) -> bool {
        self.agreements.iter().any(|agreement| agreement.target(kind).is_some())
            || self.group_agreements.iter().any(|agreement| agreement.target(kind).is_some())
    }

    /// The agreement that counts for a case.
    pub fn agreement_for(&self, case: &Meets<'_>) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.conditions.hold(self, case))
    }

    /// What a group promised.
    pub fn group_agreement(&self, group: GroupId) -> Option<&GroupAgreement> {
        self.group_agreements.iter().find(|agreement| agreement.group == group)
    }
}
