//! Procedures as the API shows and takes them; drafting them, looking through them, and how their steps fare.

use super::drafting::{change, with_ids};
use super::shape::ModelDraft;
use crate::desk::id::GroupId;
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::problem::{Code, FieldCode, Problem};
use crate::http::procedure::{AnswerInput, ShownProcedure, StepAnswerKind};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{Id, Word, words};
use crate::queries::procedure;
use crate::service_model::CategoryId;
use crate::service_model::procedure::{self as rules, AnswerKind, ProcedureId, Purpose, Scope, StepId};
use crate::words::{Kind, Level};
use poem_openapi::param::Path;
use poem_openapi::{Enum, Object, OpenApi};

/// The resource.
pub(in crate::http) struct ProcedureResource;

/// How some cases are worked on, or what is asked when they are registered. Of each purpose the first of the list that a
/// case meets counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Procedure {
    /// Its id; a new procedure has none yet.
    id: Option<Id>,
    /// What people read.
    name: String,
    /// What it is for.
    purpose: Word<Purpose>,
    /// For which cases.
    #[oai(rename = "for")]
    scope: ProcedureScope,
    /// What is done, in order.
    steps: Vec<ProcedureStep>,
}

/// Which cases a procedure is for. What is empty says nothing; all that is said must hold.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct ProcedureScope {
    /// Of one of these kinds.
    kinds: Vec<Word<Kind>>,
    /// Of one of these categories, or below one.
    categories: Vec<Id>,
    /// With one of these groups.
    groups: Vec<Id>,
    /// At one of these levels.
    levels: Vec<Word<Level>>,
}

/// A step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct ProcedureStep {
    /// Its id within the procedure, from 1. Whoever adds a step chooses one that no step of the procedure ever had: what was
    /// done and counted is kept under it.
    id: u32,
    /// What is to be done or asked, in Markdown; at most 4,000 characters.
    text: String,
    /// Whether a case is solved without it only for a reason; no when left out.
    required: Option<bool>,
    /// How it is answered.
    answer: StepAnswer,
    /// Where more is documented: an address of the web.
    link: Option<String>,
}

/// How a step is answered.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct StepAnswer {
    /// In which way.
    kind: StepAnswerKind,
    /// Yes or no: where a yes leads; to the next step when left out.
    yes: Option<StepBranch>,
    /// Yes or no: where a no leads; to the next step when left out.
    no: Option<StepBranch>,
    /// Choice: what there is to choose among.
    options: Option<Vec<String>>,
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum StepBranchKind {
    /// To the step that comes next.
    Next,
    /// To a later step.
    Step,
    /// To the end of the procedure.
    End,
}

/// Where a way leads.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct StepBranch {
    /// To what.
    to: StepBranchKind,
    /// Step: its id; it comes later.
    step: Option<u32>,
}

/// The procedures.
#[derive(Clone, Debug, Object)]
struct ProceduresInput {
    /// The whole list, in the order in which they are tried.
    procedures: Vec<Procedure>,
}

/// A procedure to look through.
#[derive(Clone, Debug, Object)]
struct ProcedurePreviewInput {
    /// The procedure, as a draft has it.
    procedure: Procedure,
    /// What is answered to its questions.
    answers: Option<Vec<AnswerInput>>,
}

/// How the steps of a procedure fare, in all cases and whatever version of it they have.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct ProcedureFigures {
    /// The id of the procedure.
    id: u32,
    /// What people read.
    name: String,
    /// Its steps, as the model in force has them.
    steps: Vec<StepFigures>,
}

/// How a step fares. What was taken back counts as taken back, and no longer as done or left out.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct StepFigures {
    /// The id of the step.
    step: u32,
    /// What it is about, in a line.
    title: String,
    /// In how many cases it was done.
    done: u64,
    /// In how many cases it was left out.
    skipped: u64,
    /// How often it was taken back.
    undone: u64,
    /// How long it took where it was done, from the step before, in seconds.
    seconds: u64,
    /// The same for one case, on average; null: it was done in none.
    mean_seconds: Option<u64>,
}

