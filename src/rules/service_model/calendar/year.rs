//! The days of a year that have a name of their own, for people to look through before a calendar counts.

use super::days::{Days, as_date};
use super::{AddedHoliday, Calendar, Country, Interval};
use crate::words::Vocabulary;
use chrono::{Datelike, NaiveDate};

vocabulary! {
    /// Why a day of a calendar has a name.
    NamedDayKind {
        /// It is a holiday of the country.
        Holiday = "holiday",
        /// It is a holiday of the country, and worked all the same.
        Worked = "worked",
        /// It is a holiday of the client's own.
        Own = "own",
        /// It has hours of its own, or is closed.
        Special = "special",
    }
}

/// A day that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// When.
    pub date: NaiveDate,
    /// What people read.
    pub name: String,
    /// Why.
    pub kind: NamedDayKind,
    /// The hours that begin on it.
    pub hours: Vec<Interval>,
}

impl Calendar {
    /// The days of a year that have a name, in order. Of a special day only that is said; else a date with two names
    /// comes twice.
    pub fn named_days(&self, year: i32) -> Vec<NamedDay> {
        let days = Days::of(self.clone());
        let special = |date| self.special_days.iter().any(|day| day.date.date() == date);
        let named = |date, name: &str, kind| {
            let hours = days.day(date).hours.to_vec();
            NamedDay { date, name: name.to_owned(), kind, hours }
        };
        let holidays = holidays(self, year).into_iter().filter(|(date, ..)| !special(*date));
        let mut all: Vec<NamedDay> = holidays.map(|(date, name, kind)| named(date, name, kind)).collect();
        let of_year = self.special_days.iter().filter(|day| day.date.date().year() == year);
        all.extend(of_year.map(|day| named(day.date.date(), &day.name, NamedDayKind::Special)));
        all.sort_by_key(|day| day.date);
        all
    }
}

/// The holidays of a year, of the country and the client's own, also those that are worked.
pub(super) fn holidays(calendar: &Calendar, year: i32) -> Vec<(NaiveDate, &str, NamedDayKind)> {
    let chosen = &calendar.holidays;
    let country = chosen.country.as_deref().and_then(Country::parse);
    let built_in = country.map(|country| country.holidays(year)).unwrap_or_default().into_iter().map(|holiday| {
        let removed = |entry: &String| entry == holiday.name || as_date(entry) == Some(holiday.date);
        let worked = chosen.removed.iter().any(removed);
        let kind = if worked { NamedDayKind::Worked } else { NamedDayKind::Holiday };
        (holiday.date, holiday.name, kind)
    });
    let own = chosen.added.iter().filter_map(|own| Some((own.in_year(year)?, own.name.as_str(), NamedDayKind::Own)));
    built_in.chain(own).collect()
}

impl AddedHoliday {
    /// Its date in this year, when it has one.
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let first = self.date.date();
        let date = if self.every_year && first.year() < year { first.with_year(year)? } else { first };
        (date.year() == year).then_some(date)
    }
}
