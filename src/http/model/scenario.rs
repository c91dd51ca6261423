//! Scenarios as the API shows, takes and runs them.

use super::drafting::{change, with_ids};
use super::replays::{CaseCourse, Labels};
use super::shape::ModelDraft;
use crate::desk::id::{GroupId, TicketNumber, UnitId};
use crate::desk::{Deviation, Facts, ScenarioRun, run_scenario, scenario_of};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::problem::{Code, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{At, Id, Word};
use crate::moment::Moment;
use crate::queries;
use crate::service_model::{self as rules, CategoryId, EscalationId, ReadyModel, ScenarioId};
use crate::store::Snapshot;
use crate::store::replay::Tried;
use crate::words::{
    Channel, ClockKind, Impact, Kind, Language, Priority, ScenarioAction, Urgency, Vocabulary, WaitingFor,
};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The resource.
pub(in crate::http) struct ScenarioResource;

/// A case that somebody thought of, and what the model must make of it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(example)]
pub(crate) struct Scenario {
    /// Its id; a new scenario has none yet.
    id: Option<Id>,
    /// What people read.
    name: String,
    /// The case, as it is registered.
    case: ScenarioCase,
    /// What happens to it then, in order.
    steps: Vec<ScenarioStep>,
    /// What the model must make of it. What is null may be as it likes.
    expect: Expected,
}

/// A case as it is registered. What is null of kind, impact and urgency the category fills in.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct ScenarioCase {
    /// When.
    at: At,
    /// How it comes.
    channel: Word<Channel>,
    /// Its category.
    category: Option<Id>,
    /// Question, request or incident.
    kind: Option<Word<Kind>>,
    /// How much is touched.
    impact: Option<Word<Impact>>,
    /// How soon it hurts.
    urgency: Option<Word<Urgency>>,
    /// The unit that it comes from.
    unit: Option<Id>,
    /// Who asks, where rules of assignment name people; null: somebody.
    person: Option<Id>,
    /// The requester's language; null: the desk's.
    language: Option<Word<Language>>,
    /// Whether it is about somebody to be careful with.
    vip: bool,
    /// What it is called; rules of assignment look for words in it.
    subject: String,
    /// The group that somebody gives it to at once; null: the rules say who gets it.
    group: Option<Id>,
    /// The group that has it when no rule speaks of it, such as that of the mailbox it comes by; null: the point of contact.
    otherwise: Option<Id>,
    /// Whether whoever registers it begins to work on it.
    taken: bool,
}

/// Something that happens in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct ScenarioStep {
    /// How long after the opening, in minutes.
    after: u32,
    /// What.
    action: Word<ScenarioAction>,
    /// What it waits for; of `wait`.
    on: Option<Word<WaitingFor>>,
    /// The group that it is passed on to; of `pass`.
    group: Option<Id>,
    /// The priority that somebody decides on; of `prioritise`.
    priority: Option<Word<Priority>>,
    /// The category that it gets; of `classify`, as the next ones.
    category: Option<Id>,
    /// What it turns out to be.
    kind: Option<Word<Kind>>,
    /// How much turns out to be touched.
    impact: Option<Word<Impact>>,
    /// How soon it turns out to hurt.
    urgency: Option<Word<Urgency>>,
}

/// What a model must make of a scenario, or makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Expected {
    /// The priority at the opening.
    priority: Option<Word<Priority>>,
    /// The group at the opening.
    group: Option<Id>,
    /// The deadlines, as the last clock of each kind has them.
    deadlines: Vec<Deadline>,
    /// Every escalation that happens, in order; null: it does not matter.
    escalations: Option<Vec<EscalationAt>>,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Deadline {
    /// Of what.
    clock: Word<ClockKind>,
    /// When; null: nothing is promised.
    at: Option<At>,
}

/// An escalation that happens.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct EscalationAt {
    /// When.
    at: At,
    /// Which.
    escalation: Id,
}

