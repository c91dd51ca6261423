//! Whom the desk asks of itself, when, and how often at the most.

use super::Known;
use super::campaign::Periodic;
use crate::Moment;
use crate::desk::id::GroupId;
use crate::desk::{Check, FieldProblem};
use crate::service_model::{Conditions, Meets, ReadyModel, ServiceModel};
use crate::words::Vocabulary;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The longest time for which something may be asked, waited with or remembered, in days.
pub(super) const DAYS_MAX: u16 = 366;
/// Whoever gave a low mark does not wait longer than so many days of service.
const FOLLOW_UP_DAYS_MAX: u16 = 60;
/// For so many months it may be kept who answered. Not less: what was said lately is worked with.
pub const KEEP_MONTHS: RangeInclusive<u16> = 6..=120;
/// A month has so many days at the least.
const DAYS_OF_A_MONTH: u16 = 28;
/// The longest delay after a case, in minutes of the hours of service: four weeks of them.
const DELAY_MAX: u32 = 28 * 24 * 60;
/// Of so many cases, or people, one at least is asked.
pub(super) const ONE_IN_MAX: u32 = 1_000;

vocabulary! {
    /// What a case comes to before somebody is asked about it.
    AskedAfter {
        /// Its solution.
        Solution = "solution",
        /// Its closing.
        Closing = "closing",
    }
}

vocabulary! {
    /// Why somebody whom a survey was meant for is not asked.
    LeftOut {
        /// The sample fell on others.
        Sample = "sample",
        /// They were asked a short while ago, or often enough.
        AskedLately = "asked_lately",
        /// They said that they do not want to be asked.
        OptedOut = "opted_out",
        /// The desk decided never to ask them.
        NeverAsked = "never_asked",
        /// There is no address to write to.
        NoAddress = "no_address",
        /// They worked on the case themselves.
        OwnWork = "own_work",
        /// They are not there any more.
        Gone = "gone",
        /// They were asked on the telephone instead.
        AskedByPhone = "asked_by_phone",
        /// The survey had ended when their turn came.
        Ended = "ended",
    }
}

/// Whom a survey asks of itself, and how long it waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asking {
    /// About a case, after it; `None`: nobody.
    pub after_case: Option<AfterCase>,
    /// At fixed times; `None`: nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periodic: Option<Periodic>,
    /// For so many days an answer is taken.
    pub open_days: u16,
    /// After so many days without an answer somebody is reminded, once; `None`: nobody is.
    pub reminder_days: Option<u16>,
    /// Whether results may be told by who solved the case: only when that was agreed.
    pub by_agent: bool,
    /// Until the end of so many days of service somebody has to have seen to a low mark; `None`: nobody sees to them.
    pub follow_up_days: Option<u16>,
    /// So many months it is kept who answered, about which case, and what they wrote; `None`: for ever.
    pub keep_months: Option<u16>,
}

/// About which cases somebody is asked, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterCase {
    /// What the case comes to first.
    pub after: AskedAfter,
    /// How long after that, in minutes of the hours of service.
    pub delay_minutes: u32,
    /// Which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// Solved by one of these groups; none: by any.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<GroupId>,
    /// Of so many cases one is asked about.
    pub one_in: u32,
    /// What the sample is drawn by: with it anybody can see that it was drawn fairly.
    #[serde(default)]
    pub seed: u64,
}

/// How often anybody is asked, by all surveys together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tact {
    /// So many days lie between two times.
    pub days_between: u16,
    /// So often at the most ...
    pub most: u16,
    /// ... in so many days.
    pub within_days: u16,
}

impl Default for Asking {
    fn default() -> Self {
        Self {
            after_case: None,
            periodic: None,
            open_days: 14,
            reminder_days: Some(3),
            by_agent: false,
            follow_up_days: Some(2),
            keep_months: None,
        }
    }
}

impl Default for Tact {
    fn default() -> Self {
        Self { days_between: 14, most: 2, within_days: 90 }
    }
}

