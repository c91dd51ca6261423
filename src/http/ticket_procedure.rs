//! The procedure that a case is worked on by: its steps, and what is said of them.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::problem::{Code, Problem};
use super::procedure::ShownProcedure;
use super::reply::{Answer, Shown};
use super::ticket_view::Actor;
use super::word::{At, Id};
use crate::desk::id::ContentId;
use crate::desk::{Command, Fault, Mark, Marked, StepChange};
use crate::queries::names::Names;
use crate::queries::procedure::{self, CaseProcedures, Run};
use crate::service_model::ProcedureId;
use crate::service_model::procedure as rules;
use crate::store::Snapshot;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};

/// The resource.
pub(super) struct TicketProcedureResource;

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum StepMarkKind {
    /// It is done.
    Done,
    /// It is left out.
    Skipped,
    /// What was said of it is taken back.
    Undone,
}

/// What is said of a step.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct StepInput {
    /// What becomes of it.
    mark: StepMarkKind,
    /// Done: `yes` or `no`, one of the options, or words; null or left out where it is only ticked.
    answer: Option<String>,
    /// Skipped: why; a required step needs a reason.
    reason: Option<String>,
    /// The id of the procedure that the caller sees: when another one counts by now, nothing is done.
    procedure: Option<u32>,
}

/// The procedures of a case.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct TicketProcedure {
    /// What it is worked on by; null: no procedure counts for it.
    work: Option<ProcedureProgress>,
    /// What was asked when it was registered, as far as it was answered.
    questions: Option<ProcedureProgress>,
    /// What was done of procedures that no longer count for it.
    earlier: Vec<ProcedureProgress>,
}

/// A procedure as a case goes through it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct ProcedureProgress {
    /// The procedure, with all its steps.
    procedure: ShownProcedure,
    /// The version of the service model that it is of.
    model: u64,
    /// When it began.
    begun_at: At,
    /// What was said of steps, in the order in which it was.
    marks: Vec<StepMark>,
    /// The ids of the required steps that a solution still needs.
    missing: Vec<u32>,
}

/// What was said of a step.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct StepMark {
    /// The id of the step.
    step: u32,
    /// Whether it was done, or left out.
    mark: StepMarkKind,
    /// Done: `yes` or `no`, one of the options, or words; null where it was only ticked.
    answer: Option<String>,
    /// Skipped: why.
    reason: Option<String>,
    /// Who said it.
    by: Actor,
    /// When.
    at: At,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl TicketProcedureResource {
    /// The procedure of a case
    ///
    /// The one that it is worked on by, what was asked when it was registered, and what was done of earlier ones. For who
    /// works on cases.
    #[oai(path = "/:number/procedure", method = "get")]
    async fn get(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
    ) -> Answer<Shown<TicketProcedure>> {
        let snapshot = caller.snapshot()?;
        let found = procedure::of_case(&snapshot, caller.viewer(), number.0.to())?;
        Ok(Shown::new(TicketProcedure::of(&snapshot, &found)?))
    }

    /// Tick, skip or take back a step of the procedure
    ///
    /// What is said again with another answer takes the place of what was said before.
    #[oai(path = "/:number/procedure/steps/:step", method = "post")]
    async fn mark(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The id of the step.
        step: Path<Id>,
        input: Input<StepInput>,
    ) -> Answer<Shown<TicketProcedure>> {
        let StepInput { mark, answer, reason, procedure } = input.0;
        let step = u32::try_from(step.0.0).map_err(|_| Problem::of(Code::NotFound))?;
        let change = match mark {
            StepMarkKind::Done => StepChange::Done { answer },
            StepMarkKind::Skipped => StepChange::Skipped { reason },
            StepMarkKind::Undone => StepChange::Undone,
        };
        let ticket = number.0.to();
        let procedure = procedure.map(ProcedureId);
        caller.submit(Command::MarkStep { ticket, procedure, step: rules::StepId(step), change }).await?;
        let (snapshot, viewer) = caller.afresh()?;
        let found = procedure::of_case(&snapshot, &viewer, ticket)?;
        Ok(Shown::new(TicketProcedure::of(&snapshot, &found)?))
    }
}

impl TicketProcedure {
    fn of(snapshot: &Snapshot, found: &CaseProcedures) -> Result<Self, Fault> {
        let names = Names::new(snapshot);
        let show = |run: &Run| ProcedureProgress::of(&names, run);
        Ok(Self {
            work: found.work.as_ref().map(show).transpose()?.flatten(),
            questions: found.questions.as_ref().map(show).transpose()?.flatten(),
            earlier: found.earlier.iter().filter_map(|run| show(run).transpose()).collect::<Result<_, _>>()?,
        })
    }
}

impl ProcedureProgress {
    fn of(names: &Names<'_, Snapshot>, run: &Run) -> Result<Option<Self>, Fault> {
        let Some(procedure) = run.procedure() else { return Ok(None) };
        let run = &run.run;
        let shown = ShownProcedure::of(procedure, |step| run.yes_or_no(step));
        let known = |mark: &&Mark| procedure.step(mark.step).is_some();
        let missing = procedure.missing(|step| run.yes_or_no(step), |step| run.mark(step).is_some());
        Ok(Some(Self {
            procedure: shown,
            model: run.model.0,
            begun_at: At(run.begun),
            marks: run.marks.iter().filter(known).map(|mark| StepMark::of(names, mark)).collect::<Result<_, _>>()?,
            missing: missing.into_iter().map(|step| step.0).collect(),
        }))
    }
}

impl StepMark {
    fn of(names: &Names<'_, Snapshot>, mark: &Mark) -> Result<Self, Fault> {
        let (kind, answer, reason) = match &mark.marked {
            Marked::Done { answer, .. } => (StepMarkKind::Done, answer_of(names, answer)?, None),
            Marked::Skipped { reason } => {
                (StepMarkKind::Skipped, None, reason.map(|reason| names.text(reason)).transpose()?)
            }
        };
        let by = Actor::of(names.actor(mark.by)?, true);
        Ok(Self { step: mark.step.0, mark: kind, answer, reason, by, at: At(mark.at) })
    }
}

/// An answer as it was typed; `None` where a step was only ticked.
pub(super) fn answer_of(
    names: &Names<'_, Snapshot>,
    answer: &rules::Answer<ContentId>,
) -> Result<Option<String>, Fault> {
    Ok(match answer {
        rules::Answer::Ticked => None,
        rules::Answer::Yes => Some("yes".to_owned()),
        rules::Answer::No => Some("no".to_owned()),
        rules::Answer::Text(words) => Some(names.text(*words)?),
        rules::Answer::Choice(option) => Some(option.clone()),
    })
}

impl Example for StepInput {
    fn example() -> Self {
        Self { mark: StepMarkKind::Done, answer: Some("yes".to_owned()), reason: None, procedure: Some(1) }
    }
}
