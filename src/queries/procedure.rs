//! The procedures of a case, and how their steps fare in all cases.

use super::{Unanswered, ticket};
use crate::desk::id::TicketNumber;
use crate::desk::{Facts, ProcedureRun, StepFigures, Viewer};
use crate::service_model::procedure::{Procedure, Purpose};
use crate::service_model::{ProcedureId, ReadyModel};
use crate::store::Snapshot;
use std::sync::Arc;

/// A procedure as a case goes through it.
pub struct Run {
    /// What was done.
    pub run: ProcedureRun,
    model: Arc<ReadyModel>,
    at: usize,
}

impl Run {
    /// The procedure, in the version that the case has.
    pub fn procedure(&self) -> Option<&Procedure> {
        self.model.procedures.get(self.at)
    }
}

/// What a case has of procedures.
#[derive(Default)]
pub struct CaseProcedures {
    /// What it is worked on by.
    pub work: Option<Run>,
    /// What was asked when it was registered.
    pub questions: Option<Run>,
    /// What was done of procedures that no longer count.
    pub earlier: Vec<Run>,
}

/// The procedures of a case.
///
/// # Errors
/// [`Unanswered::NotFound`], [`Unanswered::Forbidden`] for who is not on the desk's side, or a fault of the storage.
pub fn of_case(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<CaseProcedures, Unanswered> {
    let case = ticket::of_the_desk(snapshot, viewer, number)?;
    let mut found = CaseProcedures::default();
    for run in snapshot.records_of::<ProcedureRun>(number.0)? {
        let Some(model) = snapshot.model_at(run.model)? else { continue };
        let of_run = |procedure: &Procedure| procedure.id == run.procedure;
        let Some(at) = model.procedures.iter().position(of_run) else { continue };
        let purpose = model.procedures.get(at).map(|procedure| procedure.purpose);
        let run = Run { run, model, at };
        match purpose {
            Some(Purpose::Questions) => found.questions = Some(run),
            _ if case.procedure == Some(run.run.procedure) => found.work = Some(run),
            _ if run.run.marks.is_empty() => {}
            _ => found.earlier.push(run),
        }
    }
    Ok(found)
}

/// How often and how long each step of a procedure is done, in the order of the steps.
///
/// # Errors
/// [`Unanswered::NotFound`] when the model in force has no such procedure, or a fault of the storage.
pub fn figures(snapshot: &Snapshot, id: ProcedureId) -> Result<(Procedure, Vec<StepFigures>), Unanswered> {
    let procedure = snapshot.model()?.procedure(id).cloned().ok_or(Unanswered::NotFound)?;
    let counted = snapshot.records_of::<StepFigures>(id.0.into())?;
    let of_step = |step| counted.iter().find(|row| row.step == step).copied();
    let figures = procedure.steps.iter().map(|step| of_step(step.id).unwrap_or(StepFigures::none(id, step.id)));
    let figures = figures.collect();
    Ok((procedure, figures))
}