#[OpenApi(prefix_path = "/model", tag = "Tag::Model")]
impl ProcedureResource {
    /// Change the procedures
    ///
    /// The whole list, in the order in which they are tried. A procedure without id is a new one. `If-Match` takes the
    /// revision of the draft. For administrators.
    #[oai(path = "/draft/procedures", method = "put")]
    async fn draft(&self, caller: Caller, input: Input<ProceduresInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.procedures.iter().chain(&model.procedures).map(|procedure| procedure.id.0.into());
            let ids = with_ids(input.0.procedures.iter().map(|procedure| procedure.id), kept);
            let with_ids = input.0.procedures.iter().zip(ids).enumerate();
            let read = with_ids.map(|(n, (procedure, id))| {
                let id = u32::try_from(id);
                let id = id.map_err(|_| Problem::field(format!("procedures.{n}.id"), FieldCode::OutOfRange))?;
                Ok(procedure.read(ProcedureId(id)))
            });
            model.procedures = read.collect::<Answer<_>>()?;
            Ok(())
        })
        .await
    }

    /// Look through a procedure
    ///
    /// Its steps as a case shows them, when this is answered. Stores nothing. For administrators.
    #[oai(path = "/procedure-preview", method = "post")]
    async fn preview(&self, caller: Caller, input: Input<ProcedurePreviewInput>) -> Answer<Shown<ShownProcedure>> {
        caller.must(|viewer| viewer.administers())?;
        let procedure = input.0.procedure.read(ProcedureId(0));
        Ok(Shown::new(ShownProcedure::answered(&procedure, &input.0.answers.unwrap_or_default())))
    }

    /// How the steps of a procedure fare
    ///
    /// How often and how long each is done, how often it is left out and taken back. For whoever works here.
    #[oai(path = "/procedures/:id/figures", method = "get")]
    async fn figures(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<ProcedureFigures>> {
        caller.must(|viewer| viewer.works_here())?;
        let id = u32::try_from(id.0.0).map_err(|_| Problem::of(Code::NotFound))?;
        let (procedure, figures) = procedure::figures(&caller.snapshot()?, ProcedureId(id))?;
        let steps = procedure.steps.iter().zip(figures).map(|(step, row)| StepFigures {
            step: step.id.0,
            title: step.title(),
            done: row.done,
            skipped: row.skipped,
            undone: row.undone,
            seconds: row.seconds,
            mean_seconds: row.mean_seconds(),
        });
        Ok(Shown::new(ProcedureFigures { id, steps: steps.collect(), name: procedure.name }))
    }
}

impl Procedure {
    pub(crate) fn of(procedure: &rules::Procedure) -> Self {
        let scope = &procedure.scope;
        Self {
            id: Some(Id(procedure.id.0.into())),
            name: procedure.name.clone(),
            purpose: Word(procedure.purpose),
            scope: ProcedureScope {
                kinds: words(&scope.kinds),
                categories: scope.categories.iter().map(|id| Id(id.0)).collect(),
                groups: scope.groups.iter().copied().map(Id::of).collect(),
                levels: words(&scope.levels),
            },
            steps: procedure.steps.iter().map(ProcedureStep::of).collect(),
        }
    }

    /// As the model has it, with this id.
    fn read(&self, id: ProcedureId) -> rules::Procedure {
        rules::Procedure {
            id,
            name: self.name.clone(),
            purpose: self.purpose.0,
            scope: Scope {
                kinds: self.scope.kinds.iter().map(|word| word.0).collect(),
                categories: self.scope.categories.iter().map(|id| CategoryId(id.0)).collect(),
                groups: self.scope.groups.iter().map(|id| id.to::<GroupId>()).collect(),
                levels: self.scope.levels.iter().map(|word| word.0).collect(),
            },
            steps: self.steps.iter().map(ProcedureStep::read).collect(),
        }
    }
}

impl ProcedureStep {
    fn of(step: &rules::Step) -> Self {
        Self {
            id: step.id.0,
            text: step.text.clone(),
            required: Some(step.required),
            answer: StepAnswer::of(&step.answer),
            link: step.link.clone(),
        }
    }

    fn read(&self) -> rules::Step {
        rules::Step {
            id: StepId(self.id),
            text: self.text.clone(),
            required: self.required.unwrap_or(false),
            answer: self.answer.read(),
            link: self.link.clone(),
        }
    }
}

impl StepAnswer {
    fn of(answer: &AnswerKind) -> Self {
        let plain = |kind| Self { kind, yes: None, no: None, options: None };
        match answer {
            AnswerKind::Tick => plain(StepAnswerKind::Tick),
            AnswerKind::Text => plain(StepAnswerKind::Text),
            AnswerKind::YesNo { yes, no } => {
                Self { yes: Some(StepBranch::of(*yes)), no: Some(StepBranch::of(*no)), ..plain(StepAnswerKind::YesNo) }
            }
            AnswerKind::Choice { options } => Self { options: Some(options.clone()), ..plain(StepAnswerKind::Choice) },
        }
    }

    fn read(&self) -> AnswerKind {
        let branch = |branch: &Option<StepBranch>| branch.as_ref().map(StepBranch::read).unwrap_or_default();
        match self.kind {
            StepAnswerKind::Tick => AnswerKind::Tick,
            StepAnswerKind::Text => AnswerKind::Text,
            StepAnswerKind::YesNo => AnswerKind::YesNo { yes: branch(&self.yes), no: branch(&self.no) },
            StepAnswerKind::Choice => AnswerKind::Choice { options: self.options.clone().unwrap_or_default() },
        }
    }
}

impl StepBranch {
    const fn of(branch: rules::Branch) -> Self {
        match branch {
            rules::Branch::Next => Self { to: StepBranchKind::Next, step: None },
            rules::Branch::Step(id) => Self { to: StepBranchKind::Step, step: Some(id.0) },
            rules::Branch::End => Self { to: StepBranchKind::End, step: None },
        }
    }

    /// A step that is not named is none: its place is told when the draft is checked.
    fn read(&self) -> rules::Branch {
        match self.to {
            StepBranchKind::Next => rules::Branch::Next,
            StepBranchKind::Step => rules::Branch::Step(StepId(self.step.unwrap_or(0))),
            StepBranchKind::End => rules::Branch::End,
        }
    }
}
