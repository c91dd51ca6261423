//! What the table of a preset says. Its calendars are named by their place in the table, its groups by their keys.

use super::super::commitment::{Comparison, Indicator, Period};
use super::super::procedure::AnswerKind;
use super::super::starter::{Branch, Names, word};
use crate::desk::{NoticeKind, NoticeWay};
use crate::words::{Audience, Channel, ClockKind, Counting, Impact, Kind, Language, Level, Pick, Priority, Urgency};

/// What is usual for a kind of desk.
pub(super) struct Plan {
    pub groups: &'static [PresetGroup],
    /// The first is that of the service hours.
    pub calendars: &'static [CalendarPlan],
    pub categories: &'static [&'static [Branch]],
    /// The groups that take what is below a category, which is named in Spanish.
    pub takes: &'static [(&'static str, &'static str)],
    pub agreements: &'static [AgreementPlan],
    pub promises: &'static [PromisePlan],
    pub rules: &'static [RulePlan],
    pub escalations: &'static [EscalationPlan],
    pub notices: &'static [NoticePlan],
    pub procedures: &'static [ProcedurePlan],
    pub commitments: &'static [CommitmentPlan],
    pub scenarios: &'static [ScenarioPlan],
}

/// A group that a preset gives work to.
#[derive(Clone, Copy, Debug)]
pub struct PresetGroup {
    /// What the preset calls it.
    pub key: &'static str,
    pub(super) names: Names,
    /// Its level.
    pub level: Level,
}

impl PresetGroup {
    /// What people would call it.
    pub fn name(&self, language: Language) -> &'static str {
        word(self.names, language)
    }
}

pub(super) struct CalendarPlan {
    pub names: Names,
    pub week: WeekPlan,
}

pub(super) enum WeekPlan {
    /// Every hour of every day, holidays too.
    Always,
    /// These hours from Monday to Friday, and on Saturday; none on holidays.
    Days { working_day: &'static [&'static str], saturday: &'static [&'static str] },
}

/// Which cases. What is empty says nothing.
pub(super) struct Cases {
    pub kinds: &'static [Kind],
    pub priorities: &'static [Priority],
    pub channels: &'static [Channel],
    pub vip: Option<bool>,
}

pub(super) const ALL: Cases = Cases { kinds: &[], priorities: &[], channels: &[], vip: None };

/// Minutes, of which time.
pub(super) type Length = (u32, Counting);

pub(super) struct AgreementPlan {
    pub names: Names,
    pub cases: Cases,
    pub calendar: usize,
    pub response: Length,
    pub solution: Length,
}

pub(super) struct PromisePlan {
    pub group: &'static str,
    pub calendar: usize,
    pub acceptance: Length,
    pub solution: Length,
}

pub(super) struct RulePlan {
    pub names: Names,
    pub cases: Cases,
    pub group: &'static str,
    pub pick: Pick,
}

pub(super) struct EscalationPlan {
    pub names: Names,
    pub cases: Cases,
    pub steps: &'static [StepPlan],
}

pub(super) struct StepPlan {
    pub clock: ClockKind,
    pub percent: u16,
    pub notify: &'static [Audience],
    pub pass_to: Option<&'static str>,
}

/// Who hears of something, beside those whom the desk tells by itself.
pub(super) struct NoticePlan {
    pub names: Names,
    pub on: NoticeKind,
    pub cases: Cases,
    pub to: &'static [Audience],
    pub ways: &'static [NoticeWay],
}

/// How the cases of a category are worked on.
pub(super) struct ProcedurePlan {
    pub names: Names,
    /// The category, behind the one above it, both named in Spanish.
    pub category: [&'static str; 2],
    /// A branch leads to the place of a step in this list, from 1 on.
    pub steps: &'static [WorkPlan],
}

pub(super) struct WorkPlan {
    pub text: Names,
    pub required: bool,
    pub answer: AnswerKind,
}

pub(super) struct CommitmentPlan {
    pub names: Names,
    pub indicator: Indicator,
    pub comparison: Comparison,
    /// In thousandths.
    pub target: u32,
    pub period: Period,
    pub cases: Cases,
    pub calendar: Option<usize>,
}

/// A moment on the wall of the desk, such as `2027-09-22T10:00`. The week of that day has no holiday in any country
/// whose holidays are built in, and no change of clocks.
pub(super) type Local = &'static str;

/// A case that nobody has taken yet, and what must come of it. Who sends it, and of what category, makes no difference.
pub(super) struct ScenarioPlan {
    pub names: Names,
    pub at: Local,
    pub channel: Channel,
    pub kind: Kind,
    pub impact: Impact,
    pub urgency: Urgency,
    pub vip: bool,
    pub priority: Priority,
    /// Who gets it, when there is such a group.
    pub group: &'static str,
    pub response: Local,
    pub solution: Local,
    /// Each escalation that happens, by its place in the table; `None`: that is another scenario's business.
    pub escalated: Option<&'static [(Local, usize)]>,
}
