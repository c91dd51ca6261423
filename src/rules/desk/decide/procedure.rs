//! The procedure of a case: which one counts, what is said of its steps, and what is missing when the case is solved.

use super::super::actions::Action;
use super::super::command::{QuestionAnswer, StepChange};
use super::super::event::{Content, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, TicketNumber};
use super::super::refusal::{FieldProblem, OpenStep, Refusal};
use super::super::{Marked, ProcedureRun, Ticket};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop, progress, talk};
use crate::service_model::procedure::{Answer, Purpose, Standing, Step, StepId};
use crate::service_model::{Procedure, ProcedureId, ReadyModel, ServiceModel};
use std::sync::Arc;

/// The procedure that a case is worked on by.
pub(super) fn fitting(model: &ServiceModel, ticket: &Ticket) -> Option<ProcedureId> {
    model.procedure_for(Purpose::Work, &ticket.place()).map(|procedure| procedure.id)
}

/// The case was classified anew, or changed hands: another procedure may count for it now. While the same one does, the
/// case keeps the version of it that it has; what was ticked stays with the procedure that it was ticked in.
pub(super) fn follow<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) {
    let model = Arc::clone(draft.model_of_case());
    let procedure = fitting(&model, ticket);
    if procedure != ticket.procedure {
        let event = Event::ProcedureChanged { ticket: ticket.number, model: model.version, procedure };
        draft.event_on(ticket, event);
    }
}

/// A run with the version of the model that its steps are of.
struct Running {
    run: ProcedureRun,
    model: Arc<ReadyModel>,
}

impl Running {
    /// What the case is worked on by, if anything.
    fn of<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket) -> Result<Option<Self>, Fault> {
        let Some(id) = ticket.procedure else { return Ok(None) };
        let stored = draft.facts.get::<ProcedureRun>((ticket.number.0, id.0))?;
        // A case that is registered and solved in one breath has none yet.
        let version = draft.model_of_case().version;
        let run = stored.unwrap_or_else(|| ProcedureRun::begin(ticket.number, id, version, draft.now));
        let model = draft.facts.model_at(run.model)?;
        Ok(model.map(|model| Self { run, model }))
    }

    fn procedure(&self) -> Option<&Procedure> {
        self.model.procedure(self.run.procedure)
    }
}

/// Something is said of a step of the procedure that counts.
pub(super) fn mark<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    seen: Option<ProcedureId>,
    id: StepId,
    change: &StepChange,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::MarkStep)?;
    let running = Running::of(draft, &ticket)?.ok_or(Refusal::NotFound)?;
    let procedure = running.procedure().ok_or(Refusal::NotFound)?;
    if seen.is_some_and(|seen| seen != procedure.id) {
        return Err(Refusal::field("procedure", FieldProblem::NotAllowed).into());
    }
    let step = procedure.step(id).ok_or(Refusal::NotFound)?;
    let run = &running.run;
    let event = match change {
        StepChange::Done { answer } => {
            let answer = step.read(answer.as_deref()).map_err(|problem| Refusal::field("answer", problem))?;
            on_the_way(procedure, run, id)?;
            if is_answered(draft, run, id, &answer) {
                return Ok(Outcome::Ticket(number));
            }
            let answer = answer.map(|words| draft.keep_text(words));
            done(run, id, answer, draft)
        }
        StepChange::Skipped { reason } => {
            let mut check = Check::default();
            let reason = check.optional_text("reason", reason.as_deref());
            check.that(reason.is_some() || !step.required, "reason", FieldProblem::Required);
            check.done()?;
            on_the_way(procedure, run, id)?;
            let reason = reason.map(|words| draft.keep_text(words));
            skipped(run, id, reason)
        }
        StepChange::Undone if run.mark(id).is_none() => return Ok(Outcome::Ticket(number)),
        StepChange::Undone => {
            Event::StepUndone { ticket: number, model: run.model, procedure: run.procedure, step: id }
        }
    };
    talk::start(draft, &mut ticket);
    draft.event_on(&mut ticket, event);
    Ok(Outcome::Ticket(number))
}

