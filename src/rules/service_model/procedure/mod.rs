//! Procedures: the steps by which some cases are worked on, and the questions that are asked when one is registered.
//!
//! - A case has the first procedure of its purpose whose conditions it meets.
//! - Steps stand in the order in which they are done. A question with yes and no may lead to a later step, or to the end,
//!   and never back: so every way through a procedure ends.
//! - Ids of procedures and of their steps are never used again: what was ticked, and what was counted, is kept under them.

mod answer;
mod check;
mod path;

#[cfg(test)]
mod tests;

pub use answer::{Answer, AnswerKind, Branch};
pub use path::Standing;

use super::ServiceModel;
use super::category::CategoryId;
use crate::desk::id::GroupId;
use crate::words::{Kind, Level, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest title of a step, in characters.
const TITLE_MAX: usize = 120;

/// A procedure, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProcedureId(pub u32);

/// A step, within its procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub u32);

vocabulary! {
    /// What a procedure is for.
    Purpose {
        /// Working on cases: they are solved by it.
        Work = "work",
        /// Registering cases: what is asked then.
        Questions = "questions",
    }
}

/// How some cases are worked on, or what is asked when they are registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Its id.
    pub id: ProcedureId,
    /// What people read.
    pub name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Scope::is_any")]
    pub scope: Scope,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

/// Which cases a procedure is for. What is empty says nothing; all that is said must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Of one of these kinds.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// Of one of these categories, or below one.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub categories: BTreeSet<CategoryId>,
    /// With one of these groups.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<GroupId>,
    /// At one of these levels.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub levels: BTreeSet<Level>,
}

/// A step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// What is to be done or asked, in Markdown.
    pub text: String,
    /// Whether a case is solved without it only for a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// How it is answered.
    #[serde(default, skip_serializing_if = "AnswerKind::is_tick")]
    pub answer: AnswerKind,
    /// Where more is documented: an address of the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// What of a case decides which procedure counts for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Question, request or incident.
    pub kind: Kind,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The group that has it.
    pub group: Option<GroupId>,
    /// The level that it is at.
    pub level: Level,
}

impl Scope {
    /// Whether it is every case.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a case is one of those.
    pub fn holds(&self, model: &ServiceModel, case: &Place) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&case.kind))
            && (self.levels.is_empty() || self.levels.contains(&case.level))
            && (self.groups.is_empty() || case.group.is_some_and(|group| self.groups.contains(&group)))
            && (self.categories.is_empty()
                || case.category.is_some_and(|id| model.is_within(id, |above| self.categories.contains(&above))))
    }
}

impl Procedure {
    /// The step with this id.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

impl Step {
    /// What it is about, in a line: the first of its text, without marks of Markdown at its ends.
    pub fn title(&self) -> String {
        let line = self.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let begun = line.trim_start_matches(['#', '*', '_', '-', '>', ' ']);
        begun.trim_end_matches(['#', '*', '_', ' ']).chars().take(TITLE_MAX).collect()
    }
}

impl ServiceModel {
    /// The procedure with this id.
    pub fn procedure(&self, id: ProcedureId) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.id == id)
    }

    /// The procedure of this purpose that counts for a case.
    pub fn procedure_for(&self, purpose: Purpose, case: &Place) -> Option<&Procedure> {
        let of_purpose = self.procedures.iter().filter(|procedure| procedure.purpose == purpose);
        of_purpose.into_iter().find(|procedure| procedure.scope.holds(self, case))
    }
}
