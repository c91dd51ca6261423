//! The same arithmetic as anybody would do it by hand: second by second, or minute by minute, on the clocks of the zone.

use super::*;
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

/// A calendar that is asked the slow way.
pub(super) struct Slow {
    calendar: Calendar,
    zone: Tz,
}

impl Slow {
    pub(super) fn of(calendar: &Calendar) -> Self {
        Self { calendar: calendar.clone(), zone: calendar.time_zone.parse().unwrap() }
    }

    fn hours(&self, date: NaiveDate) -> &[Interval] {
        if let Some(special) = self.calendar.special_days.iter().find(|special| special.date.date() == date) {
            return &special.hours;
        }
        let own = |own: &AddedHoliday| {
            let first = own.date.date();
            let same = (first.month(), first.day()) == (date.month(), date.day());
            first == date || own.every_year && same && first < date
        };
        if self.calendar.holidays.added.iter().any(own) { &[] } else { self.calendar.week.hours(date.weekday()) }
    }

    pub(super) fn is_open(&self, second: i64) -> bool {
        let local = DateTime::from_timestamp(second, 0).unwrap().with_timezone(&self.zone).naive_local();
        let today = local.num_seconds_from_midnight();
        let within = |interval: &Interval, second: u32| {
            (u32::from(interval.begin()) * 60..u32::from(interval.end()) * 60).contains(&second)
        };
        let date = local.date();
        self.hours(date).iter().any(|interval| within(interval, today))
            || self.hours(date.pred_opt().unwrap()).iter().any(|interval| within(interval, today + 86_400))
    }

    /// The open seconds from one second to another, looked at in steps that divide both and all that happens between.
    pub(super) fn open_between(&self, from: i64, to: i64, step: i64) -> i64 {
        (from..to).step_by(step as usize).filter(|second| self.is_open(*second)).count() as i64 * step
    }
}
