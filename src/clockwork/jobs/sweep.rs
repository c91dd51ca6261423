//! Two years minute by minute, in zones whose clocks change in every odd way: what a job runs for is what the clock on
//! the wall says that it should, each period exactly once.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::plan;
use crate::clockwork::{Schedule, ScheduleZone};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::Settings;
use rules::service_model::{Calendar, CalendarId, ServiceModel};
use std::collections::BTreeSet;

const MINUTES: usize = 2 * 365 * 24 * 60;
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// So many minutes before and after a change of clocks the clockwork looks once a minute; elsewhere when something is
/// due, and now and then, since each look takes its time.
const NEAR: usize = 6 * 60;
const NOW_AND_THEN: usize = 997;

/// A run: when, and for what.
type Run = (Moment, String);

/// What a schedule says of the clock on the wall.
#[derive(Clone, Copy)]
enum Says {
    /// Once a date, at this time of day.
    Daily(u32, u32),
    /// In these minutes of every hour that passes.
    Hourly(&'static [u32]),
}

impl Says {
    fn cron(self) -> String {
        match self {
            Self::Daily(hour, minute) => format!("0 {minute} {hour} * * *"),
            Self::Hourly(minutes) => {
                let minutes: Vec<String> = minutes.iter().map(u32::to_string).collect();
                format!("0 {} * * * *", minutes.join(","))
            }
        }
    }

    fn is_at(self, wall: NaiveDateTime) -> bool {
        match self {
            Self::Daily(hour, minute) => (wall.hour(), wall.minute()) == (hour, minute),
            Self::Hourly(minutes) => minutes.contains(&wall.minute()),
        }
    }
}

/// What the clock on the wall shows at the beginning, and in every minute after it.
struct Wall {
    zone: Tz,
    from: Moment,
    shows: Vec<NaiveDateTime>,
}

impl Wall {
    fn new(zone: &str, from: &str) -> Self {
        let (zone, from): (Tz, Moment) = (zone.parse().unwrap(), Moment::parse(from).unwrap());
        let shows = (0..=MINUTES).map(|n| after(from, n).to_utc().with_timezone(&zone).naive_local()).collect();
        Self { zone, from, shows }
    }

    /// What should run. A time that was left out counts in the first minute after it, unless its whole date was; one that
    /// comes twice counts twice for what counts each hour, and once for its date.
    fn expected(&self, says: Says) -> Vec<Run> {
        let mut dates: BTreeSet<NaiveDate> = BTreeSet::new();
        let mut runs = Vec::new();
        for (n, shows) in self.shows.windows(2).enumerate() {
            let (before, now) = (shows[0], shows[1]);
            let left_out = std::iter::successors(Some(before + MINUTE), |time| Some(*time + MINUTE));
            let reached = left_out.take_while(|time| *time < now).chain([now]);
            let named: Vec<NaiveDateTime> = reached.filter(|time| says.is_at(*time)).collect();
            let at = after(self.from, n + 1);
            if let Says::Daily(..) = says {
                let dated = named.iter().map(NaiveDateTime::date);
                let there = dated.filter(|date| [before.date(), now.date()].contains(date));
                runs.extend(there.filter(|date| dates.insert(*date)).map(|date| (at, date.to_string())));
            } else if !named.is_empty() {
                runs.push((at, at.to_string()));
            }
        }
        runs
    }

    /// The minutes in which the clocks change.
    fn changes(&self) -> Vec<usize> {
        let shows = self.shows.windows(2).enumerate();
        shows.filter(|(_, shows)| shows[1] != shows[0] + MINUTE).map(|(n, _)| n + 1).collect()
    }
}

fn after(from: Moment, minutes: usize) -> Moment {
    from.plus(MINUTE * i32::try_from(minutes).unwrap())
}

/// The zone of a schedule by a calendar there, at a desk that is elsewhere.
fn by_calendar(zone: Tz) -> Tz {
    let id = CalendarId(1);
    let calendars = vec![Calendar::around_the_clock(id, "Allá", zone.name())];
    let model = ServiceModel { calendars, ..ServiceModel::before_the_first() };
    let desk = Settings { time_zone: "UTC".to_owned(), ..Settings::default() };
    ScheduleZone::of(&model, &desk, Some(id)).zone
}

/// What is due by the schedule alone.
fn due(schedule: &Schedule, wall: &Wall) -> Vec<Run> {
    let first = schedule.next_due(wall.from, wall.zone);
    let all = std::iter::successors(first, |due| schedule.next_due(due.at, wall.zone));
    all.take_while(|due| due.at <= after(wall.from, MINUTES)).map(|due| (due.at, due.period.to_string())).collect()
}

/// What runs as the clockwork looks.
fn swept(schedule: &Schedule, wall: &Wall) -> Vec<Run> {
    let changes = wall.changes();
    let zone = by_calendar(wall.zone);
    let look = |row, at| plan(("job", "swept"), schedule, row, at, zone);
    let mut row = look(None, wall.from).keep.unwrap();
    let mut runs = Vec::new();
    for n in 1..=MINUTES {
        let at = after(wall.from, n);
        if at < row.next_due && n % NOW_AND_THEN != 0 && !changes.iter().any(|change| change.abs_diff(n) < NEAR) {
            continue;
        }
        let plan = look(Some(row.clone()), at);
        row = plan.keep.unwrap_or(row);
        runs.extend(plan.run.then(|| (at, row.last_period.clone().unwrap())));
    }
    runs
}

/// Sweeps a zone whose clocks change so often in the two years.
fn sweep(zone: &str, from: &str, changes: usize) {
    let wall = Wall::new(zone, from);
    assert_eq!(wall.changes().len(), changes, "{zone}");
    for says in [Says::Daily(0, 0), Says::Daily(2, 15), Says::Daily(23, 30), Says::Hourly(&[7]), Says::Hourly(&[0, 30])]
    {
        let cron = says.cron();
        let schedule: Schedule = cron.parse().unwrap();
        let expected = wall.expected(says);
        let periods: BTreeSet<&String> = expected.iter().map(|(_, period)| period).collect();
        assert_eq!(periods.len(), expected.len(), "{zone} {cron}");
        for found in [due(&schedule, &wall), swept(&schedule, &wall)] {
            let first = expected.iter().zip(&found).find(|(expected, found)| expected != found);
            assert_eq!((first, found.len()), (None, expected.len()), "{zone} {cron}");
        }
    }
}

#[test]
fn where_midnight_is_left_out_and_the_hour_before_it_comes_twice() {
    sweep("America/Santiago", "2025-01-01T03:00:00Z", 4);
    sweep("America/Sao_Paulo", "2017-01-01T02:00:00Z", 4);
}

#[test]
fn where_an_hour_of_the_night_is_left_out_and_comes_twice() {
    sweep("Europe/Madrid", "2025-01-01T00:00:00Z", 4);
}

#[test]
fn where_clocks_change_by_half_an_hour_and_once_by_a_quarter() {
    sweep("Australia/Lord_Howe", "2025-01-01T00:00:00Z", 4);
    sweep("Asia/Kathmandu", "1985-01-01T00:00:00Z", 1);
}

#[test]
fn where_a_whole_day_was_left_out() {
    sweep("Pacific/Apia", "2011-01-01T00:00:00Z", 5);
}
