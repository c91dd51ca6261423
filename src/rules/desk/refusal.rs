//! Why a command was not accepted. Typed: only the edges know status codes and languages.

use super::actions::{Action, WhyNot};
use crate::service_model::procedure::StepId;

/// A refusal. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or the actor may not know of it: both look the same.
    #[error("not found")]
    NotFound,
    /// The actor may know of it, but not do this.
    #[error("not allowed")]
    Forbidden,
    /// Some fields cannot be taken as they are.
    #[error("invalid fields: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The case is not in a state, or not in the hands, for this.
    #[error("{action:?} is not possible: {why:?}")]
    Transition {
        /// What was asked.
        action: Action,
        /// Why it cannot be.
        why: WhyNot,
    },
    /// Required steps of the case's procedure are neither done nor left out for a reason.
    #[error("required steps are open: {0:?}")]
    StepsOpen(Vec<OpenStep>),
    /// Somebody else changed it first.
    #[error("changed meanwhile; it is at version {current}")]
    Stale {
        /// The version now.
        current: u64,
    },
    /// The same idempotency key came with another body.
    #[error("this idempotency key was used for something else")]
    KeyReused,
    /// The desk has an administrator already.
    #[error("already set up")]
    AlreadySetUp,
}

/// A required step that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// Its id, within the procedure.
    pub id: StepId,
    /// What it is about, in a line.
    pub title: String,
}

/// A field that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Its path in the request, such as `requester.email`.
    pub field: String,
    /// What is wrong.
    pub problem: FieldProblem,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It is needed, and missing or empty.
    Required,
    /// It has more than `max` characters, or entries.
    TooLong {
        /// How many it may have.
        max: usize,
    },
    /// It has fewer than `min` characters.
    TooShort {
        /// How many it must have.
        min: usize,
    },
    /// It is not an e-mail address.
    NotAnEmail,
    /// It is not a telephone number.
    NotAPhone,
    /// It holds no certificate in PEM, or something else too.
    NotACertificate,
    /// It is none of the words or names that may stand here.
    Unknown,
    /// Somebody or something else has it.
    Taken,
    /// It lies in the past.
    Past,
    /// It would make a circle.
    Circle,
    /// It may not be changed, or not to this.
    NotAllowed,
    /// It names more than one.
    Ambiguous,
    /// It is not of the expected form.
    Malformed,
    /// It has no time at all in which it is open.
    NeverOpen,
    /// It has time in common with another.
    Overlaps,
    /// It never comes.
    NeverDue,
    /// It comes more often than once a day.
    TooOften,
    /// It lies outside of what can be reckoned with.
    OutOfRange,
    /// It changes nothing.
    NoEffect,
    /// No way leads to it.
    Unreachable,
    /// It can never be the one that counts: an earlier one always is.
    NeverMatches,
    /// It names something between braces that is no placeholder.
    UnknownPlaceholder,
    /// It counts business time, and there is no calendar to count it by.
    CalendarNeeded,
    /// There is nobody who could do it.
    Nobody,
    /// It keeps quiet what an escalation is to tell.
    Silences,
    /// The model makes something else of it than is expected.
    NotMet,
}

impl Refusal {
    /// A refusal for one field.
    pub fn field(field: impl Into<String>, problem: FieldProblem) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), problem }])
    }
}
