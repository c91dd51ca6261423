//! What is watched of a case for the triggers that are no clock's: how long nobody has taken it or done anything, and how
//! often it was passed on.

use super::{EscalationStep, Trigger};
use crate::Moment;
use crate::service_model::ReadyModel;
use crate::service_model::clock::Case;
use crate::words::WaitingFor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The watch over a case. A case has one from the moment on at which a step needs it, until it cannot come back any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// What the case has been through.
    pub past: Past,
    /// Since when people have neither written nor changed anything; only while a step asks for it, and not while the case
    /// waits for a moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_since: Option<Moment>,
    /// What has happened already: in this stay, in this silence, or at all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub done: BTreeSet<Trigger>,
    /// When there is something to do for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Moment>,
}

/// What a case has been through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// When it came to whoever has it.
    pub stay_since: Moment,
    /// How often it was passed on to another group.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub passed_on: u32,
}

/// What has just happened to a case, as far as its watch goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Another stay began.
    pub new_stay: bool,
    /// It was passed on to another group.
    pub passed_on: bool,
    /// People wrote or changed something.
    pub by_people: bool,
    /// When it last changed, this included.
    pub updated_at: Moment,
}

const fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Happened {
    /// Time passed, and that is all.
    pub const fn nothing(updated_at: Moment) -> Self {
        Self { new_stay: false, passed_on: false, by_people: false, updated_at }
    }
}

impl Past {
    /// Follows what happened to the case.
    pub fn follow(&mut self, happened: Happened, now: Moment) {
        if happened.new_stay {
            self.stay_since = now;
        }
        self.passed_on = self.passed_on.saturating_add(u32::from(happened.passed_on));
    }
}

impl Watch {
    /// The watch over a case with this past. It has yet to [`follow`](Self::follow).
    pub const fn begin(past: Past) -> Self {
        Self { past, quiet_since: None, done: BTreeSet::new(), next: None }
    }

    /// Follows what happened to the case, which these steps count for.
    pub fn follow(
        &mut self,
        model: &ReadyModel,
        steps: &[EscalationStep],
        case: &Case<'_>,
        happened: Happened,
        now: Moment,
    ) {
        self.past.follow(happened, now);
        if happened.new_stay {
            self.done.retain(|when| !matches!(when, Trigger::NotTaken(_)));
        }
        let waits_for_a_moment = case.waiting == Some(WaitingFor::Moment);
        if happened.by_people || waits_for_a_moment {
            self.done.retain(|when| !matches!(when, Trigger::NoUpdate(_)));
        }
        let asked = steps.iter().any(|step| matches!(step.when, Trigger::NoUpdate(_)));
        self.quiet_since = match self.quiet_since {
            _ if !asked || waits_for_a_moment || !case.state.is_open() => None,
            Some(since) if !happened.by_people => Some(since),
            _ => Some(happened.updated_at),
        };
        self.plan(model, steps, case);
    }

    /// What has come by `now`, each once, what came first before the rest.
    pub fn reach(
        &mut self,
        model: &ReadyModel,
        steps: &[EscalationStep],
        case: &Case<'_>,
        now: Moment,
    ) -> Vec<Trigger> {
        let mut reached: Vec<_> = self.ahead(model, steps, case).filter(|(at, _)| *at <= now).collect();
        reached.sort_by_key(|(at, _)| *at);
        self.done.extend(reached.iter().map(|(_, when)| *when));
        self.plan(model, steps, case);
        reached.into_iter().map(|(_, when)| when).collect()
    }

    fn plan(&mut self, model: &ReadyModel, steps: &[EscalationStep], case: &Case<'_>) {
        self.next = self.ahead(model, steps, case).map(|(at, _)| at).min();
    }

    /// What has not happened yet, with the moment at which it does unless something happens before.
    fn ahead(
        &self,
        model: &ReadyModel,
        steps: &[EscalationStep],
        case: &Case<'_>,
    ) -> impl Iterator<Item = (Moment, Trigger)> {
        let open = steps.iter().filter(|_| case.state.is_open()).map(|step| step.when);
        let not_done = open.filter(|when| !self.done.contains(when));
        not_done.filter_map(|when| Some((self.moment(model, case, when)?, when)))
    }

    fn moment(&self, model: &ReadyModel, case: &Case<'_>, when: Trigger) -> Option<Moment> {
        match when {
            // Clocks tell by themselves.
            Trigger::Clock { .. } => None,
            Trigger::NotTaken(lapse) => lapse.end(model, self.past.stay_since).filter(|_| !case.taken),
            Trigger::NoUpdate(lapse) => lapse.end(model, self.quiet_since?),
            // Each of both began a stay.
            Trigger::Reopened { times } => (case.reopened >= times).then_some(self.past.stay_since),
            Trigger::PassedOn { times } => (self.past.passed_on >= times).then_some(self.past.stay_since),
        }
    }
}
