//! What can be done to a case, and what is refused, with the reason.

use super::{Scene, at};
use crate::http::desk::Desk;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_call_is_taken_passed_on_worked_on_and_solved() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let path = |action: &str| format!("{}/{action}", at(number));
    let taken = scene.beto.post(&path("take"), &Value::Null).await.is(200);
    assert_eq!((&taken.json["state"], &taken.json["assignee"]["id"]), (&json!("in_progress"), &json!(scene.beto_id)));
    assert_eq!(taken.header("etag"), format!("\"{}\"", taken.json["version"]));
    let pass = json!({ "group": scene.closed, "note": "Revisar el cortafuegos", "reply": "Pasa a Seguridad." });
    let passed = scene.beto.post(&path("pass"), &pass).await.is(200).json;
    assert_eq!((&passed["state"], &passed["group"]["name"]), (&json!("new"), &json!("Seguridad")));
    // Whoever passed it on keeps it in sight.
    assert_eq!(scene.beto.get(&at(number)).await.is(200).json["following"], true);
    scene.carla.post(&path("take"), &Value::Null).await.is(200);
    let wait = json!({ "on": "requester", "reason": "¿Sigue igual?" });
    assert_eq!(scene.carla.post(&path("wait"), &wait).await.is(200).json["waiting"]["on"], "requester");
    let said = scene.rosa.post(&path("messages"), &json!({ "text": "Sigue igual" })).await.is(201).json;
    assert_eq!((&said["type"], &said["message"]["author"]["side"]), (&json!("message"), &json!("requester")));
    assert_eq!(scene.carla.get(&at(number)).await.is(200).json["state"], "in_progress");
    let solution = json!({ "text": "Regla **corregida**", "code": "fixed" });
    let solved = scene.carla.post(&path("resolve"), &solution).await.is(200).json;
    assert_eq!(solved["resolution"]["html"], "<p>Regla <strong>corregida</strong></p>\n");
    let reopened = scene.rosa.post(&path("reopen"), &json!({ "reason": "Volvió a fallar" })).await.is(200).json;
    assert_eq!((&reopened["state"], &reopened["reopened"]), (&json!("in_progress"), &json!(1)));

    let stays = scene.carla.get(&path("stays")).await.is(200).json;
    let groups: Vec<&str> =
        stays.as_array().unwrap().iter().map(|stay| stay["group"]["name"].as_str().unwrap()).collect();
    assert_eq!(groups.last(), Some(&"Seguridad"));
    assert_eq!(scene.carla.get(&path("waits")).await.is(200).json.as_array().unwrap().len(), 1);
    let timeline = scene.carla.get(&format!("{}?order=asc", path("timeline"))).await.is(200).json;
    let facts: Vec<&str> =
        timeline["items"].as_array().unwrap().iter().filter_map(|item| item["fact"]["event"].as_str()).collect();
    assert_eq!(facts.first(), Some(&"opened"));
    for event in ["routed", "waited", "resumed", "resolved", "reopened", "followed"] {
        assert!(facts.contains(&event), "{event}: {facts:?}");
    }
    desk.close().await;
}

