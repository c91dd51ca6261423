//! The second step of signing in: codes of an app, recovery codes, and roles that must have it.

use super::desk::{ADMIN, Answer, Desk, PASSWORD, Someone};
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use ventanilla::desk::id::UserId;
use ventanilla::desk::{ActorRef, Command};
use ventanilla::http::entry::password;
use ventanilla::store::Request;

/// What an app on a telephone makes of a key at the desk's time, `late` steps of it later.
pub(crate) fn code(desk: &Desk, key: &str, late: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(key).unwrap()).build().unwrap();
    let seconds = desk.clock.now().millis() / 1_000 + late * 30;
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

/// Sets the second step up; gives the key and the recovery codes.
pub(crate) async fn enrol(desk: &Desk, someone: &Someone<'_>) -> (String, Vec<String>) {
    let key = someone.post("/api/v1/me/second-step/key", &Value::Null).await.is(200).json;
    let key = key["key"].as_str().unwrap().to_owned();
    let input = json!({ "key": key, "code": code(desk, &key, 0) });
    let codes = someone.put("/api/v1/me/second-step", &input).await.is(200).json;
    (key, serde_json::from_value(codes["codes"].clone()).unwrap())
}

async fn enter(desk: &Desk, email: &str, code: &str) -> Answer {
    let body = json!({ "email": email, "password": PASSWORD, "code": code });
    desk.nobody().with("origin", &desk.url).post("/api/v1/session", &body).await
}

#[tokio::test]
async fn signing_in_asks_for_a_code_that_works_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let shown = ana.post("/api/v1/me/second-step/key", &Value::Null).await.is(200);
    let key = shown.json["key"].as_str().unwrap().to_owned();
    assert!(shown.json["address"].as_str().unwrap().contains(&format!("secret={key}&issuer=Mesa%20de%20Ayuda")));
    assert!(shown.json["picture"].as_str().unwrap().contains("<svg"));
    // Until a code confirmed it, nothing has changed.
    desk.enter(ADMIN, PASSWORD).await.is(200);
    let path = "/api/v1/me/second-step";
    let wrong = ana.put(path, &json!({ "key": key, "code": "000000" })).await.fails(422, "invalid");
    assert_eq!(wrong.faults(), [("code".to_owned(), "not_allowed".to_owned())]);
    ana.put(path, &json!({ "key": "AAAA", "code": "000000" })).await.fails(422, "invalid");
    let first = code(&desk, &key, 0);
    let codes = ana.put(path, &json!({ "key": key, "code": first })).await.is(200).json;
    assert_eq!(codes["codes"].as_array().unwrap().len(), 10);
    let me = ana.get("/api/v1/me").await.is(200).json;
    assert_eq!(me["second_step"], json!({ "on": true, "required": false, "recovery_codes": 10 }));

    let asked = desk.enter(ADMIN, PASSWORD).await.fails(401, "code_required");
    assert!(asked.header("set-cookie").is_empty());
    desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    enter(&desk, ADMIN, &first).await.fails(401, "code_required");
    let next = code(&desk, &key, 1);
    enter(&desk, ADMIN, &next).await.is(200);
    enter(&desk, ADMIN, &next).await.fails(401, "code_required");
    desk.pass(TimeDelta::seconds(60));
    // A telephone that is half a minute behind, and a person who types spaces.
    let late = code(&desk, &key, 0);
    enter(&desk, ADMIN, &format!("{} {}", &late[..3], &late[3..])).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_recovery_code_works_once_and_new_ones_end_the_old() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, codes) = enrol(&desk, &ana).await;
    enter(&desk, ADMIN, &codes[0].to_uppercase()).await.is(200);
    enter(&desk, ADMIN, &codes[0]).await.fails(401, "code_required");
    assert_eq!(ana.get("/api/v1/me").await.json["second_step"]["recovery_codes"], 9);
    let path = "/api/v1/me/second-step/recovery-codes";
    let renewed = ana.post(path, &Value::Null).await.is(200).json;
    assert_eq!(renewed["codes"].as_array().unwrap().len(), 10);
    enter(&desk, ADMIN, &codes[1]).await.fails(401, "code_required");
    enter(&desk, ADMIN, renewed["codes"][3].as_str().unwrap()).await.is(200);

    // Switched off, the password is enough again, and there is nothing to renew.
    ana.delete("/api/v1/me/second-step").await.is(204);
    desk.enter(ADMIN, PASSWORD).await.is(200);
    ana.post(path, &Value::Null).await.fails(404, "not_found");
    desk.close().await;
}

