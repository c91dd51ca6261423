//! How the desk is, to those who look after it.

use super::desk::Desk;
use crate::incoming::take;
use crate::model::office;
use chrono::TimeDelta;
use serde_json::{Value, json};

fn kinds(health: &Value) -> Vec<(&str, bool)> {
    let findings = health["findings"].as_array().unwrap().iter();
    findings.map(|finding| (finding["kind"].as_str().unwrap(), finding["urgent"].as_bool().unwrap())).collect()
}

#[tokio::test]
async fn those_who_look_after_the_desk_read_what_is_wrong() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, agent) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let (_, supervisor) = desk.new_user(&ana, "Sofia", &["supervisor"]).await;
    desk.nobody().get("/api/v1/health").await.fails(401, "unauthenticated");
    agent.get("/api/v1/health").await.fails(403, "forbidden");
    supervisor.get("/api/v1/health").await.is(200);

    let health = ana.get("/api/v1/health").await.is(200).json;
    assert_eq!(kinds(&health), [("backup_not_set_up", false)]);
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(health["journal"]["last_entry"].as_u64(), Some(desk.store.snapshot().unwrap().head().0));
    assert!(health["disk"]["free_bytes"].as_u64() <= health["disk"]["total_bytes"].as_u64());
    assert!(health["data_file"]["allocated_bytes"].as_u64() > Some(100_000));

    // A mail that no server takes: nobody listens on the port of a server that has gone.
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let case = json!({
        "subject": "Sin correo", "description": "Desde las nueve.", "channel": "phone",
        "requester": { "email": "rosa@canelos.example", "name": "Rosa Díaz" },
    });
    agent.post("/api/v1/tickets", &case).await.is(201);
    let health = ana.get("/api/v1/health").await.is(200).json;
    assert_eq!(kinds(&health), [("mail_not_set_up", false), ("backup_not_set_up", false)]);
    let mail = json!({
        "host": "127.0.0.1", "port": gone, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
    let mut health = Value::Null;
    for _ in 0..200 {
        health = ana.get("/api/v1/health").await.is(200).json;
        if health["mail"]["counts"]["queued"] == 1 && desk_said(&ana.get("/api/v1/mail/outbox").await.is(200).json) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(kinds(&health), [("backup_not_set_up", false)], "it is tried again in a minute");
    desk.pass(TimeDelta::minutes(20));
    let health = ana.get("/api/v1/health").await.is(200).json;
    assert_eq!(kinds(&health)[0], ("mail_waits", true), "{health}");
    let finding = &health["findings"][0];
    assert_eq!((finding["count"].as_u64(), finding["since"].is_string()), (Some(1), true), "{health}");
    assert!(finding["detail"].as_str().is_some_and(|said| !said.is_empty()), "{health}");
    assert!(health["mail"]["oldest_waiting_at"].is_string());
    desk.close().await;
}

/// Whether the first mail has heard something at its last try.
fn desk_said(outbox: &Value) -> bool {
    outbox["items"][0]["last_error"].is_string()
}

#[tokio::test]
async fn holidays_that_end_and_mails_that_somebody_may_have_written_are_told() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let with = async |holidays: Value| {
        let mut calendar = office();
        calendar["holidays"] = holidays;
        ana.put("/api/v1/model/draft/calendars", &json!({ "calendars": [calendar] })).await.is(200);
        ana.publish_model().await;
        let health = ana.get("/api/v1/health").await.is(200).json;
        health["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "holidays_end").cloned()
    };
    let day = |date: &str, every_year: bool| json!({ "date": date, "name": "Feriado", "every_year": every_year });
    let added = |days: &[Value]| json!({ "removed": [], "added": days });
    // It is 25 November 2026.
    let ends = with(added(&[day("2026-12-08", false)])).await.unwrap();
    assert_eq!((&ends["detail"], &ends["count"]), (&json!("Horario hábil"), &json!(1)));
    assert_eq!(with(added(&[day("2026-12-08", false), day("2027-01-25", false)])).await, None);
    assert_eq!(with(added(&[day("2020-12-08", true)])).await, None);
    assert_eq!(with(json!({ "country": "cl", "removed": [], "added": [day("2026-12-08", false)] })).await, None);
    assert_eq!(with(added(&[])).await, None, "whoever named none wants none");

    take(&desk, "Subject: De nadie\r\nMessage-ID: <n@x>\r\n\r\nHola\r\n").await.unwrap();
    take(
        &desk,
        "Subject: Vuelvo\r\nMessage-ID: <v@x>\r\nFrom: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nHola\r\n",
    )
    .await
    .unwrap();
    let health = ana.get("/api/v1/health").await.is(200).json;
    let found = health["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "mail_aside").unwrap();
    assert_eq!((&found["count"], &found["urgent"]), (&json!(1), &json!(false)), "what a program wrote needs nobody");
    desk.close().await;
}
