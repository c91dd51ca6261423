//! Scenarios of a model, run as every case is decided.

use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, GroupId, PersonId, TicketNumber};
use super::super::story::{Happening, Opening, Step};
use super::super::supposing::{SOMEBODY, SOMEONE, SOMETHING, Supposing};
use super::super::{ActorRef, Classification, Group, MailsWanted, Person, PersonDetails, Routing};
use super::open::{classify, without_rule};
use super::trial::{Course, Escalated, Trial};
use crate::Moment;
use crate::service_model::{
    Expected, ExpectedDeadline, ExpectedEscalation, ReadyModel, Scenario, ScenarioCase, ScenarioId, ScenarioStep,
    ServiceModel,
};
use crate::words::{ClockKind, Level, Priority, ScenarioAction, State, Vocabulary};
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What came of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioRun {
    /// What became of its case.
    pub course: Course,
    /// The same, as it would be expected.
    pub found: Expected,
    /// Where that is not what was expected.
    pub deviations: Vec<Deviation>,
}

/// Something that is not as it was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// The priority at the opening.
    Priority {
        /// As it should be.
        expected: Priority,
        /// As it is.
        found: Option<Priority>,
    },
    /// The group at the opening.
    Group {
        /// As it should be.
        expected: GroupId,
        /// As it is.
        found: Option<GroupId>,
    },
    /// A deadline.
    Deadline {
        /// Of what.
        clock: ClockKind,
        /// As it should be; `None`: there should be none.
        expected: Option<Moment>,
        /// As it is.
        found: Option<Moment>,
    },
    /// How it is escalated.
    Escalations {
        /// As it should be.
        expected: Vec<ExpectedEscalation>,
        /// As it is.
        found: Vec<ExpectedEscalation>,
    },
}

/// Runs a scenario of a model on a desk.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn run_scenario<F: Facts>(desk: &F, model: &Arc<ReadyModel>, scenario: &Scenario) -> Result<ScenarioRun, Fault> {
    let somebody = Person {
        id: scenario.case.person.unwrap_or(SOMEBODY),
        version: 1,
        content: ContentId::default(),
        details: PersonDetails::default(),
        unit: scenario.case.unit,
        language: scenario.case.language,
        vip: scenario.case.vip,
        active: true,
        mails: MailsWanted::All,
        not_asked: None,
        erased: None,
    };
    let supposing = Supposing::new(desk, Arc::clone(model)).with(somebody, scenario.case.subject.clone());
    let groups = desk.groups()?;
    let story = story(model, &groups, scenario);
    let course = Trial::new(&supposing)?.retrace(TicketNumber(u64::MAX), &story, scenario.until())?;
    let course = course.unwrap_or_default();
    let found = found(&course);
    Ok(ScenarioRun { deviations: deviations(&scenario.expect, &found), course, found })
}

/// The scenarios of a model that do not come out as they should, by their place.
pub(super) fn failing_scenarios<F: Facts>(desk: &F, model: &Arc<ReadyModel>) -> Result<Vec<usize>, Fault> {
    let mut failing = Vec::new();
    for (place, scenario) in model.scenarios.iter().enumerate() {
        if !run_scenario(desk, model, scenario)?.deviations.is_empty() {
            failing.push(place);
        }
    }
    Ok(failing)
}

/// What became of a case, as it would be expected.
fn found(course: &Course) -> Expected {
    // Of several clocks of a kind the last one counts.
    let due = |kind: ClockKind| course.clocks.iter().rev().find(|clock| clock.kind == kind)?.due;
    let deadline = |clock: &ClockKind| Some(ExpectedDeadline { clock: *clock, at: Some(due(*clock)?) });
    let escalation = |it: &Escalated| ExpectedEscalation { at: it.at, escalation: it.escalation };
    Expected {
        priority: course.first_priority,
        group: course.first_group,
        deadlines: ClockKind::ALL.iter().filter_map(deadline).collect(),
        escalations: Some(course.escalations.iter().map(escalation).collect()),
    }
}

