//! The clocks of cases, by an injected clock.

use super::{agree, anybody, draft_office, target, usual};
use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use crate::smtp::SmtpServer;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use ventanilla::moment::Moment;

async fn open(ana: &Someone<'_>, channel: &str, more: Value) -> u64 {
    let mut new =
        json!({ "subject": "Sin correo", "channel": channel, "requester": { "email": "rosa@canelos.example" } });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

async fn clocks(ana: &Someone<'_>, number: u64) -> Value {
    ana.get(&format!("/api/v1/tickets/{number}/clocks")).await.is(200).json
}

fn of<'a>(clocks: &'a Value, kind: &str) -> &'a Value {
    clocks.as_array().unwrap().iter().find(|clock| clock["clock"] == kind).unwrap()
}

/// The clock in short, once it is as wanted.
async fn until(ana: &Someone<'_>, number: u64, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..LOOKS {
        let case = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
        let clock = of(&case["clocks"], kind).clone();
        if wanted(&clock) {
            return clock;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{}", clocks(ana, number).await);
}

/// Every clock's segments add up to what it has counted.
fn adds_up(clock: &Value) {
    let segments = clock["segments"].as_array().unwrap();
    let sum: i64 = segments.iter().map(|segment| segment["seconds"].as_i64().unwrap()).sum();
    assert_eq!(sum, clock["counted_seconds"].as_i64().unwrap(), "{clock}");
}

#[tokio::test]
async fn a_deadline_says_why_it_is_when_it_is() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    // On Wednesday at 09:20; and on Monday the 7th of December, with the 8th a holiday.
    let preview = ana.post("/api/v1/model/preview", &json!({ "channel": "mail" })).await.is(200).json;
    let later = json!({ "channel": "mail", "at": "2026-12-07T19:00:00Z" });
    let later = ana.post("/api/v1/model/preview", &later).await.is(200).json;
    assert_eq!(of(&preview["clocks"], "solution")["due_at"], "2026-11-26T12:20:00.000Z");
    let clock = of(&later["clocks"], "solution");
    assert_eq!(clock["due_at"], "2026-12-09T19:00:00.000Z");
    let lines: Vec<_> =
        clock["segments"].as_array().unwrap().iter().map(|it| (it["why"].clone(), it["seconds"].clone())).collect();
    assert_eq!(
        lines,
        [
            (json!("open"), json!(2 * 3600)),
            (json!("holiday"), json!(0)),
            (json!("open"), json!(4 * 3600)),
            (json!("open"), json!(2 * 3600)),
        ]
    );
    assert_eq!(clock["segments"][1]["day"], "Inmaculada Concepción");
    assert_eq!(clock["segments"][0]["calendar"]["name"], "Horario hábil");

    let number = open(&ana, "mail", json!({})).await;
    let shown = clocks(&ana, number).await;
    assert_eq!(shown["clocks"], preview["clocks"], "the preview is the decision itself");
    shown["clocks"].as_array().unwrap().iter().for_each(adds_up);
    assert_eq!(of(&shown["clocks"], "solution")["agreement"]["name"], "Todos");

    // Two hours of waiting for the requester do not count.
    let path = format!("/api/v1/tickets/{number}");
    desk.pass(TimeDelta::minutes(10));
    ana.post(&format!("{path}/wait"), &json!({ "on": "requester", "reason": "¿Desde cuándo?" })).await.is(200);
    let waits = clocks(&ana, number).await;
    let clock = of(&waits["clocks"], "solution");
    assert_eq!(
        (&clock["state"], &clock["due_at"], &clock["left_seconds"]),
        (&json!("stopped"), &json!(null), &json!(470 * 60))
    );
    desk.pass(TimeDelta::hours(2));
    ana.post(&format!("{path}/resume"), &json!({})).await.is(200);
    let goes_on = clocks(&ana, number).await;
    let clock = of(&goes_on["clocks"], "solution");
    assert_eq!(clock["due_at"], "2026-11-26T14:20:00.000Z");
    assert_eq!(clock["segments"][1]["waiting_for"], "requester");
    adds_up(clock);
    desk.close().await;
}

