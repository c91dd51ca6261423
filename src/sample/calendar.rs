//! When cases come in, and when the desk works.

use super::dice::Dice;
use super::distributions::{HOLIDAYS, HOURS, WEEKDAYS};
use super::streams;
use crate::moment::{Day, Moment};
use chrono::{Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

/// The hours in which the desk works on working days.
const OPENS: u32 = 8;
const SHUTS: u32 = 19;
/// A survey is asked again after so many days, each time for so many; the last time so many before the end.
const ROUND_EVERY: i64 = 91;
const ROUND_TAKES: i64 = 9;
const ROUND_BEGINS: i64 = 21;
/// When what was answered during a day is kept.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).unwrap();

/// The period of a sample.
pub(super) struct Calendar {
    zone: Tz,
    first: NaiveDate,
    last: NaiveDate,
    until: Moment,
}

impl Calendar {
    /// The `months` before `until`, from the beginning of their first local day.
    pub(super) fn new(zone: Tz, until: Moment, months: u32) -> Self {
        let last = until.to_utc().with_timezone(&zone).date_naive();
        Self { zone, first: last.checked_sub_months(Months::new(months)).unwrap_or(last), last, until }
    }

    /// The first moment of the period.
    pub(super) fn from(&self) -> Moment {
        self.moment(self.first.and_time(NaiveTime::MIN))
    }

    /// The local month, 1 to 12.
    pub(super) fn month(&self, at: Moment) -> u32 {
        self.local(at).month()
    }

    /// The local day.
    pub(super) fn day(&self, at: Moment) -> Day {
        at.day(self.zone)
    }

    /// How much of the period has passed, per mille.
    pub(super) fn progress(&self, at: Moment) -> u32 {
        let days = |from: Moment, to: Moment| to.since(from).num_days();
        let passed = days(self.from(), at) * 1000 / days(self.from(), self.until).max(1);
        u32::try_from(passed).unwrap_or_default().min(1000)
    }

    /// At six in the evening of the working days of every round: nine days, the last of which begin three weeks before the end
    /// of the period, and the others each three months before.
    pub(super) fn rounds(&self) -> impl Iterator<Item = Moment> {
        let in_round = |day: &NaiveDate| {
            let left = self.last.signed_duration_since(*day).num_days();
            (ROUND_BEGINS - left).rem_euclid(ROUND_EVERY) < ROUND_TAKES
        };
        let working = self.days().filter(move |day| in_round(day) && is_working_day(*day));
        working.map(|day| self.moment(day.and_time(EVENING))).filter(|at| *at < self.until)
    }

    /// The local hour.
    pub(super) fn hour(&self, at: Moment) -> u32 {
        self.local(at).hour()
    }

    fn local(&self, at: Moment) -> NaiveDateTime {
        at.to_utc().with_timezone(&self.zone).naive_local()
    }

    /// The moment of a local time; of two the first, and for an hour that the clock leaves out the next one.
    fn moment(&self, local: NaiveDateTime) -> Moment {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Moment::from_utc(at.to_utc()),
            LocalResult::None => {
                let next = local + TimeDelta::hours(1);
                let at = self.zone.from_local_datetime(&next).earliest();
                Moment::from_utc(at.map_or_else(|| next.and_utc(), |at| at.to_utc()))
            }
        }
    }

    /// What a day weighs against the others; of the last one only the hours that have passed.
    pub(super) fn weight(&self, day: NaiveDate) -> u64 {
        let place = if is_holiday(day) { 6 } else { day.weekday().num_days_from_monday() as usize };
        let whole = u64::from(WEEKDAYS.get(place).copied().unwrap_or_default()) * 1000;
        if day < self.last {
            return whole;
        }
        let until = self.local(self.until);
        let total: u64 = HOURS.iter().map(|weight| u64::from(*weight)).sum();
        let passed: u64 = HOURS
            .iter()
            .zip(0u32..)
            .map(|(weight, hour)| match hour.cmp(&until.hour()) {
                std::cmp::Ordering::Less => u64::from(*weight) * 60,
                std::cmp::Ordering::Equal => u64::from(*weight) * u64::from(until.minute()),
                std::cmp::Ordering::Greater => 0,
            })
            .sum();
        whole * passed / (total * 60)
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    /// The moments at which `count` cases come in, in order; a day at a time is drawn.
    pub(super) fn openings(&self, seed: u64, count: u64) -> impl Iterator<Item = Moment> {
        let total: u64 = self.days().map(|day| self.weight(day)).sum::<u64>().max(1);
        let mut passed = 0u64;
        self.days().zip(0u64..).flat_map(move |(day, place)| {
            // Shares of the whole are rounded, not those of a day: so they add up.
            let share = |weight: u64| {
                u64::try_from(u128::from(count) * u128::from(weight) / u128::from(total)).unwrap_or(count)
            };
            let before = share(passed);
            passed += self.weight(day);
            let mut dice = Dice::new(seed, streams::DAYS + place);
            let mut moments: Vec<Moment> = (before..share(passed)).map(|_| self.opening(&mut dice, day)).collect();
            moments.sort_unstable();
            moments
        })
    }

    fn opening(&self, dice: &mut Dice, day: NaiveDate) -> Moment {
        let mut at = self.until;
        // On the last day only what has passed counts; that is nearly always drawn within a few throws.
        for _ in 0..1_000 {
            let hour = u32::try_from(dice.weighted(HOURS.iter().copied())).unwrap_or_default();
            let seconds = u32::try_from(dice.below(3600)).unwrap_or_default();
            let millis = dice.between(0, 999);
            let local = day.and_hms_opt(hour, seconds / 60, seconds % 60).unwrap_or_default();
            at = self.moment(local).plus(TimeDelta::milliseconds(millis));
            if at < self.until {
                break;
            }
        }
        at.min(self.until.plus(TimeDelta::milliseconds(-1)))
    }

    /// The moment when `minutes` of the desk's working time have passed since `at`, and a few seconds more.
    pub(super) fn after(&self, dice: &mut Dice, at: Moment, minutes: i64) -> Moment {
        let mut left = TimeDelta::minutes(minutes);
        let mut cursor = self.local(at);
        loop {
            let day = cursor.date();
            let opens = day.and_hms_opt(OPENS, 0, 0).unwrap_or(cursor);
            let shuts = day.and_hms_opt(SHUTS, 0, 0).unwrap_or(cursor);
            if is_working_day(day) && cursor < shuts {
                let begins = cursor.max(opens);
                if begins + left < shuts {
                    cursor = begins + left;
                    break;
                }
                left -= shuts - begins;
            }
            cursor = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN);
        }
        let seconds = TimeDelta::milliseconds(dice.between(1, 59_999));
        self.moment(cursor).max(at).plus(seconds)
    }
}

