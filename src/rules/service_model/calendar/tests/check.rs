//! Each fault is named with its place.

use super::*;

fn faults(calendar: &Calendar) -> Vec<String> {
    calendar.check().iter().map(ToString::to_string).collect()
}

fn special(date: &str, hours: &[&str]) -> SpecialDay {
    SpecialDay { date: day(date), name: "Horario especial".to_owned(), hours: intervals(hours) }
}

#[test]
fn a_good_calendar_has_no_faults() {
    assert_eq!(faults(&office()), [""; 0]);
    assert_eq!(faults(&Calendar::around_the_clock(CalendarId(1), "24×7", "UTC")), [""; 0]);
}

#[test]
fn everything_is_said_at_once() {
    let mut calendar = calendar("Chile/Nowhere", Week::default());
    calendar.name = " ".to_owned();
    calendar.holidays.country = Some("xx".to_owned());
    let own = |date: &str, name: &str| AddedHoliday { date: day(date), name: name.to_owned(), every_year: false };
    calendar.holidays.added = vec![own("2026-06-07", "Aniversario"), own("2026-06-07", ""), own("2100-01-01", "x")];
    calendar.special_days = vec![special("1969-12-31", &[]), special("1969-12-31", &[])];
    assert_eq!(
        faults(&calendar),
        [
            "name is empty",
            "time_zone is no time zone of the IANA database",
            "holidays.country is no country with built-in holidays",
            "holidays.added.1.name is empty",
            "holidays.added.1.date says a date for the second time",
            "holidays.added.2.date lies outside of the years 1970 to 2099",
            "special_days.0.date lies outside of the years 1970 to 2099",
            "special_days.1.date says a date for the second time",
            "special_days.1.date lies outside of the years 1970 to 2099",
            "week has no hours at all",
        ]
    );
    assert!(calendar.open_hours().is_err());
}

#[test]
fn intervals_overlap_within_a_day_and_over_midnight() {
    let week = Week {
        monday: intervals(&["05:00-06:00", "08:00-17:00", "09:00-10:00", "16:59-18:00"]),
        tuesday: intervals(&["09:00-09:00"]),
        friday: intervals(&["22:00-06:00"]),
        saturday: intervals(&["06:00-08:00", "05:59-06:00"]),
        sunday: intervals(&["22:00-05:30"]),
        ..Week::default()
    };
    assert_eq!(
        faults(&calendar("UTC", week)),
        [
            "week.tuesday.0 ends when it begins",
            "week.monday.2 overlaps with week.monday.1",
            "week.monday.3 overlaps with week.monday.1",
            "week.saturday.1 overlaps with week.friday.0",
            "week.monday.0 overlaps with week.sunday.0",
        ]
    );
}

#[test]
fn special_days_overlap_with_the_days_beside_them() {
    let week = Week { friday: intervals(&["22:00-06:00"]), saturday: intervals(&["08:00-09:00"]), ..Week::default() };
    let mut calendar = calendar("America/Santiago", week);
    // 20 November 2026 is a Friday.
    calendar.special_days = vec![
        special("2026-11-21", &["05:00-07:00", "06:30-08:00"]),
        special("2026-11-27", &["20:00-08:30"]),
        special("2026-12-05", &["23:00-02:00"]),
        special("2026-12-06", &["01:00-03:00"]),
    ];
    assert_eq!(
        faults(&calendar),
        [
            "special_days.0.hours.0 overlaps with week.friday.0",
            "special_days.0.hours.1 overlaps with special_days.0.hours.0",
            "week.saturday.0 overlaps with special_days.1.hours.0",
            "special_days.3.hours.0 overlaps with special_days.2.hours.0",
        ]
    );
    // On a holiday nothing begins.
    calendar.special_days = vec![special("2026-12-26", &["05:00-07:00"])];
    calendar.holidays.country = Some("cl".to_owned());
    assert_eq!(faults(&calendar), [""; 0]);
}

#[test]
fn what_is_removed_must_be_there() {
    let mut office = office();
    office.holidays.removed =
        ["2026-10-12", "Navidad", "2026-10-13", "Christmas Day", "2026-13-01"].map(str::to_owned).into();
    let words = "is neither a holiday's date nor its name in the country's set";
    assert_eq!(faults(&office), [2, 3, 4].map(|number| format!("holidays.removed.{number} {words}")));
}

#[test]
fn lists_have_an_end() {
    let mut office = office();
    office.week.monday = vec![interval("09:00-10:00"); 25];
    office.special_days = vec![special("2026-12-24", &[]); 2_001];
    office.holidays.removed = vec![String::new(); 2_001];
    assert_eq!(
        faults(&office),
        ["week.monday is longer than 24", "holidays.removed is longer than 2000", "special_days is longer than 2000"]
    );
}
