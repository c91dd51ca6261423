//! The clocks of a time zone, and when they are changed.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The stretch in which a change of clocks is looked for at once. No zone has two within it.
pub const ONE_CHANGE: TimeDelta = TimeDelta::days(1);

/// How far the clocks of `zone` are ahead of UTC.
pub fn offset_at(at: DateTime<Utc>, zone: Tz) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

/// The first moment of a local date. One that the zone left out begins when the next one does.
pub fn first_moment(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    // Clocks that are put forward at midnight leave out the first hour, or a whole day.
    let halves = (0..=96).map(|half| zone.from_local_datetime(&(midnight + TimeDelta::minutes(30 * half))).earliest());
    halves.flatten().next().map_or_else(|| midnight.and_utc(), |first| first.to_utc())
}

/// The first moment in `(from, to]` at which the offset is another than at `from`; the two are at most
/// [`ONE_CHANGE`] apart.
pub fn change_of_clocks(from: DateTime<Utc>, to: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let before = offset_at(from, zone);
    if offset_at(to, zone) == before {
        return None;
    }
    // Whole seconds: no zone changes in between.
    let (mut same, mut other) = (from.timestamp(), to.timestamp());
    while other - same > 1 {
        let middle = same + (other - same) / 2;
        match DateTime::from_timestamp(middle, 0) {
            Some(at) if offset_at(at, zone) == before => same = middle,
            _ => other = middle,
        }
    }
    DateTime::from_timestamp(other, 0)
}
