//! How a calendar is written down.

use super::*;

const SANTIAGO: &str = r#"id = 3
name = "Horario hábil"
time_zone = "America/Santiago"

[week]
monday = ["09:00-13:00", "14:00-18:00"]
friday = ["22:00-06:00"]
sunday = ["00:00-24:00"]

[holidays]
country = "cl"
removed = ["2026-10-12", "Virgen del Carmen"]

[[holidays.added]]
date = "2026-06-07"
name = "Aniversario"
every_year = true

[[special_days]]
date = "2026-12-24"
name = "Nochebuena"
hours = ["09:00-12:00"]
"#;

#[test]
fn it_reads_well_in_toml_and_comes_back_as_it_was() {
    let calendar: Calendar = toml::from_str(SANTIAGO).unwrap();
    assert_eq!(calendar.check(), []);
    assert_eq!(
        toml::to_string_pretty(&calendar).unwrap(),
        SANTIAGO
            .replace("[\"09:00-13:00\", \"14:00-18:00\"]", "[\n    \"09:00-13:00\",\n    \"14:00-18:00\",\n]")
            .replace(
                "[\"2026-10-12\", \"Virgen del Carmen\"]",
                "[\n    \"2026-10-12\",\n    \"Virgen del Carmen\",\n]"
            )
    );
    let json = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar);
}

#[test]
fn holidays_are_removed_and_added() {
    let hours = toml::from_str::<Calendar>(SANTIAGO).unwrap().open_hours().unwrap();
    assert_eq!(hours.day(day("2026-10-12")).reason, Reason::Weekday);
    assert!(matches!(hours.day(day("2029-10-15")).reason, Reason::Holiday("Encuentro de Dos Mundos")));
    assert_eq!(hours.day(day("2031-07-16")).reason, Reason::Weekday);
    assert_eq!(hours.day(day("2025-06-07")).reason, Reason::Weekday);
    assert!(matches!(hours.day(day("2026-06-07")).reason, Reason::Holiday("Aniversario")));
    assert!(matches!(hours.day(day("2040-06-07")).reason, Reason::Holiday("Aniversario")));
}

#[test]
fn an_interval_that_is_none_is_refused() {
    for text in
        ["", "9:00-10:00", "09:00", "09:00-10:60", "24:00-01:00", "09:00-24:01", "09:00-10:00-11:00", "²9:00-10:00"]
    {
        assert!(text.parse::<Interval>().is_err(), "{text}");
    }
    assert_eq!(interval("00:00-24:00"), Interval::WHOLE_DAY);
    assert_eq!(interval(" 22:00 - 00:00 ").end(), 24 * 60);
    let error = toml::from_str::<Week>("monday = [\"9-5\"]").unwrap_err().to_string();
    assert!(error.contains("`9-5` is no interval of a day; write it as `09:00-13:00`"), "{error}");
}
