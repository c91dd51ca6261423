//! How a law says when a holiday is.

use super::Holiday;
use super::easter::easter;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// One holiday of a country, as its law has it.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    pub name: &'static str,
    on: On,
    falls: Falls,
    /// The first and the last year.
    years: (i32, i32),
    /// Every how many years, counted from the first.
    every: i32,
    /// The years for which a decree named another date.
    decreed: &'static [(i32, u32, u32)],
}

/// The day of a year.
#[derive(Clone, Copy)]
enum On {
    /// A day of a month.
    Date(u32, u32),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// A weekday of a month: the first, the second ...; 0 for the last.
    Weekday(u8, Weekday, u32),
    /// The day of the June solstice by the clocks of Chile.
    JuneSolstice,
    /// Only the dates that were decreed.
    Decreed,
}

/// By how many days a holiday moves, from Monday to Sunday.
pub(super) type ByWeekday = [i8; 7];

/// What follows from the weekday.
#[derive(Clone, Copy)]
enum Falls {
    Stays,
    /// It is kept on another day.
    Moved(ByWeekday),
    /// It is kept on another day as well.
    AlsoOn(ByWeekday),
    /// It is one on these weekdays only.
    Only(&'static [Weekday]),
}

/// The same day each year.
pub(super) const fn on(month: u32, day: u32, name: &'static str) -> Rule {
    Rule::new(On::Date(month, day), name)
}

/// So many days after Easter Sunday; before it when negative.
pub(super) const fn easter_and(days: i64, name: &'static str) -> Rule {
    Rule::new(On::Easter(days), name)
}

/// The first, second ... weekday of a month; 0 for the last.
pub(super) const fn weekday(which: u8, weekday: Weekday, month: u32, name: &'static str) -> Rule {
    Rule::new(On::Weekday(which, weekday, month), name)
}

/// The day of the June solstice by the clocks of Chile.
pub(super) const fn june_solstice(name: &'static str) -> Rule {
    Rule::new(On::JuneSolstice, name)
}

/// Dates that were decreed one by one.
pub(super) const fn decreed(dates: &'static [(i32, u32, u32)], name: &'static str) -> Rule {
    Rule::new(On::Decreed, name).but(dates)
}

impl Rule {
    const fn new(on: On, name: &'static str) -> Self {
        Self { name, on, falls: Falls::Stays, years: (i32::MIN, i32::MAX), every: 1, decreed: &[] }
    }

    /// From this year on.
    pub const fn since(self, year: i32) -> Self {
        Self { years: (year, self.years.1), ..self }
    }

    /// Until this year, itself included.
    pub const fn until(self, year: i32) -> Self {
        Self { years: (self.years.0, year), ..self }
    }

    /// Only every so many years from `since` on.
    pub const fn every(self, years: i32) -> Self {
        Self { every: years, ..self }
    }

    /// Kept on another day.
    pub const fn moved(self, days: ByWeekday) -> Self {
        Self { falls: Falls::Moved(days), ..self }
    }

    /// Kept on another day as well.
    pub const fn also_on(self, days: ByWeekday) -> Self {
        Self { falls: Falls::AlsoOn(days), ..self }
    }

    /// A holiday on these weekdays only.
    pub const fn only(self, weekdays: &'static [Weekday]) -> Self {
        Self { falls: Falls::Only(weekdays), ..self }
    }

    /// But for the years of these dates, for which a decree named them.
    pub const fn but(self, dates: &'static [(i32, u32, u32)]) -> Self {
        Self { decreed: dates, ..self }
    }

    /// Adds the days on which the holiday of `year` is kept; one may lie in the year beside.
    pub fn add(&self, year: i32, holidays: &mut Vec<Holiday>) {
        let mut add = |date| holidays.push(Holiday { date, name: self.name });
        let mut decreed = self.decreed.iter().filter(|date| date.0 == year).peekable();
        if decreed.peek().is_some() {
            decreed.filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day)).for_each(add);
            return;
        }
        let (first, last) = self.years;
        let in_force = (first..=last).contains(&year) && (self.every == 1 || (year - first) % self.every == 0);
        let Some(date) = self.on.in_year(year).filter(|_| in_force) else { return };
        let by = |days: ByWeekday| {
            let days = days[date.weekday().num_days_from_monday() as usize];
            date.checked_add_signed(TimeDelta::days(i64::from(days)))
        };
        match self.falls {
            Falls::Stays => add(date),
            Falls::Moved(days) => by(days).into_iter().for_each(add),
            Falls::AlsoOn(days) => {
                add(date);
                by(days).filter(|other| *other != date).into_iter().for_each(add);
            }
            Falls::Only(weekdays) if weekdays.contains(&date.weekday()) => add(date),
            Falls::Only(_) => {}
        }
    }
}

impl On {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Date(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter(days) => easter(year)?.checked_add_signed(TimeDelta::days(days)),
            Self::Weekday(0, weekday, month) => {
                (4..=5).rev().find_map(|which| NaiveDate::from_weekday_of_month_opt(year, month, weekday, which))
            }
            Self::Weekday(which, weekday, month) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, which),
            Self::JuneSolstice => NaiveDate::from_ymd_opt(year, 6, june_solstice_day(year)),
            Self::Decreed => None,
        }
    }
}

/// The day in June on which the solstice falls four hours behind UTC, from 2022 to 2099. It comes about six hours later
/// each year, is put back by a day each leap year, and drifts by three quarters of an hour in four years. The limits
/// follow from the series for solstices in Meeus, *Astronomical Algorithms*, chapter 27.
fn june_solstice_day(year: i32) -> u32 {
    match year.rem_euclid(4) {
        2 if year <= 2046 => 21,
        3 if year <= 2075 => 21,
        _ => 20,
    }
}
