//! What people write: markup, control characters, and texts without end, in every field that takes one.

use super::{Scene, at, id};
use crate::http::desk::Desk;
use serde_json::{Value, json};

const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))";
const HIDDEN: &str = "Ana\u{202e}\u{0}\u{200b}\r\nBcc: x@evil.example";

/// Every `…html` of an answer.
fn htmls<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value.as_str() {
                    Some(text) if name.ends_with("html") => found.push(text),
                    _ => htmls(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| htmls(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn markup_is_shown_as_it_was_typed_and_never_runs() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let new = json!({
        "subject": SCRIPT, "description": SCRIPT, "channel": "phone", "requester": { "id": scene.rosa_person },
        "note": SCRIPT, "group": scene.open,
    });
    let number = scene.ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap();
    let path = |action: &str| format!("{}/{action}", at(number));
    scene.beto.post(&path("messages"), &json!({ "text": SCRIPT })).await.is(201);
    scene.beto.post(&path("notes"), &json!({ "text": SCRIPT })).await.is(201);
    scene.beto.post(&path("wait"), &json!({ "on": "requester", "reason": SCRIPT })).await.is(200);
    scene.beto.post(&path("resolve"), &json!({ "text": SCRIPT, "code": "fixed" })).await.is(200);
    for somebody in [&scene.beto, &scene.rosa] {
        let case = somebody.get(&at(number)).await.is(200).json;
        let timeline = somebody.get(&path("timeline")).await.is(200).json;
        let mut found = Vec::new();
        htmls(&case, &mut found);
        htmls(&timeline, &mut found);
        assert!(found.len() >= 3, "{found:?}");
        for html in found {
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href=\"java"), "{html}");
        }
        // As data it stays what was said.
        assert_eq!(case["subject"], SCRIPT);
    }
    desk.close().await;
}

#[tokio::test]
async fn what_cannot_be_seen_is_taken_out_of_names_and_subjects() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let clean = "Ana Bcc: x@evil.example";
    let person = json!({ "name": HIDDEN, "title": HIDDEN, "notes": HIDDEN });
    let person = scene.ana.post("/api/v1/persons", &person).await.is(201).json;
    assert_eq!((&person["name"], &person["title"]), (&json!(clean), &json!(clean)));
    let unit = scene.ana.post("/api/v1/units", &json!({ "name": HIDDEN })).await.is(201).json;
    assert_eq!(unit["name"], clean);
    let new = json!({ "subject": HIDDEN, "channel": "phone", "requester": { "id": id(&person) } });
    let case = scene.ana.post("/api/v1/tickets", &new).await.is(201).json;
    assert_eq!((&case["subject"], &case["requester"]["name"]), (&json!(clean), &json!(clean)));
    let only = json!({ "subject": "\u{202e}\u{200b}", "channel": "phone", "requester": { "id": id(&person) } });
    let refused = scene.ana.post("/api/v1/tickets", &only).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("subject".to_owned(), "required".to_owned())]);
    desk.close().await;
}

#[tokio::test]
async fn what_is_too_long_or_of_another_form_is_named_and_changes_nothing() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let before = desk.store.snapshot().unwrap().head();
    let bad = json!({
        "name": "n".repeat(5_000), "emails": ["no", "a@b.example\r\nBcc: x@evil.example"], "phones": ["9".repeat(500), "hola"],
    });
    let refused = scene.ana.post("/api/v1/persons", &bad).await.fails(422, "invalid");
    let codes: Vec<String> = refused.faults().into_iter().map(|(_, code)| code).collect();
    for code in ["too_long", "not_an_email", "not_a_phone"] {
        assert!(codes.contains(&code.to_owned()), "{}", refused.text);
    }
    let new = |field: &str, value: Value| {
        let mut new = json!({ "subject": "s", "channel": "phone", "requester": { "id": scene.rosa_person } });
        new[field] = value;
        new
    };
    for (field, value, named, code) in [
        ("subject", json!("s".repeat(201)), "subject", "too_long"),
        ("description", json!("d".repeat(50_001)), "description", "too_long"),
        ("channel", json!("fax"), "channel", "unknown"),
        ("requester", json!({ "phone": "9".repeat(500) }), "requester.phone", "not_a_phone"),
        ("requester", json!({ "email": "a@b.example\nBcc: c@d.example" }), "requester.email", "not_an_email"),
        ("requester", json!({ "id": 9_007_199_254_740_993_u64 }), "requester.id", "malformed"),
        ("group", json!(9_999), "group", "unknown"),
        ("category", json!(9_999), "category", "unknown"),
        ("solution", json!({ "text": "x", "code": "magic" }), "solution.code", "unknown"),
        ("severity", json!(1), "severity", "unknown"),
        ("affected", json!("x"), "affected", "malformed"),
    ] {
        let refused = scene.ana.post("/api/v1/tickets", &new(field, value)).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [(named.to_owned(), code.to_owned())], "{field}");
    }
    assert_eq!(desk.store.snapshot().unwrap().head(), before, "nothing was changed");
    desk.close().await;
}
