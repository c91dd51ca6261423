#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::*;
use crate::service_model::{Calendar, ReadyModel, ServiceModel};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn periodic(schedule: &str) -> Periodic {
    Periodic {
        schedule: schedule.to_owned(),
        calendar: CalendarId(1),
        audience: Audience::default(),
        one_in: 1,
        most: None,
        spread_hours: 8,
        seed: 7,
        since: moment("2026-11-01T00:00:00Z"),
    }
}

fn day(text: &str) -> Day {
    Day::from_date(text.parse().unwrap())
}

const SANTIAGO: Tz = chrono_tz::America::Santiago;

fn faults(periodic: &Periodic, open_days: u16, hours: Option<Hours<'_>>) -> Vec<(String, FieldProblem)> {
    let mut check = Check::default();
    periodic.check(&mut check, &Known::default(), open_days, hours, moment("2026-11-27T12:00:00Z"));
    let crate::desk::Refusal::Invalid(faults) = check.done().err().unwrap_or(crate::desk::Refusal::Invalid(Vec::new()))
    else {
        return Vec::new();
    };
    faults.into_iter().map(|fault| (fault.field, fault.problem)).collect()
}

#[test]
fn a_schedule_that_never_comes_or_too_often_is_told_at_its_field() {
    for (schedule, problem) in [
        ("0 9 31 2 *", FieldProblem::NeverDue),
        ("* * * * *", FieldProblem::TooOften),
        ("0 */6 * * *", FieldProblem::TooOften),
        ("* * * * * *", FieldProblem::Malformed),
        ("cada lunes", FieldProblem::Malformed),
        ("", FieldProblem::Malformed),
    ] {
        let found = faults(&periodic(schedule), 14, Some(Hours::All));
        assert_eq!(found, [("periodic.schedule".to_owned(), problem)], "{schedule}");
    }
    for schedule in ["0 9 * * *", "30 9 1 1,4,7,10 *", "0 9 29 2 *", "0 10 * * 1"] {
        assert_eq!(faults(&periodic(schedule), 14, Some(Hours::All)), [], "{schedule}");
    }
}

#[test]
fn bounds_and_names_are_told_at_their_fields() {
    let sound = periodic("0 9 1 * *");
    let unit = Audience { units: [UnitId(4)].into(), ..Audience::default() };
    let days = Audience { case_within_days: Some(0), ..Audience::default() };
    for (wrong, field) in [
        (Periodic { audience: unit, ..sound.clone() }, "audience.units"),
        (Periodic { audience: days, ..sound.clone() }, "audience.case_within_days"),
        (Periodic { one_in: 0, ..sound.clone() }, "one_in"),
        (Periodic { most: Some(0), ..sound.clone() }, "most"),
        (Periodic { spread_hours: 201, ..sound.clone() }, "spread_hours"),
    ] {
        let found = faults(&wrong, 14, Some(Hours::All));
        assert_eq!(found.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), [format!("periodic.{field}")]);
    }
    assert_eq!(faults(&sound, 14, None), [("periodic.calendar".to_owned(), FieldProblem::Unknown)]);
    let slow = Periodic { spread_hours: 48, ..sound };
    let late = ("periodic.spread_hours".to_owned(), FieldProblem::OutOfRange);
    assert_eq!(faults(&slow, 2, Some(Hours::All)), [late], "the last would be asked when nobody may answer");
}

#[test]
fn a_round_begins_when_it_is_due_once_and_a_week_late_at_the_most() {
    let quarterly = periodic("0 9 1 12 *");
    let due = moment("2026-12-01T12:00:00Z");
    assert_eq!(quarterly.due(None, SANTIAGO, moment("2026-11-27T00:00:00Z")), Err(Some(due)));
    assert_eq!(quarterly.due(None, SANTIAGO, due), Ok(day("2026-12-01")));
    let next = moment("2027-12-01T12:00:00Z");
    assert_eq!(quarterly.due(Some(day("2026-12-01")), SANTIAGO, due), Err(Some(next)));
    assert_eq!(quarterly.due(None, SANTIAGO, due.plus(TimeDelta::days(6))), Ok(day("2026-12-01")));
    assert_eq!(quarterly.due(None, SANTIAGO, due.plus(TimeDelta::days(8))), Err(Some(next)));
    // Of several that were missed only the last one is made up for.
    let daily = periodic("0 9 * * *");
    let now = moment("2026-11-20T15:00:00Z");
    assert_eq!(daily.due(Some(day("2026-11-15")), SANTIAGO, now), Ok(day("2026-11-20")));
    // What was due before somebody said so is not.
    let since = Periodic { since: now, ..daily };
    assert_eq!(since.due(None, SANTIAGO, now), Err(Some(moment("2026-11-21T12:00:00Z"))));
    assert_eq!(since.next(now, SANTIAGO, 2), ["2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z"].map(moment));
    assert_eq!(periodic("0 9 31 2 *").due(None, SANTIAGO, now), Err(None));
}

