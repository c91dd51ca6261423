//! The matrix of impact and urgency.

use crate::words::{Impact, Priority, Urgency, Vocabulary};
use serde::{Deserialize, Serialize};

/// Which priority follows from impact and urgency: a row per impact, a column per urgency, both in the order of
/// their vocabularies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Matrix(pub [[Priority; 3]; 4]);

impl Matrix {
    /// The priority of this impact and urgency.
    pub fn priority(&self, impact: Impact, urgency: Urgency) -> Priority {
        self.0[place(impact)][place(urgency)]
    }
}

impl Default for Matrix {
    /// A matrix to begin with: what touches more people, or stops work, goes first.
    fn default() -> Self {
        use Priority::{Critical, High, Low, Medium};
        Self([[Low, Medium, High], [Low, Medium, High], [Medium, High, Critical], [Medium, High, Critical]])
    }
}

/// The position of a word in its vocabulary.
fn place<V: Vocabulary>(word: V) -> usize {
    V::ALL.iter().position(|other| *other == word).unwrap_or_default()
}
