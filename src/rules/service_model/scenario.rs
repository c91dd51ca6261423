//! Scenarios: what a model must make of a case that somebody thought of. They are kept with the model, and run whenever it
//! changes.

use super::{CategoryId, EscalationId, Known, ServiceModel, calendar};
use crate::Moment;
use crate::desk::id::{GroupId, PersonId, UnitId};
use crate::desk::text::{NAME_MAX, SUBJECT_MAX, fold};
use crate::desk::{Check, FieldProblem};
use crate::words::{Channel, ClockKind, Impact, Kind, Language, Priority, ScenarioAction, State, Urgency, WaitingFor};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many steps, deadlines or escalations a scenario may have.
const PARTS_MAX: usize = 100;
/// The last moment of a step, in minutes after the opening: a year.
const AFTER_MAX: u32 = 366 * 24 * 60;
/// How long a case is watched after the last thing that happens to it, whatever is expected of it: what is expected now
/// must come out again when it is asked for tomorrow.
const WATCHED: TimeDelta = TimeDelta::days(366);

/// A scenario, within the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(pub u64);

/// A case that somebody thought of, and what the model must make of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its id.
    pub id: ScenarioId,
    /// What people read.
    pub name: String,
    /// The case, as it is registered.
    pub case: ScenarioCase,
    /// What happens to it then, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ScenarioStep>,
    /// What the model must make of it.
    #[serde(default)]
    pub expect: Expected,
}

/// A case as it is registered. What is left out of kind, impact and urgency the category fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioCase {
    /// When.
    pub at: Moment,
    /// How it comes.
    pub channel: Channel,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Question, request or incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// How much is touched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// How soon it hurts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// The unit that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Who asks, where rules of assignment name people; else somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The requester's language; else the desk's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether it is about somebody to be careful with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vip: bool,
    /// What it is called; rules of assignment look for words in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The group that somebody gives it to at once; else the rules say who gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The group that has it when no rule speaks of it, such as that of the mailbox it comes by; else the point of contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<GroupId>,
    /// Whether whoever registers it begins to work on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken: bool,
}

/// Something that happens in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioStep {
    /// How long after the opening, in minutes.
    pub after: u32,
    /// What.
    pub action: ScenarioAction,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<WaitingFor>,
    /// The group that it is passed on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The priority that somebody decides on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The category that it gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// What it turns out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// How much turns out to be touched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// How soon it turns out to hurt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
}

/// What a model must make of a scenario. What is left out may be as it likes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The priority at the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The group at the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// The deadlines, as the last clock of each kind has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<ExpectedDeadline>,
    /// Every escalation that happens, in order; an empty list: none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalations: Option<Vec<ExpectedEscalation>>,
}

/// A deadline that must come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedDeadline {
    /// Of what.
    pub clock: ClockKind,
    /// When; `None`: nothing is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// An escalation that must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedEscalation {
    /// When.
    pub at: Moment,
    /// Which.
    pub escalation: EscalationId,
}

impl ScenarioStep {
    /// This, without further words.
    pub fn new(after: u32, action: ScenarioAction) -> Self {
        Self {
            after,
            action,
            on: None,
            group: None,
            priority: None,
            category: None,
            kind: None,
            impact: None,
            urgency: None,
        }
    }
}

impl Expected {
    /// Whether nothing is expected.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Scenario {
    /// Until when its case is watched.
    pub fn until(&self) -> Moment {
        let minutes = self.steps.last().map_or(0, |step| i64::from(step.after));
        self.case.at.plus(TimeDelta::minutes(minutes)).plus(WATCHED)
    }
}

