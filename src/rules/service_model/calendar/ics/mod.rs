//! Holidays from an iCalendar file (.ics, RFC 5545).
//!
//! Each event is read as days: those that it touches by the clocks of the calendar's zone. Read are DTSTART, DTEND,
//! SUMMARY, RRULE, EXDATE and STATUS of events; what would change the days and is not read is a fault, so that no day is
//! missing in silence. Files come from strangers: size, events and days have bounds, and a rule costs no more than the
//! years that are asked for.

mod event;
mod lines;
mod repetition;
mod time;

use super::{AddedHoliday, FIRST_YEAR, LAST_YEAR};
use crate::Day;
use crate::desk::text::NAME_MAX;
use crate::words::Vocabulary;
use chrono::NaiveDate;
use chrono_tz::Tz;
use event::Event;
use lines::Line;
pub(crate) use lines::{Property, lines};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// How many events a file may have.
const EVENTS_MAX: usize = 5_000;
/// How many of them may come again.
const REPEATING_MAX: usize = 500;
/// How many days may come out: as many holidays as a calendar may have added.
const DAYS_MAX: usize = 2_000;
/// How many days the events may have, one by one.
const EVENT_DAYS_MAX: usize = 100_000;
/// How many faults are told.
const FAULTS_MAX: usize = 20;
/// How deep components may lie in each other.
const DEPTH_MAX: usize = 8;

/// What is wrong with an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcsFault {
    /// The line, from 1 on; none when it is the whole file.
    pub line: Option<usize>,
    /// What.
    pub problem: IcsProblem,
}

/// What may be wrong in an iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsProblem {
    /// It has more bytes than it may.
    #[error("the file is larger than {max} bytes")]
    TooLarge {
        /// How many it may have.
        max: usize,
    },
    /// It does not begin as such a file does.
    #[error("this is no iCalendar file: it does not begin with BEGIN:VCALENDAR")]
    NotACalendar,
    /// The bytes are no text.
    #[error("this is not written in UTF-8")]
    NotUtf8,
    /// It is no `NAME:value`.
    #[error("this line is broken: it should be a name, a colon and a value")]
    Broken,
    /// An END without its BEGIN, or too many within each other.
    #[error("BEGIN and END do not fit together")]
    Unmatched,
    /// The file ends in the middle.
    #[error("the file ends before what begins here")]
    Unfinished,
    /// The event has no day, or no name.
    #[error("this event has no {0}")]
    Missing(&'static str),
    /// It is no date and no time.
    #[error("this is no date; write it as 20260918 or 20260918T120000Z")]
    NotADate,
    /// No time zone is called so.
    #[error("`{name}` is no time zone of the IANA database")]
    UnknownZone {
        /// What it is called.
        name: String,
    },
    /// The event ends before it begins, or lasts longer than a year.
    #[error("this event ends before it begins, or lasts longer than a year")]
    Length,
    /// It is no rule of repetition.
    #[error("this is no rule of repetition")]
    NotARule,
    /// It comes several times a day.
    #[error("what comes every hour, minute or second is no holiday")]
    TooOften,
    /// It is not read, and would change the days.
    #[error("{0} is not read; write its days as events of their own")]
    NotRead(String),
    /// There is more of it than may be.
    #[error("there are more than {max} {what}")]
    TooMany {
        /// How many there may be.
        max: usize,
        /// Of what.
        what: &'static str,
    },
}

vocabulary! {
    /// What may be wrong in an iCalendar file, in a word.
    IcsCode {
        /// [`IcsProblem::TooLarge`].
        TooLarge = "too_large",
        /// [`IcsProblem::NotACalendar`].
        NotACalendar = "not_a_calendar",
        /// [`IcsProblem::NotUtf8`].
        NotUtf8 = "not_utf8",
        /// [`IcsProblem::Broken`].
        Broken = "broken",
        /// [`IcsProblem::Unmatched`].
        Unmatched = "unmatched",
        /// [`IcsProblem::Unfinished`].
        Unfinished = "unfinished",
        /// [`IcsProblem::Missing`].
        Missing = "missing",
        /// [`IcsProblem::NotADate`].
        NotADate = "not_a_date",
        /// [`IcsProblem::UnknownZone`].
        UnknownZone = "unknown_zone",
        /// [`IcsProblem::Length`].
        Length = "length",
        /// [`IcsProblem::NotARule`].
        NotARule = "not_a_rule",
        /// [`IcsProblem::TooOften`].
        TooOften = "too_often",
        /// [`IcsProblem::NotRead`].
        NotRead = "not_read",
        /// [`IcsProblem::TooMany`].
        TooMany = "too_many",
    }
}

impl IcsProblem {
    /// It in a word.
    pub const fn code(&self) -> IcsCode {
        match self {
            Self::TooLarge { .. } => IcsCode::TooLarge,
            Self::NotACalendar => IcsCode::NotACalendar,
            Self::NotUtf8 => IcsCode::NotUtf8,
            Self::Broken => IcsCode::Broken,
            Self::Unmatched => IcsCode::Unmatched,
            Self::Unfinished => IcsCode::Unfinished,
            Self::Missing(_) => IcsCode::Missing,
            Self::NotADate => IcsCode::NotADate,
            Self::UnknownZone { .. } => IcsCode::UnknownZone,
            Self::Length => IcsCode::Length,
            Self::NotARule => IcsCode::NotARule,
            Self::TooOften => IcsCode::TooOften,
            Self::NotRead(_) => IcsCode::NotRead,
            Self::TooMany { .. } => IcsCode::TooMany,
        }
    }

