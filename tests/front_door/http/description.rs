//! The published description: committed, current, whole.

use super::desk::Desk;
use serde_json::Value;

/// Where it is committed.
const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/ventanilla.json");

#[test]
fn the_committed_description_is_current() {
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == ventanilla::http::description(),
        "openapi/ventanilla.json is stale; write it anew: cargo run -- openapi > openapi/ventanilla.json"
    );
}

#[test]
fn every_operation_says_what_it_is_for_and_how_it_fails() {
    let document: Value = serde_json::from_str(&ventanilla::http::description()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name} has no summary");
            assert!(operation["tags"].as_array().is_some_and(|tags| !tags.is_empty()), "{name} has no tag");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{name} has no success");
            for status in ["400", "421", "500"] {
                assert!(responses.contains_key(status), "{name} has no {status}");
            }
            let body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
            if let Some(reference) = body {
                let schema = document.pointer(reference.trim_start_matches('#')).unwrap();
                assert!(schema["additionalProperties"] == Value::Bool(false), "{name}: unknown fields are refused");
            }
        }
    }
}

#[tokio::test]
async fn it_is_served_and_browsable_without_the_internet() {
    let desk = Desk::new().await;
    let served = desk.nobody().get("/openapi.json").await.is(200);
    assert_eq!(served.text, ventanilla::http::description());
    let page = desk.nobody().get("/docs").await.is(200);
    assert!(!page.text.contains("http://") && !page.text.contains("https://"), "{}", page.text);
    for asset in ["/docs/swagger-ui.js", "/docs/swagger-ui.css", "/docs/start.js"] {
        assert!(page.text.contains(asset), "{asset}");
        assert!(!desk.nobody().get(asset).await.is(200).text.is_empty());
    }
    let problems = desk.nobody().get("/docs/problems").await.is(200);
    assert!(problems.text.contains("id=\"stale\""));
    desk.close().await;
}
