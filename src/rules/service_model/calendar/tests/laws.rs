//! Laws that hold for every calendar, in every zone, against the slow way.

use super::slow::Slow;
use super::*;
use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;

/// Twenty years, from before Samoa lost a day until after the next leap year.
const FROM: i64 = 1_262_304_000; // 2010-01-01
const UNTIL: i64 = 1_893_456_000; // 2030-01-01

fn zone() -> impl Strategy<Value = Tz> {
    prop_oneof![
        8 => prop::sample::select(&TZ_VARIANTS[..]),
        1 => prop::sample::select(vec![
            Tz::America__Santiago, Tz::Pacific__Easter, Tz::Pacific__Apia, Tz::Australia__Lord_Howe, Tz::Asia__Kathmandu,
            Tz::Antarctica__Troll, Tz::Africa__Casablanca, Tz::America__Sao_Paulo,
        ]),
    ]
}

/// Intervals of one day that do not touch the next.
fn hours() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::btree_set(0..=24 * 60_u16, 0..=6).prop_map(|times| {
        let times: Vec<u16> = times.into_iter().collect();
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        times.chunks_exact(2).map(|pair| interval(&format!("{}-{}", time(pair[0]), time(pair[1])))).collect()
    })
}

/// A week, sometimes with a night that begins after everything else of its day and ends before everything of the next.
fn week() -> impl Strategy<Value = Week> {
    (prop::collection::vec(hours(), 7), any::<[bool; 7]>()).prop_map(|(mut days, nights)| {
        for (number, night) in nights.into_iter().enumerate() {
            let last = days[number].iter().map(|interval| interval.end()).max().unwrap_or_default();
            let next = days[(number + 1) % 7].iter().map(|interval| interval.begin()).min().unwrap_or(24 * 60);
            if night && last < 24 * 60 && next > 0 {
                let (begin, end) = (last.max(1), next.min(last));
                let text = format!("{:02}:{:02}-{:02}:{:02}", begin / 60, begin % 60, end / 60, end % 60);
                days[number].push(interval(&text));
            }
        }
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = days.try_into().unwrap();
        Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    })
}

fn date() -> impl Strategy<Value = Day> {
    (FROM / 86_400..UNTIL / 86_400).prop_map(|number| Day::from_number(number as i32))
}

/// Calendars without faults.
fn calendars() -> impl Strategy<Value = Calendar> {
    let added = prop::collection::vec((date(), any::<bool>()), 0..20);
    let special = prop::collection::vec((date(), hours()), 0..10);
    (zone(), week(), added, special).prop_filter_map("it has faults", |(zone, week, added, special)| {
        let mut calendar = calendar(zone.name(), week);
        for (date, every_year) in added {
            if calendar.holidays.added.iter().all(|other| other.date != date) {
                calendar.holidays.added.push(AddedHoliday { date, name: "Feriado".to_owned(), every_year });
            }
        }
        for (date, hours) in special {
            let day = SpecialDay { date, name: "Horario especial".to_owned(), hours };
            calendar.special_days.push(day);
            // One that gets into the way of a night is left out.
            if !calendar.check().is_empty() {
                calendar.special_days.pop();
            }
        }
        calendar.check().is_empty().then_some(calendar)
    })
}

fn at(second: i64) -> Moment {
    Moment::from_millis(second * 1000)
}

