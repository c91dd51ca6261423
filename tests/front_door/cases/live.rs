//! Live events: what changed, to whoever may know, as it happens and after a break.

use super::{Scene, at};
use crate::http::desk::{Desk, Someone};
use crate::planted;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// A stream of server-sent events.
pub(crate) struct Stream {
    response: Response,
    buffer: String,
}

/// An event.
#[derive(Debug)]
pub(crate) struct Event {
    event: String,
    id: u64,
    pub(crate) data: Value,
}

impl Stream {
    pub(crate) async fn of(somebody: &Someone<'_>, last_event_id: Option<&str>) -> Self {
        let mut request = somebody.request(Method::GET, "/api/v1/events");
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, buffer: String::new() }
    }

    /// The next event, in five seconds; `None`: the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(end) = self.buffer.find("\n\n") {
                let block: String = self.buffer.drain(..end + 2).collect();
                let field = |name: &str| {
                    block
                        .lines()
                        .find_map(|line| line.strip_prefix(&format!("{name}: ")))
                        .unwrap_or_default()
                        .to_owned()
                };
                let data = serde_json::from_str(&field("data")).unwrap_or(Value::Null);
                return Some(Event { event: field("event"), id: field("id").parse().unwrap(), data });
            }
            let chunk = tokio::time::timeout(Duration::from_secs(5), self.response.chunk()).await.unwrap();
            let chunk = chunk.ok()??;
            let text = std::str::from_utf8(&chunk).unwrap();
            planted::search(text);
            self.buffer.push_str(text);
        }
    }

    /// The next event, which is of this kind.
    pub(crate) async fn expect(&mut self, kind: &str) -> Event {
        let event = self.next().await.unwrap();
        assert_eq!(event.event, kind, "{event:?}");
        event
    }

    /// Whether nothing comes for a while.
    pub(super) async fn is_silent(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(400), self.next()).await.is_err()
    }
}

pub(super) fn of(event: &Event) -> Vec<(u64, bool)> {
    let tickets = event.data["tickets"].as_array().unwrap();
    tickets.iter().map(|case| (case["number"].as_u64().unwrap(), case["gone"].as_bool().unwrap())).collect()
}

#[tokio::test]
async fn a_case_arrives_changes_and_leaves_as_it_does_for_each_listener() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let mut streams = Vec::new();
    for somebody in [&scene.ana, &scene.beto, &scene.carla, &scene.rosa] {
        let mut stream = Stream::of(somebody, None).await;
        stream.expect("hello").await;
        streams.push(stream);
    }
    let number = scene.case(scene.open).await;
    for stream in &mut streams {
        let changes = stream.expect("changes").await;
        assert_eq!((of(&changes), &changes.data["counts"]), (vec![(number, false)], &json!(true)));
    }
    scene.ana.post(&format!("{}/pass", at(number)), &json!({ "group": scene.closed })).await.is(200);
    let [ana, beto, carla, rosa] = &mut streams[..] else { panic!("four listen") };
    for (stream, gone) in [(&mut *ana, false), (&mut *beto, true), (&mut *carla, false), (&mut *rosa, false)] {
        assert_eq!(of(&stream.expect("changes").await), [(number, gone)]);
    }
    // What only the desk reads is no news for the requester; what is nobody else's business is none at all.
    scene.carla.post(&format!("{}/notes", at(number)), &json!({ "text": "Ojo" })).await.is(201);
    assert_eq!(of(&carla.expect("changes").await), [(number, false)]);
    assert!(rosa.is_silent().await && beto.is_silent().await);
    desk.close().await;
}

#[tokio::test]
async fn whoever_was_away_hears_what_they_missed_or_is_told_to_ask_again() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let from = Stream::of(&scene.beto, None).await.expect("hello").await.id;
    let number = scene.case(scene.open).await;
    let hidden = scene.case(scene.closed).await;

    let mut stream = Stream::of(&scene.beto, Some(&from.to_string())).await;
    assert_eq!(stream.expect("hello").await.id, from);
    let missed = stream.expect("changes").await;
    assert_eq!(of(&missed), [(number, false)]);
    assert!(!of(&missed).contains(&(hidden, false)));
    assert_eq!(missed.id, desk.store.snapshot().unwrap().head().0);
    assert!(stream.is_silent().await);

    for nonsense in ["-1", "x", "99999999", "18446744073709551615", ""] {
        let mut stream = Stream::of(&scene.beto, Some(nonsense)).await;
        stream.expect("hello").await;
        stream.expect("reset").await;
    }
    desk.close().await;
}

#[tokio::test]
async fn another_sight_means_asking_again_and_no_session_means_the_end() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let mut beto = Stream::of(&scene.beto, None).await;
    let mut ana = Stream::of(&scene.ana, None).await;
    beto.expect("hello").await;
    ana.expect("hello").await;
    let group = json!({ "name": "Seguridad", "level": "second", "members": [scene.carla_id, scene.beto_id], "open_to_all": false });
    scene.ana.put(&format!("/api/v1/groups/{}", scene.closed), &group).await.is(200);
    beto.expect("reset").await;
    assert_eq!(ana.expect("changes").await.data["others"], json!(["groups"]));

    scene.beto.delete("/api/v1/session").await.is(204);
    scene.case(scene.open).await;
    assert!(beto.next().await.is_none(), "the stream ends with the session");
    ana.expect("changes").await;
    desk.nobody().get("/api/v1/events").await.fails(401, "unauthenticated");
    desk.close().await;
    assert!(ana.next().await.is_none(), "the stream ends with the desk");
}

#[tokio::test]
async fn many_listeners_hear_everything_that_they_may_know_of() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let mut tokens = Vec::new();
    for (role, sees_hidden) in [("supervisor", true), ("analyst", true), ("agent", false)] {
        for n in 0..2 {
            let token = json!({ "name": format!("{role} {n}"), "role": role, "scope": "read" });
            let made = scene.ana.post("/api/v1/tokens", &token).await.is(201).json;
            tokens.push((desk.with_token(made["secret"].as_str().unwrap()), sees_hidden));
        }
    }
    let mut streams = Vec::new();
    for (who, sees_hidden) in &tokens {
        for _ in 0..25 {
            streams.push((Stream::of(who, None).await, *sees_hidden));
        }
    }
    let (mut open, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..10 {
        open.insert(scene.case(scene.open).await);
        hidden.insert(scene.case(scene.closed).await);
    }
    let all: BTreeSet<u64> = open.union(&hidden).copied().collect();
    for (stream, sees_hidden) in &mut streams {
        stream.expect("hello").await;
        let wanted = if *sees_hidden { &all } else { &open };
        let mut heard = BTreeSet::new();
        while heard != *wanted {
            let changes = stream.expect("changes").await;
            heard.extend(of(&changes).into_iter().filter(|(_, gone)| !gone).map(|(number, _)| number));
            assert!(heard.is_subset(wanted), "{heard:?}");
        }
    }
    desk.close().await;
}
