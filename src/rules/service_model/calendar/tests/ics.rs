//! Holidays from iCalendar files, from friends and from strangers.

use super::*;
use chrono_tz::Tz;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const SIZE_MAX: usize = 1 << 20;

fn file(events: &[&str]) -> String {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//prueba//ES\r\n{events}END:VCALENDAR\r\n")
}

fn read(file: &str) -> Result<Vec<AddedHoliday>, Vec<IcsFault>> {
    read_ics(file.as_bytes(), 2025..=2030, Tz::America__Santiago, SIZE_MAX)
}

/// The dates of one event, in the years 2025 to 2030.
fn dates(event: &str) -> Vec<String> {
    let days = read(&file(&[&format!("SUMMARY:Feriado\r\n{event}")])).unwrap();
    days.iter().map(|holiday| holiday.date.date().to_string()).collect()
}

/// The faults of a file, in words.
fn faults(file: &str) -> Vec<String> {
    read(file).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn days_are_read_with_their_names() {
    let days = read(&file(&[
        "DTSTART;VALUE=DATE:20260918\r\nDTEND;VALUE=DATE:20260920\r\nSUMMARY;LANGUAGE=es:Fiestas Patrias\\, dos\r\n  días",
        "DTSTART;VALUE=DATE:20260919\r\nSUMMARY:Glorias del Ejército\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nEND:VALARM",
        "DTSTART:20261225\r\nSUMMARY:Navidad\r\nDESCRIPTION;ALTREP=\"cid:a:b;c\":x",
        "DTSTART:20261224\r\nSUMMARY:Nochebuena\r\nSTATUS:CANCELLED",
        "DTSTART:20311225\r\nSUMMARY:Fuera de los años",
    ]))
    .unwrap();
    let days: Vec<(String, &str)> = days.iter().map(|day| (day.date.date().to_string(), day.name.as_str())).collect();
    let expected = [
        ("2026-09-18", "Fiestas Patrias, dos días"),
        ("2026-09-19", "Fiestas Patrias, dos días; Glorias del Ejército"),
        ("2026-12-25", "Navidad"),
    ];
    assert_eq!(days, expected.map(|(date, name)| (date.to_owned(), name)));
}

#[test]
fn a_fold_may_lie_within_a_character() {
    let mut bytes = file(&["DTSTART:20260918\r\nSUMMARY:Independ#ncia"]).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'#').unwrap();
    bytes.splice(at..=at, *b"\xc3\r\n \xaa");
    let days = read_ics(&bytes, 2026..=2026, Tz::UTC, SIZE_MAX).unwrap();
    assert_eq!(days[0].name, "Independência");
}

#[test]
fn times_are_days_by_the_clocks_of_the_calendar() {
    assert_eq!(dates("DTSTART:20260918T020000Z\r\nDTEND:20260918T030000Z"), ["2026-09-17"]);
    assert_eq!(
        dates("DTSTART;TZID=Europe/Madrid:20260918T010000\r\nDTEND;TZID=Europe/Madrid:20260918T230000"),
        ["2026-09-17", "2026-09-18"]
    );
    assert_eq!(dates("DTSTART:20260918T000000\r\nDTEND:20260919T000000"), ["2026-09-18"]);
    // The hour that Chile leaves out.
    assert_eq!(dates("DTSTART;TZID=America/Santiago:20260906T003000"), ["2026-09-06"]);
}

