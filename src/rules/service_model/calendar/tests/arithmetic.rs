//! The stated rules, one example each.

use super::*;

fn hours(calendar: &Calendar) -> OpenHours {
    calendar.open_hours().unwrap()
}

fn minutes(hours: &OpenHours, from: &str, to: &str) -> i64 {
    hours.open_between(moment(from), moment(to)).unwrap().num_minutes()
}

fn local(hours: &OpenHours, at: Moment) -> String {
    at.to_utc().with_timezone(&hours.zone()).format("%F %R").to_string()
}

#[test]
fn time_that_ends_with_an_interval_is_due_at_its_end() {
    let hours = hours(&office());
    // 9 March 2026 is a Monday; Chile is three hours behind UTC.
    let add = |from, time| local(&hours, hours.add(moment(from), time).unwrap());
    assert_eq!(add("2026-03-09T12:00:00Z", TimeDelta::hours(4)), "2026-03-09 13:00");
    assert_eq!(add("2026-03-09T12:00:00Z", TimeDelta::minutes(241)), "2026-03-09 14:01");
    assert_eq!(add("2026-03-09T16:30:00Z", TimeDelta::hours(4)), "2026-03-09 18:00");
    // Friday evening, and a case that comes in at night.
    assert_eq!(add("2026-03-13T20:00:00Z", TimeDelta::hours(2)), "2026-03-16 10:00");
    assert_eq!(add("2026-03-14T03:00:00Z", TimeDelta::hours(8)), "2026-03-16 18:00");
}

#[test]
fn nothing_has_passed_at_once() {
    let hours = hours(&office());
    let night = moment("2026-03-14T03:00:00.123Z");
    assert_eq!(hours.add(night, TimeDelta::zero()), Ok(night));
    assert_eq!(hours.add(night, TimeDelta::seconds(-5)), Ok(night));
}

#[test]
fn a_clock_that_begins_outside_of_the_hours_has_all_its_time() {
    let hours = hours(&office());
    let evening = moment("2026-03-13T22:00:00Z");
    let due = hours.add(evening, TimeDelta::hours(4)).unwrap();
    assert_eq!(local(&hours, due), "2026-03-16 13:00");
    assert_eq!(hours.open_between(evening, due), Ok(TimeDelta::hours(4)));
}

#[test]
fn an_interval_runs_over_midnight_into_a_holiday() {
    let mut night = calendar("America/Santiago", Week { thursday: intervals(&["22:00-06:00"]), ..Week::default() });
    night.holidays.country = Some("cl".to_owned());
    let hours = hours(&night);
    // 18 September 2026 is a Friday and a holiday: Thursday's night ends on it all the same.
    assert_eq!(minutes(&hours, "2026-09-17T12:00:00Z", "2026-09-19T12:00:00Z"), 8 * 60);
    // 31 December 2026 is a Thursday, and works; 1 January 2026 was one, and did not.
    assert_eq!(minutes(&hours, "2026-01-01T12:00:00Z", "2026-01-03T12:00:00Z"), 0);
    assert_eq!(minutes(&hours, "2026-12-31T12:00:00Z", "2027-01-02T12:00:00Z"), 8 * 60);
}

#[test]
fn a_special_day_has_its_own_hours_and_no_others() {
    let mut office = office();
    office.special_days = vec![
        SpecialDay { date: day("2026-12-24"), name: "Nochebuena".to_owned(), hours: intervals(&["09:00-12:00"]) },
        SpecialDay { date: day("2026-09-18"), name: "Turno".to_owned(), hours: intervals(&["10:00-11:00"]) },
        SpecialDay { date: day("2026-12-28"), name: "Inventario".to_owned(), hours: Vec::new() },
    ];
    let hours = hours(&office);
    assert_eq!(minutes(&hours, "2026-12-24T03:00:00Z", "2026-12-25T03:00:00Z"), 180);
    assert_eq!(minutes(&hours, "2026-09-18T03:00:00Z", "2026-09-19T03:00:00Z"), 60);
    assert_eq!(minutes(&hours, "2026-12-28T03:00:00Z", "2026-12-29T03:00:00Z"), 0);
    assert!(matches!(hours.day(day("2026-09-18")).reason, Reason::Special(special) if special.name == "Turno"));
    assert_eq!(hours.day(day("2026-12-25")).reason, Reason::Holiday("Navidad"));
    assert_eq!(hours.day(day("2026-12-23")).reason, Reason::Weekday);
}