    fn not_read(what: &str) -> Self {
        Self::NotRead(what.chars().take(60).collect())
    }

    fn at(self, line: usize) -> IcsFault {
        IcsFault { line: Some(line), problem: self }
    }
}

impl fmt::Display for IcsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.problem),
            None => self.problem.fmt(f),
        }
    }
}

/// Reads the days of a file that lie in `years`, by the clocks of `zone`, in order and each once; or says what is wrong
/// with it. A file of more than `size_max` bytes is not looked into.
pub fn read_ics(
    file: &[u8],
    years: RangeInclusive<i32>,
    zone: Tz,
    size_max: usize,
) -> Result<Vec<AddedHoliday>, Vec<IcsFault>> {
    let whole = |problem| vec![IcsFault { line: None, problem }];
    if file.len() > size_max {
        return Err(whole(IcsProblem::TooLarge { max: size_max }));
    }
    let mut reading = Reading::default();
    for line in lines(file) {
        if let Err(problem) = line.property().and_then(|property| reading.take(&line, &property)) {
            let problem = if reading.begun { problem } else { IcsProblem::NotACalendar };
            let enough = matches!(problem, IcsProblem::NotACalendar | IcsProblem::TooMany { .. });
            reading.faults.push(problem.at(line.number));
            if enough || reading.faults.len() >= FAULTS_MAX {
                return Err(reading.faults);
            }
        }
    }
    if !reading.begun {
        return Err(whole(IcsProblem::NotACalendar));
    }
    if let Some((_, line)) = reading.open.last() {
        reading.faults.push(IcsProblem::Unfinished.at(*line));
    }
    if !reading.faults.is_empty() {
        return Err(reading.faults);
    }
    reading.holidays(years, zone).map_err(whole)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    begun: bool,
    /// The components that are open, with the lines on which they began.
    open: Vec<(String, usize)>,
    event: Option<Event>,
    events: Vec<Event>,
    repeating: usize,
    faults: Vec<IcsFault>,
}

impl Reading {
    fn take(&mut self, line: &Line, property: &Property<'_>) -> Result<(), IcsProblem> {
        if !self.begun && (property.name != "BEGIN" || !property.value.eq_ignore_ascii_case("VCALENDAR")) {
            return Err(IcsProblem::NotACalendar);
        }
        self.begun = true;
        match property.name.as_str() {
            "BEGIN" => self.begin(property.value.to_ascii_uppercase(), line.number),
            "END" => self.end(&property.value.to_ascii_uppercase()),
            // What lies within an event, such as an alarm, is not its own.
            _ => match &mut self.event {
                Some(event) if self.open.last().is_some_and(|(name, _)| name == "VEVENT") => event.take(property),
                _ => Ok(()),
            },
        }
    }

    fn begin(&mut self, name: String, line: usize) -> Result<(), IcsProblem> {
        if self.open.len() >= DEPTH_MAX {
            return Err(IcsProblem::Unmatched);
        }
        if name == "VEVENT" && self.event.is_none() {
            self.event = Some(Event::default());
        }
        self.open.push((name, line));
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), IcsProblem> {
        let (_, begun) = self.open.pop_if(|(open, _)| open == name).ok_or(IcsProblem::Unmatched)?;
        let Some(event) = self.event.take_if(|_| name == "VEVENT") else { return Ok(()) };
        // Of an event that has a fault already nothing more is said.
        if self.faults.last().is_none_or(|fault| fault.line < Some(begun)) {
            event.check()?;
        }
        self.repeating += usize::from(event.repeats());
        self.events.push(event);
        bound(self.events.len(), EVENTS_MAX, "events")?;
        bound(self.repeating, REPEATING_MAX, "events that come again")
    }

    /// The days of all events. Several events on one day are one holiday with all their names.
    fn holidays(self, years: RangeInclusive<i32>, zone: Tz) -> Result<Vec<AddedHoliday>, IcsProblem> {
        let first = NaiveDate::from_ymd_opt((*years.start()).max(FIRST_YEAR), 1, 1);
        let last = NaiveDate::from_ymd_opt((*years.end()).min(LAST_YEAR), 12, 31);
        let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
        let mut days: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
        let mut event_days = 0;
        for event in &self.events {
            for date in event.days(first..=last, zone) {
                let names = days.entry(date).or_default();
                if !names.contains(&event.name()) {
                    names.push(event.name());
                }
                event_days += 1;
                bound(days.len(), DAYS_MAX, "days")?;
                bound(event_days, EVENT_DAYS_MAX, "days of all events")?;
            }
        }
        let holidays = days.into_iter().map(|(date, names)| AddedHoliday {
            date: Day::from_date(date),
            name: names.join("; ").chars().take(NAME_MAX).collect(),
            every_year: false,
        });
        Ok(holidays.collect())
    }
}

fn bound(count: usize, max: usize, what: &'static str) -> Result<(), IcsProblem> {
    if count > max { Err(IcsProblem::TooMany { max, what }) } else { Ok(()) }
}