#[test]
fn another_round_draws_another_sample_and_the_same_one_again_the_same() {
    let one_in_five = Periodic { one_in: 5, ..periodic("0 9 1 * *") };
    let (one, other) = (one_in_five.sample(1_000, day("2026-12-01")), one_in_five.sample(1_000, day("2027-01-01")));
    assert_eq!((one.take, one_in_five.sample(1_001, day("2026-12-01")).take), (200, 201));
    assert_eq!(one, one_in_five.sample(1_000, day("2026-12-01")));
    assert_ne!(one.start, other.start);
    let few = Periodic { most: Some(30), ..one_in_five };
    assert_eq!(few.sample(1_000, day("2026-12-01")).take, 30);
    assert_eq!(few.sample(0, day("2026-12-01")), Sample { of: 0, take: 0, start: 0 });
}

proptest! {
    /// Just as many as were asked for, and of each unit its share, up to one person.
    #[test]
    fn a_sample_is_proportional_by_unit(
        units in prop::collection::vec(0_u64..200, 1..40), one_in in 1_u32..50, most in 1_u32..300, seed: u64,
    ) {
        let periodic = Periodic { one_in, most: Some(most), seed, ..periodic("0 9 1 * *") };
        let of: u64 = units.iter().sum();
        let sample = periodic.sample(of, day("2026-12-01"));
        let mut taken = BTreeMap::<usize, u64>::new();
        let members = units.iter().enumerate().flat_map(|(unit, people)| (0..*people).map(move |_| unit));
        for (n, unit) in members.enumerate() {
            *taken.entry(unit).or_default() += u64::from(sample.takes(n as u64));
        }
        prop_assert_eq!(taken.values().sum::<u64>(), sample.take);
        for (unit, people) in units.iter().enumerate() {
            let taken = taken.get(&unit).copied().unwrap_or(0);
            prop_assert!((taken * of).abs_diff(people * sample.take) < of, "{} of {}", taken, people);
        }
    }

    /// Everybody is asked in hours of service, and before the hours that were said have passed.
    #[test]
    fn people_are_asked_within_the_hours(person in 1_u64..100_000, spread in 0_u16..60, seed: u64) {
        let model = model();
        let hours = model.hours(Some(CalendarId(1))).unwrap();
        let periodic = Periodic { spread_hours: spread, seed, ..periodic("0 9 1 * *") };
        let begun = moment("2026-12-04T20:30:00Z");
        let at = periodic.moment(PersonId(person), begun, hours);
        let Hours::Open(open) = hours else { panic!("these hours have a calendar") };
        prop_assert!(open.is_open(at).unwrap(), "{}", at);
        prop_assert!(at >= begun && at <= in_hours(hours, begun, TimeDelta::hours(spread.into())), "{}", at);
        prop_assert_eq!(at, periodic.moment(PersonId(person), begun, hours));
    }
}

/// A model with the hours of an office.
fn model() -> ReadyModel {
    let mut calendar = Calendar::around_the_clock(CalendarId(1), "Oficina", "America/Santiago");
    let office = || vec!["09:00-13:00".parse().unwrap(), "14:00-18:00".parse().unwrap()];
    calendar.week = crate::service_model::calendar::Week {
        monday: office(),
        tuesday: office(),
        wednesday: office(),
        thursday: office(),
        friday: office(),
        ..Default::default()
    };
    ServiceModel { calendars: vec![calendar], ..ServiceModel::before_the_first() }.into()
}

#[test]
fn those_who_are_asked_are_spread_over_all_the_hours() {
    let periodic = Periodic { spread_hours: 10, ..periodic("0 9 1 * *") };
    let begun = moment("2026-12-01T12:00:00Z");
    let mut by_hour = BTreeMap::<i64, u32>::new();
    for person in 1..=10_000 {
        let at = periodic.moment(PersonId(person), begun, Hours::All);
        *by_hour.entry(at.since(begun).num_hours()).or_default() += 1;
    }
    assert_eq!(by_hour.len(), 10);
    assert!(by_hour.values().all(|n| (880..1_120).contains(n)), "{by_hour:?}");
}