#[tokio::test]
async fn guessing_codes_has_to_wait_even_for_whoever_knows_the_password() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (key, _) = enrol(&desk, &ana).await;
    for _ in 0..4 {
        enter(&desk, ADMIN, "000000").await.fails(401, "code_required");
        // The right password in between forgives nothing at the second step.
        desk.enter(ADMIN, PASSWORD).await.fails(401, "code_required");
    }
    let slowed = enter(&desk, ADMIN, &code(&desk, &key, 1)).await.fails(429, "rate_limited");
    desk.pass(TimeDelta::seconds(slowed.header("retry-after").parse().unwrap()));
    enter(&desk, ADMIN, &code(&desk, &key, 1)).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn who_must_have_it_can_do_nothing_else_before() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, camila) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let mut stream = camila.request(Method::GET, "/api/v1/events").send().await.unwrap();
    stream.chunk().await.unwrap().unwrap();
    let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    settings["second_step_roles"] = json!(["agent", "supervisor"]);
    assert_eq!(
        ana.put("/api/v1/desk", &settings).await.is(200).json["settings"]["second_step_roles"],
        settings["second_step_roles"]
    );
    // Left out, they stay: what an older program sends opens no door.
    settings.as_object_mut().unwrap().remove("second_step_roles");
    ana.put("/api/v1/desk", &settings).await.fails(403, "second_step_due");

    // Ana has every role, so she is the first who has to.
    for path in ["/api/v1/tickets", "/api/v1/users", "/api/v1/desk", "/api/v1/sessions", "/api/v1/events"] {
        ana.get(path).await.fails(403, "second_step_due");
        camila.get(path).await.fails(403, "second_step_due");
    }
    let token = json!({ "name": "Puerta", "role": "administrator", "scope": "write" });
    ana.post("/api/v1/tokens", &token).await.fails(403, "second_step_due");
    while stream.chunk().await.unwrap().is_some() {}
    let me = camila.get("/api/v1/me").await.is(200).json;
    assert_eq!(me["second_step"], json!({ "on": false, "required": true, "recovery_codes": 0 }));

    // A link for a new password is no way around it.
    let reset = desk.enter("camila@mesa.example", PASSWORD).await.is(200);
    let reset = desk.with_cookie(&reset.cookie());
    reset.get("/api/v1/tickets").await.fails(403, "second_step_due");
    enrol(&desk, &camila).await;
    camila.get("/api/v1/tickets").await.is(200);
    desk.enter("camila@mesa.example", PASSWORD).await.fails(401, "code_required");
    enrol(&desk, &ana).await;
    ana.put("/api/v1/desk", &settings).await.is(200);
    let kept = ana.get("/api/v1/desk").await.json["settings"]["second_step_roles"].clone();
    assert_eq!(kept, json!(["agent", "supervisor"]));
    ana.post("/api/v1/tokens", &token).await.is(201);
    camila.delete("/api/v1/session").await.is(204);
    desk.close().await;
}

#[tokio::test]
async fn a_new_password_leaves_the_second_step_and_an_administrator_ends_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (id, camila) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let (key, _) = enrol(&desk, &camila).await;
    let access = format!("/api/v1/users/{id}/access");
    let seen = ana.get(&access).await.is(200).json;
    assert_eq!((&seen["second_step"], &seen["password_set"]), (&json!(true), &json!(true)));
    camila.get(&access).await.fails(403, "forbidden");

    let link = ana.post(&format!("/api/v1/users/{id}/password-link"), &json!({ "delivery": "shown" })).await.is(200);
    let token = link.json["link"].as_str().unwrap().split_once("#token=").unwrap().1.to_owned();
    let body = json!({ "token": token, "password": PASSWORD });
    desk.nobody().post("/api/v1/password", &body).await.is(204);
    desk.enter("camila@mesa.example", PASSWORD).await.fails(401, "code_required");
    enter(&desk, "camila@mesa.example", &code(&desk, &key, 1)).await.is(200);

    ana.delete(&format!("/api/v1/users/{id}/second-step")).await.is(204);
    desk.enter("camila@mesa.example", PASSWORD).await.is(200);
    assert_eq!(ana.get(&access).await.json["second_step"], false);
    desk.close().await;
}

#[tokio::test]
async fn seeds_and_codes_are_in_no_answer_and_no_journal() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (key, codes) = enrol(&desk, &ana).await;
    for path in ["/api/v1/me", "/api/v1/users", "/api/v1/users/1", "/api/v1/users/1/access", "/api/v1/desk"] {
        let answer = ana.get(path).await.is(200);
        assert!(!answer.text.contains(&key) && !codes.iter().any(|code| answer.text.contains(code)), "{path}");
    }
    let seed = Secret::try_from_base32(&key).unwrap().as_bytes().to_vec();
    let row = ventanilla::store::second_step::find(&desk.store.snapshot().unwrap(), ventanilla::desk::id::UserId(1));
    let said = format!("{row:?}");
    assert!(said.contains("SecondStep") && !said.contains("seed") && !said.contains(&format!("{seed:?}")), "{said}");
    let snapshot = desk.store.snapshot().unwrap();
    for entry in snapshot.entries_from(ventanilla::desk::id::Seq(1)).unwrap() {
        let entry = serde_json::to_string(&entry.unwrap()).unwrap();
        let bytes = seed.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
        assert!(!entry.contains(&bytes) && !entry.contains(&key), "{entry}");
    }
    drop(snapshot);
    desk.close().await;
}

#[tokio::test]
async fn whoever_has_the_machine_lets_a_user_in_again() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    enrol(&desk, &ana).await;
    for _ in 0..4 {
        desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    }
    let (store, now) = (desk.store.clone(), desk.clock.now());
    let password_hash = password::hash("otra clave bien larga").unwrap();
    let let_in = Command::LetIn { user: UserId(1), password_hash };
    store.submit(Request::new(ActorRef::Setup, let_in, now)).await.unwrap();
    ana.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.enter(ADMIN, "otra clave bien larga").await.is(200);
    desk.close().await;
}
