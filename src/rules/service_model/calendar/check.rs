//! What is wrong with a calendar, each fault with its place.

use super::days::{Days, Reason, as_date};
use super::week::DAY_MINUTES;
use super::{Calendar, Country, FIRST_YEAR, Interval, LAST_YEAR, SpecialDay, Week};
use crate::Day;
use crate::desk::text::{NAME_MAX, clean_line};
use crate::words::Vocabulary;
use chrono::{Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::collections::BTreeSet;
use std::fmt;

/// How many intervals a day may have.
const INTERVALS_MAX: usize = 24;
/// How many holidays may be added, and removed, and how many special days there may be.
const DATES_MAX: usize = 2_000;

/// Something that is wrong with a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFault {
    /// Where, such as `week.friday.1` for Friday's second interval.
    pub place: String,
    /// What.
    pub problem: CalendarProblem,
}

/// What may be wrong in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// A name is needed.
    #[error("is empty")]
    Required,
    /// There is more than `max` of it.
    #[error("is longer than {max}")]
    TooLong {
        /// How many characters, or entries, there may be.
        max: usize,
    },
    /// No time zone is called so.
    #[error("is no time zone of the IANA database")]
    UnknownZone,
    /// There is no built-in set of holidays for it.
    #[error("is no country with built-in holidays")]
    UnknownCountry,
    /// Neither the week nor a special day has hours.
    #[error("has no hours at all")]
    NeverOpen,
    /// The interval ends when it begins.
    #[error("ends when it begins")]
    NoLength,
    /// Two intervals have time in common.
    #[error("overlaps with {other}")]
    Overlaps {
        /// The place of the one that begins first.
        other: String,
    },
    /// The date was said before.
    #[error("says a date for the second time")]
    Twice,
    /// Calendars do not cover the date.
    #[error("lies outside of the years {FIRST_YEAR} to {LAST_YEAR}")]
    Outside,
    /// It is neither a date nor the name of a built-in holiday of the country.
    #[error("is neither a holiday's date nor its name in the country's set")]
    RemovesNothing,
}

impl fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

impl Calendar {
    /// Everything that is wrong with it; nothing when it can be reckoned with.
    pub fn check(&self) -> Vec<CalendarFault> {
        let mut check = Check { faults: Vec::new() };
        check.name("name", &self.name);
        check.that(self.time_zone.parse::<Tz>().is_ok(), "time_zone", CalendarProblem::UnknownZone);
        check.week(&self.week);
        check.holidays(self);
        check.special_days(self);
        let opens = Week::DAYS.iter().any(|day| !self.week.hours(*day).is_empty())
            || self.special_days.iter().any(|day| !day.hours.is_empty());
        check.that(opens, "week", CalendarProblem::NeverOpen);
        check.faults
    }
}

struct Check {
    faults: Vec<CalendarFault>,
}

/// An interval in the minutes of some days, and its place.
struct Placed {
    place: String,
    begin: i64,
    end: i64,
}

impl Check {
    fn that(&mut self, ok: bool, place: impl Into<String>, problem: CalendarProblem) {
        if !ok {
            self.faults.push(CalendarFault { place: place.into(), problem });
        }
    }

    fn name(&mut self, place: &str, name: &str) {
        let name = clean_line(name);
        self.that(!name.is_empty(), place, CalendarProblem::Required);
        self.that(name.chars().count() <= NAME_MAX, place, CalendarProblem::TooLong { max: NAME_MAX });
    }

    /// Whether a list is short enough to be looked into.
    fn length<T>(&mut self, place: &str, list: &[T], max: usize) -> bool {
        let ok = list.len() <= max;
        self.that(ok, place, CalendarProblem::TooLong { max });
        ok
    }

    fn date(&mut self, place: &str, date: NaiveDate) -> bool {
        let ok = (FIRST_YEAR..=LAST_YEAR).contains(&date.year());
        self.that(ok, format!("{place}.date"), CalendarProblem::Outside);
        ok
    }

    fn week(&mut self, week: &Week) {
        let mut all = Vec::new();
        for (number, day) in Week::DAYS.into_iter().enumerate() {
            all.extend(self.hours(&format!("week.{}", Week::name(day)), number as i64, week.hours(day)));
        }
        self.apart(all);
        // Sunday's may run into Monday's.
        let sunday = placed("week.sunday", -1, &week.sunday);
        self.apart_from(&sunday, placed("week.monday", 0, &week.monday));
    }

