//! Who sees what: one answer for what is not there and for what is not theirs.

use super::{Scene, at, numbers};
use crate::http::desk::Desk;
use serde_json::{Value, json};

#[tokio::test]
async fn everybody_finds_their_own_cases_everywhere_and_no_others_anywhere() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (open, closed) = (scene.case(scene.open).await, scene.case(scene.closed).await);
    let other = json!({ "subject": "Otra cosa", "channel": "mail", "requester": { "id": scene.other_person }, "group": scene.closed });
    let others = scene.ana.post("/api/v1/tickets", &other).await.is(201).json["number"].as_u64().unwrap();

    let sights = [
        (&scene.ana, vec![others, closed, open]),
        (&scene.beto, vec![open]),
        (&scene.carla, vec![others, closed, open]),
        (&scene.rosa, vec![closed, open]),
    ];
    for (somebody, seen) in sights {
        let list = somebody.get("/api/v1/tickets?sort=-number").await.is(200).json;
        assert_eq!(numbers(&list), seen);
        assert_eq!(somebody.get("/api/v1/tickets/counts").await.is(200).json["all"], seen.len());
        for number in [open, closed, others] {
            let answer = somebody.get(&at(number)).await;
            let timeline = somebody.get(&format!("{}/timeline", at(number))).await;
            if seen.contains(&number) {
                answer.is(200);
                timeline.is(200);
            } else {
                let nowhere = somebody.get(&at(9_999)).await.fails(404, "not_found").text;
                assert_eq!(answer.fails(404, "not_found").text, nowhere);
                assert_eq!(timeline.fails(404, "not_found").text, nowhere);
                for action in ["take", "resume", "close"] {
                    let path = format!("{}/{action}", at(number));
                    somebody.post(&path, &Value::Null).await.fails(404, "not_found");
                }
                somebody.patch(&at(number), &json!({ "subject": "x" })).await.fails(404, "not_found");
                somebody
                    .post(&format!("{}/messages", at(number)), &json!({ "text": "x" }))
                    .await
                    .fails(404, "not_found");
            }
        }
    }
    for nothing in ["0", "-1", "1.5", "x", "18446744073709551616", "9007199254740993", "%00", "1%2f2"] {
        for path in ["tickets", "persons", "units"] {
            scene.ana.get(&format!("/api/v1/{path}/{nothing}")).await.fails(404, "not_found");
        }
    }
    desk.nobody().get(&at(open)).await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_requester_reads_nothing_of_what_is_the_desks_own() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.closed).await;
    let path = |action: &str| format!("{}/{action}", at(number));
    scene.carla.post(&path("take"), &Value::Null).await.is(200);
    scene.carla.post(&path("notes"), &json!({ "text": "SECRETO uno" })).await.is(201);
    let high = json!({ "priority": "critical", "reason": "SECRETO dos" });
    scene.carla.post(&path("priority"), &high).await.is(200);
    let wait = json!({ "on": "third_party", "reason": "SECRETO tres" });
    scene.carla.post(&path("wait"), &wait).await.is(200);
    scene.carla.post(&path("messages"), &json!({ "text": "Lo *vemos* hoy" })).await.is(201);
    scene.carla.post(&path("cancel"), &json!({ "reason": "SECRETO cuatro" })).await.is(200);

    let case = scene.rosa.get(&at(number)).await.is(200);
    let timeline = scene.rosa.get(&path("timeline")).await.is(200);
    let list = scene.rosa.get("/api/v1/tickets").await.is(200);
    for answer in [&case, &timeline, &list] {
        assert!(!answer.text.contains("SECRETO"), "{}", answer.text);
    }
    for hidden in ["override", "followers", "following", "messages", "on_line", "cancelled_reason"] {
        assert!(case.json[hidden].is_null(), "{hidden}: {}", case.text);
    }
    assert!(case.json["requester"]["vip"].is_null());
    let items = timeline.json["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["note"].is_null() && item["type"] != "note"));
    let message = items.iter().find(|item| item["type"] == "message").unwrap();
    assert_eq!(message["message"]["html"], "<p>Lo <em>vemos</em> hoy</p>\n");
    assert!(message["message"]["mail"].is_null() && message["actor"]["id"].is_null());
    let whole = scene.carla.get(&path("timeline")).await.is(200);
    assert!(whole.text.matches("SECRETO").count() >= 4, "{}", whole.text);
    assert_eq!(whole.json["items"].as_array().unwrap().iter().filter(|item| item["type"] == "note").count(), 1);

    for of_the_desk in ["stays", "waits"] {
        scene.rosa.get(&path(of_the_desk)).await.fails(403, "forbidden");
        assert!(!scene.carla.get(&path(of_the_desk)).await.is(200).json.as_array().unwrap().is_empty());
    }
    let note = scene.rosa.post(&path("notes"), &json!({ "text": "x" })).await.fails(409, "not_possible");
    assert_eq!((&note.json["action"], &note.json["why"]), (&json!("note"), &json!("role")));

    let person = scene.rosa.get(&format!("/api/v1/persons/{}", scene.rosa_person)).await.is(200);
    assert!(person.json["notes"].is_null() && person.json["vip"].is_null(), "{}", person.text);
    scene.rosa.get(&format!("/api/v1/persons/{}", scene.other_person)).await.fails(404, "not_found");
    scene.rosa.get("/api/v1/persons?q=luis").await.fails(403, "forbidden");
    scene.rosa.get("/api/v1/units").await.fails(403, "forbidden");
    desk.close().await;
}

