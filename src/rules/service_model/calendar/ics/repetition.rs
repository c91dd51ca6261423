//! On which dates an event comes again (RRULE), as a question to a date.
//!
//! So the cost follows the dates that are asked for, whatever a rule says; a rule that would have to be followed from
//! its beginning without end cannot be written.

use super::IcsProblem;
use super::time::Time;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use chrono_tz::Tz;
use std::ops::RangeInclusive;

/// A rule of repetition for whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repetition {
    frequency: Frequency,
    interval: i64,
    until: Option<Time>,
    count: Option<u32>,
    months: Vec<u32>,
    /// Days of the month, from its end when negative.
    month_days: Vec<i64>,
    /// Weekdays: every one when the number is 0, else the n-th of its month or year, from the end when negative.
    weekdays: Vec<(i64, Weekday)>,
    week_start: Weekday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Repetition {
    /// Reads the value of an RRULE.
    pub(super) fn read(value: &str) -> Result<Self, IcsProblem> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            until: None,
            count: None,
            months: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            week_start: Weekday::Mon,
        };
        for part in value.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(IcsProblem::NotARule)?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(read_frequency(value)?),
                "INTERVAL" => rule.interval = number(value, 1..=1_000)?,
                "COUNT" => rule.count = Some(number(value, 1..=100_000)? as u32),
                "UNTIL" => rule.until = Some(Time::of(value, None)?),
                "BYMONTH" => rule.months = list(value, |value| Ok(number(value, 1..=12)? as u32))?,
                "BYMONTHDAY" => rule.month_days = list(value, |value| number_but_0(value, 31))?,
                "BYDAY" => rule.weekdays = list(value, nth_weekday)?,
                "WKST" => rule.week_start = weekday(value)?,
                _ => return Err(IcsProblem::not_read(&format!("{name} in RRULE"))),
            }
        }
        rule.frequency = frequency.ok_or(IcsProblem::NotARule)?;
        let nth = rule.weekdays.iter().any(|(nth, _)| *nth != 0);
        if nth && matches!(rule.frequency, Frequency::Daily | Frequency::Weekly) {
            return Err(IcsProblem::NotARule);
        }
        Ok(rule)
    }

    /// Whether it comes so many times and no more.
    pub(super) fn counts(&self) -> bool {
        self.count.is_some()
    }

    /// The dates within `range` on which an event that begins at `start` comes, by its own clocks.
    pub(super) fn dates(&self, start: Time, range: RangeInclusive<NaiveDate>) -> impl Iterator<Item = NaiveDate> {
        let until = self.until.map(|until| until.date_in(start.zone.unwrap_or(Tz::UTC), TimeDelta::zero()));
        let last = until.map_or(*range.end(), |until| until.min(*range.end()));
        let start = start.date;
        // Only who counts has to begin at the beginning.
        let first = if self.counts() { start } else { start.max(*range.start()) };
        let all = first.iter_days().take_while(move |date| *date <= last);
        // The first date belongs to an event whether the rule names it or not.
        let coming = all.filter(move |date| *date == start || self.names(*date, start));
        let count = self.count.map_or(usize::MAX, |count| count as usize);
        coming.take(count).skip_while(move |date| date < range.start())
    }

    fn names(&self, date: NaiveDate, start: NaiveDate) -> bool {
        let unrestricted = self.months.is_empty() && self.month_days.is_empty() && self.weekdays.is_empty();
        let day_given = !self.month_days.is_empty() || !self.weekdays.is_empty();
        let (passed, as_at_first) = match self.frequency {
            Frequency::Daily => (date.signed_duration_since(start).num_days(), true),
            Frequency::Weekly => {
                let week = |date: NaiveDate| date.week(self.week_start).first_day();
                let weeks = week(date).signed_duration_since(week(start)).num_days() / 7;
                (weeks, !self.weekdays.is_empty() || date.weekday() == start.weekday())
            }
            Frequency::Monthly => {
                let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
                (months(date) - months(start), day_given || date.day() == start.day())
            }
            Frequency::Yearly => {
                let day = day_given || date.day() == start.day();
                (i64::from(date.year() - start.year()), day && (!unrestricted || date.month() == start.month()))
            }
        };
        as_at_first
            && passed % self.interval == 0
            && (self.months.is_empty() || self.months.contains(&date.month()))
            && (self.month_days.is_empty() || self.month_days.iter().any(|day| is_month_day(date, *day)))
            && (self.weekdays.is_empty()
                || self.weekdays.iter().any(|(nth, weekday)| self.is_nth(date, *nth, *weekday)))
    }

    /// Whether a date is the n-th such weekday: of its month, or of its year when nothing names months.
    fn is_nth(&self, date: NaiveDate, nth: i64, weekday: Weekday) -> bool {
        let of_year = self.frequency == Frequency::Yearly && self.months.is_empty() && self.month_days.is_empty();
        let (place, length) = if of_year {
            (i64::from(date.ordinal0()), if date.leap_year() { 366 } else { 365 })
        } else {
            (i64::from(date.day0()), i64::from(date.num_days_in_month()))
        };
        let from_begin = place / 7 + 1;
        let from_end = -((length - 1 - place) / 7 + 1);
        date.weekday() == weekday && (nth == 0 || nth == from_begin || nth == from_end)
    }
}

fn is_month_day(date: NaiveDate, day: i64) -> bool {
    let from_begin = i64::from(date.day());
    let from_end = from_begin - i64::from(date.num_days_in_month()) - 1;
    day == from_begin || day == from_end
}

fn read_frequency(value: &str) -> Result<Frequency, IcsProblem> {
    match value.to_ascii_uppercase().as_str() {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(IcsProblem::TooOften),
        _ => Err(IcsProblem::NotARule),
    }
}

fn number(value: &str, range: RangeInclusive<i64>) -> Result<i64, IcsProblem> {
    value.parse().ok().filter(|number| range.contains(number)).ok_or(IcsProblem::NotARule)
}

fn number_but_0(value: &str, max: i64) -> Result<i64, IcsProblem> {
    number(value, -max..=max).and_then(|number| if number == 0 { Err(IcsProblem::NotARule) } else { Ok(number) })
}

/// A list of at most a year's days.
fn list<T>(value: &str, read: impl Fn(&str) -> Result<T, IcsProblem>) -> Result<Vec<T>, IcsProblem> {
    let list: Vec<T> = value.split(',').take(32).map(read).collect::<Result<_, _>>()?;
    if value.split(',').count() > list.len() { Err(IcsProblem::NotARule) } else { Ok(list) }
}

fn nth_weekday(value: &str) -> Result<(i64, Weekday), IcsProblem> {
    let split = value.len().checked_sub(2).filter(|split| value.is_char_boundary(*split));
    let (nth, day) = value.split_at(split.ok_or(IcsProblem::NotARule)?);
    Ok((if nth.is_empty() { 0 } else { number_but_0(nth, 53)? }, weekday(day)?))
}

fn weekday(value: &str) -> Result<Weekday, IcsProblem> {
    match value.to_ascii_uppercase().as_str() {
        "MO" => Ok(Weekday::Mon),
        "TU" => Ok(Weekday::Tue),
        "WE" => Ok(Weekday::Wed),
        "TH" => Ok(Weekday::Thu),
        "FR" => Ok(Weekday::Fri),
        "SA" => Ok(Weekday::Sat),
        "SU" => Ok(Weekday::Sun),
        _ => Err(IcsProblem::NotARule),
    }
}
