//! Points in time, as the desk stores them.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Range;

/// A moment in UTC: milliseconds since 1970-01-01T00:00:00Z. In stored rows it is that number, in what people read RFC
/// 3339.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds since the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The same moment as chrono has it. A value that chrono cannot hold becomes the epoch.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// From chrono; what is finer than a millisecond is cut off.
    pub fn from_utc(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_millis())
    }

    /// From RFC 3339 text.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Self::from_utc(at.to_utc()))
    }

    /// This moment and `span` more; stays at the edge of the range instead of overflowing.
    #[must_use]
    pub fn plus(self, span: TimeDelta) -> Self {
        Self(self.0.saturating_add(span.num_milliseconds()))
    }

    /// How long from `earlier` until now; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> TimeDelta {
        TimeDelta::milliseconds(self.0.saturating_sub(earlier.0))
    }

    /// The local date in `zone`.
    pub fn day(self, zone: Tz) -> Day {
        Day::from_date(self.to_utc().with_timezone(&zone).date_naive())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            Self::parse(&text).ok_or_else(|| Error::custom("not a moment"))
        } else {
            i64::deserialize(deserializer).map(Self)
        }
    }
}

impl fmt::Display for Moment {
    /// As chrono writes it, digit by digit: every answer has several, and they were a twentieth of reading a case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.to_utc();
        let Ok(year @ 0..=9999) = u32::try_from(at.year()) else {
            return f.write_str(&at.to_rfc3339_opts(SecondsFormat::Millis, true));
        };
        let mut text = *b"0000-00-00T00:00:00.000Z";
        let mut put = |places: Range<usize>, mut number: u32| {
            for place in text[places].iter_mut().rev() {
                *place += (number % 10) as u8;
                number /= 10;
            }
        };
        put(0..4, year);
        put(5..7, at.month());
        put(8..10, at.day());
        put(11..13, at.hour());
        put(14..16, at.minute());
        put(17..19, at.second());
        put(20..23, at.timestamp_subsec_millis());
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

/// A local calendar day: days since 1970-01-01. In stored rows it is that number, in what people read the date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { self.date().serialize(serializer) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            NaiveDate::deserialize(deserializer).map(Self::from_date)
        } else {
            i32::deserialize(deserializer).map(Self)
        }
    }
}

impl Day {
    /// From a calendar date.
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    /// The calendar date. A number that chrono cannot hold becomes 1970-01-01.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// Its first moment in `zone`.
    pub fn begins(self, zone: Tz) -> Moment {
        Moment::from_utc(crate::zone::first_moment(self.date(), zone))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// From days since 1970-01-01.
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use chrono::SecondsFormat;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_moment_is_written_as_chrono_writes_it(millis in prop_oneof![any::<i64>(), -100_000_000_000_000_i64..300_000_000_000_000]) {
            let at = Moment::from_millis(millis);
            let text = at.to_string();
            prop_assert_eq!(&text, &at.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true));
            if text.len() == 24 {
                prop_assert_eq!(Moment::parse(&text), Some(Moment::from_utc(at.to_utc())));
            }
        }
    }
}