#[tokio::test]
async fn a_requester_asks_for_themselves_alone() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let ask = |requester: Value| json!({ "subject": "Clave bloqueada", "channel": "web", "requester": requester });
    let made = scene.rosa.post("/api/v1/tickets", &ask(json!({ "me": true }))).await.is(201).json;
    assert_eq!(made["requester"]["name"], "Rosa Núñez");
    for somebody_else in [
        json!({ "id": scene.other_person }),
        json!({ "id": 9_999 }),
        json!({ "email": "luis@canelos.example" }),
        json!({ "email": "nadie@canelos.example" }),
    ] {
        let refused = scene.rosa.post("/api/v1/tickets", &ask(somebody_else)).await.fails(422, "invalid");
        assert!(refused.faults().iter().all(|(_, code)| code == "not_allowed"), "{}", refused.text);
    }
    let mut placed = ask(json!({ "me": true }));
    placed["group"] = json!(scene.open);
    scene.rosa.post("/api/v1/tickets", &placed).await.fails(403, "forbidden");
    for (requester, code) in [(json!({}), "required"), (json!({ "me": true, "id": 1 }), "ambiguous")] {
        let refused = scene.rosa.post("/api/v1/tickets", &ask(requester)).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [("requester".to_owned(), code.to_owned())]);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_reading_token_reads_and_a_role_is_its_sight() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (open, closed) = (scene.case(scene.open).await, scene.case(scene.closed).await);
    let token = json!({ "name": "Pantalla", "role": "agent", "scope": "read" });
    let made = scene.ana.post("/api/v1/tokens", &token).await.is(201).json;
    let screen = desk.with_token(made["secret"].as_str().unwrap());
    assert_eq!(numbers(&screen.get("/api/v1/tickets").await.is(200).json), [open]);
    screen.get(&at(closed)).await.fails(404, "not_found");
    screen.post(&format!("{}/take", at(open)), &Value::Null).await.fails(403, "forbidden");
    assert_eq!(numbers(&screen.get("/api/v1/tickets?assignee=me").await.is(200).json), [0; 0]);
    desk.close().await;
}

#[tokio::test]
async fn what_was_taken_away_is_gone_with_the_next_request() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let closed = scene.case(scene.closed).await;
    let token = json!({ "name": "Pantalla", "role": "supervisor", "scope": "read" });
    let made = scene.ana.post("/api/v1/tokens", &token).await.is(201).json;
    let screen = desk.with_token(made["secret"].as_str().unwrap());

    // Each read once before, so that whatever is kept between requests holds them.
    scene.carla.get(&at(closed)).await.is(200);
    let group = json!({ "name": "Seguridad", "level": "second", "members": [scene.beto_id], "open_to_all": false });
    scene.ana.put(&format!("/api/v1/groups/{}", scene.closed), &group).await.is(200);
    scene.carla.get(&at(closed)).await.fails(404, "not_found");

    scene.beto.get(&at(closed)).await.is(200);
    let user = json!({ "name": "Beto", "email": "beto@mesa.example", "roles": ["agent"], "active": false });
    scene.ana.put(&format!("/api/v1/users/{}", scene.beto_id), &user).await.is(200);
    scene.beto.get(&at(closed)).await.fails(401, "unauthenticated");

    screen.get(&at(closed)).await.is(200);
    scene.ana.delete(&format!("/api/v1/tokens/{}", made["token"]["id"])).await.is(204);
    screen.get(&at(closed)).await.fails(401, "unauthenticated");

    let subject = json!({ "subject": "Sin correo en el piso 3" });
    scene.ana.get(&at(closed)).await.is(200);
    scene.ana.patch(&at(closed), &subject).await.is(200);
    assert_eq!(scene.ana.get(&at(closed)).await.is(200).json["subject"], subject["subject"]);
    desk.close().await;
}