fn deviations(expect: &Expected, found: &Expected) -> Vec<Deviation> {
    let mut deviations = Vec::new();
    if let Some(expected) = expect.priority.filter(|_| expect.priority != found.priority) {
        deviations.push(Deviation::Priority { expected, found: found.priority });
    }
    if let Some(expected) = expect.group.filter(|_| expect.group != found.group) {
        deviations.push(Deviation::Group { expected, found: found.group });
    }
    for ExpectedDeadline { clock, at } in &expect.deadlines {
        let found = found.deadlines.iter().find(|deadline| deadline.clock == *clock).and_then(|deadline| deadline.at);
        if found != *at {
            deviations.push(Deviation::Deadline { clock: *clock, expected: *at, found });
        }
    }
    if let Some(expected) = expect.escalations.as_ref().filter(|_| expect.escalations != found.escalations) {
        let found = found.escalations.clone().unwrap_or_default();
        deviations.push(Deviation::Escalations { expected: expected.clone(), found });
    }
    deviations
}

/// The story that a scenario tells.
fn story(model: &ServiceModel, groups: &[Group], scenario: &Scenario) -> Vec<Step> {
    let case = &scenario.case;
    let said = Classification { category: case.category, kind: case.kind, impact: case.impact, urgency: case.urgency };
    let by_rules = case.group.is_none() && (!case.taken || case.otherwise.is_some());
    let group = || without_rule(model, groups, case.category, case.otherwise).map(|group| group.id);
    let group = case.group.or_else(group);
    let level = |id: Option<GroupId>| groups.iter().find(|group| Some(group.id) == id).map(|group| group.level);
    let mut state = if case.taken { State::InProgress } else { State::New };
    let mut taken = case.taken;
    let opening = Opening {
        said,
        priority: classify(model, &said).priority,
        channel: case.channel,
        requester: case.person.unwrap_or(SOMEBODY),
        affected: None,
        unit: case.unit,
        subject: SOMETHING,
        group,
        level: level(group).unwrap_or(Level::First),
        assignee: case.taken.then_some(SOMEONE),
        state,
        followers: BTreeSet::new(),
        watchers: BTreeSet::new(),
        answered: case.taken && case.channel.is_live(),
        by_rules,
        otherwise: case.otherwise,
        clocks: Vec::new(),
    };
    let by = ActorRef::User(SOMEONE);
    let mut story = vec![Step { at: case.at, by, what: Happening::Opened(Box::new(opening)) }];
    for step in &scenario.steps {
        let at = case.at.plus(TimeDelta::minutes(i64::from(step.after)));
        let mut happens = |what| story.push(Step { at, by, what });
        if state == State::Waiting && step.action.ends_waiting() {
            happens(Happening::Resumed);
        }
        match step.action {
            ScenarioAction::Take if !taken => happens(Happening::Started),
            ScenarioAction::Take => {}
            ScenarioAction::Answer => happens(Happening::Answered { channel: case.channel }),
            ScenarioAction::Write => happens(Happening::Wrote),
            ScenarioAction::Note => happens(Happening::Noted),
            ScenarioAction::Classify => {
                let ScenarioStep { category, kind, impact, urgency, .. } = *step;
                let said = Classification { category, kind, impact, urgency };
                happens(Happening::Classified { said, priority: classify(model, &said).priority });
            }
            ScenarioAction::Prioritise => step
                .priority
                .into_iter()
                .for_each(|priority| happens(Happening::Prioritised { priority, by_matrix: false })),
            ScenarioAction::Pass => happens(Happening::Routed {
                how: Routing::Passed,
                group: step.group,
                level: level(step.group).unwrap_or(Level::First),
                assignee: None,
                moved: true,
            }),
            ScenarioAction::Wait => step.on.into_iter().for_each(|on| happens(Happening::Waited(on))),
            ScenarioAction::Resume => happens(Happening::Resumed),
            ScenarioAction::Solve => happens(Happening::Resolved { settled: false }),
            ScenarioAction::Reopen => happens(Happening::Reopened { said: true }),
            ScenarioAction::Close => happens(Happening::Closed),
            ScenarioAction::Cancel => happens(Happening::Cancelled),
        }
        taken = match step.action {
            ScenarioAction::Take => true,
            ScenarioAction::Pass => false,
            _ => taken,
        };
        state = step.action.leads_to(state).unwrap_or(state);
    }
    story
}