impl Asking {
    /// What is wrong with it, each at its place.
    pub(crate) fn check(&self, check: &mut Check, known: &Known, model: &ReadyModel, now: Moment) {
        check.that((1..=DAYS_MAX).contains(&self.open_days), "open_days", FieldProblem::NotAllowed);
        let in_time = self.reminder_days.is_none_or(|days| days > 0 && days < self.open_days);
        check.that(in_time, "reminder_days", FieldProblem::NotAllowed);
        let soon = self.follow_up_days.is_none_or(|days| (1..=FOLLOW_UP_DAYS_MAX).contains(&days));
        check.that(soon, "follow_up_days", FieldProblem::NotAllowed);
        // What can still be answered is not forgotten.
        let long = self.keep_months.is_none_or(|months| {
            KEEP_MONTHS.contains(&months) && self.open_days <= months.saturating_mul(DAYS_OF_A_MONTH)
        });
        check.that(long, "keep_months", FieldProblem::NotAllowed);
        if let Some(periodic) = &self.periodic {
            periodic.check(check, known, self.open_days, model.hours(Some(periodic.calendar)), now);
        }
        let Some(after) = &self.after_case else { return };
        check.that(after.delay_minutes <= DELAY_MAX, "after_case.delay_minutes", FieldProblem::NotAllowed);
        check.that((1..=ONE_IN_MAX).contains(&after.one_in), "after_case.one_in", FieldProblem::NotAllowed);
        let AfterCase { groups, conditions, .. } = after;
        check.that(groups.is_subset(&known.groups), "after_case.groups", FieldProblem::Unknown);
        let place = "after_case.for";
        let categories = conditions.categories.is_subset(&known.categories);
        check.that(categories, format!("{place}.categories"), FieldProblem::Unknown);
        check.that(conditions.units.is_subset(&known.units), format!("{place}.units"), FieldProblem::Unknown);
    }
}

impl AfterCase {
    /// Whether somebody may be asked about a case that `group` solved.
    pub fn concerns(&self, model: &ServiceModel, case: &Meets<'_>, group: Option<GroupId>) -> bool {
        self.conditions.hold(model, case)
            && (self.groups.is_empty() || group.is_some_and(|group| self.groups.contains(&group)))
    }

    /// Whether the sample falls on the n-th of whatever is counted: on one of `one_in`, in no order.
    pub fn draws(&self, n: u64) -> bool {
        mixed(self.seed ^ mixed(n)).is_multiple_of(u64::from(self.one_in.max(1)))
    }
}

impl Tact {
    /// What is wrong with it, each at its place below `path`.
    pub(crate) fn check(&self, check: &mut Check, path: &str) {
        let fields = [("days_between", self.days_between), ("most", self.most), ("within_days", self.within_days)];
        for (field, value) in fields {
            let least = u16::from(field != "days_between");
            check.that((least..=DAYS_MAX).contains(&value), format!("{path}.{field}"), FieldProblem::NotAllowed);
        }
    }

    /// Since when it matters that somebody was asked.
    pub fn since(&self, now: Moment) -> Moment {
        now.plus(-TimeDelta::days(self.days_between.max(self.within_days).into()))
    }

    /// Whether somebody who was asked at these moments may be asked now.
    pub fn allows(&self, asked: &[Moment], now: Moment) -> bool {
        let within = |days: u16| {
            let since = now.plus(-TimeDelta::days(days.into()));
            asked.iter().filter(|at| **at > since).count()
        };
        within(self.days_between) == 0 && within(self.within_days) < usize::from(self.most)
    }
}

/// SplitMix64's finaliser (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): every bit of the
/// number matters to every bit of this.
pub(super) const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn sample(one_in: u32, seed: u64) -> AfterCase {
        let (after, conditions, groups) = (AskedAfter::Solution, Conditions::default(), BTreeSet::new());
        AfterCase { after, delay_minutes: 60, conditions, groups, one_in, seed }
    }

    #[test]
    fn a_sample_falls_on_one_of_k_and_on_others_with_another_seed() {
        let drawn = |sample: &AfterCase| -> BTreeSet<u64> { (1..=10_000).filter(|n| sample.draws(*n)).collect() };
        let (one, other) = (drawn(&sample(5, 1)), drawn(&sample(5, 2)));
        assert!((1_880..=2_120).contains(&one.len()), "{} of 10,000", one.len());
        assert!(one.intersection(&other).count() < 500);
        assert_eq!(drawn(&sample(5, 1)), one);
        assert_eq!(drawn(&sample(1, 7)).len(), 10_000);
    }

    #[test]
    fn nobody_is_asked_more_often_than_was_agreed() {
        let now = Moment::parse("2026-11-25T12:00:00Z").unwrap();
        let ago = |days: i64| now.plus(-TimeDelta::days(days));
        let tact = Tact::default();
        assert!(tact.allows(&[], now));
        assert!(tact.allows(&[ago(14)], now));
        assert!(!tact.allows(&[ago(13)], now));
        assert!(!tact.allows(&[ago(20), ago(80)], now), "two in ninety days");
        assert!(tact.allows(&[ago(20), ago(90)], now));
        assert_eq!(tact.since(now), ago(90));
        let never_twice = Tact { days_between: 200, ..tact };
        assert!(!never_twice.allows(&[ago(150)], now));
        assert_eq!(never_twice.since(now), ago(200));
    }
}