#[tokio::test]
async fn whoever_is_on_the_telephone_is_answered_at_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    for (channel, state) in [("phone", "done"), ("counter", "done"), ("mail", "running"), ("web", "running")] {
        let number = open(&ana, channel, json!({})).await;
        let case = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
        assert_eq!(of(&case["clocks"], "first_response")["state"], state, "{channel}");
    }
    desk.close().await;
}

#[tokio::test]
async fn time_runs_out_at_the_planned_moment_and_is_told_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let number = open(&ana, "mail", json!({})).await;
    let due = Moment::parse("2026-11-25T13:20:00Z").unwrap();
    desk.clock.set(due.plus(TimeDelta::milliseconds(-1)));
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(until(&ana, number, "first_response", |_| true).await["missed_at"], json!(null));
    desk.clock.set(due);
    let missed = until(&ana, number, "first_response", |clock| !clock["missed_at"].is_null()).await;
    assert_eq!(missed["missed_at"], "2026-11-25T13:20:00.000Z");
    // A clock that is set back and forth tells nothing twice.
    desk.clock.set(due.plus(TimeDelta::days(-1)));
    tokio::time::sleep(Duration::from_millis(300)).await;
    // Far too late: the warning and the end come at once, and what was planned is on record.
    desk.clock.set(Moment::parse("2026-11-27T13:00:00Z").unwrap());
    let ana = desk.ana().await;
    let solution = until(&ana, number, "solution", |clock| !clock["missed_at"].is_null()).await;
    assert_eq!(solution["missed_at"], "2026-11-26T12:20:00.000Z");
    let timeline = ana.get(&format!("/api/v1/tickets/{number}/timeline?limit=100")).await.is(200).json;
    let told: Vec<_> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["fact"]["event"] == "clock_reached")
        .map(|item| (item["fact"]["clock"].clone(), item["fact"]["percent"].clone(), item["at"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (json!("first_response"), json!(100), json!("2026-11-25T13:20:00.000Z")),
            (json!("solution"), json!(100), json!("2026-11-27T13:00:00.000Z")),
        ]
    );
    desk.close().await;
}