/// The scenario that a real case was, with what this model makes of it as what is expected. In whole minutes.
///
/// # Errors
/// A fault of the storage below.
pub fn scenario_of<F: Facts>(
    desk: &F,
    model: &Arc<ReadyModel>,
    story: &[Step],
    name: String,
) -> Result<Option<Scenario>, Fault> {
    let Some((Step { at, what: Happening::Opened(opening), .. }, rest)) = story.split_first() else {
        return Ok(None);
    };
    let minute = 60_000;
    let opened_at = Moment::from_millis(at.millis().div_euclid(minute) * minute);
    let after = |at: Moment| u32::try_from((at.millis() - opened_at.millis()).div_euclid(minute)).unwrap_or_default();
    let mut state = opening.state;
    let mut escalated = None;
    let mut steps: Vec<ScenarioStep> = Vec::new();
    for step in rest {
        if step.is_of_the_desk() && matches!(step.what, Happening::Escalated { .. }) {
            escalated = Some(step.at);
        }
        if step.is_of_the_desk() && escalated == Some(step.at) {
            continue;
        }
        let bare = ScenarioStep::new(after(step.at), ScenarioAction::Note);
        let next = match &step.what {
            Happening::Classified { said, .. } => {
                let Classification { category, kind, impact, urgency } = *said;
                Some(ScenarioStep { action: ScenarioAction::Classify, category, kind, impact, urgency, ..bare })
            }
            Happening::Prioritised { priority, .. } => {
                Some(ScenarioStep { action: ScenarioAction::Prioritise, priority: Some(*priority), ..bare })
            }
            Happening::Routed { how: Routing::Passed, group: Some(group), .. } => {
                Some(ScenarioStep { action: ScenarioAction::Pass, group: Some(*group), ..bare })
            }
            Happening::Waited(on) => Some(ScenarioStep { action: ScenarioAction::Wait, on: Some(*on), ..bare }),
            Happening::Routed { how: Routing::Taken, .. } | Happening::Started if state == State::New => {
                Some(ScenarioStep { action: ScenarioAction::Take, ..bare })
            }
            other => plain(other).map(|action| ScenarioStep { action, ..bare }),
        };
        let Some(next) = next else { continue };
        if let Some(to) = next.action.leads_to(state) {
            state = to;
            steps.push(next);
        }
    }
    // Passing on, solving and cancelling end a wait by themselves.
    let implied = |pair: &[ScenarioStep]| match pair {
        [one, next] => one.action == ScenarioAction::Resume && one.after == next.after && next.action.ends_waiting(),
        _ => false,
    };
    let keep: Vec<bool> = (0..steps.len()).map(|n| !steps.get(n..n + 2).is_some_and(implied)).collect();
    let mut keep = keep.into_iter();
    steps.retain(|_| keep.next().unwrap_or(true));
    let person = desk.get::<Person>(opening.requester.0)?;
    // Who exactly asked is kept only where it matters.
    let named: BTreeSet<PersonId> = model.people_of_rules().collect();
    let whose = [Some(opening.requester), opening.affected].into_iter().flatten();
    let subject = desk.content(opening.subject)?.and_then(|row| row.content.as_text().map(str::to_owned));
    let mut scenario = Scenario {
        id: ScenarioId::default(),
        name,
        case: ScenarioCase {
            at: opened_at,
            channel: opening.channel,
            category: opening.said.category,
            kind: opening.said.kind,
            impact: opening.said.impact,
            urgency: opening.said.urgency,
            unit: opening.unit,
            person: whose.into_iter().find(|person| named.contains(person)),
            language: person.as_ref().and_then(|person| person.language),
            vip: person.is_some_and(|person| person.vip),
            subject: subject.unwrap_or_default(),
            group: opening.group.filter(|_| !opening.by_rules),
            otherwise: opening.otherwise,
            taken: opening.state == State::InProgress,
        },
        steps,
        expect: Expected::default(),
    };
    scenario.expect = run_scenario(desk, model, &scenario)?.found;
    Ok(Some(scenario))
}

/// The action that something which needs no more words is.
fn plain(what: &Happening) -> Option<ScenarioAction> {
    Some(match what {
        Happening::Resumed => ScenarioAction::Resume,
        Happening::Resolved { .. } => ScenarioAction::Solve,
        Happening::Reopened { .. } => ScenarioAction::Reopen,
        Happening::Closed => ScenarioAction::Close,
        Happening::Cancelled => ScenarioAction::Cancel,
        Happening::Answered { .. } => ScenarioAction::Answer,
        Happening::Wrote => ScenarioAction::Write,
        Happening::Noted => ScenarioAction::Note,
        _ => return None,
    })
}
