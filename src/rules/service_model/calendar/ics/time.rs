//! Dates and times of an iCalendar file, as dates of a calendar.

use super::IcsProblem;
use super::lines::Property;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// A date, or a time on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub date: NaiveDate,
    /// The time of day, when it is not the whole day.
    time: Option<NaiveTime>,
    /// Whose clocks show it; those of whoever reads it when none is said.
    pub zone: Option<Tz>,
}

impl Time {
    /// The value of a property, or one of its values.
    pub(super) fn read(property: &Property<'_>, value: &str) -> Result<Self, IcsProblem> {
        let zone =
            |name: &str| name.parse().map_err(|_| IcsProblem::UnknownZone { name: name.chars().take(60).collect() });
        Self::of(value, property.parameter("TZID").map(zone).transpose()?)
    }

    /// A date, or a time by the clocks of `zone`, or by those of UTC.
    pub(super) fn of(value: &str, zone: Option<Tz>) -> Result<Self, IcsProblem> {
        let (value, zone) = value.strip_suffix('Z').map_or((value, zone), |value| (value, Some(Tz::UTC)));
        if let Ok(date) = NaiveDate::parse_from_str(value, "%Y%m%d") {
            return Ok(Self { date, time: None, zone: None });
        }
        let at = NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").map_err(|_| IcsProblem::NotADate)?;
        Ok(Self { date: at.date(), time: Some(at.time()), zone })
    }

    /// The same time on another date.
    pub(super) fn on(self, date: NaiveDate) -> Self {
        Self { date, ..self }
    }

    /// Whether it is a date without a time.
    pub(super) fn is_date(self) -> bool {
        self.time.is_none()
    }

    /// The date that the clocks of `reader` show at this time; `less` is taken off before.
    pub(super) fn date_in(self, reader: Tz, less: TimeDelta) -> NaiveDate {
        let (Some(time), Some(zone)) = (self.time, self.zone) else {
            let midnight = self.date.and_time(self.time.unwrap_or_default());
            return midnight.checked_sub_signed(less).map_or(self.date, |at| at.date());
        };
        // A time that its clocks leave out is on its date all the same.
        let at = zone.from_local_datetime(&self.date.and_time(time)).earliest();
        let at: Option<DateTime<Tz>> = at.and_then(|at| at.checked_sub_signed(less));
        at.map_or(self.date, |at| at.with_timezone(&reader).date_naive())
    }
}