fn is_holiday(day: NaiveDate) -> bool {
    HOLIDAYS.contains(&(day.month(), day.day()))
}

fn is_working_day(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5 && !is_holiday(day)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        Calendar::new(chrono_tz::America::Santiago, Moment::parse("2026-11-25T15:40:00Z").unwrap(), 3)
    }

    #[test]
    fn openings_are_as_many_as_asked_in_order_and_within_the_period() {
        let calendar = calendar();
        let all: Vec<Moment> = calendar.openings(1, 5_000).collect();
        assert_eq!(all.len(), 5_000);
        assert!(all.is_sorted());
        assert!(all[0] >= calendar.from() && all[4_999] < calendar.until);
        assert!(all.iter().any(|at| calendar.local(*at).date() == calendar.last), "the last day has cases");
    }

    #[test]
    fn working_time_leaves_out_nights_weekends_and_holidays() {
        let calendar = calendar();
        let mut dice = Dice::new(1, 1);
        // A Friday at 18:30, and two hours of work: Monday at 9:30 (before the clocks changed; in UTC 12:30).
        let friday = Moment::parse("2026-10-30T21:30:00Z").unwrap();
        let monday = calendar.after(&mut dice, friday, 120);
        assert_eq!(monday.to_string().get(..16), Some("2026-11-02T12:30"));
        // Over the holiday in between nobody works.
        let before = Moment::parse("2026-09-17T21:30:00Z").unwrap();
        assert_eq!(calendar.after(&mut dice, before, 60).to_string().get(..13), Some("2026-09-21T11"));
    }

    #[test]
    fn the_hour_that_does_not_exist_becomes_the_next() {
        let calendar = calendar();
        let missing = NaiveDate::from_ymd_opt(2026, 9, 6).unwrap().and_hms_opt(0, 30, 0).unwrap();
        assert_eq!(calendar.moment(missing).to_string(), "2026-09-06T04:30:00.000Z");
    }
}
