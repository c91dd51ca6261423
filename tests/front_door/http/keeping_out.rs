//! Proving once more who one is, and keeping others out: sessions, tokens and streams end at once.

use super::desk::{ADMIN, Answer, Desk, PASSWORD, Someone};
use chrono::TimeDelta;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::time::Duration;

async fn prove(someone: &Someone<'_>, password: &str) -> Answer {
    someone.post("/api/v1/session/proof", &json!({ "password": password })).await
}

#[tokio::test]
async fn what_is_dangerous_wants_the_password_again_after_ten_minutes() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (camila, _) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let made =
        ana.post("/api/v1/tokens", &json!({ "name": "Programa", "role": "administrator", "scope": "write" })).await;
    let program = desk.with_token(made.is(201).json["secret"].as_str().unwrap());
    desk.pass(TimeDelta::minutes(11));

    let token = json!({ "name": "Monitoreo", "role": "agent", "scope": "read" });
    let user = json!({ "name": "Diego", "email": "diego@mesa.example", "roles": ["agent"] });
    let more = json!({ "name": "Camila", "email": "camila@mesa.example", "roles": ["agent", "supervisor"] });
    let renamed = json!({ "name": "Camila V.", "email": "camila@mesa.example", "roles": ["agent"] });
    let mail = json!({ "host": "", "port": 587, "security": "starttls", "from_address": "" });
    let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    let mut moved = settings.clone();
    moved["public_url"] = json!("https://mesa.example");
    let link = json!({ "delivery": "shown" });
    let path = format!("/api/v1/users/{camila}");
    let of = |what: &str| format!("{path}/{what}");
    let backups = json!({ "schedule": "", "folder": "", "keep": { "daily": 7, "weekly": 4, "monthly": 12 } });
    let dangerous: [(Method, String, &Value); 11] = [
        (Method::POST, "/api/v1/tokens".to_owned(), &token),
        (Method::POST, "/api/v1/users".to_owned(), &user),
        (Method::PUT, path.clone(), &more),
        (Method::PUT, "/api/v1/mail/settings".to_owned(), &mail),
        (Method::PUT, "/api/v1/desk".to_owned(), &moved),
        (Method::PUT, "/api/v1/backups/settings".to_owned(), &backups),
        (Method::POST, "/api/v1/backup".to_owned(), &Value::Null),
        (Method::POST, of("password-link"), &link),
        (Method::DELETE, of("second-step"), &Value::Null),
        (Method::POST, "/api/v1/me/second-step/key".to_owned(), &Value::Null),
        (Method::DELETE, "/api/v1/me/second-step".to_owned(), &Value::Null),
    ];
    for (method, path, body) in &dangerous {
        let answer = super::desk::read(ana.request(method.clone(), path).json(body)).await;
        answer.fails(403, "reauthenticate");
    }
    // What is not dangerous goes on.
    ana.put(&path, &renamed).await.is(200);
    ana.put("/api/v1/desk", &settings).await.is(200);
    ana.get("/api/v1/tokens").await.is(200);
    // A program has nobody to ask.
    program.post("/api/v1/users", &user).await.is(201);

    let wrong = prove(&ana, "a guess").await.fails(422, "invalid");
    assert_eq!(wrong.faults(), [("password".to_owned(), "not_allowed".to_owned())]);
    ana.post("/api/v1/tokens", &token).await.fails(403, "reauthenticate");
    prove(&ana, PASSWORD).await.is(204);
    ana.post("/api/v1/tokens", &token).await.is(201);
    desk.pass(TimeDelta::minutes(10) + TimeDelta::seconds(1));
    ana.post("/api/v1/tokens", &token).await.fails(403, "reauthenticate");

    // Changing the password with the old one alone proves no more than that.
    ana.put("/api/v1/me/password", &json!({ "current": PASSWORD, "new": "otra clave bien larga" })).await.is(204);
    desk.close().await;
}

#[tokio::test]
async fn a_proof_is_as_hard_to_guess_as_a_password() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for _ in 0..4 {
        prove(&ana, "a guess").await.fails(422, "invalid");
    }
    prove(&ana, PASSWORD).await.fails(429, "rate_limited");
    desk.close().await;
}

#[tokio::test]
async fn whoever_guesses_from_outside_keeps_nobody_waiting_who_is_in() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for _ in 0..4 {
        desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    }
    desk.enter(ADMIN, PASSWORD).await.fails(429, "rate_limited");
    prove(&ana, PASSWORD).await.is(204);
    ana.put("/api/v1/me/password", &json!({ "current": PASSWORD, "new": PASSWORD })).await.is(204);
    desk.nobody().post("/api/v1/session/proof", &json!({ "password": PASSWORD })).await.fails(401, "unauthenticated");
    desk.close().await;
}

/// A live stream that has begun.
async fn listen(someone: &Someone<'_>) -> Response {
    let mut stream = someone.request(Method::GET, "/api/v1/events").send().await.unwrap();
    assert_eq!(stream.status(), 200);
    stream.chunk().await.unwrap().unwrap();
    stream
}

/// Waits for the end of a stream, no longer than a person would call "at once".
async fn ends(mut stream: Response) {
    let ended = tokio::time::timeout(Duration::from_secs(3), async move {
        while stream.chunk().await.unwrap_or_default().is_some() {}
    });
    ended.await.unwrap();
}