impl ServiceModel {
    /// What is wrong with its scenarios.
    pub(super) fn check_scenarios(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, scenario) in self.scenarios.iter().enumerate() {
            let Scenario { id, name, case, steps, expect } = scenario;
            let place = format!("scenarios.{place}");
            check.that(*id != ScenarioId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            check.that(!expect.is_nothing(), format!("{place}.expect"), FieldProblem::Required);
            check.that(calendar::covers(case.at), format!("{place}.case.at"), FieldProblem::OutOfRange);
            let subject = case.subject.chars().count() <= SUBJECT_MAX;
            check.that(subject, format!("{place}.case.subject"), FieldProblem::TooLong { max: SUBJECT_MAX });
            self.check_named(check, &format!("{place}.case"), case.category, case.group, known);
            let otherwise = case.otherwise.is_none_or(|id| known.groups.contains(&id));
            check.that(otherwise, format!("{place}.case.otherwise"), FieldProblem::Unknown);
            // Whom somebody gave it to has it, whatever else would be.
            let said = case.group.is_none() || case.otherwise.is_none();
            check.that(said, format!("{place}.case.otherwise"), FieldProblem::NotAllowed);
            let unit = case.unit.is_none_or(|unit| known.units.contains_key(&unit));
            check.that(unit, format!("{place}.case.unit"), FieldProblem::Unknown);
            let person = case.person.is_none_or(|person| known.people.contains(&person));
            check.that(person, format!("{place}.case.person"), FieldProblem::Unknown);
            for (list, length) in [
                ("steps", steps.len()),
                ("expect.deadlines", expect.deadlines.len()),
                ("expect.escalations", expect.escalations.as_ref().map_or(0, Vec::len)),
            ] {
                let max = PARTS_MAX;
                check.that(length <= max, format!("{place}.{list}"), FieldProblem::TooLong { max });
            }
            self.check_scenario_steps(check, &place, case, steps, known);
            self.check_named(check, &format!("{place}.expect"), None, expect.group, known);
            for (n, escalation) in expect.escalations.iter().flatten().enumerate() {
                let found = self.escalations.iter().any(|other| other.id == escalation.escalation);
                check.that(found, format!("{place}.expect.escalations.{n}.escalation"), FieldProblem::Unknown);
            }
        }
    }

    fn check_named(
        &self,
        check: &mut Check,
        place: &str,
        category: Option<CategoryId>,
        group: Option<GroupId>,
        known: &Known,
    ) {
        let category = category.is_none_or(|id| self.category(id).is_some());
        check.that(category, format!("{place}.category"), FieldProblem::Unknown);
        let group = group.is_none_or(|id| known.groups.contains(&id));
        check.that(group, format!("{place}.group"), FieldProblem::Unknown);
    }

    /// Whether the steps of a scenario can be taken one after the other.
    fn check_scenario_steps(
        &self,
        check: &mut Check,
        place: &str,
        case: &ScenarioCase,
        steps: &[ScenarioStep],
        known: &Known,
    ) {
        let mut state = if case.taken { State::InProgress } else { State::New };
        let mut after = 0;
        for (n, step) in steps.iter().enumerate().take(PARTS_MAX) {
            let place = format!("{place}.steps.{n}");
            let in_order = (after..=AFTER_MAX).contains(&step.after);
            check.that(in_order, format!("{place}.after"), FieldProblem::OutOfRange);
            after = after.max(step.after);
            self.check_named(check, &place, step.category, step.group, known);
            let needs = |check: &mut Check, there: bool, field: &str| {
                check.that(there, format!("{place}.{field}"), FieldProblem::Required);
            };
            match step.action {
                ScenarioAction::Wait => needs(check, step.on.is_some(), "on"),
                ScenarioAction::Pass => needs(check, step.group.is_some(), "group"),
                ScenarioAction::Prioritise => needs(check, step.priority.is_some(), "priority"),
                _ => {}
            }
            match step.action.leads_to(state) {
                Some(next) => state = next,
                None => check.wrong(format!("{place}.action"), FieldProblem::NotAllowed),
            }
        }
    }
}

impl ScenarioAction {
    /// Whether it ends a spell of waiting.
    pub fn ends_waiting(self) -> bool {
        matches!(self, Self::Pass | Self::Solve | Self::Cancel)
    }

    /// Where a case stands after it; `None`: not possible from there.
    pub fn leads_to(self, from: State) -> Option<State> {
        let open = from.is_open();
        match self {
            Self::Take => open.then_some(if from == State::New { State::InProgress } else { from }),
            Self::Answer | Self::Write | Self::Note => Some(from),
            Self::Classify | Self::Prioritise => open.then_some(from),
            Self::Pass => open.then_some(State::New),
            Self::Wait => open.then_some(State::Waiting),
            Self::Resume => (from == State::Waiting).then_some(State::InProgress),
            Self::Solve => open.then_some(State::Resolved),
            Self::Reopen => matches!(from, State::Resolved | State::Closed).then_some(State::InProgress),
            Self::Close => (from == State::Resolved).then_some(State::Closed),
            Self::Cancel => open.then_some(State::Cancelled),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Vocabulary;

    #[test]
    fn every_action_is_possible_somewhere() {
        for action in ScenarioAction::ALL {
            assert!(State::ALL.iter().any(|state| action.leads_to(*state).is_some()), "{action}");
        }
    }
}
