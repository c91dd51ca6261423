//! A meeting that a mail invites to (RFC 5546), as far as a line tells it.

use crate::desk::text::{NAME_MAX, clean_line};
use crate::moment::{Day, Moment};
use crate::service_model::calendar::ics::{Property, lines};
use crate::words::Vocabulary;
use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// So many lines of an invitation are looked at.
const LINES_MAX: usize = 2_000;

vocabulary! {
    /// What is said of a meeting.
    MeetingKind {
        /// Somebody invites to it, or moves it.
        Invitation = "invitation",
        /// It does not take place.
        Cancelled = "cancelled",
        /// Somebody who was invited answers.
        Answer = "answer",
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// What is said of it.
    pub kind: MeetingKind,
    /// What it is about; may be empty.
    pub subject: String,
    /// When it begins.
    pub begins: Option<MeetingTime>,
    /// Where; may be empty.
    pub place: String,
}

/// When a meeting begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingTime {
    /// At this moment.
    At(Moment),
    /// On this day.
    On(Day),
    /// As it is written, by clocks that are not known here: some programs call zones by names of their own.
    Written(String),
}

/// The first meeting of an iCalendar file; what cannot be read of it is left out. `None`: there is none.
pub fn read_meeting(file: &[u8]) -> Option<Meeting> {
    let mut meeting = None;
    let (mut kind, mut open) = (MeetingKind::Invitation, Vec::new());
    for line in lines(file).take(LINES_MAX) {
        let Ok(property) = line.property() else { continue };
        match (property.name.as_str(), open.last().map(String::as_str)) {
            ("BEGIN", _) => {
                let begun = property.value.to_ascii_uppercase();
                if begun == "VEVENT" {
                    meeting.get_or_insert(Meeting { kind, subject: String::new(), begins: None, place: String::new() });
                }
                open.push(begun);
            }
            ("END", Some("VEVENT")) => break,
            ("END", _) => drop(open.pop()),
            ("METHOD", Some("VCALENDAR")) => kind = kind_of(property.value),
            (name, Some("VEVENT")) => {
                if let Some(meeting) = &mut meeting {
                    take(meeting, name, &property);
                }
            }
            _ => {}
        }
    }
    meeting
}

fn kind_of(method: &str) -> MeetingKind {
    match method.to_ascii_uppercase().as_str() {
        "CANCEL" => MeetingKind::Cancelled,
        "REPLY" | "COUNTER" | "DECLINECOUNTER" | "REFRESH" => MeetingKind::Answer,
        _ => MeetingKind::Invitation,
    }
}

fn take(meeting: &mut Meeting, name: &str, property: &Property<'_>) {
    let text = || clean_line(&property.text()).chars().take(NAME_MAX).collect();
    match name {
        "SUMMARY" => meeting.subject = text(),
        "LOCATION" => meeting.place = text(),
        "DTSTART" => meeting.begins = time(property.value, property.parameter("TZID")),
        "STATUS" if property.value.eq_ignore_ascii_case("CANCELLED") => meeting.kind = MeetingKind::Cancelled,
        _ => {}
    }
}

fn time(value: &str, zone: Option<&str>) -> Option<MeetingTime> {
    if let Ok(date) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        return Some(MeetingTime::On(Day::from_date(date)));
    }
    let (local, zone) = value.strip_suffix('Z').map_or((value, zone), |local| (local, Some("UTC")));
    let local = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
    let known = zone.and_then(|zone| zone.parse::<Tz>().ok());
    let at = known.and_then(|zone| zone.from_local_datetime(&local).earliest());
    Some(match at {
        Some(at) => MeetingTime::At(Moment::from_millis(at.timestamp_millis())),
        None => {
            let zone: String = clean_line(zone.unwrap_or_default()).chars().take(60).collect();
            let zone = if zone.is_empty() { zone } else { format!(" ({zone})") };
            MeetingTime::Written(format!("{}{zone}", local.format("%Y-%m-%d %H:%M")))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Meeting, MeetingKind, MeetingTime, read_meeting};
    use crate::moment::{Day, Moment};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn file(method: &str, event: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VTIMEZONE\r\nTZID:Chile\r\nBEGIN:STANDARD\r\n\
             DTSTART:16010101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n{event}\r\n\
             BEGIN:VALARM\r\nSUMMARY:Aviso\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    fn begins(event: &str) -> Option<MeetingTime> {
        read_meeting(file("REQUEST", event).as_bytes())?.begins
    }

    fn kind(method: &str, event: &str) -> Option<MeetingKind> {
        read_meeting(file(method, event).as_bytes()).map(|meeting| meeting.kind)
    }

    #[test]
    fn what_is_said_of_which_meeting_when_and_where() {
        let event =
            "DTSTART;TZID=America/Santiago:20261203T100000\r\nSUMMARY:Revisión\\, piso\r\n  3\r\nLOCATION:Sala 2";
        let meeting = Meeting {
            kind: MeetingKind::Invitation,
            subject: "Revisión, piso 3".to_owned(),
            begins: Moment::parse("2026-12-03T13:00:00Z").map(MeetingTime::At),
            place: "Sala 2".to_owned(),
        };
        assert_eq!(read_meeting(file("REQUEST", event).as_bytes()), Some(meeting));
        for (method, is) in [
            ("CANCEL", MeetingKind::Cancelled),
            ("REPLY", MeetingKind::Answer),
            ("request", MeetingKind::Invitation),
            ("magic", MeetingKind::Invitation),
        ] {
            assert_eq!(kind(method, event), Some(is), "{method}");
        }
        assert_eq!(kind("PUBLISH", "STATUS:CANCELLED"), Some(MeetingKind::Cancelled));
    }

    #[test]
    fn a_time_by_unknown_clocks_is_told_as_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 3).map(Day::from_date).map(MeetingTime::On);
        assert_eq!(begins("DTSTART;VALUE=DATE:20261203"), day);
        let written = |text: &str| Some(MeetingTime::Written(text.to_owned()));
        assert_eq!(
            begins("DTSTART;TZID=Pacific SA Standard Time:20261203T100000"),
            written("2026-12-03 10:00 (Pacific SA Standard Time)")
        );
        assert_eq!(begins("DTSTART:20261203T100000"), written("2026-12-03 10:00"));
        for broken in ["DTSTART:mañana", "DTSTART:", "SUMMARY:x"] {
            assert_eq!(begins(broken), None, "{broken}");
        }
        assert!(
            ["", "BEGIN:VCALENDAR", "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO"]
                .map(|file| read_meeting(file.as_bytes()))
                .iter()
                .all(Option::is_none)
        );
    }

    proptest! {
        #[test]
        fn no_file_is_too_strange(file in "(BEGIN:VEVENT|END:VEVENT|[A-Z;:=\"\\\\]{0,8}|DTSTART:[0-9TZ]{0,16}|\r\n ?){0,30}") {
            let _ = read_meeting(file.as_bytes());
        }
    }
}
