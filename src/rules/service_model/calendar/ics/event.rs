//! An event of an iCalendar file, and its days.

use super::super::FIRST_YEAR;
use super::IcsProblem;
use super::lines::Property;
use super::repetition::Repetition;
use super::time::Time;
use crate::desk::text::{NAME_MAX, clean_line};
use chrono::{Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The longest event, in days.
const LENGTH_MAX: i64 = 366;
/// How many dates may be left out of a repetition.
const LEFT_OUT_MAX: usize = 1_000;

/// What was read of an event.
#[derive(Default)]
pub(super) struct Event {
    name: String,
    start: Option<Time>,
    end: Option<Time>,
    repetition: Option<Repetition>,
    left_out: Vec<Time>,
    cancelled: bool,
}

impl Event {
    /// Takes one of its properties.
    pub(super) fn take(&mut self, property: &Property<'_>) -> Result<(), IcsProblem> {
        match property.name.as_str() {
            "SUMMARY" => self.name = clean_line(&property.text()).chars().take(NAME_MAX).collect(),
            "DTSTART" => self.start = Some(Time::read(property, property.value)?),
            "DTEND" => self.end = Some(Time::read(property, property.value)?),
            "RRULE" if self.repetition.is_some() => return Err(IcsProblem::not_read("a second RRULE")),
            "RRULE" => self.repetition = Some(Repetition::read(property.value)?),
            "EXDATE" => {
                for value in property.value.split(',') {
                    if self.left_out.len() >= LEFT_OUT_MAX {
                        return Err(IcsProblem::TooMany { max: LEFT_OUT_MAX, what: "dates in EXDATE" });
                    }
                    self.left_out.push(Time::read(property, value)?);
                }
            }
            "STATUS" => self.cancelled = property.value.eq_ignore_ascii_case("CANCELLED"),
            "RDATE" | "EXRULE" | "RECURRENCE-ID" | "DURATION" => return Err(IcsProblem::not_read(&property.name)),
            _ => {}
        }
        Ok(())
    }

    /// Whether it is whole.
    pub(super) fn check(&self) -> Result<(), IcsProblem> {
        let start = self.start.ok_or(IcsProblem::Missing("DTSTART"))?;
        if self.name.is_empty() {
            return Err(IcsProblem::Missing("SUMMARY"));
        }
        // Counting from there would take as long as the past is.
        if start.date.year() < FIRST_YEAR && self.repetition.as_ref().is_some_and(Repetition::counts) {
            return Err(IcsProblem::not_read("COUNT of what began before 1970"));
        }
        let end = self.end.unwrap_or(start);
        let length = end.date.signed_duration_since(start.date).num_days();
        // Two zones may show two dates at one time.
        let shortest = if start.is_date() { 0 } else { -1 };
        if (shortest..=LENGTH_MAX).contains(&length) { Ok(()) } else { Err(IcsProblem::Length) }
    }

    /// What people read.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it comes again.
    pub(super) fn repeats(&self) -> bool {
        self.repetition.is_some()
    }

    /// The dates within `range` that it touches by the clocks of `zone`; one may come several times.
    pub(super) fn days(&self, range: RangeInclusive<NaiveDate>, zone: Tz) -> impl Iterator<Item = NaiveDate> {
        let date = move |time: Time| time.date_in(zone, TimeDelta::zero());
        self.start.filter(|_| !self.cancelled).into_iter().flat_map(move |start| {
            let first = date(start);
            // The end itself is no longer in it.
            let last = self.end.map_or(first, |end| end.date_in(zone, TimeDelta::seconds(1))).max(first);
            let length = last.signed_duration_since(first);
            let left_out: BTreeSet<NaiveDate> = self.left_out.iter().map(|time| date(*time)).collect();
            // One that begins before the range may reach into it, and its clocks may show another date.
            let near = *range.start() - length - TimeDelta::days(2)..=*range.end() + TimeDelta::days(2);
            let again = self.repetition.iter().flat_map(move |rule| rule.dates(start, near.clone()));
            let begins = self.repetition.is_none().then_some(start.date).into_iter().chain(again);
            let begins = begins.map(move |on| date(start.on(on))).filter(move |begin| !left_out.contains(begin));
            let range = range.clone();
            begins
                .flat_map(move |begin| begin.iter_days().take(length.num_days() as usize + 1))
                .filter(move |date| range.contains(date))
        })
    }
}