#[tokio::test]
async fn what_is_due_first_stands_first_and_is_counted() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let before = open(&ana, "mail", json!({})).await;
    agree(&ana).await;
    let second = open(&ana, "phone", json!({})).await;
    let first = open(&ana, "mail", json!({})).await;
    let by_deadline = "/api/v1/tickets?status=open&sort=deadline";
    let list = ana.get(by_deadline).await.is(200).json;
    assert_eq!(numbers(&list), [first, second], "a case without a deadline is not among them: {before}");
    let page = ana.get(&format!("{by_deadline}&limit=1")).await.is(200).json;
    let next = page["next"].as_str().unwrap();
    assert_eq!(numbers(&ana.get(&format!("{by_deadline}&limit=1&cursor={next}")).await.is(200).json), [second]);
    ana.get("/api/v1/tickets?sort=deadline").await.fails(400, "unknown_parameter");
    // It is never late, and is found all the same.
    let unpromised = "/api/v1/tickets?status=open&sort=unpromised";
    assert_eq!(numbers(&ana.get(unpromised).await.is(200).json), [before]);
    assert_eq!(ana.get("/api/v1/board").await.is(200).json["all"]["unpromised"], 1);
    ana.get("/api/v1/tickets?sort=unpromised").await.fails(400, "unknown_parameter");

    let loads = |board: &Value| -> Vec<u64> {
        ["open", "new", "waiting", "unassigned", "late", "soon"]
            .iter()
            .map(|it| board["all"][*it].as_u64().unwrap())
            .collect()
    };
    let board = "/api/v1/board?soon_minutes=60";
    assert_eq!(loads(&ana.get(board).await.is(200).json), [3, 0, 0, 0, 0, 1]);
    desk.pass(TimeDelta::hours(2));
    until(&ana, first, "first_response", |clock| !clock["missed_at"].is_null()).await;
    let shown = ana.get(board).await.is(200).json;
    assert_eq!(loads(&shown), [3, 0, 0, 0, 1, 0]);
    assert_eq!(shown["people"][0]["load"]["late"], 1);
    // The same by priority: each case is of one.
    let priorities = shown["priorities"].as_array().unwrap();
    assert_eq!(priorities.iter().map(|it| it["load"]["open"].as_u64().unwrap()).sum::<u64>(), 3);
    let of = ana.get(&format!("/api/v1/tickets/{first}")).await.is(200).json["priority"].clone();
    let late: Vec<_> =
        priorities.iter().filter(|it| it["load"]["late"] == 1).map(|it| it["priority"].clone()).collect();
    assert_eq!(late, std::slice::from_ref(&of));
    let csv = ana.get("/api/v1/board/export?soon_minutes=60").await.is(200).text;
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("at,of,id,name,open,new,waiting,unassigned,late,soon,alarms,unpromised"));
    let all = shown["all"]["open"].as_u64().unwrap();
    assert!(lines.next().unwrap().ends_with(&format!(",all,,,{all},0,0,0,1,0,0,1")), "{csv}");
    assert!(csv.contains(&format!(",priority,,{},", of.as_str().unwrap())) && csv.contains(",person,1,Ana"), "{csv}");
    // Another priority, and it counts there.
    let raised = json!({ "priority": "critical", "reason": "Afecta a todos" });
    ana.post(&format!("/api/v1/tickets/{first}/priority"), &raised).await.is(200);
    let critical = ana.get(board).await.is(200).json["priorities"][0].clone();
    assert_eq!((&critical["priority"], &critical["load"]["open"]), (&json!("critical"), &json!(1)));
    ana.post(&format!("/api/v1/tickets/{first}/priority"), &json!({ "priority": null })).await.is(200);
    // What waits is not late, and what is answered no longer has that deadline.
    let reply = json!({ "text": "Ya lo vemos", "channel": "mail" });
    ana.post(&format!("/api/v1/tickets/{first}/messages"), &reply).await.is(201);
    assert_eq!(loads(&ana.get(board).await.is(200).json), [3, 0, 0, 0, 0, 0]);
    // A promise that stands still is one; a case that is solved needs none.
    ana.post(&format!("/api/v1/tickets/{second}/wait"), &json!({ "on": "requester" })).await.is(200);
    assert_eq!(ana.get("/api/v1/board").await.is(200).json["all"]["unpromised"], 1);
    let solution = json!({ "text": "Se reinició el equipo", "code": "fixed" });
    ana.post(&format!("/api/v1/tickets/{before}/resolve"), &solution).await.is(200);
    assert_eq!(numbers(&ana.get(unpromised).await.is(200).json), [0; 0]);
    assert_eq!(ana.get("/api/v1/board").await.is(200).json["all"]["unpromised"], 0);
    desk.close().await;
}

