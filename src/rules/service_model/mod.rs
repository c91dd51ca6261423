//! What was agreed with the client: one versioned document that every case remembers.

pub mod calendar;
pub mod clock;
pub mod procedure;

mod agreement;
mod assignment;
mod category;
mod check;
mod commitment;
mod cover;
mod draft;
mod escalation;
mod notice;
mod offered;
mod preset;
mod priority;
mod ready;
mod scenario;
mod service;
mod starter;

pub use agreement::{Agreement, AgreementId, Conditions, GroupAgreement, Meets, Target};
pub use assignment::{AssignmentRule, AssignmentRuleId};
pub use calendar::{Calendar, CalendarId};
pub use category::{Category, CategoryDefaults, CategoryId};
pub use check::Known;
pub use commitment::{Commitment, CommitmentId, Comparison, Indicator, IndicatorSubject, IndicatorUnit, Period};
pub use draft::{Change, Changed, ModelDraft};
pub use escalation::{
    Escalation, EscalationId, EscalationStep, Happened, Lapse, PassTo, Past, Repeat, StepAlarm, Trigger, Watch,
};
pub use notice::{Digest, NoticeRule, NoticeRuleId, NoticeText, Placeholder, fill, unknown_placeholder};
pub use offered::Offered;
pub use preset::{Ground, Preset, PresetGroup};
pub use priority::Matrix;
pub use procedure::{Procedure, ProcedureId};
pub use ready::{Hours, ReadyModel};
pub use service::{Serves, ServiceTerms};

pub use scenario::{Expected, ExpectedDeadline, ExpectedEscalation, Scenario, ScenarioCase, ScenarioId, ScenarioStep};

use crate::desk::record::{Record, RecordKind};
use crate::words::{OpenCases, Reopening, Vocabulary};
use serde::{Deserialize, Serialize};

/// The number of a version of the service model; the first one is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ModelVersion(pub u64);

vocabulary! {
    /// What became of a version of the service model.
    VersionState {
        /// It decides on cases.
        InForce = "in_force",
        /// Another came after it; open cases may run by it still.
        Superseded = "superseded",
    }
}

/// The service model, in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceModel {
    /// Its version. A file that somebody writes need not say it.
    #[serde(default)]
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
    /// What a reopened case's clock for the solution does.
    #[serde(default = "resume")]
    pub reopening: Reopening,
    /// What putting a version in force means to the cases that are open.
    #[serde(default = "keep")]
    pub open_cases: OpenCases,
    /// The hours in which something counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
    /// What was agreed with the client; the first that a case meets counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// What the resolver groups promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_agreements: Vec<GroupAgreement>,
    /// Who gets a case that nobody takes while it comes in; the first that it meets counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignment_rules: Vec<AssignmentRule>,
    /// What happens when time runs out; the first that a case meets counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// Who hears of what, where it is not as the desk does by itself; the first of an audience that a case meets counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<NoticeRule>,
    /// When mails to whoever works at the desk are gathered; `None`: each leaves by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// How cases are worked on, and what is asked when they are registered; of each purpose the first that a case meets
    /// counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<Procedure>,
    /// When the desk serves, and in which languages.
    #[serde(default, skip_serializing_if = "ServiceTerms::is_silent")]
    pub service: ServiceTerms,
    /// What the indexes of a period should come to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    /// What it must make of cases that somebody thought of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
}

/// What models say that are older than the question.
const fn resume() -> Reopening {
    Reopening::Resume
}

/// What models say that are older than the question.
const fn keep() -> OpenCases {
    OpenCases::Keep
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

    /// The calendar with this id.
    pub fn calendar(&self, id: CalendarId) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.id == id)
    }

    /// This category and those above it, from below.
    fn upwards(&self, id: CategoryId) -> impl Iterator<Item = &Category> {
        let above = |category: &&Category| category.parent.and_then(|parent| self.category(parent));
        // A tree deeper than its list is long would be a circle.
        std::iter::successors(self.category(id), above).take(self.categories.len())
    }

    /// Whether this category, or one above it, is one of those.
    pub fn is_within(&self, id: CategoryId, one_of: impl Fn(CategoryId) -> bool) -> bool {
        self.upwards(id).any(|category| one_of(category.id))
    }

    /// The names from the root to this category, for `Correo › Sin conexión`.
    pub fn path(&self, id: CategoryId) -> Vec<&str> {
        let mut names: Vec<&str> = self.upwards(id).map(|category| category.name.as_str()).collect();
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
