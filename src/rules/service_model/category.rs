//! The category tree and what a category fills in.

use crate::desk::id::GroupId;
use crate::words::{Impact, Kind, Urgency};
use serde::{Deserialize, Serialize};

/// A category, within the model; ids are never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategoryId(pub u64);

/// A node of the category tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The category above it.
    pub parent: Option<CategoryId>,
    /// What people read.
    pub name: String,
    /// Whether cases may still be given it.
    pub active: bool,
    /// What those who ask read of it on their own page, in their words; `None`: they are not offered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_as: Option<String>,
    /// What it fills in.
    pub defaults: CategoryDefaults,
}

/// What choosing a category fills in, unless the agent says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryDefaults {
    /// Question, request or incident.
    pub kind: Kind,
    /// How much is touched.
    pub impact: Impact,
    /// How soon it hurts.
    pub urgency: Urgency,
    /// The group that takes it when first level passes it on.
    pub group: Option<GroupId>,
    /// Whether the contract counts it among what first level should solve on line.
    pub counts_for_on_line: bool,
}