fn numbers(list: &Value) -> Vec<u64> {
    list["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn open_cases_stay_with_their_version_or_move_to_the_new_one() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let mut numbers = Vec::new();
    for _ in 0..60 {
        numbers.push(open(&ana, "mail", json!({})).await);
    }
    let closing =
        |open_cases: &str| json!({ "close_after_days": 5, "reopen_within_days": 15, "open_cases": open_cases });
    let calendar = draft_office(&ana).await;
    let mut faster = usual(&calendar);
    faster["solution"]["minutes"] = json!(60);
    ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": [faster] })).await.is(200);
    ana.put("/api/v1/model/draft/closing", &closing("keep")).await.is(200);
    let kept = ana.publish_model().await;
    let new = open(&ana, "mail", json!({})).await;
    assert_eq!(until(&ana, new, "solution", |_| true).await["target_minutes"], 60);
    // Also when something happens to it, an earlier case goes by what it was decided under.
    let first = format!("/api/v1/tickets/{}", numbers[0]);
    ana.post(&format!("{first}/wait"), &json!({ "on": "requester" })).await.is(200);
    ana.post(&format!("{first}/resume"), &json!({})).await.is(200);
    let clock = until(&ana, numbers[0], "solution", |_| true).await;
    assert_eq!(clock["target_minutes"], 480);

    desk.pass(TimeDelta::minutes(20));
    ana.put("/api/v1/model/draft/closing", &closing("move")).await.is(200);
    let moved = ana.publish_model().await;
    assert!(moved["version"].as_u64() > kept["version"].as_u64());
    for number in numbers {
        let clock = until(&ana, number, "solution", |clock| clock["target_minutes"] == 60).await;
        assert_eq!(clock["due_at"], "2026-11-25T13:20:00.000Z");
        let case = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
        assert_eq!(case["model"], moved["version"]);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_group_keeps_or_breaks_its_own_promise() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (carla_id, carla) = desk.new_user(&ana, "Carla", &["agent"]).await;
    let group = json!({ "name": "Redes", "level": "second", "members": [carla_id] });
    let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let promise = json!({ "group": group, "acceptance": target(30, "elapsed"), "solution": target(240, "elapsed") });
    ana.put("/api/v1/model/draft/group-agreements", &json!({ "group_agreements": [promise] })).await.is(200);
    ana.publish_model().await;
    let number = open(&ana, "phone", json!({ "group": group })).await;
    let path = format!("/api/v1/tickets/{number}");
    desk.pass(TimeDelta::minutes(40));
    until(&ana, number, "acceptance", |clock| !clock["missed_at"].is_null()).await;
    carla.post(&format!("{path}/take"), &json!({})).await.is(200);
    let taken = until(&carla, number, "acceptance", |_| true).await;
    assert_eq!((&taken["state"], &taken["ended_at"]), (&json!("done"), &json!("2026-11-25T13:00:00.000Z")));
    let solution = json!({ "text": "Era el cable", "code": "fixed" });
    carla.post(&format!("{path}/resolve"), &solution).await.is(200);
    let shown = clocks(&carla, number).await;
    let clock = of(&shown["clocks"], "group_solution");
    assert_eq!(
        (&clock["state"], &clock["missed_at"], &clock["counted_seconds"]),
        (&json!("done"), &json!(null), &json!(40 * 60))
    );
    assert_eq!(clock["group"]["name"], "Redes");
    carla.post(&format!("{path}/reopen"), &json!({ "reason": "Otra vez" })).await.is(200);
    let shown = clocks(&carla, number).await;
    assert_eq!(shown["ended"].as_array().unwrap().len(), 2, "{shown}");
    desk.close().await;
}

#[tokio::test]
async fn what_was_agreed_for_running_out_of_time_happens_at_the_planned_minute() {
    let server = SmtpServer::start().await;
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mail = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
    let (_, _) = desk.new_user(&ana, "Sonia", &["supervisor"]).await;
    let (carla_id, _) = desk.new_user(&ana, "Carla", &["agent"]).await;
    let group = json!({ "name": "Especialistas", "level": "third", "members": [carla_id] });
    let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let calendar = draft_office(&ana).await;
    ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": [usual(&calendar)] })).await.is(200);
    let step = |percent: u16, notify: &[&str], pass_to: &Value| {
        json!({
            "when": { "on": "clock", "clock": "solution", "percent": percent },
            "notify": notify, "pass_to": pass_to, "raise_priority": percent == 100,
        })
    };
    let escalation = json!({
        "name": "Se acaba el plazo", "for": anybody(),
        "steps": [step(75, &["assignee"], &Value::Null), step(100, &["supervisors"], &group)],
    });
    ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [escalation] })).await.is(200);
    ana.publish_model().await;
    let number = open(&ana, "phone", json!({})).await;
    let path = format!("/api/v1/tickets/{number}");
    let before = ana.get(&path).await.is(200).json;
    drop(ana);

    // The requester is told that the case was registered.
    server.wait_for(1).await;
    // Three quarters of eight hours: at 16:20 in Santiago.
    desk.clock.set(Moment::parse("2026-11-25T19:20:00Z").unwrap());
    let near = server.wait_for(2).await.remove(1);
    assert_eq!(
        (near.to.as_str(), near.header("subject").as_deref()),
        ("ana@mesa.example", Some("[1] Plazo por vencer: Sin correo"))
    );
    assert!(near.words().contains("Solución"), "{}", near.words());
    desk.clock.set(Moment::parse("2026-11-26T12:20:00Z").unwrap());
    let missed = server.wait_for(4).await.split_off(2);
    let told: BTreeSet<&str> = missed.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(told, BTreeSet::from(["ana@mesa.example", "sonia@mesa.example"]));
    for mail in &missed {
        assert_eq!(mail.header("subject").as_deref(), Some("[1] Plazo vencido: Sin correo"));
        assert_eq!(mail.header("date").as_deref(), Some("Thu, 26 Nov 2026 12:20:00 +0000"), "the planned minute");
    }
    let ana = desk.ana().await;
    let case = ana.get(&path).await.is(200).json;
    assert_eq!((&case["group"]["name"], &case["assignee"]), (&json!("Especialistas"), &Value::Null));
    assert_ne!(case["priority"], before["priority"]);
    let timeline = ana.get(&format!("{path}/timeline?limit=100")).await.is(200).json;
    let escalated: Vec<_> = timeline["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["fact"]["event"] == "escalated")
        .map(|item| {
            (item["fact"]["when"]["percent"].clone(), item["fact"]["told"][0]["name"].clone(), item["at"].clone())
        })
        .collect();
    assert_eq!(
        escalated,
        [
            (json!(75), json!("Ana Rojas"), json!("2026-11-25T19:20:00.000Z")),
            (json!(100), json!("Ana Rojas"), json!("2026-11-26T12:20:00.000Z")),
        ]
    );
    desk.close().await;
}

