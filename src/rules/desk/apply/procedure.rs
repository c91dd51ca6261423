//! Folds what happened to a case's procedure: its run, and the figures of its steps.

use super::super::event::{Entry, Event};
use super::super::facts::{Fault, Tables};
use super::super::id::TicketNumber;
use super::super::{Mark, Marked, ProcedureRun, StepFigures, Ticket};
use crate::service_model::procedure::StepId;
use crate::service_model::{ModelVersion, ProcedureId};

/// A new case may have a procedure from the start.
pub(super) fn begin<T: Tables>(tables: &mut T, ticket: &Ticket, entry: &Entry) -> Result<(), Fault> {
    match ticket.procedure {
        Some(id) => tables.put(&ProcedureRun::begin(ticket.number, id, ticket.model, entry.at)),
        None => Ok(()),
    }
}

pub(super) fn fold<T: Tables>(tables: &mut T, entry: &Entry) -> Result<(), Fault> {
    let mark = |step: &StepId, marked| Mark { step: *step, marked, by: entry.actor, at: entry.at };
    match &entry.event {
        Event::ProcedureChanged { ticket, model, procedure: Some(procedure) } => {
            let run = run(tables, entry, *ticket, *procedure, *model)?;
            tables.put(&ProcedureRun { model: *model, ..run })
        }
        Event::StepDone { ticket, model, procedure, step, answer, seconds } => {
            let run = run(tables, entry, *ticket, *procedure, *model)?;
            let done = Marked::Done { answer: answer.clone(), seconds: *seconds };
            put_mark(tables, run, *step, Some(mark(step, done)))
        }
        Event::StepSkipped { ticket, model, procedure, step, reason } => {
            let run = run(tables, entry, *ticket, *procedure, *model)?;
            put_mark(tables, run, *step, Some(mark(step, Marked::Skipped { reason: *reason })))
        }
        Event::StepUndone { ticket, model, procedure, step } => {
            let run = run(tables, entry, *ticket, *procedure, *model)?;
            put_mark(tables, run, *step, None)
        }
        _ => Ok(()),
    }
}

/// The run of a procedure in a case. Guided questions begin with their first answer.
fn run<T: Tables>(
    tables: &T,
    entry: &Entry,
    ticket: TicketNumber,
    procedure: ProcedureId,
    model: ModelVersion,
) -> Result<ProcedureRun, Fault> {
    let run = tables.get::<ProcedureRun>((ticket.0, procedure.0))?;
    Ok(run.unwrap_or_else(|| ProcedureRun::begin(ticket, procedure, model, entry.at)))
}

/// Puts what was said of a step, or takes it back, and counts it.
fn put_mark<T: Tables>(tables: &mut T, mut run: ProcedureRun, step: StepId, mark: Option<Mark>) -> Result<(), Fault> {
    let known = tables.get::<StepFigures>((run.procedure.0.into(), step.0))?;
    let mut figures = known.unwrap_or(StepFigures::none(run.procedure, step));
    figures.undone += u64::from(mark.is_none());
    match run.mark(step).map(|before| &before.marked) {
        Some(Marked::Done { seconds, .. }) => {
            figures.done -= 1;
            figures.seconds -= seconds;
        }
        Some(Marked::Skipped { .. }) => figures.skipped -= 1,
        None => {}
    }
    match mark.as_ref().map(|mark| &mark.marked) {
        Some(Marked::Done { seconds, .. }) => {
            figures.done += 1;
            figures.seconds += seconds;
        }
        Some(Marked::Skipped { .. }) => figures.skipped += 1,
        None => {}
    }
    run.marks.retain(|before| before.step != step);
    run.marks.extend(mark);
    tables.put(&run)?;
    tables.put(&figures)
}
