//! What was agreed with the client: one versioned document that every case remembers.

pub mod calendar;

mod category;
mod priority;
mod starter;

pub use category::{Category, CategoryDefaults, CategoryId};
pub use priority::Matrix;

use crate::desk::record::{Record, RecordKind};
use serde::{Deserialize, Serialize};

/// The number of a version of the service model; the first one is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ModelVersion(pub u64);

/// The service model, in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceModel {
    /// Its version.
    pub version: ModelVersion,
    /// The category tree, parents before children, in the order in which people see it.
    pub categories: Vec<Category>,
    /// Which priority follows from impact and urgency.
    pub matrix: Matrix,
    /// How a case may have been solved.
    pub solution_codes: Vec<SolutionCode>,
    /// The days after which a solved case closes.
    pub close_after_days: u16,
    /// The days in which a solved case may be reopened; never fewer than `close_after_days`.
    pub reopen_within_days: u16,
}

/// A way in which a case was solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SolutionCode {
    /// What rows and the API call it, such as `fixed`.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Whether it is still offered.
    pub active: bool,
}

impl ServiceModel {
    /// The category with this id.
    pub fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The names from the root to this category, for `Correo › Sin conexión`.
    pub fn path(&self, id: CategoryId) -> Vec<&str> {
        let mut names = Vec::new();
        let mut next = self.category(id);
        // A tree deeper than its list is long would be a circle.
        while let Some(category) = next.filter(|_| names.len() <= self.categories.len()) {
            names.push(category.name.as_str());
            next = category.parent.and_then(|parent| self.category(parent));
        }
        names.reverse();
        names
    }
}

impl Record for ServiceModel {
    const KIND: RecordKind = RecordKind::ServiceModel;
    type Key = u64;
    fn key(&self) -> u64 {
        self.version.0
    }
}
