//! When a job is due next: one pure function, right across the hours that a change of clocks leaves out or repeats.
//!
//! The cron crate parses the schedule and is asked in plain local time, as if no clock were ever changed. What
//! follows from the changes is decided here.

use crate::zone::{ONE_CHANGE, change_of_clocks, offset_at};
use crate::{Day, Moment};
use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use cron::TimeUnitSpec;
use std::fmt;
use std::str::FromStr;

/// A cron schedule in local time: seconds, minutes, hours, days, months, weekdays.
#[derive(Clone, Debug)]
pub struct Schedule(cron::Schedule);

/// A text that is no schedule.
#[derive(Debug, thiserror::Error)]
#[error("not a schedule: {0}")]
pub struct NotASchedule(#[from] cron::error::Error);

impl FromStr for Schedule {
    type Err = NotASchedule;

    fn from_str(text: &str) -> Result<Self, NotASchedule> {
        Ok(Self(cron::Schedule::from_str(text)?))
    }
}

/// What a run is for; a job runs once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A local date: of schedules with one time of day.
    Day(Day),
    /// A moment: of schedules that are due several times a day.
    Moment(Moment),
}

impl fmt::Display for Period {
    /// The date, or the moment, as ISO 8601 has it. Texts of one job sort as its periods do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => {
                let date = chrono::NaiveDate::from_epoch_days(day.number()).unwrap_or_default();
                write!(f, "{date}")
            }
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

/// When a job is due, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Moment,
    /// For what.
    pub period: Period,
}

/// How often a schedule is due, where a few words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Every hour, in this minute.
    Hourly {
        /// The minute.
        minute: u32,
    },
    /// Every day, at this time.
    Daily {
        /// The hour.
        hour: u32,
        /// The minute.
        minute: u32,
    },
}

impl Schedule {
    /// How often it is due; `None`: no few words say it.
    pub fn times(&self) -> Option<Times> {
        let Self(cron) = self;
        let every_day = cron.days_of_month().is_all() && cron.months().is_all() && cron.days_of_week().is_all();
        if !every_day || cron.minutes().count() != 1 || cron.seconds().count() != 1 {
            return None;
        }
        let minute = cron.minutes().iter().next()?;
        match cron.hours().count() {
            1 => Some(Times::Daily { hour: cron.hours().iter().next()?, minute }),
            24 => Some(Times::Hourly { minute }),
            _ => None,
        }
    }

    /// As people write it for cron: minutes, hours, days, months, weekdays (0 and 7 are Sunday); `None` when it is none.
    pub fn of_crontab(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minutes, hours, days, months, weekdays] = fields[..] else { return None };
        // The cron crate counts from Sunday, which is 1; names mean the same to everybody.
        let weekdays: Vec<String> = weekdays.split(',').map(named_weekdays).collect();
        format!("0 {minutes} {hours} {days} {months} {}", weekdays.join(",")).parse().ok()
    }

    /// Whether it names one time of day: a run is then for a date, else for a moment.
    pub fn is_daily(&self) -> bool {
        self.0.hours().count() == 1 && self.0.minutes().count() == 1 && self.0.seconds().count() == 1
    }

    /// The first due moment after `after`; none when the schedule has no more.
    ///
    /// A time that the clocks leave out is due in the first minute that exists after it, once for its date. A time
    /// that comes twice is due the first time when the schedule is daily, and both times when it is due more often:
    /// then two hours have passed.
    pub fn next_due(&self, after: Moment, zone: Tz) -> Option<Due> {
        let mut cursor = after.to_utc();
        let mut inclusive = false;
        loop {
            let offset = offset_at(cursor, zone);
            let local = self.next_local(cursor.naive_utc() + offset, inclusive)?;
            let at = (local - offset).and_utc();
            let horizon = at.min(cursor + ONE_CHANGE);
            if let Some(change) = change_of_clocks(cursor, horizon, zone) {
                let resumes = change.naive_utc() + offset_at(change, zone);
                if local < resumes && self.counts_left_out(local, zone) {
                    return Some(self.due(change, local));
                }
                (cursor, inclusive) = (change, true);
            } else if at > horizon {
                (cursor, inclusive) = (horizon.max(at - ONE_CHANGE), true);
            } else if self.is_daily() && is_second_time(at, local, zone) {
                (cursor, inclusive) = (at, false);
            } else {
                return Some(self.due(at, local));
            }
        }
    }

    /// The next local time that the schedule names, as if every hour came once.
    fn next_local(&self, from: NaiveDateTime, inclusive: bool) -> Option<NaiveDateTime> {
        let from = if inclusive { from - TimeDelta::milliseconds(1) } else { from };
        self.0.after(&from.and_utc()).next().map(|at: DateTime<Utc>| at.naive_utc())
    }

    /// Whether a time that was left out has a run of its own: not when its whole date was left out.
    fn counts_left_out(&self, local: NaiveDateTime, zone: Tz) -> bool {
        if !self.is_daily() {
            return true;
        }
        let noon_before = local.date().and_time(chrono::NaiveTime::MIN) - TimeDelta::hours(12);
        let first = zone.from_local_datetime(&noon_before).latest().map(|at| at.to_utc());
        let Some(first) = first else { return true };
        let begin =
            change_of_clocks(first, first + ONE_CHANGE, zone).map(|change| change.with_timezone(&zone).naive_local());
        // The clocks jumped from the date before to the date after.
        begin.is_none_or(|resumes| resumes.date() <= local.date())
    }

    fn due(&self, at: DateTime<Utc>, local: NaiveDateTime) -> Due {
        let at = Moment::from_utc(at);
        let period = if self.is_daily() { Period::Day(Day::from_date(local.date())) } else { Period::Moment(at) };
        Due { at, period }
    }
}

/// A weekday or a stretch of them by names; what follows `/` is a count, and stays.
fn named_weekdays(part: &str) -> String {
    const NAMES: [&str; 8] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
    let (days, step) = part.split_once('/').map_or((part, None), |(days, step)| (days, Some(step)));
    let named = days.split('-').map(|day| {
        let name = day.parse::<usize>().ok().and_then(|place| NAMES.get(place));
        name.map_or_else(|| day.to_owned(), |name| (*name).to_owned())
    });
    let days = named.collect::<Vec<_>>().join("-");
    step.map_or(days.clone(), |step| format!("{days}/{step}"))
}

/// Whether `local` comes twice and `at` is the second time.
fn is_second_time(at: DateTime<Utc>, local: NaiveDateTime, zone: Tz) -> bool {
    debug_assert_eq!(local.nanosecond(), 0, "schedules name whole seconds");
    zone.from_local_datetime(&local).earliest().is_some_and(|first| first.to_utc() < at)
}

#[cfg(test)]
mod tests;
