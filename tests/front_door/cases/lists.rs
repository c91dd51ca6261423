//! Lists: their closed filters and orders, their pages, their cursors; people as they are typed.

use super::{Scene, at, id, numbers};
use crate::http::desk::Desk;
use serde_json::{Value, json};

#[tokio::test]
async fn each_queue_holds_what_its_count_says() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let mut cases = Vec::new();
    for _ in 0..6 {
        cases.push(scene.case(scene.open).await);
    }
    scene.beto.post(&format!("{}/take", at(cases[0])), &Value::Null).await.is(200);
    scene.beto.post(&format!("{}/take", at(cases[1])), &Value::Null).await.is(200);
    scene.beto.post(&format!("{}/wait", at(cases[1])), &json!({ "on": "third_party" })).await.is(200);
    let solved = json!({ "text": "Listo", "code": "fixed" });
    scene.beto.post(&format!("{}/resolve", at(cases[2])), &solved).await.is(200);
    scene.beto.post(&format!("{}/follow", at(cases[3])), &json!({ "follows": true })).await.is(200);
    scene.ana.post(&format!("{}/pass", at(cases[4])), &json!({ "group": scene.closed })).await.is(200);

    for somebody in [&scene.ana, &scene.beto, &scene.carla, &scene.rosa] {
        let counts = somebody.get("/api/v1/tickets/counts").await.is(200).json;
        for (name, query) in [
            ("mine", "assignee=me&status=open"),
            ("groups", "group=mine&status=open"),
            ("unassigned", "assignee=none&status=open"),
            ("new", "status=new"),
            ("waiting", "status=waiting"),
            ("following", "following=me&status=open"),
            ("solved_today", "solved=today"),
            ("all", "status=open"),
        ] {
            let list = somebody.get(&format!("/api/v1/tickets?{query}")).await.is(200).json;
            assert_eq!(counts[name], numbers(&list).len(), "{name}: {counts}");
        }
    }
    let mine = scene.beto.get("/api/v1/tickets/counts").await.is(200).json;
    let expected = json!({
        "mine": 2, "groups": 4, "unassigned": 2, "new": 2, "waiting": 1, "following": 1, "solved_today": 1, "all": 4,
    });
    assert_eq!(mine, expected);
    desk.close().await;
}

