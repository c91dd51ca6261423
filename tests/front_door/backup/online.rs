//! Backups of a desk that runs.

use super::{desk_with, names_in};
use crate::http::desk::{Desk, read};
use crate::program::{Running, done, ended, run, spawn, token};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const WRITERS: usize = 16;

/// Writes cases until told to end; each acknowledged one is noted, with its number.
async fn write(url: String, token: String, writer: usize, noted: Arc<Mutex<Vec<(u64, String)>>>, end: Arc<AtomicBool>) {
    let client = Client::new();
    for n in 0.. {
        if end.load(Ordering::Relaxed) {
            return;
        }
        let subject = format!("case {n} of writer {writer}");
        let body = json!({
            "subject": subject, "channel": "mail",
            "requester": { "email": format!("w{writer}@canelos.example"), "name": "Ana Rojas" },
        });
        let case =
            read(client.post(format!("{url}/api/v1/tickets")).bearer_auth(&token).json(&body)).await.is(201).json;
        noted.lock().unwrap().push((case["number"].as_u64().unwrap(), subject));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_holds_all_that_was_acknowledged_before_it_while_sixteen_write() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    let token = desk_with(&data, "1500");
    let running = Running::start(&data);
    let (noted, end) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| tokio::spawn(write(running.url.clone(), token.clone(), n, Arc::clone(&noted), Arc::clone(&end))))
        .collect();
    let begun = Instant::now();
    while noted.lock().unwrap().len() < 4 * WRITERS {
        assert!(begun.elapsed() < Duration::from_secs(60), "hardly an answer within a minute");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    let before = noted.lock().unwrap().clone();
    let backup = folder.path().join("backup.redb");
    let (from, to) = (data.clone(), backup.clone());
    let said = tokio::task::spawn_blocking(move || done(&from, &["backup", to.to_str().unwrap()], "")).await.unwrap();
    assert!(said.contains("checked"), "{said}");
    let after = noted.lock().unwrap().len();
    end.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(after > before.len(), "nobody could write while the backup was made");
    running.end();
    done(&data, &["check", "--rebuild"], "");

    let beside = folder.path().join("restored.redb");
    done(&beside, &["restore", backup.to_str().unwrap()], "");
    let restored = Running::start(&beside);
    for (number, subject) in before {
        let url = format!("{}/api/v1/tickets/{number}", restored.url);
        let case = read(Client::new().get(url).bearer_auth(&token)).await.json;
        assert_eq!(case["subject"], subject.as_str(), "{number}");
    }
    restored.end();
    done(&beside, &["check", "--rebuild"], "");
}

#[test]
fn a_desk_that_is_killed_leaves_no_half_backup() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    desk_with(&data, "1500");
    let backup = folder.path().join("backup.redb");
    let words = ["backup", backup.to_str().unwrap()];
    let mut cut = 0;
    for round in 0..12 {
        let running = Running::start(&data);
        let tool = spawn(&data, &words);
        std::thread::sleep(Duration::from_millis(20 + 60 * round));
        running.kill();
        let told = ended(tool);
        if backup.exists() {
            // It was done before the kill.
            done(&backup, &["check"], "");
            std::fs::remove_file(&backup).unwrap();
        } else {
            cut += 1;
            assert_eq!(told.status.code(), Some(1), "{told:?}");
            let said = String::from_utf8_lossy(&told.stderr);
            let last = said.lines().last().unwrap_or_default();
            assert!(last.starts_with("ventanilla: "), "{said}");
        }
    }
    assert!(cut > 0, "no backup was cut off");
    // What a killed desk began is cleared away by the next backup.
    done(&data, &words, "");
    done(&backup, &["check", "--rebuild"], "");
    done(&data, &["check", "--rebuild"], "");
    let expected = ["backup.redb", "desk.redb", "desk.redb.sock"].map(str::to_owned);
    assert_eq!(names_in(folder.path()), expected.into());
}

#[test]
fn nothing_is_overwritten_and_what_is_in_the_way_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    desk_with(&data, "20");
    let fails = |to: &Path, words: &str| {
        let ended = run(&data, &["backup", to.to_str().unwrap()], "");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && said.trim_end().lines().count() == 1, "{said}");
    };
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "precious").unwrap();
    let attempts = || {
        fails(&taken, "there is a file already");
        fails(&data, "there is a file already");
        fails(folder.path(), "there is a file already");
        fails(&folder.path().join("no/such/folder/b.redb"), "no such folder");
    };
    attempts();
    let running = Running::start(&data);
    attempts();
    running.end();
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "precious");
    assert_eq!(names_in(folder.path()), ["desk.redb", "taken"].map(str::to_owned).into());
    done(&data, &["check", "--rebuild"], "");
}

#[tokio::test]
async fn how_far_a_backup_is_that_is_taken_away_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    desk_with(&data, "400");
    let key = token(&data, "administrator");
    let running = Running::start(&data);
    let client = Client::new();
    let backups = || read(client.get(format!("{}/api/v1/backups", running.url)).bearer_auth(&key));
    let mut seen = BTreeSet::new();
    for round in 0.. {
        assert!(round < 50, "only {seen:?}");
        let mut taking = pin!(client.post(format!("{}/api/v1/backup", running.url)).bearer_auth(&key).send());
        loop {
            let shown = tokio::select! {
                // The one before may not have gone yet.
                answer = &mut taking => break drop(answer.unwrap()),
                shown = backups() => shown.is(200).json,
            };
            seen.extend(shown["running"]["step"].as_str().map(str::to_owned));
        }
        assert_eq!(backups().await.json["running"], Value::Null, "it is on its way");
        if ["copying", "checking"].iter().all(|step| seen.contains(*step)) {
            break;
        }
    }
    running.end();
    done(&data, &["check", "--rebuild"], "");
}

#[tokio::test]
async fn an_administrator_takes_a_backup_away() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, agent) = desk.new_user(&ana, "Beto", &["agent", "supervisor"]).await;
    desk.nobody().post("/api/v1/backup", &Value::Null).await.fails(401, "unauthenticated");
    agent.post("/api/v1/backup", &Value::Null).await.fails(403, "forbidden");
    let reading = json!({ "name": "Robot", "role": "administrator", "scope": "read" });
    let reading = ana.post("/api/v1/tokens", &reading).await.is(201);
    let reading = desk.with_token(reading.json["secret"].as_str().unwrap());
    reading.post("/api/v1/backup", &Value::Null).await.fails(403, "forbidden");

    let answer = ana.request(Method::POST, "/api/v1/backup").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.starts_with("attachment; filename=\"ventanilla-2026-11-25T12-20-00"), "{name}");
    let bytes = answer.bytes().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.redb");
    std::fs::write(&taken, &bytes).unwrap();
    let report = ventanilla::store::check(&taken, true, &mut |_| {}).unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);

    // Whoever goes away early leaves nothing behind, and holds nobody up for long.
    drop(ana.request(Method::POST, "/api/v1/backup").send().await.unwrap());
    let beside = names_in(desk.folder());
    assert_eq!(beside, ["desk.redb", "desk.redb.sock"].map(str::to_owned).into());
    let mut tries = 0;
    while ana.request(Method::POST, "/api/v1/backup").send().await.unwrap().status() != StatusCode::OK {
        tries += 1;
        assert!(tries < 100, "the turn was not given back");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desk.close().await;
}