    fn holidays(&mut self, calendar: &Calendar) {
        let holidays = &calendar.holidays;
        let country = holidays.country.as_deref().and_then(Country::parse);
        let known = holidays.country.is_none() || country.is_some();
        self.that(known, "holidays.country", CalendarProblem::UnknownCountry);
        if self.length("holidays.removed", &holidays.removed, DATES_MAX) && known {
            for (number, entry) in holidays.removed.iter().enumerate() {
                let removes = country.is_some_and(|country| match as_date(entry) {
                    Some(date) => country.holidays(date.year()).iter().any(|holiday| holiday.date == date),
                    None => country.names().any(|name| name == entry),
                });
                self.that(removes, format!("holidays.removed.{number}"), CalendarProblem::RemovesNothing);
            }
        }
        if self.length("holidays.added", &holidays.added, DATES_MAX) {
            let mut dates = BTreeSet::new();
            for (number, holiday) in holidays.added.iter().enumerate() {
                let place = format!("holidays.added.{number}");
                self.name(&format!("{place}.name"), &holiday.name);
                self.date(&place, holiday.date.date());
                self.that(dates.insert(holiday.date), format!("{place}.date"), CalendarProblem::Twice);
            }
        }
    }

    fn special_days(&mut self, calendar: &Calendar) {
        if !self.length("special_days", &calendar.special_days, DATES_MAX) {
            return;
        }
        let days = Days::of(calendar.clone());
        let mut dates = BTreeSet::new();
        for (number, special) in calendar.special_days.iter().enumerate() {
            let place = format!("special_days.{number}");
            self.name(&format!("{place}.name"), &special.name);
            let new = dates.insert(special.date);
            self.that(new, format!("{place}.date"), CalendarProblem::Twice);
            if !self.date(&place, special.date.date()) || !new {
                continue;
            }
            let own = self.hours(&format!("{place}.hours"), 0, &special.hours);
            let before = beside(calendar, &days, special, -1);
            self.apart_from(&before, own.iter().map(|interval| interval.later(0)).collect());
            // A special day that follows looks back itself.
            if !matches!(days.day(neighbour(special, 1)).reason, Reason::Special(_)) {
                let after = beside(calendar, &days, special, 1);
                self.apart_from(&own, after);
            }
            self.apart(own);
        }
    }

    /// The intervals of a day, the faults of each one told.
    fn hours(&mut self, place: &str, day: i64, hours: &[Interval]) -> Vec<Placed> {
        if !self.length(place, hours, INTERVALS_MAX) {
            return Vec::new();
        }
        for (number, interval) in hours.iter().enumerate() {
            self.that(!interval.is_empty(), format!("{place}.{number}"), CalendarProblem::NoLength);
        }
        placed(place, day, hours)
    }

    /// Tells of those that begin before an earlier one ends.
    fn apart(&mut self, mut placed: Vec<Placed>) {
        placed.sort_by_key(|interval| interval.begin);
        let mut last: Option<Placed> = None;
        for interval in placed {
            if let Some(last) = &last {
                self.overlap(last, &interval);
            }
            if last.as_ref().is_none_or(|last| last.end < interval.end) {
                last = Some(interval);
            }
        }
    }

    /// Tells of the later ones that begin before one of the earlier day ends.
    fn apart_from(&mut self, earlier: &[Placed], later: Vec<Placed>) {
        let Some(last) = earlier.iter().max_by_key(|interval| interval.end) else { return };
        for interval in later {
            self.overlap(last, &interval);
        }
    }

    fn overlap(&mut self, earlier: &Placed, later: &Placed) {
        let problem = CalendarProblem::Overlaps { other: earlier.place.clone() };
        self.that(earlier.end <= later.begin, &later.place, problem);
    }
}

impl Placed {
    /// The same some days later.
    fn later(&self, days: i64) -> Self {
        let minutes = days * i64::from(DAY_MINUTES);
        Self { place: self.place.clone(), begin: self.begin + minutes, end: self.end + minutes }
    }
}

/// The intervals of the day before or after a special day.
fn beside(calendar: &Calendar, days: &Days, special: &SpecialDay, offset: i64) -> Vec<Placed> {
    let date = neighbour(special, offset);
    match days.day(date).reason {
        Reason::Holiday(_) => Vec::new(),
        Reason::Weekday => {
            let place = format!("week.{}", Week::name(date.weekday()));
            placed(&place, offset, calendar.week.hours(date.weekday()))
        }
        Reason::Special(_) => {
            let other = calendar.special_days.iter().enumerate().find(|(_, day)| day.date == Day::from_date(date));
            other.map_or_else(Vec::new, |(number, day)| {
                placed(&format!("special_days.{number}.hours"), offset, &day.hours)
            })
        }
    }
}

/// The first intervals of a day, and their places.
fn placed(place: &str, day: i64, hours: &[Interval]) -> Vec<Placed> {
    let placed = hours.iter().take(INTERVALS_MAX).enumerate().map(|(number, interval)| Placed {
        place: format!("{place}.{number}"),
        begin: i64::from(interval.begin()),
        end: i64::from(interval.end()),
    });
    placed.map(|interval| interval.later(day)).collect()
}

fn neighbour(special: &SpecialDay, offset: i64) -> NaiveDate {
    special.date.date() + TimeDelta::days(offset)
}
