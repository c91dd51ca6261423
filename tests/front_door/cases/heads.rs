//! Whoever heads a unit sees what it asks for, everywhere alike, and nothing of it once they head it no more.

use super::live::{Stream, of};
use super::search::{finds, until_found};
use super::{Scene, at, id, numbers};
use crate::http::desk::{Desk, read};
use reqwest::Method;
use serde_json::{Value, json};

/// A unit as it should be.
fn unit(name: &str, parent: Option<u64>, heads: &[u64]) -> Value {
    json!({ "name": name, "parent": parent, "heads": heads })
}

#[tokio::test]
async fn a_head_sees_the_cases_of_their_units_in_every_way_while_they_head_them() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (ana, rosa, luis) = (&scene.ana, &scene.rosa, scene.other_person);
    let site = id(&ana.post("/api/v1/units", &unit("Casa Matriz", None, &[])).await.is(201).json);
    let treasury = id(&ana.post("/api/v1/units", &unit("Tesorería", Some(site), &[])).await.is(201).json);
    let store = id(&ana.post("/api/v1/units", &unit("Bodega", Some(site), &[])).await.is(201).json);
    let [site_path, treasury_path, store_path] = [site, treasury, store].map(|unit| format!("/api/v1/units/{unit}"));
    let luis_is = json!({ "name": "Luis Soto", "emails": ["luis@canelos.example"], "unit": treasury });
    ana.put(&format!("/api/v1/persons/{luis}"), &luis_is).await.is(200);
    let case = async |subject: &str, group: u64| {
        let new = json!({ "subject": subject, "channel": "phone", "requester": { "id": luis }, "group": group });
        id_of(&ana.post("/api/v1/tickets", &new).await.is(201).json)
    };
    let own = scene.case(scene.open).await;
    let open = case("Zanahoria en la impresora", scene.open).await;
    let closed = case("Zanahoria, y que no lo sepa la jefa", scene.closed).await;
    scene.beto.post(&format!("{}/notes", at(open)), &json!({ "text": "perejil" })).await.is(201);
    let upload = scene.beto.request(Method::POST, "/api/v1/uploads?name=plano.txt").body("x");
    let upload = read(upload).await.is(201).json["id"].clone();
    let reply = json!({ "text": "Va el plano", "attachments": [upload] });
    let reply = scene.beto.post(&format!("{}/messages", at(open)), &reply).await.is(201).json;
    let file = format!("{}/attachments/{}", at(open), reply["message"]["attachments"][0]["id"]);
    until_found(ana, "zanahoria jefa", &[closed]).await;

    // What she sees of it, or does not: the case, its file, the lists, the numbers beside them, and the search.
    let sees = async |seen: bool| {
        let shown = rosa.get(&at(open)).await;
        let list = numbers(&rosa.get("/api/v1/tickets?sort=-number").await.is(200).json);
        let headed = numbers(&rosa.get("/api/v1/tickets?unit=mine").await.is(200).json);
        let counted = rosa.get("/api/v1/tickets/counts").await.is(200).json["all"].clone();
        let found = finds(rosa, "zanahoria").await;
        let like = rosa.get(&format!("/api/v1/tickets?requester={luis}")).await.is(200).json;
        rosa.get(&at(closed)).await.fails(404, "not_found");
        assert!(finds(rosa, "perejil").await.is_empty(), "notes are the desk's");
        if !seen {
            assert_eq!((list, headed, counted, found), (vec![own], vec![], json!(1), vec![]));
            assert_eq!((numbers(&like), rosa.get(&file).await.status), (vec![], 404));
            let nowhere = rosa.get(&at(9_999)).await.fails(404, "not_found").text;
            return assert_eq!(shown.fails(404, "not_found").text, nowhere);
        }
        assert_eq!((list, headed, counted, found), (vec![open, own], vec![open], json!(2), vec![open]));
        assert_eq!((numbers(&like), rosa.get(&file).await.status), (vec![open], 200));
        let shown = shown.is(200).json;
        assert_eq!((&shown["followers"], &shown["requester"]["unit"]["id"]), (&Value::Null, &json!(treasury)));
        let may: Vec<&Value> = shown["actions"].as_array().unwrap().iter().filter(|it| it["allowed"] == true).collect();
        assert!(may.len() == 1 && may[0]["action"] == "reply", "{may:?}");
        assert!(!rosa.get(&format!("{}/timeline", at(open))).await.is(200).text.contains("perejil"));
    };
    sees(false).await;
    scene.beto.put(&treasury_path, &unit("Tesorería", Some(site), &[scene.rosa_person])).await.fails(403, "forbidden");
    let named = ana.put(&treasury_path, &unit("Tesorería", Some(site), &[scene.rosa_person])).await.is(200).json;
    assert_eq!(named["heads"], json!([{ "id": scene.rosa_person, "name": "Rosa Núñez", "active": true }]));
    sees(true).await;
    let shown = scene.beto.get(&format!("/api/v1/persons/{}", scene.rosa_person)).await.is(200).json;
    assert_eq!(shown["heads"][0]["path"], json!(["Casa Matriz", "Tesorería"]));
    assert_eq!(rosa.get(&format!("/api/v1/persons/{}", scene.rosa_person)).await.is(200).json["heads"], Value::Null);
    let taken = ana.get(&format!("/api/v1/persons/{}/data", scene.rosa_person)).await.is(200).json;
    assert_eq!(taken["heads_units"], json!([["Casa Matriz", "Tesorería"]]));

    // Live: a case that she sees changes, and goes when a group keeps it to itself; she decides on nothing.
    let mut stream = Stream::of(rosa, None).await;
    stream.expect("hello").await;
    rosa.post(&format!("{}/messages", at(open)), &json!({ "text": "Es en todo el piso" })).await.is(201);
    assert_eq!(of(&stream.expect("changes").await), [(open, false)]);
    for (what, body) in
        [("settle", json!({ "reason": "Ya" })), ("cancel", json!({ "reason": "Ya" })), ("close", Value::Null)]
    {
        rosa.post(&format!("{}/{what}", at(open)), &body).await.fails(409, "not_possible");
    }
    scene.carla.post(&format!("{}/notes", at(closed)), &json!({ "text": "Ojo" })).await.is(201);
    assert!(stream.is_silent().await);
    ana.post(&format!("{}/pass", at(open)), &json!({ "group": scene.closed })).await.is(200);
    assert_eq!(of(&stream.expect("changes").await), [(open, true)]);
    ana.post(&format!("{}/pass", at(open)), &json!({ "group": scene.open })).await.is(200);
    assert_eq!(of(&stream.expect("changes").await), [(open, false)]);

    // Beside it she sees nothing, above it she does; a change of the unit that does not speak of heads leaves them.
    ana.put(&treasury_path, &unit("Tesorería", Some(site), &[])).await.is(200);
    stream.expect("reset").await;
    sees(false).await;
    ana.put(&store_path, &unit("Bodega", Some(site), &[scene.rosa_person])).await.is(200);
    sees(false).await;
    ana.put(&site_path, &unit("Casa Matriz", None, &[scene.rosa_person])).await.is(200);
    sees(true).await;
    ana.put(&site_path, &json!({ "name": "Sede central" })).await.is(200);
    sees(true).await;
    // Put below another unit, its cases go along; once that has ended, its head has no say.
    ana.put(&site_path, &unit("Sede central", None, &[])).await.is(200);
    ana.put(&treasury_path, &unit("Tesorería", Some(store), &[])).await.is(200);
    sees(true).await;
    let mut ended = unit("Bodega", Some(site), &[scene.rosa_person]);
    ended["active"] = json!(false);
    ana.put(&store_path, &ended).await.is(200);
    sees(false).await;

    // Wrong heads are refused by their place, and whoever is erased heads nothing any more.
    ana.put(&store_path, &unit("Bodega", Some(site), &[luis, 9_999])).await.fails(422, "invalid");
    ana.put(&store_path, &unit("Bodega", Some(site), &[scene.rosa_person, luis])).await.is(200);
    ana.post(&format!("{}/cancel", at(own)), &json!({ "reason": "Ya no" })).await.is(200);
    ana.post(&format!("/api/v1/persons/{}/erasure", scene.rosa_person), &Value::Null).await.is(200);
    let left = ana.get(&store_path).await.is(200).json;
    assert_eq!(left["heads"].as_array().unwrap().len(), 1, "{left}");
    desk.close().await;
}

fn id_of(case: &Value) -> u64 {
    case["number"].as_u64().unwrap()
}
