//! Surveys that ask of themselves at fixed times: when a round begins, whom it is for, on whom its sample falls, and at
//! which moment each is asked.

use super::Known;
use super::asking::{DAYS_MAX, ONE_IN_MAX, mixed};
use crate::desk::id::{PersonId, UnitId};
use crate::desk::{Check, FieldProblem};
use crate::schedule::{Due, Period, Schedule};
use crate::service_model::{CalendarId, Hours};
use crate::words::Language;
use crate::{Day, Moment};
use chrono::TimeDelta;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A round that could not begin when it was due begins so much later at the most: a desk that was off for a weekend asks
/// on Monday, and a survey that is switched on does not make up for last quarter.
const LATE_MAX: TimeDelta = TimeDelta::days(7);
/// The most hours of service that a round is spread over: four weeks of five days.
const SPREAD_MAX: u16 = 200;
/// The most people that a sample may be limited to: who wants more sets no limit.
const MOST_MAX: u32 = 1_000_000;

/// At which times a survey asks, and whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Periodic {
    /// When a round begins: a cron schedule (minutes, hours, days, months, weekdays) in the calendar's local time, with
    /// one time of day.
    pub schedule: String,
    /// The calendar whose clocks these are, and in whose hours people are asked.
    pub calendar: CalendarId,
    /// Whom it is for.
    pub audience: Audience,
    /// Of so many people of each unit one is asked.
    pub one_in: u32,
    /// Of all of them no more than so many; `None`: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Over so many hours of service they are spread; 0: all are asked at once.
    pub spread_hours: u16,
    /// What the sample is drawn by: with it anybody can see that it was drawn fairly.
    #[serde(default)]
    pub seed: u64,
    /// Since when it is so: what was due before is not made up for.
    #[serde(default)]
    pub since: Moment,
}

/// Whom a survey is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// People of one of these units, or from below one; none: all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<UnitId>,
    /// To whom the desk writes in one of these; none: in any.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<Language>,
    /// Those to be careful with, or just not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vip: Option<bool>,
    /// Who had a case on which something happened in so many days before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_within_days: Option<u16>,
}

/// A place in the walk over an audience, which goes by unit (those of none come first), and by person within one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The unit; 0: none.
    pub unit: u64,
    /// The last person of it.
    pub person: PersonId,
}

/// A sample of known size: systematic, with a start that is drawn. Since the walk goes by unit, each unit has its share
/// of it, up to one person more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Of so many.
    pub of: u64,
    /// So many are taken.
    pub take: u64,
    /// Where it starts, below `of`.
    pub start: u64,
}

impl Audience {
    /// Whether somebody of this kind belongs to it. Their unit and their cases are looked up by whoever walks.
    pub fn holds(&self, language: Language, vip: bool) -> bool {
        (self.languages.is_empty() || self.languages.contains(&language)) && self.vip.is_none_or(|wanted| wanted == vip)
    }
}

impl Periodic {
    /// What is wrong with it, each at its place. `hours`: those of its calendar, if there is one.
    pub(crate) fn check(
        &self,
        check: &mut Check,
        known: &Known,
        open_days: u16,
        hours: Option<Hours<'_>>,
        now: Moment,
    ) {
        let place = |field: &str| format!("periodic.{field}");
        match Schedule::of_crontab(&self.schedule) {
            None => check.wrong(place("schedule"), FieldProblem::Malformed),
            Some(schedule) if !schedule.is_daily() => check.wrong(place("schedule"), FieldProblem::TooOften),
            // The zone does not matter for whether there is a day at all.
            Some(schedule) => {
                check.that(schedule.next_due(now, Tz::UTC).is_some(), place("schedule"), FieldProblem::NeverDue);
            }
        }
        check.that(hours.is_some(), place("calendar"), FieldProblem::Unknown);
        let audience = &self.audience;
        check.that(audience.units.is_subset(&known.units), place("audience.units"), FieldProblem::Unknown);
        let days = audience.case_within_days.is_none_or(|days| (1..=DAYS_MAX).contains(&days));
        check.that(days, place("audience.case_within_days"), FieldProblem::NotAllowed);
        check.that((1..=ONE_IN_MAX).contains(&self.one_in), place("one_in"), FieldProblem::NotAllowed);
        let most = self.most.is_none_or(|most| (1..=MOST_MAX).contains(&most));
        check.that(most, place("most"), FieldProblem::NotAllowed);
        if self.spread_hours > SPREAD_MAX {
            check.wrong(place("spread_hours"), FieldProblem::NotAllowed);
        } else if let Some(hours) = hours {
            // Whoever is the last to be asked still has time to answer.
            let last = in_hours(hours, now, TimeDelta::hours(self.spread_hours.into()));
            let closes = now.plus(TimeDelta::days(open_days.into()));
            check.that(last < closes, place("spread_hours"), FieldProblem::OutOfRange);
        }
    }

