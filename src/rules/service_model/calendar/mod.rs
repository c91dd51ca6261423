//! Calendars: when work is done, by the clocks of those who do it.
//!
//! A [`Calendar`] is what a client writes down; [`OpenHours`] is the same made ready for reckoning.
//!
//! - A moment is open when the clocks of the zone show a time inside an interval. So an hour that the clocks leave out
//!   counts nothing, one that comes twice counts twice, and a date that a zone left out has no hours.
//! - An interval belongs to the day on which it begins; over midnight it runs to its end, whatever day comes next.
//! - A holiday has no hours. A special day has its own and no others, also when it is a holiday.
//! - Calendars cover the years 1970 to 2099: nobody knows the clocks of later ones.

mod block;
mod check;
mod days;
mod holidays;
pub(crate) mod ics;
mod open;
mod week;
mod year;

pub use check::{CalendarFault, CalendarProblem};
pub use days::{CalendarDay, Reason};
pub use holidays::{Country, Holiday};
pub use ics::{IcsCode, IcsFault, IcsProblem, read_ics};
pub use open::{CalendarError, OpenHours, Segment, covers};
pub use week::{Interval, NotAnInterval, Week};
pub use year::{NamedDay, NamedDayKind};

use crate::Day;
use serde::{Deserialize, Serialize};

/// The first year that calendars cover.
pub const FIRST_YEAR: i32 = 1970;
/// The last year that calendars cover.
pub const LAST_YEAR: i32 = 2099;

/// A calendar, within the model; ids are never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarId(pub u64);

/// When work is done: a week's hours in a time zone, and the days that are otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its id.
    pub id: CalendarId,
    /// What people read.
    pub name: String,
    /// IANA time zone.
    pub time_zone: String,
    /// The hours of a week.
    #[serde(default)]
    pub week: Week,
    /// The days without hours.
    #[serde(default)]
    pub holidays: Holidays,
    /// The days with other hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_days: Vec<SpecialDay>,
}

/// Which days are holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holidays {
    /// The country whose built-in set counts, such as `cl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What is worked although the built-in set has it: a date such as `2026-10-12` for one year, or the name that the
    /// set gives it for every year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Holidays that the built-in set does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<AddedHoliday>,
}

impl Holidays {
    /// The last holiday that is known, when there is a last one: all are dates of their own, as those of a file are.
    pub fn end(&self) -> Option<Day> {
        let goes_on = self.country.is_some() || self.added.iter().any(|holiday| holiday.every_year);
        self.added.iter().map(|holiday| holiday.date).max().filter(|_| !goes_on)
    }
}

/// A holiday of the client's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedHoliday {
    /// When.
    pub date: Day,
    /// What people read.
    pub name: String,
    /// Whether it comes on this day of each year from then on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub every_year: bool,
}

/// A day with other hours than its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// When.
    pub date: Day,
    /// What people read.
    pub name: String,
    /// Its hours; none when it is closed.
    #[serde(default)]
    pub hours: Vec<Interval>,
}

impl Calendar {
    /// Open every day around the clock.
    pub fn around_the_clock(id: CalendarId, name: impl Into<String>, time_zone: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            time_zone: time_zone.into(),
            week: Week::around_the_clock(),
            holidays: Holidays::default(),
            special_days: Vec::new(),
        }
    }

    /// Puts the hours of each day in order, as reckoning needs them.
    fn put_hours_in_order(&mut self) {
        self.week.put_in_order();
        for day in &mut self.special_days {
            day.hours.sort();
        }
    }
}

#[cfg(test)]
mod tests;