#[tokio::test]
async fn what_the_table_lacks_is_refused_with_action_and_reason() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let path = |action: &str| format!("{}/{action}", at(number));
    let refused = async |action: &str, body: Value, why: &str| {
        let answer = scene.beto.post(&path(action), &body).await.fails(409, "not_possible");
        assert_eq!(answer.json["why"], why, "{action}");
        answer.json["action"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused("resume", Value::Null, "state").await, "resume");
    assert_eq!(refused("close", Value::Null, "state").await, "close");
    assert_eq!(refused("reopen", json!({ "reason": "x" }), "state").await, "reopen");
    scene.beto.post(&path("take"), &Value::Null).await.is(200);
    assert_eq!(refused("take", Value::Null, "already_theirs").await, "take");
    scene.beto.post(&path("cancel"), &json!({ "reason": "Duplicado" })).await.is(200);
    assert_eq!(refused("take", Value::Null, "state").await, "take");
    assert_eq!(refused("resolve", json!({ "text": "x", "code": "fixed" }), "state").await, "resolve");

    let case = scene.beto.get(&at(number)).await.is(200).json;
    let actions = case["actions"].as_array().unwrap();
    let of = |name: &str| actions.iter().find(|action| action["action"] == name).unwrap();
    assert_eq!(of("take"), &json!({ "action": "take", "allowed": false, "why_not": "state" }));
    assert_eq!(of("note"), &json!({ "action": "note", "allowed": true, "why_not": null }));
    let mut names: Vec<&str> = actions.iter().map(|action| action["action"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), actions.len(), "each action once");

    let other = scene.case(scene.open).await;
    let path = |action: &str| format!("{}/{action}", at(other));
    for (action, body, field, code) in [
        ("resolve", json!({ "text": " ", "code": "fixed" }), "text", "required"),
        ("resolve", json!({ "text": "x", "code": "magic" }), "code", "unknown"),
        ("resolve", json!({ "text": "x" }), "code", "required"),
        ("wait", json!({ "on": "moment" }), "until", "required"),
        ("wait", json!({ "on": "moment", "until": "2020-01-01T00:00:00Z" }), "until", "past"),
        ("wait", json!({ "on": "moment", "until": "mañana" }), "until", "malformed"),
        ("pass", json!({ "group": 9_999 }), "group", "unknown"),
        ("pass", json!({ "group": scene.closed, "assignee": scene.beto_id }), "assignee", "unknown"),
        ("assign", json!({ "assignee": scene.carla_id }), "assignee", "unknown"),
        ("priority", json!({ "priority": "critical" }), "reason", "required"),
        ("cancel", json!({ "reason": "\u{200b}" }), "reason", "required"),
        ("follow", json!({}), "follows", "required"),
    ] {
        let refused = scene.beto.post(&path(action), &body).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [(field.to_owned(), code.to_owned())], "{action} {body}");
    }
    desk.close().await;
}

#[tokio::test]
async fn of_two_who_change_one_case_the_second_is_told() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let seen = scene.beto.get(&at(number)).await.is(200).header("etag").to_owned();
    let change = |who: &crate::http::desk::Someone<'_>, subject: &str| {
        let request = who.clone().with("if-match", &seen).request(Method::PATCH, &at(number));
        crate::http::desk::read(request.json(&json!({ "subject": subject })))
    };
    let (one, other) =
        tokio::join!(change(&scene.beto, "Sin correo en piso 3"), change(&scene.ana, "Sin correo en piso 4"));
    let (done, told) = if one.status == 200 { (one, other) } else { (other, one) };
    let now = done.is(200).json["version"].clone();
    assert_eq!(told.fails(412, "stale").json["current"], now);
    // Without the version, the last word counts.
    scene.beto.patch(&at(number), &json!({ "subject": "Sin correo" })).await.is(200);

    let key = scene.beto.clone().with("idempotency-key", "once");
    let text = json!({ "text": "Ya lo vemos" });
    let first = key.post(&format!("{}/messages", at(number)), &text).await.is(201).json;
    let again = key.post(&format!("{}/messages", at(number)), &text).await.is(201).json;
    assert_eq!(first["seq"], again["seq"]);
    key.post(&format!("{}/messages", at(number)), &json!({ "text": "Otra" })).await.fails(409, "key_reused");
    desk.close().await;
}

#[tokio::test]
async fn solved_in_the_same_contact_counts_as_on_line_and_may_be_corrected() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let new = json!({
        "subject": "Clave bloqueada", "channel": "phone", "requester": { "phone": "955500147" },
        "solution": { "text": "Se desbloqueó la clave", "code": "fixed" },
    });
    let case = scene.ana.post("/api/v1/tickets", &new).await.is(201).json;
    assert_eq!(case["requester"]["id"], scene.rosa_person);
    assert_eq!((&case["state"], &case["on_line"]), (&json!("resolved"), &json!(true)));
    let path = format!("{}/on-line", at(case["number"].as_u64().unwrap()));
    let corrected = scene.ana.post(&path, &json!({ "on_line": false, "reason": "Fue al día siguiente" })).await.is(200);
    assert_eq!(corrected.json["on_line"], false);
    let stranger = json!({ "subject": "x", "channel": "mail", "requester": { "email": "Nueva@canelos.example", "name": "Nueva" } });
    let case = scene.ana.post("/api/v1/tickets", &stranger).await.is(201).json;
    assert_eq!(case["requester"]["name"], "Nueva");
    desk.close().await;
}
