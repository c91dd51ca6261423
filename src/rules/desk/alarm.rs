//! The alarm of a case, which somebody has to acknowledge, and what quiet hours hold back.

use super::event::ActorRef;
use super::id::UserId;
use crate::Moment;
use crate::service_model::{EscalationId, Trigger};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The alarm of a case: the last one that was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketAlarm {
    /// When it was raised.
    pub raised: Moment,
    /// By which escalation.
    pub escalation: EscalationId,
    /// What people read for that.
    pub name: String,
    /// By which step of it.
    pub when: Trigger,
    /// Those who were told, also of the one before when nobody had acknowledged that.
    pub told: BTreeSet<UserId>,
    /// How often it was told again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeated: u32,
    /// When it is told again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Moment>,
    /// Who acknowledged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
}

/// That somebody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Who.
    pub by: ActorRef,
    /// Since when.
    pub at: Moment,
}

/// What an escalation raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// When it is told again; none: not by itself, or its first notice is still held back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Moment>,
}

/// What those are told whom quiet hours keep waiting: the last of what happened in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Until when.
    pub until: Moment,
    /// The escalation whose quiet hours they are.
    pub escalation: EscalationId,
    /// What happened.
    pub when: Trigger,
    /// Who waits.
    pub told: BTreeSet<UserId>,
}

const fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl TicketAlarm {
    /// Whether nobody has acknowledged it.
    pub const fn is_open(&self) -> bool {
        self.acknowledged.is_none()
    }
}
