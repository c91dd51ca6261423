//! What the contract says of all cases, calls and answers of a period together.

use super::ServiceModel;
use super::agreement::Conditions;
use super::calendar::CalendarId;
use super::check::Known;
use crate::Thousandths;
use crate::desk::id::GroupId;
use crate::desk::text::{NAME_MAX, fold};
use crate::desk::{Check, FieldProblem};
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// A commitment, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommitmentId(pub u64);

/// What an index of a period should come to. It decides on no case: the reports compare it with what came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its id.
    pub id: CommitmentId,
    /// What people read.
    pub name: String,
    /// What is measured.
    pub indicator: Indicator,
    /// On which side of the target it should be.
    pub comparison: Comparison,
    /// The target, in the indicator's unit.
    pub target: Thousandths,
    /// Of which time the figures are.
    pub period: Period,
    /// The calendar whose hours count, and in whose zone a period begins; `None`: all hours, and the desk's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// Of which cases, where the indicator is about cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// Of which group alone, where the indicator is about the time that cases are with a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
}

vocabulary! {
    /// What a commitment measures.
    Indicator {
        /// Of the solutions that fell due: those that came in time.
        SolvedInTime = "solved_in_time",
        /// Of the first responses that fell due: those that came in time.
        AnsweredInTime = "answered_in_time",
        /// Of the stays with a group: those that somebody there took in time.
        AcceptedInTime = "accepted_in_time",
        /// Of the stays with a group: those that it solved or passed on in time.
        GroupSolvedInTime = "group_solved_in_time",
        /// Of the cases that the contract counts for it: those that were solved on line.
        SolvedOnLine = "solved_on_line",
        /// Of the solved cases: those that came back.
        Reopened = "reopened",
        /// Of the calls: those whose caller hung up before somebody answered.
        CallsAbandoned = "calls_abandoned",
        /// How long a call was on average.
        MeanCall = "mean_call",
        /// The mean mark of the answers to surveys.
        Satisfaction = "satisfaction",
    }
}

vocabulary! {
    /// In what an indicator is told.
    IndicatorUnit {
        /// Of a hundred.
        Percent = "percent",
        /// Minutes.
        Minutes = "minutes",
        /// A mark from 1 to 5.
        Mark = "mark",
    }
}

vocabulary! {
    /// What an indicator is about: that decides what may narrow it down.
    IndicatorSubject {
        /// Cases.
        Cases = "cases",
        /// The time that a case is with one group.
        Stays = "stays",
        /// Telephone calls, which are known before there is a case.
        Calls = "calls",
    }
}

vocabulary! {
    /// On which side of a target a figure should be.
    Comparison {
        /// It, or more.
        AtLeast = "at_least",
        /// It, or less.
        AtMost = "at_most",
    }
}

vocabulary! {
    /// Of which time a figure is.
    Period {
        /// A day.
        Day = "day",
        /// A week, which begins on Monday.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A year.
        Year = "year",
    }
}

impl Indicator {
    /// In what it is told.
    pub fn unit(self) -> IndicatorUnit {
        match self {
            Self::MeanCall => IndicatorUnit::Minutes,
            Self::Satisfaction => IndicatorUnit::Mark,
            _ => IndicatorUnit::Percent,
        }
    }

    /// What it is about.
    pub fn subject(self) -> IndicatorSubject {
        match self {
            Self::AcceptedInTime | Self::GroupSolvedInTime => IndicatorSubject::Stays,
            Self::CallsAbandoned | Self::MeanCall => IndicatorSubject::Calls,
            _ => IndicatorSubject::Cases,
        }
    }
}

impl IndicatorUnit {
    /// What a figure can be.
    pub fn range(self) -> RangeInclusive<Thousandths> {
        let whole = Thousandths::whole;
        match self {
            Self::Percent => whole(0)..=whole(100),
            Self::Minutes => whole(0)..=whole(24 * 60),
            Self::Mark => whole(1)..=whole(5),
        }
    }
}

impl Commitment {
    /// Whether every figure keeps it.
    fn is_always_kept(&self) -> bool {
        let range = self.indicator.unit().range();
        let bound = match self.comparison {
            Comparison::AtLeast => range.start(),
            Comparison::AtMost => range.end(),
        };
        self.target == *bound
    }

    /// Whether it measures the same of the same, and wants it on the same side.
    fn is_about_the_same_as(&self, other: &Self) -> bool {
        let about = |it: &Self| (it.indicator, it.comparison, it.period, it.calendar, it.group);
        about(self) == about(other) && self.conditions == other.conditions
    }
}

impl ServiceModel {
    pub(super) fn check_commitments(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (n, commitment) in self.commitments.iter().enumerate() {
            let Commitment { id, name, indicator, target, calendar, conditions, group, .. } = commitment;
            let place = format!("commitments.{n}");
            check.that(*id != CommitmentId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            let mut earlier = self.commitments.iter().take(n);
            let said = earlier.any(|other| other.is_about_the_same_as(commitment));
            check.that(!said, format!("{place}.indicator"), FieldProblem::Taken);
            let in_range = indicator.unit().range().contains(target);
            check.that(in_range, format!("{place}.target"), FieldProblem::OutOfRange);
            check.that(!commitment.is_always_kept(), format!("{place}.target"), FieldProblem::NoEffect);
            let calendar_known = calendar.is_none_or(|id| self.calendar(id).is_some());
            check.that(calendar_known, format!("{place}.calendar"), FieldProblem::Unknown);
            let about_calls = indicator.subject() == IndicatorSubject::Calls;
            check.that(!about_calls || conditions.is_any(), format!("{place}.for"), FieldProblem::NotAllowed);
            self.check_conditions(check, &place, conditions, known);
            if let Some(group) = group {
                check.that(known.groups.contains(group), format!("{place}.group"), FieldProblem::Unknown);
                let about_stays = indicator.subject() == IndicatorSubject::Stays;
                check.that(about_stays, format!("{place}.group"), FieldProblem::NotAllowed);
            }
        }
    }
}

#[cfg(test)]
mod tests;
