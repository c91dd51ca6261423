//! Notices on screen: kept for each user, told at once, and never of what they may not see.

use super::{open, queued, with_beto};
use crate::http::desk::{Desk, Someone};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/me/notices";

async fn told(somebody: &Someone<'_>) -> (Vec<Value>, u64) {
    let shown = somebody.get(PATH).await.is(200).json;
    (shown["items"].as_array().unwrap().clone(), shown["unread"].as_u64().unwrap())
}

#[tokio::test]
async fn whoever_gets_a_case_is_told_on_screen_and_reads_it() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let group = ana.get("/api/v1/groups").await.json["items"][1]["id"].clone();
    for subject in ["Uno", "Dos"] {
        let number = open(&ana, subject).await;
        let pass = json!({ "group": group, "assignee": id });
        ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
    }
    let (items, unread) = told(&beto).await;
    let subjects: Vec<&str> = items.iter().map(|item| item["subject"].as_str().unwrap()).collect();
    assert_eq!((subjects, unread), (vec!["Dos", "Uno"], 2));
    assert_eq!((&items[0]["kind"], &items[0]["read"]), (&json!("assigned"), &json!(false)));
    assert_eq!(told(&ana).await.1, 0);

    let one = format!("{PATH}/{}/read", items[1]["id"]);
    // Nobody reads another's.
    ana.post(&one, &Value::Null).await.fails(404, "not_found");
    beto.post(&one, &Value::Null).await.is(204);
    assert_eq!(told(&beto).await.1, 1);
    let all = beto.post(&format!("{PATH}/read"), &json!({ "up_to": items[0]["id"] })).await.is(200).json;
    assert_eq!(all["unread"], 0);
    desk.close().await;
}

#[tokio::test]
async fn what_somebody_does_not_see_any_more_is_not_told() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let closed = json!({ "name": "Cerrado", "level": "second", "members": [id], "open_to_all": false });
    let closed = ana.post("/api/v1/groups", &closed).await.is(201).json["id"].clone();
    let number = open(&ana, "Reservado").await;
    let pass = json!({ "group": closed, "assignee": id });
    ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
    assert_eq!(told(&beto).await.0.len(), 1);
    let nobody = json!({ "name": "Cerrado", "level": "second", "members": [], "open_to_all": false });
    ana.put(&format!("/api/v1/groups/{closed}"), &nobody).await.is(200);
    ana.post(&format!("/api/v1/tickets/{number}/assign"), &json!({})).await.is(200);
    assert_eq!(told(&beto).await, (Vec::new(), 0));
    desk.close().await;
}

#[tokio::test]
async fn who_would_rather_read_on_screen_gets_no_mail_of_the_same() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let group = ana.get("/api/v1/groups").await.json["items"][1]["id"].clone();
    beto.patch("/api/v1/me/preferences", &json!({ "rather_on_screen": true })).await.is(200);
    let number = open(&ana, "Uno").await;
    let pass = json!({ "group": group, "assignee": id });
    ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
    assert_eq!(told(&beto).await.1, 1);
    assert_eq!(queued(&ana).await, [("opened".to_owned(), "luis@canelos.example".to_owned())]);
    desk.close().await;
}

#[tokio::test]
async fn the_newest_two_hundred_are_kept() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let group = ana.get("/api/v1/groups").await.json["items"][1]["id"].clone();
    let number = open(&ana, "Va y viene").await;
    let pass = json!({ "group": group, "assignee": id });
    ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
    for _ in 0..205 {
        ana.post(&format!("/api/v1/tickets/{number}/assign"), &json!({})).await.is(200);
        ana.post(&format!("/api/v1/tickets/{number}/assign"), &json!({ "assignee": id })).await.is(200);
    }
    assert_eq!(told(&beto).await.0.len(), 200);
    desk.close().await;
}
