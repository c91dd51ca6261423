//! Calendars, tried out.
#![expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod arithmetic;
mod check;
mod document;
mod holidays;
mod ics;
mod laws;
mod slow;

use super::*;
use crate::Moment;
use chrono::TimeDelta;

fn interval(text: &str) -> Interval {
    text.parse().unwrap()
}

fn intervals(texts: &[&str]) -> Vec<Interval> {
    texts.iter().map(|text| interval(text)).collect()
}

fn day(text: &str) -> Day {
    Day::from_date(text.parse().unwrap())
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn calendar(time_zone: &str, week: Week) -> Calendar {
    Calendar {
        id: CalendarId(1),
        name: "Horario hábil".to_owned(),
        time_zone: time_zone.to_owned(),
        week,
        holidays: Holidays::default(),
        special_days: Vec::new(),
    }
}

/// Monday to Friday, a break at noon, as in Chile.
fn office() -> Calendar {
    let mut calendar = calendar("America/Santiago", Week::working_days(&intervals(&["09:00-13:00", "14:00-18:00"])));
    calendar.holidays.country = Some("cl".to_owned());
    calendar
}
