//! What holds on each date.

use super::year::{self, NamedDayKind};
use super::{Calendar, FIRST_YEAR, Interval, LAST_YEAR, SpecialDay};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A date of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay<'a> {
    /// The intervals that begin on it.
    pub hours: &'a [Interval],
    /// Why these.
    pub reason: Reason<'a>,
}

/// Why a date has the hours that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// They are those of its weekday.
    Weekday,
    /// It is a holiday, of this name.
    Holiday(&'a str),
    /// It is a special day.
    Special(&'a SpecialDay),
}

/// A calendar whose dates can be asked for. The exceptions of a year are gathered when they are first needed.
#[derive(Debug)]
pub(super) struct Days {
    calendar: Calendar,
    years: Box<[OnceLock<Exceptions>]>,
}

type Exceptions = BTreeMap<NaiveDate, Exception>;

/// A date that is not like its weekday.
#[derive(Debug)]
enum Exception {
    /// A holiday of this name.
    Holiday(String),
    /// The special day at this place.
    Special(usize),
}

/// A local date may lie in the year beside that of its moment.
const YEARS: std::ops::RangeInclusive<i32> = FIRST_YEAR - 1..=LAST_YEAR + 1;

impl Days {
    pub(super) fn of(mut calendar: Calendar) -> Self {
        calendar.put_hours_in_order();
        Self { calendar, years: YEARS.map(|_| OnceLock::new()).collect() }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// What holds on this date. Outside of the years that calendars cover nothing is known but the week.
    pub(super) fn day(&self, date: NaiveDate) -> CalendarDay<'_> {
        match self.exceptions(date.year()).and_then(|exceptions| exceptions.get(&date)) {
            None => CalendarDay { hours: self.calendar.week.hours(date.weekday()), reason: Reason::Weekday },
            Some(Exception::Holiday(name)) => CalendarDay { hours: &[], reason: Reason::Holiday(name) },
            Some(Exception::Special(place)) => {
                let special = &self.calendar.special_days[*place];
                CalendarDay { hours: &special.hours, reason: Reason::Special(special) }
            }
        }
    }

    /// The holidays of a year, in order.
    pub(super) fn holidays(&self, year: i32) -> BTreeMap<NaiveDate, String> {
        let mut holidays = BTreeMap::new();
        for (date, name, kind) in year::holidays(&self.calendar, year) {
            if kind != NamedDayKind::Worked {
                add(&mut holidays, date, name);
            }
        }
        holidays
    }

    fn exceptions(&self, year: i32) -> Option<&Exceptions> {
        let place = usize::try_from(year - YEARS.start()).ok()?;
        let exceptions = || {
            let holidays = self.holidays(year).into_iter();
            let mut exceptions: Exceptions = holidays.map(|(date, name)| (date, Exception::Holiday(name))).collect();
            for (place, special) in self.calendar.special_days.iter().enumerate() {
                if special.date.date().year() == year {
                    exceptions.insert(special.date.date(), Exception::Special(place));
                }
            }
            exceptions
        };
        Some(self.years.get(place)?.get_or_init(exceptions))
    }
}

/// Two holidays on one date are one, with both names.
fn add(holidays: &mut BTreeMap<NaiveDate, String>, date: NaiveDate, name: &str) {
    holidays
        .entry(date)
        .and_modify(|names| {
            names.push_str("; ");
            names.push_str(name);
        })
        .or_insert_with(|| name.to_owned());
}

/// The date that a text writes.
pub(super) fn as_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
