//! How a step is answered, and what an answer says.

use super::{Step, StepId};
use crate::desk::FieldProblem;
use crate::desk::text::{TEXT_MAX, clean_text};
use serde::{Deserialize, Serialize};

/// How a step is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// It is done, no more.
    #[default]
    Tick,
    /// By yes or no, after which it may go on elsewhere.
    YesNo {
        /// Where a yes leads.
        #[serde(default, skip_serializing_if = "Branch::is_next")]
        yes: Branch,
        /// Where a no leads.
        #[serde(default, skip_serializing_if = "Branch::is_next")]
        no: Branch,
    },
    /// By words.
    Text,
    /// By one of these.
    Choice {
        /// What people choose among.
        options: Vec<String>,
    },
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Branch {
    /// To the step that comes next.
    #[default]
    Next,
    /// To this step, which comes later.
    Step(StepId),
    /// To the end of the procedure.
    End,
}

/// What was answered; `T` holds free words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    /// It was done.
    Ticked,
    /// Yes.
    Yes,
    /// No.
    No,
    /// These words.
    Text(T),
    /// This one of the options.
    Choice(String),
}

impl AnswerKind {
    /// Whether it is only ticked.
    pub fn is_tick(&self) -> bool {
        *self == Self::Tick
    }
}

impl Branch {
    /// Whether nothing else is meant than the order in which steps stand.
    pub fn is_next(&self) -> bool {
        *self == Self::Next
    }
}

impl Step {
    /// What somebody typed, as an answer to it: `yes`, `no`, one of the options, words, or nothing where it is only
    /// ticked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, typed: Option<&str>) -> Result<Answer<String>, FieldProblem> {
        let typed = typed.map(clean_text).filter(|typed| !typed.is_empty());
        match (&self.answer, typed) {
            (AnswerKind::Tick, None) => Ok(Answer::Ticked),
            (AnswerKind::Tick, Some(_)) => Err(FieldProblem::NotAllowed),
            (_, None) => Err(FieldProblem::Required),
            (AnswerKind::YesNo { .. }, Some(typed)) => match typed.as_str() {
                "yes" => Ok(Answer::Yes),
                "no" => Ok(Answer::No),
                _ => Err(FieldProblem::Unknown),
            },
            (AnswerKind::Text, Some(typed)) if typed.chars().count() > TEXT_MAX => {
                Err(FieldProblem::TooLong { max: TEXT_MAX })
            }
            (AnswerKind::Text, Some(typed)) => Ok(Answer::Text(typed)),
            (AnswerKind::Choice { options }, Some(typed)) if options.contains(&typed) => Ok(Answer::Choice(typed)),
            (AnswerKind::Choice { .. }, Some(_)) => Err(FieldProblem::Unknown),
        }
    }
}

impl<T> Answer<T> {
    /// The same with free words kept elsewhere.
    pub fn map<U>(self, keep: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Ticked => Answer::Ticked,
            Self::Yes => Answer::Yes,
            Self::No => Answer::No,
            Self::Text(words) => Answer::Text(keep(words)),
            Self::Choice(option) => Answer::Choice(option),
        }
    }

    /// What it says to a question with yes and no.
    pub fn yes_or_no(&self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Ticked | Self::Text(_) | Self::Choice(_) => None,
        }
    }
}