#[tokio::test]
async fn a_list_is_taken_away_as_a_table_with_its_clocks() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    open(&ana, "phone", json!({})).await;
    agree(&ana).await;
    let second = open(&ana, "phone", json!({ "impact": "organisation", "urgency": "high" })).await;
    let first = open(&ana, "mail", json!({ "subject": "=HYPERLINK(\"http://evil.example\"), por favor" })).await;
    let table = |query: &str| format!("/api/v1/tickets/export?status=open&sort=deadline{query}");
    let answer = ana.get(&table("")).await.is(200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").ends_with(".csv\""), "{:?}", answer.headers);
    let lines: Vec<_> = answer.text.lines().collect();
    assert_eq!(
        lines[0],
        "number,subject,state,priority,kind,category,requester,unit,group,assignee,opened_at,updated_at,resolved_at,\
         channel,level,waiting_for,alarm_raised_at,alarm_escalation,alarm_told,alarm_repeated,alarm_acknowledged_at,\
         alarm_acknowledged_by,first_response_state,first_response_due_at,first_response_missed_at,\
         solution_state,solution_due_at,solution_missed_at,acceptance_state,acceptance_due_at,acceptance_missed_at,\
         group_solution_state,group_solution_due_at,group_solution_missed_at"
    );
    assert_eq!(lines.len(), 3, "a case without a deadline is not among them: {}", answer.text);
    let due = "running,2026-11-25T13:20:00.000Z,,running,2026-11-26T12:20:00.000Z,,,,,,,";
    let guarded = format!("{first},\"'=HYPERLINK(\"\"http://evil.example\"\"), por favor\",in_progress,");
    assert!(lines[1].starts_with(&guarded) && lines[1].ends_with(due), "{}", lines[1]);
    assert!(lines[2].starts_with(&format!("{second},Sin correo,in_progress,critical,")), "{}", lines[2]);
    // The same filters as the list, refused alike.
    let critical = ana.get(&table("&priority=critical")).await.is(200).text;
    assert_eq!(
        critical.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect::<Vec<_>>(),
        [second.to_string()]
    );
    let listed = ana.get("/api/v1/tickets?status=open&sort=deadline&priority=critical&priority=low").await.is(200);
    assert_eq!(numbers(&listed.json), [second]);
    ana.get("/api/v1/tickets/export?sort=deadline").await.fails(400, "unknown_parameter");
    ana.get("/api/v1/tickets/export?priority=terrible").await.fails(400, "malformed");

    // More than one page, each case once.
    for _ in 0..250 {
        open(&ana, "phone", json!({})).await;
    }
    let all = ana.get("/api/v1/tickets/export?sort=number").await.is(200).text;
    let found: Vec<u64> = all.lines().skip(1).map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    assert_eq!(found, (1..=253).collect::<Vec<_>>());
    desk.close().await;
}
