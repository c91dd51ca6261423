//! Escalations that no clock makes happen, alarms that somebody acknowledges, and quiet hours; by an injected clock.

use super::anybody;
use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use crate::smtp::{Received, SmtpServer};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::moment::Moment;

/// A desk that mails, with networks of second level, of which Carla is; and its model with this escalation in force.
struct Watched {
    desk: Desk,
    server: SmtpServer,
    group: Value,
}

impl Watched {
    async fn by(escalation: impl FnOnce(&Value) -> Value) -> Self {
        let server = SmtpServer::start().await;
        let desk = Desk::set_up().await;
        let ana = desk.ana().await;
        let mail = json!({
            "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
        });
        ana.put("/api/v1/mail/settings", &mail).await.is(200);
        let (carla, _) = desk.new_user(&ana, "Carla", &["agent"]).await;
        let group = json!({ "name": "Redes", "level": "second", "members": [carla] });
        let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
        let hours = json!(["09:00-21:00"]);
        let every_day = json!({
            "name": "Atención", "time_zone": "America/Santiago",
            "week": {
                "monday": hours, "tuesday": hours, "wednesday": hours, "thursday": hours, "friday": hours,
                "saturday": hours, "sunday": hours,
            },
            "holidays": { "country": null, "removed": [], "added": [] }, "special_days": [],
        });
        let calendars = json!({ "calendars": [every_day] });
        let draft = ana.put("/api/v1/model/draft/calendars", &calendars).await.is(200).json;
        let escalation = escalation(&draft["model"]["calendars"][0]["id"]);
        let drafted =
            ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [escalation] })).await.is(200).json;
        assert_eq!(drafted["faults"], json!([]));
        ana.publish_model().await;
        drop(ana);
        Self { desk, server, group }
    }

    /// A case that somebody tells Ana at the counter, and that she passes on to networks.
    async fn open(&self, ana: &Someone<'_>) -> u64 {
        let new = json!({
            "subject": "Sin red", "channel": "counter", "requester": { "phone": "+56 2 2345 6789" }, "group": self.group,
        });
        ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
    }

    /// The case, once it is as wanted.
    async fn until(&self, ana: &Someone<'_>, number: u64, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut case = Value::Null;
        for _ in 0..LOOKS {
            case = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
            if wanted(&case) {
                return case;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{case}");
    }
}

fn step(minutes: u32, notify: &[&str], alarm: &Value) -> Value {
    json!({ "when": { "on": "not_taken", "minutes": minutes }, "notify": notify, "alarm": alarm })
}

fn again(every: u32, times: u32) -> Value {
    json!({ "repeat": { "every": every, "times": times } })
}

/// What a mail says, to whom, and when.
fn said(mail: &Received) -> [String; 3] {
    [mail.to.clone(), mail.header("subject").unwrap(), mail.header("date").unwrap()]
}

async fn facts(ana: &Someone<'_>, number: u64, event: &str) -> Vec<Value> {
    let timeline = ana.get(&format!("/api/v1/tickets/{number}/timeline?limit=100")).await.is(200).json;
    let items = timeline["items"].as_array().unwrap();
    items.iter().filter(|item| item["fact"]["event"] == event).cloned().collect()
}

fn numbers(list: &Value) -> Vec<u64> {
    list["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn an_alarm_is_told_at_the_planned_minutes_until_somebody_acknowledges_it() {
    let watched = Watched::by(
        |_| json!({ "name": "Nadie lo toma", "for": anybody(), "steps": [step(30, &["group"], &again(15, 3))] }),
    )
    .await;
    let desk = &watched.desk;
    let ana = desk.ana().await;
    let number = watched.open(&ana).await;
    let path = format!("/api/v1/tickets/{number}");
    let (_, other) = desk.new_user(&ana, "Olga", &["agent"]).await;
    for (at, count) in [("2026-11-25T12:50:00Z", 1), ("2026-11-25T13:05:00Z", 2)] {
        desk.clock.set(Moment::parse(at).unwrap());
        watched.server.wait_for(count).await;
    }
    let mails = watched.server.received();
    let expected = [
        ["carla@mesa.example", "[1] Nadie lo toma: Sin red", "Wed, 25 Nov 2026 12:50:00 +0000"],
        ["carla@mesa.example", "[1] Alarma sin acuse de recibo: Sin red", "Wed, 25 Nov 2026 13:05:00 +0000"],
    ];
    assert_eq!(mails.iter().map(said).collect::<Vec<_>>(), expected);

    let alarms = "/api/v1/tickets?status=open&sort=alarm";
    let listed = ana.get(alarms).await.is(200).json;
    assert_eq!(numbers(&listed), [number]);
    let alarm = &listed["items"][0]["alarm"];
    assert_eq!(
        (
            &alarm["raised_at"],
            &alarm["when"]["minutes"],
            &alarm["told"][0]["name"],
            &alarm["repeated"],
            &alarm["next_at"]
        ),
        (
            &json!("2026-11-25T12:50:00.000Z"),
            &json!(30),
            &json!("Carla"),
            &json!(1),
            &json!("2026-11-25T13:20:00.000Z")
        )
    );
    assert_eq!(ana.get("/api/v1/board").await.is(200).json["all"]["alarms"], 1);
    let table = ana.get("/api/v1/tickets/export?status=open&sort=alarm").await.is(200).text;
    assert!(table.contains(",counter,second,,2026-11-25T12:50:00.000Z,Nadie lo toma,Carla,1,,,"), "{table}");
    let refused = other.post(&format!("{path}/acknowledge"), &json!({})).await.fails(409, "not_possible");
    assert_eq!(refused.json["why"], "not_told", "{}", refused.text);

    let carla = desk.sign_in("carla@mesa.example").await;
    let case = carla.post(&format!("{path}/acknowledge"), &json!({})).await.is(200).json;
    let alarm = &case["alarm"];
    assert_eq!(
        (&alarm["acknowledged_by"]["name"], &alarm["acknowledged_at"], &alarm["next_at"]),
        (&json!("Carla"), &json!("2026-11-25T13:05:00.000Z"), &Value::Null)
    );
    carla.post(&format!("{path}/acknowledge"), &json!({})).await.fails(409, "not_possible");
    assert_eq!(numbers(&ana.get(alarms).await.is(200).json), Vec::<u64>::new());
    assert_eq!(ana.get("/api/v1/board").await.is(200).json["all"]["alarms"], 0);
    assert_eq!(facts(&ana, number, "acknowledged").await[0]["actor"]["name"], "Carla");

    // Another case's alarm, at a later moment than the next one of the first would have been.
    let second = watched.open(&ana).await;
    desk.clock.set(Moment::parse("2026-11-25T13:35:00Z").unwrap());
    watched.server.wait_for(3).await;
    assert_eq!(facts(&ana, number, "reminded").await.len(), 1, "what is acknowledged is not told again");
    ana.post(&format!("/api/v1/tickets/{second}/acknowledge"), &json!({})).await.is(200);
    watched.desk.close().await;
}

#[tokio::test]
async fn what_falls_into_quiet_hours_is_told_once_at_their_end_also_when_the_clocks_change_in_them() {
    let watched = Watched::by(|calendar| {
        json!({
            "name": "De noche nadie", "for": anybody(), "mail_within": calendar,
            "steps": [step(30, &["group"], &again(15, 1)), step(60, &["group"], &Value::Null)],
        })
    })
    .await;
    let desk = &watched.desk;
    // In Santiago it is Saturday, 21:30. At midnight the clocks go back to 23:00.
    desk.clock.set(Moment::parse("2027-04-04T00:30:00Z").unwrap());
    let ana = desk.ana().await;
    let number = watched.open(&ana).await;
    desk.clock.set(Moment::parse("2027-04-04T01:00:00Z").unwrap());
    watched.until(&ana, number, |case| !case["alarm"].is_null()).await;
    desk.clock.set(Moment::parse("2027-04-04T01:30:00Z").unwrap());
    let mut told = Vec::new();
    for _ in 0..LOOKS {
        told = facts(&ana, number, "escalated").await;
        if told.len() == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(told.len(), 2);
    // Nine o'clock is an hour later than it would have been.
    assert!(told.iter().all(|item| item["fact"]["held_until"] == "2027-04-04T13:00:00.000Z"), "{told:?}");
    assert_eq!(watched.server.received().len(), 0);

    desk.clock.set(Moment::parse("2027-04-04T13:00:00Z").unwrap());
    watched.server.wait_for(1).await;
    let ana = desk.ana().await;
    let case = watched.until(&ana, number, |case| !case["alarm"]["next_at"].is_null()).await;
    assert_eq!(case["alarm"]["next_at"], "2027-04-04T13:15:00.000Z");
    desk.clock.set(Moment::parse("2027-04-04T13:15:00Z").unwrap());
    watched.server.wait_for(2).await;
    let mails: Vec<_> = watched.server.received().iter().map(said).collect();
    let expected = [
        ["carla@mesa.example", "[1] Nadie lo toma: Sin red", "Sun, 04 Apr 2027 13:00:00 +0000"],
        ["carla@mesa.example", "[1] Alarma sin acuse de recibo: Sin red", "Sun, 04 Apr 2027 13:15:00 +0000"],
    ];
    assert_eq!(mails, expected);
    watched.desk.close().await;
}

#[tokio::test]
async fn a_clock_that_is_set_forward_by_a_day_tells_once_and_a_solved_case_is_silent() {
    let watched = Watched::by(|_| {
        json!({
            "name": "Con insistencia", "for": anybody(), "steps": [
                step(30, &["group"], &json!({ "repeat": { "every": 15 } })),
                { "when": { "on": "no_update", "minutes": 120 }, "notify": ["group"] },
            ],
        })
    })
    .await;
    let desk = &watched.desk;
    let number = watched.open(&desk.ana().await).await;
    desk.pass(TimeDelta::days(1));
    watched.server.wait_for(2).await;
    desk.pass(TimeDelta::days(1));
    watched.server.wait_for(3).await;
    let ana = desk.ana().await;
    let case = watched.until(&ana, number, |case| case["alarm"]["repeated"] == 1).await;
    assert_eq!(case["alarm"]["next_at"], "2026-11-27T12:35:00.000Z");
    assert_eq!(facts(&ana, number, "escalated").await.len(), 2);
    assert_eq!(facts(&ana, number, "reminded").await.len(), 1);

    let solution = json!({ "text": "Era el cable", "code": "fixed" });
    let solved = ana.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200).json;
    assert_eq!(solved["alarm"], Value::Null);
    let other = watched.open(&ana).await;
    desk.pass(TimeDelta::minutes(30));
    watched.until(&ana, other, |case| !case["alarm"].is_null()).await;
    assert_eq!(facts(&ana, number, "reminded").await.len(), 1);
    watched.desk.close().await;
}

#[tokio::test]
async fn a_case_that_nobody_takes_is_given_to_somebody_of_its_group() {
    let watched = Watched::by(|_| {
        let next = json!({
            "when": { "on": "not_taken", "minutes": 30, "calendar": null }, "notify": [], "own_group": true,
            "pick": "least_loaded",
        });
        json!({ "name": "Nadie lo toma", "for": anybody(), "steps": [next] })
    })
    .await;
    let ana = watched.desk.ana().await;
    let step = &ana.get("/api/v1/model").await.is(200).json["escalations"][0]["steps"][0];
    assert_eq!(
        (&step["own_group"], &step["pick"], &step["pass_to"]),
        (&json!(true), &json!("least_loaded"), &json!(null))
    );
    let number = watched.open(&ana).await;
    watched.desk.pass(TimeDelta::minutes(30));
    let case = watched.until(&ana, number, |case| !case["assignee"].is_null()).await;
    assert_eq!((&case["assignee"]["name"], &case["group"]["name"]), (&json!("Carla"), &json!("Redes")));
    assert_eq!((&case["state"], facts(&ana, number, "escalated").await.len()), (&json!("new"), 1));
    for _ in 0..LOOKS {
        if watched.server.received().iter().any(|mail| mail.to == "carla@mesa.example") {
            return watched.desk.close().await;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("Carla is not told");
}
