//! Who hears of what happens: by rules of the model, by mail, on screen, and through webhooks.

mod digest;
mod rules;
mod screen;
mod webhooks;

use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use serde_json::{Value, json};
use std::time::Duration;

/// A rule for all cases.
fn rule(name: &str, on: &str, to: &[&str], ways: &[&str]) -> Value {
    let anybody = json!({ "kinds": [], "categories": [], "units": [], "priorities": [], "channels": [] });
    json!({ "name": name, "on": on, "for": anybody, "to": to, "ways": ways, "webhooks": [], "texts": [] })
}

/// Puts these rules in force.
async fn agree(ana: &Someone<'_>, rules: &[Value]) {
    ana.put("/api/v1/model/draft/notices", &json!({ "notices": rules })).await.is(200);
    ana.publish_model().await;
}

/// Registers a case of Luis, who has an address; gives its number.
async fn open(somebody: &Someone<'_>, subject: &str) -> u64 {
    let new = json!({ "subject": subject, "channel": "phone", "requester": { "email": "luis@canelos.example" } });
    somebody.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

/// What waits in the outbox for mails: the kind, and whom it goes to.
async fn queued(ana: &Someone<'_>) -> Vec<(String, String)> {
    let outbox = ana.get("/api/v1/mail/outbox?state=queued").await.is(200).json;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut queued: Vec<_> = outbox["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| (text(&mail["kind"]), text(&mail["to"]["address"])))
        .collect();
    queued.sort();
    queued
}

/// Asks until `done` says so, ten seconds at the most.
async fn until(somebody: &Someone<'_>, path: &str, done: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..LOOKS {
        let json = somebody.get(path).await.is(200).json;
        if done(&json) {
            return json;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{path} never came to it");
}

/// A desk with Ana, and Beto who is an agent in a group of his own.
async fn with_beto(desk: &Desk) -> (Someone<'_>, Someone<'_>, u64) {
    let ana = desk.ana().await;
    let (id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let group = json!({ "name": "Redes", "level": "second", "members": [id] });
    ana.post("/api/v1/groups", &group).await.is(201);
    (ana, beto, id)
}
