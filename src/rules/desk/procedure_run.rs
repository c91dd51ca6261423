//! What was done of a procedure in a case, and how often and how long each step is done.

use super::ActorRef;
use super::id::{ContentId, TicketNumber};
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::service_model::procedure::{Answer, StepId};
use crate::service_model::{ModelVersion, ProcedureId};
use serde::{Deserialize, Serialize};

/// A procedure as it is gone through in a case. A case has one for each procedure that ever counted for it: when it comes
/// back to one, it goes on where it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRun {
    /// The case.
    pub ticket: TicketNumber,
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version of the model whose steps these are: the one by which the procedure last began to count.
    pub model: ModelVersion,
    /// When it first did.
    pub begun: Moment,
    /// What was said of steps, in the order in which it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// What was said of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The step.
    pub step: StepId,
    /// What.
    pub marked: Marked,
    /// Who said it.
    pub by: ActorRef,
    /// When.
    pub at: Moment,
}

/// That a step was done, or left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marked {
    /// It was done.
    Done {
        /// What was answered.
        answer: Answer<ContentId>,
        /// The seconds since the step before, or since the procedure began.
        seconds: u64,
    },
    /// It was left out.
    Skipped {
        /// Why.
        reason: Option<ContentId>,
    },
}

/// How often and how long a step is done, in all cases, whatever version of the model they go by. What was taken back
/// counts as taken back, and no longer as done or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFigures {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The step.
    pub step: StepId,
    /// In how many cases it was done.
    pub done: u64,
    /// In how many cases it was left out.
    pub skipped: u64,
    /// How often it was taken back.
    pub undone: u64,
    /// How long it took where it was done, from the step before, in seconds.
    pub seconds: u64,
}

impl ProcedureRun {
    /// A procedure that begins now.
    pub fn begin(ticket: TicketNumber, procedure: ProcedureId, model: ModelVersion, now: Moment) -> Self {
        Self { ticket, procedure, model, begun: now, marks: Vec::new() }
    }

    /// What was said of a step.
    pub fn mark(&self, step: StepId) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.step == step)
    }

    /// What was answered to a question with yes and no.
    pub fn yes_or_no(&self, step: StepId) -> Option<bool> {
        match &self.mark(step)?.marked {
            Marked::Done { answer, .. } => answer.yes_or_no(),
            Marked::Skipped { .. } => None,
        }
    }

    /// The seconds that have passed since the last step, or since it began.
    pub fn seconds_until(&self, now: Moment) -> u64 {
        let last = self.marks.iter().map(|mark| mark.at).max().unwrap_or(self.begun);
        u64::try_from(now.since(last).num_seconds()).unwrap_or(0)
    }
}

impl StepFigures {
    /// Of a step that nothing was said of yet.
    pub const fn none(procedure: ProcedureId, step: StepId) -> Self {
        Self { procedure, step, done: 0, skipped: 0, undone: 0, seconds: 0 }
    }

    /// How long it takes on average where it is done, in seconds.
    pub const fn mean_seconds(&self) -> Option<u64> {
        self.seconds.checked_div(self.done)
    }
}

impl Record for ProcedureRun {
    const KIND: RecordKind = RecordKind::ProcedureRun;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.ticket.0, self.procedure.0)
    }
}

impl Record for StepFigures {
    const KIND: RecordKind = RecordKind::StepFigures;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.procedure.0.into(), self.step.0)
    }
}