    /// When it is due the next few times after a moment.
    pub fn next(&self, after: Moment, zone: Tz, count: usize) -> Vec<Moment> {
        let Some(schedule) = Schedule::of_crontab(&self.schedule) else { return Vec::new() };
        let from = schedule.next_due(after.max(self.since), zone);
        let due = std::iter::successors(from, |due| schedule.next_due(due.at, zone));
        due.take(count).map(|due| due.at).collect()
    }

    /// The round that has to begin by now, with the day that it is for; else when one has to.
    pub fn due(&self, last: Option<Day>, zone: Tz, now: Moment) -> Result<Day, Option<Moment>> {
        let Some(schedule) = Schedule::of_crontab(&self.schedule) else { return Err(None) };
        let mut due = schedule.next_due(self.since.max(now.plus(-LATE_MAX)), zone);
        let mut missed = None;
        // A desk that was off makes up for the last one only.
        while let Some(Due { at, period }) = due.filter(|due| due.at <= now) {
            if let Period::Day(day) = period {
                missed = Some(day);
            }
            due = schedule.next_due(at, zone);
        }
        match missed.filter(|day| last.is_none_or(|last| *day > last)) {
            Some(day) => Ok(day),
            None => Err(due.map(|due| due.at)),
        }
    }

    /// The sample of the round of a day among so many people.
    pub fn sample(&self, of: u64, day: Day) -> Sample {
        let share = of.div_ceil(u64::from(self.one_in.max(1)));
        let take = self.most.map_or(share, |most| share.min(most.into()));
        let start = mixed(self.seed ^ mixed(u64::from(day.number().unsigned_abs())));
        Sample { of, take, start: start.checked_rem(of).unwrap_or(0) }
    }

    /// When somebody is asked in a round that begins at a moment: somewhere in its hours, whoever they are.
    pub fn moment(&self, person: PersonId, begun: Moment, hours: Hours<'_>) -> Moment {
        let part = mixed(self.seed ^ mixed(person.0)) >> 32;
        let spread = u64::from(self.spread_hours) * 3_600_000;
        let millis = (part * spread) >> 32;
        in_hours(hours, begun, TimeDelta::milliseconds(i64::try_from(millis).unwrap_or(0)))
    }
}

impl Sample {
    /// Whether the sample falls on the n-th, from 0.
    pub fn takes(&self, n: u64) -> bool {
        self.before(n + 1) > self.before(n)
    }

    fn before(&self, n: u64) -> u64 {
        (n * self.take + self.start).checked_div(self.of).unwrap_or(0)
    }
}

/// The open moment at which so much of these hours has passed; by the clock on the wall where none are left.
pub fn in_hours(hours: Hours<'_>, from: Moment, length: TimeDelta) -> Moment {
    let open = match hours {
        Hours::All => return from.plus(length),
        Hours::Open(hours) => hours.add(from, length).and_then(|at| hours.next_open(at)),
    };
    open.unwrap_or_else(|_| from.plus(length))
}

#[cfg(test)]
mod tests;