/// A token of the role agent.
async fn token(someone: &Someone<'_>) -> String {
    let body = json!({ "name": "Programa", "role": "agent", "scope": "read" });
    someone.post("/api/v1/tokens", &body).await.is(201).json["secret"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_session_that_an_administrator_ends_is_over_with_its_streams() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (id, camila) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let other = desk.sign_in("camila@mesa.example").await;
    let (first, second) = (listen(&camila).await, listen(&other).await);
    let access = format!("/api/v1/users/{id}/access");
    let sessions = ana.get(&access).await.is(200).json["sessions"].clone();
    assert_eq!(sessions.as_array().unwrap().len(), 2);
    let own = camila.get("/api/v1/sessions").await.is(200).json;
    let current = own.as_array().unwrap().iter().find(|session| session["current"] == true).unwrap().clone();

    let path = format!("/api/v1/users/{id}/sessions");
    camila.delete(&path).await.fails(403, "forbidden");
    ana.delete(&format!("{path}/0000000000000000")).await.fails(404, "not_found");
    ana.delete(&format!("{path}/{}", current["id"].as_str().unwrap())).await.is(204);
    camila.get("/api/v1/me").await.fails(401, "unauthenticated");
    ends(first).await;
    other.get("/api/v1/me").await.is(200);
    ana.delete(&path).await.is(204);
    other.get("/api/v1/me").await.fails(401, "unauthenticated");
    ends(second).await;

    // Whoever ends all of their own stays where they are.
    let elsewhere = desk.ana().await;
    ana.delete("/api/v1/users/1/sessions").await.is(204);
    ana.get("/api/v1/me").await.is(200);
    elsewhere.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_user_who_is_switched_off_is_out_at_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (id, pedro) = desk.new_user(&ana, "Pedro", &["administrator", "agent"]).await;
    let program = desk.with_token(&token(&pedro).await);
    let others = desk.with_token(&token(&ana).await);
    let (by_session, by_token) = (listen(&pedro).await, listen(&program).await);
    let off =
        json!({ "name": "Pedro", "email": "pedro@mesa.example", "roles": ["administrator", "agent"], "active": false });
    ana.put(&format!("/api/v1/users/{id}"), &off).await.is(200);
    pedro.get("/api/v1/me").await.fails(401, "unauthenticated");
    program.get("/api/v1/tickets").await.fails(401, "unauthenticated");
    others.get("/api/v1/tickets").await.is(200);
    ends(by_session).await;
    ends(by_token).await;
    desk.enter("pedro@mesa.example", PASSWORD).await.fails(401, "unauthenticated");

    // Back again, they sign in anew, and what they had made stays revoked.
    let on = json!({ "name": "Pedro", "email": "pedro@mesa.example", "roles": ["agent"], "active": true });
    ana.put(&format!("/api/v1/users/{id}"), &on).await.is(200);
    pedro.get("/api/v1/me").await.fails(401, "unauthenticated");
    program.get("/api/v1/tickets").await.fails(401, "unauthenticated");
    desk.sign_in("pedro@mesa.example").await.get("/api/v1/me").await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_person_who_is_switched_off_is_out_as_a_user_too() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let person = json!({ "name": "Luis Painemal", "emails": ["luis@canelos.example"] });
    let person_id = ana.post("/api/v1/persons", &person).await.is(201).json["id"].as_u64().unwrap();
    let user = json!({
        "name": "Luis Painemal", "email": "luis@canelos.example", "roles": ["requester"], "person": person_id,
        "password": PASSWORD,
    });
    let id = ana.post("/api/v1/users", &user).await.is(201).json["id"].as_u64().unwrap();
    let luis = desk.sign_in("luis@canelos.example").await;
    let stream = listen(&luis).await;
    let (_, camila) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let path = format!("/api/v1/persons/{person_id}");
    let off = json!({ "name": "Luis Painemal", "emails": ["luis@canelos.example"], "active": false });
    // An agent looks after persons, not after who comes in; whoever may not is told just that, however long they have
    // been here.
    desk.pass(TimeDelta::minutes(11));
    for may_not in [&camila, &luis] {
        may_not.put(&path, &off).await.fails(403, "forbidden");
    }
    ana.put(&path, &off).await.fails(403, "reauthenticate");
    prove(&ana, PASSWORD).await.is(204);
    luis.get("/api/v1/me").await.is(200);
    ana.put(&path, &off).await.is(200);
    luis.get("/api/v1/me").await.fails(401, "unauthenticated");
    ends(stream).await;
    assert_eq!(ana.get(&format!("/api/v1/users/{id}")).await.is(200).json["active"], false);
    // And does not come back as a user before they are one as a person.
    let back = ana.put(&format!("/api/v1/users/{id}"), &user).await.fails(422, "invalid");
    assert_eq!(back.faults(), [("person".to_owned(), "not_allowed".to_owned())]);

    // Nobody switches themselves off by that way either.
    let mut own = json!({ "name": "Ana Rojas", "emails": [ADMIN] });
    let own_id = ana.post("/api/v1/persons", &own).await.is(201).json["id"].as_u64().unwrap();
    let roles = ana.get("/api/v1/users/1").await.json["roles"].clone();
    let with_person = json!({ "name": "Ana Rojas", "email": ADMIN, "roles": roles, "person": own_id });
    ana.put("/api/v1/users/1", &with_person).await.is(200);
    own["active"] = json!(false);
    ana.put(&format!("/api/v1/persons/{own_id}"), &own).await.fails(422, "invalid");
    desk.close().await;
}