/// The scenarios of the model, all of them.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct ScenariosInput {
    /// In the order in which people see them.
    scenarios: Vec<Scenario>,
}

/// A case to make a scenario of.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct OfCaseInput {
    /// Its number.
    ticket: Id,
    /// What the scenario is called; the subject of the case when left out.
    name: Option<String>,
}

/// In what a scenario came out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeviationPart {
    /// The priority.
    Priority,
    /// The group.
    Group,
    /// A deadline.
    Deadline,
    /// How it is escalated.
    Escalations,
}

impl Vocabulary for DeviationPart {
    const TITLE: &'static str = "DeviationPart";
    const ALL: &'static [Self] = &[Self::Priority, Self::Group, Self::Deadline, Self::Escalations];
    fn as_str(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::Group => "group",
            Self::Deadline => "deadline",
            Self::Escalations => "escalations",
        }
    }
}

/// Something that is not as it was expected.
#[derive(Clone, Debug, Object)]
pub(crate) struct ScenarioDeviation {
    /// What.
    part: Word<DeviationPart>,
    /// Of which clock; of a deadline.
    clock: Option<Word<ClockKind>>,
}

/// What came of a scenario.
#[derive(Clone, Debug, Object)]
pub(crate) struct ScenarioResult {
    /// The scenario; null of one that is not kept.
    id: Option<Id>,
    /// What it is called.
    name: String,
    /// Whether all came out as it was expected.
    passes: bool,
    /// What did not.
    deviations: Vec<ScenarioDeviation>,
    /// What the model makes of it.
    found: Expected,
    /// The same in full, with whom escalations reach.
    course: CaseCourse,
}

#[OpenApi(prefix_path = "/model/draft/scenarios", tag = "Tag::Model")]
impl ScenarioResource {
    /// Change the scenarios of the draft
    ///
    /// The whole list. A scenario without id is a new one. `If-Match` takes the revision of the draft. For administrators;
    /// so for everything here.
    #[oai(path = "/", method = "put")]
    async fn scenarios(&self, caller: Caller, input: Input<ScenariosInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.scenarios.iter().chain(&model.scenarios).map(|scenario| scenario.id.0);
            let ids = with_ids(input.0.scenarios.iter().map(|scenario| scenario.id), kept);
            let with_ids = input.0.scenarios.iter().zip(ids);
            model.scenarios = with_ids.map(|(scenario, id)| scenario.read(ScenarioId(id))).collect();
            Ok(())
        })
        .await
    }

    /// Run the scenarios of the draft
    ///
    /// Each as the draft has it, in order. When nothing is being worked on, those of the model in force.
    #[oai(path = "/results", method = "get")]
    async fn results(&self, caller: Caller) -> Answer<Shown<Vec<ScenarioResult>>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let (model, tried) = drafted(&snapshot)?;
        let labels = Labels::new(&snapshot, tried)?;
        let results = model.scenarios.iter().map(|scenario| {
            let run = run_scenario(&snapshot, &model, scenario)?;
            ScenarioResult::of(&labels, scenario, &run)
        });
        Ok(Shown::new(results.collect::<Answer<_>>()?))
    }

    /// Run a scenario that is not kept
    ///
    /// By the draft. Stores nothing.
    #[oai(path = "/try", method = "post")]
    async fn try_one(&self, caller: Caller, input: Input<Scenario>) -> Answer<Shown<ScenarioResult>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let (model, tried) = drafted(&snapshot)?;
        let scenario = input.0.read(ScenarioId(input.0.id.map_or(0, |id| id.0)));
        let run = run_scenario(&snapshot, &model, &scenario)?;
        let labels = Labels::new(&snapshot, tried)?;
        Ok(Shown::new(ScenarioResult::of(&labels, &scenario, &run)?))
    }

    /// Make a scenario of a real case
    ///
    /// What happened to the case, in whole minutes, and as what is expected what the model in force makes of it. Stores
    /// nothing.
    #[oai(path = "/of-case", method = "post")]
    async fn of_case(&self, caller: Caller, input: Input<OfCaseInput>) -> Answer<Shown<Scenario>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let number = TicketNumber(input.0.ticket.0);
        queries::ticket::find(&snapshot, caller.viewer(), number)?;
        let mut story = Vec::new();
        snapshot.stories(number..TicketNumber(number.0.saturating_add(1)), &mut |_, steps| {
            story = steps.to_vec();
            Ok(())
        })?;
        let name = input.0.name.unwrap_or_default();
        let made = scenario_of(&snapshot, &snapshot.model()?, &story, name)?;
        let mut made = made.ok_or_else(|| Problem::of(Code::NotFound))?;
        if made.name.trim().is_empty() {
            made.name.clone_from(&made.case.subject);
        }
        Ok(Shown::new(Scenario { id: None, ..Scenario::of(&made) }))
    }
}

