//! The whole way of a service model: from a preset to the mail at the planned minute, and the sum behind that minute.

use super::trial::replay;
use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use crate::smtp::{Received, SmtpServer};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::moment::Moment;

const DRAFT: &str = "/api/v1/model/draft";

/// Somebody writes that a thing is urgent; a program registers it, so that the rules say who gets it.
async fn urgent(robot: &Someone<'_>) -> u64 {
    let new = json!({
        "subject": "Sin correo", "channel": "mail", "requester": { "email": "rosa@canelos.example" },
        "kind": "incident", "impact": "person", "urgency": "high",
    });
    robot.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

/// The mails to somebody, once there are any.
async fn mails_to(server: &SmtpServer, address: &str) -> Vec<[String; 2]> {
    let said = |mail: &Received| [mail.header("subject").unwrap(), mail.header("date").unwrap()];
    for _ in 0..LOOKS {
        let mails: Vec<_> = server.received().iter().filter(|mail| mail.to == address).map(said).collect();
        if !mails.is_empty() {
            return mails;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{address} gets no mail");
}

#[tokio::test]
async fn a_model_from_a_preset_is_tried_published_and_keeps_its_minute() {
    let server = SmtpServer::start().await;
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let token = json!({ "name": "Robot", "role": "agent", "scope": "write" });
    let token = ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned();
    let robot = desk.with_token(&token);
    // A day of which nothing was agreed.
    for _ in 0..20 {
        urgent(&robot).await;
        desk.pass(TimeDelta::minutes(1));
    }
    // Thursday, nine o'clock.
    desk.clock.set(Moment::parse("2026-11-26T12:00:00Z").unwrap());
    let ana = desk.ana().await;
    let mail = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
    let (_, paz) = desk.new_user(&ana, "Paz", &["supervisor"]).await;
    let (beto, _) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let group = json!({ "name": "Mesa", "level": "first", "members": [beto] });
    let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();

    // A preset, with half of the time for what is urgent.
    let preset = json!({ "preset": "small", "groups": [{ "key": "desk", "group": group }] });
    let draft = ana.post(&format!("{DRAFT}/preset"), &preset).await.is(200).json;
    assert_eq!(draft["faults"], json!([]));
    let mut agreements = draft["model"]["agreements"].clone();
    agreements[0]["solution"]["minutes"] = json!(4 * 60);
    let agreements = json!({ "agreements": agreements });
    let draft = ana.put(&format!("{DRAFT}/agreements"), &agreements).await.is(200).json;
    assert_eq!(draft["faults"][0]["field"], "scenarios.0", "what was expected was twice the time");
    let over = json!({ "over": draft["in_force"] });
    ana.post(&format!("{DRAFT}/publish"), &over).await.fails(422, "invalid");
    let mut scenarios = draft["model"]["scenarios"].clone();
    let escalation = draft["model"]["escalations"][0]["id"].clone();
    let expect = &mut scenarios[0]["expect"];
    let solution = expect["deadlines"].as_array_mut().unwrap().iter_mut().find(|it| it["clock"] == "solution");
    solution.unwrap()["at"] = json!("2027-09-22T18:00:00Z");
    expect["escalations"] = json!([
        { "at": "2027-09-22T17:12:00Z", "escalation": escalation },
        { "at": "2027-09-22T18:00:00Z", "escalation": escalation },
    ]);
    let scenarios = json!({ "scenarios": scenarios });
    let draft = ana.put(&format!("{DRAFT}/scenarios"), &scenarios).await.is(200).json;
    assert_eq!(draft["faults"], json!([]));
    let results = ana.get(&format!("{DRAFT}/scenarios/results")).await.is(200).json;
    assert!(results.as_array().unwrap().iter().all(|result| result["passes"] == true), "{results}");

    // What would have become of the day before.
    let replayed = replay(&ana, json!({ "name": "Ayer", "to": "2026-11-26T00:00:00Z" })).await;
    let result = &replayed["result"];
    assert_eq!((&replayed["state"], &result["cases"], &result["differing"]), (&json!("done"), &json!(20), &json!(20)));
    let promises = result["promises"].as_array().unwrap();
    let urgent_ones = promises.iter().find(|it| it["clock"] == "solution" && it["agreement"]["name"] == "Urgentes");
    assert_eq!(urgent_ones.unwrap()["would"]["missed"], 20, "{promises:?}");
    ana.publish_model().await;

    // At ten o'clock a case comes in, and nobody does anything about it.
    desk.clock.set(Moment::parse("2026-11-26T13:00:00Z").unwrap());
    let number = urgent(&robot).await;
    let nearest = paz.get("/api/v1/tickets?status=open&sort=deadline&limit=1").await.is(200).json;
    assert_eq!(nearest["items"][0]["number"], number, "{nearest}");
    desk.clock.set(Moment::parse("2026-11-26T17:12:00Z").unwrap());
    for _ in 0..LOOKS {
        if server.received().iter().filter(|mail| mail.to == "beto@mesa.example").count() == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let to_beto = mails_to(&server, "beto@mesa.example").await;
    let near = [format!("[{number}] Plazo por vencer: Sin correo"), "Thu, 26 Nov 2026 17:12:00 +0000".to_owned()];
    assert_eq!(to_beto.last(), Some(&near), "first that the case is his: {to_beto:?}");
    desk.clock.set(Moment::parse("2026-11-26T18:00:00Z").unwrap());
    let missed = [format!("[{number}] Plazo vencido: Sin correo"), "Thu, 26 Nov 2026 18:00:00 +0000".to_owned()];
    assert_eq!(mails_to(&server, "paz@mesa.example").await, [missed]);

    // Why then?
    let clocks = paz.get(&format!("/api/v1/tickets/{number}/clocks")).await.is(200).json;
    let solution = clocks["clocks"].as_array().unwrap().iter().find(|it| it["clock"] == "solution").unwrap();
    assert_eq!(
        (&solution["agreement"]["name"], &solution["due_at"]),
        (&json!("Urgentes"), &json!("2026-11-26T18:00:00.000Z"))
    );
    let segments = solution["segments"].as_array().unwrap();
    let lines: Vec<[Value; 4]> =
        segments.iter().map(|it| ["why", "from", "to", "seconds"].map(|field| it[field].clone())).collect();
    let open = |from: &str, to: &str, hours: i64| [json!("open"), json!(from), json!(to), json!(hours * 3600)];
    let day = [
        open("2026-11-26T13:00:00.000Z", "2026-11-26T16:00:00.000Z", 3),
        open("2026-11-26T17:00:00.000Z", "2026-11-26T18:00:00.000Z", 1),
    ];
    assert_eq!(lines, day);
    let sum: i64 = segments.iter().map(|segment| segment["seconds"].as_i64().unwrap()).sum();
    assert_eq!((sum, &solution["counted_seconds"]), (4 * 3600, &json!(4 * 3600)));
    assert_eq!(solution["target_minutes"], 4 * 60);
    desk.close().await;
}
