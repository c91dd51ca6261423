//! The wall by a token of its own, and the filters of the board that somebody keeps.

use super::live::Stream;
use super::{Scene, at};
use crate::http::desk::Desk;
use serde_json::{Value, json};

const TOKENS: &str = "/api/v1/tokens";
const WALL: &str = "/api/v1/wall";

fn wall_token(role: &str) -> Value {
    json!({ "name": "Muro del piso 3", "role": role, "scope": "wall" })
}

#[tokio::test]
async fn a_wall_sees_figures_and_what_is_due_and_neither_people_nor_subjects() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let agreement = json!({
        "name": "Todos", "for": { "kinds": [], "categories": [], "units": [], "priorities": [], "channels": [] },
        "solution": { "minutes": 60, "time": "elapsed", "stopped_by": [], "warn_at": [] },
    });
    scene.ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": [agreement] })).await.is(200);
    scene.ana.publish_model().await;
    let (_, sara) = desk.new_user(&scene.ana, "Sara", &["supervisor"]).await;
    let made = sara.post(TOKENS, &wall_token("supervisor")).await.is(201).json;
    assert_eq!((&made["token"]["scope"], &made["token"]["valid"]), (&json!("wall"), &json!(true)));
    let wall = desk.with_token(made["secret"].as_str().unwrap());

    let mut stream = Stream::of(&wall, None).await;
    stream.expect("hello").await;
    let mut numbers = Vec::new();
    for _ in 0..6 {
        numbers.push(scene.case(scene.open).await);
        desk.pass(chrono::TimeDelta::minutes(1));
    }
    // It hears that something changed, and not what.
    let told = stream.expect("changes").await;
    assert_eq!(told.data, json!({ "tickets": [], "counts": true, "others": [] }));

    let shown = wall.get(WALL).await.is(200);
    let due: Vec<&Value> = shown.json["due"].as_array().unwrap().iter().map(|case| &case["number"]).collect();
    assert_eq!(due, numbers[..4].iter().map(|number| json!(number)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert_eq!(shown.json["all"]["open"], 6);
    let first = shown.json["due"][0].as_object().unwrap();
    assert_eq!(first.keys().collect::<Vec<_>>(), ["clocks", "group", "number"]);
    assert_eq!(first["group"]["name"], "Terreno");
    for word in ["Sin correo", "Rosa", "Beto", "Ana"] {
        assert!(!shown.text.contains(word), "{word}: {}", shown.text);
    }
    // What is overdue does not push out what is due next.
    desk.pass(chrono::TimeDelta::minutes(57));
    let later = scene.case(scene.closed).await;
    let shown = wall.get(WALL).await.is(200).json;
    assert!(shown["due"].as_array().unwrap().iter().any(|case| case["number"] == later), "{shown}");

    // Nothing else, also outside the description; and nothing that is left of a path.
    for path in ["/metrics", "/api/v1/board", "/api/v1/tickets", "/api/v1/me", &at(numbers[0])] {
        wall.get(path).await.fails(403, "forbidden");
    }
    scene.beto.get(WALL).await.fails(403, "forbidden");
    scene.ana.get(WALL).await.is(200);

    // Who made it sees it in the list and takes it back: the wall is dark, and its stream ends.
    let list = sara.get(TOKENS).await.is(200).json;
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    sara.delete(&format!("{TOKENS}/{}", made["token"]["id"])).await.is(204);
    wall.get(WALL).await.fails(401, "unauthenticated");
    while stream.next().await.is_some() {}
    desk.close().await;
}

#[tokio::test]
async fn supervisors_make_tokens_of_walls_and_no_others() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (_, sara) = desk.new_user(&scene.ana, "Sara", &["supervisor"]).await;
    let robot = json!({ "name": "Robot", "role": "supervisor", "scope": "read" });
    sara.post(TOKENS, &robot).await.fails(403, "forbidden");
    let robot = scene.ana.post(TOKENS, &robot).await.is(201).json["token"]["id"].clone();
    sara.delete(&format!("{TOKENS}/{robot}")).await.fails(404, "not_found");
    assert_eq!(sara.get(TOKENS).await.is(200).json["items"], json!([]));
    scene.beto.post(TOKENS, &wall_token("supervisor")).await.fails(403, "forbidden");
    for role in ["administrator", "agent"] {
        let refused = scene.ana.post(TOKENS, &wall_token(role)).await;
        assert_eq!(refused.fails(422, "invalid").faults(), [("role".to_owned(), "not_allowed".to_owned())]);
    }
    let wall = scene.ana.post(TOKENS, &wall_token("supervisor")).await.is(201).json["token"]["id"].clone();
    let of = |list: &Value| list["items"].as_array().unwrap().len();
    assert_eq!(of(&scene.ana.get(TOKENS).await.is(200).json), 2);
    assert_eq!(of(&scene.ana.get(&format!("{TOKENS}?scope=wall")).await.is(200).json), 1);
    // It is theirs to revoke, whoever made it.
    sara.delete(&format!("{TOKENS}/{wall}")).await.is(204);
    desk.close().await;
}

#[tokio::test]
async fn filters_of_the_board_are_kept_with_their_user_by_name() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (_, sara) = desk.new_user(&scene.ana, "Sara", &["supervisor"]).await;
    let filter = |name: &str, query: &str| json!({ "name": name, "query": query });
    let filters = json!([filter("Redes", "group=1"), filter("Urgentes", "priority=high")]);
    let change = json!({ "board_filters": filters });
    let me = sara.patch("/api/v1/me/preferences", &change).await.is(200).json;
    assert_eq!(me["preferences"]["board_filters"], filters);
    // Another preference leaves them.
    sara.patch("/api/v1/me/preferences", &json!({ "theme": "dark" })).await.is(200);
    assert_eq!(sara.get("/api/v1/me").await.is(200).json["preferences"]["board_filters"], filters);
    assert_eq!(scene.ana.get("/api/v1/me").await.is(200).json["preferences"]["board_filters"], json!([]));

    let twice = json!({ "board_filters": [filter("Redes", "group=1"), filter("redes ", "group=2")] });
    let refused = sara.patch("/api/v1/me/preferences", &twice).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("board_filters.1.name".to_owned(), "taken".to_owned())]);
    let empty = json!({ "board_filters": [filter(" ", "group=1")] });
    sara.patch("/api/v1/me/preferences", &empty).await.fails(422, "invalid");
    let many: Vec<Value> = (0..51).map(|n| filter(&format!("Filtro {n}"), "group=1")).collect();
    sara.patch("/api/v1/me/preferences", &json!({ "board_filters": many })).await.fails(422, "invalid");
    sara.patch("/api/v1/me/preferences", &json!({ "board_filters": [] })).await.is(200);
    assert_eq!(sara.get("/api/v1/me").await.is(200).json["preferences"]["board_filters"], json!([]));
    desk.close().await;
}