/// The draft, or the model in force when nothing is being worked on; made ready.
fn drafted(snapshot: &Snapshot) -> Answer<(Arc<ReadyModel>, Tried)> {
    super::replays::tried(snapshot, None)
}

impl ScenarioResult {
    fn of(labels: &Labels<'_>, scenario: &rules::Scenario, run: &ScenarioRun) -> Answer<Self> {
        let deviation = |deviation: &Deviation| {
            let (part, clock) = match deviation {
                Deviation::Priority { .. } => (DeviationPart::Priority, None),
                Deviation::Group { .. } => (DeviationPart::Group, None),
                Deviation::Deadline { clock, .. } => (DeviationPart::Deadline, Some(Word(*clock))),
                Deviation::Escalations { .. } => (DeviationPart::Escalations, None),
            };
            ScenarioDeviation { part: Word(part), clock }
        };
        Ok(Self {
            id: Some(scenario.id).filter(|id| id.0 > 0).map(|id| Id(id.0)),
            name: scenario.name.clone(),
            passes: run.deviations.is_empty(),
            deviations: run.deviations.iter().map(deviation).collect(),
            found: Expected::of(&run.found),
            course: labels.course(&run.course)?,
        })
    }
}

impl Scenario {
    /// As the API shows it.
    pub(crate) fn of(scenario: &rules::Scenario) -> Self {
        Self {
            id: Some(Id(scenario.id.0)),
            name: scenario.name.clone(),
            case: ScenarioCase::of(&scenario.case),
            steps: scenario.steps.iter().map(ScenarioStep::of).collect(),
            expect: Expected::of(&scenario.expect),
        }
    }

    fn read(&self, id: ScenarioId) -> rules::Scenario {
        rules::Scenario {
            id,
            name: self.name.clone(),
            case: self.case.read(),
            steps: self.steps.iter().map(ScenarioStep::read).collect(),
            expect: self.expect.read(),
        }
    }
}

impl ScenarioCase {
    fn of(case: &rules::ScenarioCase) -> Self {
        Self {
            at: At(case.at),
            channel: Word(case.channel),
            category: case.category.map(|id| Id(id.0)),
            kind: case.kind.map(Word),
            impact: case.impact.map(Word),
            urgency: case.urgency.map(Word),
            unit: case.unit.map(Id::of),
            person: case.person.map(Id::of),
            language: case.language.map(Word),
            vip: case.vip,
            subject: case.subject.clone(),
            group: case.group.map(Id::of),
            otherwise: case.otherwise.map(Id::of),
            taken: case.taken,
        }
    }

    fn read(&self) -> rules::ScenarioCase {
        rules::ScenarioCase {
            at: self.at.0,
            channel: self.channel.0,
            category: self.category.map(|id| CategoryId(id.0)),
            kind: self.kind.map(|word| word.0),
            impact: self.impact.map(|word| word.0),
            urgency: self.urgency.map(|word| word.0),
            unit: self.unit.map(|id| id.to::<UnitId>()),
            person: self.person.map(|id| id.to()),
            language: self.language.map(|word| word.0),
            vip: self.vip,
            subject: self.subject.clone(),
            group: self.group.map(|id| id.to::<GroupId>()),
            otherwise: self.otherwise.map(|id| id.to::<GroupId>()),
            taken: self.taken,
        }
    }
}

