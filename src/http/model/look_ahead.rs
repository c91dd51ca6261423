//! What a calendar comes to before it is saved: the named days of a year, and the holidays of an iCalendar file.

use super::calendar::{Calendar, written};
use crate::desk::FieldError;
use crate::http::problem::{FieldCode, FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::Word;
use crate::service_model::CalendarId;
use crate::service_model::calendar::{FIRST_YEAR, IcsCode, IcsFault, LAST_YEAR, NamedDay, NamedDayKind, read_ics};
use chrono::NaiveDate;
use chrono_tz::Tz;
use poem_openapi::Object;
use poem_openapi::types::Example;

/// How many bytes an iCalendar file may have.
const ICS_MAX: usize = 512 * 1024;
/// For how many years one may be read.
const ICS_YEARS: i32 = 10;

/// A calendar to look through.
#[derive(Clone, Debug, Object)]
pub(super) struct CalendarPreviewInput {
    /// The calendar, as a draft has it.
    calendar: Calendar,
    /// The year, 1970 to 2099.
    year: i32,
}

/// What a calendar comes to.
#[derive(Clone, Debug, Object)]
pub(super) struct CalendarPreview {
    /// What is wrong with it.
    faults: Vec<FieldFault>,
    /// The days of the year that have a name, in order: holidays, also those that are worked, and special days.
    days: Vec<PreviewDay>,
}

/// A day that has a name.
#[derive(Clone, Debug, Object)]
pub(super) struct PreviewDay {
    /// When.
    date: NaiveDate,
    /// What people read.
    name: String,
    /// Why it has a name.
    kind: Word<NamedDayKind>,
    /// The hours that begin on it.
    hours: Vec<String>,
}

/// A file to read holidays from.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct IcsInput {
    /// The text of the file, of up to 512 KiB.
    file: String,
    /// The time zone by whose clocks its moments are days.
    time_zone: String,
    /// The first year that is wanted.
    from: i32,
    /// The last one; ten years at a time.
    to: i32,
}

/// What a file has: days, or faults.
#[derive(Clone, Debug, Object)]
pub(super) struct IcsRead {
    /// The holidays in those years, in order, each day once.
    days: Vec<IcsDay>,
    /// What is wrong with the file.
    faults: Vec<IcsFaultShown>,
}

/// A holiday of a file.
#[derive(Clone, Debug, Object)]
pub(super) struct IcsDay {
    /// When.
    date: NaiveDate,
    /// What the file calls it.
    name: String,
}

/// Something that is wrong with an iCalendar file.
#[derive(Clone, Debug, Object)]
#[oai(rename = "IcsFault")]
pub(super) struct IcsFaultShown {
    /// The line, from 1 on; null when it is the whole file.
    line: Option<u64>,
    /// What.
    code: Word<IcsCode>,
    /// What, in words.
    detail: String,
}

/// The named days of a year.
pub(super) fn calendar_preview(input: &CalendarPreviewInput) -> Answer<Shown<CalendarPreview>> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&input.year) {
        return Err(Problem::field("year", FieldCode::OutOfRange));
    }
    let mut faults = Vec::new();
    let calendar = input.calendar.read(CalendarId(0), "calendar", &mut faults);
    faults.extend(calendar.check().into_iter().map(|fault| {
        FieldFault::from(FieldError { field: format!("calendar.{}", fault.place), problem: fault.problem.into() })
    }));
    let days = calendar.named_days(input.year).into_iter().map(PreviewDay::of).collect();
    Ok(Shown::new(CalendarPreview { faults, days }))
}

/// The holidays of a file. What a stranger wrote may take its time: it is read apart from the requests.
pub(super) async fn ics(input: IcsInput) -> Answer<Shown<IcsRead>> {
    let IcsInput { file, time_zone, from, to } = input;
    let zone: Tz = time_zone.parse().map_err(|_| Problem::field("time_zone", FieldCode::Unknown))?;
    if !(from..from.saturating_add(ICS_YEARS)).contains(&to) {
        return Err(Problem::field("to", FieldCode::OutOfRange));
    }
    let read = tokio::task::spawn_blocking(move || read_ics(file.as_bytes(), from..=to, zone, ICS_MAX));
    let read = match read.await.map_err(|error| Problem::internal(&error))? {
        Ok(days) => IcsRead {
            days: days.into_iter().map(|day| IcsDay { date: day.date.date(), name: day.name }).collect(),
            faults: Vec::new(),
        },
        Err(faults) => IcsRead { days: Vec::new(), faults: faults.iter().map(IcsFaultShown::of).collect() },
    };
    Ok(Shown::new(read))
}

impl PreviewDay {
    fn of(day: NamedDay) -> Self {
        Self { date: day.date, name: day.name, kind: Word(day.kind), hours: written(&day.hours) }
    }
}

impl IcsFaultShown {
    fn of(fault: &IcsFault) -> Self {
        let line = fault.line.map(|line| line as u64);
        Self { line, code: Word(fault.problem.code()), detail: fault.problem.to_string() }
    }
}

impl Example for IcsInput {
    fn example() -> Self {
        let event = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261002\r\nSUMMARY:Aniversario\r\nEND:VEVENT";
        Self {
            file: format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n"),
            time_zone: "America/Santiago".to_owned(),
            from: 2026,
            to: 2028,
        }
    }
}
