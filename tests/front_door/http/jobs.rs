//! What the desk does from time to time: seen by administrators, and run at once when they ask.

use super::desk::{Desk, PASSWORD, Someone, read};
use crate::model::office;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use ventanilla::desk::id::UserId;
use ventanilla::store::session::{self, Session};

/// A job as it is shown, once it is as `wanted`.
async fn shown(ana: &Someone<'_>, id: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let jobs = ana.get("/api/v1/jobs").await.is(200).json;
        let job = jobs.as_array().unwrap().iter().find(|job| job["id"] == id).unwrap().clone();
        if wanted(&job) {
            return job;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{job:#}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn has_run(job: &Value) -> bool {
    job["running"].is_null() && !job["last"].is_null()
}

async fn run(ana: &Someone<'_>, id: &str) -> super::desk::Answer {
    ana.post(&format!("/api/v1/jobs/{id}/run"), &Value::Null).await
}

/// Keeps a session that ended a minute ago.
async fn end_a_session(desk: &Desk, byte: u8) {
    let now = desk.clock.now();
    let session = Session {
        hash: [byte; 32],
        user: UserId(1),
        created: now,
        proved: now,
        expires: now.plus(-TimeDelta::minutes(1)),
        last_seen: now,
        user_agent: None,
    };
    desk.store.operate(move |rows| session::keep(rows, &session)).await.unwrap();
}

#[tokio::test]
async fn each_job_says_when_it_runs_and_what_came_of_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let planned = shown(&ana, "clear-outbox", |job| job["next_at"].is_string()).await;
    let expected = json!({
        "id": "clear-outbox", "time_zone": "America/Santiago", "calendar": null, "calendar_gone": false, "running": null,
        "last": null,
        // 03:40 in Santiago.
        "schedule": { "every": "day", "hour": 3, "minute": 40, "cron": null }, "next_at": "2026-11-26T06:40:00.000Z",
    });
    assert_eq!(planned, expected);
    let hourly = shown(&ana, "clear-sessions", |job| job["next_at"] == "2026-11-25T13:07:00.000Z").await;
    assert_eq!(hourly["schedule"], json!({ "every": "hour", "hour": null, "minute": 7, "cron": null }));
    let backup = shown(&ana, "backup", |_| true).await;
    assert_eq!((&backup["schedule"], &backup["next_at"]), (&Value::Null, &Value::Null));

    // When it is due it runs, and says what came of it.
    end_a_session(&desk, 1).await;
    end_a_session(&desk, 2).await;
    desk.pass(TimeDelta::minutes(47));
    let ran = shown(&ana, "clear-sessions", has_run).await;
    let last = json!({
        "began_at": "2026-11-25T13:07:00.000Z", "took_ms": 0, "result": "done", "cleared": 2, "problem": null,
    });
    assert_eq!((&ran["last"], &ran["next_at"]), (&last, &json!("2026-11-25T14:07:00.000Z")));
    desk.close().await;
}

#[tokio::test]
async fn a_job_runs_at_once_when_an_administrator_asks_and_is_due_as_ever() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let next = shown(&ana, "clear-sessions", |job| job["next_at"].is_string()).await["next_at"].clone();
    end_a_session(&desk, 1).await;
    let begun = run(&ana, "clear-sessions").await.is(202).json;
    assert_eq!(begun["id"], "clear-sessions");
    let ran = shown(&ana, "clear-sessions", has_run).await;
    assert_eq!((&ran["last"]["cleared"], &ran["last"]["began_at"]), (&json!(1), &json!("2026-11-25T12:20:00.000Z")));
    assert_eq!(ran["next_at"], next);
    // Once more, with nothing left to do.
    run(&ana, "clear-sessions").await.is(202);
    shown(&ana, "clear-sessions", |job| has_run(job) && job["last"]["cleared"] == 0).await;
    run(&ana, "clear-nothing").await.fails(404, "not_found");

    // Who asked is written down; a run by schedule is no entry.
    let entries = ana.get("/api/v1/audit?area=desk").await.is(200).json["items"].clone();
    let told: Vec<_> = entries.as_array().unwrap().iter().map(|entry| (&entry["event"], &entry["job"])).collect();
    assert_eq!(told, [(&json!("job_asked"), &json!("clear-sessions")); 2]);
    assert_eq!((&entries[0]["actor"]["name"], &entries[0]["way"]), (&json!("Ana Rojas"), &json!("session")));
    desk.close().await;
}

