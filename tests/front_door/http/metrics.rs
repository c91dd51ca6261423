//! Figures for Prometheus: in its format, for administrators or on a listener of their own, and true.

use super::desk::{Answer, Desk, read};
use crate::program::{Running, done};
use reqwest::Client;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

/// The samples, each by its name with labels; every line is of the format.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let (mut typed, mut samples) = (BTreeSet::new(), BTreeMap::new());
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(typed.insert(name.to_owned()), "{name} comes twice");
        } else if !line.starts_with("# HELP ") {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let family = name.split('{').next().unwrap();
            let of_histogram = ["_bucket", "_sum", "_count"].iter().find_map(|end| family.strip_suffix(end));
            assert!(typed.contains(family) || of_histogram.is_some_and(|family| typed.contains(family)), "{line}");
            assert!(samples.insert(name.to_owned(), value.parse().unwrap()).is_none(), "{line} comes twice");
        }
    }
    samples
}

#[tokio::test]
async fn figures_are_true_and_for_administrators_alone() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, agent) = desk.new_user(&ana, "Camila", &["agent"]).await;
    desk.nobody().get("/metrics").await.fails(401, "unauthenticated");
    agent.get("/metrics").await.fails(404, "not_found");
    let token = json!({ "name": "Prometheus", "role": "administrator", "scope": "read" });
    let token = ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned();
    let scraper = desk.with_token(&token);

    let case = json!({
        "subject": "Sin correo", "description": "Desde las nueve.", "channel": "phone",
        "requester": { "email": "rosa@canelos.example", "name": "Rosa Díaz" },
    });
    for _ in 0..3 {
        agent.post("/api/v1/tickets", &case).await.is(201);
    }
    let listening = agent.request(reqwest::Method::GET, "/api/v1/events").send().await.unwrap();
    agent.get("/api/v1/tickets/1").await.is(200);
    agent.get("/api/v1/tickets/2").await.is(200);
    agent.get("/api/v1/tickets/999").await.is(404);
    agent.get("/api/v1/no/such/thing?q=secreto").await.is(404);
    desk.pass(chrono::TimeDelta::minutes(7));

    let answer: Answer = scraper.get("/metrics").await.is(200);
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4");
    let samples = samples(&answer.text);
    let requests = |method, route, status| {
        let labels = format!(r#"{{method="{method}",route="{route}",status="{status}"}}"#);
        samples.get(&format!("ventanilla_http_requests_total{labels}")).copied()
    };
    assert_eq!(requests("GET", "/api/v1/tickets/{number}", "200"), Some(2.0), "{}", answer.text);
    assert_eq!(requests("GET", "/api/v1/tickets/{number}", "404"), Some(1.0));
    assert_eq!(requests("POST", "/api/v1/tickets", "201"), Some(3.0));
    assert_eq!(requests("GET", "/metrics", "401"), Some(1.0));
    let took = r#"ventanilla_http_request_duration_seconds_count{method="GET",route="/api/v1/tickets/{number}"}"#;
    assert_eq!(samples[took], 3.0);
    assert!(!answer.text.contains("tickets/999") && !answer.text.contains("secreto"), "{}", answer.text);

    let head = desk.store.snapshot().unwrap().head().0 as f64;
    assert_eq!(samples["ventanilla_journal_last_entry"], head);
    assert!(samples["ventanilla_commit_duration_seconds_count"] >= 5.0);
    let batches = samples["ventanilla_commit_batch_jobs_count"];
    assert!(batches >= 5.0 && samples["ventanilla_commit_batch_jobs_sum"] >= batches);
    // The clock has moved, so the desk itself may have something to write.
    assert!(samples["ventanilla_write_queue_jobs"] < 10.0);
    assert_eq!(samples["ventanilla_live_listeners"], 1.0);
    let lag = samples[r#"ventanilla_reader_lag_entries{reader="live"}"#];
    assert!(lag < 10.0, "{lag} of {head}");
    // No mail server is set, so what says that the cases were registered waits.
    assert_eq!(samples[r#"ventanilla_outbox_mails{state="queued"}"#], 3.0);
    assert_eq!(samples[r#"ventanilla_outbox_mails{state="sent"}"#], 0.0);
    assert_eq!(samples["ventanilla_outbox_oldest_waiting_seconds"], 420.0);
    assert_eq!(samples[r#"ventanilla_outbox_webhook_messages{state="queued"}"#], 0.0);
    assert_eq!(samples["ventanilla_outbox_oldest_webhook_waiting_seconds"], 0.0);
    let (length, allocated) = (samples["ventanilla_data_file_bytes"], samples["ventanilla_data_file_allocated_bytes"]);
    assert!(length > 100_000.0 && allocated > 100_000.0, "{length} {allocated}");
    assert!(samples["ventanilla_disk_free_bytes"] <= samples["ventanilla_disk_bytes"]);
    assert_eq!(samples["ventanilla_data_file_in_reach"], 1.0);
    assert!(answer.text.contains(concat!("ventanilla_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1")));
    drop(listening);
    desk.close().await;
}

#[tokio::test]
async fn a_listener_of_their_own_has_figures_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    let running = Running::start_with(&data, |command| {
        command.args(["--metrics-listen", "127.0.0.1:0"]);
    });
    let figures = running.says("Figures for Prometheus are on ");
    let client = Client::new();
    let get = async |url: String| {
        let answer = read(client.get(url)).await;
        (answer.status, answer.text)
    };
    let (status, text) = get(figures.clone()).await;
    assert_eq!(status, 200);
    assert!(samples(&text)["ventanilla_journal_last_entry"] >= 0.0);
    assert_eq!(get(figures.replace("/metrics", "/api/v1/about")).await.0, 404);
    assert_eq!(get(figures.replace("/metrics", "/")).await.0, 404);
    assert_eq!(get(format!("{}/metrics", running.url)).await.0, 401);
    running.end();
    done(&data, &["check", "--rebuild"], "");
}
