//! Calendars as the API shows and takes them.

use crate::http::problem::{FieldCode, FieldFault};
use crate::http::word::Id;
use crate::moment::Day;
use crate::service_model::calendar::{self as rules, CalendarId, Interval};
use chrono::NaiveDate;
use poem_openapi::Object;

/// A calendar: a week's hours in a time zone, and the days that are otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Calendar {
    /// Its id; a new calendar has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    pub(crate) name: String,
    /// IANA time zone, such as `America/Santiago`.
    time_zone: String,
    /// The hours of a week.
    week: Week,
    /// The days without hours.
    holidays: Holidays,
    /// The days with other hours.
    special_days: Vec<SpecialDay>,
}

/// The hours of a week, each day's as intervals such as `09:00-13:00`. One that ends before it begins runs over
/// midnight; `00:00-24:00` is a whole day.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Week {
    /// Monday's.
    monday: Vec<String>,
    /// Tuesday's.
    tuesday: Vec<String>,
    /// Wednesday's.
    wednesday: Vec<String>,
    /// Thursday's.
    thursday: Vec<String>,
    /// Friday's.
    friday: Vec<String>,
    /// Saturday's.
    saturday: Vec<String>,
    /// Sunday's.
    sunday: Vec<String>,
}

/// Which days are holidays.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Holidays {
    /// The country whose built-in set counts, such as `cl`.
    country: Option<String>,
    /// What is worked although the set has it: a date such as `2026-10-12` for one year, or the name that the set gives
    /// it for every year.
    removed: Vec<String>,
    /// Holidays that the set does not have.
    added: Vec<AddedHoliday>,
}

/// A holiday of the client's own.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct AddedHoliday {
    /// When.
    pub(crate) date: NaiveDate,
    /// What people read.
    pub(crate) name: String,
    /// Whether it comes on this day of each year from then on.
    pub(crate) every_year: bool,
}

/// A day with other hours than its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct SpecialDay {
    /// When.
    date: NaiveDate,
    /// What people read.
    name: String,
    /// Its hours; none when it is closed.
    hours: Vec<String>,
}

impl Calendar {
    pub(crate) fn of(calendar: &rules::Calendar) -> Self {
        let week = &calendar.week;
        Self {
            id: Some(Id(calendar.id.0)),
            name: calendar.name.clone(),
            time_zone: calendar.time_zone.clone(),
            week: Week {
                monday: written(&week.monday),
                tuesday: written(&week.tuesday),
                wednesday: written(&week.wednesday),
                thursday: written(&week.thursday),
                friday: written(&week.friday),
                saturday: written(&week.saturday),
                sunday: written(&week.sunday),
            },
            holidays: Holidays {
                country: calendar.holidays.country.clone(),
                removed: calendar.holidays.removed.clone(),
                added: calendar.holidays.added.iter().map(AddedHoliday::of).collect(),
            },
            special_days: calendar
                .special_days
                .iter()
                .map(|day| SpecialDay { date: day.date.date(), name: day.name.clone(), hours: written(&day.hours) })
                .collect(),
        }
    }

    /// As the model has it, with this id. Hours that cannot be read are told with their place, which begins with `place`.
    pub(crate) fn read(&self, id: CalendarId, place: &str, faults: &mut Vec<FieldFault>) -> rules::Calendar {
        let Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = &self.week;
        let mut day = |name: &str, hours: &[String]| read(hours, &format!("{place}.week.{name}"), faults);
        let week = rules::Week {
            monday: day("monday", monday),
            tuesday: day("tuesday", tuesday),
            wednesday: day("wednesday", wednesday),
            thursday: day("thursday", thursday),
            friday: day("friday", friday),
            saturday: day("saturday", saturday),
            sunday: day("sunday", sunday),
        };
        let special = |(n, day): (usize, &SpecialDay)| rules::SpecialDay {
            date: Day::from_date(day.date),
            name: day.name.clone(),
            hours: read(&day.hours, &format!("{place}.special_days.{n}.hours"), faults),
        };
        rules::Calendar {
            id,
            name: self.name.clone(),
            time_zone: self.time_zone.clone(),
            week,
            special_days: self.special_days.iter().enumerate().map(special).collect(),
            holidays: rules::Holidays {
                country: self.holidays.country.clone(),
                removed: self.holidays.removed.clone(),
                added: self.holidays.added.iter().map(AddedHoliday::read).collect(),
            },
        }
    }
}

impl AddedHoliday {
    pub(crate) fn of(holiday: &rules::AddedHoliday) -> Self {
        Self { date: holiday.date.date(), name: holiday.name.clone(), every_year: holiday.every_year }
    }

    fn read(&self) -> rules::AddedHoliday {
        let date = Day::from_date(self.date);
        rules::AddedHoliday { date, name: self.name.clone(), every_year: self.every_year }
    }
}

pub(super) fn written(hours: &[Interval]) -> Vec<String> {
    hours.iter().map(ToString::to_string).collect()
}

fn read(hours: &[String], place: &str, faults: &mut Vec<FieldFault>) -> Vec<Interval> {
    let mut intervals = Vec::new();
    for (n, text) in hours.iter().enumerate() {
        match text.parse() {
            Ok(interval) => intervals.push(interval),
            Err(_) => faults.push(FieldFault::new(format!("{place}.{n}"), FieldCode::Malformed)),
        }
    }
    intervals
}
