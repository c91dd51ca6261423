//! Procedures as people go through them: in a case, before one is registered, and in the editor's preview.

use super::word::Word;
use crate::desk::QuestionAnswer;
use crate::queries::markdown::to_html;
use crate::service_model::procedure::{self as rules, Purpose, Standing, StepId};
use poem_openapi::{Enum, Object};

/// How a step is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(super) enum StepAnswerKind {
    /// It is done, no more.
    Tick,
    /// By yes or no, after which it may go on elsewhere.
    YesNo,
    /// By words.
    Text,
    /// By one of some options.
    Choice,
}

/// A procedure as it is gone through.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct ShownProcedure {
    /// Its id.
    pub(super) id: u32,
    /// What people read.
    pub(super) name: String,
    /// What it is for.
    purpose: Word<Purpose>,
    /// Its steps, in order.
    pub(super) steps: Vec<ShownStep>,
}

/// A step as it is gone through.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct ShownStep {
    /// Its id, within the procedure.
    pub(super) id: u32,
    /// What it is about, in a line.
    title: String,
    /// What is to be done or asked, as clean HTML.
    html: String,
    /// Whether a case is solved without it only for a reason.
    required: bool,
    /// How it is answered.
    answer: StepAnswerKind,
    /// Choice: what there is to choose among.
    options: Option<Vec<String>>,
    /// Where more is documented.
    link: Option<String>,
    /// How it stands to the way through the procedure, by the answers so far.
    standing: Word<Standing>,
}

/// What is answered to a step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct AnswerInput {
    /// The id of the step.
    pub(super) step: u32,
    /// The answer: `yes` or `no`, one of the options, or words; null or left out where it is only ticked.
    pub(super) answer: Option<String>,
}

impl AnswerInput {
    /// As the desk takes it.
    pub(super) fn read(self) -> QuestionAnswer {
        QuestionAnswer { step: StepId(self.step), answer: self.answer }
    }
}

impl ShownProcedure {
    /// The procedure, when this was answered.
    pub(super) fn of(procedure: &rules::Procedure, answered: impl Fn(StepId) -> Option<bool>) -> Self {
        let path = procedure.path(answered);
        Self {
            id: procedure.id.0,
            name: procedure.name.clone(),
            purpose: Word(procedure.purpose),
            steps: procedure.steps.iter().zip(path).map(|(step, standing)| ShownStep::of(step, standing)).collect(),
        }
    }

    /// The same, by answers as they were typed.
    pub(super) fn answered(procedure: &rules::Procedure, answers: &[AnswerInput]) -> Self {
        Self::of(procedure, |id| {
            let typed = answers.iter().find(|typed| typed.step == id.0)?.answer.as_deref();
            procedure.step(id)?.read(typed).ok()?.yes_or_no()
        })
    }
}

impl ShownStep {
    fn of(step: &rules::Step, standing: Standing) -> Self {
        let (answer, options) = match &step.answer {
            rules::AnswerKind::Tick => (StepAnswerKind::Tick, None),
            rules::AnswerKind::YesNo { .. } => (StepAnswerKind::YesNo, None),
            rules::AnswerKind::Text => (StepAnswerKind::Text, None),
            rules::AnswerKind::Choice { options } => (StepAnswerKind::Choice, Some(options.clone())),
        };
        Self {
            id: step.id.0,
            title: step.title(),
            html: to_html(&step.text),
            required: step.required,
            answer,
            options,
            link: step.link.clone(),
            standing: Word(standing),
        }
    }
}