impl ScenarioStep {
    fn of(step: &rules::ScenarioStep) -> Self {
        Self {
            after: step.after,
            action: Word(step.action),
            on: step.on.map(Word),
            group: step.group.map(Id::of),
            priority: step.priority.map(Word),
            category: step.category.map(|id| Id(id.0)),
            kind: step.kind.map(Word),
            impact: step.impact.map(Word),
            urgency: step.urgency.map(Word),
        }
    }

    fn read(&self) -> rules::ScenarioStep {
        rules::ScenarioStep {
            after: self.after,
            action: self.action.0,
            on: self.on.map(|word| word.0),
            group: self.group.map(|id| id.to::<GroupId>()),
            priority: self.priority.map(|word| word.0),
            category: self.category.map(|id| CategoryId(id.0)),
            kind: self.kind.map(|word| word.0),
            impact: self.impact.map(|word| word.0),
            urgency: self.urgency.map(|word| word.0),
        }
    }
}

impl Expected {
    fn of(expected: &rules::Expected) -> Self {
        let escalation =
            |it: &rules::ExpectedEscalation| EscalationAt { at: At(it.at), escalation: Id(it.escalation.0) };
        Self {
            priority: expected.priority.map(Word),
            group: expected.group.map(Id::of),
            deadlines: expected
                .deadlines
                .iter()
                .map(|deadline| Deadline { clock: Word(deadline.clock), at: deadline.at.map(At) })
                .collect(),
            escalations: expected.escalations.as_ref().map(|list| list.iter().map(escalation).collect()),
        }
    }

    fn read(&self) -> rules::Expected {
        let escalation =
            |it: &EscalationAt| rules::ExpectedEscalation { at: it.at.0, escalation: EscalationId(it.escalation.0) };
        rules::Expected {
            priority: self.priority.map(|word| word.0),
            group: self.group.map(|id| id.to::<GroupId>()),
            deadlines: self
                .deadlines
                .iter()
                .map(|deadline| rules::ExpectedDeadline { clock: deadline.clock.0, at: deadline.at.map(|at| at.0) })
                .collect(),
            escalations: self.escalations.as_ref().map(|list| list.iter().map(escalation).collect()),
        }
    }
}

impl Example for Scenario {
    fn example() -> Self {
        let at = |text| At(Moment::parse(text).unwrap_or_default());
        Self {
            id: None,
            name: "Correo caído un viernes por la tarde".to_owned(),
            case: ScenarioCase {
                at: at("2026-11-27T20:30:00Z"),
                channel: Word(Channel::Mail),
                category: None,
                kind: Some(Word(Kind::Incident)),
                impact: Some(Word(Impact::Team)),
                urgency: Some(Word(Urgency::High)),
                unit: None,
                person: None,
                language: None,
                vip: false,
                subject: "Sin correo en toda la oficina".to_owned(),
                group: None,
                otherwise: None,
                taken: false,
            },
            steps: vec![ScenarioStep::of(&rules::ScenarioStep::new(20, ScenarioAction::Take))],
            expect: Expected {
                priority: Some(Word(Priority::High)),
                group: None,
                deadlines: vec![Deadline {
                    clock: Word(ClockKind::FirstResponse),
                    at: Some(at("2026-11-27T21:00:00Z")),
                }],
                escalations: None,
            },
        }
    }
}

impl Example for ScenariosInput {
    fn example() -> Self {
        Self { scenarios: vec![Scenario::example()] }
    }
}

impl Example for OfCaseInput {
    fn example() -> Self {
        Self { ticket: Id(5000), name: None }
    }
}
