//! What users of other service desks complain about, each as a test of its own.

use super::*;
use crate::service_model::calendar::{AddedHoliday, read_ics};
use chrono::NaiveDate;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The solution's deadline of a case that was opened at this moment.
fn due_of(model: ServiceModel, opened_at: &str) -> Option<Moment> {
    let mut case = Watched::of(model);
    case.clocks.clear();
    let opened_at = moment(opened_at);
    let minutes = opened_at.since(START).num_minutes();
    case.at(minutes, |case| case.opened_at = opened_at);
    case.solution().due
}

/// 1: the clock ran at night, at lunch, on weekends and on holidays.
#[test]
fn complaint_01_no_time_passes_at_night_at_lunch_on_weekends_and_on_holidays() {
    // Friday, 4 December 2026, 17:00; the 8th is a holiday: an hour on Friday, seven on Monday.
    assert_eq!(due_of(model(), "2026-12-04T20:00:00Z"), Some(moment("2026-12-07T20:00:00Z")));
    // Monday the 7th, 17:00: the holiday is passed over.
    assert_eq!(due_of(model(), "2026-12-07T20:00:00Z"), Some(moment("2026-12-09T20:00:00Z")));
    // 12:30: lunch is no part of it.
    assert_eq!(due_of(model(), "2026-11-25T15:30:00Z"), Some(moment("2026-11-26T15:30:00Z")));
}

/// 2: a feed of holidays counted days that nobody has off.
#[test]
fn complaint_02_each_imported_holiday_is_seen_by_its_name_and_can_be_left_out() {
    let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261111\r\nSUMMARY:San Martín\r\nEND:VEVENT\r\n\
                BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261208\r\nSUMMARY:Inmaculada\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let found: Vec<AddedHoliday> = read_ics(file.as_bytes(), 2026..=2026, chrono_tz::America::Santiago, 4_096).unwrap();
    let named: Vec<(NaiveDate, &str)> = found.iter().map(|day| (day.date.date(), day.name.as_str())).collect();
    let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    assert_eq!(named, [(date(11, 11), "San Martín"), (date(12, 8), "Inmaculada")]);
    // Only what somebody chose of them counts.
    let mut chosen = model();
    chosen.calendars[0].holidays = Holidays { added: found[1..].to_vec(), ..Holidays::default() };
    assert_eq!(due_of(chosen.clone(), "2026-11-10T20:00:00Z"), Some(moment("2026-11-11T20:00:00Z")));
    assert_eq!(due_of(chosen, "2026-12-07T20:00:00Z"), Some(moment("2026-12-09T20:00:00Z")));
    // And what the built-in set has is taken out by its date.
    let mut worked = model();
    worked.calendars[0].holidays.removed = vec!["2026-12-08".to_owned()];
    assert_eq!(due_of(worked, "2026-12-07T20:00:00Z"), Some(moment("2026-12-08T20:00:00Z")));
}

/// 3: figures were empty until a case was reopened and closed again.
#[test]
fn complaint_03_what_was_kept_is_known_with_the_first_solution() {
    let mut case = Watched::of(model());
    case.at(30, |case| (case.state, case.answered_at) = (State::Resolved, Some(after(30))));
    for kind in [ClockKind::FirstResponse, ClockKind::Solution] {
        let clock = case.clock(kind);
        assert_eq!((clock.ended, clock.missed, clock.counted()), (Some(after(30)), None, minutes(30)), "{kind}");
    }
    let before = case.clocks.clone();
    case.at(60, |case| case.state = State::Closed);
    assert_eq!(case.clocks, before);
}

/// 4: one target silently took the place of another.
#[test]
fn complaint_04_the_clocks_of_a_case_do_not_touch_each_other() {
    let mut case = Watched::of(model());
    let solution = case.solution().clone();
    case.at(20, |case| case.answered_at = Some(after(20)));
    assert_eq!(*case.solution(), solution);
    case.at(25, |case| case.group = Some(NETWORKS));
    assert_eq!(*case.solution(), solution);
    assert_eq!(case.clocks.len(), 4);
}

/// 5: a figure was not what its name says: the time to the last activity instead of that to the first answer.
#[test]
fn complaint_05_a_first_response_is_measured_to_the_first_answer_whatever_comes_after() {
    let mut case = Watched::of(model());
    case.at(20, |case| case.answered_at = Some(after(20)));
    case.at(200, |case| case.state = State::Waiting).at(400, |case| case.state = State::InProgress);
    assert_eq!(case.clock(ClockKind::FirstResponse).counted(), minutes(20));
}

/// 6: time on hold was added to the date of creation, nights included.
#[test]
fn complaint_06_a_wait_moves_a_deadline_by_its_open_hours_alone() {
    let mut case = Watched::of(model());
    let waits = |case: &mut Case<'static>| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::Requester));
    let goes_on = |case: &mut Case<'static>| (case.state, case.waiting) = (State::InProgress, None);
    // From 17:20 to 9:20 on the next morning: 40 minutes and 20.
    case.at(480, waits).at(24 * 60, goes_on);
    assert_eq!(case.solution().due, Some(after(24 * 60 + 60)));
}

/// 7: a case that came in outside of the hours was due at once.
#[test]
fn complaint_07_a_case_that_comes_at_night_is_due_as_one_that_comes_at_nine() {
    let in_the_morning = due_of(model(), "2026-11-26T12:00:00Z");
    for night in ["2026-11-25T21:00:00Z", "2026-11-26T03:00:00Z", "2026-11-26T11:59:59Z"] {
        assert_eq!(due_of(model(), night), in_the_morning, "{night}");
    }
    assert_eq!(in_the_morning, Some(moment("2026-11-26T21:00:00Z")));
}