#[test]
fn the_hour_that_chile_leaves_out_counts_nothing() {
    let hours = hours(&calendar("America/Santiago", Week::around_the_clock()));
    // On 6 September 2026 there is no time from 00:00 to 00:59.
    assert_eq!(minutes(&hours, "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"), 23 * 60);
    assert_eq!(hours.segments(moment("2026-09-06T04:00:00Z"), moment("2026-09-07T03:00:00Z")).unwrap().len(), 1);
    let mut night = calendar("America/Santiago", Week { sunday: intervals(&["00:00-01:00"]), ..Week::default() });
    assert_eq!(minutes(&self::hours(&night), "2026-09-05T00:00:00Z", "2026-09-07T00:00:00Z"), 0);
    night.week = Week { saturday: intervals(&["23:00-02:00"]), ..Week::default() };
    assert_eq!(minutes(&self::hours(&night), "2026-09-05T12:00:00Z", "2026-09-07T00:00:00Z"), 2 * 60);
}

#[test]
fn the_hour_that_comes_twice_in_chile_counts_twice() {
    // On 4 April 2026 the hour from 23:00 to 23:59 comes twice.
    let night = calendar("America/Santiago", Week { saturday: intervals(&["22:00-24:00"]), ..Week::default() });
    let hours = hours(&night);
    let (from, to) = (moment("2026-04-04T12:00:00Z"), moment("2026-04-05T12:00:00Z"));
    assert_eq!(hours.open_between(from, to), Ok(TimeDelta::hours(3)));
    assert_eq!(hours.segments(from, to).unwrap().len(), 1);
    // An interval that ends within it is open twice.
    let night = calendar("America/Santiago", Week { saturday: intervals(&["22:00-23:30"]), ..Week::default() });
    let segments = self::hours(&night).segments(from, to).unwrap();
    let lengths: Vec<i64> = segments.iter().map(|segment| segment.length().num_minutes()).collect();
    assert_eq!(lengths, [90, 30]);
}

#[test]
fn the_day_that_samoa_skipped_has_no_hours() {
    let hours = hours(&calendar("Pacific/Apia", Week::working_days(&intervals(&["08:00-16:00"]))));
    // Thursday 29 December 2011 was followed by Saturday.
    assert_eq!(minutes(&hours, "2011-12-26T10:00:00Z", "2012-01-01T10:00:00Z"), 4 * 8 * 60);
    let due = hours.add(moment("2011-12-30T01:00:00Z"), TimeDelta::hours(2)).unwrap();
    assert_eq!(local(&hours, due), "2012-01-02 09:00");
}

#[test]
fn around_the_clock_every_moment_counts() {
    let hours = hours(&Calendar::around_the_clock(CalendarId(2), "24×7", "Europe/Madrid"));
    let (from, to) = (moment("1970-01-01T00:00:00Z"), moment("2099-12-31T23:59:59.999Z"));
    assert_eq!(hours.open_between(from, to), Ok(to.since(from)));
    assert_eq!(hours.add(from, to.since(from)), Ok(to));
    // A segment a day, also where two blocks meet in the middle of one.
    let days = hours.segments(moment("2020-01-01T00:00:00Z"), moment("2030-01-01T00:00:00Z")).unwrap();
    assert_eq!(days.len(), 3654);
}

#[test]
fn a_moment_outside_of_all_years_is_named() {
    let hours = hours(&office());
    let (before, after) = (moment("1969-12-31T23:59:59.999Z"), moment("2100-01-01T00:00:00Z"));
    for at in [before, after, Moment::from_millis(i64::MIN), Moment::from_millis(i64::MAX)] {
        let outside = CalendarError::Outside { at };
        assert_eq!(hours.is_open(at), Err(outside));
        assert_eq!(hours.next_open(at), Err(outside));
        assert_eq!(hours.add(at, TimeDelta::hours(1)), Err(outside));
        assert_eq!(hours.segments(at, moment("2026-01-01T00:00:00Z")), Err(outside));
        assert_eq!(hours.open_between(moment("2026-01-01T00:00:00Z"), at), Err(outside));
    }
    let words = CalendarError::Outside { at: before }.to_string();
    assert_eq!(words, "1969-12-31T23:59:59.999Z lies outside of the years 1970 to 2099, which calendars cover");
}

#[test]
fn a_calendar_that_never_opens_again_says_so() {
    let mut once = calendar("America/Santiago", Week::default());
    let special = SpecialDay { date: day("2026-03-09"), name: "Único".to_owned(), hours: intervals(&["09:00-10:00"]) };
    once.special_days.push(special);
    let hours = hours(&once);
    let before = moment("2026-03-01T00:00:00Z");
    assert_eq!(hours.next_open(before), Ok(moment("2026-03-09T12:00:00Z")));
    assert_eq!(hours.add(before, TimeDelta::hours(1)), Ok(moment("2026-03-09T13:00:00Z")));
    assert_eq!(hours.add(before, TimeDelta::minutes(61)), Err(CalendarError::NeverAgain));
    assert_eq!(hours.next_open(moment("2026-03-09T13:00:00Z")), Err(CalendarError::NeverAgain));
    assert_eq!(hours.add(before, TimeDelta::MAX), Err(CalendarError::NeverAgain));
}
