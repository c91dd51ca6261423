//! Repeated requests and stale versions.

use super::desk::Desk;
use serde_json::json;

#[tokio::test]
async fn a_repeated_request_changes_nothing_more() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let keyed = ana.clone().with("idempotency-key", "one");
    let group = json!({ "name": "Redes", "level": "second" });
    let first = keyed.post("/api/v1/groups", &group).await.is(201);
    let again = keyed.post("/api/v1/groups", &group).await.is(201);
    assert_eq!(first.json["id"], again.json["id"]);
    assert_eq!(ana.get("/api/v1/groups").await.json["items"].as_array().unwrap().len(), 2);
    keyed.post("/api/v1/groups", &json!({ "name": "Otra", "level": "second" })).await.fails(409, "key_reused");
    // The key belongs to the operation and the actor.
    let user = json!({ "name": "Beto", "email": "beto@mesa.example", "roles": ["agent"] });
    keyed.post("/api/v1/users", &user).await.is(201);
    for bad in ["a b", &"k".repeat(201), ""] {
        let keyed = ana.clone().with("idempotency-key", bad);
        keyed.post("/api/v1/groups", &group).await.fails(400, "malformed");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_repeated_token_is_not_shown_again() {
    let desk = Desk::set_up().await;
    let keyed = desk.ana().await.with("idempotency-key", "one");
    let token = json!({ "name": "Robot", "role": "agent", "scope": "read" });
    let first = keyed.post("/api/v1/tokens", &token).await.is(201);
    let again = keyed.post("/api/v1/tokens", &token).await.is(201);
    assert_eq!(first.json["token"]["id"], again.json["token"]["id"]);
    assert!(first.json["secret"].is_string() && again.json["secret"].is_null());
    desk.close().await;
}

#[tokio::test]
async fn who_saw_an_older_version_changes_nothing() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let made = ana.post("/api/v1/groups", &json!({ "name": "Redes", "level": "second" })).await.is(201);
    let (path, tag) = (made.header("location").to_owned(), made.header("etag").to_owned());
    assert_eq!(ana.get(&path).await.is(200).header("etag"), tag);
    let change = |name: &str| json!({ "name": name, "level": "second" });
    let changed = ana.clone().with("if-match", &tag).put(&path, &change("Redes y voz")).await.is(200);
    let stale = ana.clone().with("if-match", &tag).put(&path, &change("Voz")).await.fails(412, "stale");
    assert_eq!(stale.json["current"], changed.json["version"]);
    assert_eq!(ana.get(&path).await.json["name"], "Redes y voz");
    ana.clone().with("if-match", "*").put(&path, &change("Voz")).await.is(200);
    ana.clone().with("if-match", "7").put(&path, &change("Voz")).await.fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn two_changes_of_the_model_at_once_both_hold() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let before = ana.get("/api/v1/model").await.is(200).json;
    let category = |name: &str| json!({ "name": name, "kind": "incident", "impact": "person", "urgency": "medium" });
    let (one, other, closing) =
        (category("Una"), category("Otra"), json!({ "close_after_days": 5, "reopen_within_days": 9 }));
    let (one, other, closing) = tokio::join!(
        ana.post("/api/v1/model/draft/categories", &one),
        ana.post("/api/v1/model/draft/categories", &other),
        ana.put("/api/v1/model/draft/closing", &closing),
    );
    for answer in [one, other, closing] {
        assert!(answer.status < 300, "{}", answer.text);
    }
    assert_eq!(ana.get("/api/v1/model").await.is(200).json, before, "a draft decides nothing");
    let after = ana.publish_model().await;
    let count = |model: &serde_json::Value| model["categories"].as_array().unwrap().len();
    assert_eq!(count(&after), count(&before) + 2);
    assert_eq!(after["close_after_days"], 5);
    assert_eq!(after["version"].as_u64(), before["version"].as_u64().map(|version| version + 1));
    desk.close().await;
}