#[tokio::test]
async fn pages_follow_each_other_and_a_cursor_belongs_to_its_list() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let mut cases = Vec::new();
    for _ in 0..7 {
        cases.push(scene.case(scene.open).await);
    }
    let list = "/api/v1/tickets?status=open&sort=number&limit=3";
    let mut found = Vec::new();
    let mut cursors = Vec::new();
    let mut path = list.to_owned();
    loop {
        let page = scene.beto.get(&path).await.is(200).json;
        found.extend(numbers(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{list}&cursor={next}");
        cursors.push(next.to_owned());
    }
    assert_eq!(found, cases);
    assert_eq!(cursors.len(), 2);
    let cursor = &cursors[0];
    for elsewhere in [
        format!("/api/v1/tickets?status=open&sort=-number&cursor={cursor}"),
        format!("/api/v1/tickets?status=new&sort=number&cursor={cursor}"),
        format!("/api/v1/tickets?status=open&sort=number&assignee=none&cursor={cursor}"),
        format!("/api/v1/persons?cursor={cursor}"),
        format!("/api/v1/units?cursor={cursor}"),
        format!("{}/timeline?cursor={cursor}", at(cases[0])),
        format!("{list}&cursor=AAAA"),
        format!("{list}&cursor=%F0%9F%98%80"),
        format!("{list}&cursor={}", "A".repeat(4_000)),
        format!("{list}&cursor="),
    ] {
        let refused = scene.beto.get(&elsewhere).await.fails(400, "malformed");
        assert!(refused.text.contains("cursor"), "{}", refused.text);
    }
    // Whoever sees more asks another question.
    scene.ana.get(&format!("{list}&cursor={cursor}")).await.fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn what_no_index_serves_is_refused_with_what_is_possible() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for query in [
        "assignee=me&group=mine",
        "requester=1&following=me",
        "sort=priority",
        "sort=priority&status=closed",
        "solved=today&status=closed",
        "solved=today&sort=updated",
    ] {
        let refused = ana.get(&format!("/api/v1/tickets?{query}")).await.fails(400, "unknown_parameter");
        assert!(refused.json["detail"].as_str().unwrap().contains("At most one of"), "{}", refused.text);
    }
    for query in [
        "status=done",
        "status=Open",
        "sort=subject",
        "assignee=you",
        "assignee=-1",
        "group=0",
        "following=1",
        "solved=2026-13-01",
        "solved=yesterday",
        "solved=+02026-11-25",
        "requester=x",
        "limit=0",
        "limit=201",
        "limit=x",
    ] {
        ana.get(&format!("/api/v1/tickets?{query}")).await.fails(400, "malformed");
    }
    ana.get("/api/v1/tickets?page=2").await.fails(400, "unknown_parameter");
    ana.get("/api/v1/tickets/counts?x=1").await.fails(400, "unknown_parameter");
    desk.close().await;
}

#[tokio::test]
async fn persons_are_found_while_typing_and_say_by_what() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let found = async |q: &str| {
        let answer = scene.beto.get(&format!("/api/v1/persons?q={q}")).await.is(200).json;
        assert!(answer["next"].is_null());
        let items = answer["items"].as_array().unwrap();
        items.iter().map(|item| (id(item), item["matched"].clone())).collect::<Vec<_>>()
    };
    let by = |field: &str, value: &str| json!({ "field": field, "value": value });
    assert_eq!(found("nun").await, [(scene.rosa_person, by("name", "Rosa Núñez"))]);
    assert_eq!(found("N%C3%9A%20ros").await, [(scene.rosa_person, by("name", "Rosa Núñez"))]);
    assert_eq!(found("0147").await, [(scene.rosa_person, by("phone", "+56 9 5550 0147"))]);
    assert_eq!(found("%2B56%209%205550%200147").await, [(scene.rosa_person, by("phone", "+56 9 5550 0147"))]);
    assert_eq!(found("luis@").await, [(scene.other_person, by("email", "luis@canelos.example"))]);
    assert_eq!(found(&"9".repeat(250)).await, []);
    let refused = scene.beto.get("/api/v1/persons?q=a").await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("q".to_owned(), "too_short".to_owned())]);
    let refused = scene.beto.get(&format!("/api/v1/persons?q={}", "9".repeat(500))).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("q".to_owned(), "too_long".to_owned())]);
    scene.beto.get("/api/v1/persons?q=rosa&cursor=x").await.fails(400, "unknown_parameter");

    let number = scene.case(scene.closed).await;
    let path = format!("/api/v1/persons/{}", scene.rosa_person);
    assert_eq!(scene.carla.get(&path).await.is(200).json["open_tickets"], 1);
    assert_eq!(scene.beto.get(&path).await.is(200).json["open_tickets"], 0);
    assert_eq!(numbers(&scene.carla.get(&format!("{path}/tickets")).await.is(200).json), [number]);
    assert_eq!(numbers(&scene.beto.get(&format!("{path}/tickets?status=open")).await.is(200).json), [0; 0]);
    desk.close().await;
}

#[tokio::test]
async fn units_are_a_tree_without_circles() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let site = ana.post("/api/v1/units", &json!({ "name": "Planta Ñuble", "country": "CL" })).await.is(201).json;
    let below = ana.post("/api/v1/units", &json!({ "name": "Tesorería", "parent": id(&site) })).await.is(201);
    assert_eq!(below.json["path"], json!(["Planta Ñuble", "Tesorería"]));
    let person = json!({ "name": "Eva Díaz", "unit": id(&below.json) });
    let person = ana.post("/api/v1/persons", &person).await.is(201).json;
    assert_eq!(person["unit"]["path"], json!(["Planta Ñuble", "Tesorería"]));
    let sites = ana.get("/api/v1/units").await.is(200).json;
    assert_eq!((&sites["items"][0]["children"], &sites["items"][0]["persons"]), (&json!(1), &json!(0)));
    let children = ana.get(&format!("/api/v1/units?parent={}", id(&site))).await.is(200).json;
    assert_eq!(children["items"][0]["persons"], 1);
    assert_eq!(ana.get("/api/v1/units?q=nuble").await.is(200).json["items"][0]["id"], site["id"]);

    let path = format!("/api/v1/units/{}", id(&site));
    let circle = json!({ "name": "Planta Ñuble", "parent": id(&below.json) });
    let refused = ana.put(&path, &circle).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("parent".to_owned(), "circle".to_owned())]);
    let stale = ana.clone().with("if-match", "\"7\"").put(&path, &json!({ "name": "X" })).await;
    assert_eq!(stale.fails(412, "stale").json["current"], 1);
    ana.put("/api/v1/units/999", &json!({ "name": "X" })).await.fails(404, "not_found");
    desk.close().await;
}
