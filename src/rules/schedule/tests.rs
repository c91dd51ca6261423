#![expect(clippy::unwrap_used, reason = "tests")]

use super::{Period, Schedule, Times};
use crate::{Day, Moment};
use chrono::{DateTime, Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::collections::BTreeSet;

fn schedule(text: &str) -> Schedule {
    text.parse().unwrap()
}

fn zone(name: &str) -> Tz {
    name.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The next `n` due moments with their periods.
fn next(text: &str, after: &str, zone_name: &str, n: usize) -> Vec<(String, String)> {
    let (schedule, zone, mut after) = (schedule(text), zone(zone_name), moment(after));
    let mut found = Vec::new();
    for _ in 0..n {
        let due = schedule.next_due(after, zone).unwrap();
        found.push((due.at.to_string(), due.period.to_string()));
        after = due.at;
    }
    found
}

fn moments(text: &str, after: &str, zone_name: &str, n: usize) -> Vec<String> {
    next(text, after, zone_name, n).into_iter().map(|(at, _)| at).collect()
}

const SANTIAGO: &str = "America/Santiago";

#[test]
fn midnight_that_does_not_exist_is_due_an_hour_later_once() {
    // 2026-09-06 00:00 to 00:59 did not exist in Chile: 23:59 was followed by 01:00.
    let due = next("0 0 0 * * *", "2026-09-05T12:00:00Z", SANTIAGO, 3);
    assert_eq!(
        due,
        [
            ("2026-09-06T04:00:00.000Z".to_owned(), "2026-09-06".to_owned()),
            ("2026-09-07T03:00:00.000Z".to_owned(), "2026-09-07".to_owned()),
            ("2026-09-08T03:00:00.000Z".to_owned(), "2026-09-08".to_owned()),
        ]
    );
    assert_eq!(moments("0 30 0 * * *", "2026-09-05T12:00:00Z", SANTIAGO, 1), ["2026-09-06T04:00:00.000Z"]);
}

#[test]
fn an_hour_that_comes_twice_is_due_once_a_day() {
    // 2026-04-04 23:00 to 23:59 came twice in Chile: first at UTC-3, then at UTC-4.
    let due = next("0 30 23 * * *", "2026-04-04T12:00:00Z", SANTIAGO, 2);
    assert_eq!(
        due,
        [
            ("2026-04-05T02:30:00.000Z".to_owned(), "2026-04-04".to_owned()),
            ("2026-04-06T03:30:00.000Z".to_owned(), "2026-04-05".to_owned()),
        ]
    );
    // Asked in the middle of the second time, too.
    assert_eq!(moments("0 30 23 * * *", "2026-04-05T03:10:00Z", SANTIAGO, 1), ["2026-04-06T03:30:00.000Z"]);
    assert_eq!(moments("0 0 0 * * *", "2026-04-04T12:00:00Z", SANTIAGO, 1), ["2026-04-05T04:00:00.000Z"]);
}

#[test]
fn an_hourly_job_runs_every_hour_that_passes() {
    assert_eq!(
        moments("0 0 * * * *", "2026-04-05T00:30:00Z", SANTIAGO, 5),
        ["01", "02", "03", "04", "05"].map(|hour| format!("2026-04-05T{hour}:00:00.000Z"))
    );
    assert_eq!(
        moments("0 0 * * * *", "2026-09-06T01:30:00Z", SANTIAGO, 4),
        ["02", "03", "04", "05"].map(|hour| format!("2026-09-06T{hour}:00:00.000Z"))
    );
}

#[test]
fn a_day_that_was_left_out_has_no_run() {
    // Samoa went from 2011-12-29 to 2011-12-31.
    let due = next("0 0 9 * * *", "2011-12-29T12:00:00Z", "Pacific/Apia", 3);
    let periods: Vec<&str> = due.iter().map(|(_, period)| period.as_str()).collect();
    assert_eq!(periods, ["2011-12-29", "2011-12-31", "2012-01-01"]);
    let midnights = next("0 0 0 * * *", "2011-12-29T12:00:00Z", "Pacific/Apia", 2);
    assert_eq!(midnights[0], ("2011-12-30T10:00:00.000Z".to_owned(), "2011-12-31".to_owned()));
    assert_eq!(midnights[1].1, "2012-01-01");
}

#[test]
fn months_and_an_end() {
    assert_eq!(
        moments("0 0 6 1 * *", "2026-11-25T12:00:00Z", SANTIAGO, 2),
        ["2026-12-01T09:00:00.000Z", "2027-01-01T09:00:00.000Z"]
    );
    assert!(schedule("0 0 0 1 1 * 2020").next_due(moment("2026-01-01T00:00:00Z"), Tz::UTC).is_none());
    assert!("every day".parse::<Schedule>().is_err());
}

/// Every day of two years at every hour that may be odd: each date exactly once, in order.
#[test]
fn every_date_is_due_exactly_once_in_every_zone() {
    let zones = [
        SANTIAGO,
        "Pacific/Easter",
        "America/Punta_Arenas",
        "Europe/Madrid",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Africa/Casablanca",
    ];
    for name in zones {
        let zone = zone(name);
        for time in ["0 0 0", "0 30 0", "0 30 1", "0 15 2", "0 30 23", "59 59 23"] {
            let schedule = schedule(&format!("{time} * * *"));
            let first = NaiveDate::from_ymd_opt(2026, 1, 3).unwrap();
            let mut after = moment("2026-01-01T23:59:59Z");
            // Begin where the first date's run is still to come and the one before is past.
            while schedule.next_due(after, zone).unwrap().period < Period::Day(Day::from_date(first)) {
                after = schedule.next_due(after, zone).unwrap().at;
            }
            for day in 0..730 {
                let due = schedule.next_due(after, zone).unwrap();
                let date = first.checked_add_days(Days::new(day)).unwrap();
                assert_eq!(due.period, Period::Day(Day::from_date(date)), "{name} {time}");
                assert!(due.at > after, "{name} {time} {date}");
                after = due.at;
            }
        }
    }
}

/// Minute by minute through the weeks of change: what a schedule of every half hour yields is what the clock on the
/// wall shows, plus one run where half hours were left out.
#[test]
fn every_half_hour_that_passes_is_due_exactly_once() {
    for (name, from, to) in [
        (SANTIAGO, "2026-04-03T00:00:00Z", "2026-04-07T00:00:00Z"),
        (SANTIAGO, "2026-09-04T00:00:00Z", "2026-09-08T00:00:00Z"),
        ("Pacific/Easter", "2026-09-04T00:00:00Z", "2026-09-08T00:00:00Z"),
        ("Europe/Madrid", "2026-10-23T00:00:00Z", "2026-10-27T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-03T00:00:00Z", "2026-04-07T00:00:00Z"),
        ("Asia/Kathmandu", "2026-04-03T00:00:00Z", "2026-04-07T00:00:00Z"),
    ] {
        let (zone, schedule) = (zone(name), schedule("0 0,30 * * * *"));
        let (from, to) = (moment(from), moment(to));
        let mut expected = BTreeSet::new();
        let mut minute = from;
        while minute < to {
            minute = minute.plus(TimeDelta::minutes(1));
            let local: DateTime<Tz> = minute.to_utc().with_timezone(&zone);
            if matches!(local.format("%M").to_string().as_str(), "00" | "30") {
                expected.insert(minute);
            }
        }
        let mut after = from;
        let mut found = BTreeSet::new();
        while let Some(due) = schedule.next_due(after, zone).filter(|due| due.at <= to) {
            assert!(found.insert(due.at), "{name}");
            after = due.at;
        }
        assert_eq!(found, expected, "{name}");
    }
}

/// From whichever minute one asks, the answer is the first of the same sequence.
#[test]
fn the_answer_does_not_depend_on_where_one_asks_from() {
    for text in ["0 30 23 * * *", "0 30 0 * * *", "0 15 * * * *"] {
        for (from, minutes) in [("2026-04-04T20:00:00Z", 900), ("2026-09-05T20:00:00Z", 900)] {
            let (zone, schedule) = (zone(SANTIAGO), schedule(text));
            let mut expected = schedule.next_due(moment(from), zone).unwrap();
            for minute in 0..minutes {
                let after = moment(from).plus(TimeDelta::minutes(minute));
                if after >= expected.at {
                    expected = schedule.next_due(expected.at, zone).unwrap();
                }
                assert_eq!(schedule.next_due(after, zone).unwrap(), expected, "{text} after {after}");
            }
        }
    }
}

#[test]
fn what_people_write_for_cron_is_understood_as_they_mean_it() {
    let days = |text: &str| {
        let schedule = Schedule::of_crontab(text).unwrap();
        // From Sunday, 22 November 2026.
        let mut after = moment("2026-11-22T00:00:00Z");
        let mut found = Vec::new();
        for _ in 0..4 {
            after = schedule.next_due(after, Tz::UTC).unwrap().at;
            found.push(after.to_string()[5..16].to_owned());
        }
        found
    };
    assert_eq!(days("30 2 * * *"), ["11-22T02:30", "11-23T02:30", "11-24T02:30", "11-25T02:30"]);
    assert_eq!(days("0 6 * * 1-5"), ["11-23T06:00", "11-24T06:00", "11-25T06:00", "11-26T06:00"]);
    assert_eq!(days("0 6 * * 0,3"), ["11-22T06:00", "11-25T06:00", "11-29T06:00", "12-02T06:00"]);
    assert_eq!(days("0 6 * * 7"), days("0 6 * * sun"));
    assert_eq!(days("15 */12 1 * *"), ["12-01T00:15", "12-01T12:15", "01-01T00:15", "01-01T12:15"]);
    let times = |text: &str| Schedule::of_crontab(text).unwrap().times();
    assert_eq!(times("30 2 * * *"), Some(Times::Daily { hour: 2, minute: 30 }));
    assert_eq!(times("7 * * * *"), Some(Times::Hourly { minute: 7 }));
    for other in ["30 2 * * 1-5", "30 2 1 * *", "30 2 * 1 *", "0 */6 * * *", "0,30 2 * * *"] {
        assert_eq!(times(other), None, "{other}");
    }
    for none in ["", "daily", "30 2 * *", "0 30 2 * * *", "61 2 * * *", "30 2 * * 8", "30 2 * * lunes"] {
        assert!(Schedule::of_crontab(none).is_none(), "{none}");
    }
}