#[tokio::test]
async fn a_job_that_runs_is_not_begun_again() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    shown(&ana, "clear-sessions", |job| job["next_at"].is_string()).await;
    // Whoever writes waits meanwhile, and so does the job.
    let (release, released) = mpsc::channel::<()>();
    let store = desk.store.clone();
    let held = tokio::task::spawn_blocking(move || {
        store.operate_blocking(move |_| {
            let _ = released.recv();
            Ok(())
        })
    });
    let first = async { run(&ana, "clear-sessions").await };
    let second = async {
        let running = shown(&ana, "clear-sessions", |job| !job["running"].is_null()).await;
        assert_eq!(running["running"]["percent"], Value::Null);
        let refused = run(&ana, "clear-sessions").await;
        release.send(()).unwrap();
        refused
    };
    let (first, second) = tokio::join!(first, second);
    first.is(202);
    second.fails(409, "already_running");
    held.await.unwrap().unwrap();
    shown(&ana, "clear-sessions", has_run).await;
    desk.close().await;
}

#[tokio::test]
async fn a_backup_is_a_job_like_others_and_says_why_it_failed() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let wanting = run(&ana, "backup").await.fails(422, "invalid");
    assert_eq!(wanting.faults(), [("folder".to_owned(), "required".to_owned())]);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("respaldos");
    std::fs::create_dir(&place).unwrap();
    let keep = json!({ "daily": 2, "weekly": 0, "monthly": 0 });
    let settings = json!({ "folder": place, "schedule": "15 3 * * 1-5", "keep": keep });
    ana.put("/api/v1/backups/settings", &settings).await.is(200);
    // 03:15 in Santiago.
    let planned = shown(&ana, "backup", |job| job["next_at"] == "2026-11-26T06:15:00.000Z").await;
    let schedule = json!({ "every": "other", "hour": null, "minute": null, "cron": "15 3 * * 1-5" });
    assert_eq!(planned["schedule"], schedule);

    let begun = run(&ana, "backup").await.is(202).json;
    assert!(begun["running"].is_null() || begun["running"]["percent"].is_u64(), "{begun}");
    let made = shown(&ana, "backup", has_run).await;
    assert_eq!((&made["last"]["result"], &made["last"]["cleared"]), (&json!("done"), &Value::Null));
    std::fs::remove_dir_all(&place).unwrap();
    run(&ana, "backup").await.is(202);
    let failed = shown(&ana, "backup", |job| has_run(job) && job["last"]["result"] == "failed").await;
    assert!(failed["last"]["problem"].as_str().unwrap().contains("no such folder"), "{failed}");
    desk.close().await;
}

#[tokio::test]
async fn a_backup_may_go_by_the_clocks_of_a_calendar_and_says_so_when_that_is_gone() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut madrid = office();
    (madrid["name"], madrid["time_zone"]) = (json!("Madrid"), json!("Europe/Madrid"));
    let calendars = "/api/v1/model/draft/calendars";
    let drafted = ana.put(calendars, &json!({ "calendars": [madrid] })).await.is(200).json;
    let calendar = drafted["model"]["calendars"][0]["id"].clone();
    let folder = tempfile::tempdir().unwrap();
    let keep = json!({ "daily": 2, "weekly": 0, "monthly": 0 });
    let settings = json!({ "folder": folder.path(), "schedule": "15 3 * * *", "calendar": calendar, "keep": keep });
    let path = "/api/v1/backups/settings";
    let refused = ana.put(path, &settings).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("calendar".to_owned(), "unknown".to_owned())], "it is not in force yet");
    ana.publish_model().await;
    ana.put(path, &settings).await.is(200);
    // 03:15 in Madrid.
    let planned = shown(&ana, "backup", |job| job["next_at"] == "2026-11-26T02:15:00.000Z").await;
    assert_eq!((&planned["time_zone"], &planned["calendar"]["name"]), (&json!("Europe/Madrid"), &json!("Madrid")));

    ana.put(calendars, &json!({ "calendars": [] })).await.is(200);
    ana.publish_model().await;
    // The clockwork looks each minute; 03:15 in Santiago.
    desk.pass(TimeDelta::minutes(2));
    let planned = shown(&ana, "backup", |job| job["next_at"] == "2026-11-26T06:15:00.000Z").await;
    let said = (&planned["time_zone"], &planned["calendar"], &planned["calendar_gone"]);
    assert_eq!(said, (&json!("America/Santiago"), &Value::Null, &json!(true)));
    desk.close().await;
}

#[tokio::test]
async fn whoever_does_not_administer_neither_sees_jobs_nor_runs_them() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, pedro) = desk.new_user(&ana, "Pedro", &["agent", "supervisor", "analyst"]).await;
    pedro.get("/api/v1/jobs").await.fails(403, "forbidden");
    run(&pedro, "clear-sessions").await.fails(403, "forbidden");
    let foreign = ana.clone().with("origin", "https://evil.example");
    read(foreign.request(Method::POST, "/api/v1/jobs/clear-sessions/run")).await.fails(403, "cross_origin");
    desk.enter("pedro@mesa.example", PASSWORD).await.is(200);
    let last = shown(&ana, "clear-sessions", |job| job["next_at"].is_string()).await["last"].clone();
    assert_eq!(last, Value::Null);
    desk.close().await;
}
