//! Weekly hours: intervals of local time, several a weekday.

use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The minutes of a day that clocks show.
pub(super) const DAY_MINUTES: u16 = 24 * 60;

/// An interval of local time, written `09:00-13:00`. It belongs to the day on which it begins: one that ends at or
/// before its beginning, such as `22:00-06:00`, runs over midnight. `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Interval {
    from: u16,
    to: u16,
}

/// A text that is no interval.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no interval of a day; write it as `09:00-13:00`")]
pub struct NotAnInterval(String);

impl Interval {
    /// The whole day.
    pub const WHOLE_DAY: Self = Self { from: 0, to: DAY_MINUTES };

    /// When it begins, in minutes after midnight as the clocks show them.
    pub const fn begin(self) -> u16 {
        self.from
    }

    /// When it ends, in the same minutes; past 24 hours when it runs over midnight.
    pub const fn end(self) -> u16 {
        if self.to < self.from { self.to + DAY_MINUTES } else { self.to }
    }

    /// Whether it has no length, such as `09:00-09:00`.
    pub const fn is_empty(self) -> bool {
        self.from == self.to
    }
}

impl FromStr for Interval {
    type Err = NotAnInterval;

    fn from_str(text: &str) -> Result<Self, NotAnInterval> {
        let times = text.split_once('-').and_then(|(from, to)| Some((minutes(from.trim())?, minutes(to.trim())?)));
        match times {
            Some((from, to)) if from < DAY_MINUTES => Ok(Self { from, to }),
            _ => Err(NotAnInterval(text.chars().take(20).collect())),
        }
    }
}

/// The minutes after midnight of `HH:MM`.
fn minutes(text: &str) -> Option<u16> {
    let two_digits = |text: &str| match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0')),
        _ => None,
    };
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= DAY_MINUTES).then_some(hours * 60 + minutes)
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, self.to / 60, self.to % 60)
    }
}

impl TryFrom<String> for Interval {
    type Error = NotAnInterval;

    fn try_from(text: String) -> Result<Self, NotAnInterval> {
        text.parse()
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> Self {
        interval.to_string()
    }
}

/// The hours of a week without exceptions. A weekday that is left out has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Week {
    /// Monday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub monday: Vec<Interval>,
    /// Tuesday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tuesday: Vec<Interval>,
    /// Wednesday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wednesday: Vec<Interval>,
    /// Thursday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thursday: Vec<Interval>,
    /// Friday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub friday: Vec<Interval>,
    /// Saturday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub saturday: Vec<Interval>,
    /// Sunday's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sunday: Vec<Interval>,
}

impl Week {
    /// Every weekday, in the order of the week.
    pub(super) const DAYS: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// The same hours on working days, Monday to Friday.
    pub fn working_days(hours: &[Interval]) -> Self {
        let day = || hours.to_vec();
        Self { monday: day(), tuesday: day(), wednesday: day(), thursday: day(), friday: day(), ..Self::default() }
    }

    /// Every day around the clock.
    pub fn around_the_clock() -> Self {
        let day = [Interval::WHOLE_DAY];
        Self { saturday: day.to_vec(), sunday: day.to_vec(), ..Self::working_days(&day) }
    }

    /// The hours of a weekday.
    pub fn hours(&self, day: Weekday) -> &[Interval] {
        match day {
            Weekday::Mon => &self.monday,
            Weekday::Tue => &self.tuesday,
            Weekday::Wed => &self.wednesday,
            Weekday::Thu => &self.thursday,
            Weekday::Fri => &self.friday,
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
        }
    }

    /// Puts each day's hours in order.
    pub(super) fn put_in_order(&mut self) {
        let Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = self;
        for day in [monday, tuesday, wednesday, thursday, friday, saturday, sunday] {
            day.sort();
        }
    }

    /// What the fields are called.
    pub(super) const fn name(day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => "monday",
            Weekday::Tue => "tuesday",
            Weekday::Wed => "wednesday",
            Weekday::Thu => "thursday",
            Weekday::Fri => "friday",
            Weekday::Sat => "saturday",
            Weekday::Sun => "sunday",
        }
    }
}