#[test]
fn repetitions_are_followed_through_the_years() {
    let yearly = ["2025-12-25", "2026-12-25", "2027-12-25", "2028-12-25", "2029-12-25", "2030-12-25"];
    assert_eq!(dates("DTSTART;VALUE=DATE:16041225\r\nRRULE:FREQ=YEARLY"), yearly);
    assert_eq!(dates("DTSTART:20251225\r\nRRULE:FREQ=YEARLY;COUNT=2"), yearly[..2]);
    assert_eq!(
        dates("DTSTART:20251225\r\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20291225"),
        [yearly[0], yearly[2], yearly[4]]
    );
    assert_eq!(
        dates("DTSTART:20251225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225,20271225"),
        [yearly[0], yearly[3], yearly[4], yearly[5]]
    );
    // The fourth Thursday of November, the last Monday of May, the last Friday of each year.
    let thanksgiving = dates("DTSTART:20251127\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20271231");
    assert_eq!(thanksgiving, ["2025-11-27", "2026-11-26", "2027-11-25"]);
    let memorial = dates("DTSTART:20250526\r\nRRULE:FREQ=MONTHLY;INTERVAL=12;BYDAY=-1MO;COUNT=3");
    assert_eq!(memorial, ["2025-05-26", "2026-05-25", "2027-05-31"]);
    assert_eq!(dates("DTSTART:20251226\r\nRRULE:FREQ=YEARLY;BYDAY=-1FR;COUNT=2"), ["2025-12-26", "2026-12-25"]);
    // Friday the thirteenth, the last day of a month, every second week.
    let unlucky = dates("DTSTART:20250613\r\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3");
    assert_eq!(unlucky, ["2025-06-13", "2026-02-13", "2026-03-13"]);
    let last = dates("DTSTART:20280131\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3");
    assert_eq!(last, ["2028-01-31", "2028-02-29", "2028-03-31"]);
    let weeks = dates("DTSTART:20250105\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT=4");
    assert_eq!(weeks, ["2025-01-05", "2025-01-06", "2025-01-19", "2025-01-20"]);
    assert_eq!(
        dates("DTSTART:20251230\r\nRRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20260105T030000Z"),
        ["2025-12-30", "2026-01-02", "2026-01-05"]
    );
    // By its own clocks it ends a day earlier.
    let until = "DTSTART;TZID=America/Santiago:20251230T220000\r\nRRULE:FREQ=DAILY;UNTIL=20260101T010000Z";
    assert_eq!(dates(until), ["2025-12-30", "2025-12-31"]);
    // A day that never comes.
    assert_eq!(dates("DTSTART:20250101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20301231"), ["2025-01-01"]);
}