/// The moments near which the clocks of the zone are changed, within the twenty years.
fn changes(zone: Tz) -> Vec<i64> {
    use crate::zone::change_of_clocks;
    let utc = |second| chrono::DateTime::from_timestamp(second, 0).unwrap();
    let days = (FROM..UNTIL).step_by(86_400);
    days.filter_map(|day| change_of_clocks(utc(day), utc(day + 86_400), zone).map(|at| at.timestamp())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// What is open between two moments of twenty years is what the clocks show, minute by minute.
    #[test]
    fn open_time_is_counted_as_by_hand(calendar in calendars(), start in FROM / 60..UNTIL / 60, minutes in 0..40_000_i64) {
        let (hours, slow) = (calendar.open_hours().unwrap(), Slow::of(&calendar));
        let (from, to) = (start * 60, (start + minutes) * 60);
        let open = hours.open_between(at(from), at(to)).unwrap();
        prop_assert_eq!(open.num_seconds(), slow.open_between(from, to, 60));
        prop_assert_eq!(hours.open_between(at(to), at(from)).unwrap(), -open);
        prop_assert_eq!(hours.is_open(at(from)).unwrap(), slow.is_open(from));
    }

    /// The same near a change of clocks, second by second and with both ends off the minute.
    #[test]
    fn a_change_of_clocks_is_counted_as_by_hand(
        calendar in calendars(),
        which in any::<prop::sample::Index>(),
        before in 0..8_000_i64,
        after in 0..8_000_i64,
    ) {
        let (hours, slow) = (calendar.open_hours().unwrap(), Slow::of(&calendar));
        let changes = changes(hours.zone());
        let middle = if changes.is_empty() { FROM } else { *which.get(&changes) };
        let (from, to) = (middle - before, middle + after);
        prop_assert_eq!(hours.open_between(at(from), at(to)).unwrap().num_seconds(), slow.open_between(from, to, 1));
    }

    /// Added time has passed at the moment that it leads to, and not a millisecond before.
    #[test]
    fn added_time_has_passed_and_no_moment_earlier(
        calendar in calendars(),
        from in FROM * 1000..UNTIL * 1000,
        open in 1..200_000_000_i64,
    ) {
        let hours = calendar.open_hours().unwrap();
        let (from, open) = (Moment::from_millis(from), TimeDelta::milliseconds(open));
        match hours.add(from, open) {
            Ok(due) => {
                prop_assert_eq!(hours.open_between(from, due).unwrap(), open);
                let earlier = due.plus(TimeDelta::milliseconds(-1));
                prop_assert_eq!(hours.open_between(from, earlier).unwrap(), open - TimeDelta::milliseconds(1));
                prop_assert!(hours.is_open(earlier).unwrap());
            }
            // Only a week without hours ends.
            Err(error) => {
                prop_assert_eq!(error, CalendarError::NeverAgain);
                prop_assert_eq!(&calendar.week, &Week::default());
            }
        }
    }

    /// What was counted is a sum: open stretches in order, apart, whole, and as long as the answer.
    #[test]
    fn segments_add_up(calendar in calendars(), from in FROM * 1000..UNTIL * 1000, length in 0..60_000_000_000_i64) {
        let hours = calendar.open_hours().unwrap();
        let (from, to) = (Moment::from_millis(from), Moment::from_millis(from + length));
        let segments = hours.segments(from, to).unwrap();
        let sum = segments.iter().fold(TimeDelta::zero(), |sum, segment| sum + segment.length());
        prop_assert_eq!(sum, hours.open_between(from, to).unwrap());
        for segment in &segments {
            prop_assert!(from <= segment.from && segment.from < segment.to && segment.to <= to);
            prop_assert_eq!(hours.open_between(segment.from, segment.to).unwrap(), segment.length());
            prop_assert_eq!(segment.from.day(hours.zone()), segment.day);
        }
        prop_assert!(segments.windows(2).all(|pair| pair[0].to <= pair[1].from));
    }

    /// The next open moment is open, and nothing is open until it.
    #[test]
    fn nothing_is_open_until_the_next_open_moment(calendar in calendars(), from in FROM * 1000..UNTIL * 1000) {
        let hours = calendar.open_hours().unwrap();
        let from = Moment::from_millis(from);
        match hours.next_open(from) {
            Ok(next) => {
                prop_assert!(hours.is_open(next).unwrap());
                prop_assert_eq!(hours.open_between(from, next).unwrap(), TimeDelta::zero());
            }
            Err(error) => prop_assert_eq!(error, CalendarError::NeverAgain),
        }
    }

    /// Whatever is asked of whatever calendar, an answer comes.
    #[test]
    fn nothing_panics(
        zone in zone(),
        week in week(),
        days in prop::collection::vec((any::<i32>(), hours()), 0..5),
        from in any::<i64>(),
        to in any::<i64>(),
        country in prop::option::of("[a-z]{2}"),
    ) {
        let mut calendar = calendar(zone.name(), week);
        calendar.holidays.country = country;
        calendar.holidays.removed = vec![NaiveDate::MAX.to_string(), NaiveDate::MIN.to_string(), String::new()];
        for (number, hours) in days {
            let date = Day::from_number(number);
            calendar.holidays.added.push(AddedHoliday { date, name: String::new(), every_year: number % 2 == 0 });
            calendar.special_days.push(SpecialDay { date, name: String::new(), hours });
        }
        prop_assert!(calendar.open_hours().is_err());
        (calendar.holidays, calendar.special_days) = (Holidays::default(), Vec::new());
        let Ok(hours) = calendar.open_hours() else { return Ok(()) };
        let (from, to) = (Moment::from_millis(from), Moment::from_millis(to));
        let _ = (hours.is_open(from), hours.open_between(from, to), hours.add(from, TimeDelta::milliseconds(to.millis() / 2)));
        let _ = (hours.next_open(to), hours.segments(from, to), hours.day(Day::from_number(from.millis() as i32)));
    }
}
