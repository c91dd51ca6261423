//! Every failure is a problem document, those that the framework makes included; nothing was changed, never a 5xx.

use super::desk::{Desk, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn what_is_not_there_and_what_is_not_possible() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    ana.get("/api/v1/nothing").await.fails(404, "not_found");
    ana.get("/api/v2/users").await.fails(404, "not_found");
    ana.get("/api/v1/users/99").await.fails(404, "not_found");
    ana.get("/api/v1/users/no-number").await.fails(404, "not_found");
    ana.get("/api/v1/users/18446744073709551616").await.fails(404, "not_found");
    ana.get("/nothing.js").await.fails(404, "not_found");
    let answer = ana.delete("/api/v1/users").await.fails(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST");
    let answer = read(ana.request(Method::from_bytes(b"PROPFIND").unwrap(), "/api/v1/users")).await;
    assert!(!answer.fails(405, "method_not_allowed").header("allow").is_empty());
    let answer = read(ana.request(Method::POST, "/some/place")).await.fails(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD");
    desk.nobody().get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn query_parameters_are_those_that_are_described() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let answer = ana.get("/api/v1/users?rol=agent").await.fails(400, "unknown_parameter");
    assert!(answer.json["detail"].as_str().unwrap().contains("role"), "{}", answer.text);
    ana.get("/api/v1/me?x=1").await.fails(400, "unknown_parameter");
    ana.get("/api/v1/users?role=boss").await.fails(400, "malformed");
    ana.get("/api/v1/users?active=perhaps").await.fails(400, "malformed");
    for limit in ["0", "201", "-1", "many", "99999999999"] {
        ana.get(&format!("/api/v1/users?limit={limit}")).await.fails(400, "malformed");
    }
    ana.get("/api/v1/users?cursor=%25%25").await.fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_only() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for name in ["Beto", "Carla", "Dora"] {
        desk.new_user(&ana, name, &["agent"]).await;
    }
    let page = ana.get("/api/v1/users?limit=2").await.is(200);
    let next = page.json["next"].as_str().unwrap().to_owned();
    let rest = ana.get(&format!("/api/v1/users?limit=2&cursor={next}")).await.is(200);
    let ids = |page: &serde_json::Value| {
        page["items"].as_array().unwrap().iter().map(|u| u["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((ids(&page.json), ids(&rest.json)), (vec![json!(1), json!(2)], vec![json!(3), json!(4)]));
    assert!(rest.json["next"].is_null());
    ana.get(&format!("/api/v1/users?role=agent&cursor={next}")).await.fails(400, "malformed");
    ana.get(&format!("/api/v1/groups?cursor={next}")).await.fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn bodies_are_json_of_a_sane_size_and_depth() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let path = "/api/v1/groups";
    let send = |content_type: &'static str, body: Vec<u8>| {
        read(ana.request(Method::POST, path).header("content-type", content_type).body(body))
    };
    send("text/plain", b"{}".to_vec()).await.fails(415, "unsupported_media_type");
    read(ana.request(Method::POST, path)).await.fails(415, "unsupported_media_type");
    for bad in [&b"{"[..], b"", b"{\"name\": }", b"nul", b"\xff\xfe", b"{\"name\": \"\\ud800\"}", b"{} {}"] {
        send("application/json", bad.to_vec()).await.fails(400, "malformed");
    }
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    send("application/json", deep).await.fails(400, "malformed");
    let huge = format!("{{\"name\": \"{}\"}}", "x".repeat(1_100_000)).into_bytes();
    let told = send("application/json", huge).await.fails(413, "too_large");
    assert!(told.json["detail"].as_str().unwrap().contains("1 MiB"), "{}", told.text);
    // The same without a length said beforehand.
    let pieces = futures_util::stream::iter((0..1_200).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1_000])));
    let streamed = ana.request(Method::POST, path).header("content-type", "application/json");
    read(streamed.body(reqwest::Body::wrap_stream(pieces))).await.fails(413, "too_large");
    desk.close().await;
}

#[tokio::test]
async fn each_field_that_does_not_fit_is_named() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let body = json!({ "level": "zeroth", "members": [1, "two", -3], "open_to_all": "yes", "colour": "red" });
    let answer = ana.post("/api/v1/groups", &body).await.fails(422, "invalid");
    let mut faults = answer.faults();
    faults.sort();
    let expected = [
        ("colour", "unknown"),
        ("level", "unknown"),
        ("members.1", "malformed"),
        ("members.2", "malformed"),
        ("name", "required"),
        ("open_to_all", "malformed"),
    ];
    assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
    ana.post("/api/v1/groups", &json!([1])).await.fails(422, "invalid");
    ana.post("/api/v1/groups", &json!(null)).await.fails(422, "invalid");
    let none = ana.get("/api/v1/groups").await.is(200);
    assert_eq!(none.json["items"].as_array().unwrap().len(), 1, "only the first group is there");
    desk.close().await;
}

#[tokio::test]
async fn what_the_desk_refuses_names_its_fields_too() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let user = |name: &str, email: &str| json!({ "name": name, "email": email, "roles": ["agent"] });
    let answer = ana.post("/api/v1/users", &user("\u{202e}\u{200b}\u{7}", "x@y\r\nBcc: z@z")).await;
    assert_eq!(answer.fails(422, "invalid").faults().len(), 2);
    let answer = ana.post("/api/v1/users", &user(&"n".repeat(5_000), "a@b.example")).await.fails(422, "invalid");
    assert!(answer.json["errors"][0]["max"].is_u64(), "{}", answer.text);
    let answer = ana.post("/api/v1/users", &user("Otra Ana", super::desk::ADMIN)).await.fails(422, "invalid");
    assert_eq!(answer.faults(), [("email".to_owned(), "taken".to_owned())]);
    let short = json!({ "name": "Beto", "email": "b@mesa.example", "roles": ["agent"], "password": "corta" });
    let answer = ana.post("/api/v1/users", &short).await.fails(422, "invalid");
    assert_eq!(answer.json["errors"][0], json!({ "field": "password", "code": "too_short", "min": 10 }));
    let also = json!({ "name": "Beto", "email": "nobody", "roles": ["agent"], "password": "x".repeat(201) });
    let faults = ana.post("/api/v1/users", &also).await.fails(422, "invalid").faults();
    let wrong = [("email", "not_an_email"), ("password", "too_long")];
    assert_eq!(faults, wrong.map(|(field, code)| (field.to_owned(), code.to_owned())));
    // HTML is text like any other, and comes back as it was.
    let script = "<script>alert(1)</script>";
    let made = ana.post("/api/v1/users", &user(script, "s@mesa.example")).await.is(201);
    assert_eq!(made.json["name"], script);
    desk.close().await;
}
