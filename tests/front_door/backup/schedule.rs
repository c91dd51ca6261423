//! Backups by schedule, set in the browser.

use super::names_in;
use crate::http::desk::{Desk, Someone};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use ventanilla::desk::{NoticeKind, NoticeWay, Recipient};
use ventanilla::store::job::{self, Job};
use ventanilla::store::outbox::{self, OutboxState};

fn settings(folder: &Path, schedule: &str) -> Value {
    json!({ "folder": folder, "schedule": schedule, "keep": { "daily": 2, "weekly": 0, "monthly": 0 } })
}

/// The backups as they are shown, once they are as `wanted`.
async fn shown(ana: &Someone<'_>, wanted: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let shown = ana.get("/api/v1/backups").await.is(200).json;
        if wanted(&shown) {
            return shown;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{shown:#}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn is_done(shown: &Value, began: &str) -> bool {
    shown["running"].is_null() && shown["last"]["began_at"].as_str().is_some_and(|at| at.starts_with(began))
}

/// What administrators were told.
fn told(desk: &Desk) -> Vec<(NoticeKind, Recipient)> {
    let snapshot = desk.store.snapshot().unwrap();
    let mut rows = outbox::list(&snapshot, (NoticeWay::Mail, OutboxState::Queued), None, 100).unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| (row.kind, row.to)).collect()
}

#[tokio::test]
async fn a_nightly_backup_is_made_once_and_old_ones_go() {
    let desk = Desk::set_up().await;
    // A program's token, since three nights are longer than a session.
    let token = json!({ "name": "Robot", "role": "administrator", "scope": "write" });
    let token = desk.ana().await.post("/api/v1/tokens", &token).await.is(201);
    let ana = desk.with_token(token.json["secret"].as_str().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let nothing = ana.get("/api/v1/backups").await.is(200).json;
    assert_eq!((&nothing["settings"]["schedule"], &nothing["next_at"]), (&json!(""), &Value::Null));
    ana.post("/api/v1/backups", &Value::Null).await.fails(422, "invalid");

    let set = ana.put("/api/v1/backups/settings", &settings(folder.path(), " 30  2 * * *")).await.is(200);
    assert_eq!((set.header("etag"), set.json["settings"]["schedule"].as_str()), ("\"1\"", Some("30 2 * * *")));
    // 02:30 in Santiago.
    let planned = shown(&ana, |shown| shown["next_at"] == "2026-11-26T05:30:00.000Z").await;
    assert_eq!(planned["overdue_since"], Value::Null);
    for night in ["2026-11-26", "2026-11-27", "2026-11-28"] {
        desk.clock.set(ventanilla::moment::Moment::parse(&format!("{night}T05:30:01Z")).unwrap());
        let made = shown(&ana, |shown| is_done(shown, night)).await;
        assert_eq!(made["last"]["trouble"], Value::Null, "{made:#}");
        let name = made["last"]["file"].as_str().unwrap();
        assert_eq!(made["files"][0]["name"], name);
        let path = folder.path().join(name);
        let report = ventanilla::store::check(&path, true, &mut |_| {}).unwrap();
        assert!(report.is_clean() && report.entries > 0, "{:?}", report.problems);
        desk.pass(TimeDelta::hours(3));
    }
    // Two nights are kept, and looking again made no other.
    let kept = shown(&ana, |shown| shown["next_at"] == "2026-11-29T05:30:00.000Z").await;
    assert_eq!(kept["files"].as_array().unwrap().len(), 2);
    assert_eq!(names_in(folder.path()).len(), 2);
    assert!(told(&desk).is_empty());

    // One at once, with how far it is.
    let asked = ana.post("/api/v1/backups", &Value::Null).await.is(200).json;
    assert!(asked["running"]["percent"].is_u64(), "{asked:#}");
    // Another one within the same second: while this one is made the answer says so, and then it has a name of its own.
    loop {
        let again = ana.post("/api/v1/backups", &Value::Null).await;
        if again.status == 200 {
            break;
        }
        again.fails(503, "busy");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let second = shown(&ana, |shown| {
        is_done(shown, "2026-11-28T08:30")
            && shown["last"]["file"].as_str().is_none_or(|name| name.ends_with("02Z.redb"))
    });
    assert_eq!(second.await["last"]["trouble"], Value::Null);
    desk.close().await;
}

#[tokio::test]
async fn a_folder_that_vanishes_is_told_and_breaks_nothing_else() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (beto, agent) = desk.new_user(&ana, "Beto", &["administrator", "agent"]).await;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("respaldos");
    fs::create_dir(&place).unwrap();
    ana.put("/api/v1/backups/settings", &settings(&place, "30 2 * * *")).await.is(200);
    shown(&ana, |shown| shown["next_at"].is_string()).await;
    fs::remove_dir(&place).unwrap();

    desk.clock.set(ventanilla::moment::Moment::parse("2026-11-26T05:30:01Z").unwrap());
    // Sessions end when idle: both sign in again.
    let (ana, _) = (desk.ana().await, agent);
    let failed = shown(&ana, |shown| is_done(shown, "2026-11-26")).await;
    let trouble = failed["last"]["trouble"].as_str().unwrap();
    assert!(trouble.contains("no such folder") && trouble.contains("respaldos"), "{trouble}");
    assert!(failed["folder_trouble"].is_string(), "{failed:#}");
    let everybody = |kind| [(kind, Recipient::User(1.into())), (kind, Recipient::User(beto.into()))];
    assert_eq!(told(&desk), everybody(NoticeKind::BackupFailed));
    let outbox = ana.get("/api/v1/mail/outbox").await.is(200).json;
    assert_eq!(outbox["items"][0]["ticket"], Value::Null);

    // The desk works on; the page says since when one is missing, and nobody is told twice of the same night.
    desk.pass(TimeDelta::hours(3));
    ana.get("/api/v1/users").await.is(200);
    let overdue = shown(&ana, |shown| shown["overdue_since"] == "2026-11-26T05:30:00.000Z").await;
    assert_eq!(overdue["last_good_at"], Value::Null);
    assert_eq!(told(&desk).len(), 2);

    // Once the folder is back, one at once puts it right.
    fs::create_dir(&place).unwrap();
    ana.post("/api/v1/backups", &Value::Null).await.is(200);
    let well = shown(&ana, |shown| shown["last_good_at"].is_string()).await;
    assert_eq!((&well["overdue_since"], &well["folder_trouble"]), (&Value::Null, &Value::Null));
    assert_eq!(names_in(&place).len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn a_backup_that_nobody_tried_is_told_of_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let folder = tempfile::tempdir().unwrap();
    ana.put("/api/v1/backups/settings", &settings(folder.path(), "30 2 * * *")).await.is(200);
    let due = "2026-11-26T05:30:00.000Z";
    shown(&ana, |shown| shown["next_at"] == due).await;
    // The night counts as done, as it would after a clock that was a day ahead, and there is no backup.
    let jobs = job::all(&desk.store.snapshot().unwrap()).unwrap();
    let planned = jobs.into_iter().find(|job| job.schedule == "30 2 * * *").unwrap();
    let done = Job {
        next_due: planned.next_due.plus(TimeDelta::days(1)),
        last_period: Some("2026-11-26".to_owned()),
        ..planned.clone()
    };
    desk.store.operate(move |operational| job::keep(operational, &done)).await.unwrap();

    desk.clock.set(planned.next_due.plus(TimeDelta::minutes(119)));
    let ana = desk.ana().await;
    shown(&ana, |shown| shown["overdue_since"].is_null()).await;
    assert_eq!(told(&desk), []);
    desk.pass(TimeDelta::minutes(1));
    shown(&ana, |shown| shown["overdue_since"] == due).await;
    let once = [(NoticeKind::BackupOverdue, Recipient::User(1.into()))];
    let begun = Instant::now();
    while told(&desk).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody is told");
        desk.pass(TimeDelta::minutes(1));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(told(&desk), once);
    let ana = desk.ana().await;
    let health = ana.get("/api/v1/health").await.is(200).json;
    assert!(health["findings"].as_array().unwrap().iter().any(|found| found["kind"] == "backup_overdue"), "{health}");

    // Looked at again until the next night, whose backup puts it right.
    for _ in 0..10 {
        desk.pass(TimeDelta::hours(1));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desk.clock.set(planned.next_due.plus(TimeDelta::days(1)));
    let ana = desk.ana().await;
    let made = shown(&ana, |shown| is_done(shown, "2026-11-27")).await;
    assert_eq!((&made["last"]["trouble"], &made["overdue_since"]), (&Value::Null, &Value::Null));
    assert_eq!(told(&desk), once);
    desk.close().await;
}

#[tokio::test]
async fn settings_are_looked_at_and_for_administrators() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, agent) = desk.new_user(&ana, "Beto", &["agent", "supervisor", "analyst"]).await;
    let folder = tempfile::tempdir().unwrap();
    let good = settings(folder.path(), "30 2 * * *");
    desk.nobody().get("/api/v1/backups").await.fails(401, "unauthenticated");
    agent.get("/api/v1/backups").await.fails(403, "forbidden");
    agent.post("/api/v1/backups", &Value::Null).await.fails(403, "forbidden");
    agent.put("/api/v1/backups/settings", &good).await.fails(403, "forbidden");

    let wrong = |field: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(&format!("/{}", field.replace('.', "/"))).unwrap() = value;
        (field.to_owned(), body)
    };
    for (field, body) in [
        wrong("schedule", json!("every night")),
        wrong("schedule", json!("0 30 2 * * *")),
        wrong("folder", json!("respaldos")),
        wrong("folder", json!("")),
        wrong("folder", json!("/no/such/folder")),
        wrong("keep.daily", json!(0)),
        wrong("keep.weekly", json!(1_000_000)),
    ] {
        let answer = ana.put("/api/v1/backups/settings", &body).await.fails(422, "invalid");
        assert_eq!(answer.faults()[0].0, field, "{}", answer.text);
    }
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    // Nobody, root included, makes files in /sys, as nobody does where the unit of a service leaves a folder read-only.
    for (folder, code) in
        [(&*file, "unknown"), (Path::new("/no/such/folder"), "unknown"), (Path::new("/sys"), "not_writable")]
    {
        let refused = ana.put("/api/v1/backups/settings", &settings(folder, "")).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [("folder".to_owned(), code.to_owned())]);
    }
    assert!(ana.get("/api/v1/backups").await.json["settings"]["version"] == 0);
    ana.put("/api/v1/backups/settings", &good).await.is(200);
    ana.clone().with("if-match", "\"7\"").put("/api/v1/backups/settings", &good).await.fails(412, "stale");
    desk.close().await;
}
