//! Before a calendar is saved: the days of a year by name, and what an iCalendar file would add.

use super::office;
use crate::http::desk::Desk;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const PREVIEW: &str = "/api/v1/model/calendar-preview";
const READ: &str = "/api/v1/model/read-ics";

fn file(events: &str) -> Value {
    let file = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    json!({ "file": file, "time_zone": "America/Santiago", "from": 2026, "to": 2035 })
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nSUMMARY:Feriado\r\n{lines}\r\nEND:VEVENT\r\n")
}

/// The days of an answer, in short.
fn days(answer: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let day =
        |day: &Value| format!("{} {} {} {}", text(&day["date"]), text(&day["kind"]), day["hours"], text(&day["name"]));
    answer["days"].as_array().unwrap().iter().map(day).collect()
}

#[tokio::test]
async fn every_holiday_of_a_year_is_seen_by_name_before_it_counts() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut calendar = office();
    calendar["holidays"] = json!({
        "country": "cl",
        "removed": ["2026-10-12", "Inmaculada Concepción"],
        "added": [{ "date": "2020-10-02", "name": "Aniversario", "every_year": true }],
    });
    calendar["special_days"] = json!([{ "date": "2026-12-24", "name": "Nochebuena", "hours": ["09:00-12:00"] }]);
    let answer = ana.post(PREVIEW, &json!({ "calendar": calendar, "year": 2026 })).await.is(200).json;
    assert_eq!(answer["faults"], json!([]));
    let seen = days(&answer);
    assert_eq!(seen.first().unwrap(), "2026-01-01 holiday [] Año Nuevo");
    for day in [
        "2026-10-02 own [] Aniversario",
        r#"2026-12-08 worked ["09:00-13:00","14:00-18:00"] Inmaculada Concepción"#,
        r#"2026-12-24 special ["09:00-12:00"] Nochebuena"#,
    ] {
        assert!(seen.iter().any(|other| other == day), "{day}: {seen:#?}");
    }
    let of_october: Vec<&String> = seen.iter().filter(|day| day.starts_with("2026-10-12")).collect();
    assert!(of_october[0].starts_with("2026-10-12 worked"), "{of_october:?}");
    assert!(seen.is_sorted(), "{seen:#?}");

    // What is not right yet is said, and the rest is seen all the same.
    calendar["name"] = json!("");
    calendar["week"]["monday"] = json!(["nine to five"]);
    let answer = ana.post(PREVIEW, &json!({ "calendar": calendar, "year": 2027 })).await.is(200).json;
    let faults: Vec<&str> =
        answer["faults"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
    assert_eq!(faults, ["calendar.week.monday.0", "calendar.name"]);
    assert!(days(&answer).iter().any(|day| day.starts_with("2027-10-11 holiday")), "removed for one year only");
    ana.post(PREVIEW, &json!({ "calendar": office(), "year": 2100 })).await.fails(422, "invalid");
    assert_eq!(ana.get("/api/v1/model/draft").await.is(200).json["open"], false, "nothing was stored");
    desk.close().await;
}

#[tokio::test]
async fn a_file_is_read_day_by_day_and_its_faults_name_their_line() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let good = event("DTSTART;VALUE=DATE:20261002\r\nRRULE:FREQ=YEARLY;COUNT=2");
    let answer = ana.post(READ, &file(&good)).await.is(200).json;
    let expected = json!([{ "date": "2026-10-02", "name": "Feriado" }, { "date": "2027-10-02", "name": "Feriado" }]);
    assert_eq!(answer, json!({ "days": expected, "faults": [] }));

    let broken = event("DTSTART;VALUE=DATE:yesterday");
    let answer = ana.post(READ, &file(&broken)).await.is(200).json;
    assert_eq!(answer["days"], json!([]));
    assert_eq!((&answer["faults"][0]["line"], &answer["faults"][0]["code"]), (&json!(5), &json!("not_a_date")));

    let with = |field: &str, value: Value| {
        let mut body = file(&good);
        body[field] = value;
        body
    };
    ana.post(READ, &with("to", json!(2036))).await.fails(422, "invalid");
    ana.post(READ, &with("to", json!(2025))).await.fails(422, "invalid");
    ana.post(READ, &with("time_zone", json!("America/Nowhere"))).await.fails(422, "invalid");
    desk.close().await;
}

#[tokio::test]
async fn a_hostile_file_costs_little_and_is_told_why() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let begun = Instant::now();
    let code = async |body: Value| {
        let answer = ana.post(READ, &body).await.is(200).json;
        answer["faults"][0]["code"].as_str().unwrap_or("none").to_owned()
    };
    assert_eq!(code(json!({ "file": "<html>", "time_zone": "UTC", "from": 2026, "to": 2026 })).await, "not_a_calendar");
    assert_eq!(code(file(&"BEGIN:X\r\n".repeat(1_000))).await, "unmatched");
    assert_eq!(code(file(&event("DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY"))).await, "too_often");
    assert_eq!(code(file(&event("DTSTART;TZID=Nowhere/Else:20260101T000000"))).await, "unknown_zone");
    let endless = event("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY").repeat(400);
    assert_eq!(code(file(&endless)).await, "too_many");
    // Rules that search every day of the years and find none.
    let seldom = event("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").repeat(400);
    assert_eq!(code(file(&seldom)).await, "none");
    assert_eq!(code(file(&"X".repeat(600 * 1024))).await, "too_large");
    ana.post(READ, &file(&"X".repeat(2 * 1024 * 1024))).await.fails(413, "too_large");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    desk.close().await;
}