#[test]
fn faults_say_their_lines() {
    assert_eq!(faults(""), ["this is no iCalendar file: it does not begin with BEGIN:VCALENDAR"]);
    let page = "line 1: this is no iCalendar file: it does not begin with BEGIN:VCALENDAR";
    assert_eq!(faults("<html>\n<body>"), [page]);
    let broken = file(&[
        "DTSTART:2026-09-18\r\nSUMMARY:a",
        "SUMMARY:b",
        "DTSTART;TZID=Pacific SA Standard Time:20260918T000000\r\nSUMMARY:c",
        "DTSTART:20260918\r\nDTEND:20260917\r\nSUMMARY:d",
        "DTSTART:20260918\r\nSUMMARY:e\r\nRRULE:FREQ=SECONDLY",
        "DTSTART:20260918\r\nSUMMARY:f\r\nRRULE:FREQ=YEARLY;BYSETPOS=1",
        "DTSTART:20260918\r\nSUMMARY:g\r\nRDATE:20270918",
        "DTSTART:20260918\r\nSUMMARY",
    ]);
    assert_eq!(
        faults(&broken),
        [
            "line 5: this is no date; write it as 20260918 or 20260918T120000Z",
            "line 10: this event has no DTSTART",
            "line 12: `Pacific SA Standard Time` is no time zone of the IANA database",
            "line 19: this event ends before it begins, or lasts longer than a year",
            "line 23: what comes every hour, minute or second is no holiday",
            "line 28: BYSETPOS in RRULE is not read; write its days as events of their own",
            "line 33: RDATE is not read; write its days as events of their own",
            "line 37: this line is broken: it should be a name, a colon and a value",
        ]
    );
    assert_eq!(faults("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), ["line 2: the file ends before what begins here"]);
    assert_eq!(faults("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR"), ["line 2: BEGIN and END do not fit together"]);
    let latin = read_ics(b"BEGIN:VCALENDAR\nX-A:\xf1\nEND:VCALENDAR", 2026..=2026, Tz::UTC, SIZE_MAX).unwrap_err();
    assert_eq!(latin[0].to_string(), "line 2: this is not written in UTF-8");
}

#[test]
fn hostile_files_end_soon() {
    let begun = Instant::now();
    assert_eq!(faults(&"x".repeat(SIZE_MAX + 1)), ["the file is larger than 1048576 bytes"]);
    let years = FIRST_YEAR..=LAST_YEAR;
    let told = |file: &str| {
        let faults = read_ics(file.as_bytes(), years.clone(), Tz::America__Santiago, 16 << 20).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // Each day without end, from long ago; what never comes; each day for a year.
    let daily = "DTSTART:00010101\r\nSUMMARY:a\r\nRRULE:FREQ=DAILY";
    assert_eq!(told(&file(&[daily])), ["there are more than 2000 days"]);
    let never = "DTSTART:19700101\r\nSUMMARY:a\r\nRRULE:FREQ=YEARLY;COUNT=100000;BYMONTH=2;BYMONTHDAY=30";
    assert!(read_ics(file(&[never; 100]).as_bytes(), years.clone(), Tz::UTC, SIZE_MAX).is_ok());
    let often = [never; 501];
    assert!(told(&file(&often))[0].ends_with("there are more than 500 events that come again"));
    let many = ["DTSTART:20260918\r\nSUMMARY:a"; 5_001];
    assert!(told(&file(&many))[0].ends_with("there are more than 5000 events"));
    let long = "DTSTART:20250101\r\nDTEND:20251231\r\nSUMMARY:a\r\nRRULE:FREQ=DAILY";
    let long = read_ics(file(&[long]).as_bytes(), 2025..=2026, Tz::UTC, SIZE_MAX).unwrap_err();
    assert_eq!(long[0].to_string(), "there are more than 100000 days of all events");
    let past = told(&file(&["DTSTART:00010101\r\nSUMMARY:a\r\nRRULE:FREQ=DAILY;COUNT=100000"]));
    assert!(past[0].contains("COUNT of what began before 1970 is not read"), "{past:?}");
    let folded = format!("BEGIN:VCALENDAR\r\nX-A:{}\r\nEND:VCALENDAR", "\r\n b".repeat(1_000_000));
    assert!(read_ics(folded.as_bytes(), years.clone(), Tz::UTC, 16 << 20).is_ok());
    assert_eq!(told(&"BEGIN:VCALENDAR\n".repeat(100_000)).len(), 20);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

fn fragment() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "BEGIN:",
        "END:",
        "VCALENDAR",
        "VEVENT",
        "VALARM",
        "\r\n",
        "\n",
        "\n ",
        ":",
        ";",
        "=",
        ",",
        "\"",
        "\\",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "RRULE:FREQ=",
        "EXDATE",
        "TZID",
        "America/Santiago",
        "YEARLY",
        "MONTHLY",
        "WEEKLY",
        "DAILY",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "20260918",
        "T003000",
        "Z",
        "-1MO",
        "53SU",
        "0",
        "99991231",
        "00000101",
        "ñ",
        "MO",
    ]);
    prop_oneof![8 => word.prop_map(str::to_owned), 1 => any::<String>()]
}

/// An event that is nearly right.
fn event() -> impl Strategy<Value = String> {
    let value = || prop::collection::vec(fragment(), 0..6).prop_map(|fragments| fragments.concat());
    ("[0-9]{8}", "(T[0-9]{6}Z?)?", value(), value()).prop_map(|(date, time, rule, rest)| {
        format!("DTSTART:{date}{time}\r\nSUMMARY:a\r\nRRULE:FREQ=YEARLY;{rule}\r\n{rest}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Whatever a file holds, an answer comes: days in order and within the years, or faults with lines that are there.
    #[test]
    fn nothing_panics(
        events in prop::collection::vec(event(), 0..4),
        fragments in prop::collection::vec(fragment(), 0..60),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        whole in any::<bool>(),
    ) {
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let mut text = if whole { file(&events) } else { "BEGIN:VCALENDAR\n".to_owned() + &fragments.concat() }.into_bytes();
        if !whole {
            text.extend(bytes);
        }
        match read_ics(&text, 2025..=2027, Tz::America__Santiago, SIZE_MAX) {
            Ok(days) => {
                prop_assert!(days.windows(2).all(|pair| pair[0].date < pair[1].date));
                prop_assert!(days.iter().all(|day| (day.date >= super::day("2025-01-01")) && day.date <= super::day("2027-12-31")));
            }
            Err(faults) => {
                let lines = text.split(|byte| *byte == b'\n').count();
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| fault.line.is_none_or(|line| (1..=lines).contains(&line))));
            }
        }
    }
}
