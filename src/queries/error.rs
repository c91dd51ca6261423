//! Why a question was not answered.

use crate::desk::Fault;

/// Why a question was not answered. Only the edges know status codes.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// It does not exist, or the viewer may not know of it: both look the same.
    #[error("not found")]
    NotFound,
    /// The viewer may not ask this.
    #[error("not allowed")]
    Forbidden,
    /// The cursor is none of this question's.
    #[error("this cursor belongs to another question")]
    Cursor,
    /// No list offers this combination of filters and order.
    #[error("{possible}")]
    Combination {
        /// What is possible, in a sentence.
        possible: &'static str,
    },
    /// What to look for is too short.
    #[error("at least {min} letters or digits are needed")]
    TooShort {
        /// How many letters or digits it must have.
        min: usize,
    },
    /// What to look for is longer than anything that could be found.
    #[error("at most {max} characters can be looked for")]
    TooLong {
        /// How many characters it may have.
        max: usize,
    },
    /// The storage failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}