/// Refuses what no way comes to any more, by the answers so far.
fn on_the_way(procedure: &Procedure, run: &ProcedureRun, id: StepId) -> Result<(), Refusal> {
    let path = procedure.path(|step| run.yes_or_no(step));
    let off = procedure.steps.iter().zip(path).any(|(step, standing)| step.id == id && standing == Standing::Off);
    if off { Err(Refusal::field("step", FieldProblem::NotAllowed)) } else { Ok(()) }
}

/// Whether just this was answered already.
fn is_answered<F: Facts>(draft: &Draft<'_, F>, run: &ProcedureRun, id: StepId, answer: &Answer<String>) -> bool {
    match (run.mark(id).map(|mark| &mark.marked), answer) {
        (Some(Marked::Done { answer: Answer::Text(content), .. }), Answer::Text(words)) => {
            progress::is_content(draft, *content, words)
        }
        (Some(Marked::Done { answer: before, .. }), Answer::Ticked | Answer::Yes | Answer::No | Answer::Choice(_)) => {
            before.clone().map(|_| String::new()) == *answer
        }
        _ => false,
    }
}

/// A step is done. Who corrects an answer takes no time of their own.
fn done<F: Facts>(run: &ProcedureRun, step: StepId, answer: Answer<ContentId>, draft: &Draft<'_, F>) -> Event {
    let seconds = match run.mark(step).map(|mark| &mark.marked) {
        Some(Marked::Done { seconds, .. }) => *seconds,
        Some(Marked::Skipped { .. }) | None => run.seconds_until(draft.now),
    };
    Event::StepDone { ticket: run.ticket, model: run.model, procedure: run.procedure, step, answer, seconds }
}

fn skipped(run: &ProcedureRun, step: StepId, reason: Option<ContentId>) -> Event {
    Event::StepSkipped { ticket: run.ticket, model: run.model, procedure: run.procedure, step, reason }
}

/// The case is about to be solved: its required steps are done, or left out for this reason.
pub(super) fn settle<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    reason: Option<String>,
) -> Result<(), Stop> {
    let Some(running) = Running::of(draft, ticket)? else { return Ok(()) };
    let Some(procedure) = running.procedure() else { return Ok(()) };
    let run = &running.run;
    let missing = procedure.missing(|step| run.yes_or_no(step), |step| run.mark(step).is_some());
    if missing.is_empty() {
        return Ok(());
    }
    let Some(reason) = reason else {
        let named = missing.iter().filter_map(|id| procedure.step(*id));
        let open = named.map(|step| OpenStep { id: step.id, title: step.title() });
        return Err(Refusal::StepsOpen(open.collect()).into());
    };
    let reason = draft.keep_text(reason);
    for step in missing {
        draft.event_on(ticket, skipped(run, step, Some(reason)));
    }
    Ok(())
}

/// What was answered to the guided questions while the case was registered. They are asked, never demanded.
pub(super) fn answer<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    answers: &[QuestionAnswer],
) -> Result<(), Stop> {
    if answers.is_empty() {
        return Ok(());
    }
    let model = Arc::clone(&draft.model);
    let questions = model.procedure_for(Purpose::Questions, &ticket.place());
    let mut check = Check::default();
    let mut read = Vec::new();
    for (n, said) in answers.iter().enumerate() {
        let step = questions.and_then(|procedure| procedure.step(said.step));
        let once = answers.iter().take(n).all(|other| other.step != said.step);
        check.that(step.is_some() && once, format!("answers.{n}.step"), FieldProblem::Unknown);
        match step.map(|step: &Step| step.read(said.answer.as_deref())) {
            Some(Ok(answer)) => read.push((said.step, answer)),
            Some(Err(problem)) => check.wrong(format!("answers.{n}.answer"), problem),
            None => {}
        }
    }
    check.done()?;
    let Some(procedure) = questions else { return Ok(()) };
    let run = ProcedureRun::begin(ticket.number, procedure.id, model.version, draft.now);
    for (step, answer) in read {
        // Whoever writes it down, the words are those of who asks.
        let answer = answer.map(|words| draft.keep(Owner::Person(ticket.requester), Content::Text(words)));
        let event = done(&run, step, answer, draft);
        draft.event_on(ticket, event);
    }
    Ok(())
}
